"""`motcua ratings`: how satisfied people were with each officer's work, in figures."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broker import records
from broker.satisfaction import Opinions
from broker.settings import CentreSettings, RatingSettings
from contract.messages import Level
from provisioning.audit import journal_of
from runtime.settings import SettingsError, read

TOLD, BAD_INPUT = 0, 2

HEAD = "  officer               ratings  satisfied  of 6  of 8   v.s.  sat. neut. dis. v.d.  marked"
_MONTH = len("2026-11")


def run(config: Path | None, journal: Path | None, period: str | None, *, as_json: bool) -> int:
    """Tell of a month or a day; without one of the latest month that has ratings.

    Returns:
        0 when it was told, also that there is nothing; 2 when nothing can be read.
    """
    try:
        settings = read(config, CentreSettings) if config else None
        path = journal_of(config, journal)
        known = records.periods(path)
        period = period or (known[-1][:_MONTH] if known else "")
        _fine_enough(period, known)
        found = records.opinions(path, period) if period else {}
    except (SettingsError, records.RecordsError) as error:
        sys.stderr.write(f"motcua ratings: {error}\n")
        return BAD_INPUT
    rules = settings.ratings if settings else RatingSettings()
    names = {officer.id: officer.name for officer in settings.officers} if settings else {}
    told = [
        _figures(officer, names.get(officer, officer), found[officer], rules.least)
        for officer in sorted(found)
    ]
    if as_json:
        print(json.dumps({"period": period, "officers": told}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_for_people(period, told)))
    return TOLD


def _fine_enough(period: str, known: list[str]) -> None:
    """Refuse a day of which opinions are kept by the month."""
    if len(period) > _MONTH and period not in known and period[:_MONTH] in known:
        raise SettingsError(
            f"opinions are kept by the month, so that nobody knows whose is whose: ask for"
            f" --month {period[:_MONTH]}"
        )


def _figures(officer: str, name: str, opinions: Opinions, least: int) -> dict[str, Any]:
    """All that may be told of an officer: where few rated, no more than how many."""
    head = {"officer": officer, "name": name, "ratings": opinions.total}
    if opinions.total < least:
        return head
    share, score = opinions.satisfied_share, opinions.officer_score
    return {
        **head,
        "levels": {level: opinions.levels[level] for level in Level},
        "satisfied_share": None if share is None else round(share, 4),
        "reception_score": round(opinions.reception_score, 2),
        "indices": {index: round(one, 2) for index, one in sorted(opinions.averages.items())},
        "officer_score": None if score is None else round(score, 1),
        "marks": dict(sorted(opinions.marks.items())),
        "reasons": dict(opinions.reasons.most_common()),
        "remarks": sorted(opinions.remarks),
    }


def _for_people(period: str, told: list[dict[str, Any]]) -> Iterator[str]:
    if not told:
        yield f"{period}: nobody was rated." if period else "Nobody was rated yet."
        return
    yield from (f"Ratings of {period}", "", HEAD)
    for one in told:
        yield _line(one)
    yield from (
        "",
        "of 6: Decision 766, 6 x satisfied share / 0.90, at most 6.",
        "of 8: the averages of indices 1, 3, 4 and 7 together; 2 each.",
        "marked: too quick, many alike in a row, or long after the visit. They count.",
    )
    for one in told:
        yield from _remarks(one)


def _line(one: Mapping[str, Any]) -> str:
    start = f"  {one['name'][:21]:<21}{one['ratings']:>8}"
    if "levels" not in one:
        return f"{start}  too few to tell more"
    score = one["officer_score"]
    return (
        f"{start}{one['satisfied_share']:>10.0%}{one['reception_score']:>7.2f}"
        f"{'-' if score is None else f'{score:.1f}':>6}"
        f"{'':>1}{''.join(f'{count:>6}' for count in one['levels'].values())}"
        f"{sum(one['marks'].values()):>8}"
    )


def _remarks(one: Mapping[str, Any]) -> Iterator[str]:
    if one.get("reasons") or one.get("remarks"):
        yield from ("", one["name"])
    for reason, times in one.get("reasons", {}).items():
        yield f"  {times} x {reason}"
    for remark in one.get("remarks", ()):
        yield f"  - {remark}"
