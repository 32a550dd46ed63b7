"""Documents rendered from the contract: the protocol, JSON Schemas, Mosquitto's access list."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from inspect import getdoc
from typing import Any, get_args

from pydantic import BaseModel

from contract import messages as m
from contract.acl import acl
from contract.channels import ASK_EXPIRY_S, ASKS, BROKER, EVENTS, LARGEST_ASK, STATES

EXAMPLE_CENTRE = "mot-cua"
"""The access list under `docs/` is this centre's."""

ANSWERS: tuple[type[m.Message], ...] = get_args(get_args(m.Answer)[0])
PARTS = (
    m.Ticket,
    m.Errand,
    m.Indices,
    m.Wait,
    m.TicketWait,
    m.Officer,
    m.Visit,
    m.Summons,
    m.Unserved,
    m.Booking,
    m.OfflineTicket,
    m.CallRecord,
    m.DossierStep,
    m.Part,
)
"""What other messages are made of."""


def documents() -> dict[str, str]:
    """Every rendered document: its path under `docs/`, and its text."""
    rendered = {"PROTOCOL.md": protocol(), "mosquitto.acl": acl(EXAMPLE_CENTRE)}
    for path, model in _models():
        text = json.dumps(schema(model), indent=2, ensure_ascii=False)
        rendered[f"schemas/{path}.json"] = text + "\n"
    return rendered


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a message, with the meaning of each field."""
    made = model.model_json_schema()
    if not issubclass(model, m.Ask):  # only asks are closed: what is told may gain fields
        _open(made)
    for name, part in (*made.get("$defs", {}).items(), (model.__name__, made)):
        for field, rules in part.get("properties", {}).items():
            if meaning := _meaning(name, field):
                rules["description"] = meaning
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _open(made: dict[str, Any]) -> None:
    for part in (made, *made.get("$defs", {}).values()):
        part.pop("additionalProperties", None)


def protocol() -> str:
    """The text of `docs/PROTOCOL.md`."""
    template = files("contract").joinpath("protocol.md").read_text(encoding="utf-8")
    return template.format(
        expiry=ASK_EXPIRY_S,
        largest=LARGEST_ASK,
        asks=_sections(_asks()),
        answers=_sections((f"`{_kind(model)}`", model, "") for model in ANSWERS),
        reasons=_reasons(),
        states=_sections(
            (f"`state/{s.kind}/<{s.key}>`", s.model, f"Written by the {s.writer}.")
            for s in STATES.values()
        ),
        events=_sections((f"`event/{e.kind}`", e.model, "") for e in EVENTS.values()),
        parts=_sections((f"{model.__name__}", model, "") for model in PARTS),
    )


def _models() -> Iterator[tuple[str, type[BaseModel]]]:
    yield from ((f"ask/{ask.name}", ask.model) for ask in ASKS.values())
    yield from ((f"answer/{_kind(model)}", model) for model in ANSWERS)
    yield from ((f"state/{state.kind}", state.model) for state in STATES.values())
    yield from ((f"event/{event.kind}", event.model) for event in EVENTS.values())


def _kind(answer: type[m.Message]) -> str:
    return str(answer.model_fields["kind"].default)


def _asks() -> Iterator[tuple[str, type[BaseModel], str]]:
    for ask in ASKS.values():
        roles = ", ".join(sorted(ask.roles))
        answers = ", ".join(f"`{_kind(answer)}`" for answer in ask.answers)
        by = "" if ask.server == BROKER else f" Answered by the {ask.server}."
        yield f"`ask/{ask.name}`", ask.model, f"Asked by: {roles}. Answers: {answers}.{by}"


def _sections(items: Iterable[tuple[str, type[BaseModel], str]]) -> str:
    return "\n\n".join(_section(*item) for item in items)


def _section(title: str, model: type[BaseModel], note: str) -> str:
    head = "\n\n".join(part for part in (f"### {title}", getdoc(model), note) if part)
    made = model.model_json_schema()
    rows = [
        f"| `{field}`{_may(field, made)} | {_type(rules)} | {_meaning(model.__name__, field)} |"
        for field, rules in made["properties"].items()
        if field != "kind" and field not in _told_once(model)
    ]
    return (
        "\n".join((head, "", "| field | type | meaning |", "|---|---|---|", *rows))
        if rows
        else head
    )


def _may(field: str, made: Mapping[str, Any]) -> str:
    """What stands behind a field that may be left out, and what is meant then."""
    if field in made.get("required", ()):
        return ""
    default = made["properties"][field].get("default")
    return f" (or `{default}`)" if default not in (None, "", []) else " (optional)"


def _told_once(model: type[BaseModel]) -> Iterable[str]:
    """Fields that the text has explained for all events together."""
    return m.Event.model_fields if issubclass(model, m.Event) else ()


def _type(rules: Mapping[str, Any]) -> str:
    if "$ref" in rules:
        return _named(str(rules["$ref"]).rpartition("/")[2])
    if "anyOf" in rules:
        return " or ".join(_type(choice) for choice in rules["anyOf"])
    if "enum" in rules:
        return _choices(rules["enum"])
    if "prefixItems" in rules:
        return f"[{', '.join(_type(item) for item in rules['prefixItems'])}]"
    if rules.get("type") == "array":
        return f"list of {_type(rules['items'])}"
    return str(rules.get("format") or rules.get("type"))


def _named(model: str) -> str:
    known = getattr(m, model)
    return _choices(known) if issubclass(known, StrEnum) and known is not m.Reason else model


def _choices(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _reasons() -> str:
    rows = [f"| `{reason}` | {_meaning('Reason', reason.name)} |" for reason in m.Reason]
    return "\n".join(("| reason | meaning |", "|---|---|", *rows))


def _meaning(model: str, field: str) -> str:
    """The string under a field in `messages/`, there or in a class it inherits from."""
    for name in _family(model):
        if meaning := _strings().get((name, field)):
            return meaning
    return ""


def _family(model: str) -> Iterator[str]:
    known = getattr(m, model, None)
    yield from (parent.__name__ for parent in known.__mro__) if known else ()


@cache
def _strings() -> dict[tuple[str, str], str]:
    """Class and field to the string that stands under the field."""
    found = {}
    for path in sorted(files(m).iterdir(), key=str):
        if path.name.endswith(".py"):
            found.update(_strings_of(path.read_text(encoding="utf-8")))
    return found


def _strings_of(source: str) -> dict[tuple[str, str], str]:
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            for field, below in zip(node.body, node.body[1:], strict=False):
                match below:
                    case ast.Expr(value=ast.Constant(value=str(meaning))):
                        if name := _assigned(field):
                            found[node.name, name] = " ".join(meaning.split())
    return found


def _assigned(node: ast.stmt) -> str | None:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None
