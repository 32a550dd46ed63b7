"""The pad's screens: what a state looks like to whoever stands in front of it. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from contract import messages as m
from faces import ears
from faces.patience import ms
from faces.texts import Language, Texts
from faces.touching import Entry, Keys, Tile, foot
from faces.wording import spaced
from rating_pad import model
from rating_pad import visitor as guests
from rating_pad.model import Choice, State
from rating_pad.settings import PadSettings
from rating_pad.view import Mode, PadView
from rating_pad.visitor import Page

T = TypeVar("T")

_ANSWERS: Final = (2, 1, 0)
"""Scores of a question's answers, best first."""


@dataclass(frozen=True, slots=True)
class Media:
    """Files that the centre has put in its folders."""

    photos: Mapping[str, str] = field(default_factory=dict)
    """By officer."""
    pictures: tuple[str, ...] = ()


def view(
    state: State,
    settings: PadSettings,
    texts: Mapping[Language, Texts],
    media: Media | None = None,
) -> PadView:
    """What to show of what is known. A visit that is known can be rated offline too."""
    drawer = _Drawer(state, settings, texts[state.visitor.language], media or Media())
    return _read_aloud(drawer.whole(), state.visitor.focus)


def _read_aloud(shown: PadView, focus: int | None) -> PadView:
    """Add what is read aloud: the heading with the first thing on it, and each thing alone."""
    if focus is None:
        return shown
    tiles, heading = shown.touchable, (shown.question, shown.heading, shown.note, shown.code)
    if not tiles:
        return replace(shown, spoken=". ".join(part for part in heading if part))
    on = tiles[min(focus, len(tiles) - 1)]
    return replace(shown, spoken=ears.words(focus, tiles, heading), focus=on.touch)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws one state."""

    state: State
    settings: PadSettings
    texts: Texts
    media: Media

    def whole(self) -> PadView:
        """The screen, with what is the same on all of them."""
        state, settings, say = self.state, self.settings, self.texts.say
        draw = _PAGES.get(state.visitor.page)
        shown = draw(self) if draw else self._first()
        left = guests.leaves_in(state.visitor, settings, state.at)
        helped = state.at < state.help_until
        return replace(
            shown,
            notice=say("touch.help_called") if helped else shown.notice,
            foot=self._foot(),
            look=state.visitor.look,
            still_there=left,
            question=say("touch.still_there") if left is not None else "",
            countdown=say("pad.seconds", n=left) if left is not None else "",
            stay=Tile("stay", say("touch.stay")) if left is not None else None,
            dim=model.sleeps(state, settings),
            dark=model.is_dark(state, settings),
        )

    def _foot(self) -> tuple[Tile, ...]:
        """Back is never far on a pad: it needs no way to the first screen beside it."""
        start = self.state.visitor.page in {"first", "sending"}
        whole = foot(self.state.visitor.look, self.texts, start=start)
        return tuple(tile for tile in whole if tile.touch != "home")

    # --- The first screen ------------------------------------------------------------------------

    def _first(self) -> PadView:
        state = self.state
        if state.choice:
            return self._chosen(state.choice)
        if state.thanked_at is not None:
            note = "pad.thanks_note" if state.reached else "pad.saved_offline"
            return replace(self._about("thanks", state.counter), note=self.texts.say(note))
        visit = model.offered(state)
        if state.counter and visit:
            asked = self._levels(self._about("rate", state.counter, visit))
            heading = self.texts.say("pad.question")
            note = self.texts.say("pad.note", seconds=round(self.settings.grace_s))
            return replace(asked, heading=heading, note=note, options=self._options())
        return self._nobody(_mode(state))

    def _chosen(self, choice: Choice) -> PadView:
        """The rating at hand: why, or thanks and what may be added."""
        say = self.texts.say
        asks = model.lacks_reason(choice, self.settings)
        shown = self._levels(
            self._about("reason" if asks else "rate", choice.counter, choice.visit)
        )
        shown = replace(shown, chosen=choice.level.value)
        if asks:
            return replace(
                shown,
                heading=say("pad.why"),
                note=say("pad.why_note"),
                tiles=tuple(Tile(f"reason:{one}", self._why(one)) for one in self.settings.reasons),
            )
        note = say("pad.chosen_note", seconds=round(self.settings.grace_s))
        shown = replace(shown, heading=say("pad.thanks"), note=note, options=self._options(choice))
        if self.settings.indices:
            answered = choice.scores != m.Indices()
            many = len(self.settings.indices)
            questions = Tile("questions", say("pad.questions", n=many), chosen=answered)
            return replace(shown, options=(questions, *shown.options))
        return shown

    def _options(self, choice: Choice | None = None) -> tuple[Tile, ...]:
        options = []
        if choice and self.settings.remarks:
            words = self.texts.say("pad.remark")
            options.append(Tile("remark", words, chosen=bool(choice.remark)))
        if self.settings.feedback:
            options.append(Tile("feedback", self.texts.say("pad.feedback")))
        return tuple(options)

    def _nobody(self, mode: Mode) -> PadView:
        """Nothing to rate: how the counter is, and while it is open what the centre shows."""
        counter = self.state.counter if mode == "idle" else None
        shown = replace(self._about(mode, counter), options=self._options())
        if mode != "idle" or model.sleeps(self.state, self.settings):
            return shown
        notice = self._turn(self.settings.notices)
        language = self.texts.language
        words = (notice.vi if language == "vi" else notice.en) if notice else ""
        return replace(shown, picture=self._turn(self.media.pictures) or "", notice=words)

    def _turn(self, things: Sequence[T]) -> T | None:
        """The one of them whose turn it is."""
        turn = self.state.at // ms(self.settings.picture_s)
        return things[turn % len(things)] if things else None

    def _levels(self, shown: PadView) -> PadView:
        levels = tuple((one.value, self.texts.say(f"pad.{one}")) for one in self.settings.levels)
        return replace(shown, levels=levels)

    def _why(self, reason: str) -> str:
        own = self.settings.reason_words.get(reason)
        if own is None:
            return self.texts.say(f"pad.reason.{reason}")
        return own.vi if self.texts.language == "vi" else own.en

    # --- Pages -----------------------------------------------------------------------------------

    def question(self) -> PadView:
        say, at = self.texts.say, self.state.visitor.question
        index, many = self.settings.indices[at], len(self.settings.indices)
        answers = (Tile(f"answer:{score}", say(f"pad.index.{index}.{score}")) for score in _ANSWERS)
        shown = self._beside("question")
        return replace(
            shown,
            heading=say(f"pad.index.{index}.question"),
            note=say("pad.question_of", at=at + 1, n=many),
            tiles=tuple(answers),
            options=(Tile("answer:-", say("pad.skip")),),
        )

    def remark(self) -> PadView:
        return self._entry("remark", "text", "pad.done")

    def about(self) -> PadView:
        kinds = (Tile(f"about:{kind}", self.texts.say(f"pad.{kind}")) for kind in m.FeedbackKind)
        shown = self._page("about")
        note = shown.note if self.state.reached else self.texts.say("pad.about_offline")
        return replace(shown, note=note, tiles=tuple(kinds))

    def feedback(self) -> PadView:
        about = self.state.visitor.about or m.FeedbackKind.SUGGESTION
        shown = self._entry("feedback", "text", "pad.next", needed=True)
        return replace(shown, heading=self.texts.say(f"pad.{about}"))

    def contact(self) -> PadView:
        return self._entry("contact", "text", "pad.send")

    def sending(self) -> PadView:
        return self._page("sending")

    def receipt(self) -> PadView:
        done = Tile("back", self.texts.say("pad.understood"))
        return replace(self._page("receipt"), code=self.state.visitor.code, main=done)

    def kept(self) -> PadView:
        return replace(self._page("kept"), main=Tile("back", self.texts.say("pad.understood")))

    def pin(self) -> PadView:
        visitor = self.state.visitor
        note = self.texts.say(visitor.guesses.note(self.state.at))
        shown = replace(self._page("technician"), mode="pin", note=note)
        main = Tile("enter", self.texts.say("touch.open"), enabled=bool(visitor.typed))
        return replace(shown, entry=self._keys("digits", secret=True), main=main)

    def technician(self) -> PadView:
        test = Tile("test:sound", self.texts.say("touch.test_sound"))
        return replace(self._page("technician"), lines=self.state.facts, options=(test,))

    # --- Parts of screens ------------------------------------------------------------------------

    def _about(
        self, mode: Mode, counter: m.CounterState | None, visit: m.Visit | None = None
    ) -> PadView:
        """How it is, and whose counter; `counter` is given where its officer is to be seen."""
        say, officer = self.texts.say, counter.officer if counter else None
        plain = mode in {"rate", "reason", "question"}
        return PadView(
            mode=mode,
            counter=say("pad.counter", counter=self.settings.counter),
            heading="" if plain else say(f"pad.{mode}"),
            note="" if plain else say(f"pad.{mode}_note"),
            officer=officer.name if officer else None,
            title=officer.title if officer else None,
            agency=officer.agency if officer else None,
            photo=self.media.photos.get(officer.id, "") if officer else "",
            label=say("pad.number", label=spaced(visit.ticket.label)) if visit else None,
        )

    def _beside(self, mode: Mode) -> PadView:
        """A page about the visit that is being rated."""
        choice = self.state.choice
        return self._about(mode, choice.counter, choice.visit) if choice else self._page("about")

    def _page(self, name: Page) -> PadView:
        say = self.texts.say
        mode: Mode = "about" if name == "first" else name
        return PadView(
            mode=mode,
            counter=say("pad.counter", counter=self.settings.counter),
            heading=say("touch.technician" if name == "technician" else f"pad.{name}"),
            note="" if name == "technician" else say(f"pad.{name}_note"),
        )

    def _entry(self, name: Page, keys: Keys, main: str, *, needed: bool = False) -> PadView:
        there = bool(self.state.visitor.typed.strip())
        tile = Tile("enter", self.texts.say(main), enabled=there or not needed)
        return replace(self._page(name), entry=self._keys(keys), main=tile)

    def _keys(self, keys: Keys, *, secret: bool = False) -> Entry:
        say = self.texts.say
        typed = self.state.visitor.typed
        marks = say("touch.telex" if self.state.visitor.marks else "touch.plain")
        return Entry(typed, keys, secret, say("touch.space"), say("touch.erase"), marks)


def _mode(state: State) -> Mode:
    """What there is to show when there is nothing to rate."""
    if not state.reached or state.counter is None:
        return "offline"
    match state.counter.status:
        case m.CounterStatus.CLOSED:
            return "closed"
        case m.CounterStatus.PAUSED:
            return "paused"
        case m.CounterStatus.ON_CALL:
            return "on_call"
        case m.CounterStatus.OPEN | m.CounterStatus.PAUSING:
            return "idle"


_PAGES: Final[Mapping[Page, Callable[[_Drawer], PadView]]] = {
    "question": _Drawer.question,
    "remark": _Drawer.remark,
    "about": _Drawer.about,
    "feedback": _Drawer.feedback,
    "contact": _Drawer.contact,
    "sending": _Drawer.sending,
    "receipt": _Drawer.receipt,
    "kept": _Drawer.kept,
    "pin": _Drawer.pin,
    "technician": _Drawer.technician,
}
