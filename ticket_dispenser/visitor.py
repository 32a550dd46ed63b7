"""Whoever stands in front of the screen: what they have chosen so far, and how time wipes it out.

Pure: the time is an argument. Every path that is left alone leads back to the first page.
"""

from dataclasses import dataclass, field, replace

from contract import messages as m
from faces.patience import asks, held, ms, soonest
from faces.pin import Guesses
from faces.texts import Language
from faces.touching import Look
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.view import PageName
from ticket_dispenser.world import Offer


@dataclass(frozen=True, slots=True)
class Visitor:
    """What somebody has chosen so far."""

    language: Language
    page: PageName = "start"
    agency: str = ""
    """Whose services are seen; "" is all of them."""
    basket: tuple[str, ...] = ()
    """The services of the visit, in the order of going there."""
    class_id: str | None = None
    typed: str = ""
    leaf: int = 0
    """Which part of a long list is seen."""
    look: Look = field(default_factory=Look)
    focus: int | None = None
    """By ear: which of the things to touch is being read; none for those who see."""
    touched_at: int = 0
    """When the screen was last touched, in milliseconds of a clock that never jumps."""
    corner_since: int | None = None
    """Since when a finger is on the technician's corner."""
    guesses: Guesses = field(default_factory=Guesses)
    """At the technician's PIN."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a touch can lead to now."""

    settings: DispenserSettings
    offers: tuple[Offer, ...]
    classes: tuple[m.DeclaredClass, ...]
    now: int
    """In milliseconds of a clock that never jumps, as in `Visitor`."""

    @property
    def has_agencies(self) -> bool:
        """Whether there are too many services for one page, so that agencies come first."""
        return len(self.offers) > self.settings.touch.direct and len(self.agencies) > 1

    @property
    def agencies(self) -> dict[str, str]:
        """The agencies of all that is offered: their names by identifier, in order."""
        return {offer.agency: offer.agency_name for offer in self.offers}

    def offer(self, service: str) -> Offer | None:
        """What is offered of a service."""
        return next((offer for offer in self.offers if offer.service == service), None)


def somebody(settings: DispenserSettings, now: int = 0) -> Visitor:
    """Nobody in particular: the first page, as the settings have it."""
    return Visitor(language=settings.language, touched_at=now)


def served(visitor: Visitor, now: int) -> Visitor:
    """Their number is on its way: the choices are gone, how they see the screen stays a while."""
    return replace(
        visitor, page="start", agency="", basket=(), class_id=None, typed="", leaf=0,
        touched_at=now, focus=None if visitor.focus is None else 0, corner_since=None,
    )  # fmt: skip


def ticked(visitor: Visitor, settings: DispenserSettings, now: int) -> Visitor:
    """Time has passed: a corner was held long enough, or whoever was here has left."""
    touch = settings.touch
    if settings.technician and held(visitor.corner_since, now, touch.corner_s):
        return replace(visitor, page="pin", typed="", corner_since=None, touched_at=now)
    if now - visitor.touched_at >= ms(touch.idle_s) and not is_fresh(visitor, settings):
        kept = somebody(settings, visitor.touched_at)
        return replace(kept, guesses=visitor.guesses)
    return visitor


def is_fresh(visitor: Visitor, settings: DispenserSettings) -> bool:
    """Whether there is nothing of anybody's on the screen."""
    plain = somebody(settings, visitor.touched_at)
    return plain == replace(visitor, guesses=Guesses())


def leaves_in(visitor: Visitor, settings: DispenserSettings, now: int) -> int | None:
    """Seconds until the page goes back to the start, once it is time to ask; else None."""
    if is_fresh(visitor, settings) or visitor.page == "start":
        return None
    return asks(visitor.touched_at + ms(settings.touch.idle_s) - now, settings.touch.ask_s)


def next_deadline(visitor: Visitor, settings: DispenserSettings, now: int) -> int:
    """When time alone will change something; where nothing will, in a minute."""
    idle, ask = ms(settings.touch.idle_s), ms(settings.touch.ask_s)
    moments = [visitor.touched_at + idle, visitor.touched_at + idle - ask]
    moments.append(visitor.touched_at + ms(settings.touch.dim_after_s))
    if visitor.corner_since is not None:
        moments.append(visitor.corner_since + ms(settings.touch.corner_s))
    if leaves_in(visitor, settings, now) is not None:
        moments.append(now + 1000)
    return soonest(moments, now)
