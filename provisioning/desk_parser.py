"""The words of those who run a centre: audits, numbers, appointments, ratings, complaints."""

import argparse
from datetime import date
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2000, 2999
INTENTS = ("file", "collect", "complete", "ask", "pay")
CONSOLE = "settings of a console: its name, the server, its password"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add them to the words of `motcua`."""
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


def add_opinions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what supervisors and the back office read."""
    ratings = commands.add_parser("ratings", help="tell how satisfied people were, by officer")
    _add_records(ratings)
    period = ratings.add_mutually_exclusive_group()
    period.add_argument("--day", dest="period", type=day_name, metavar="YYYY-MM-DD")
    period.add_argument(
        "--month", dest="period", type=month_name, metavar="YYYY-MM", help="default: the latest"
    )
    feedback = commands.add_parser("feedback", help="complaints and suggestions")
    whats = feedback.add_subparsers(dest="feedback", required=True, metavar="WHAT")
    _add_records(whats.add_parser("list", help="list them, the latest last"))


def _add_records(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings of the queue service")
    parser.add_argument(
        "--journal", type=Path, metavar="FILE",
        help="another journal than that of the settings, such as a backup",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for a program, not for a person")


def add_reception(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what a receptionist does."""
    ticket = commands.add_parser(
        "ticket", help="take a number for somebody, and have its slip printed at a dispenser"
    )
    ticket.add_argument("service", type=name, metavar="SERVICE", help="as in the centre's settings")
    ticket.add_argument(
        "--at", type=name, required=True, metavar="DISPENSER", help="where it is printed"
    )
    ticket.add_argument(
        "--class", type=name, dest="class_id", metavar="CLASS", help="default: everybody's"
    )
    ticket.add_argument(
        "--intent", choices=INTENTS, default=INTENTS[0], help="default: %(default)s"
    )
    ticket.add_argument(
        "--then", type=name, action="append", default=[], metavar="SERVICE",
        help="where the same visit goes to afterwards; may be given up to five times",
    )  # fmt: skip
    _add_console(ticket)

    confirm = commands.add_parser("confirm", help="confirm the class that a number claims")
    confirm.add_argument("number", type=label, metavar="A012", help="the number on the slip")
    confirm.add_argument(
        "--class", type=name, dest="class_id", required=True, metavar="CLASS",
        help='its class from now on, or "refuse": it waits like everybody',
    )  # fmt: skip
    _add_console(confirm)

    card = commands.add_parser("new-card", help="confirm that a device has a new memory card")
    card.add_argument("device", type=name, metavar="DISPENSER", help="as in the centre's settings")
    _add_console(card)


def _add_console(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, required=True, metavar="DEVICE.toml", help=CONSOLE)


def name(text: str) -> str:
    """A name as the centre's settings have them; raises `ArgumentTypeError`."""
    from pydantic import TypeAdapter, ValidationError

    from contract.messages import Name

    try:
        TypeAdapter(Name).validate_python(text)
    except ValidationError:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no name: write it as in the settings, in small letters, digits and "-"'
        ) from None
    return text


def label(text: str) -> str:
    """A number as the queue service writes it, `A012`, from how people write it."""
    return "".join(text.split()).upper()


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


def month_name(text: str) -> str:
    """A month of this age, as `YYYY-MM`; raises `ArgumentTypeError`."""
    try:
        return day_name(f"{text}-01")[:7]
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f'"{text}" is no month: write it as 2026-11') from None
