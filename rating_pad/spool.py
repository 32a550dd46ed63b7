"""The ratings on the pad's disk: what must still be sent, and what was rated today.

Each touch is a row of its own, and the last one of a visit counts: so a power cut at any moment
loses no choice. A rating that was answered leaves a note, so that a pad which starts again does not
offer the same visit.
"""

from dataclasses import dataclass
from uuid import UUID

from contract.messages import RatingAsk
from runtime.outbox import Item, Outbox

TOUCH, SENT = "touch", "sent"


@dataclass(frozen=True, slots=True)
class Spool:
    """Ratings in an outbox."""

    outbox: Outbox

    async def keep(self, key: UUID, rating: RatingAsk) -> None:
        """Write a touch down, under a key of its own."""
        await self.outbox.put(key, TOUCH, rating.model_dump_json().encode())

    async def waiting(self) -> list[RatingAsk]:
        """What each visit was rated at last, in the order in which the visits were rated."""
        items = await self.outbox.pending()
        ratings = [_rating(item) for item in items if item.kind == TOUCH]
        return list({rating.id: rating for rating in ratings}.values())

    async def rated(self) -> frozenset[UUID]:
        """The tickets that were rated, sent or not."""
        return frozenset(_rating(item).ticket for item in await self.outbox.pending())

    async def sent(self, rating: RatingAsk) -> None:
        """Note that a rating was answered; forget its touches, and notes of earlier days."""
        await self.outbox.put(rating.id, SENT, rating.model_dump_json().encode())
        for item in await self.outbox.pending():
            if _is_settled(item, rating):
                await self.outbox.done(item.key)


def _is_settled(item: Item, sent: RatingAsk) -> bool:
    kept = _rating(item)
    return kept.id == sent.id if item.kind == TOUCH else kept.day < sent.day


def _rating(item: Item) -> RatingAsk:
    return RatingAsk.model_validate_json(item.body)
