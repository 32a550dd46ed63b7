"""What people want of a pad beyond a rating."""

from dataclasses import dataclass

from contract.messages import FeedbackKind
from faces.wishes import TrialSound


@dataclass(frozen=True, slots=True)
class SendFeedback:
    """A complaint or a suggestion is written and to be sent."""

    about: FeedbackKind
    text: str
    contact: str = ""


Wish = SendFeedback | TrialSound
