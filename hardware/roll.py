"""How much paper is left on a printer's roll, and for how long it lasts.

It is counted from what was printed, and put right by what the printer's sensors say: the near-end
sensor tells metres, and paper that is there again after it was out is a new roll. Pure: kept as
JSON by whoever owns the printer.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Final

from hardware.printer import Fault, Paper, PrinterStatus

AVERAGED: Final = 50
"""So many of the last slips tell how long a slip is."""

_MM: Final = 1000

_UNSEEN: Final = {Fault.COVER_OPEN, Fault.UNREACHABLE}
"""What may have hidden a change of rolls: some printers do not look for paper meanwhile."""


@dataclass(frozen=True, slots=True)
class Roll:
    """One roll in one printer."""

    length_m: float
    """Of a fresh one."""
    used_mm: float = 0.0
    slips_mm: tuple[float, ...] = ()
    """What the last slips took, oldest first."""
    paper: Paper = Paper.UNKNOWN
    """What the sensors said last, near end and out being kept until the roll is another."""
    touched: bool = False
    """Whether the roll may have been changed unseen since the sensors spoke."""


def printed(roll: Roll, slip_mm: float) -> Roll:
    """Count a slip; `hardware.printer_models.paper_mm` tells its length."""
    slips = (*roll.slips_mm, slip_mm)[-AVERAGED:]
    return replace(roll, used_mm=roll.used_mm + slip_mm, slips_mm=slips)


def heard(roll: Roll, status: PrinterStatus, near_end_m: float) -> Roll:
    """Believe the printer's sensors. `near_end_m` is what is left when they first say near end."""
    match status.paper:
        case Paper.OUT:
            return replace(roll, used_mm=roll.length_m * _MM, paper=Paper.OUT, touched=False)
        case _ if status.fault in _UNSEEN:
            return replace(roll, touched=True)
        case Paper.NEAR_END:
            first_mm = max(0.0, roll.length_m - near_end_m) * _MM
            used_mm = roll.used_mm if roll.paper is Paper.NEAR_END else first_mm
            return replace(roll, used_mm=used_mm, paper=Paper.NEAR_END, touched=False)
        case Paper.OK if roll.paper is Paper.OUT or (
            roll.paper is Paper.NEAR_END and roll.touched  # else the sensor flutters
        ):
            return replace(roll, used_mm=0.0, paper=Paper.OK, touched=False)
        case Paper.OK if roll.paper is Paper.UNKNOWN:
            return replace(roll, paper=Paper.OK)
        case _:
            return roll


def left_m(roll: Roll) -> float:
    """Metres that are left."""
    return _left_mm(roll) / _MM


def slips_left(roll: Roll) -> int | None:
    """Slips that are left, as long as the last ones were; None before the first slip."""
    if not roll.slips_mm:
        return None
    average_mm = sum(roll.slips_mm) / len(roll.slips_mm)
    return int(_left_mm(roll) / average_mm)


def days_left(roll: Roll, slips_a_day: float) -> float | None:
    """Business days that the roll lasts; None where nothing tells."""
    slips = slips_left(roll)
    return None if slips is None or slips_a_day <= 0 else slips / slips_a_day


def _left_mm(roll: Roll) -> float:
    return max(0.0, roll.length_m * _MM - roll.used_mm)


def to_json(roll: Roll) -> str:
    """Write a roll down."""
    return json.dumps(asdict(roll))


def from_json(text: str, length_m: float) -> Roll:
    """Read a roll that was written down; `length_m` is what the settings say now.

    Raises:
        ValueError: this is no roll.
    """
    try:
        said = json.loads(text)
        return Roll(
            length_m=length_m,
            used_mm=float(said["used_mm"]),
            slips_mm=tuple(map(float, said["slips_mm"])),
            paper=Paper(said["paper"]),
            touched=bool(said["touched"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"this is no roll of paper: {text[:80]!r}") from error
