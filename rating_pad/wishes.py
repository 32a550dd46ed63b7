"""What people want of a pad beyond a rating."""

from dataclasses import dataclass

from contract.messages import FeedbackKind


@dataclass(frozen=True, slots=True)
class SendFeedback:
    """A complaint or a suggestion is written and to be sent."""

    about: FeedbackKind
    text: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class TrialSound:
    """The technician wants to hear the speaker."""


Wish = SendFeedback | TrialSound
