"""What pydantic found wrong in a settings file, said for a technician: which key, and what to do.

Pydantic counts from 0 and puts the names of union members into its locations; here a place is
written as the file has it: `counters[2, id "3A"].sign.driver`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

_TABLE = "must be a table"
_LIST = "must be a list"
_OURS = {
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "dict_type": _TABLE,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "path_type": "must be a path",
}
"""Words in place of pydantic's, which speak of Python."""

_LONGEST_VALUE = 60


class ContradictionError(ValueError):
    """What does not fit together, and the place in the file where it is put right.

    For the validator of a whole table, which pydantic would give the place of that table.
    """

    def __init__(self, place: tuple[str | int, ...], words: str) -> None:
        super().__init__(words)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the file and what the model says about it."""

    key: str
    """As the technician would write it; empty for the whole file."""
    kind: object
    """The type expected here."""
    meaning: str = ""
    """The description of the nearest field above."""
    known: tuple[str, ...] = ()
    """The keys of the table it stands in, by the model."""
    given: tuple[str, ...] = ()
    """The keys of that table, in the file."""


def explain(error: ValidationError, model: type[BaseModel], values: Mapping[str, object]) -> str:
    """Say the first error of `values`, read as `model`, and how many more there are.

    Unknown keys come first: a misspelt key is often missing too, and the spelling is the cause.
    """
    details = sorted(error.errors(), key=lambda detail: detail["type"] != "extra_forbidden")
    place = _place(details[0], model, values)
    reason = _reason(details[0], place)
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return f"{place.key}: {reason}{more}" if place.key else f"{reason}{more}"


# --- What to do ----------------------------------------------------------------------------------


def _reason(detail: ErrorDetails, place: _Place) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return _unknown(str(detail["loc"][-1]), place)
        case "missing":
            return f"missing; add {_sample(str(detail['loc'][-1]), place.kind)}{_in_words(place)}"
        case "union_tag_not_found":
            key = _discriminator(detail)
            return f"missing; add `{key} = ...`, one of {_listed(_tags(place.kind, key))}"
        case "union_tag_invalid" | "literal_error":
            return _wrong_word(detail, place)
        case "value_error" | "assertion_error":
            return detail["msg"].partition(", ")[2]
        case _:
            return _bad(detail, place)


def _unknown(key: str, place: _Place) -> str:
    nearest = _nearest(key, set(place.known).difference(place.given))
    if nearest:
        return f"unknown key; did you mean {_shown(nearest[0])}?"
    return f"unknown key; remove it; known keys here: {', '.join(place.known)}"


def _wrong_word(detail: ErrorDetails, place: _Place) -> str:
    """What is no word of a closed list: of drivers, or of what a key may be."""
    if detail["type"] == "literal_error":
        given, words = detail["input"], re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    else:
        given, words = detail["ctx"]["tag"], _tags(place.kind, _discriminator(detail))
    nearest = _nearest(str(given), words)
    question = f"; did you mean {_shown(nearest[0])}?" if nearest else ""
    return f"must be one of {_listed(words)}, not {_shown(given)}{question}"


def _nearest(given: str, words: Iterable[str]) -> list[str]:
    """The word that was perhaps meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - most processes never need it

    return get_close_matches(given, words, n=1)


def _bad(detail: ErrorDetails, place: _Place) -> str:
    must = _OURS.get(detail["type"]) or re.sub(r"^\w+ should ", "must ", detail["msg"])
    must = must.replace(" after validation", "")
    if detail["type"].endswith("_parsing"):
        must = must.partition(", ")[0]
    scalar = not isinstance(detail["input"], dict | list)
    value = f", not {_shown(detail['input'])}" if scalar else ""
    return f"{must}{value}{_in_words(place)}"


def _sample(key: str, kind: object) -> str:
    """How a missing key would look in the file."""
    if _models(kind):
        return f"a table `[{key}]`"
    if get_origin(_bare(kind)) in (list, tuple) and _models(_item(kind)):
        return f"tables `[[{key}]]`"
    return f"`{key} = ...`"


def _in_words(place: _Place) -> str:
    return f" ({place.meaning.rstrip('.')})" if place.meaning else ""


def _listed(words: list[str]) -> str:
    return ", ".join(_shown(word) for word in words)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}..."


# --- Where it is ---------------------------------------------------------------------------------


def _place(detail: ErrorDetails, model: type[BaseModel], values: Mapping[str, object]) -> _Place:
    """Follow an error's location through the model and through the file at once."""
    place = _Place("", model)
    value: object = values
    for step in _location(detail):
        kind = _bare(place.kind)
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) else None
            place = replace(place, key=f"{place.key}[{step + 1}{_named(value)}]", kind=_item(kind))
        elif _is_union(kind):
            place = replace(place, kind=_member(kind, step))
        elif step != "[key]":  # pydantic's mark that the key before it, not its value, is bad
            table = value if isinstance(value, dict) else {}
            place = _inside(place, kind, step, table)
            value = table.get(step)
    if detail["type"].startswith("union_tag"):
        return replace(place, key=_joined(place.key, _discriminator(detail)))
    return place


def _location(detail: ErrorDetails) -> tuple[str | int, ...]:
    """Where pydantic saw the error, and further down where a contradiction says it is."""
    match detail.get("ctx"):
        case {"error": ContradictionError(place=place)}:
            return (*detail["loc"], *place)
        case _:
            return detail["loc"]


def _inside(place: _Place, kind: object, step: str, table: Mapping[str, object]) -> _Place:
    fields = kind.model_fields if _is_model(kind) else {}
    field = fields.get(step)
    return _Place(
        key=_joined(place.key, step),
        kind=field.annotation if field else _item(kind),
        meaning=(field.description or "") if field else place.meaning,
        known=tuple(fields),
        given=tuple(table),
    )


def _joined(key: str, step: str) -> str:
    return f"{key}.{step}" if key else step


def _named(item: object) -> str:
    """What the file itself calls an item of a list."""
    match item:
        case {"id": name}:
            return f", id {_shown(name)}"
        case {"name": name}:
            return f", name {_shown(name)}"
        case _:
            return ""


# --- Annotations ---------------------------------------------------------------------------------


def _bare(kind: object) -> object:
    """An annotation without `Annotated` and without `| None`."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if _is_union(kind):
        members = [member for member in get_args(kind) if member is not NoneType]
        return _bare(members[0]) if len(members) == 1 else kind
    return kind


def _is_union(kind: object) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _models(kind: object) -> list[type[BaseModel]]:
    """The model that is expected, or each of a union."""
    bare = _bare(kind)
    members = [_bare(member) for member in get_args(bare)] if _is_union(bare) else [bare]
    return [member for member in members if _is_model(member)]


def _item(kind: object) -> object:
    """What a list, tuple or dict holds."""
    arguments = [argument for argument in get_args(_bare(kind)) if argument is not Ellipsis]
    return arguments[-1] if arguments else object


def _member(union: object, tag: str) -> object:
    """The member of a union that `tag` selects: one of its fields allows that word only."""
    for model in _models(union):
        if any(get_args(field.annotation) == (tag,) for field in model.model_fields.values()):
            return model
    return object


def _discriminator(detail: ErrorDetails) -> str:
    return str(detail["ctx"]["discriminator"]).strip("'")


def _tags(union: object, key: str) -> list[str]:
    return [
        str(tag) for model in _models(union) for tag in get_args(model.model_fields[key].annotation)
    ]
