"""The widget that draws a `Board` on the window, and draws anew only what changed."""

from kivy.core.image import Image
from kivy.graphics import (
    BorderImage,
    Canvas,
    ClearBuffers,
    ClearColor,
    Color,
    Line,
    Rectangle,
    SmoothLine,
)
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from faces.look import Palette
from faces.widgets import corners, lettering, outlines, pictures
from faces.widgets.boxes import Box, screen
from faces.widgets.drawings import PENS
from faces.widgets.fitting import NOTO_LINE
from faces.widgets.sheets import (
    Board,
    Modules,
    Part,
    Picture,
    Sheet,
    Sign,
    Stack,
    Stroke,
    Thing,
    Words,
)
from faces.widgets.sliding import Sliding
from faces.widgets.theme import colour

FOCUS = 7
"""Width of the frame around what is being read aloud."""
VEIL, PRESSED, DIM = 0.55, 0.22, 0.86
"""Opacity of the ink over what cannot be touched, over what is pressed, and at night."""
DASH = 9.0
"""Length of a dash, and of the gap behind it."""

LAYERS = ("ground", "parts", "scrolled", "turns", "veil", "over", "press", "dim")
"""From the lowest to the highest."""


class BoardWidget(Widget):  # type: ignore[misc]  # Kivy has no types
    """A board on the window; the window must be open."""

    def __init__(self) -> None:
        """Start with nothing on it."""
        super().__init__()
        self._drawn = Board(())
        self._palette: Palette | None = None
        self._scale = 1.0
        self._offset = 0.0
        self._layers = {name: Canvas() for name in LAYERS}
        self._window = Sliding(self._layers["scrolled"])
        for layer in self._layers.values():
            self.canvas.add(layer)
        self._on_glass: dict[str, dict[Part, Canvas]] = {
            name: {} for name in ("parts", "scrolled", "turns", "over")
        }
        self.bind(size=lambda *_: self._draw_anew())

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts as they are on the glass, their texts of one size where they go together."""
        return tuple(part for layer in self._on_glass.values() for part in layer)

    @property
    def place(self) -> Box:
        """The whole of it in reference pixels."""
        return screen(*self.size)[0]

    def reference(self, x: float, y: float) -> tuple[float, float]:
        """A point of the window in reference pixels from the upper left corner."""
        scale = screen(*self.size)[1]
        return x / scale, (self.height - y) / scale

    def draw(self, board: Board, palette: Palette, offset: float = 0.0) -> None:
        """Show a board from now on, scrolled so far."""
        if palette != self._palette:
            self._palette = palette
            self._forget()
        self._drawn = board
        self._layer("parts", board.parts)
        self._layer("over", board.over)
        self._veil(board)
        self.scroll(offset)

    def scroll(self, offset: float) -> None:
        """Show it scrolled so far; what comes into sight is drawn, what left it is not kept."""
        self._offset = offset
        scroll = self._drawn.scroll
        self._layer("scrolled", scroll.near(offset) if scroll else ())
        self._layer("turns", scroll.turns(offset) if scroll else ())
        if scroll:
            self._window.show(self._place(scroll.box), offset * self._scale)

    def export_as_image(self, *args: object, **kwargs: object) -> Image:
        """See `Widget`, which draws it upside down."""
        self._window.turn_over(round(self.height))
        try:
            return super().export_as_image(*args, **kwargs)
        finally:
            self._window.turn_over(round(self.height))

    def press(self, parts: tuple[Part, ...]) -> None:
        """Show which parts have a finger on them."""
        layer = self._layers["press"]
        layer.clear()
        for part in parts:
            with layer:
                self._plate(part.box, part.radius, "ink", opacity=PRESSED)

    def _draw_anew(self) -> None:
        self._forget()
        if self._palette:
            self.draw(self._drawn, self._palette, self._offset)

    def _forget(self) -> None:
        self._scale = screen(*self.size)[1]
        for name, shown in self._on_glass.items():
            for part in tuple(shown):
                self._take_away(name, part)
        if self._palette:
            ground = self._layers["ground"]
            ground.clear()
            with ground:  # it costs nothing, and a sheet of the whole window would
                ClearColor(*colour(self._palette.ground))
                ClearBuffers()

    def _layer(self, name: str, parts: tuple[Part, ...]) -> None:
        """Take away what is gone and add what is new; what is the same stays as it is."""
        shown = self._on_glass[name]
        layer = self._holder(name)
        parts = lettering.levelled(parts)
        for gone in shown.keys() - set(parts):
            self._take_away(name, gone)
        for part in parts:
            if part not in shown:
                shown[part] = self._drawing(part)
                layer.add(shown[part])

    def _take_away(self, name: str, part: Part) -> None:
        """Take a part off the glass, and out of memory: a canvas and its pens hold each other."""
        drawing = self._on_glass[name].pop(part)
        self._holder(name).remove(drawing)
        drawing.clear()

    def _holder(self, name: str) -> Canvas:
        return self._window.contents if name == "scrolled" else self._layers[name]

    def _veil(self, board: Board) -> None:
        veil, dim = self._layers["veil"], self._layers["dim"]
        veil.clear()
        dim.clear()
        if board.over:
            with veil:
                self._ink("ink", VEIL)
                Rectangle(size=self.size)
        if board.dim or board.dark:
            with dim:
                Color(0, 0, 0, 1 if board.dark else DIM)
                Rectangle(size=self.size)

    # --- Parts ---------------------------------------------------------------------------------

    def _drawing(self, part: Part) -> Canvas:
        canvas = Canvas()
        with canvas:
            for thing in part.things:
                self._thing(thing)
            if part.focused:
                self._frame(part)
        return canvas

    def _thing(self, thing: Thing) -> None:
        match thing:
            case Sheet():
                self._sheet(thing)
            case Words():
                self._words(thing)
            case Stack():
                for words in lettering.stacked(thing):
                    self._words(words)
            case Sign():
                self._ink(thing.ink)
                x, y, width, height = self._place(thing.box)
                PENS[thing.name](x + width / 2, y + height / 2, min(width, height) / 2)
            case Modules():
                self._textured(thing.box, pictures.modules(thing.content))
            case Picture():
                self._picture(thing)
            case Stroke():
                self._ink(thing.ink)
                points = [(x * self._scale, self.height - y * self._scale) for x, y in thing.points]
                SmoothLine(points=points, width=thing.width * self._scale / 2, joint="round")

    def _textured(self, box: Box, texture: Texture) -> None:
        """A picture in its own colours, whole, in the middle of its place."""
        x, y, width, height = self._place(box)
        scale = min(width / texture.width, height / texture.height)
        size = texture.width * scale, texture.height * scale
        Color(1, 1, 1, 1)
        Rectangle(
            texture=texture,
            pos=(round(x + (width - size[0]) / 2), round(y + (height - size[1]) / 2)),
            size=size,
        )

    def _sheet(self, sheet: Sheet) -> None:
        if sheet.dashed:
            self._plate(sheet.box, sheet.radius, sheet.fill)
            self._dashes(sheet)
        else:
            self._plate(sheet.box, sheet.radius, sheet.fill, sheet.edge, sheet.stroke)

    def _picture(self, picture: Picture) -> None:
        _, _, width, height = self._place(picture.box)
        found = pictures.texture(picture.file, int(width), int(height), whole=picture.whole)
        if found:
            self._textured(picture.box, found)

    def _words(self, words: Words) -> None:
        fitted = lettering.fitted(words)
        if not fitted.lines:
            return
        pixels = int(fitted.size * self._scale)  # a font is open for every size: few of them
        texture = lettering.texture(fitted.lines, pixels, words.align, bold=words.bold)
        x, y, width, height = self._place(words.box)
        left = x if words.align == "left" else x + (width - texture.width) / 2
        spare = {"top": height - texture.height, "middle": (height - texture.height) / 2}
        bottom = y + spare.get(words.at, 0.0)
        self._ink(words.ink)
        Rectangle(texture=texture, pos=(round(left), round(bottom)), size=texture.size)
        if words.cursor:
            self._ink(words.cursor)
            line = pixels * NOTO_LINE
            last = lettering.measure(fitted.lines[-1], bold=words.bold) * pixels
            Rectangle(
                pos=(
                    round(left + min(last, texture.width) + 0.1 * pixels),
                    round(bottom + 0.1 * line),
                ),
                size=(max(2.0, 0.08 * pixels), 0.8 * line),
            )

    def _frame(self, part: Part) -> None:
        """Gold between two strokes of ink: seen on any ground."""
        for grow, ink, thick in ((FOCUS, "ink", 2), (FOCUS - 2, "gold", FOCUS - 2), (2, "ink", 2)):
            self._ink(ink)
            x, y, width, height = self._place(part.box.inset(-grow))
            radius, stroke = (part.radius + grow) * self._scale, thick * self._scale / 2
            outline = (x + stroke, y + stroke, width - 2 * stroke, height - 2 * stroke, radius)
            Line(rounded_rectangle=outline, width=stroke)

    def _dashes(self, sheet: Sheet) -> None:
        """A broken outline, drawn inside the edge."""
        self._ink(sheet.edge)
        place = self._place(sheet.box.inset(sheet.stroke / 2))
        thick = sheet.stroke * self._scale / 2
        outlines.dashed(place, sheet.radius * self._scale, thick, DASH * self._scale)

    # --- Pens ----------------------------------------------------------------------------------

    def _ink(self, token: str, opacity: float = 1.0) -> None:
        Color(*colour(getattr(self._palette, token))[:3], opacity)

    def _plate(  # noqa: PLR0913 - a sheet and how it is drawn
        self,
        box: Box,
        radius: float,
        fill: str,
        edge: str = "",
        stroke: float = 0,
        *,
        opacity: float = 1.0,
    ) -> None:
        """A sheet with its outline, in one go."""
        x, y, width, height = self._place(box)
        most = int(min(width, height) / 2)
        thick = min(max(1, round(stroke * self._scale)), most) if edge else 0
        corner = min(round(radius * self._scale), most)
        colours = getattr(self._palette, fill), getattr(self._palette, edge or fill)
        texture, border = corners.sheet(corner, thick, *colours), max(corner, thick)
        Color(1, 1, 1, opacity)
        if not border:
            Rectangle(pos=(x, y), size=(width, height), texture=texture)
            return
        # Not SmoothRoundedRectangle: it and its edge hold each other in memory.
        BorderImage(pos=(x, y), size=(width, height), texture=texture, border=(border,) * 4)

    def _place(self, box: Box) -> tuple[float, float, float, float]:
        """A place in pixels of the window, from its lower left corner."""
        left, right = round(box.x * self._scale), round(box.right * self._scale)
        top, bottom = round(box.y * self._scale), round(box.bottom * self._scale)
        return left, self.height - bottom, right - left, bottom - top
