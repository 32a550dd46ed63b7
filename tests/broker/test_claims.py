"""A class that is asked for at a dispenser is claimed, until the receptionist decides."""

import pytest

from broker import facts
from broker.automatic import at_start
from broker.centre import fold
from broker.facts import FACT, Entry
from broker.states import queue_state
from contract import messages as m
from contract.channels import LARGEST_ASK
from runtime.mqtt_wire import LARGEST_PAYLOAD
from tests.broker.desk import MONDAY, Desk, at, changed, example
from tests.broker.lending import given, hand_in, lent


def classes() -> list[dict[str, object]]:
    """The example's, of which the receptionist confirms priority."""
    known = (one.model_dump() for one in example().classes)
    return [one | {"confirmed_by_reception": one["id"] == "priority"} for one in known]


@pytest.fixture
def desk() -> Desk:
    """Counter 1 is open."""
    desk = Desk(changed(classes=classes()))
    desk.sign_in("1", "anh-tuyet")
    return desk


def claimed(desk: Desk, service: str = "dat-dai") -> list[str]:
    """The numbers that are drawn with a claim, in order."""
    return [one.label for one in queue_state(service, desk.centre, desk.plan).claims]


# --- Claiming -----------------------------------------------------------------------------------


def test_who_asks_at_a_dispenser_is_of_everybodys_class_and_claims_the_other(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    assert (ticket.class_id, ticket.claims) == ("normal", "priority")
    [issued] = desk.happened(facts.Issued)
    assert (issued.class_id, issued.claims) == ("normal", "priority")
    assert queue_state("dat-dai", desk.centre, desk.plan).claims == (ticket,)
    assert desk.known(ticket).claims == "priority"


def test_everybody_hears_of_the_claim(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    event = desk.events[-1]
    assert isinstance(event, m.IssuedEvent)
    assert event.ticket == ticket


@pytest.mark.parametrize(
    ("device", "class_id"),
    [("reception", "priority"), ("dispenser-1", "appointment"), ("dispenser-1", None)],
)
def test_a_class_that_is_given_at_once_is_not_claimed(
    desk: Desk, device: str, class_id: str | None
) -> None:
    ticket = desk.ticket("dat-dai", device, class_id=class_id)
    assert (ticket.class_id, ticket.claims) == (class_id or "normal", None)
    assert claimed(desk) == []


def test_the_answer_to_a_repeated_press_tells_the_claim_as_it_was(desk: Desk) -> None:
    ask = m.TicketAsk(id=desk.new_id(), service="dat-dai", class_id="priority")
    answer = desk.ask("dispenser-1", ask)
    assert isinstance(answer, m.Issued)
    desk.classify(answer.ticket, "priority")
    assert desk.ask("dispenser-1", ask) == answer
    assert answer.ticket.claims == "priority"


def test_a_number_given_without_the_queue_service_claims_too(desk: Desk) -> None:
    hand_in(
        desk, lent(desk), given(desk, 701, class_id="priority"), given(desk, 702, printed=False)
    )
    assert claimed(desk) == ["A701"]


# --- Deciding -----------------------------------------------------------------------------------


def test_to_confirm_gives_the_class_and_ends_the_claim(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    assert desk.classify(ticket, "priority") == m.Done()
    assert (desk.known(ticket).class_id, desk.known(ticket).claims) == ("priority", None)
    assert claimed(desk) == []


def test_the_class_that_it_has_refuses_the_claim_for_good(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    assert desk.classify(ticket, "normal") == m.Done()
    assert (desk.known(ticket).class_id, desk.known(ticket).claims) == ("normal", None)
    assert claimed(desk) == []
    [refusal] = desk.happened(facts.Classified)
    assert (refusal.class_id, refusal.by) == ("normal", "reception")
    event = desk.events[-1]
    assert isinstance(event, m.ClassifiedEvent)
    assert event.ticket == ticket.model_copy(update={"claims": None})


def test_a_claim_is_refused_once(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    for _ in range(2):
        assert desk.classify(ticket, "normal") == m.Done()
    assert len(desk.happened(facts.Classified)) == 1


def test_another_class_than_the_claimed_one_ends_the_claim_too(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    desk.classify(ticket, "appointment")
    assert (desk.known(ticket).class_id, desk.known(ticket).claims) == ("appointment", None)


def test_a_ticket_whose_claim_was_refused_keeps_its_place(desk: Desk) -> None:
    first = desk.ticket("dat-dai", class_id="priority")
    desk.wait(60)
    desk.ticket("dat-dai")
    desk.classify(first, "normal")
    answer = desk.next("1")
    assert isinstance(answer, m.Called)
    assert answer.ticket.label == first.label


# --- Ending -------------------------------------------------------------------------------------


def test_a_claim_ends_when_the_ticket_is_called(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    answer = desk.next("1")
    assert isinstance(answer, m.Called)
    assert answer.ticket.claims is None
    assert claimed(desk) == []
    desk.clock.advance(45)
    desk.no_show("1")
    desk.wait(180)  # it waits again
    assert desk.stage(ticket) is m.Stage.WAITING
    assert claimed(desk) == []


def test_who_has_no_ticket_any_more_claims_nothing(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    desk.void(ticket.id)
    assert claimed(desk) == []


def test_a_claim_of_yesterday_is_over(desk: Desk) -> None:
    desk.ticket("dat-dai", class_id="priority")
    desk.wait(24 * 3600)
    assert desk.centre.day != MONDAY
    assert claimed(desk) == []


def test_a_claim_outlives_a_change_of_the_name_of_everybodys_class(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    first, *others = classes()
    desk.plan = changed(classes=[first | {"id": "thuong"}, *others])
    [fact] = at_start(desk.plan, desk.centre, at("09:00"))
    desk.days.happen(desk.new_id(), [fact], desk.centre)
    assert (desk.known(ticket).class_id, desk.known(ticket).claims) == ("thuong", "priority")
    assert claimed(desk) == [ticket.label]


def test_a_claim_of_a_class_that_is_gone_ends(desk: Desk) -> None:
    ticket = desk.ticket("dat-dai", class_id="priority")
    desk.plan = changed(classes=[one for one in classes() if one["id"] != "priority"])
    [fact] = at_start(desk.plan, desk.centre, at("09:00"))
    desk.days.happen(desk.new_id(), [fact], desk.centre)
    assert (desk.known(ticket).class_id, desk.known(ticket).claims) == ("normal", None)
    assert at_start(desk.plan, desk.centre, at("09:00")) == ()


# --- Drawing ------------------------------------------------------------------------------------


def test_claims_are_drawn_for_their_queue_in_order_of_arrival(desk: Desk) -> None:
    lease = lent(desk)
    desk.wait(600)
    online = desk.ticket("dat-dai", class_id="priority")
    desk.ticket("ho-tich", class_id="priority")
    desk.ticket("dat-dai")
    hand_in(desk, lease, given(desk, 701, "08:05", class_id="priority"))
    assert claimed(desk) == ["A701", online.label]
    assert claimed(desk, "ho-tich") == ["H001"]
    assert claimed(desk, "cu-tru") == []


def test_fifty_claims_are_drawn_at_most_and_the_message_fits(desk: Desk) -> None:
    steps = ("dat-dai", "doanh-nghiep", "ho-tich", "cu-tru", "bao-hiem")
    tickets = [desk.ticket("dat-dai", class_id="priority", then=steps) for _ in range(60)]
    state = queue_state("dat-dai", desk.centre, desk.plan)
    assert state.claims == tuple(tickets[:50])
    assert LARGEST_ASK < len(state.model_dump_json().encode()) < LARGEST_PAYLOAD
    desk.classify(tickets[0], "normal")
    assert claimed(desk)[-1] == tickets[50].label


# --- Journals from before there were claims -----------------------------------------------------


def test_a_journal_from_before_there_were_claims_is_read_as_it_was(desk: Desk) -> None:
    desk.classify(desk.ticket("dat-dai", class_id="appointment"), "priority")
    old = []
    for entry in desk.entries:
        said = FACT.dump_python(entry.fact, mode="json")
        for name in ("claims", "slot", "slip"):
            said.pop(name, None)
        old.append(Entry(entry.seq, entry.day, entry.request, FACT.validate_python(said)))
    assert fold(MONDAY, old) == desk.centre
