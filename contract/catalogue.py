"""The catalogue: what a centre publishes about its administrative procedures (TTHC).

Words of an authority are kept as they were published: fees, time limits and names above all, for
exemptions and exceptions live in their prose. What could be split into parts is in parts; what
could not is whole, in the field beside them whose name ends in `_text`: never in both.
"""

import json
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contract.messages.words import Count, Day, Name, ProcedureCode

INTERNAL = ("5.", "6.")
"""Codes that begin so are of procedures between authorities: citizens never see them."""

MOST_IN_A_CASE = 200
"""Papers of one case: a list of more would be metres long. The longest that is published has 47."""

Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""The beginning of the SHA-256 of what a catalogue says."""

Some = Annotated[str, Field(min_length=1)]
"""A text that says something."""


class Part(BaseModel):
    """Anything of a catalogue: immutable, strictly typed, no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Form(StrEnum):
    """How a dossier may be handed in."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class Way(Part):
    """One way to hand a dossier in, with what it takes and costs."""

    form: Form
    """In person, online or by post."""
    time_limit: str = ""
    """As published: `3 Ngày làm việc`. Some authorities publish a bare number."""
    fee: str = ""
    """As published, with its exemptions."""
    description: str = ""
    """What else is said about this way."""


class Paper(Part):
    """A paper of a dossier, or a note that stands among them."""

    name: Some
    """As published."""
    form: str = ""
    """Its template: the name of a file or of a form."""
    originals: Count | None = None
    """How many; none when nothing is said."""
    copies: Count | None = None
    """How many; none when nothing is said."""

    @property
    def is_note(self) -> bool:
        """Whether nothing is to be handed in: authorities put conditions in as papers, none of."""
        return self.originals == 0 and not self.copies


class Case(Part):
    """The papers that one case needs."""

    when: str = ""
    """Which case; empty when there is only one, or when these are needed in all."""
    papers: Annotated[tuple[Paper, ...], Field(max_length=MOST_IN_A_CASE)] = ()
    """In the order of publication."""


class Outcome(Part):
    """What comes of a procedure."""

    name: Some
    """As published: `Giấy khai sinh`."""
    code: str = ""
    """Its national code, `KQ.G15.000031`."""


class Basis(Part):
    """A law or rule that a procedure stands on."""

    name: str = ""
    """Its title; some are published without one."""
    number: str = ""
    """`123/2015/NĐ-CP`; some are published without one."""


class Decision(Part):
    """The decision that published a procedure; every screen that shows it names this."""

    number: Some
    """`163/QĐ-BTP`."""
    date: Day | None = None
    """Its day, if it is known."""


class Agencies(Part):
    """Who deals with a procedure, in the words of the publication."""

    executing: str = ""
    """Who carries it out."""
    competent: str = ""
    """Who decides."""
    coordinating: str = ""
    """Who else takes part."""
    address: str = ""
    """Where dossiers are received."""


class Procedure(Part):
    """One administrative procedure."""

    code: ProcedureCode
    """Its national code."""
    name: Annotated[str, Field(min_length=1, max_length=4000)]
    """The official name; up to about a thousand letters, and some are in capitals."""
    title: Annotated[str, Field(max_length=200)] = ""
    """A short name for lists, written by a person of the centre; the official name stands beside
    it wherever a procedure is shown by itself."""
    levels: tuple[Some, ...] = ()
    """Who carries it out by rank: `Cấp tỉnh`, `Cấp xã`."""
    kind: str = ""
    """The kind of procedure, as published."""
    field: str = ""
    """The field it belongs to: `Hộ tịch`."""
    agencies: Agencies = Agencies()
    """Who deals with it."""
    audience: tuple[Some, ...] = ()
    """For whom it is: `Công dân Việt Nam`."""
    steps: tuple[Some, ...] = ()
    """What happens, a paragraph each."""
    ways: tuple[Way, ...] = ()
    """How to hand a dossier in."""
    ways_text: str = ""
    """The same, where it could not be split."""
    cases: tuple[Case, ...] = ()
    """The papers, by case."""
    cases_text: str = ""
    """The same, where it could not be split."""
    requirements: str = ""
    """What has to be fulfilled."""
    outcomes: tuple[Outcome, ...] = ()
    """What comes of it."""
    bases: tuple[Basis, ...] = ()
    """The law."""
    bases_text: str = ""
    """The same, where it could not be split."""
    decision: Decision | None = None
    """The decision that published it; none when that is not known."""
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=500)] = ""
    """Its page on the national portal; what is longer no telephone reads as a QR code."""
    keywords: tuple[Some, ...] = ()
    """Further words that people look for it with."""
    service: Name | None = None
    """The queue that it is dealt with in; none when this centre does not."""
    on_the_spot: bool = False
    """Received, examined, decided and returned in the centre ("4 tại chỗ")."""
    online_level: str = ""
    """How far it can be done online, as published: `Toàn trình`, `Một phần`."""
    popularity: Count = 0
    """How often it is asked for, in any measure: of two that fit, the larger is shown first."""

    @property
    def shown(self) -> str:
        """What a list calls it."""
        return self.title or self.name

    @property
    def is_internal(self) -> bool:
        """Whether it must not be shown to citizens."""
        return self.code.startswith(INTERNAL)


class Catalogue(Part):
    """The procedures of a centre as of one day."""

    version: Version
    """Of what it says: two catalogues with the same words have the same version."""
    date: Day
    """The day as of which it is true; every screen shows it."""
    sources: tuple[str, ...] = ()
    """The names of the files that it was made from."""
    procedures: tuple[Procedure, ...] = ()
    """By code."""


def row(procedure: Procedure) -> str:
    """A procedure as its row in a catalogue file: JSON without what is not said."""
    said = procedure.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
