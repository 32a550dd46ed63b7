"""What people want of any machine with a face, beside what it is for."""

from dataclasses import dataclass


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
