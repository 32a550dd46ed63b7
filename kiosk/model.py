"""The kiosk: what it knows and shows. Pure: time is an argument.

A touch makes another `State` of one, and perhaps a `Wish`; `view` is what a state looks like.
"""

from collections.abc import Mapping
from dataclasses import replace

from contract import messages as m
from faces import ears
from faces.patience import ms
from faces.texts import Language, Texts
from faces.touching import Tile, foot
from kiosk import pages, sentences, touches
from kiosk.drawer import Drawer
from kiosk.settings import KioskSettings
from kiosk.state import State, Working
from kiosk.view import Block, Card, Code, Item, Page, View
from kiosk.visitor import (
    Place,
    gone,
    is_fresh,
    leaves_in,
    next_deadline,
    ticked,
    wiped,
)
from kiosk.wishes import (
    AskDossier,
    PrintChecklist,
    PrintReceipt,
    SendFeedback,
    TakeNumber,
    Wish,
)

Step = tuple[State, Wish | None]
Words = Mapping[Language, Texts]

_BUSY = {
    TakeNumber: "taking",
    PrintChecklist: "printing",
    PrintReceipt: "printing",
    AskDossier: "asking_dossier",
    SendFeedback: "sending",
}
"""What is said while a wish is fulfilled."""


def drawer(state: State, settings: KioskSettings, texts: Words) -> Drawer:
    """What the pages are drawn with now."""
    visitor = state.visitor
    words = texts[visitor.language]
    return Drawer(visitor, state.world, settings, words, state.now, state.at, state.lines)


def touched(state: State, touch: str, settings: KioskSettings, texts: Words) -> Step:
    """The screen was touched, or a code was read."""
    if state.busy:
        return state, None
    if state.press is not None and not touch.startswith(("corner:", "scan:")):
        return replace(state, press=None, visitor=replace(state.visitor, touched_at=state.at)), None
    if attracts(state, settings) and not touch.startswith(("corner:", "scan:", "ear:")):
        return replace(state, visitor=replace(state.visitor, touched_at=state.at)), None
    if touch.startswith("ear:"):
        shown = view(state, settings, texts)
        focus, touch = ears.heard(state.visitor.focus, touch, readable(shown))
        state = replace(state, visitor=replace(state.visitor, focus=focus, touched_at=state.at))
        if not touch:
            return state, None
    visitor, wish = touches.touched(touch, drawer(state, settings, texts))
    busy = _BUSY.get(type(wish))
    press = Working(busy) if busy else None
    return replace(state, visitor=visitor, press=press), wish


def timed(state: State, now: int, at: int, settings: KioskSettings) -> State:
    """It is `now`, in milliseconds since 1970, and `at` by the clock that never jumps."""
    state = replace(state, now=now, at=at)
    if state.busy:  # somebody waits for it
        return state
    visitor = ticked(state.visitor, settings, at)
    if visitor is not state.visitor and visitor != state.visitor:
        state = replace(state, press=None)
    return replace(state, visitor=visitor)


def deadline(state: State, settings: KioskSettings) -> int:
    """When time alone will change something, by the clock of `State.at`."""
    latest = next_deadline(state.visitor, settings, state.at)
    return min(latest, state.help_until) if state.at < state.help_until else latest


def served(state: State) -> State:
    """Their number is on its way: what they chose is gone."""
    return replace(state, visitor=wiped(state.visitor, state.at))


def told_dossier(state: State, dossier: m.Dossier) -> State:
    """What the back office said is seen, by whoever asked."""
    visitor = gone(wiped(state.visitor, state.at), Place("dossier"))
    return replace(state, press=None, visitor=replace(visitor, dossier=dossier))


def received(state: State, receipt: str) -> State:
    """What somebody said was taken in, under this code."""
    visitor = gone(wiped(state.visitor, state.at), Place("feedback_done"))
    return replace(state, press=None, visitor=replace(visitor, receipt=receipt))


def alone(state: State) -> bool:
    """Whether nobody reads anything here, so that another catalogue disturbs no one."""
    return state.press is None and state.visitor.page == "start"


def attracts(state: State, settings: KioskSettings) -> bool:
    """Whether nobody is here, so that the first page invites from afar."""
    alone = state.at - state.visitor.touched_at >= ms(settings.touch.attract_s)
    return alone and state.press is None and is_fresh(state.visitor, settings)


# --- What it looks like --------------------------------------------------------------------------


def view(state: State, settings: KioskSettings, texts: Words) -> View:
    """What to show now."""
    draw = drawer(state, settings, texts)
    visitor, words = state.visitor, draw.texts
    look, at, start = visitor.look, state.at, visitor.page == "start"
    if state.press is not None:
        mode, sentence, label = sentences.of_press(state.press, words)
        below = () if state.busy else foot(look, words, start=start)
        shown = View(mode, sentence, label, foot=below, look=look)
        return replace(shown, spoken=sentence if visitor.focus is not None else "")
    if attracts(state, settings):
        place = replace(visitor.at, page="attract")
        page = pages.page(replace(draw, visitor=replace(visitor, at=place)))
        dim = at - visitor.touched_at >= ms(settings.touch.dim_after_s)
        return View("ready", page.title, page=page, look=look, dim=dim)
    page = pages.page(draw)
    left = leaves_in(visitor, settings, at)
    shown = View(
        "ready",
        page.note or page.title,
        page=page,
        notice=sentences.notice(state, words),
        foot=foot(look, words, start=start),
        look=look,
        still_there=left,
        question=words.say("touch.still_there") if left is not None else "",
        countdown=words.say("kiosk.wiped_in", n=left) if left is not None else "",
        stay=Tile("stay", words.say("touch.stay")) if left is not None else None,
    )
    return _read_aloud(shown, visitor.focus)


def _read_aloud(shown: View, focus: int | None) -> View:
    if focus is None:
        return shown
    things, page = readable(shown), shown.page
    heading = [page.title, page.note, page.ribbon] if page else [shown.sentence]
    on = things[min(focus, len(things) - 1)]
    return replace(shown, spoken=ears.words(focus, things, heading), focus=on.touch)


def readable(shown: View) -> tuple[Tile, ...]:
    """Everything that can be read and touched on a view, from top to bottom."""
    page = shown.page
    asked = (shown.stay,) if shown.stay else ()
    on_page = _on_page(page) if page else ()
    return tuple(tile for tile in (*asked, *on_page, *shown.foot) if tile.enabled)


def _on_page(page: Page) -> tuple[Tile, ...]:
    items = (_heard(item, at) for at, item in enumerate(page.items))
    main = (page.main,) if page.main else ()
    return (*page.tabs, *items, *page.options, *main)


def _heard(item: Item, at: int) -> Tile:
    """An item as it is read: what cannot be touched can be heard all the same."""
    match item:
        case Card(tile=tile, chips=chips):
            said = ", ".join(filter(None, (tile.note, *(chip.text for chip in chips))))
            return replace(tile, note=said)
        case Block(text=text, heading=heading, chips=chips):
            return Tile(f"read:{at}", heading or text, ", ".join((text, *(c.text for c in chips))))
        case Code(text=text):
            return Tile(f"read:{at}", text)
