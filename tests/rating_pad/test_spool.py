"""Ratings on the disk: the last touch counts, and what was rated is remembered."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from contract.messages import FeedbackAsk, FeedbackKind, Level, RatingAsk
from rating_pad.spool import Spool, read
from runtime.outbox import Outbox
from tests.rating_pad.scene import A012, A013, TODAY

YESTERDAY = "2026-09-20"


def rating(ticket: UUID, level: Level = Level.SATISFIED, day: str = TODAY) -> RatingAsk:
    return RatingAsk(id=uuid5(ticket, "r"), counter="3", ticket=ticket, day=day, level=level)


@pytest.fixture
async def spool(tmp_path: Path) -> AsyncIterator[Spool]:
    async with Outbox.open(tmp_path / "pad.db") as outbox:
        yield Spool(outbox)


async def test_the_last_touch_of_a_visit_counts_in_the_order_of_the_first(spool: Spool) -> None:
    await spool.keep(UUID(int=1), rating(A012, Level.SATISFIED))
    await spool.keep(UUID(int=2), rating(A013))
    await spool.keep(UUID(int=3), rating(A012, Level.DISSATISFIED))
    assert await spool.waiting() == [rating(A012, Level.DISSATISFIED), rating(A013)]


async def test_what_was_sent_waits_no_longer_but_is_still_rated(spool: Spool) -> None:
    await spool.keep(UUID(int=1), rating(A012))
    await spool.keep(UUID(int=2), rating(A013))
    await spool.sent(rating(A012))
    assert await spool.waiting() == [rating(A013)]
    assert await spool.rated() == {rating(A012).id, rating(A013).id}


async def test_notes_of_earlier_days_are_forgotten_and_those_of_today_kept(spool: Spool) -> None:
    await spool.sent(rating(UUID(int=1), day=YESTERDAY))
    await spool.sent(rating(A012))
    await spool.sent(rating(UUID(int=2), day=YESTERDAY))
    assert await spool.rated() == {rating(A012).id, rating(UUID(int=2)).id}


async def test_what_stays_of_a_rating_names_neither_its_ticket_nor_its_level(spool: Spool) -> None:
    await spool.keep(UUID(int=1), rating(A012))
    await spool.sent(rating(A012))
    (note,) = await spool.outbox.pending()
    assert (note.key, note.body.decode()) == (rating(A012).id, TODAY)


async def test_what_an_earlier_version_kept_is_cleared_away(spool: Spool) -> None:
    old = rating(A013, day=YESTERDAY)
    await spool.outbox.put(old.id, "sent", old.model_dump_json().encode())
    await spool.sent(rating(A012))
    assert [item.key for item in await spool.outbox.pending()] == [rating(A012).id]


async def test_a_complaint_waits_until_it_is_answered(spool: Spool) -> None:
    ask = FeedbackAsk(id=UUID(int=7), about=FeedbackKind.COMPLAINT, text="Chờ lâu", counter="3")
    await spool.keep_feedback(ask)
    await spool.sent(rating(A012))
    assert await spool.feedback() == [ask]
    await spool.sent_feedback(ask)
    assert await spool.feedback() == []


async def test_no_ticket_or_level_is_left_on_the_disk_of_what_was_sent(
    spool: Spool, tmp_path: Path
) -> None:
    await spool.keep(UUID(int=1), rating(A012, Level.DISSATISFIED))
    await spool.sent(rating(A012))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # as a power cut leaves it
    assert str(A012).encode() not in written
    assert b"dissatisfied" not in written


@pytest.mark.parametrize("kind", ["touch", "rated", "feedback"])
async def test_a_note_that_rotted_is_set_aside(tmp_path: Path, kind: str) -> None:
    async with Outbox.open(tmp_path / "pad.db") as outbox:
        await outbox.put(UUID(int=1), kind, b"\xff")
    async with Outbox.open(tmp_path / "pad.db", read) as outbox:
        assert await Spool(outbox).rated() == frozenset()
        assert await Spool(outbox).feedback() == []
    assert (tmp_path / "pad.db.damaged-1").exists()
