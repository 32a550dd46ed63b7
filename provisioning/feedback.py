"""`motcua feedback list`: complaints and suggestions, for those who answer them."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broker import records
from broker.facts import Feedback
from broker.settings import CentreSettings
from provisioning.audit import journal_of
from runtime.settings import SettingsError, read

TOLD, BAD_INPUT = 0, 2

Received = Sequence[tuple[str, Feedback]]


def run(config: Path | None, journal: Path | None, *, as_json: bool) -> int:
    """List all that came in, the latest last.

    Returns:
        0 when it was listed, 2 when the journal cannot be read.
    """
    try:
        zone = read(config, CentreSettings).zone if config else "Asia/Ho_Chi_Minh"
        received = records.feedback(journal_of(config, journal))
    except (SettingsError, records.RecordsError) as error:
        sys.stderr.write(f"motcua feedback: {error}\n")
        return BAD_INPUT
    print(_for_programs(received) if as_json else "\n".join(_for_people(received, ZoneInfo(zone))))
    return TOLD


def _for_programs(received: Received) -> str:
    told = [{"day": day, **asdict(fact)} for day, fact in received]
    return json.dumps({"feedback": told}, indent=2, ensure_ascii=False)


def _for_people(received: Received, zone: ZoneInfo) -> Iterator[str]:
    if not received:
        yield "Nothing came in."
    for _, fact in received:
        moment = datetime.fromtimestamp(fact.at / 1000, UTC).astimezone(zone)
        where = f"counter {fact.counter}" if fact.counter else fact.by
        yield f"{fact.code}  {moment:%d/%m/%Y %H:%M}  {fact.about}, {where}"
        yield from (f"    {line}" for line in fact.text.splitlines())
        yield f"    answer to: {fact.contact}" if fact.contact else "    no answer wanted"
