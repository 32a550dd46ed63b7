"""The words of `motcua slip`: see a slip before it is printed."""

import argparse
from pathlib import Path

CASES = (
    *("normal", "offline", "priority", "appointment", "steps", "summoned", "counters"),
    *("long", "bare"),
)
MOST_LETTERS = 12


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add it to the words of `motcua`."""
    slip = commands.add_parser("slip", help="see the slips of a dispenser")
    whats = slip.add_subparsers(dest="slip", required=True, metavar="WHAT")
    preview = whats.add_parser("preview", help="draw an example slip as a picture")
    preview.add_argument("--out", type=Path, required=True, metavar="FILE.png", help="the picture")
    source = preview.add_mutually_exclusive_group(required=True)
    source.add_argument("--config", type=Path, metavar="FILE", help="settings of a dispenser")
    source.add_argument("--template", type=Path, metavar="FILE", help="settings of a slip alone")
    preview.add_argument(
        "--width", type=int, choices=(576, 512, 384),
        help="dots of the paper (default: as the printer of --config has, or 576)",
    )  # fmt: skip
    preview.add_argument(
        "--lang", choices=("vi", "en"), help="of the slip (default: as in the settings, or vi)"
    )
    preview.add_argument("--label", type=_label, metavar="A012", help="another number")
    preview.add_argument(
        "--case", default="normal", metavar="NAME",
        help=f"one of {', '.join(CASES)} (default: %(default)s)",
    )  # fmt: skip


def _label(text: str) -> str:
    """A number as it may be on a slip; raises `ArgumentTypeError`."""
    if not 1 <= len(text) <= MOST_LETTERS or not text.strip():
        raise argparse.ArgumentTypeError(f"a number has 1 to {MOST_LETTERS} letters and figures")
    return text
