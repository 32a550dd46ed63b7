"""Records become procedures, and records of one code one procedure. Pure."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from contract.catalogue import Agencies, Procedure
from provisioning.reading import cells, law, notes, tables
from provisioning.reading.sheets import Record, Sheet
from runtime.explain import explain

_URL = re.compile(r"https?://\S+")
_DETAILS = ("steps", "ways", "ways_text", "cases", "cases_text", "outcomes", "bases", "bases_text")
_OURS = ("title", "keywords", "service", "on_the_spot", "popularity")
"""What a centre says itself, in a list after the authority's: the later word holds."""

_PAIRS = ("ways", "cases", "bases")
"""What is either in parts, or whole in the field beside it."""


@dataclass(slots=True)
class Reading:
    """What was read from files."""

    procedures: dict[str, Procedure] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """What was left out, a line each: file, place, reason."""
    internal: list[str] = field(default_factory=list)
    """Internal procedures, which citizens never see, a line each."""
    remarks: list[str] = field(default_factory=list)
    """What a person may want to know."""

    def add(self, file: str, sheet: Sheet) -> None:
        """Take in what stands in one more file; what is said later and in detail wins."""
        self.wrong += [f"{file}, {words}" for words in sheet.wrong]
        self.remarks += [f"{file}: {words}" for words in sheet.remarks]
        for record in sheet.records:
            try:
                procedure, remarks = procedure_of(record)
            except ValueError as error:
                self.wrong.append(f"{file}, {record.where}: {error}")
                continue
            self.remarks += [f"{file}, {record.where}: {words}" for words in remarks]
            self._take(f"{file}, {record.where}", procedure)

    def _take(self, where: str, procedure: Procedure) -> None:
        known = self.procedures.get(procedure.code)
        if procedure.is_internal:
            self.internal.append(
                f"{where}: {procedure.code} is an internal procedure, left out: {procedure.name}"
            )
        elif known is None:
            self.procedures[procedure.code] = procedure
        else:
            both = merged(known, procedure)
            if cells.line(known.name) != cells.line(procedure.name):
                self.remarks.append(
                    f'{where}: {procedure.code} has two names; "{both.name}" is kept'
                )
            self.procedures[procedure.code] = both


def merged(earlier: Procedure, later: Procedure) -> Procedure:
    """One procedure of two records: the one with more details wins, of equals the later one.

    What the winner does not say is taken from the other; of the centre's own words the later hold.
    """
    winner, other = sorted((later, earlier), key=_details, reverse=True)
    said = {name: getattr(winner, name) for name in winner.model_fields_set}
    for name in other.model_fields_set:
        if not said.get(name) and not _said_beside(name, said):
            said[name] = getattr(other, name)
    said.update({name: value for name in _OURS if (value := getattr(later, name))})
    said["agencies"] = _agencies(winner.agencies, other.agencies)
    return Procedure(**said)


def _details(procedure: Procedure) -> int:
    return sum(bool(getattr(procedure, name)) for name in _DETAILS)


def _said_beside(name: str, said: Mapping[str, object]) -> bool:
    """Whether the winner says the same in parts, or whole."""
    stem = name.removesuffix("_text")
    return stem in _PAIRS and bool(said.get(stem) or said.get(f"{stem}_text"))


def _agencies(winner: Agencies, other: Agencies) -> Agencies:
    return Agencies(**{
        name: getattr(winner, name) or getattr(other, name) for name in Agencies.model_fields
    })  # fmt: skip


# --- One record -----------------------------------------------------------------------------------


def procedure_of(record: Record) -> tuple[Procedure, list[str]]:
    """The procedure of a record, and what a person may want to know about it.

    Raises:
        ValueError: it cannot be read; the text says why.
    """
    if record.parts is not None:
        return validated(record.parts), []
    get: Callable[[str], str] = lambda name: record.cells.get(name, "")  # noqa: E731 - short
    remarks = list[str]()
    said = {
        "code": cells.code(get("code")),
        "name": cells.line(get("name")),
        **{name: cells.line(get(name)) for name in ("title", "kind", "field")},
        "levels": cells.items(get("levels")),
        "agencies": Agencies(
            **{name: cells.line(get(name)) for name in Agencies.model_fields}
        ).model_dump(),
        "audience": cells.items(get("audience")),
        "steps": cells.paragraphs(get("steps")),
        "requirements": cells.tidy(get("requirements")),
        "outcomes": [one.model_dump() for one in tables.outcomes(cells.tidy(get("outcomes")))],
        **_ways(get),
        **_split("cases", get("papers"), tables.cases(get("papers")) or notes.cases(get("papers"))),
        **_split("bases", get("bases"), law.bases(get("bases"))),
        "decision": _decision(get("decision"), get("decision date")),
        "url": _url(get("url"), remarks),
        "keywords": cells.words(get("keywords")),
        "service": cells.line(get("service")) or None,
        "on_the_spot": cells.yes(get("on the spot")),
        "online_level": cells.line(get("online level")),
        "popularity": _number(get("popularity")),
    }
    _look_for_lost_letters(said, remarks)
    return validated({name: value for name, value in said.items() if value}), remarks


def validated(said: Mapping[str, Any]) -> Procedure:
    """A procedure of its parts; raises `ValueError`, which says what is wrong with them."""
    for name in ("code", "name"):
        if not said.get(name):
            raise ValueError(f"has no {name}")
    try:
        return Procedure.model_validate_json(json.dumps(said))
    except ValidationError as error:
        raise ValueError(explain(error, Procedure, said)) from None


def _ways(get: Callable[[str], str]) -> dict[str, object]:
    text = get("ways")
    if cells.tidy(text):
        return _split("ways", text, tables.ways(text))
    made = notes.ways(get("forms"), get("time limit"), get("fee"))
    return {"ways": [way.model_dump() for way in made]}


def _split(name: str, text: str, parts: Iterable[Any] | None) -> dict[str, object]:
    """What could be split in parts; otherwise the text as it is."""
    if parts is not None:
        return {name: [part.model_dump() for part in parts]}
    return {f"{name}_text": cells.tidy(text)}


def _decision(number: str, day: str) -> dict[str, str] | None:
    if not cells.line(number):
        return None
    moment = _day(cells.line(day))
    return {"number": cells.line(number), **({"date": moment} if moment else {})}


def _day(text: str) -> str:
    """`03/07/2025` or `2025-07-03` as the latter; raises `ValueError`."""
    if not text:
        return ""
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise ValueError(f'"{text}" is no day: write 03/07/2025') from None


def _url(text: str, remarks: list[str]) -> str:
    said = cells.line(text)
    if said and not _URL.fullmatch(said):
        remarks.append(f'"{said}" is no address of a page and left out')
        return ""
    return said


def _number(text: str) -> int:
    said = cells.line(text).replace(".", "").replace(",", "") or "0"
    if not said.isascii() or not said.isdigit():
        raise ValueError(f'popularity is "{text}", and must be a whole number')
    return int(said)


def _look_for_lost_letters(said: Mapping[str, object], remarks: list[str]) -> None:
    lost = [name for name, value in said.items() if cells.LOST in str(value)]
    if lost:
        remarks.append(f"letters were lost ({cells.LOST}) in the {', '.join(lost)}: correct them")
