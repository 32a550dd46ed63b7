"""The words of `motcua audit`, `explain` and `appointments`: a centre's own days."""

import argparse
from datetime import date
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2000, 2999
CONSOLE = "settings of a console: its name, the server, its password"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three to the words of `motcua`."""
    audit = commands.add_parser("audit", help="check that every number of a day is explained")
    audit.add_argument("--config", type=Path, metavar="FILE", help="settings of the queue service")
    _add_journal(audit)

    explain = commands.add_parser("explain", help="tell why a number was called when it was")
    explain.add_argument("number", metavar="A012", help="the number on the slip")
    explain.add_argument(
        "--config", type=Path, required=True, metavar="FILE", help="settings of the queue service"
    )
    explain.add_argument(
        "--lang", choices=("vi", "en"), help="of the sentences (default: as in the settings)"
    )
    _add_journal(explain)

    appointments = commands.add_parser(
        "appointments", help="tell the queue service today's appointments from a CSV file"
    )
    appointments.add_argument(
        "file", type=Path, metavar="FILE.csv", help="with the columns code, service, time"
    )
    appointments.add_argument(
        "--config", type=Path, required=True, metavar="DEVICE.toml", help=CONSOLE
    )
    appointments.add_argument("--day", type=day_name, help="default: today")


def _add_journal(parser: argparse.ArgumentParser) -> None:
    """Which journal, and which of its days."""
    parser.add_argument(
        "--journal", type=Path, metavar="FILE",
        help="another journal than that of the settings, such as a backup",
    )  # fmt: skip
    parser.add_argument("--day", type=day_name, metavar="YYYY-MM-DD", help="default: the latest")
    parser.add_argument("--json", action="store_true", help="for a program, not for a person")


def day_name(text: str) -> str:
    """A day of this age, as `YYYY-MM-DD`; raises `ArgumentTypeError`."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        named = date.min
    if not FIRST_YEAR <= named.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f'"{text}" is no day: write it as 2026-11-23')
    return named.isoformat()
