"""Fitting a text into a place: smaller, in more lines, and at last with an ellipsis. Pure."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ELLIPSIS = "…"
NOTO_LINE = 1.362
"""Noto Sans' own line height, in sizes of the type, which Kivy multiplies."""
STEPS = 8
"""Sizes that are tried between the wanted and the least one."""

_TOLERANCE = 1.01
"""A line may be so much higher than its place: lines have room above and below their letters."""

Measure = Callable[[str], float]
"""How wide a text is, in units of its size."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines, and the size in which they fit."""

    lines: tuple[str, ...]
    size: float


def fit(  # noqa: PLR0913 - a text, its sizes and its place
    text: str,
    size: float,
    least: float,
    width: float,
    height: float,
    *,
    line_height: float,
    measure: Measure,
) -> Fitted:
    """Fit a text into `width` and `height`, in a size from `size` down to `least`.

    At the least size, what is beyond the last line that fits ends in an ellipsis. One line is
    always there, whatever the height. A no-break space does not end a line.
    """
    words = [word for word in unicodedata.normalize("NFC", text).split(" ") if word]
    lowest = min(least, size)
    for step in range(STEPS + 1) if lowest < size else (STEPS,):
        tried = size + (lowest - size) * step / STEPS
        most = max(1, int(height * _TOLERANCE / (tried * line_height)))
        lines = list(_wrapped(words, width / tried, measure, most + 1, broken=step == STEPS))
        low_enough = len(lines) * tried * line_height <= height * _TOLERANCE
        if low_enough and all(measure(line) <= width / tried for line in lines):
            break
    return Fitted(tuple(_cut(lines, most, width / tried, measure)), tried)


def _wrapped(
    words: list[str], width: float, measure: Measure, most: int, *, broken: bool
) -> Iterator[str]:
    """Lines of whole words, as many as `most`; where `broken`, words too long for one are cut."""
    line, count = "", 0
    for word in words:
        for piece in _pieces(word, width, measure) if broken else (word,):
            longer = f"{line} {piece}" if line else piece
            if line and measure(longer) > width:
                yield line
                count += 1
                if count == most:
                    return
                longer = piece
            line = longer
    if line:
        yield line


def _pieces(word: str, width: float, measure: Measure) -> Iterator[str]:
    while word:
        at = _fitting(word, width, measure)
        yield word[:at]
        word = word[at:]


def _fitting(word: str, width: float, measure: Measure) -> int:
    """How many of its letters fit, at least one; from its front on, for it may be endless."""
    most = 1
    while most < len(word) and measure(word[:most]) <= width:
        most *= 2
    lengths = range(1, min(most, len(word)) + 1)
    return max(1, bisect_right(lengths, width, key=lambda length: measure(word[:length])))


def _cut(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """No more than `most` lines; the last one says that there was more."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;:-/(") + ELLIPSIS]
