"""What is to fail in a drill, and when: decided by a seed before anything begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Moment(StrEnum):
    """Where in a press something fails. Each comes about on the wire or on the paper."""

    PRESSED = "pressed"
    ASKED = "asked"
    ANSWERED = "answered"
    PRINTING = "printing"
    CUT = "cut"
    """The slip is out, and the dispenser does not know it yet."""
    REPORTED = "reported"
    HANDED_IN = "handed in"
    BORROWED = "borrowed"


ON_THE_WIRE = {
    Moment.ASKED: (b"/ask/ticket",),
    Moment.ANSWERED: (b"/answer/", b'"issued_at"'),
    Moment.REPORTED: (b"/ask/printed",),
    Moment.HANDED_IN: (b"/ask/offline_tickets",),
    Moment.BORROWED: (b"/ask/lease",),
}
"""What a message of that moment contains; it is lost when the cable is pulled just then."""


class Part(StrEnum):
    """What fails; those of the centre fail for all dispensers at once."""

    BROKER = "broker"
    MOSQUITTO = "mosquitto"
    CABLE = "cable"
    DISPENSER = "dispenser"
    PRINTER = "printer"


CENTRAL = {Part.BROKER, Part.MOSQUITTO}
_ANY = tuple(Moment)
_NOT_LATE = (Moment.PRESSED, Moment.ASKED, Moment.ANSWERED, Moment.PRINTING)
_BEFORE = (Moment.PRESSED, Moment.ASKED, Moment.ANSWERED)

HOW: dict[Part, dict[str, tuple[Moment, ...]]] = {
    Part.BROKER: {"killed": _ANY, "hangs": _ANY, "restarted": _ANY},
    Part.MOSQUITTO: {"killed": _ANY, "hangs": _ANY, "restarted": _ANY},
    Part.CABLE: {"pulled": _ANY, "flaps": _ANY},
    Part.DISPENSER: {"killed": _ANY, "restarted": _ANY},
    Part.PRINTER: {
        **dict.fromkeys(
            ("out", "cover_open", "cutter_jam", "error", "hot", "off", "unplugged", "mute"),
            (*_NOT_LATE, Moment.CUT),
        ),
        "near_end": _NOT_LATE,
        "garbled": _NOT_LATE,
        "slow": _BEFORE,
        "runs_out": _BEFORE,
        "jams_at_cut": _NOT_LATE,
        "power_lost": _BEFORE,
        "restarts": _BEFORE,
    },
}
"""Every kind of failure of every part, and the moments at which it can begin."""

KINDS = tuple((part, how) for part, hows in HOW.items() for how in hows)
LONGEST = 3
"""Presses that a failure lasts at most; of the centre, on each dispenser."""
RASTERS = 12
"""A slip has more: so many are printed at most when it fails within."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """One failure of one part."""

    part: Part
    how: str
    moment: Moment
    lasts: int
    """It is mended after so many presses; 0: as soon as somebody sees that a slip is wanting."""
    raster: int
    """Which piece of a slip is the last good one."""

    @property
    def kind(self) -> str:
        """Its name in a table."""
        return f"{self.part} {self.how}"


@dataclass(frozen=True, slots=True)
class Turn:
    """One press."""

    button: int
    mishap: Mishap | None


def turns(chance: Random, presses: int, every: int, buttons: int) -> list[Turn]:
    """So many presses; on the average one in `every` meets a mishap, each kind as often."""
    mishaps = _mishaps(chance)
    return [
        Turn(chance.randrange(buttons), next(mishaps) if chance.random() * every < 1 else None)
        for _ in range(presses)
    ]


def dealt(chance: Random, presses: int, every: int, buttons: int, hands: int) -> list[list[Turn]]:
    """The same for many dispensers that press at the same time."""
    all_turns = turns(chance, presses, every, buttons)
    return [all_turns[hand::hands] for hand in range(hands)]


def _mishaps(chance: Random) -> Iterator[Mishap]:
    while True:
        for part, how in chance.sample(KINDS, len(KINDS)):
            moment = chance.choice(HOW[part][how])
            lasts = chance.randrange(LONGEST + 1)
            yield Mishap(part, how, moment, lasts, chance.randrange(1, RASTERS + 1))
