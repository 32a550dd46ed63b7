"""What people want of a dispenser, whichever face they say it to."""

from dataclasses import dataclass

from contract.messages import Intent
from faces.wishes import Help, NewRoll, TrialPrint, TrialSound


@dataclass(frozen=True, slots=True)
class TakeNumber:
    """A number of a service."""

    service: str
    intent: Intent = Intent.FILE
    class_id: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The number of an appointment."""

    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody whose number was called in vain is here."""

    label: str


Wish = TakeNumber | CheckIn | Report | Help | TrialPrint | TrialSound | NewRoll
