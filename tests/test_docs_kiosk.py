"""What the book of the kiosk and the rating pad tells is true of the code."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from faces.texts import load
from kiosk.settings import CatalogueSettings, DossierSettings, KioskSettings, MapSettings
from rating_pad.settings import PadSettings
from tests.test_docs import ROOT

BOOK = (ROOT / "docs" / "KIOSK.md").read_text(encoding="utf-8")
TOLD: dict[str, type[BaseModel]] = {"kiosk.toml": KioskSettings, "pad.toml": PadSettings}
SAID = re.compile(r"^\| (\*[^|]+\*) \|", re.MULTILINE)


def pieces() -> Iterator[tuple[str, str]]:
    for piece in re.findall(r"^```toml\n(.*?)^```", BOOK, re.MULTILINE | re.DOTALL):
        yield piece.splitlines()[0].removeprefix("# "), piece


@pytest.mark.parametrize(("file", "piece"), list(pieces()))
def test_a_piece_of_settings_fits_into_the_example_that_it_names(file: str, piece: str) -> None:
    example = tomllib.loads((ROOT / "examples" / file).read_text(encoding="utf-8"))
    told = tomllib.loads(piece)
    if "keys" in told.get("catalogue", {}):
        example.pop("catalogue")
    for table, values in told.items():
        known = example.get(table)
        example[table] = known | values if isinstance(known, dict) else values
    TOLD[file].model_validate(example)


@pytest.mark.parametrize(
    "model", [KioskSettings, CatalogueSettings, DossierSettings, MapSettings, PadSettings]
)
def test_every_setting_is_told(model: type[BaseModel]) -> None:
    told = set(re.findall(r"`\[*(\w+)", BOOK))
    told |= {key for _, piece in pieces() for key in re.findall(r"^(\w+) =", piece, re.MULTILINE)}
    assert set(model.model_fields) - told == set()


def test_sentences_that_people_read_are_those_of_the_catalogue() -> None:
    texts = load("vi")
    names = ("no_catalogue", "away", "dossier_away", "feedback_kept", "not_read")
    said = {texts.say(f"kiosk.{name}") for name in names}
    said |= {texts.say(f"kiosk.unprinted.{why}") for why in ("paper_out", "cover_open")}
    said.add(texts.say("refusal.clock_not_set"))
    told = {
        one for row in SAID.findall(BOOK) for one in re.findall(r"\*([^*]+?)(?: \.\.\.)?\*", row)
    }
    assert len(told) == len(said)
    for sentence in told:
        assert any(one.startswith(sentence) for one in said), sentence
