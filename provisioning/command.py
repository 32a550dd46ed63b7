"""The command `motcua`: one word for each job of the technician; each imports what it needs."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from provisioning import desk_parser, simulate_parser, slip_parser
from provisioning.catalogue import parser as catalogue_parser

FIRST_PORT, LAST_PORT = 1024, 65535
"""Ports that anybody may listen at."""
MOST_TICKETS = 10**10


STOPPED, NOBODY_READS = 130, 141
"""Exit codes, as the shell has them for Ctrl-C and for a closed pipe."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return its exit code."""
    try:
        code = _run(_parser().parse_args(argv))
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("motcua: stopped\n")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush is silent
        return NOBODY_READS
    return code


def _run(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "demo":
            from provisioning.catalogue.example import publish
            from simulation.demo import run

            return run(arguments.config, arguments.port, arguments.crowd, publish)
        case "wire":
            from provisioning.wire import write_or_check

            return write_or_check(arguments.folder, check=arguments.check)
        case "simulate":
            return _simulate(arguments)
        case "slip":
            return _slip(arguments)
        case "catalogue":
            from provisioning.catalogue.command import run as catalogue

            return catalogue(arguments)
    return _desk(arguments)


def _desk(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "audit" | "explain" | "ratings" | "feedback":
            return _journal(arguments)
        case "appointments" | "ticket" | "confirm" | "new-card":
            return _reception(arguments)
    raise AssertionError(arguments.command)


def _journal(arguments: argparse.Namespace) -> int:
    """What is read from a journal."""
    config, journal = arguments.config, arguments.journal
    match arguments.command:
        case "audit":
            from provisioning.audit import run as audit

            return audit(config, journal, arguments.day, as_json=arguments.json)
        case "ratings":
            from provisioning.ratings import run as ratings

            return ratings(config, journal, arguments.period, as_json=arguments.json)
        case "feedback":
            from provisioning.feedback import run as feedback

            return feedback(config, journal, as_json=arguments.json)
    return _explain(arguments)


def _reception(arguments: argparse.Namespace) -> int:
    """What is asked of the queue service as from the reception."""
    match arguments.command:
        case "appointments":
            from provisioning.appointments import run as appointments

            return appointments(arguments.file, arguments.config, arguments.day)
        case "confirm":
            from provisioning.reception import confirm

            return confirm(arguments.number, arguments.class_id, arguments.config)
        case "new-card":
            from provisioning.reception import new_card

            return new_card(arguments.device, arguments.config)
    return _ticket(arguments)


def _ticket(arguments: argparse.Namespace) -> int:
    from contract.messages import Intent
    from provisioning.reception import Wanted, ticket

    wanted = Wanted(
        arguments.service,
        arguments.at,
        arguments.class_id,
        Intent(arguments.intent),
        tuple(arguments.then),
    )
    return ticket(wanted, arguments.config)


def _explain(arguments: argparse.Namespace) -> int:
    from provisioning.explain import Question, run
    from runtime.clock import SystemClock

    question = Question(
        arguments.number, arguments.config, arguments.journal, arguments.day, arguments.lang
    )
    return run(question, SystemClock(), as_json=arguments.json)


def _slip(arguments: argparse.Namespace) -> int:
    from provisioning.slip import Wish, run

    wish = Wish(
        arguments.out,
        arguments.config,
        arguments.template,
        arguments.width,
        arguments.lang,
        arguments.label,
        arguments.case,
    )
    return run(wish)


def _simulate(arguments: argparse.Namespace) -> int:
    match arguments.simulate:
        case "day":
            from provisioning.simulate import day, guarded

            return guarded(day, arguments)
        case "compare":
            from provisioning.simulate import compare_policies, guarded

            return guarded(compare_policies, arguments)
        case "learn":
            from provisioning.simulate import guarded
            from provisioning.simulate_learn import learn
            from runtime.clock import SystemClock

            return guarded(partial(learn, clock=SystemClock()), arguments)
        case "reference":
            from provisioning.simulate_reference import reference

            return reference(
                arguments.file,
                tickets=arguments.tickets,
                names=arguments.rows,
                seed=arguments.seed,
                as_json=arguments.json,
            )
    raise AssertionError(arguments.simulate)


def _names(text: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _visitors(text: str) -> float:
    """How many visitors come an hour: from none to as many as two dispensers can serve."""
    from simulation.crowd import BUSIEST

    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no number') from None
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
    demo.add_argument(
        "--port", type=simulate_parser.between(FIRST_PORT, LAST_PORT), default=8090, metavar="N",
        help="of the page (default: %(default)s)",
    )  # fmt: skip
    demo.add_argument(
        "--crowd", type=_visitors, default=0.0, metavar="N", help="let N visitors come an hour"
    )
    wire = commands.add_parser("wire", help="render the protocol's documents from the contract")
    wire.add_argument("--folder", type=Path, default=Path("docs"), help="default: %(default)s")
    wire.add_argument("--check", action="store_true", help="only say which are stale")
    desk_parser.add(commands)
    desk_parser.add_reception(commands)
    desk_parser.add_opinions(commands)
    slip_parser.add(commands)
    catalogue_parser.add(commands)
    simulate = commands.add_parser("simulate", help="run a centre on virtual time")
    whats = simulate.add_subparsers(dest="simulate", required=True, metavar="WHAT")
    simulate_parser.add(whats)
    _add_simulate_reference(whats)
    return parser


def _add_simulate_reference(
    whats: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    reference = whats.add_parser(
        "reference", help="hold the rule that calls people against exact waiting times"
    )
    reference.add_argument("file", type=Path, metavar="FILE.csv", help="systems and exact waits")
    reference.add_argument("--json", action="store_true", help="for a program, not for a person")
    reference.add_argument(
        "--tickets", type=simulate_parser.between(1, MOST_TICKETS), default=20_000_000, metavar="N",
        help="for each system at most (default: %(default)s); fewer when they are enough",
    )  # fmt: skip
    reference.add_argument(
        "--rows", type=_names, default=(), metavar="R01,R02", help="only these (default: all)"
    )
    reference.add_argument(
        "--seed",
        type=simulate_parser.whole,
        default=1,
        metavar="N",
        help="another is other chance (default: 1)",
    )


if __name__ == "__main__":
    sys.exit(main())
