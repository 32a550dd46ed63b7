"""Texts and code know each other: none is missing, none is left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

from faces.texts import load

ROOT = Path(__file__).parents[2]
PLACES = {key.partition(".")[0] for key in load("vi").keys}


def _sources() -> Iterator[ast.Module]:
    for package in sorted(ROOT.glob("*/__init__.py")):
        for path in sorted(package.parent.rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def _strings_in_code() -> set[str]:
    return {
        node.value
        for module in _sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _said_literally() -> set[str]:
    return {
        str(call.args[0].value)
        for module in _sources()
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "say"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_text_that_code_says_is_in_the_catalogue() -> None:
    assert _said_literally() - load("vi").keys == set()


def _of(*places: str) -> set[str]:
    return {key for key in load("vi").keys if key.partition(".")[0] in places}


def test_every_text_on_paper_is_said() -> None:
    assert _of("slip", "checklist", "receipt") - _strings_in_code() == set()


def _said_by_the_beginning() -> set[str]:
    """How names of texts begin that code completes, such as `status.`."""
    return {
        str(node.values[0].value)
        for module in _sources()
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }


def test_every_text_of_the_kiosk_is_said() -> None:
    """Its pages leave `kiosk.` out; a name that is completed after that alone proves nothing."""
    words = _strings_in_code()
    begun = tuple(one for one in _said_by_the_beginning() if one.endswith(".") and one != "kiosk.")
    left = {
        key
        for key in _of("kiosk")
        if not {key, key.removeprefix("kiosk.")} & words
        and not key.startswith(begun)
        and not key.removeprefix("kiosk.").startswith(begun)
    }
    assert left == set()
