"""One dispenser of a drill: a process, with its printer, buttons and cable in our hands."""

import asyncio
import os
import re
import signal
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from faces.texts import load
from hardware.printer_emulator import PrinterEmulator
from simulation.cable import Cable
from simulation.child import Child
from tests.centre.drill_plan import ON_THE_WIRE, Mishap, Moment, Part
from tests.far_ends import KeypadFarEnd
from tests.waiting import until

SETTLED_WITHIN_S = 60.0
ANSWERED_WITHIN_S = 30.0
"""A press has ended by then, in one way or another, or the drill has failed."""

BUTTONS = {"land": "dat-dai", "business": "doanh-nghiep", "people": "ho-tich"}
CODES = {button: str(place) for place, button in enumerate(BUTTONS, 1)}

ENDED = re.compile(
    r"app: press: (?:no number: (?P<none>.*)"
    r"|(?P<label>\S+) (?P<how>is out|may be out|is taken back|stays good without a slip))$"
)
SAYS = re.compile(r"parts: it says: (?P<said>.+)$")
WELL = "all is well"
OFFLINE = load("vi").say("dispenser.offline")
PASSED_OVER = re.compile(r"app: press of \S+ is passed over, it says: (?P<said>.+)$")


@dataclass(frozen=True, slots=True)
class Paper:
    """A slip that was printed and cut."""

    slip: bytes
    at: int
    """By our clock, milliseconds since 1970, as all times here."""


class Printer(PrinterEmulator):
    """An emulated printer that tells how far it is, and keeps all that it printed."""

    def __init__(self, moment: Callable[[Moment, int], None]) -> None:
        super().__init__()
        self.tray: list[Paper] = []
        self.slips = _Catch(self._caught)
        self._moment = moment
        self._pieces = 0

    def feed(self, data: bytes) -> bytes:
        if b"\x1dv0" in data:
            self._pieces += data.count(b"\x1dv0")
            self._moment(Moment.PRINTING, self._pieces)
        return super().feed(data)

    def _caught(self, slip: bytes) -> None:
        self._pieces = 0
        self.tray.append(Paper(slip, now()))
        self._moment(Moment.CUT, 0)


class _Catch(deque[bytes]):
    """Where slips fall."""

    def __init__(self, caught: Callable[[bytes], None]) -> None:
        super().__init__()
        self._caught = caught

    def append(self, slip: bytes, /) -> None:
        self._caught(slip)


@dataclass(slots=True)
class Press:
    """What one press came to."""

    service: str
    began: int
    ended: int = 0
    how: str = ""
    """As the dispenser says; `killed` when it could say nothing."""
    label: str | None = None
    papers: list[Paper] = field(default_factory=list)
    """What came out until the next press."""


@dataclass
class Booth:
    """A dispenser where somebody presses."""

    name: str
    folder: Path
    child: Child
    cable: Cable
    keypad: KeypadFarEnd
    strike: Callable[["Booth", Mishap], bool]
    """Lets something fail; False when it cannot now, since it has failed already."""
    noticed: Callable[["Booth"], None]
    """Told that a slip is wanting."""
    printer: Printer = field(init=False)
    presses: list[Press] = field(default_factory=list, init=False)
    waiting: list[Mishap] = field(default_factory=list, init=False)
    """What is still to fail, each as soon as its moment comes."""
    ending: bool = field(default=False, init=False)
    """It was told to end, or killed."""
    restarts: int = field(default=0, init=False)
    says: str = field(default=WELL, init=False)
    """What it said last of how it is."""
    _read: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.printer = Printer(self.moment)
        self.cable.tap = self._tapped

    # --- Moments -------------------------------------------------------------------------------

    def moment(self, moment: Moment, pieces: int = 0) -> None:
        """Something has come so far: perhaps it comes no further."""
        for mishap in list(self.waiting):
            due = moment is not Moment.PRINTING or pieces >= mishap.raster
            if mishap.moment is moment and due and self.strike(self, mishap):
                self.waiting.remove(mishap)
                return

    def _tapped(self, data: bytes) -> None:
        for moment, words in ON_THE_WIRE.items():
            if all(word in data for word in words):
                self.moment(moment)

    # --- Presses -------------------------------------------------------------------------------

    async def press(self, button: int) -> Press:
        """Press, and see how it ends."""
        await self.stand()
        name = list(BUTTONS)[button]
        press = Press(BUTTONS[name], now())
        self._collect()
        self.presses.append(press)
        self.keypad.send(CODES[name])
        self.moment(Moment.PRESSED)
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                await self._end_of(press)
        except TimeoutError:
            said = await self._last_words()
            raise AssertionError(f"{self.name}: a press has no end; {said}") from None
        press.ended = now()
        return press

    def end(self, number: signal.Signals) -> bool:
        """Have its process end; False when it is ending already."""
        if self.ending or self.child.pid is None:
            return False
        self.ending = True
        os.kill(self.child.pid, number)
        return True

    async def well(self, ills: Callable[[], set[Part]]) -> None:
        """Wait until it says that all is well, unless there are `ills` that account for more.

        While the queue service is away it may also say that it has no numbers left.
        """
        await self.stand()

        def ready() -> bool:
            if Part.PRINTER in ills() or self._says() == WELL:
                return True
            return bool(ills()) and self.says == OFFLINE

        try:
            await until(ready)
        except TimeoutError:
            said = f"{self.name} is mended and says: {self.says}\n{await self._last_words()}"
            raise AssertionError(said) from None

    async def stand(self) -> None:
        """See that it runs, and takes presses."""
        while self.ending or self.child.pid is None:
            if self.ending:
                await ended(self.child)
            for _ in self._lines():
                pass
            self.ending = False
            self.restarts += 1
            self.says = WELL
            await self.child.start()
            await until(self._takes_presses_or_has_ended)

    def owes(self) -> list[tuple[object, ...]]:
        """What it still has to tell the queue service."""
        notes = self._rows("dispenser.db", "kind, key FROM item WHERE kind <> 'ordered'")
        return notes + self._rows(
            "numbers.db", "lease, ordinal, printed FROM number WHERE NOT told"
        )

    async def settled(self) -> None:
        """Wait until it owes the queue service nothing."""
        try:
            await until(lambda: not self.owes(), SETTLED_WITHIN_S)
        except TimeoutError:
            said = f"{self.name} owes {self.owes()}\n{await self._last_words()}"
            raise AssertionError(said) from None

    def can_be_alone(self) -> bool:
        """Whether it has borrowed for all its buttons."""
        return len(self._rows("numbers.db", "id FROM lease")) >= len(BUTTONS)

    def collect(self) -> None:
        """Note what came out since the last press."""
        self._collect()

    def _takes_presses_or_has_ended(self) -> bool:
        return self.ending or any("takes presses" in line for line in self._lines())

    def _says(self) -> str:
        for _ in self._lines():
            pass
        return self.says

    def _collect(self) -> None:
        if self.presses:
            taken = sum(len(press.papers) for press in self.presses[:-1])
            self.presses[-1].papers = self.printer.tray[taken:]

    async def _last_words(self) -> str:
        """The end of its log, and where it is: aborted, it writes that down (`runtime.life`)."""
        if self.child.pid is not None:
            os.kill(self.child.pid, signal.SIGABRT)
            await ended(self.child)
        return self.child.log.read_text(encoding="utf-8")[-6000:]

    async def _end_of(self, press: Press) -> None:
        while True:
            gone = self.child.pid is None
            for line in self._lines():
                if "is not printed: " in line:
                    self.noticed(self)
                if ended := ENDED.search(line):
                    press.label, press.how = ended["label"], ended["how"] or ended["none"]
                    return
                if passed := PASSED_OVER.search(line):
                    press.how = f"passed over: {passed['said']}"
                    return
            if gone:
                press.how = "killed"
                return
            await asyncio.sleep(0.002)  # another process writes this log

    def _lines(self) -> Iterator[str]:
        with self.child.log.open("rb") as log:
            log.seek(self._read)
            for line in log:
                if not line.endswith(b"\n"):
                    break
                self._read += len(line)
                text = line.decode(errors="replace").rstrip()
                if said := SAYS.search(text):
                    self.says = said["said"]
                yield text

    def _rows(self, file: str, what: str) -> list[tuple[object, ...]]:
        path = self.folder / file
        if not path.exists():
            return []
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            try:
                return database.execute(f"SELECT {what}").fetchall()
            except sqlite3.OperationalError:  # its tables are being made
                return []


def now() -> int:
    """Milliseconds since 1970, by the clock that all processes here share."""
    return time.time_ns() // 1_000_000


async def ended(process: Child) -> None:
    """Wait until a process that was told to end has ended."""
    try:
        await until(lambda: process.pid is None)
    except TimeoutError:
        said = process.log.read_text(encoding="utf-8")[-2000:]
        raise AssertionError(f"{process.command} goes on; it said:\n{said}") from None
