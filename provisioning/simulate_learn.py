"""`motcua simulate learn`: what a journal teaches, and what other counters would change."""

import argparse
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import ValidationError

from broker.chronicle import Chronicle
from broker.facts import Fact
from broker.learning import learn as learn_parameters
from broker.parameters import Parameters
from broker.plan import Plan
from broker.settings import CentreSettings
from broker.timetable import timetable
from provisioning.journals import days as days_in
from provisioning.simulate import BadInputError, all_reports, settings_of
from simulation.comparison import Comparison, compare
from simulation.learned import (
    Roster,
    RosterError,
    days_like,
    visits_a_day,
    with_counters,
    with_roster,
)
from simulation.reference_day import Days
from simulation.report import Report, report
from simulation.tables import comparison_text
from simulation.tables_learned import learned_text
from simulation.told_centre import told_centre
from simulation.trial import promises_of

USUAL, CHANGED = "as usual", "changed"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"{_CLOCK}-{_CLOCK}")
_COUNTER = re.compile(r"[0-9A-Z]{1,6}")


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is told, for programs."""

    days: int
    visits_a_day: float
    parameters: Parameters
    coming_days: Comparison


def learn(arguments: argparse.Namespace) -> None:
    """Learn from a journal, live through days like its own, and print both."""
    journal = days_in(arguments.journal)
    centre = _centre(arguments, journal)
    parameters = _learned(centre, journal)
    days = days_like(centre, parameters, arguments.seed)
    trials = {USUAL: days}
    changed = _changed(days, arguments)
    if changed is not days:
        trials[CHANGED] = changed
    comparison = compare(all_reports(trials, arguments.days))
    visits = visits_a_day(days.demand)
    if arguments.json:
        print(_for_programs(Learned(len(journal), visits, parameters, comparison)))
        return
    print(learned_text(parameters, visits, _past(centre, journal)))
    change = f", as usual and with {_change(arguments)}" if changed is not days else ""
    print(f"\n{comparison_text(f'{arguments.days} coming days{change}; minutes', comparison)}")


def _past(centre: CentreSettings, journal: Mapping[str, Sequence[Fact]]) -> list[Report]:
    promises = promises_of(centre)
    return [report(facts, promises) for facts in journal.values()]


def _for_programs(learned: Learned) -> str:
    told = asdict(learned)
    told["parameters"]["profile"] = {
        f"{service} {class_id}": profile
        for (service, class_id), profile in learned.parameters.profile.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _centre(arguments: argparse.Namespace, journal: Mapping[str, Sequence[Fact]]) -> CentreSettings:
    if arguments.settings is not None:
        return settings_of(arguments.settings)
    try:
        told = told_centre(journal)
    except ValidationError:
        told = None
    if told is None:
        raise BadInputError(
            f"{arguments.journal} does not tell what the centre is like: add --settings FILE"
        )
    return told


def _learned(centre: CentreSettings, journal: Mapping[str, Sequence[Fact]]) -> Parameters:
    plan = Plan(centre)
    days = []
    for day, facts in journal.items():
        chronicle = Chronicle(plan, timetable(centre, day))
        chronicle.hear(facts)
        days.append(chronicle.day())
    if not any(day.comings for day in days):
        raise BadInputError("nobody took a ticket in this journal: there is nothing to learn from")
    return learn_parameters(days)


# --- What is to be tried --------------------------------------------------------------------------


def _changed(days: Days, arguments: argparse.Namespace) -> Days:
    """The days with the counters that were asked for; the same ones when nothing was."""
    try:
        if arguments.counters is not None:
            days = with_counters(days, arguments.counters)
        if arguments.roster is not None:
            days = with_roster(days, roster_of(arguments.roster))
    except RosterError as error:
        raise BadInputError(str(error)) from None
    return days


def _change(arguments: argparse.Namespace) -> str:
    counters = [f"{arguments.counters} counters"] if arguments.counters is not None else []
    roster = [f"roster {arguments.roster}"] if arguments.roster is not None else []
    return ", ".join(counters + roster)


def roster_of(text: str) -> Roster:
    """A roster as it is written on the command line, or in a TOML file; raises `BadInputError`."""
    path = Path(text)
    pairs = _of_file(path) if path.suffix == ".toml" else _of_line(text)
    hours: dict[str, str | None] = {}
    for name, value in pairs:
        if not _COUNTER.fullmatch(name):
            raise BadInputError(
                f'the roster has a counter "{name}": counters are named like 3 or 3A'
            )
        hours[name] = _opening(name, value)
    return Roster(hours)


def _opening(name: str, value: str) -> str | None:
    if value == "off":
        return None
    start, _, end = value.partition("-")
    if not _HOURS.fullmatch(value) or start >= end:
        raise BadInputError(
            f'the roster has "{value}" for counter {name}: write hours such as 09:00-17:00, or off'
        )
    return value


def _of_line(text: str) -> list[tuple[str, str]]:
    parts = [part.partition("=") for part in text.split(",")]
    return [(name.strip(), value.strip()) for name, _, value in parts]


def _of_file(path: Path) -> list[tuple[str, str]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInputError(f"{path} cannot be read ({error.strerror}): check --roster") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} is not TOML ({error}): correct it there") from None
    return [(name, str(value)) for name, value in table.items()]
