"""`motcua catalogue check`: what is missing or odd, so that a person sees it before citizens do."""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from broker.settings import CentreSettings
from contract.catalogue import Catalogue, Procedure
from runtime.catalogue_file import load
from runtime.clock import Clock
from runtime.settings import read

FINE, ODD = 0, 1
LONG_NAME = 200
"""Letters: a longer name takes a list more than three lines, and wants a `title`."""
OLD_DAYS = 180
SHOWN = 8
MS_PER_DAY = 86_400_000
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is true of some procedures."""

    what: str
    codes: tuple[str, ...] = ()
    is_wrong: bool = False
    """Whether it must be put right; otherwise it had better be."""


Test = Callable[[Procedure], bool]

_WRONG: Mapping[str, Test] = {
    "internal procedures, which citizens never see": lambda one: one.is_internal,
}
_BETTER: Mapping[str, Test] = {
    "without the decision that published them": lambda one: one.decision is None,
    "without a field": lambda one: not one.field,
    "without an agency": lambda one: not (one.agencies.executing or one.agencies.competent),
    "without an audience": lambda one: not one.audience,
    "without steps": lambda one: not one.steps,
    "without a way to hand in, a time limit and a fee": lambda one: not (one.ways or one.ways_text),
    "without papers": lambda one: not (one.cases or one.cases_text),
    "with notes only among their papers": lambda one: bool(one.cases) and not _has_papers(one),
    "without a result": lambda one: not one.outcomes,
    "without a page on the national portal": lambda one: not one.url,
    "without a queue of this centre": lambda one: one.service is None,
    f"with a name longer than {LONG_NAME} letters and no title": lambda one: (
        len(one.shown) > LONG_NAME
    ),
    "with a name in capitals and no title": lambda one: one.shown.isupper(),
    "with a bare number as time limit": lambda one: any(
        re.fullmatch(r"\d+", way.time_limit) for way in one.ways
    ),
    "with ways, papers or law that could not be split": lambda one: bool(
        one.ways_text or one.cases_text or one.bases_text
    ),
}


def run(file: Path, config: Path | None, clock: Clock, *, as_json: bool) -> int:
    """Check a catalogue; with the centre's settings also its queues.

    Returns:
        0 when it may be published as it is, 1 when something must be put right.
    """
    catalogue = load(file)
    services = None
    if config is not None:
        services = {service.id for service in read(config, CentreSettings).services}
    today = EPOCH + timedelta(milliseconds=clock.now() // MS_PER_DAY * MS_PER_DAY)
    found = findings(catalogue, services, today)
    if as_json:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print(f"{len(catalogue.procedures)} procedures as of {catalogue.date}")
        for one in found:
            print(_sentence(one))
    return ODD if any(one.is_wrong for one in found) else FINE


def findings(
    catalogue: Catalogue, services: Collection[str] | None, today: date
) -> Sequence[Finding]:
    """What there is to say; what must be put right comes first."""
    procedures = catalogue.procedures
    found = [
        *(Finding(what, _codes(procedures, test), is_wrong=True) for what, test in _WRONG.items()),
        _unknown_services(procedures, services),
        *_of_the_day(catalogue, today),
        *(Finding(what, _codes(procedures, test)) for what, test in _BETTER.items()),
        _same_names(procedures),
    ]
    return [one for one in found if one.codes or one.what.startswith("the catalogue")]


def _codes(procedures: Sequence[Procedure], test: Test) -> tuple[str, ...]:
    return tuple(one.code for one in procedures if test(one))


def _has_papers(one: Procedure) -> bool:
    return any(not paper.is_note for case in one.cases for paper in case.papers)


def _unknown_services(procedures: Sequence[Procedure], services: Collection[str] | None) -> Finding:
    unknown = [
        one for one in procedures
        if services is not None and one.service is not None and one.service not in services
    ]  # fmt: skip
    names = ", ".join(sorted({str(one.service) for one in unknown}))
    return Finding(
        f"in queues that this centre does not have ({names})",
        tuple(one.code for one in unknown), is_wrong=True,
    )  # fmt: skip


def _of_the_day(catalogue: Catalogue, today: date) -> Sequence[Finding]:
    day = date.fromisoformat(catalogue.date)
    if not catalogue.procedures:
        return [Finding("the catalogue is empty", is_wrong=True)]
    if day > today + timedelta(days=1):
        return [Finding(f"the catalogue is of a day to come, {day}", is_wrong=True)]
    if (today - day).days > OLD_DAYS:
        return [Finding(f"the catalogue is {(today - day).days} days old")]
    return []


def _same_names(procedures: Sequence[Procedure]) -> Finding:
    first: dict[str, str] = {}
    same = dict[str, None]()
    for one in procedures:
        name = one.shown.casefold()
        if name in first:
            same[first[name]] = None
            same[one.code] = None
        first.setdefault(name, one.code)
    return Finding("with the name of another one, which a list cannot tell apart", tuple(same))


def _sentence(one: Finding) -> str:
    mark = "wrong: " if one.is_wrong else ""
    if not one.codes:
        return f"{mark}{one.what}"
    named = ", ".join(one.codes[:SHOWN])
    more = f" and {len(one.codes) - SHOWN} more" if len(one.codes) > SHOWN else ""
    return f"{mark}{len(one.codes)} {one.what}: {named}{more}"


def _plain(one: Finding) -> dict[str, object]:
    return {"what": one.what, "wrong": one.is_wrong, "codes": one.codes}
