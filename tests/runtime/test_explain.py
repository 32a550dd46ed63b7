"""A check of a whole table can say which line of the file is to be put right."""

from pathlib import Path
from typing import Literal, Self

import pytest
from pydantic import Field, model_validator

from runtime.explain import ContradictionError
from runtime.settings import Settings, SettingsError, read


class Counter(Settings):
    """An item of a list, which has a name."""

    id: str
    services: tuple[str, ...]
    side: Literal["left", "right"] = "left"


class Hall(Settings):
    """A table that checks its items."""

    counters: tuple[Counter, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _all_have_work(self) -> Self:
        for index, counter in enumerate(self.counters):
            if not counter.services:
                raise ContradictionError(
                    ("counters", index, "services"), "nothing to do; add a service"
                )
        return self


class Centre(Settings):
    """A table within a table."""

    hall: Hall


def refusal(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read(file, Centre)
    return str(refused.value).removeprefix(f"{file}: ")


def test_a_contradiction_is_told_at_its_place(tmp_path: Path) -> None:
    file = '[[hall.counters]]\nid = "1"\nservices = ["land"]\n'
    file += '[[hall.counters]]\nid = "3A"\nservices = []\n'
    assert refusal(tmp_path / "centre.toml", file) == (
        'hall.counters[2, id "3A"].services: nothing to do; add a service'
    )


def test_a_list_that_is_too_short_is_told_without_how_it_was_found(tmp_path: Path) -> None:
    assert refusal(tmp_path / "centre.toml", "hall.counters = []") == (
        "hall.counters: must have at least 1 item, not 0"
    )


def test_a_word_that_is_not_in_a_closed_list_is_told_with_the_nearest(tmp_path: Path) -> None:
    file = '[[hall.counters]]\nid = "1"\nservices = ["land"]\nside = "rigth"\n'
    assert refusal(tmp_path / "centre.toml", file).startswith(
        'hall.counters[1, id "1"].side: must be one of "left", "right", not "rigth"; '
        'did you mean "right"?'
    )
