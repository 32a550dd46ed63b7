"""A canvas that is seen through a window and slides behind it: to move it draws nothing anew."""

from kivy.graphics import (
    Canvas,
    PopMatrix,
    PushMatrix,
    Rectangle,
    StencilPop,
    StencilPush,
    StencilUnUse,
    StencilUse,
    Translate,
)


class Sliding:
    """What slides is put into `contents`."""

    def __init__(self, around: Canvas) -> None:
        """Take the canvas that holds it."""
        self.contents = Canvas()
        self._window, self._same = Rectangle(size=(0, 0)), Rectangle(size=(0, 0))
        self._by = Translate(0, 0)
        for one in (
            StencilPush(),
            self._window,
            StencilUse(),
            PushMatrix(),
            self._by,
            self.contents,
            PopMatrix(),
            StencilUnUse(),
            self._same,
            StencilPop(),
        ):
            around.add(one)

    def show(self, place: tuple[float, float, float, float], by: float) -> None:
        """See it through a place in pixels, moved up by so many."""
        for window in (self._window, self._same):
            window.pos, window.size = place[:2], place[2:]
        self._by.y = round(by)
