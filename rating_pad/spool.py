"""What is on the pad's disk: what must still be sent, and which visits were rated today.

Each change of a rating is a row of its own, and the last one of a visit counts: so a power cut at
any moment loses no choice. What was answered is gone. Of a rating a note stays until the next day,
so that a pad which starts again does not offer the same visit: the rating's own identity and the
day, no ticket and no level, so that the two are never together longer than they must be.
"""

from dataclasses import dataclass
from uuid import UUID

from contract.messages import FeedbackAsk, RatingAsk
from runtime.outbox import Item, Outbox

TOUCH, RATED, FEEDBACK = "touch", "rated", "feedback"


@dataclass(frozen=True, slots=True)
class Spool:
    """Ratings, complaints and suggestions in an outbox."""

    outbox: Outbox

    async def keep(self, key: UUID, rating: RatingAsk) -> None:
        """Write a rating down as it is now, under a key of its own."""
        await self.outbox.put(key, TOUCH, rating.model_dump_json().encode())

    async def keep_feedback(self, ask: FeedbackAsk) -> None:
        """Write a complaint or a suggestion down."""
        await self.outbox.put(ask.id, FEEDBACK, ask.model_dump_json().encode())

    async def waiting(self) -> list[RatingAsk]:
        """What each visit was rated at last, in the order in which the visits were rated."""
        ratings = [_rating(item) for item in await self._items(TOUCH)]
        return list({rating.id: rating for rating in ratings}.values())

    async def feedback(self) -> list[FeedbackAsk]:
        """The complaints and suggestions that wait, oldest first."""
        waiting = await self._items(FEEDBACK)
        return [_feedback(item) for item in waiting]

    async def rated(self) -> frozenset[UUID]:
        """The ratings that were given, sent or not, by their own identity."""
        touched = {_rating(item).id for item in await self._items(TOUCH)}
        return frozenset(touched | {item.key for item in await self._items(RATED)})

    async def sent(self, rating: RatingAsk) -> None:
        """Note that a rating was answered; forget what it was, and notes of earlier days."""
        await self.outbox.put(rating.id, RATED, rating.day.encode())
        for item in await self.outbox.pending():
            if _is_settled(item, rating):
                await self.outbox.done(item.key)
        await self.outbox.tidy()

    async def sent_feedback(self, ask: FeedbackAsk) -> None:
        """Forget a complaint or suggestion that was answered."""
        await self.outbox.done(ask.id)
        await self.outbox.tidy()

    async def _items(self, kind: str) -> list[Item]:
        return [item for item in await self.outbox.pending() if item.kind == kind]


def _is_settled(item: Item, sent: RatingAsk) -> bool:
    match item.kind:
        case "touch":
            return _rating(item).id == sent.id
        case "rated":
            return item.body.decode() < sent.day
        case kind:
            return kind != FEEDBACK  # of an earlier version, which kept more than it needed


def read(note: Item) -> object:
    """What a note says; raises `ValueError`."""
    match note.kind:
        case "touch":
            return _rating(note)
        case "rated":
            return note.body.decode()
        case "feedback":
            return _feedback(note)
        case _:
            return None


def _rating(item: Item) -> RatingAsk:
    """A newer writer may have added fields."""
    return RatingAsk.model_validate_json(item.body, extra="ignore")


def _feedback(item: Item) -> FeedbackAsk:
    return FeedbackAsk.model_validate_json(item.body, extra="ignore")
