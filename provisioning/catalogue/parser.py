"""The words of `motcua catalogue`."""

import argparse
from datetime import date
from pathlib import Path

MOST_FOUND = 1000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add it to the words of `motcua`."""
    catalogue = commands.add_parser("catalogue", help="the procedures that kiosks show")
    whats = catalogue.add_subparsers(dest="catalogue", required=True, metavar="WHAT")
    _add_import(whats)
    _add_looks(whats)
    _add_search(whats)
    _add_publication(whats)


def _add_import(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    imported = whats.add_parser(
        "import", help="make a catalogue of lists in CSV or JSON; later files add details"
    )
    imported.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV or JSON")
    imported.add_argument("--out", type=Path, required=True, metavar="CATALOGUE")
    imported.add_argument(
        "--date", type=day, default=None, metavar="YYYY-MM-DD",
        help="as of which day it is true (default: today)",
    )  # fmt: skip
    imported.add_argument(
        "--services", type=Path, metavar="FILE",
        help="CSV with the columns field and service: in which queue each field is dealt with",
    )  # fmt: skip


def _add_looks(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = whats.add_parser("check", help="say what is missing or odd in a catalogue")
    check.add_argument("file", type=Path, metavar="CATALOGUE")
    check.add_argument("--config", type=Path, metavar="FILE", help="the centre's settings")
    check.add_argument("--json", action="store_true", help="for a program, not for a person")
    diff = whats.add_parser("diff", help="say what has changed between two catalogues")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    show = whats.add_parser("show", help="show one procedure")
    show.add_argument("code", metavar="CODE", help="for example 1.001193")
    show.add_argument("--file", type=Path, required=True, metavar="CATALOGUE")
    show.add_argument("--json", action="store_true", help="for a program, not for a person")


def _add_search(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    search = whats.add_parser("search", help="search as a kiosk does")
    search.add_argument("words", nargs="?", default="", metavar="WORDS", help="as people type them")
    search.add_argument("--file", type=Path, required=True, metavar="CATALOGUE")
    search.add_argument(
        "--limit", type=_limit, default=10, metavar="N", help="at most (default: %(default)s)"
    )
    search.add_argument("--json", action="store_true", help="codes only, for a program")
    search.add_argument(
        "--batch", action="store_true", help="a search on each line of the standard input"
    )


def _add_publication(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = whats.add_parser("key", help="make the key that signs catalogues")
    key.add_argument("--out", type=Path, required=True, metavar="FILE", help="kept secret")
    key.add_argument(
        "--until", type=day, required=True, metavar="YYYY-MM-DD",
        help="the last day on which kiosks believe it",
    )  # fmt: skip
    publish = whats.add_parser("publish", help="sign a catalogue and have kiosks fetch it")
    publish.add_argument("file", type=Path, metavar="CATALOGUE")
    publish.add_argument(
        "--config", type=Path, required=True, metavar="FILE", help="the centre's settings"
    )
    publish.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="of `motcua catalogue key`"
    )


def day(text: str) -> date:
    """A day; raises `ArgumentTypeError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no day: write 2026-11-23') from None


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_FOUND:
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 1 to {MOST_FOUND}')
    return int(text)
