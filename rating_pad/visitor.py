"""Whoever stands in front of the pad: where they are, and how time wipes that out.

Pure: the time is an argument, in milliseconds of a clock that never jumps. What they have rated is
in `model`; this is all that would be somebody's own if it stayed on the screen.
"""

from dataclasses import dataclass, field, replace
from typing import Final, Literal
from uuid import UUID

from contract.messages import FeedbackKind
from faces.patience import asks, held, ms
from faces.pin import Guesses
from faces.texts import Language
from faces.touching import Look
from rating_pad.settings import PadSettings

Page = Literal[
    "first", "question", "remark", "about", "feedback", "contact", "sending", "receipt", "kept",
    "pin", "technician",
]  # fmt: skip

OF_A_RATING: Final[frozenset[Page]] = frozenset({"question", "remark"})
"""Pages that belong to the rating at hand, and are left with it."""

BY_EAR: Final = 3
"""Times as much time for those who are read to: each thing has to be heard first."""

_KEPT_S: Final = 15.0
"""So long it is told that there is no code."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What somebody does beside a rating, and how they want to see the screen."""

    language: Language
    page: Page = "first"
    opened_at: int = 0
    """When the first screen was left."""
    question: int = 0
    """Which of the further questions is asked."""
    typed: str = ""
    about: FeedbackKind | None = None
    text: str = ""
    """What was written, while the page asks how to answer it."""
    sending: UUID | None = None
    """The ask that its answer is waited for."""
    code: str = ""
    """Under which they ask for the answer."""
    telex: bool | None = None
    """Whether letters get their marks while they are typed, once somebody chose."""
    look: Look = field(default_factory=Look)
    focus: int | None = None
    """By ear: which of the things to touch is being read; none for those who see."""
    touched_at: int = 0
    corner_since: int | None = None
    """Since when a finger is on the technician's corner."""
    guesses: Guesses = field(default_factory=Guesses)
    """At the technician's PIN."""

    @property
    def marks(self) -> bool:
        """Whether letters get their marks: in Vietnamese, unless somebody chose otherwise."""
        return self.language == "vi" if self.telex is None else self.telex


def somebody(settings: PadSettings, at: int = 0) -> Visitor:
    """Nobody in particular."""
    return Visitor(language=settings.language, touched_at=at)


def gone(visitor: Visitor, settings: PadSettings) -> Visitor:
    """Whoever was here has left, and nothing of theirs stays; to guess a PIN gets no cheaper."""
    kept = somebody(settings, visitor.touched_at)
    return replace(kept, guesses=visitor.guesses)


def is_fresh(visitor: Visitor, settings: PadSettings) -> bool:
    """Whether there is nothing of anybody's on the screen."""
    return visitor == gone(visitor, settings)


def to(visitor: Visitor, page: Page, at: int) -> Visitor:
    """They go to another page; what is typed there is typed anew."""
    opened = at if visitor.page == "first" else visitor.opened_at
    focus = None if visitor.focus is None else 0
    return replace(visitor, page=page, typed="", opened_at=opened, focus=focus)


def first(visitor: Visitor) -> Visitor:
    """They are back on the first screen: what was written is gone, how they see it stays."""
    return replace(
        visitor, page="first", typed="", about=None, text="", sending=None, code="", question=0,
        focus=None if visitor.focus is None else 0,
    )  # fmt: skip


def ticked(visitor: Visitor, settings: PadSettings, at: int) -> Visitor:
    """Time has passed: a corner was held long enough, or whoever was here has left."""
    if settings.technician and held(visitor.corner_since, at, settings.corner_s):
        pin = to(first(visitor), "pin", at)
        return replace(pin, corner_since=None, touched_at=at)
    if visitor.page == "sending" and at >= visitor.touched_at + ms(settings.patience_s):
        visitor = replace(visitor, page="kept", sending=None, text="")
    if at >= _ends_at(visitor, settings) and not is_fresh(visitor, settings):
        return gone(visitor, settings)
    return visitor


def leaves_in(visitor: Visitor, settings: PadSettings, at: int) -> int | None:
    """Seconds until everything is wiped, once it is time to ask; else None."""
    if visitor.page in {"first", "sending", "receipt", "kept"}:
        return None
    return asks(_ends_at(visitor, settings) - at, settings.ask_s)


def moments(visitor: Visitor, settings: PadSettings, at: int) -> list[int]:
    """When time alone may change something, past moments too."""
    ends = _ends_at(visitor, settings)
    found = [ends, ends - ms(settings.ask_s), visitor.touched_at + ms(settings.patience_s)]
    if visitor.corner_since is not None:
        found.append(visitor.corner_since + ms(settings.corner_s))
    if (left := leaves_in(visitor, settings, at)) is not None:
        found.append(ends - (left - 1) * 1000)
    return found


def _ends_at(visitor: Visitor, settings: PadSettings) -> int:
    told_s = settings.patience_s + _KEPT_S
    lasts = {"receipt": settings.receipt_s, "sending": told_s, "kept": told_s}
    patience = 1 if visitor.focus is None else BY_EAR
    ends = visitor.touched_at + ms(lasts.get(visitor.page, settings.idle_s)) * patience
    if visitor.page in {"first", "receipt", "kept", "sending"}:
        return ends
    return min(ends, visitor.opened_at + ms(settings.longest_s))
