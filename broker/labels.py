"""Whether two series could give the same label: arithmetic over ranges of ordinals, no lists.

`1` and `012` make the same label as `10` and `12`; so do `A` and `1012`, once a series has grown
beyond its digits, and `A1` and `012`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from broker.declared import Service

Stretch = tuple[int, int]
"""First and last ordinal."""

MOST_LENGTH = 10
"""Digits of an ordinal that are thought of: a label of twelve characters has no more."""
ENDLESS = 10**MOST_LENGTH - 1


@dataclass(frozen=True, slots=True)
class Series:
    """All labels that a service may give in a day."""

    prefix: str
    digits: int
    """Ordinals are padded to this width and grow beyond it."""
    ordinals: tuple[Stretch, ...]


def series_of(service: Service, lent: Stretch, spare: int) -> Series:
    """The labels of a service: online ones up to its cap and `spare` more, and those to lend."""
    top = ENDLESS if service.cap is None else _top(service.first, service.cap + spare, lent)
    to_lend = max(lent[0], service.first), lent[1]
    return Series(service.prefix, service.digits, ((service.first, top), to_lend))


def _top(first: int, count: int, lent: Stretch) -> int:
    """The last of so many ordinals given online, which jump over those to lend."""
    before = max(0, lent[0] - first)
    return first + count - 1 if count <= before else max(lent[1], first - 1) + count - before


def common(one: Series, other: Series) -> str | None:
    """A label that both could give; none when there is no such label."""
    short, long = sorted((one, other), key=lambda series: len(series.prefix))
    rest = long.prefix.removeprefix(short.prefix)
    if not long.prefix.startswith(short.prefix) or not (rest == "" or rest.isdecimal()):
        return None
    for length in range(long.digits, MOST_LENGTH + 1):
        shift = int(rest or "0") * 10**length
        for first, last in _of_length(long, length):
            for least, most in _of_length(short, len(rest) + length):
                if (ordinal := max(first + shift, least)) <= min(last + shift, most):
                    return f"{short.prefix}{ordinal:0{len(rest) + length}d}"
    return None


def _of_length(series: Series, length: int) -> Iterator[Stretch]:
    """Those ordinals of a series that are written with so many digits."""
    if length < series.digits:
        return
    least = 0 if length == series.digits else 10 ** (length - 1)
    for first, last in series.ordinals:
        if (start := max(first, least)) <= (end := min(last, 10**length - 1)):
            yield start, end
