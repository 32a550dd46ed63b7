"""An ESC/POS printer made of software; `hardware.printer_plugs` has the cables to it.

It reads the language on its own terms, byte by byte, and knows nothing of our driver: a driver that
prints on it would print on paper.
"""

from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

_REMEMBERED: Final = 200


class Condition(StrEnum):
    """What is the matter with the emulated printer: the one list of its faults."""

    OK = "ok"
    NEAR_END = "near_end"
    OUT = "out"
    COVER_OPEN = "cover_open"
    CUTTER_JAM = "cutter_jam"
    ERROR = "error"
    HOT = "hot"
    OFFLINE = "offline"
    MUTE = "mute"
    """It prints and says nothing."""
    GARBLED = "garbled"
    """It prints, and its answers are noise."""
    SLOW = "slow"
    """It prints, and takes `seconds_per_raster` for each raster."""
    OFF = "off"
    """Switched off: what it held is forgotten."""
    UNPLUGGED = "unplugged"
    """Its data cable is out; what it holds it goes on printing."""
    # What happens within the next slip, after `rasters_before` rasters, or at its cut.
    RUNS_OUT = "runs_out"
    JAMS_AT_CUT = "jams_at_cut"
    POWER_LOST = "power_lost"
    """It is off from there on."""
    RESTARTS = "restarts"
    """The power flickers: it is well again at once, and has forgotten everything."""


_STILL: Final = {
    Condition.OUT,
    Condition.COVER_OPEN,
    Condition.CUTTER_JAM,
    Condition.ERROR,
    Condition.HOT,
    Condition.OFFLINE,
    Condition.OFF,
}
"""Nothing is printed."""

_WITHIN_SLIP: Final = {
    Condition.RUNS_OUT: Condition.OUT,
    Condition.POWER_LOST: Condition.OFF,
    Condition.RESTARTS: Condition.OK,
}

# Answers to DLE EOT 1 to 4: printer, cause of being offline, cause of the error, roll.
_WELL: Final = b"\x12\x12\x12\x12"
_ANSWERS: Final = {
    Condition.NEAR_END: b"\x12\x12\x12\x1e",
    Condition.OUT: b"\x1a\x32\x12\x7e",
    Condition.COVER_OPEN: b"\x1a\x16\x12\x12",
    Condition.CUTTER_JAM: b"\x1a\x52\x1a\x12",
    Condition.ERROR: b"\x1a\x52\x32\x12",
    Condition.HOT: b"\x1a\x52\x52\x12",
    Condition.OFFLINE: b"\x1a\x12\x12\x12",
}

_QUESTION: Final = b"\x10\x04"
_FORGET: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_NOISE: Final = bytes(255 - byte for byte in range(256))


class PrinterEmulator:
    """The printer itself: bytes in, answers out, slips kept.

    Like a real one it answers DLE EOT at once and everything else in turn; it holds what it cannot
    print until it can, and forgets that only when told to (DLE DC4 8), or without power. Without a
    `cutter` a slip ends with its feed to the tearing edge.
    """

    def __init__(self, *, cutter: bool = True) -> None:
        self.slips: deque[bytes] = deque(maxlen=_REMEMBERED)
        """The bytes of each slip that came out, oldest first."""
        self.rasters_before = 1
        """How many rasters the next slip gets before something happens within it."""
        self.seconds_per_raster = 0.05
        """How slow a slow one is."""
        self.on_change: Callable[[], None] = lambda: None
        """Called when the condition is another: the cable listens."""
        self._end_of_slip = b"\x1dV" if cutter else b"\x1bd"
        self._condition = Condition.OK
        self._heard = bytearray()
        self._waiting: deque[bytes] = deque()
        self._slip = bytearray()
        self._answers = bytearray()
        self._rasters = 0
        self._seconds = 0.0
        self._starting = False

    @property
    def condition(self) -> Condition:
        """What is the matter with it; once it can print again it prints what it still holds."""
        return self._condition

    @condition.setter
    def condition(self, condition: Condition) -> None:
        self._condition = condition
        self._rasters = 0
        self._starting = False
        if condition is Condition.OFF:
            self._lose_memory()
        self.on_change()
        self._work()

    def feed(self, data: bytes) -> bytes:
        """Take bytes from the line, and return what the printer answers now."""
        if data.startswith(_QUESTION):
            self._starting = False  # whoever asks waits until it has started
        if self._condition is Condition.OFF or self._starting:
            return b""
        if data[:-1] == _QUESTION:  # heard even within a raster
            self._obey(data)
        else:
            self._heard += data
        if _FORGET in self._heard:
            del self._heard[: self._heard.rfind(_FORGET)]
        while length := command_length(self._heard):
            command = bytes(self._heard[:length])
            del self._heard[:length]
            self._obey(command)
        return self._said()

    def pass_time(self, seconds: float) -> bytes:
        """Let a slow printer work for so long, and return what it answers meanwhile."""
        self._seconds += seconds
        self._work()
        return self._said()

    @property
    def needs_time(self) -> bool:
        """Whether it has work that only `pass_time` brings to its end."""
        return self._condition is Condition.SLOW and bool(self._waiting)

    def _said(self) -> bytes:
        answers = bytes(self._answers)
        self._answers.clear()
        if self._condition is Condition.GARBLED:
            return answers.translate(_NOISE)
        return b"" if self._condition is Condition.MUTE else answers

    def _obey(self, command: bytes) -> None:
        match command[:2]:
            case b"\x10\x04":
                well = _ANSWERS.get(self._condition, _WELL)
                self._answers.append(well[command[2] - 1])
            case b"\x10\x14":
                self._waiting.clear()
                self._slip.clear()
            case _:
                self._waiting.append(command)
                self._work()

    def _work(self) -> None:
        while self._waiting and self._condition not in _STILL and self._in_time():
            command = self._waiting.popleft()
            if command.startswith(b"\x1dr"):
                self._answers.append(0x03 if self._condition is Condition.NEAR_END else 0x00)
                continue
            if command.startswith(b"\x1dV") and self._condition is Condition.JAMS_AT_CUT:
                self._waiting.appendleft(command)
                self.condition = Condition.CUTTER_JAM
                return
            self._slip += command
            if command.startswith(self._end_of_slip):
                self.slips.append(bytes(self._slip))
                self._slip.clear()
            if command.startswith(b"\x1dv0"):
                self._within_slip()

    def _in_time(self) -> bool:
        """Whether a slow printer has the time for what waits; it is spent."""
        if self._condition is not Condition.SLOW or not self._waiting[0].startswith(b"\x1dv0"):
            return True
        if self._seconds < self.seconds_per_raster:
            return False
        self._seconds -= self.seconds_per_raster
        return True

    def _within_slip(self) -> None:
        if self._condition not in _WITHIN_SLIP:
            return
        self._rasters += 1
        if self._rasters >= self.rasters_before:
            restarts = self._condition is Condition.RESTARTS
            self.condition = _WITHIN_SLIP[self._condition]
            if restarts:
                self._lose_memory()
                self._starting = True

    def _lose_memory(self) -> None:
        for held in (self._heard, self._waiting, self._slip, self._answers):
            held.clear()


def command_length(data: bytes | bytearray) -> int:
    """Return the length of the command that `data` begins with; 0 while it is incomplete."""
    length = 1
    match data[:2]:
        case b"\x10\x14":
            length = 10 if data[2:3] == b"\x08" else 5
        case b"\x1b7":
            length = 5
        case b"\x1b@":
            length = 2
        case b"\x10\x04" | b"\x1bd" | b"\x1dr" | b"\x1dV":
            length = 3
        case b"\x1dv":
            length = 8 + _u16(data, 4) * _u16(data, 6)
        case b"\x10" | b"\x1b" | b"\x1d":
            length = 2
    return length if len(data) >= length else 0


def drawn(slip: bytes) -> "Image":
    """Return the picture that a slip's rasters (GS v 0) make on paper, as wide as its bytes."""
    from PIL import Image, ImageChops

    rows, width = bytearray(), 8
    rest = slip
    while length := command_length(rest):
        if rest.startswith(b"\x1dv0"):
            width = _u16(rest, 4) * 8
            rows += rest[8:length]
        rest = rest[length:]
    ink = Image.frombytes("1", (width, len(rows) * 8 // width), bytes(rows))
    return ImageChops.invert(ink)


def _u16(data: bytes | bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
