"""`motcua catalogue diff`: what has changed between two catalogues, in words."""

from collections.abc import Iterator
from pathlib import Path

from contract.catalogue import Catalogue, Part, Procedure
from runtime.catalogue_file import load

SAME, DIFFERENT = 0, 1
SHOWN = 3
"""Values of a list that are shown."""
LONGEST = 80
"""Letters of a value that are shown."""


def run(old: Path, new: Path) -> int:
    """Compare two catalogues; 0 when they say the same, 1 when not."""
    before, after = load(old), load(new)
    lines = list(differences(before, after))
    for line in lines:
        print(line)
    if not lines:
        print(f"nothing has changed from {before.date} to {after.date}")
    return DIFFERENT if lines else SAME


def differences(before: Catalogue, after: Catalogue) -> Iterator[str]:
    """What was added, removed and changed, by code."""
    old = {one.code: one for one in before.procedures}
    new = {one.code: one for one in after.procedures}
    for code in sorted(old.keys() | new.keys()):
        if code not in old:
            yield f"added    {code} {_short(new[code].name)}"
        elif code not in new:
            yield f"removed  {code} {_short(old[code].name)}"
        elif old[code] != new[code]:
            yield f"changed  {code} {_short(new[code].name)}"
            yield from (f"         {words}" for words in changes(old[code], new[code]))


def changes(old: Procedure, new: Procedure) -> Iterator[str]:
    """What has changed in a procedure, field by field."""
    for name in Procedure.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{name.replace('_', ' ')}: {_change(before, after)}"


def _change(before: object, after: object) -> str:
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone = [one for one in before if one not in after]
        come = [one for one in after if one not in before]
        if not gone and not come:
            return "in another order"
        return "; ".join([*_few("no more", gone), *_few("now", come)])
    return f"{_said(before)} became {_said(after)}"


def _few(word: str, values: list[object]) -> Iterator[str]:
    """Some values, and how many more there are."""
    yield from (f"{word} {_said(one)}" for one in values[:SHOWN])
    if len(values) > SHOWN:
        yield f"{word} {len(values) - SHOWN} more"


def _said(value: object) -> str:
    """A value in words."""
    words = _short(_words(value))
    return f'"{words}"' if words else "nothing"


def _words(value: object) -> str:
    if isinstance(value, Part):
        parts = (_words(getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(part for part in parts if part)
    if isinstance(value, tuple):
        return "; ".join(_words(one) for one in value)
    return "" if value is None else str(value)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
