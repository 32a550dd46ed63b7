"""Ratings: whose, once, and which of them a supervisor should look at; complaints and receipts."""

from uuid import UUID

import pytest

from broker import facts
from broker.states import counter_state, queue_state
from contract import messages as m
from contract.messages import Level, RatingMark, Reason
from tests.broker.desk import Desk, changed, refused

UNKNOWN = UUID(int=7)


@pytest.fixture
def desk() -> Desk:
    """Two counters with an officer each; two people wait."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    desk.press("dat-dai")
    desk.press("dat-dai")
    return desk


def visitor(desk: Desk) -> m.Ticket:
    answer = desk.next("1")
    assert isinstance(answer, m.Called)
    return answer.ticket


def marks(desk: Desk, **said: object) -> frozenset[RatingMark]:
    """How a rating of the visit that came last to counter 1 is marked."""
    ticket = desk.seen("1")
    if ticket not in desk.centre.tickets:
        last = desk.centre.counter("1").last
        assert last is not None
        ticket = last.id
    assert desk.rate("1", ticket, **said) == m.Done()  # type: ignore[arg-type]
    return desk.ballots[-1].marks


# --- Rating -------------------------------------------------------------------------------------


def test_a_visit_is_rated_after_it_ended(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.finish("1")
    assert desk.rate("1", ticket.id) == m.Done()
    [ballot] = desk.ballots
    assert (ballot.officer, ballot.period) == ("anh-tuyet", "2026-11")
    assert ballot.level is Level.SATISFIED


def test_the_journal_is_told_that_it_was_rated_and_not_how(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.rate("1", ticket.id, Level.DISSATISFIED, reasons=("wait",), remark="Chờ lâu", after_s=9)
    fact = desk.entries[-1].fact
    assert fact == facts.Rated(at=fact.at, by="pad-1", ticket=ticket.id, counter="1")


def test_a_visit_is_rated_also_when_the_next_was_called_meanwhile(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.next("1")
    assert desk.rate("1", ticket.id) == m.Done()


def test_the_officer_of_the_visit_is_rated_not_the_one_who_came_after(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.finish("1")
    desk.sign_in("1", "thu-huong")
    desk.rate("1", ticket.id)
    assert [ballot.officer for ballot in desk.ballots] == ["anh-tuyet"]


def test_a_visit_is_rated_once(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.rate("1", ticket.id)
    assert refused(desk.rate("1", ticket.id)) is Reason.ALREADY_RATED
    assert len(desk.ballots) == 1


def test_the_same_rating_that_comes_again_is_one_opinion(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.rate("1", ticket.id)
    _, again, _ = desk.asked[-1]
    assert desk.ask("pad-1", again) == m.Done()
    assert len(desk.ballots) == 1


def test_who_waits_has_nothing_to_rate(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai")
    assert refused(desk.rate("1", ticket.id)) is Reason.NOT_SERVED


def test_who_did_not_come_has_nothing_to_rate(desk: Desk) -> None:
    ticket = visitor(desk)
    desk.clock.advance(45)
    desk.no_show("1")
    assert refused(desk.rate("1", ticket.id)) is Reason.NOT_SERVED


def test_a_visit_is_rated_at_its_own_counter(desk: Desk) -> None:
    ticket = visitor(desk)
    assert refused(desk.rate("2", ticket.id)) is Reason.NOT_SERVED
    assert desk.ballots == []


def test_a_ticket_that_nobody_knows_is_not_rated(desk: Desk) -> None:
    assert refused(desk.rate("1", UNKNOWN)) is Reason.UNKNOWN_TICKET


def test_nothing_is_told_of_a_rating(desk: Desk) -> None:
    ticket = visitor(desk)
    told = len(desk.events)
    desk.rate("1", ticket.id)
    assert len(desk.events) == told


def test_a_centre_may_keep_the_day_with_an_opinion() -> None:
    desk = Desk(changed(ratings={"period": "day"}))
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.rate("1", visitor(desk).id)
    assert [ballot.period for ballot in desk.ballots] == ["2026-11-23"]


# --- Which of them a supervisor should look at --------------------------------------------------


@pytest.mark.parametrize(("after_s", "quick"), [(0, True), (2, True), (3, False), (None, False)])
def test_a_touch_within_three_seconds_is_quick(
    desk: Desk, after_s: int | None, *, quick: bool
) -> None:
    visitor(desk)
    assert (RatingMark.QUICK in marks(desk, after_s=after_s)) == quick


def test_the_tenth_alike_in_a_row_at_a_counter_is_marked(desk: Desk) -> None:
    said = []
    for _ in range(11):
        desk.press("dat-dai")
        visitor(desk)
        said.append(marks(desk))
    assert said == [frozenset()] * 9 + [frozenset({RatingMark.ALIKE})] * 2
    desk.press("dat-dai")
    visitor(desk)
    assert marks(desk, level=Level.NEUTRAL) == frozenset()


def test_who_rates_during_a_long_visit_is_not_outside_it(desk: Desk) -> None:
    visitor(desk)
    desk.wait(3600)
    assert marks(desk, after_s=3599) == frozenset()


def test_a_touch_long_after_the_visit_counts_and_is_marked(desk: Desk) -> None:
    visitor(desk)
    desk.finish("1")
    desk.wait(301)
    assert marks(desk) == frozenset({RatingMark.OUTSIDE})


def test_a_rating_that_was_kept_through_an_outage_is_not_outside(desk: Desk) -> None:
    visitor(desk)
    desk.wait(600)
    desk.finish("1")
    desk.wait(3600)
    assert marks(desk, after_s=20) == frozenset()


def test_a_touch_that_the_pad_itself_says_was_late_is_marked(desk: Desk) -> None:
    visitor(desk)
    desk.wait(60)
    desk.finish("1")
    desk.wait(3600)
    assert marks(desk, after_s=900) == frozenset({RatingMark.OUTSIDE})


# --- Complaints and suggestions -----------------------------------------------------------------


def complain(desk: Desk, device: str = "pad-1", **more: object) -> m.Answer:
    said = {"about": m.FeedbackKind.COMPLAINT, "text": "Chờ quá lâu", "counter": "1", **more}
    return desk.say(device, m.FeedbackAsk, **said)


def test_a_complaint_gets_a_receipt(desk: Desk) -> None:
    answer = complain(desk, contact="0912 345 678")
    assert isinstance(answer, m.Received)
    [fact] = desk.happened(facts.Feedback)
    assert fact.code == answer.code
    assert (fact.by, fact.counter, fact.text) == ("pad-1", "1", "Chờ quá lâu")
    assert fact.contact == "0912 345 678"


def test_a_receipt_is_read_and_heard_without_doubt(desk: Desk) -> None:
    answer = complain(desk)
    assert isinstance(answer, m.Received)
    prefix, drawn, day = answer.code.split("-")
    assert (prefix, len(drawn), len(day)) == ("PA", 4, 2)
    assert not set(drawn + day) & set("01BGILOQSUZ")


def test_the_same_complaint_that_comes_again_has_the_same_receipt(desk: Desk) -> None:
    first = complain(desk)
    _, ask, _ = desk.asked[-1]
    assert desk.ask("pad-1", ask) == first
    assert len(desk.happened(facts.Feedback)) == 1


def test_every_complaint_has_a_receipt_of_its_own(desk: Desk) -> None:
    codes = [answer.code for _ in range(50) if isinstance(answer := complain(desk), m.Received)]
    assert len(set(codes)) == 50


def test_two_days_of_a_year_never_give_the_same_receipt() -> None:
    endings = set()
    for day in ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31"):
        desk = Desk()
        desk.days.known[desk.days.today].day = day
        answer = complain(desk)
        assert isinstance(answer, m.Received)
        endings.add(answer.code[-2:])
    assert len(endings) == 4


def test_the_world_hears_of_a_complaint_and_not_what_it_says(desk: Desk) -> None:
    answer = complain(desk, text="Cán bộ quầy 1 bảo tôi về")
    event = desk.events[-1]
    assert isinstance(answer, m.Received)
    assert isinstance(event, m.FeedbackEvent)
    assert event.about is m.FeedbackKind.COMPLAINT
    assert "quầy" not in event.model_dump_json()
    assert answer.code not in event.model_dump_json()


def test_a_complaint_is_not_written_in_another_counters_name(desk: Desk) -> None:
    assert refused(complain(desk, counter="2")) is Reason.NOT_ALLOWED
    assert refused(complain(desk, counter="99")) is Reason.UNKNOWN_COUNTER


def test_a_sign_at_a_counter_takes_no_complaints(desk: Desk) -> None:
    assert refused(complain(desk, device="counter-1")) is Reason.NOT_ALLOWED


# --- Kiosks -------------------------------------------------------------------------------------

ERRAND = m.Errand(procedure="1.004873", brought=(0, 2), missing=(1,))


@pytest.fixture
def lobby() -> Desk:
    """A centre with a kiosk, and an officer at counter 1."""
    plan = changed()
    known = {device["name"] for device in plan.settings.model_dump()["devices"]}
    devices = plan.settings.model_dump()["devices"]
    if "kiosk-1" not in known:
        devices = [*devices, {"name": "kiosk-1", "role": "kiosk"}]
    desk = Desk(changed(devices=devices))
    desk.sign_in("1", "anh-tuyet")
    return desk


def test_what_was_prepared_at_a_kiosk_is_seen_by_the_officer(lobby: Desk) -> None:
    ticket = lobby.ticket("dat-dai", "kiosk-1", errand=ERRAND.model_dump())
    assert ticket.errand == ERRAND
    assert (
        ERRAND.procedure not in queue_state("dat-dai", lobby.centre, lobby.plan).model_dump_json()
    )
    answer = lobby.next("1")
    assert isinstance(answer, m.Called)
    assert answer.ticket.errand == ERRAND
    visit = counter_state("1", lobby.centre, lobby.plan).visit
    assert visit is not None
    assert visit.ticket.errand == ERRAND


def test_the_hall_does_not_hear_what_was_prepared(lobby: Desk) -> None:
    lobby.ticket("dat-dai", "kiosk-1", errand=ERRAND.model_dump())
    lobby.next("1")
    assert all(ERRAND.procedure not in event.model_dump_json() for event in lobby.events)


def test_a_class_that_is_asked_for_at_a_kiosk_is_the_receptions_to_confirm(lobby: Desk) -> None:
    ticket = lobby.ticket("dat-dai", "kiosk-1", class_id="merit")
    assert (ticket.class_id, ticket.claims) == ("normal", "merit")


def test_a_kiosk_prints_its_slips_itself(lobby: Desk) -> None:
    answer = lobby.press("dat-dai", "kiosk-1", slip="dispenser-1")
    assert refused(answer) is Reason.NOT_ALLOWED


def test_a_kiosk_calls_nobody(lobby: Desk) -> None:
    ask = m.NextAsk(id=lobby.new_id(), counter="1", seen=None)
    assert refused(lobby.ask("kiosk-1", ask)) is Reason.NOT_ALLOWED
