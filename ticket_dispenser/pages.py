"""The pages of the touch screen: what a visitor sees of what can be chosen. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contract import messages as m
from faces.folding import fits
from faces.texts import Texts
from faces.touching import Entry, Keys, Look, Tile
from faces.wording import waiting
from ticket_dispenser.settings import TouchSettings
from ticket_dispenser.view import Page, PageName
from ticket_dispenser.visitor import Scene, Visitor
from ticket_dispenser.words import class_name
from ticket_dispenser.world import Offer, Status, World

MOST_HITS = 4
"""Services found by a search that are shown beside the keyboard."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the technician's pages tell, ready to be read: names and values."""

    machine: tuple[tuple[str, str], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()


def page(visitor: Visitor, scene: Scene, world: World, facts: Facts, texts: Texts) -> Page:
    """The page that a visitor is on."""
    return _PAGES[visitor.page](_Drawer(visitor, scene, world, facts, texts))


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws one page for one visitor."""

    visitor: Visitor
    scene: Scene
    world: World
    facts: Facts
    texts: Texts

    def start(self) -> Page:
        tiles = self._agencies() if self.scene.has_agencies else self._services(self.scene.offers)
        title = self.world.centre.name if self.world.centre else ""
        return self._leaf("start", title, "touch.choose", tiles, options=self._options())

    def services(self) -> Page:
        agency = self.visitor.agency
        offers = [offer for offer in self.scene.offers if offer.agency == agency]
        title = self.scene.agencies.get(agency, "")
        return self._leaf("services", title, "touch.choose", self._services(offers))

    def intents(self) -> Page:
        offer = self.scene.offer(self.visitor.basket[0]) if self.visitor.basket else None
        intents = offer.intents if offer else ()
        tiles = [Tile(f"intent:{one}", self.texts.say(f"intent.{one}")) for one in intents]
        also = len(self.visitor.basket) <= m.MOST_STEPS and len(self.scene.offers) > 1
        options = [Tile("also", self.texts.say("touch.also"))] if also else []
        if self.scene.classes:
            options.append(self._priority())
        chosen = [self.scene.offer(service) for service in self.visitor.basket]
        name = " + ".join(one.name for one in chosen if one)
        return self._leaf("intents", name, "touch.what_for", tiles, options=tuple(options))

    def classes(self) -> Page:
        tiles = [
            Tile(
                f"class:{known.id}",
                self._class(known),
                self.texts.say("touch.confirmed") if known.confirmed else "",
                chosen=known.id == self.visitor.class_id,
            )
            for known in self.scene.classes
        ]
        title = self.texts.say("touch.priority")
        return self._leaf("classes", title, "touch.which_class", tiles)

    def search(self) -> Page:
        typed = self.visitor.typed
        hits = [offer for offer in self.scene.offers if typed and fits(typed, _searched(offer))]
        note = "touch.search_note" if hits or not typed.strip() else "touch.nothing_found"
        return Page(
            "search",
            self.texts.say("touch.search"),
            self.texts.say(note),
            self._ribbon(),
            tuple(self._services(hits[:MOST_HITS])),
            entry=self._keys(typed, "letters"),
        )

    def code(self) -> Page:
        return self._entry("code", "letters", "touch.take_number")

    def report(self) -> Page:
        return self._entry("report", "letters", "touch.report_main")

    def pin(self) -> Page:
        return Page(
            "pin",
            self.texts.say("touch.technician"),
            self.texts.say(self.visitor.guesses.note(self.scene.now)),
            entry=self._keys(self.visitor.typed, "digits", secret=True),
            main=Tile("enter", self.texts.say("touch.open"), enabled=bool(self.visitor.typed)),
        )

    def technician(self) -> Page:
        tests = ("print", "buttons", "sound", "roll")
        return Page(
            "technician",
            self.texts.say("touch.technician"),
            lines=self.facts.machine,
            tiles=tuple(Tile(f"test:{one}", self.texts.say(f"touch.test_{one}")) for one in tests),
        )

    def buttons(self) -> Page:
        return Page(
            "buttons",
            self.texts.say("touch.test_buttons"),
            self.texts.say("touch.buttons_note"),
            lines=self.facts.buttons,
        )

    # --- Parts of pages --------------------------------------------------------------------------

    def _leaf(
        self,
        name: PageName,
        title: str,
        note: str,
        tiles: Sequence[Tile],
        options: tuple[Tile, ...] = (),
    ) -> Page:
        """A page of so many tiles as are seen at once."""
        size = _seen_at_once(self.scene.settings.touch, self.visitor.look)
        leaves = max(1, -(-len(tiles) // size))
        leaf = min(self.visitor.leaf, leaves - 1)
        return Page(
            name,
            title,
            self.texts.say(note),
            self._ribbon(),
            tuple(tiles[leaf * size : (leaf + 1) * size]),
            leaf,
            leaves,
            self._turns(leaf, leaves) if leaves > 1 else (),
            self.texts.say("touch.leaf", leaf=leaf + 1, leaves=leaves) if leaves > 1 else "",
            options=options,
        )

    def _turns(self, leaf: int, leaves: int) -> tuple[Tile, ...]:
        return (
            Tile("less", self.texts.say("touch.less"), enabled=leaf > 0),
            Tile("more", self.texts.say("touch.more"), enabled=leaf < leaves - 1),
        )

    def _entry(self, name: PageName, keys: Keys, main: str) -> Page:
        typed = self.visitor.typed
        return Page(
            name,
            self.texts.say(f"touch.{name}"),
            self.texts.say(f"touch.{name}_note"),
            entry=self._keys(typed, keys),
            main=Tile("enter", self.texts.say(main), enabled=bool(typed.strip())),
        )

    def _keys(self, typed: str, keys: Keys, *, secret: bool = False) -> Entry:
        space, erase = self.texts.say("touch.space"), self.texts.say("touch.erase")
        return Entry(typed, keys, secret, space, erase)

    def _options(self) -> tuple[Tile, ...]:
        options = [self._priority()] if self.scene.classes else []
        options.append(Tile("code", self.texts.say("touch.appointment")))
        options.append(Tile("report", self.texts.say("touch.missed")))
        if self.scene.has_agencies:
            options.append(Tile("search", self.texts.say("touch.search")))
        return tuple(options)

    def _priority(self) -> Tile:
        chosen = self.visitor.class_id is not None
        return Tile("classes", self.texts.say("touch.priority"), chosen=chosen)

    def _agencies(self) -> list[Tile]:
        return [Tile(f"agency:{id_}", name) for id_, name in self.scene.agencies.items()]

    def _services(self, offers: Sequence[Offer]) -> list[Tile]:
        return [self._service(offer) for offer in offers]

    def _service(self, offer: Offer) -> Tile:
        chosen = offer.service in self.visitor.basket
        return Tile(
            f"service:{offer.service}",
            offer.name,
            self._queue(offer),
            enabled=offer.status is Status.OPEN and not chosen,
            chosen=chosen,
        )

    def _queue(self, offer: Offer) -> str:
        """How long the queue is, or why nobody can join it."""
        if offer.status is not Status.OPEN:
            return self.texts.say(f"touch.{offer.status}")
        if offer.waiting is None:
            return ""
        if offer.waiting == 0:
            return self.texts.say("touch.nobody_waits")
        people = self.texts.say("touch.people_wait", n=offer.waiting)
        if offer.wait is None:
            return people
        return f"{people} · {self.texts.say('touch.wait', wait=waiting(offer.wait, self.texts))}"

    def _ribbon(self) -> str:
        """What was chosen so far, in one line."""
        chosen = [self.scene.offer(service) for service in self.visitor.basket]
        parts = [offer.name for offer in chosen if offer]
        known = {one.id: one for one in self.scene.classes}
        if self.visitor.class_id in known:
            parts.append(self._class(known[self.visitor.class_id]))
        return self.texts.say("touch.chosen", what=" + ".join(parts)) if parts else ""

    def _class(self, known: m.DeclaredClass) -> str:
        return class_name(known.id, self.world, self.texts)


def _seen_at_once(touch: TouchSettings, look: Look) -> int:
    """How many tiles a page has: fewer where they must be larger, or are squeezed."""
    if look.large:
        return max(2, touch.on_a_large_page // 2) if look.low else touch.on_a_large_page
    return touch.on_a_low_page if look.low else touch.on_a_page


def _searched(offer: Offer) -> str:
    return f"{offer.name} {offer.agency_name}"


_PAGES: Mapping[PageName, Callable[[_Drawer], Page]] = {
    "start": _Drawer.start,
    "services": _Drawer.services,
    "intents": _Drawer.intents,
    "classes": _Drawer.classes,
    "search": _Drawer.search,
    "code": _Drawer.code,
    "report": _Drawer.report,
    "pin": _Drawer.pin,
    "technician": _Drawer.technician,
    "buttons": _Drawer.buttons,
}
