"""What the pad shows: everything its screen needs, already in the citizen's language."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal, Protocol

from contract.messages import CounterState, CounterStatus, Level, Visit
from faces.texts import Texts
from faces.wording import spaced
from rating_pad.model import State, offered
from rating_pad.settings import PadSettings

Mode = Literal["rate", "thanks", "idle", "paused", "on_call", "closed", "offline"]


@dataclass(frozen=True, slots=True)
class PadView:
    """One picture of the pad. Two equal views look the same."""

    mode: Mode
    counter: str
    """For instance `Quầy 3`."""
    heading: str
    note: str
    officer: str | None = None
    """Name of whoever is signed in; without one there is no officer's panel."""
    title: str | None = None
    agency: str | None = None
    label: str | None = None
    """The number of the visit, for instance `số A 012`."""
    levels: tuple[tuple[str, str], ...] = ()
    """Identifier and words of every level that can be touched, best first."""
    chosen: str | None = None
    """The level that was touched, as long as it can still be changed."""


class Face(Protocol):
    """Whatever shows a view to the citizen and can be touched."""

    def show(self, view: PadView) -> None:
        """Draw this from now on."""

    def touches(self) -> AsyncIterator[str]:
        """Return the levels that are touched, by their identifiers in `PadView.levels`."""
        ...


def view(state: State, settings: PadSettings, texts: Texts) -> PadView:
    """What to show of what is known. A visit that is known can be rated offline too."""
    if state.choice:
        choice = state.choice
        return _question(choice.counter, choice.visit, settings, texts, choice.level)
    if state.thanked_at is not None:
        note = "pad.thanks_note" if state.reached else "pad.saved_offline"
        return _message("thanks", state.counter, settings, texts, note)
    visit = offered(state)
    if state.counter and visit:
        return _question(state.counter, visit, settings, texts)
    mode = _mode(state)
    return _message(mode, state.counter if mode == "idle" else None, settings, texts)


def _mode(state: State) -> Mode:
    """What there is to show when there is nothing to rate."""
    if not state.reached or state.counter is None:
        return "offline"
    match state.counter.status:
        case CounterStatus.CLOSED:
            return "closed"
        case CounterStatus.PAUSED:
            return "paused"
        case CounterStatus.ON_CALL:
            return "on_call"
        case CounterStatus.OPEN | CounterStatus.PAUSING:
            return "idle"


def _question(
    counter: CounterState,
    visit: Visit,
    settings: PadSettings,
    texts: Texts,
    chosen: Level | None = None,
) -> PadView:
    officer = counter.officer
    return PadView(
        mode="rate",
        counter=texts.say("pad.counter", counter=settings.counter),
        heading=texts.say("pad.thanks" if chosen else "pad.question"),
        note=texts.say("pad.note", seconds=round(settings.grace_s)),
        officer=officer.name if officer else None,
        title=officer.title if officer else None,
        agency=officer.agency if officer else None,
        label=texts.say("pad.number", label=spaced(visit.ticket.label)),
        levels=tuple((level.value, texts.say(f"pad.{level}")) for level in settings.levels),
        chosen=chosen.value if chosen else None,
    )


def _message(
    mode: Mode,
    counter: CounterState | None,
    settings: PadSettings,
    texts: Texts,
    note: str | None = None,
) -> PadView:
    """A view without levels; `counter` is given where its officer is to be seen."""
    officer = counter.officer if counter else None
    return PadView(
        mode=mode,
        counter=texts.say("pad.counter", counter=settings.counter),
        heading=texts.say(f"pad.{mode}"),
        note=texts.say(note or f"pad.{mode}_note"),
        officer=officer.name if officer else None,
        title=officer.title if officer else None,
        agency=officer.agency if officer else None,
    )
