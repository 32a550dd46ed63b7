"""`motcua simulate day` and `compare`: a centre lives through days on virtual time."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from broker.records import RecordsError
from broker.settings import CentreSettings, Policy
from faces.fonts import FontMissingError, Fonts
from faces.texts import Texts, load
from provisioning.journals import JournalError, add, check
from provisioning.processes import pool
from runtime.settings import SettingsError, read
from simulation.comparison import compare
from simulation.plot import Legend, picture
from simulation.reference_day import COUNTERS, Days, Stress, days_of, reference_days
from simulation.report import Report, of
from simulation.tables import comparison_json, comparison_text, day_json, day_text
from simulation.trial import live_through, promises_of, report_of, under
from simulation.visits import Seen, seen

BAD_INPUT = 2
FEW = 4
"""Days that are over sooner than another process has started."""


class BadInputError(Exception):
    """What was asked for cannot be done. The text is one line that says what to do."""


def guarded(job: Callable[[argparse.Namespace], None], arguments: argparse.Namespace) -> int:
    """Do it; a plain line and exit status 2 if that cannot be."""
    try:
        job(arguments)
    except (BadInputError, SettingsError, JournalError, RecordsError, FontMissingError) as error:
        sys.stderr.write(f"motcua simulate: {error}\n")
        return BAD_INPUT
    return 0


def day(arguments: argparse.Namespace) -> None:
    """Live through one day; print its report, and draw or keep it if asked to."""
    days = chosen_days(arguments)
    if arguments.policy:
        days = under(days, Policy(arguments.policy))
    date = days.day(arguments.day).hours.date
    if arguments.journal:
        check(arguments.journal, date.isoformat())
    if arguments.plot:
        _check_plot(arguments.plot)
    entries = live_through(days, arguments.day, arguments.futures)
    lived = seen(entry.fact for entry in entries)
    promises = promises_of(days.centre)
    report = of(lived, promises)
    if arguments.plot:
        texts = load(arguments.language)
        _plot(arguments.plot, lived, report, days.centre, f"{date:%d/%m/%Y}", texts)
    if arguments.journal:  # last, for a day cannot be put there again
        add(arguments.journal, entries)
    title = _title(days, arguments)
    text = day_text(title, report, promises, arguments.futures)
    print(day_json(report) if arguments.json else text)


def compare_policies(arguments: argparse.Namespace) -> None:
    """Live through the same days under several policies; print them side by side."""
    days = chosen_days(arguments)
    trials = {str(policy): under(days, Policy(policy)) for policy in arguments.policies}
    comparison = compare(all_reports(trials, arguments.days))
    title = f"{arguments.days} days, {_centre(days, arguments)}; minutes where nothing else is said"
    print(comparison_json(comparison) if arguments.json else comparison_text(title, comparison))


def all_reports(trials: dict[str, Days], count: int) -> dict[str, list[Report]]:
    """Reports of the first so many days of each trial, on all processors if they are many."""
    work = [(name, index) for name in trials for index in range(count)]
    report = partial(_report, trials)
    done = list(map(report, work)) if len(work) <= FEW else _on_all_processors(report, work)
    return {
        name: [report for (of_one, _), report in zip(work, done, strict=True) if of_one == name]
        for name in trials
    }


def _on_all_processors(
    report: Callable[[tuple[str, int]], Report], work: Sequence[tuple[str, int]]
) -> list[Report]:
    with pool() as processes:
        return list(processes.map(report, work))


def _report(trials: dict[str, Days], work: tuple[str, int]) -> Report:
    name, index = work
    return report_of(trials[name], index)


def chosen_days(arguments: argparse.Namespace) -> Days:
    """The days that were asked for: of the reference centre, or of the technician's own."""
    stress = frozenset(Stress(name) for name in arguments.stress)
    seed, visits = arguments.seed, arguments.visits
    if arguments.settings is None:
        if Stress.HALF in stress and arguments.counters == 1:
            raise BadInputError("half of one counter is none: use --counters 2 or more")
        return reference_days(seed, visits, arguments.counters or COUNTERS, stress=stress)
    if arguments.counters is not None:
        raise BadInputError("--settings says which counters there are: leave --counters out")
    if Stress.HALF in stress:
        raise BadInputError("with --settings half the counters cannot be closed: leave `half` out")
    return days_of(settings_of(arguments.settings), seed, visits, stress)


def settings_of(path: Path) -> CentreSettings:
    """A centre's settings file; raises `SettingsError`, or `BadInputError` without a file."""
    if not path.is_file():
        raise BadInputError(f"there is no file {path}: check the name given with --settings")
    return read(path, CentreSettings)


def _title(days: Days, arguments: argparse.Namespace) -> str:
    date = days.day(arguments.day).hours.date
    policy = days.centre.dispatch.policy
    return f"{date:%A} {date}, {_centre(days, arguments)}, policy {policy}"


def _centre(days: Days, arguments: argparse.Namespace) -> str:
    counters, stress = len(days.centre.counters), ", ".join(arguments.stress)
    bad = f", bad days ({stress})" if stress else ""
    return f"{counters} counters, about {arguments.visits} visits a day{bad}, seed {arguments.seed}"


def _check_plot(path: Path) -> None:
    """See whether a picture can be written there; raises `BadInputError`."""
    folder = path.parent
    if not folder.is_dir():
        raise BadInputError(f"{path} cannot be written: there is no folder {folder}")
    if path.is_dir():
        raise BadInputError(f"{path} is a folder: name a file in it with --plot")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise BadInputError(f"{path} cannot be written by this user: name another with --plot")


def _plot(  # noqa: PLR0913, PLR0917 - all that the picture says
    path: Path, lived: Seen, report: Report, centre: CentreSettings, date: str, texts: Texts
) -> None:
    if not lived.visits:
        raise BadInputError("nobody came on that day: there is nothing to draw; raise --visits")
    minutes = round(report.waits.mean)
    legend = Legend(
        texts.say("day.title", date=date, n=report.people.issued, minutes=minutes),
        {known.id: known.name or _class_words(known.id, texts) for known in centre.classes},
        promises_of(centre),
        centre.zone,
    )
    try:
        picture(lived, legend, texts, Fonts.load()).save(path, "PNG")
    except OSError as error:
        raise BadInputError(f"{path} cannot be written ({error.strerror}): name another") from None


def _class_words(class_id: str, texts: Texts) -> str:
    """A class in the catalogue's words, if it has some for this one."""
    key = f"class.{class_id}"
    return texts.say(key) if key in texts.keys else class_id
