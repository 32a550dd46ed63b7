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


def test_every_text_of_the_slip_is_said() -> None:
    of_the_slip = {key for key in load("vi").keys if key.startswith("slip.")}
    assert of_the_slip - _strings_in_code() == set()
