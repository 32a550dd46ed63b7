"""The asks of officers: calling, and what becomes of a visit and of a counter."""

from uuid import UUID

from contract.messages.asks import Ask
from contract.messages.words import CallReason, CounterAction, CounterName, Label, Name


class NextAsk(Ask):
    """Finish the visit at the counter, if any, and call the next ticket: one press, one commit."""

    counter: CounterName
    """The counter that calls."""
    seen: UUID | None = None
    """The ticket the officer saw at the counter, none if it was free; refused if it changed."""


class CallAsk(Ask):
    """Finish the visit at the counter, if any, and call a given ticket out of its turn."""

    counter: CounterName
    """The counter that calls."""
    seen: UUID | None = None
    """The ticket the officer saw at the counter, none if it was free; refused if it changed."""
    label: Label
    """The number to call."""
    reason: CallReason
    """Why it is called out of its turn; kept, and counted."""


class _AtCounter(Ask):
    counter: CounterName
    """The counter."""
    ticket: UUID
    """The ticket the officer saw there."""


class RecallAsk(_AtCounter):
    """Call the ticket at the counter once more."""


class ServeAsk(_AtCounter):
    """The citizen has come: service begins."""


class FinishAsk(_AtCounter):
    """End the visit at this counter and call nobody."""


class NoShowAsk(_AtCounter):
    """The called citizen did not come."""


class ParkAsk(_AtCounter):
    """Set the ticket aside at this counter, for example while a paper is copied."""


class TransferAsk(_AtCounter):
    """Send the ticket on: to another service, to one counter, or both."""

    service: Name | None = None
    """The queue it joins; without it the one it is in."""
    to: CounterName | None = None
    """The counter that shall call it; after some time all that can call it may."""
    new_step: bool = False
    """It is a new concern: half a promise at most counts of what was waited so far."""
    come_back: bool = False
    """When that is done, it returns to this counter."""


class CounterAsk(Ask):
    """Sign in, open, pause, close or stand by. Pausing in a visit takes effect at its end."""

    counter: CounterName
    """The counter."""
    action: CounterAction
    """What to do with it."""
    officer: Name | None = None
    """Who signs in; only with `sign_in`."""
