"""Drawing slips: a picture, black on white, in dots (8 to the mm)."""

from collections.abc import Iterable, Iterator

from PIL import Image

from faces import slip_blocks
from faces.fonts import Fonts
from faces.slip import DOTS_PER_MM, HIGHEST_MM, WIDTH, Block, Slip, Template
from faces.slip_sheet import Sheet, measures
from faces.texts import Texts
from faces.typeset import blank, stack


class SlipPainter:
    """Draws the slips of one dispenser; made once, it keeps what is the same on all of them."""

    def __init__(
        self,
        template: Template,
        fonts: Fonts,
        texts: Texts,
        second: Texts | None = None,
        width: int = WIDTH,
    ) -> None:
        """Draw in the language of `texts`, and the chief facts in `second` too."""
        size = measures(width)
        self._page = _Page(template, Sheet(size, fonts, texts, second))
        self._brief = _Page(template, Sheet(size, fonts, texts, brief=True))

    def draw(self, slip: Slip) -> Image.Image:
        """Return the slip as a picture of mode "1", as wide as the paper and as high as needed."""
        picture = self._page.draw(slip)
        if picture.height > HIGHEST_MM * DOTS_PER_MM:
            return self._brief.draw(slip)
        return picture


class _Page:
    """One way to draw a template: in full, or in brief."""

    def __init__(self, template: Template, sheet: Sheet) -> None:
        self._template = template
        self._sheet = sheet
        self._line = sheet.line()
        self._fixed = {
            name: self._stacked(draw(template, sheet)) for name, draw in slip_blocks.FIXED.items()
        }

    def draw(self, slip: Slip) -> Image.Image:
        size = self._sheet.size
        edge = blank(1, size.margin)
        return stack((edge, *self._parts(slip), edge), size.width)

    def _parts(self, slip: Slip) -> Iterator[Image.Image]:
        """The blocks that are not empty, with a gap or a line between two of them."""
        between: Image.Image | None = None
        for name in self._template.blocks:
            if name == "rule":
                between = between and self._line
                continue
            part = self._block(name, slip)
            if not part.height:
                continue
            if between:
                yield between
            yield part
            between = blank(1, self._sheet.size.gap)

    def _block(self, name: Block, slip: Slip) -> Image.Image:
        if name in self._fixed:
            return self._fixed[name]
        return self._stacked(slip_blocks.OWN[name](slip, self._template, self._sheet))

    def _stacked(self, parts: Iterable[Image.Image]) -> Image.Image:
        return stack(parts, self._sheet.size.column)
