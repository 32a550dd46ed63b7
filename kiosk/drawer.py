"""What every page of the kiosk is made from. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from contract import messages as m
from faces.hours import in_words
from faces.texts import Texts
from faces.touching import Entry, Tile
from faces.wording import waiting
from kiosk.settings import KioskSettings
from kiosk.view import Card, Chip, Ink
from kiosk.visitor import Visitor
from kiosk.wording import day, why
from kiosk.world import Listing, Status, World

MOST = 60
"""So many entries of a list are scrolled through at once; further ones are leafed to."""

_DESKS: dict[m.CounterStatus, Ink] = {
    m.CounterStatus.OPEN: "go",
    m.CounterStatus.PAUSING: "amber",
    m.CounterStatus.PAUSED: "amber",
    m.CounterStatus.ON_CALL: "wait",
    m.CounterStatus.CLOSED: "muted",
}


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws pages for one visitor at one moment."""

    visitor: Visitor
    world: World
    settings: KioskSettings
    texts: Texts
    now: int
    """In milliseconds since 1970."""
    at: int
    """In milliseconds of a clock that never jumps."""
    lines: tuple[tuple[str, str], ...] = ()

    def text(self, key: str, **values: object) -> str:
        """A text of the kiosk."""
        return self.texts.say(f"kiosk.{key}", **values)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """All procedures that there are."""
        return tuple(self.world.shelf.listings) if self.world.shelf else ()

    @property
    def second(self) -> bool:
        """Whether the centre's own words are wanted in English, where there are some."""
        return self.visitor.language != "vi"

    def source(self) -> str:
        """As of when the catalogue is true; it stands on every screen."""
        shelf = self.world.shelf
        if shelf is None:
            return ""
        return self.text("source", n=len(shelf.listings), date=day(shelf.date))

    def turns(self) -> tuple[Tile, Tile]:
        """The buttons through what is longer than the screen."""
        less, more = self.texts.say("touch.less"), self.texts.say("touch.more")
        return Tile("scroll:less", less), Tile("scroll:more", more)

    def card(self, listing: Listing) -> Card:
        """A procedure in a list: where it is dealt with, and how long one waits."""
        parts = [listing.field or self.world.agency(listing, self.visitor.language), listing.code]
        desks = self.desks_named(listing.service)
        note = " · ".join(part for part in (*parts, desks) if part)
        tile = Tile(f"procedure:{listing.code}", listing.title, note)
        return Card(tile, tuple(self.chips(listing)))

    def chips(self, listing: Listing) -> list[Chip]:
        """What is worth knowing of a procedure before it is read."""
        chips = []
        if listing.service and self.world.declared(listing.service):
            chips.append(self.open_chip(listing.service))
            if wait := self.world.wait(listing.service, self.now):
                words = waiting(wait, self.texts)
                chips.append(Chip(self.text("wait", wait=words), "wait"))
        if listing.on_the_spot:
            chips.append(Chip(self.text("on_the_spot"), "go"))
        return chips

    def open_chip(self, service: str) -> Chip:
        """Whether a number can be had for a service now."""
        status = self.world.status(service, self.now)
        return Chip(self.text(f"status.{status}"), "go" if status is Status.OPEN else "amber")

    def desks_named(self, service: str) -> str:
        """The counters that deal with a service, `Quầy 1, 2, 3`; nothing when none is known."""
        names = [desk.name for desk in self.world.desks(service, self.now)] if service else []
        if not names:
            return ""
        shown = ", ".join(names[:6]) + ("…" if len(names) > 6 else "")  # noqa: PLR2004 - a line
        return self.text("counters", n=len(names), counters=shown)

    def desk_chips(self, service: str) -> tuple[Chip, ...]:
        """Each counter of a service, and whether it is open."""
        chips = []
        for desk in self.world.desks(service, self.now):
            status = self.text(f"desk.{desk.status}") if desk.status else ""
            words = self.text("desk_named", counter=desk.name, status=status).rstrip(" :")
            chips.append(Chip(words, _DESKS[desk.status] if desk.status else "muted"))
        return tuple(chips)

    def no_number(self, service: str) -> str:
        """Why there is no number for a service now, and what to do; nothing when there is one."""
        status = self.world.status(service, self.now)
        if status in {Status.OPEN, Status.ELSEWHERE}:
            return ""
        hours = in_words(self.world.centre) if self.world.centre else ""
        return self.text(f"no_number_note.{status}", hours=hours)

    def print_option(self, words: str) -> tuple[Tile, ...]:
        """The button for something on paper; it says why when there is none, if it ever prints."""
        world = self.world
        if not world.prints:
            return ()
        text = self.text(f"no_print.{why(world.fault)}" if world.fault else words)
        return (Tile("print", text, enabled=world.fault is None),)

    def local(self) -> datetime:
        """The time on the wall."""
        return datetime.fromtimestamp(self.now / 1000, UTC).astimezone(ZoneInfo(self.settings.zone))

    def entry(self, text: str) -> Entry:
        """Words that are typed, and their keyboard."""
        space, erase = self.texts.say("touch.space"), self.texts.say("touch.erase")
        marks = self.texts.say("touch.telex" if self.visitor.marks else "touch.plain")
        return Entry(text, "text", space=space, erase=erase, marks=marks)
