"""What the documents tell a technician is true of the code: settings, commands, files, places."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from broker.settings import CentreSettings
from contract.messages import DeviceState
from faces.texts import load
from hardware.printer import REMEDIES
from hardware.printer_models import MODELS
from paper.slip_settings import SlipSettings
from provisioning import command
from provisioning.console import ConsoleSettings
from ticket_dispenser.settings import DispenserSettings

ROOT = Path(__file__).parents[1]
DISPENSER = (ROOT / "docs" / "DISPENSER.md").read_text(encoding="utf-8")
PAGES = sorted({ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")})
TOLD: dict[str, type[BaseModel]] = {
    "dispenser.toml": DispenserSettings,
    "touch.toml": DispenserSettings,
    "slip.toml": SlipSettings,
    "centre.toml": CentreSettings,
    "reception.toml": ConsoleSettings,
}
MODEL_ROW = re.compile(r"^\| (`[^|]+`) \| [^|]+ \| ([\d, ]+) \|$", re.MULTILINE)


def pieces() -> Iterator[tuple[str, str]]:
    """Every piece of a settings file in the chapter: the file's name, and the piece."""
    for piece in re.findall(r"^```toml\n(.*?)^```", DISPENSER, re.MULTILINE | re.DOTALL):
        yield piece.splitlines()[0].removeprefix("# "), piece


@pytest.mark.parametrize(("file", "piece"), list(pieces()))
def test_a_piece_of_settings_fits_into_the_example_that_it_names(file: str, piece: str) -> None:
    told = tomllib.loads(piece)
    path = ROOT / "examples" / file  # that of a console is told whole
    example = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if "classes" in told:  # the piece shows two of the classes
        kept = [one for one in example["classes"] if one["id"] == "appointment"]
        told["classes"] += kept
    if "slip_file" in told:
        example.pop("slip", None)
    TOLD[file].model_validate(example | told)


def test_every_setting_of_a_dispenser_is_told() -> None:
    shown = {
        key
        for file, piece in pieces()
        if "dispenser" in file or "touch" in file
        for key in tomllib.loads(piece)
    }
    told = shown | set(re.findall(r"`\[*(\w+)", DISPENSER))
    assert set(DispenserSettings.model_fields) - told == set()


def test_defaults_in_the_pieces_are_those_of_the_code() -> None:
    told: dict[str, Any] = {}
    for file, piece in pieces():
        if file in {"touch.toml", "centre.toml"}:
            told |= tomllib.loads(piece)
    wanted: dict[str, type[BaseModel]] = {"touch": DispenserSettings, "leases": CentreSettings}
    for name, model in wanted.items():
        settings = model.model_fields[name].default
        assert isinstance(settings, BaseModel)
        shown = {key: value for key, value in told[name].items() if key != "services"}
        assert shown == settings.model_dump(include=set(shown))


def test_every_model_of_a_printer_is_told_with_its_dots() -> None:
    told: dict[str, int] = {}
    for names, dots in MODEL_ROW.findall(DISPENSER):
        each, widths = re.findall(r"`([^`]+)`", names), [int(one) for one in dots.split(",")]
        told |= dict(zip(each, widths if len(widths) > 1 else widths * len(each), strict=True))
    assert told == {name: row.dots for name, row in MODELS.items()}


def test_every_fault_of_a_printer_is_told_with_what_to_do() -> None:
    for remedy in REMEDIES.values():
        said, _, to_do = remedy.partition(": ")
        assert f"| {said} |" in DISPENSER
        assert to_do in DISPENSER or to_do.startswith("put in a new roll")


def test_sentences_that_people_read_are_those_of_the_catalogue() -> None:
    texts = load("en")
    for name in ("paper_out", "cover_open", "printer_fault"):
        assert texts.say(f"dispenser.{name}") in DISPENSER
    for name in ("no_number", "no_clock"):
        ending = texts.say(f"dispenser.{name}").partition(", and ")[2].partition(". ")[0]
        assert f"... {ending}." in DISPENSER


def test_every_field_of_a_devices_state_that_is_told_exists() -> None:
    health = DISPENSER.partition("## Health")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", health, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told
    assert told <= set(DeviceState.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        assert link.startswith("http") or (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_heading_that_a_page_links_to_exists(page: Path) -> None:
    for file, heading in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
        target = page.parent / file if file else page
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert heading in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-")
                           for one in headings}  # fmt: skip


@pytest.mark.parametrize("name", ["docs/TOUR.md", "docs/DISPENSER.md", "docs/KIOSK.md"])
def test_every_file_of_ours_that_a_page_names_exists(name: str) -> None:
    named = re.findall(r"`([\w/]+/[\w.-]+\.(?:py|md|toml|csv|svg))`", (ROOT / name).read_text())
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []


def commands() -> Iterator[str]:
    """Every command `motcua` in the documents."""
    for page in PAGES:
        text = re.sub(r"\\\n\s*", " ", page.read_text(encoding="utf-8"))
        yield from re.findall(r"^(?:    )?(?:\.venv/bin/)?(motcua .+)$", text, re.MULTILINE)


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_that_a_page_shows_is_understood(line: str) -> None:
    words = shlex.split(line.partition("  #")[0].partition(" #")[0])[1:]
    assert command._parser().parse_args(words).command == words[0]  # noqa: SLF001 - nothing runs
