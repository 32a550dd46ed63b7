"""What the queue service tells at once: from the last table, the queue's length, or nothing."""

from dataclasses import replace
from random import Random

import pytest

from broker.facts import Forecast
from broker.forecast import forecast
from broker.outlook import TOO_OLD, TableOutlook
from broker.parameters import MINUTE, lognormal
from broker.states import waits_state
from contract import messages as m
from runtime.mqtt_wire import LARGEST_PAYLOAD
from tests.broker.desk import Desk, at
from tests.broker.scenes import CERTAIN

TEN = replace(
    CERTAIN,
    other=lognormal(10 * MINUTE, 0.0),
    profile={("dat-dai", "normal"): (0.0,) * 48},
)
"""Every visit takes ten minutes, and nobody comes."""


def centre() -> tuple[Desk, TableOutlook]:
    """A counter that has just begun a visit of ten minutes, and one ticket that waits."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")
    desk.press("dat-dai")
    return desk, TableOutlook(desk.plan, TEN)


def renew(desk: Desk, outlook: TableOutlook) -> None:
    drawn = outlook.draw(desk.centre, desk.clock.now())
    outlook.renew(drawn, forecast(drawn.scene, outlook.parameters, 10, Random(1)))


def seconds(wait: Forecast | None) -> tuple[int, int, int] | None:
    """To the second: futures differ by a millisecond now and then."""
    if wait is None:
        return None
    return round(wait.low, -3), round(wait.median, -3), round(wait.high, -3)


def told(desk: Desk, outlook: TableOutlook, service: str = "dat-dai") -> Forecast | None:
    return outlook.for_next(service, "normal", desk.centre, desk.clock.now())


def test_who_comes_is_told_the_wait_behind_all_others() -> None:
    desk, outlook = centre()
    renew(desk, outlook)
    assert seconds(told(desk, outlook)) == (20 * MINUTE, 20 * MINUTE, 20 * MINUTE)


def test_who_waits_is_told_the_wait_that_is_left() -> None:
    desk, outlook = centre()
    ticket = desk.ticket("dat-dai")
    renew(desk, outlook)
    later = desk.clock.now() + MINUTE
    wait = outlook.for_ticket(ticket.id, later)
    assert seconds(wait) == (19 * MINUTE, 19 * MINUTE, 19 * MINUTE)


def test_tickets_issued_since_the_table_was_made_count() -> None:
    desk, outlook = centre()
    renew(desk, outlook)
    desk.press("dat-dai")
    assert seconds(told(desk, outlook)) == (30 * MINUTE, 30 * MINUTE, 30 * MINUTE)


def test_without_a_table_the_length_of_the_queue_answers() -> None:
    desk, outlook = centre()
    assert seconds(told(desk, outlook)) == (10 * MINUTE, 20 * MINUTE, 40 * MINUTE)


def test_a_table_that_is_too_old_is_not_told() -> None:
    desk, outlook = centre()
    renew(desk, outlook)
    ticket = next(iter(desk.centre.tickets))
    now = desk.clock.now() + TOO_OLD + 1
    assert outlook.for_ticket(ticket, now) is None
    wait = outlook.for_next("dat-dai", "normal", desk.centre, now)
    assert wait is not None
    assert wait.high == 2 * wait.median


def test_where_nobody_calls_nothing_is_told() -> None:
    desk, outlook = centre()
    renew(desk, outlook)
    assert told(desk, outlook, "bao-hiem") is None
    assert told(desk, outlook, "no-such-service") is None


def test_a_long_queue_is_told_in_one_message() -> None:
    desk, outlook = centre()
    outlook.parameters = replace(TEN, other=lognormal(1000, 0.0))
    for number in range(700):
        desk.press("dat-dai", class_id=("normal", "priority")[number % 2])
    renew(desk, outlook)
    state = waits_state("dat-dai", desk.centre, desk.plan, outlook, desk.clock.now())
    waiting = sorted(desk.centre.tickets.values(), key=lambda ticket: ticket.order)
    waiting = [ticket for ticket in waiting if ticket.stage is m.Stage.WAITING]
    assert [told.label for told in state.tickets] == [ticket.label for ticket in waiting[:200]]
    assert len(state.model_dump_json()) < LARGEST_PAYLOAD


def test_the_busiest_half_hour_to_come_is_of_all_classes_and_not_over() -> None:
    _, outlook = centre()
    normal, priority = [0.0] * 48, [0.0] * 48
    normal[15], normal[18], priority[18], normal[27] = 30.0, 10.0, 2.5, 11.0
    outlook.parameters = replace(
        TEN,
        profile={
            ("dat-dai", "normal"): tuple(normal),
            ("dat-dai", "priority"): tuple(priority),
            ("ho-tich", "normal"): (99.0,) * 48,
        },
    )
    busiest = [outlook.busiest("dat-dai", at(now)) for now in ("07:59", "08:00", "09:29", "09:30")]
    assert busiest == [30.0, 12.5, 12.5, 11.0]
    assert outlook.busiest("dat-dai", at("23:59")) == 0.0
    assert outlook.busiest("dat-dai", at("02:00", "2026-11-24")) == 0.0


def test_before_anything_is_learned_as_many_are_expected_as_the_counters_can_serve() -> None:
    _, outlook = centre()
    outlook.parameters = replace(TEN, profile={("ho-tich", "normal"): (9.0,) * 48})
    assert outlook.busiest("dat-dai", at("07:00")) == pytest.approx(3 * 30 / 10)
    assert outlook.busiest("bao-hiem", at("07:00")) == pytest.approx(30 / 10)
    assert outlook.busiest("no-such-service", at("07:00")) == 0.0


def test_nothing_is_told_about_a_ticket_that_the_table_does_not_know() -> None:
    desk, outlook = centre()
    assert outlook.for_ticket(next(iter(desk.centre.tickets)), desk.clock.now()) is None


def test_who_checks_in_early_waits_for_the_slot_and_who_is_late_does_not() -> None:
    desk, outlook = centre()
    desk.appointments(("HEN-1", "ho-tich", "08:10"))
    renew(desk, outlook)
    now = desk.clock.now()
    waits = [
        outlook.for_next("dat-dai", "appointment", desk.centre, now, arrival=now + off * MINUTE)
        for off in (-10, 0, 20)
    ]
    medians = [wait.median for wait in waits if wait is not None]
    assert [round(median, -3) for median in medians] == [10 * MINUTE, 10 * MINUTE, 20 * MINUTE]


def test_intervals_learn_from_who_was_called() -> None:
    desk, outlook = centre()
    desk.outlook.medians = {"dat-dai": 10}
    outlook.teach(TEN, {})
    renew(desk, outlook)
    desk.press("dat-dai")
    desk.wait(1800)
    desk.next("1")
    desk.next("1")
    told(desk, outlook)
    assert outlook.calibrations["normal"].upper > 1
    taught = outlook.calibrations
    told(desk, outlook)
    assert outlook.calibrations == taught


def test_a_new_day_begins_with_a_new_chronicle() -> None:
    desk, outlook = centre()
    renew(desk, outlook)
    desk.clock.set(at("08:00", "2026-11-24"))
    desk.let_due_happen()
    assert told(desk, outlook) is None
    assert outlook.draw(desk.centre, desk.clock.now()).scene.tickets == 0
