"""`motcua catalogue import`: lists of procedures become one catalogue file.

What cannot be read is left out and named by its file and place; the rest is taken. Internal
procedures are named too, but are no mistake: they are left out because citizens never see them.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from contract.catalogue import Procedure
from faces.folding import fold
from provisioning.reading.procedures import Reading, validated
from provisioning.reading.sheets import BadSheetError, decoded, read
from runtime.catalogue_file import compiled, write
from runtime.clock import Clock

ALL_TAKEN, SOME_LEFT_OUT, NOTHING_READ = 0, 1, 2
SECOND = 1000
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Of the day as of which a catalogue is true, unless it is named."""


def run(
    files: Sequence[Path], out: Path, day: date | None, services: Path | None, clock: Clock
) -> int:
    """Make a catalogue.

    Returns:
        0 when everything was taken, 1 when something was left out, 2 when nothing could be read.
    """
    reading = Reading()
    for file in files:
        _read(file, reading)
    try:
        queues = _services(services) if services else {}
        procedures = _queued(reading, queues)
        today = day or datetime.fromtimestamp(clock.now() / SECOND, ZONE).date()
        catalogue = compiled(procedures, today.isoformat(), tuple(file.name for file in files))
        if procedures:
            write(out, catalogue)
    except BadSheetError as error:
        return _nothing(f"{services}: {error}")
    except OSError as error:
        return _nothing(f"{out}: {error.strerror or error}; name another file")
    _tell(reading)
    if not procedures:
        return _nothing("no procedure could be read, and nothing was written")
    print(
        f"{out}: {len(procedures)} procedures as of {catalogue.date}, version {catalogue.version};"
        f" {sum(bool(one.cases or one.cases_text) for one in procedures)} with their papers,"
        f" {len(reading.internal)} internal ones and {len(reading.wrong)} others left out"
    )
    return SOME_LEFT_OUT if reading.wrong else ALL_TAKEN


def _read(file: Path, reading: Reading) -> None:
    try:
        reading.add(str(file), read(file))
    except BadSheetError as error:
        reading.wrong.append(f"{file}: {error}")


def _tell(reading: Reading) -> None:
    for words in (*reading.remarks, *reading.internal, *reading.wrong):
        sys.stderr.write(f"{words}\n")


def _nothing(words: str) -> int:
    sys.stderr.write(f"motcua catalogue import: {words}\n")
    return NOTHING_READ


# --- Queues ---------------------------------------------------------------------------------------


def _services(file: Path) -> Mapping[str, str]:
    """The queue of each field of a list; raises `BadSheetError`."""
    try:
        text = decoded(file.read_bytes())
    except OSError as error:
        raise BadSheetError(f"cannot be read ({error.strerror}); check its name") from None
    separator = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.DictReader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    if not {"field", "service"} <= set(table.fieldnames or ()):
        raise BadSheetError("its first line has no columns field and service")
    return {
        fold(row["field"]): row["service"].strip()
        for row in table
        if row["field"] and row["service"]
    }


def _queued(reading: Reading, queues: Mapping[str, str]) -> list[Procedure]:
    """The procedures, each in the queue of its field unless it names one itself."""
    procedures = list[Procedure]()
    for one in reading.procedures.values():
        queue = queues.get(fold(one.field))
        if one.service is None and queue is not None:
            procedures.append(_in_queue(one, queue))
        else:
            procedures.append(one)
    return procedures


def _in_queue(one: Procedure, queue: str) -> Procedure:
    try:
        return validated({**one.model_dump(mode="json"), "service": queue})
    except ValueError as error:
        raise BadSheetError(f'field "{one.field}": {error}') from None
