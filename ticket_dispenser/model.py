"""The dispenser: what it knows and shows, whichever face is pressed. Pure: time is an argument.

Buttons, the touch screen and the reception share it. A press or a touch makes another `State` of
one, and perhaps a `Wish`; `view` and `lamps` are what a state looks like.
"""

from collections.abc import Mapping
from dataclasses import replace

from faces.patience import ms
from faces.texts import Language, Texts
from faces.touching import Tile, foot
from hardware.lamp import Lamp
from ticket_dispenser import ears, pages, sentences, touches
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.situations import Working
from ticket_dispenser.state import State
from ticket_dispenser.view import Mode, Page, View
from ticket_dispenser.visitor import Scene, Visitor, leaves_in, next_deadline, served, ticked
from ticket_dispenser.wishes import TakeNumber, Wish
from ticket_dispenser.world import World

_TECHNICIANS = {"pin", "technician", "buttons"}
"""Pages that are there whatever is the matter with the machine."""


Step = tuple[State, Wish | None]


def pressed(state: State, key: str, settings: DispenserSettings) -> Step:
    """A button was pressed."""
    if state.visitor.page == "buttons":  # the technician tries them, and is still there
        return replace(state, visitor=replace(state.visitor, touched_at=state.at)), None
    if state.busy or state.world.fault is not None:
        return state, None
    for known in settings.class_keys:
        if known.key == key:
            return replace(state, press=None, visitor=_claimed(state, known.class_id)), None
    for button in settings.buttons:
        if button.key == key:
            wish = TakeNumber(button.service, button.intent, state.visitor.class_id)
            return begun(state, key), wish
    return state, None


def _claimed(state: State, class_id: str) -> Visitor:
    """Let the next number be of a class; the same key again takes that back."""
    chosen = None if state.visitor.class_id == class_id else class_id
    return replace(state.visitor, class_id=chosen, touched_at=state.at)


def begun(state: State, key: str = "") -> State:
    """A number is being fetched."""
    return replace(state, press=Working(key), visitor=served(state.visitor, state.at))


def touched(
    state: State, touch: str, settings: DispenserSettings, texts: Mapping[Language, Texts]
) -> Step:
    """The screen was touched, or a code was read."""
    if state.busy:
        return state, None
    scene = scene_of(state, settings)
    if touch.startswith("ear:"):
        shown = view(state, settings, texts)
        visitor, touch = ears.heard(state.visitor, touch, touchable(shown), state.at)
        state = replace(state, visitor=visitor)
        if not touch:
            return state, None
    visitor, wish = touches.touched(state.visitor, touch, scene)
    if _shows_a_message(state) and visitor.page not in _TECHNICIANS:
        wish = wish if _needs_no_page(state, touch) else None  # what is not seen cannot be chosen
        visitor = replace(visitor, page="start", basket=(), typed="")
    return replace(state, visitor=visitor, press=None), wish


def _needs_no_page(state: State, touch: str) -> bool:
    """Whether somebody may want this while there is a message: help, or to show the next code."""
    return touch == "help" or (touch.startswith("scan:") and sentences.mode(state) == "ready")


def _shows_a_message(state: State) -> bool:
    return sentences.mode(state) != "ready" or state.press is not None


def scene_of(state: State, settings: DispenserSettings) -> Scene:
    """What a touch can lead to now."""
    offers = state.world.offers(settings.touch.services, state.visitor.language, state.now)
    return Scene(settings, offers, state.world.classes(), state.at)


def offered(world: World, settings: DispenserSettings) -> tuple[str, ...]:
    """The services that this machine offers, by its buttons and on its screen."""
    known = [service.id for service in world.centre.services] if world.centre else []
    touch = (settings.touch.services or known) if settings.face else ()
    return tuple(dict.fromkeys((*(button.service for button in settings.buttons), *touch)))


def undeclared(world: World, settings: DispenserSettings) -> tuple[str, ...]:
    """Services and classes that the settings name and the centre does not declare: mistakes."""
    if world.centre is None:
        return ()
    known = {one.id for one in world.centre.services} | {one.id for one in world.centre.classes}
    named = (*offered(world, settings), *(key.class_id for key in settings.class_keys))
    return tuple(name for name in named if name not in known)


def timed(state: State, now: int, at: int, settings: DispenserSettings) -> State:
    """It is `now`, in milliseconds since 1970, and `at` by the clock that never jumps."""
    state = replace(state, now=now, at=at)
    return replace(state, visitor=ticked(state.visitor, settings, at))


def deadline(state: State, settings: DispenserSettings) -> int:
    """When time alone will change something, by the clock of `State.at`."""
    latest = next_deadline(state.visitor, settings, state.at)
    return min(latest, state.help_until) if state.at < state.help_until else latest


# --- What it looks like --------------------------------------------------------------------------


def view(state: State, settings: DispenserSettings, texts: Mapping[Language, Texts]) -> View:
    """What to show now."""
    visitor, words = state.visitor, texts[state.visitor.language]
    mode, sentence, label = sentences.of(state, settings, words)
    page = _page(state, mode, settings, words)
    left = leaves_in(visitor, settings, state.at) if page else None
    start, below = visitor.page == "start" and not visitor.basket, settings.face and not state.busy
    shown = View(
        mode,
        sentence,
        label,
        notice=_notice(page, sentence, words),
        page=page,
        foot=foot(visitor.look, words, start=start) if below else (),
        look=visitor.look,
        still_there=left,
        question=words.say("touch.still_there") if left is not None else "",
        countdown=words.say("touch.seconds", n=left) if left is not None else "",
        stay=Tile("stay", words.say("touch.stay")) if left is not None else None,
        dim=state.press is None and state.at - visitor.touched_at >= ms(settings.touch.dim_after_s),
    )
    return ears.read_aloud(shown, visitor.focus, touchable(shown))


def _page(state: State, mode: Mode, settings: DispenserSettings, texts: Texts) -> Page | None:
    """The page to choose from; none on a machine without a screen, or when there is no choice."""
    if settings.face is None or state.busy:
        return None
    seen = mode == "ready" and state.press is None
    if not seen and state.visitor.page not in _TECHNICIANS:
        return None
    return pages.page(state.visitor, scene_of(state, settings), state.world, state.facts, texts)


def _notice(page: Page | None, sentence: str, texts: Texts) -> str:
    """What the machine says beside a page; nothing where the page says as much."""
    told = page is None or page.ribbon or page.name in _TECHNICIANS
    return "" if told or sentence == texts.say("touch.choose") else sentence


def touchable(shown: View) -> tuple[Tile, ...]:
    """Everything that can be touched on a view, from top to bottom."""
    page = shown.page
    main = (page.main,) if page and page.main else ()
    on_page = (*page.tiles, *page.turns, *page.options, *main) if page else ()
    asked = (shown.stay,) if shown.stay else ()
    return tuple(tile for tile in (*asked, *on_page, *shown.foot) if tile.enabled)


def lamps(state: State, settings: DispenserSettings) -> dict[str, Lamp]:
    """How each lamp is: breathing where a press leads to a slip, blinking where one was pressed."""
    shining = {button.key: _lamp(state, button.key, button.service) for button in settings.buttons}
    for known in settings.class_keys:
        chosen = state.visitor.class_id == known.class_id
        shining[known.key] = Lamp.STEADY if chosen else Lamp.DARK
    if settings.help_lamp:
        shining[settings.help_lamp] = Lamp.BLINKING if state.needs_somebody else Lamp.DARK
    return shining


def _lamp(state: State, key: str, service: str) -> Lamp:
    if isinstance(state.press, Working) and state.press.key == key:
        return Lamp.BLINKING
    return Lamp.BREATHING if state.gives(service) and key not in state.stuck else Lamp.DARK
