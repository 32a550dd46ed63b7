"""Whoever stands in front of the kiosk: where they are, what they said, and how time wipes it out.

Pure: the time is an argument. Every path that is left alone leads back to the first page, and
nothing of anybody is left on it.
"""

from dataclasses import dataclass, field, replace

from contract import messages as m
from faces.patience import asks, held, ms, soonest
from faces.pin import Guesses
from faces.texts import Language
from faces.touching import Look
from kiosk.settings import KioskSettings
from kiosk.view import PageName, Tab

DEEPEST = 40
"""So many pages back lead the ways back; who went further begins anew there."""

PERSONAL: frozenset[PageName] = frozenset(
    {"check", "dossier_code", "dossier_secret", "dossier", "feedback_text", "feedback_contact",
     "feedback_done", "pin", "technician"}
)  # fmt: skip
"""Pages with something of somebody's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is."""

    page: PageName = "start"
    agency: str = ""
    field: str = ""
    audience: str = ""
    code: str = ""
    """The procedure that is looked at."""
    service: str = ""
    """Whose counters are looked for on the plan."""
    tab: Tab = "summary"
    case: int = 0
    leaf: int = 0


@dataclass(frozen=True, slots=True)
class Visitor:
    """What somebody has chosen, typed and been told so far."""

    language: Language
    at: Place = field(default_factory=Place)
    trail: tuple[Place, ...] = ()
    """The ways back."""
    query: str = ""
    """What is searched for."""
    telex: bool | None = None
    """Whether letters get their marks while they are typed, once somebody chose."""
    typed: str = ""
    """Anything else that is typed."""
    ticked: frozenset[int] = frozenset()
    """The papers that somebody has, by their places in the catalogue's order."""
    dossier_code: str = ""
    dossier: m.Dossier | None = None
    about: m.FeedbackKind | None = None
    feedback: str = ""
    receipt: str = ""
    """The code under which an answer can be asked for."""
    look: Look = field(default_factory=Look)
    focus: int | None = None
    """By ear: which of the things is being read; none for those who see."""
    touched_at: int = 0
    """When the screen was last touched, in milliseconds of a clock that never jumps."""
    corner_since: int | None = None
    guesses: Guesses = field(default_factory=Guesses)
    """At the technician's PIN."""

    @property
    def page(self) -> PageName:
        """The page they are on."""
        return self.at.page

    @property
    def marks(self) -> bool:
        """Whether letters get their marks: in Vietnamese, unless somebody chose otherwise."""
        return self.language == "vi" if self.telex is None else self.telex


def somebody(settings: KioskSettings, now: int = 0) -> Visitor:
    """Nobody in particular: the first page, as the settings have it."""
    return Visitor(language=settings.language, touched_at=now)


def wiped(visitor: Visitor, now: int) -> Visitor:
    """On the first page, with nothing said; how they see the screen stays for a while."""
    fresh = Visitor(visitor.language, look=visitor.look, telex=visitor.telex, touched_at=now)
    focus = None if visitor.focus is None else 0
    return replace(fresh, focus=focus, guesses=visitor.guesses)


def gone(visitor: Visitor, place: Place) -> Visitor:
    """Somewhere else; the way back leads here."""
    trail = (*visitor.trail, visitor.at)[-DEEPEST:]
    return _there(replace(visitor, trail=trail), place)


def returned(visitor: Visitor) -> Visitor:
    """One page back; from the last of them to the first page."""
    if not visitor.trail:
        return wiped(visitor, visitor.touched_at)
    return _there(replace(visitor, trail=visitor.trail[:-1]), visitor.trail[-1])


def _there(visitor: Visitor, place: Place) -> Visitor:
    """What belongs to pages that were left is forgotten."""
    visitor = replace(visitor, at=place, typed="", focus=None if visitor.focus is None else 0)
    if place.page not in {"dossier", "dossier_secret"}:
        visitor = replace(visitor, dossier=None, dossier_code="")
    if place.page == "dossier_secret":
        visitor = replace(visitor, dossier=None)
    if place.page not in {"feedback_text", "feedback_contact", "feedback_done"}:
        visitor = replace(visitor, about=None, feedback="", receipt="")
    if place.page == "feedback_text":
        visitor = replace(visitor, typed=visitor.feedback)
    if place.page == "start":
        visitor = replace(visitor, query="", ticked=frozenset(), trail=())
    return visitor


def ticked(visitor: Visitor, settings: KioskSettings, now: int) -> Visitor:
    """Time has passed: a corner was held long enough, or whoever was here has left."""
    opens = settings.technician and held(visitor.corner_since, now, settings.touch.corner_s)
    if opens:
        return gone(replace(wiped(visitor, now), corner_since=None), Place("pin"))
    if now - visitor.touched_at >= _idle(visitor, settings) and not is_fresh(visitor, settings):
        kept = somebody(settings, visitor.touched_at)
        return replace(kept, guesses=visitor.guesses)
    return visitor


def is_fresh(visitor: Visitor, settings: KioskSettings) -> bool:
    """Whether there is nothing of anybody's on the screen."""
    plain = somebody(settings, visitor.touched_at)
    return plain == replace(visitor, guesses=Guesses())


def is_personal(visitor: Visitor) -> bool:
    """Whether there is something that is nobody else's business."""
    return visitor.page in PERSONAL or bool(visitor.ticked or visitor.query)


def leaves_in(visitor: Visitor, settings: KioskSettings, now: int) -> int | None:
    """Seconds until everything is wiped, once it is time to ask; else None."""
    if is_fresh(visitor, settings) or visitor == wiped(visitor, visitor.touched_at):
        return None
    return asks(visitor.touched_at + _idle(visitor, settings) - now, settings.touch.ask_s)


def next_deadline(visitor: Visitor, settings: KioskSettings, now: int) -> int:
    """When time alone will change something; where nothing will, in a minute."""
    touch, idle = settings.touch, _idle(visitor, settings)
    after = (idle, idle - ms(touch.ask_s), ms(touch.attract_s), ms(touch.dim_after_s))
    moments = [visitor.touched_at + one for one in after]
    if visitor.corner_since is not None:
        moments.append(visitor.corner_since + ms(touch.corner_s))
    if leaves_in(visitor, settings, now) is not None:
        moments.append(now + 1000)
    return soonest(moments, now)


def _idle(visitor: Visitor, settings: KioskSettings) -> int:
    touch = settings.touch
    return ms(touch.idle_s if is_personal(visitor) else max(touch.idle_s, touch.reading_s))
