"""A touch screen: it draws views as boards and tells what was touched; it decides nothing."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final, Generic, Protocol, TypeVar

from kivy.clock import Clock
from kivy.input import MotionEvent
from kivy.uix.widget import Widget

from faces.look import DAY, HIGH_CONTRAST, Palette
from faces.touching import Look
from faces.wedge import Wedge
from faces.widgets.board import BoardWidget
from faces.widgets.boxes import Box
from faces.widgets.fingers import LONG_S, Fingers
from faces.widgets.sheets import Board

TURNED: Final = 0.85
"""How much of what is seen a touch on an arrow scrolls: a little of it is seen again."""
TURNS: Final = {"scroll:less": -1, "scroll:more": 1}
ANSWERED_S: Final = 0.05
"""So long after a touch its shade is gone, whatever came of it."""
ENTER, TAB = 13, 9
KEYS: Final = {
    273: "ear:previous", 276: "ear:previous", 274: "ear:next", 275: "ear:next",
    ENTER: "ear:confirm", 271: "ear:confirm",
}  # fmt: skip
"""Up, left, down, right and both Enters of a tactile keypad, as the window numbers keys."""


class Shown(Protocol):
    """What every view of an app tells the screen itself."""

    @property
    def look(self) -> Look:
        """How somebody wants to see it."""
        ...

    @property
    def focus(self) -> str | None:
        """What is being read aloud, by its touch; none for those who see."""
        ...


V = TypeVar("V", bound=Shown)


class TouchScreen(Generic[V]):
    """The whole screen as one widget; the window must be open."""

    def __init__(
        self,
        drawn: Callable[[V, Box], Board],
        on_touch: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how a view is drawn, who is told what was touched, and a clock that never jumps.

        The clock is in seconds.
        """
        self._board = BoardWidget()
        self._drawn, self._tell, self._now = drawn, on_touch, now
        self._fingers = Fingers(self._board.place)
        self._wedge = Wedge()
        self._view: V | None = None
        self._scrolled: dict[str, float] = {}
        """How far each list of this visitor was scrolled."""
        self._board.bind(
            on_touch_down=self._down,
            on_touch_move=self._move,
            on_touch_up=self._up,
            size=lambda *_: self._redraw(),
        )

    @property
    def widget(self) -> BoardWidget:
        """What is to be shown in the window."""
        return self._board

    @property
    def board(self) -> Board:
        """What is drawn, and where it can be touched."""
        return self._fingers.board

    def listen(self, window: Widget) -> None:
        """Take all keys of the window: they are a scanner's or a keypad's, and nobody else's."""
        window.bind(on_key_down=self._key, on_textinput=self._typed)

    def draw(self, view: V) -> None:
        """Show a view. What has not changed stays, and a finger on it is not disturbed."""
        if view == self._view:
            return
        self._view = view
        self._redraw()

    def _redraw(self) -> None:
        if self._view is None:
            return
        place = self._board.place
        board = self._drawn(self._view, place)
        fingers = self._fingers
        fingers.place, fingers.board = place, board
        fingers.by_ear = self._view.focus is not None
        fingers.offset = self._offset_of(board)
        self._board.draw(board, palette(self._view.look), fingers.offset)
        self._board.press(fingers.pressed)

    def _offset_of(self, board: Board) -> float:
        """How far it is scrolled: as far as when it was left, and what is read is always seen."""
        scroll = board.scroll
        if scroll is None:
            self._scrolled.clear()
            return 0.0
        offset = min(self._scrolled.get(scroll.key, 0.0), scroll.most)
        if self._view is not None and self._view.focus:
            offset = scroll.showing(offset)
        self._scrolled[scroll.key] = offset
        return offset

    def _scroll(self) -> None:
        """Show it as far scrolled as the fingers have it."""
        scroll = self._fingers.board.scroll
        if scroll is not None and self._scrolled.get(scroll.key) != self._fingers.offset:
            self._scrolled[scroll.key] = self._fingers.offset
            self._board.scroll(self._fingers.offset)

    def _turn(self, by: int) -> None:
        """Scroll by most of what is seen."""
        scroll = self._fingers.board.scroll
        if scroll is not None:
            offset = self._fingers.offset + by * TURNED * scroll.box.height
            self._fingers.offset = min(scroll.most, max(0.0, offset))
            self._scroll()

    # --- Fingers ---------------------------------------------------------------------------------

    def _down(self, _: Widget, touch: MotionEvent) -> bool:
        if touch.is_mouse_scrolling:
            return True
        self._all(self._fingers.down(touch.uid, *self._point(touch), self._now()))
        Clock.schedule_once(partial(self._held, touch.uid), LONG_S + 0.02)
        return True

    def _move(self, _: Widget, touch: MotionEvent) -> bool:
        self._all(self._fingers.moved(touch.uid, *self._point(touch)))
        return True

    def _up(self, _: Widget, touch: MotionEvent) -> bool:
        told = self._fingers.up(touch.uid, *self._point(touch), self._now())
        self._tell_all(told)
        if told:  # what comes of it is drawn without the shade: to draw it twice costs a frame
            Clock.schedule_once(self._shade, ANSWERED_S)
        else:
            self._shade()
        return True

    def _held(self, finger: int, _: float) -> None:
        self._all(self._fingers.held(finger, self._now()))

    def _point(self, touch: MotionEvent) -> tuple[float, float]:
        return self._board.reference(touch.x, touch.y)

    def _all(self, touches: list[str]) -> None:
        self._tell_all(touches)
        self._shade()

    def _tell_all(self, touches: list[str]) -> None:
        for touch in touches:
            if touch in TURNS:
                self._turn(TURNS[touch])
            self._tell(touch)
        self._scroll()

    def _shade(self, _: float = 0) -> None:
        """Show what has a finger on it."""
        self._board.press(self._fingers.pressed)

    # --- Keys ------------------------------------------------------------------------------------

    def _key(self, _: Widget, key: int, *__: object) -> bool:
        """Keys end here: none leaves the program or opens anything of the window's own."""
        now = self._now()
        reading = self._wedge.reading(now)
        if key in {ENTER, TAB}:
            self._read(self._wedge.feed("\n", now))
        if not reading and key in KEYS and self._fingers.by_ear:
            self._tell(KEYS[key])
        return True

    def _typed(self, _: Widget, text: str) -> bool:
        for character in text:
            self._read(self._wedge.feed(character, self._now()))
        return True

    def _read(self, code: str | None) -> None:
        if code:
            self._tell(f"scan:{code}")


def palette(look: Look) -> Palette:
    """The colours that somebody wants to see."""
    return HIGH_CONTRAST if look.contrast else DAY
