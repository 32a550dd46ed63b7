"""A canvas that is seen through a window and slides behind it: to move it draws nothing anew.

The window is a scissor, not a stencil: a renderer on the CPU draws nothing that is outside it, and
need not look at every pixel whether it is inside.
"""

from kivy.graphics import Canvas, PopMatrix, PushMatrix, ScissorPop, ScissorPush, Translate


class Sliding:
    """What slides is put into `contents`."""

    def __init__(self, around: Canvas) -> None:
        """Take the canvas that holds it."""
        self.contents = Canvas()
        self._window = ScissorPush(x=0, y=0, width=0, height=0)
        self._by = Translate(0, 0)
        for one in (
            self._window,
            PushMatrix(),
            self._by,
            self.contents,
            PopMatrix(),
            ScissorPop(),
        ):
            around.add(one)

    def show(self, place: tuple[float, float, float, float], by: float) -> None:
        """See it through a place in pixels, moved up by so many."""
        window = self._window
        window.x, window.y, window.width, window.height = map(int, place)
        self._by.y = round(by)

    def turn_over(self, height: int) -> None:
        """Know that so high a picture is drawn upside down; once more, that it is not any longer.

        Scissors count from the lowest line of what is drawn, whichever way round it is.
        """
        self._window.y = height - self._window.y - self._window.height
