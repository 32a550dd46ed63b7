"""The asks: requests that change something."""

from uuid import UUID

from contract.messages.words import (
    CounterAction,
    CounterName,
    Day,
    Intent,
    Level,
    Message,
    Name,
    VoidReason,
)


class Ask(Message):
    """A request that changes something. The same `id` is the same request, however often sent."""

    id: UUID
    """Chosen by the asker, unchanged across retries."""


class TicketAsk(Ask):
    """Take a number."""

    service: Name
    """The queue to join."""
    intent: Intent = Intent.FILE
    """What the citizen came to do."""


class PrintedAsk(Ask):
    """Report that the slip of a ticket is in the citizen's hand."""

    ticket: UUID
    """The ticket that was printed."""


class VoidAsk(Ask):
    """Take a waiting ticket back; its number is never used again that day."""

    ticket: UUID
    """The ticket to take back."""
    reason: VoidReason
    """Why."""


class NextAsk(Ask):
    """Finish the visit at the counter, if any, and call the next ticket: one press, one commit."""

    counter: CounterName
    """The counter that calls."""
    seen: UUID | None = None
    """The ticket the officer saw at the counter, none if it was free; refused if it changed."""


class RecallAsk(Ask):
    """Call the ticket at the counter once more."""

    counter: CounterName
    """The counter that calls."""
    ticket: UUID
    """The ticket the officer saw there."""


class ServeAsk(Ask):
    """The citizen has come: service begins."""

    counter: CounterName
    """The counter that serves."""
    ticket: UUID
    """The ticket the officer saw there."""


class FinishAsk(Ask):
    """End the visit and call nobody."""

    counter: CounterName
    """The counter that served."""
    ticket: UUID
    """The ticket the officer saw there."""


class NoShowAsk(Ask):
    """The called citizen did not come."""

    counter: CounterName
    """The counter that called."""
    ticket: UUID
    """The ticket the officer saw there."""


class CounterAsk(Ask):
    """Sign in, open, pause or close a counter. Pausing in a visit takes effect at its end."""

    counter: CounterName
    """The counter."""
    action: CounterAction
    """What to do with it."""
    officer: Name | None = None
    """Who signs in; only with `sign_in`."""


class RatingAsk(Ask):
    """A citizen's rating of a visit. Nothing in it says who rated."""

    counter: CounterName
    """The counter that served."""
    ticket: UUID
    """The visit that is rated."""
    day: Day
    """The business day of the visit, so that a rating kept through an outage finds it."""
    level: Level
    """How satisfied."""
