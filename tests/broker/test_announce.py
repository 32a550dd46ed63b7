"""What the world is told: answers that stay the same, events without a gap, states as they are."""

from broker import announce, states
from contract import messages as m
from contract.messages import CounterStatus, Stage
from tests.broker.desk import MONDAY, Desk, at, changed, example


def morning() -> Desk:
    """A visit with everything that can happen in it."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    for _ in range(3):
        desk.printed(desk.ticket("dat-dai").id)
    desk.void(desk.ticket("dat-dai").id)
    desk.next("1")
    desk.recall("1")
    desk.serve("1")
    desk.press("ho-chieu")  # refused
    desk.next("1")
    desk.rate("1", desk.seen("1"))
    desk.clock.advance(45)
    desk.no_show("1")
    desk.pause("1")
    return desk


# --- Answers ------------------------------------------------------------------------------------


def test_a_request_that_is_repeated_in_the_evening_has_the_answer_of_the_morning() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    press = m.TicketAsk(id=desk.new_id(), service="dat-dai", intent=m.Intent.PAY)
    call = m.NextAsk(id=desk.new_id(), counter="1")
    answers = [desk.ask("dispenser-1", press), desk.at_counter(call)]
    desk.serve("1")
    desk.next("1")
    desk.close("1")
    assert answers == [
        announce.answer(desk.centre.requests[ask.id], desk.centre, desk.plan)
        for ask in (press, call)
    ]


def test_a_press_that_finished_one_visit_and_called_the_next_answers_with_the_call() -> None:
    desk = morning()
    answer = desk.next("1")
    assert isinstance(answer, m.Refused)  # paused
    desk.open("1")
    assert isinstance(desk.next("1"), m.Called)


# --- Events -------------------------------------------------------------------------------------


def test_a_morning_is_told_event_by_event() -> None:
    told = [type(event).__name__.removesuffix("Event") for event in morning().events]
    assert told == [
        *("Counter", "Issued", "Printed", "Issued", "Printed", "Issued", "Printed"),
        *("Issued", "Voided", "Called", "Called", "Visit", "Visit", "Called"),
        *("Visit", "Counter"),
    ]


def test_each_event_names_the_one_before_it() -> None:
    events = morning().events
    assert [event.previous for event in events] == [0, *(event.seq for event in events[:-1])]


def test_refusals_and_ratings_leave_no_gap_between_events() -> None:
    desk = morning()
    assert len(desk.events) < len(desk.entries)


def test_a_recall_is_a_call_with_a_higher_count() -> None:
    calls = [event for event in morning().events if isinstance(event, m.CalledEvent)]
    assert [(call.ticket.label, call.calls) for call in calls] == [
        ("A001", 1),
        ("A001", 2),
        ("A002", 1),
    ]


def test_a_visit_is_told_by_its_stages() -> None:
    visits = [event for event in morning().events if isinstance(event, m.VisitEvent)]
    assert [(visit.ticket.label, visit.stage) for visit in visits] == [
        ("A001", Stage.SERVING),
        ("A001", Stage.FINISHED),
        ("A002", Stage.HELD),
    ]


def test_an_event_says_when_and_on_which_day() -> None:
    event = morning().events[0]
    assert (event.seq, event.day, event.at) == (1, MONDAY, at("08:00"))


# --- States -------------------------------------------------------------------------------------


def test_a_counter_before_its_first_fact_is_closed() -> None:
    desk = Desk()
    assert states.counter_state("1", desk.centre, desk.plan) == m.CounterState(
        counter="1", status=CounterStatus.CLOSED, services=("dat-dai",), day=MONDAY, seq=0
    )


def test_a_counter_shows_its_officer_and_its_visit() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    state = states.counter_state("1", desk.centre, desk.plan)
    assert state.officer == m.Officer(
        id="anh-tuyet",
        name="Nguyễn Thị Ánh Tuyết",
        title="Chuyên viên",
        agency="Sở Nông nghiệp và Môi trường",
    )
    assert state.visit == m.Visit(
        ticket=ticket,
        stage=Stage.CALLED,
        arrival=at("08:00"),
        promise_s=30 * 60,
        called_at=at("08:00"),
        calls=1,
    )
    assert (state.status, state.last, state.seq) == (CounterStatus.OPEN, None, 3)


def test_the_visit_that_ended_last_stays_in_sight_to_be_rated() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    desk.finish("1")
    state = states.counter_state("1", desk.centre, desk.plan)
    assert state.visit is None
    assert state.last is not None
    assert (state.last.ticket, state.last.stage) == (ticket, Stage.FINISHED)


def test_after_a_no_show_there_is_nothing_to_rate() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")
    desk.clock.advance(45)
    desk.no_show("1")
    assert states.counter_state("1", desk.centre, desk.plan).last is None


def test_the_next_officer_does_not_see_the_visit_of_the_one_before() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")
    desk.finish("1")
    desk.sign_in("1", "quoc-viet")
    assert states.counter_state("1", desk.centre, desk.plan).last is None


def test_a_queue_shows_who_waits_and_who_calls() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "thu-huong")
    for _ in range(3):
        desk.press("dat-dai")
    desk.next("2")
    desk.pause("1")
    desk.pause("2")  # in a visit: still counts as calling
    assert states.queue_state("dat-dai", desk.centre, desk.plan) == m.QueueState(
        service="dat-dai",
        name="Đất đai, môi trường",
        prefix="A",
        waiting=2,
        counters=("2",),
        classes={"normal": 2},
        oldest=at("08:00"),
        day=MONDAY,
        seq=desk.centre.seq,
    )


def test_an_officer_who_left_the_settings_during_the_day_is_not_drawn() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.plan = changed(officers=example().model_dump()["officers"][1:])
    assert states.counter_state("1", desk.centre, desk.plan).officer is None
