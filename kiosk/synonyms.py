"""What people say and names do not: read from `synonyms.toml`, or from a centre's own file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Synonyms(BaseModel):
    """How people ask at the desk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fillers: tuple[str, ...] = ()
    """Phrases around what is meant."""
    faint: tuple[str, ...] = ()
    """Words that tell little, whatever they stand beside."""
    anybody: tuple[str, ...] = ()
    """Words for whom a procedure is, when it is for everybody."""
    abbreviations: Mapping[str, str] = Field(default_factory=dict)
    """Short forms and what they stand for."""
    phrases: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What is said, and what to look for, the likeliest first."""
    said_of: Mapping[str, str] = Field(default_factory=dict)
    """Words of a name, and what else is said of it: words in any order."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase and what is looked for instead."""

    said: str
    meant: tuple[str, ...]
    """Nothing in it for a filler."""


def sayings(synonyms: Synonyms) -> Iterator[Saying]:
    """All phrases that a question may contain."""
    for filler in synonyms.fillers:
        yield Saying(filler, ())
    for short, long in synonyms.abbreviations.items():
        yield Saying(short, (long,))
    for said, meant in synonyms.phrases.items():
        yield Saying(said, meant)


def usual() -> Synonyms:
    """What this package knows of everyday Vietnamese."""
    text = resources.files("kiosk").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return Synonyms.model_validate(tomllib.loads(text))


def read(path: Path) -> Synonyms:
    """Read a centre's own file.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no such file; the text says what is wrong.
    """
    return Synonyms.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
