"""A scanner that types like a keyboard: its letters become codes. Pure: the time is an argument."""

from dataclasses import dataclass, field
from typing import Final

ENDS: Final = frozenset("\r\n\t")
"""What a scanner types behind a code."""
LONGEST: Final = 64
"""Letters of a code. What is longer is none of ours: an identity card's says who somebody is."""
SHORTEST: Final = 3
"""Less was typed by a hand, or is what is left of a code that was torn."""
PAUSE_S: Final = 0.1
"""A scanner types faster: a letter after a longer pause begins another code."""


@dataclass
class Wedge:
    """What was typed so far."""

    _typed: list[str] = field(default_factory=list)
    _at: float = 0.0

    def reading(self, at: float) -> bool:
        """Whether a code is being typed at this time, in seconds."""
        return bool(self._typed) and at - self._at <= PAUSE_S

    def feed(self, character: str, at: float) -> str | None:
        """Take a character typed at a time in seconds; return a code that it ends."""
        if not self.reading(at):
            self._typed.clear()
        self._at = at
        if character in ENDS:
            code, whole = "".join(self._typed).strip(), len(self._typed) <= LONGEST
            self._typed.clear()
            return code if whole and len(code) >= SHORTEST else None
        if character.isprintable() and len(self._typed) <= LONGEST:
            self._typed.append(character)
        return None
