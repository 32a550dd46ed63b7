"""The words of `motcua simulate day`, `compare` and `learn`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from provisioning.desk_parser import day_name

POLICIES = ("promised", "fcfs", "absolute", "head_start")
STRESSES = ("mishaps", "priority", "group", "lone", "closed", "half")
MOST_VISITS, MOST_COUNTERS, MOST_DAYS, MOST_FUTURES = 20_000, 200, 250, 500


def add(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three to the words that may follow `simulate`."""
    _add_day(whats)
    _add_compare(whats)
    _add_learn(whats)


def _add_day(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    day = whats.add_parser("day", help="live through one day and report on it")
    _add_centre(day)
    day.add_argument(
        "--policy", choices=POLICIES, help="who is called next (default: as in the settings)"
    )
    day.add_argument(
        "--day", type=between(0, MOST_DAYS), default=0, metavar="N",
        help="number of the day, from 0 (default: %(default)s)",
    )  # fmt: skip
    day.add_argument(
        "--futures", type=between(0, MOST_FUTURES), default=0, metavar="N",
        help="foretell waits from so many futures every minute, 50 as the queue service does: slow"
        " (default: tell them from the length of the queue)",
    )  # fmt: skip
    day.add_argument("--plot", type=Path, metavar="FILE", help="draw the day as a PNG picture")
    day.add_argument(
        "--language", choices=("vi", "en"), default="vi", help="of the picture (default: vi)"
    )
    day.add_argument(
        "--journal", type=Path, metavar="FILE", help="put what happened at the end of a journal"
    )


def _add_compare(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    compare = whats.add_parser("compare", help="hold policies against each other on the same days")
    _add_centre(compare)
    compare.add_argument(
        "--policies", type=_some_of(POLICIES), default=POLICIES, metavar="ONE,OTHER",
        help=f"of {', '.join(POLICIES)}; the first is what the others are held against",
    )  # fmt: skip
    _add_days(compare)


def _add_learn(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    learn = whats.add_parser(
        "learn", help="learn from a journal, and try other counters on days like its own"
    )
    learn.add_argument("journal", type=Path, metavar="JOURNAL", help="of a queue service")
    learn.add_argument(
        "--settings", type=Path, metavar="FILE",
        help="of the centre; without it the journal tells who serves what",
    )  # fmt: skip
    learn.add_argument(
        "--counters", type=between(1, MOST_COUNTERS), metavar="N",
        help="open so many: the first ones, or more that can do everything",
    )  # fmt: skip
    learn.add_argument(
        "--roster", metavar="SPEC",
        help="when counters are open, such as 3=09:00-17:00,5=off,21=09:00-17:00, or a TOML file"
        " with such a table; a new name is a new counter that can do everything",
    )  # fmt: skip
    learn.add_argument(
        "--before", type=day_name, metavar="YYYY-MM-DD",
        help="learn from the last thirty days before this one (default: today)",
    )  # fmt: skip
    learn.add_argument("--seed", type=whole, default=1, metavar="N", help="default: %(default)s")
    learn.add_argument("--json", action="store_true", help="for a program, not for a person")
    _add_days(learn)


def _add_centre(parser: argparse.ArgumentParser) -> None:
    """Which centre, and which days."""
    parser.add_argument(
        "--seed", type=whole, default=1, metavar="N",
        help="the same seed brings the same citizens (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--visits", type=between(1, MOST_VISITS), default=1000, metavar="N",
        help="expected on a usual day (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--counters", type=between(1, MOST_COUNTERS), metavar="N",
        help="of the reference centre (default: 20)",
    )  # fmt: skip
    parser.add_argument(
        "--settings", type=Path, metavar="FILE",
        help="a centre of your own in place of the reference centre",
    )  # fmt: skip
    parser.add_argument(
        "--stress", type=_some_of(STRESSES), default=(), metavar="WHAT",
        help=f"a bad day: some of {', '.join(STRESSES)}",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for a program, not for a person")


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=between(2, MOST_DAYS), default=10, metavar="N",
        help="how many days (default: %(default)s)",
    )  # fmt: skip


def whole(text: str) -> int:
    """A whole number; raises `ArgumentTypeError`."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number') from None


def between(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number within bounds; it raises `ArgumentTypeError`."""

    def number(text: str) -> int:
        value = whole(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between {least} and {most}")
        return value

    return number


def _some_of(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def names(text: str) -> tuple[str, ...]:
        chosen = tuple(name.strip() for name in text.split(",") if name.strip())
        for name in chosen:
            if name not in known:
                raise argparse.ArgumentTypeError(f'"{name}" is not one of {", ".join(known)}')
        if not chosen:
            raise argparse.ArgumentTypeError(f"name some of {', '.join(known)}")
        return tuple(dict.fromkeys(chosen))

    return names
