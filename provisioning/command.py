"""The command `motcua`: one word for each job of the technician; each imports what it needs."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

FIRST_PORT, LAST_PORT = 1024, 65535


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return its exit code."""
    arguments = _parser().parse_args(argv)
    match arguments.command:
        case "demo":
            from simulation.demo import run

            return run(arguments.config, arguments.port, arguments.crowd)
        case "wire":
            from provisioning.wire import write_or_check

            return write_or_check(arguments.folder, check=arguments.check)
    raise AssertionError(arguments.command)


def _port(text: str) -> int:
    """A port that anybody may listen at."""
    number = int(text)
    if not FIRST_PORT <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not between {FIRST_PORT} and {LAST_PORT}")
    return number


def _visitors(text: str) -> float:
    """How many visitors come an hour: from none to as many as two dispensers can serve."""
    from simulation.crowd import BUSIEST

    number = float(text)
    if not 0 <= number <= BUSIEST:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and {BUSIEST:g}")
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua", description="Motcua: the device suite of a one-stop public service centre."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="run a whole simulated centre with a page to try it")
    demo.add_argument(
        "--config", type=Path, default=Path("examples/centre.toml"), metavar="FILE",
        help="the centre's settings (default: %(default)s)",
    )  # fmt: skip
    demo.add_argument("--port", type=_port, default=8090, help="of the page (default: %(default)s)")
    demo.add_argument(
        "--crowd", type=_visitors, default=0.0, metavar="N", help="let N visitors come an hour"
    )
    wire = commands.add_parser("wire", help="render the protocol's documents from the contract")
    wire.add_argument("--folder", type=Path, default=Path("docs"), help="default: %(default)s")
    wire.add_argument("--check", action="store_true", help="only say which are stale")
    return parser


if __name__ == "__main__":
    sys.exit(main())
