"""What people want of a kiosk that takes more than another picture."""

from dataclasses import dataclass

from contract.messages import Errand, FeedbackKind
from faces.wishes import Help, NewRoll, TrialPrint, TrialSound


@dataclass(frozen=True, slots=True)
class TakeNumber:
    """A number for a procedure's service, and what was prepared for it."""

    service: str
    errand: Errand


@dataclass(frozen=True, slots=True)
class PrintChecklist:
    """The papers of a procedure on paper."""

    code: str
    papers: tuple[int, ...]
    """Those that the case at hand needs, by their places in the catalogue's order."""
    ticked: frozenset[int]


@dataclass(frozen=True, slots=True)
class AskDossier:
    """How far a dossier is. Both are never written anywhere."""

    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class SendFeedback:
    """A complaint or a suggestion."""

    about: FeedbackKind
    text: str
    contact: str


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """The code of what somebody said, on paper."""

    code: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something was held before the scanner that nothing is known of here."""


Wish = (
    TakeNumber
    | PrintChecklist
    | AskDossier
    | SendFeedback
    | PrintReceipt
    | NotRead
    | Help
    | TrialPrint
    | TrialSound
    | NewRoll
)
