"""`motcua audit`: says of each series what became of its numbers, and that none is missing."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from broker import records
from broker.audit import Series, audit, unknown
from broker.settings import CentreSettings
from runtime.settings import SettingsError, read

SOUND, UNSOUND, BAD_INPUT = 0, 1, 2
NAMED = 10
"""Ordinals that are named at most; the rest are counted."""

HEAD = "  series      last  issued    void    lent   apart   missing  double"


def run(config: Path | None, journal: Path | None, day: str | None, *, as_json: bool) -> int:
    """Audit one day of a centre's journal, or of a journal file.

    Returns:
        0 when every number is explained, 1 when one is not, 2 when the journal cannot be read.
    """
    try:
        day, entries = records.chosen(journal_of(config, journal), day)
    except (SettingsError, records.RecordsError) as error:
        sys.stderr.write(f"motcua audit: {error}\n")
        return BAD_INPUT
    found = audit(entry.fact for entry in entries)
    lost = unknown(entry.fact for entry in entries)
    print(_for_programs(day, found, lost) if as_json else _for_people(day, found, lost))
    return SOUND if not lost and all(series.sound for series in found) else UNSOUND


def journal_of(config: Path | None, journal: Path | None) -> Path:
    """The journal that is named, or that of the queue service with these settings.

    Raises `SettingsError`.
    """
    if journal is not None:
        return journal
    if config is None:
        raise SettingsError("name the settings with --config, or the journal with --journal")
    return read(config, CentreSettings).data / "journal.db"


def _for_programs(day: str, found: Sequence[Series], lost: int) -> str:
    series = [{**asdict(one), "sound": one.sound} for one in found]
    told = {"day": day, "series": series, "unknown_tickets": lost}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _for_people(day: str, found: Sequence[Series], lost: int) -> str:
    if not found and not lost:
        return f"{day}: no number was given."
    lines = [f"Numbers of {day}", "", HEAD, *(_line(series) for series in found), ""]
    bad = [sentence for series in found for sentence in _complaints(series)]
    if lost:
        bad.append(f"Entries are missing: no number is known of {lost} tickets that have a story.")
    if bad:
        bad.append("Keep a copy of the journal and report it.")
    lines += bad or [
        "Every number is explained: issued + void + lent + apart = all of its series.",
        "lent: a dispenser still has to say what became of it. apart: left out, to be lent.",
    ]
    return "\n".join(lines)


def _line(one: Series) -> str:
    counts = (one.last, one.issued, one.void, one.lent, one.apart)
    return (
        f"  {one.prefix or '(none)':<8}"
        + "".join(f"{count:>8}" for count in counts)
        + f"{len(one.missing):>10}{len(one.double):>8}"
    )


def _complaints(one: Series) -> list[str]:
    name = one.prefix or "without a prefix"
    said = []
    if one.missing:
        said.append(f"Series {name}: nothing explains {_named(one.missing)}.")
    if one.double:
        said.append(f"Series {name}: given twice, or against a lease: {_named(one.double)}.")
    return said


def _named(ordinals: Sequence[int]) -> str:
    rest = len(ordinals) - NAMED
    named = ", ".join(str(ordinal) for ordinal in ordinals[:NAMED])
    return f"{named} and {rest} more" if rest > 0 else named
