"""`motcua simulate learn`: what a journal teaches, and what other counters would change."""

import argparse
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import ValidationError

from broker import records
from broker.facts import Entry
from broker.learning import DAY
from broker.parameters import Parameters
from broker.plan import Plan
from broker.settings import CentreSettings
from broker.timetable import timetable
from broker.worker import learned, past
from provisioning.simulate import BadInputError, all_reports, settings_of
from runtime.clock import Clock
from simulation.comparison import Comparison, compare
from simulation.learned import (
    Roster,
    RosterError,
    days_like,
    demand_of,
    left_out,
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

Journal = Mapping[str, Sequence[Entry]]
"""Days, each with its entries."""

USUAL, CHANGED = "as usual", "changed"
_ALL = "9999-12-31"
"""A day that every other comes before."""
_FAR = 366 * DAY
"""Even a rating does not come so long after its day."""
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"{_CLOCK}-{_CLOCK}")
_COUNTER = re.compile(r"[0-9A-Z]{1,6}")


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is told, for programs."""

    days: int
    first_day: str
    last_day: str
    visits_a_day: float
    left_out: Mapping[str, float]
    """Visits a day that the settings have no service or no class for."""
    parameters: Parameters
    coming_days: Comparison


def learn(arguments: argparse.Namespace, clock: Clock) -> None:
    """Learn from a journal as the queue service does, live through days like its own, print both.

    `clock` tells which day is today's: it is not over, and nothing is learned from it.
    """
    with records.sound(arguments.journal):
        centre = _centre(arguments)
        journal = _read(arguments, centre, clock)
        parameters = learned(centre, journal.items()).parameters
        reports = _reports(centre, journal)
    _check(arguments, centre, parameters)
    days = days_like(centre, parameters, arguments.seed)
    trials = {USUAL: days}
    changed = _changed(days, arguments)
    if changed is not days:
        trials[CHANGED] = changed
    comparison = compare(all_reports(trials, arguments.days))
    visits, lost = visits_a_day(days.demand), left_out(centre, parameters)
    if arguments.json:
        first, *_, last = *journal, *journal
        told = Learned(len(journal), first, last, visits, lost, parameters, comparison)
        print(_for_programs(told))
        return
    print(learned_text(parameters, visits, dict(zip(journal, reports, strict=True)), lost))
    change = f", as usual and with {_change(arguments)}" if changed is not days else ""
    print(f"\n{comparison_text(f'{arguments.days} coming days{change}; minutes', comparison)}")


def _reports(centre: CentreSettings, journal: Journal) -> list[Report]:
    promises = promises_of(centre)
    return [report((entry.fact for entry in day), promises) for day in journal.values()]


def _for_programs(found: Learned) -> str:
    told = asdict(found)
    told["parameters"]["profile"] = {
        f"{service} {class_id}": profile
        for (service, class_id), profile in found.parameters.profile.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _centre(arguments: argparse.Namespace) -> CentreSettings:
    if arguments.settings is not None:
        return settings_of(arguments.settings)
    path = arguments.journal
    names = past(path, arguments.before or _ALL)
    try:
        told = told_centre({name: [e.fact for e in records.day(path, name)] for name in names})
    except ValidationError:
        told = None
    if told is None:
        raise BadInputError(f"{path} does not tell what the centre is like: add --settings FILE")
    return told


def _read(arguments: argparse.Namespace, centre: CentreSettings, clock: Clock) -> Journal:
    """The days to learn from; raises `ValueError` when their times make no sense."""
    path, today = arguments.journal, Plan(centre).day(clock.now())
    before = arguments.before or (today if today in records.names(path) else _ALL)
    names = past(path, before)
    if not names:
        raise BadInputError(
            f"{path} has no day before {before}; a day is learned from when it is over: name a"
            " later one with --before"
        )
    journal = {name: records.day(path, name) for name in names}
    for name, entries in journal.items():
        midnight = timetable(centre, name).midnight
        if not all(abs(entry.fact.at - midnight) < _FAR for entry in entries):
            raise ValueError(f"something happened on {name} that was in another year")
    return journal


def _check(arguments: argparse.Namespace, centre: CentreSettings, parameters: Parameters) -> None:
    """Refuse what nothing can be learned from."""
    if not parameters.profile:
        raise BadInputError(f"nobody took a ticket on these days of {arguments.journal}")
    if not demand_of(centre, parameters).rates:
        services = ", ".join(sorted({service for service, _ in parameters.profile}))
        raise BadInputError(
            f"{arguments.settings} is of another centre than {arguments.journal}, whose services"
            f" are {services}: name the settings of that one"
        )


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
    if not any(name for name, _ in pairs):
        raise BadInputError("the roster is empty: write counters such as 3=09:00-17:00,5=off")
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
