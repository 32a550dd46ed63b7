"""Dossiers as an example file has them, in place of a back office: found, masked, dated.

In the file days are counted from today, so that the example does not grow old: -3 is three days
ago. Holders are invented, and nobody is told more of a name than its initials.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from pydantic import Field

from contract import messages as m
from runtime.settings import Settings

STARS = 3
"""At most so many stand for the rest of a name, so that they do not tell how long it is."""


class NoBackOffice(Exception):  # noqa: N818 - a state of affairs, not an error of the program
    """The back office does not answer."""


class BackOffice(Protocol):
    """Where dossiers are known."""

    async def find(self, code: str, secret: str) -> m.Dossier | None:
        """The dossier with this code, if the secret is its own; raises `NoBackOffice`."""


class Step(Settings):
    """A step on a dossier's way."""

    name: str
    done: int | None = None
    """The day, counted from today."""


class Known(Settings):
    """A dossier of the example."""

    code: str
    secret: str = Field(min_length=1)
    """Of the receipt."""
    procedure: str
    holder: str = ""
    """The whole name."""
    stage: m.DossierStage
    received: int
    """The day, counted from today."""
    due: int
    """The day, counted from today."""
    new_due: int | None = None
    """The one new day of a dossier that is overdue."""
    apology: str = ""
    note: str = ""
    place: str = ""
    steps: tuple[Step, ...] = ()


class DossierFile(Settings):
    """An example file."""

    dossiers: tuple[Known, ...]


@dataclass(frozen=True)
class FileOffice:
    """A back office that knows the dossiers of a file."""

    file: DossierFile
    today: Callable[[], date]
    _known: dict[str, Known] = field(init=False)

    def __post_init__(self) -> None:
        """Look them up by their codes."""
        known = {tidy(one.code): one for one in self.file.dossiers}
        object.__setattr__(self, "_known", known)

    async def find(self, code: str, secret: str) -> m.Dossier | None:
        """See `BackOffice`. An unknown code takes as long as a wrong secret; a blank is none."""
        known = self._known.get(tidy(code))
        right = tidy(known.secret if known else "").encode()
        same = hmac.compare_digest(right, tidy(secret).encode())
        return told(known, self.today()) if known and right and same else None


def tidy(typed: str) -> str:
    """A code or a secret as it is compared: people type blanks and small letters."""
    return "".join(typed.split()).upper()


def masked(name: str) -> str:
    """A name of which only the initials are left, `N*** V** A`."""
    return " ".join(part[0] + "*" * min(len(part) - 1, STARS) for part in name.split())


def told(known: Known, today: date) -> m.Dossier:
    """A dossier as its holder is told of it."""

    def day(offset: int) -> str:
        return (today + timedelta(days=offset)).isoformat()

    return m.Dossier(
        code=known.code,
        procedure=known.procedure,
        holder=masked(known.holder),
        stage=known.stage,
        received=day(known.received),
        due=day(known.due),
        new_due=None if known.new_due is None else day(known.new_due),
        apology=known.apology,
        note=known.note,
        place=known.place,
        steps=tuple(
            m.DossierStep(name=step.name, done=None if step.done is None else day(step.done))
            for step in known.steps
        ),
    )
