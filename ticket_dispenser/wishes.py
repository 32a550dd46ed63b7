"""What people want of a dispenser, whichever face they say it to."""

from dataclasses import dataclass

from contract.messages import Intent


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


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody asks for the receptionist."""


@dataclass(frozen=True, slots=True)
class TrialPrint:
    """The technician wants to see what the printer does."""


@dataclass(frozen=True, slots=True)
class TrialSound:
    """The technician wants to hear the speaker."""


@dataclass(frozen=True, slots=True)
class NewRoll:
    """The technician has put a full roll in."""


Wish = TakeNumber | CheckIn | Report | Help | TrialPrint | TrialSound | NewRoll
