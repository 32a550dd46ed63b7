"""What a touch does: it makes another `Visitor` of one, and sometimes a `Wish`. Pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from contract import messages as m
from faces.pin import guessed
from faces.wishes import Help, NewRoll, TrialPrint, TrialSound
from ticket_dispenser.view import PageName
from ticket_dispenser.visitor import Scene, Visitor, served, ticked
from ticket_dispenser.wishes import CheckIn, Report, TakeNumber, Wish
from ticket_dispenser.world import Status

LONGEST_ENTRY: Final = 64
"""Letters that can be typed; no code of ours is longer."""

_OF_SERVICES: Final = {"start", "services", "search"}
"""Pages on which services are seen."""

Step = tuple[Visitor, Wish | None]


def touched(visitor: Visitor, touch: str, scene: Scene) -> Step:
    """Something was touched; what is not there to be touched changes nothing."""
    visitor = replace(ticked(visitor, scene.settings, scene.now), touched_at=scene.now)
    name, _, value = touch.partition(":")
    answer = _TOUCHES.get(name)
    return answer(visitor, value, scene) if answer else (visitor, None)


def _home(visitor: Visitor, _: str, scene: Scene) -> Step:
    return replace(served(visitor, scene.now), basket=(), class_id=None), None


def _back(visitor: Visitor, _: str, __: Scene) -> Step:
    """One page back; what was chosen on the page that is left is chosen no more."""
    match visitor.page:
        case "intents":
            page: PageName = "services" if visitor.agency else "start"
            return _to(visitor, page, basket=visitor.basket[:-1]), None
        case "buttons":
            return _to(visitor, "technician"), None
        case "start" if visitor.basket:
            return _to(visitor, "start", basket=visitor.basket[:-1]), None
        case _:
            return _to(visitor, "start", agency=""), None


def _agency(visitor: Visitor, agency: str, scene: Scene) -> Step:
    if agency not in scene.agencies:
        return visitor, None
    return _to(visitor, "services", agency=agency), None


def _service(visitor: Visitor, service: str, scene: Scene) -> Step:
    """A service was chosen: what for?"""
    offer, basket = scene.offer(service), visitor.basket
    there = offer is not None and offer.status is Status.OPEN and service not in basket
    if not there or visitor.page not in _OF_SERVICES or len(basket) > m.MOST_STEPS:
        return visitor, None
    return _to(visitor, "intents", basket=(*basket, service)), None


def _intent(visitor: Visitor, intent: str, scene: Scene) -> Step:
    """The last question is answered: a number is wanted."""
    first = scene.offer(visitor.basket[0]) if visitor.basket else None
    if visitor.page != "intents" or first is None or intent not in set(m.Intent):
        return visitor, None
    wish = TakeNumber(first.service, m.Intent(intent), visitor.class_id, visitor.basket[1:])
    return served(visitor, scene.now), wish


def _also(visitor: Visitor, _: str, __: Scene) -> Step:
    """One service more for the same visit."""
    if visitor.page != "intents" or len(visitor.basket) > m.MOST_STEPS:
        return visitor, None
    return _to(visitor, "start", agency=""), None


def _class(visitor: Visitor, class_id: str, scene: Scene) -> Step:
    """A class is claimed; the same one again takes that back."""
    if class_id not in {known.id for known in scene.classes}:
        return visitor, None
    chosen = None if visitor.class_id == class_id else class_id
    page: PageName = "intents" if visitor.basket else "start"
    return _to(visitor, page, class_id=chosen), None


def _turn(by: int) -> Callable[[Visitor, str, Scene], Step]:
    def turn(visitor: Visitor, _: str, __: Scene) -> Step:
        return replace(visitor, leaf=max(0, visitor.leaf + by)), None

    return turn


def _open(page: PageName) -> Callable[[Visitor, str, Scene], Step]:
    def go(visitor: Visitor, _: str, __: Scene) -> Step:
        return _to(visitor, page), None

    return go


def _type(visitor: Visitor, letter: str, _: Scene) -> Step:
    fits = letter.isprintable() and len(visitor.typed) + len(letter) <= LONGEST_ENTRY
    return (replace(visitor, typed=visitor.typed + letter, leaf=0) if fits else visitor), None


def _erase(visitor: Visitor, _: str, __: Scene) -> Step:
    return replace(visitor, typed=visitor.typed[:-1], leaf=0), None


def _enter(visitor: Visitor, _: str, scene: Scene) -> Step:
    typed = visitor.typed.strip()
    if visitor.page == "pin":
        return _pin(visitor, typed, scene), None
    if not typed:
        return visitor, None
    match visitor.page:
        case "code":
            return served(visitor, scene.now), CheckIn(typed.upper())
        case "report":
            return served(visitor, scene.now), Report("".join(typed.upper().split()))
        case _:
            return visitor, None


def _scan(visitor: Visitor, code: str, scene: Scene) -> Step:
    """A code was read, whatever page is open; the technician is not disturbed.

    One that is too long is nobody's business: an identity card's says who somebody is.
    """
    code = "".join(letter for letter in code if letter.isprintable()).strip()
    fits = 0 < len(code) <= LONGEST_ENTRY
    if not fits or visitor.page in {"technician", "buttons", "pin"}:
        return visitor, None
    return served(visitor, scene.now), CheckIn(code)


def _language(visitor: Visitor, _: str, __: Scene) -> Step:
    return replace(visitor, language="en" if visitor.language == "vi" else "vi"), None


def _size(visitor: Visitor, _: str, __: Scene) -> Step:
    look = replace(visitor.look, large=not visitor.look.large)
    return replace(visitor, look=look, leaf=0), None


def _contrast(visitor: Visitor, _: str, __: Scene) -> Step:
    return replace(visitor, look=replace(visitor.look, contrast=not visitor.look.contrast)), None


def _low(visitor: Visitor, _: str, __: Scene) -> Step:
    look = replace(visitor.look, low=not visitor.look.low)
    return replace(visitor, look=look, leaf=0), None


def _stay(visitor: Visitor, _: str, __: Scene) -> Step:
    return visitor, None


def _help(visitor: Visitor, _: str, __: Scene) -> Step:
    return visitor, Help()


# --- The technician ------------------------------------------------------------------------------


def _corner(visitor: Visitor, how: str, scene: Scene) -> Step:
    since = scene.now if how == "down" else None
    return replace(visitor, corner_since=since), None


def _pin(visitor: Visitor, typed: str, scene: Scene) -> Visitor:
    """Open the technician's page, unless the PIN is wrong, or was too often."""
    known = scene.settings.technician
    right, guesses = guessed(visitor.guesses, typed, known.pin if known else None, scene.now)
    visitor = replace(visitor, typed="", guesses=guesses)
    return _to(visitor, "technician") if right else visitor


def _test(visitor: Visitor, what: str, _: Scene) -> Step:
    if visitor.page != "technician":
        return visitor, None
    match what:
        case "print":
            return visitor, TrialPrint()
        case "sound":
            return visitor, TrialSound()
        case "roll":
            return visitor, NewRoll()
        case "buttons":
            return _to(visitor, "buttons"), None
        case _:
            return visitor, None


def _to(visitor: Visitor, page: PageName, **changes: object) -> Visitor:
    return replace(visitor, page=page, leaf=0, typed="", **changes)  # type: ignore[arg-type]


_TOUCHES: Final[dict[str, Callable[[Visitor, str, Scene], Step]]] = {
    "home": _home,
    "back": _back,
    "agency": _agency,
    "service": _service,
    "intent": _intent,
    "also": _also,
    "class": _class,
    "classes": _open("classes"),
    "code": _open("code"),
    "report": _open("report"),
    "search": _open("search"),
    "more": _turn(1),
    "less": _turn(-1),
    "type": _type,
    "erase": _erase,
    "enter": _enter,
    "scan": _scan,
    "language": _language,
    "size": _size,
    "contrast": _contrast,
    "low": _low,
    "stay": _stay,
    "help": _help,
    "corner": _corner,
    "test": _test,
}
