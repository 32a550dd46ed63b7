"""The sign capability: a few characters above a counter, legible from three rows back."""

from dataclasses import dataclass
from typing import Final, Protocol

SEGMENT_LETTERS: Final = frozenset("ABCDEFGHIJLNOPQRSTUY")
"""What seven segments show: A b C d E F G H I J L n o P q r S t U y; never K, M, V, W, X or Z."""

LIKE_DIGITS: Final = {"B": "6 or 8", "I": "1", "O": "0", "S": "5"}
"""Letters that are taken for a digit on seven segments; better not the names of series."""

SEGMENT_CHARACTERS: Final = SEGMENT_LETTERS | frozenset("0123456789 -_")


class SignError(Exception):
    """The sign could not be reached. The message tells the technician what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a sign shows: `text` of at most as many characters as it has digits; "" is blank."""

    text: str
    blink: bool = False


def displayable(text: str) -> bool:
    """Whether seven segments can show every character of `text`, in either case."""
    return text.isascii() and SEGMENT_CHARACTERS.issuperset(text.upper())


def fitted(text: str, digits: int) -> str:
    """Return `text` as a sign of so many digits shows it: in capitals, to the right.

    Raises:
        ValueError: it is too long, or not displayable.
    """
    if len(text) > digits or not displayable(text):
        raise ValueError(
            f'a sign of {digits} digits cannot show "{text}": choose ticket labels of at most'
            f" {digits} of {''.join(sorted(SEGMENT_CHARACTERS - {' '}))}"
        )
    return text.upper().rjust(digits)


class Sign(Protocol):
    """One sign. Showing the same again is welcome: a sign that lost power is blank."""

    @property
    def digits(self) -> int:
        """How many characters it shows."""

    async def show(self, shown: Shown) -> None:
        """Show this until something else is shown.

        Raises:
            SignError: the sign could not be reached; the next call tries again.
            ValueError: the text is too long, or not `displayable`.
        """

    async def close(self) -> None:
        """Let go of the port. The sign keeps what it shows."""
