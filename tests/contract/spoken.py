"""Anything that a JSON Schema allows, as far as the schemas of our messages go."""

from collections.abc import Callable
from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import TypeAdapter

from contract import messages as m
from contract.channels import ASKS, EVENTS, STATES

ANSWERS: tuple[type[m.Message], ...] = get_args(get_args(m.Answer)[0])
SPOKEN: list[type[m.Message]] = [
    *(channel.model for channel in ASKS.values()),
    *ANSWERS,
    *(channel.model for channel in STATES.values()),
    *(channel.model for channel in EVENTS.values()),
]


def allowed(model: type[m.Message]) -> st.SearchStrategy[Any]:
    """JSON values that the schema of a model allows."""
    schema = TypeAdapter(model).json_schema()
    return _allowed(schema, schema.get("$defs", {}))


def _allowed(  # noqa: C901, PLR0911 - one for each form of schema
    schema: dict[str, Any], defs: dict[str, Any]
) -> st.SearchStrategy[Any]:
    match schema:
        case {"$ref": ref}:
            return _allowed(defs[ref.rpartition("/")[2]], defs)
        case {"anyOf": options}:
            return st.one_of(*(_allowed(option, defs) for option in options))
        case {"const": value}:
            return st.just(value)
        case {"enum": values}:
            return st.sampled_from(values)
        case {"type": "object", "properties": properties}:
            fields = {name: _allowed(one, defs) for name, one in properties.items()}
            wanted = {name: fields.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(wanted, optional=fields)
        case {"type": "object", "additionalProperties": values}:
            return st.dictionaries(st.text(), _allowed(values, defs), max_size=3)
        case {"type": "object", "patternProperties": by_pattern}:
            [(pattern, values)] = by_pattern.items()
            names = st.from_regex(pattern, fullmatch=True)
            return st.dictionaries(names, _allowed(values, defs), max_size=3)
        case {"type": "array", "prefixItems": items}:
            return st.tuples(*(_allowed(item, defs) for item in items))
        case {"type": "array", "items": items}:
            least = schema.get("minItems", 0)
            return st.lists(_allowed(items, defs), min_size=least, max_size=least + 3)
        case {"type": kind}:
            return _SCALARS[kind](schema)
        case _:
            raise NotImplementedError(schema)


def _string(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") == "uuid":
        return st.uuids().map(str)
    if pattern := schema.get("pattern"):
        return st.from_regex(pattern, fullmatch=True)
    return st.text(min_size=schema.get("minLength", 0), max_size=schema.get("maxLength"))


def _integer(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    below = schema.get("exclusiveMaximum")
    return st.integers(schema.get("minimum"), below and below - 1)


_SCALARS: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "string": _string,
    "integer": _integer,
    "number": lambda _: st.floats(allow_nan=False, allow_infinity=False),
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
}
