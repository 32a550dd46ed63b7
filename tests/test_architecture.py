"""The rules that hold the repository together, checked by a program."""

import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOT_OURS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "node_modules",
}
LONGEST_FILE = 300  # lines

# Split, so that this file does not name them itself.
REGISTRIES = ["pypi." + "org", "pythonhosted." + "org", "npmjs." + "org", "piwheels." + "org"]


def our_files(pattern: str = "*") -> Iterator[Path]:
    for path in ROOT.rglob(pattern):
        if path.is_file() and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts):
            yield path


def settings() -> dict[str, Any]:
    tools: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    return tools


def test_imports_run_one_way() -> None:
    lint_imports = Path(sysconfig.get_path("scripts")) / "lint-imports"
    result = subprocess.run(
        [sys.executable, lint_imports, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_package_has_its_place_in_the_layers() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    linter = settings()["importlinter"]
    layers = linter["contracts"][0]["layers"]
    placed = set(chain.from_iterable(layer.split(" | ") for layer in layers))
    assert placed == packages
    assert set(linter["root_packages"]) == packages
    assert set(settings()["hatch"]["build"]["packages"]) == packages


@pytest.mark.parametrize(
    "path", sorted(our_files("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_file_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def test_no_file_names_a_registry_or_the_folder_it_was_written_in() -> None:
    words = [*REGISTRIES, str(ROOT)]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in our_files()
        for word in words
        if word.encode() in path.read_bytes()
    ]
    assert found == []
