"""The forecast's scene is today: who waits where, what each counter is at, who will come."""

from dataclasses import replace

import pytest

from broker.calibration import Outcome
from broker.chronicle import Chronicle
from broker.parameters import HOUR, MINUTE, PRIOR, SLOT, Parameters
from broker.scene import Drawn, draw
from broker.timetable import timetable
from broker.waiting import Booked, Doing, Estimate
from broker.waiting import Desk as Counter
from tests.broker.desk import MONDAY, Desk, at, changed, example

MIDNIGHT = at("00:00")


def drawn(desk: Desk, parameters: Parameters = PRIOR) -> Drawn:
    return draw(desk.plan, desk.centre, chronicle(desk), parameters, desk.clock.now())


def chronicle(desk: Desk) -> Chronicle:
    day = Chronicle(desk.plan, timetable(desk.plan.settings, desk.centre.day))
    day.catch_up(desk.centre)
    return day


def counter(desk: Desk, name: str, parameters: Parameters = PRIOR) -> Counter:
    return drawn(desk, parameters).scene.desks[desk.plan.numbers[name]]


def test_who_waits_stands_in_the_line_of_service_and_class() -> None:
    desk = Desk()
    first, second = desk.ticket("dat-dai"), desk.ticket("ho-tich", class_id="priority")
    seen = drawn(desk)
    scene, lines = seen.scene, seen.lines
    now = desk.clock.now()
    assert scene.lines[lines["dat-dai", "normal"]] == (
        (now, desk.known(first).order, seen.tickets[first.id]),
    )
    [(_, _, number)] = scene.lines[lines["ho-tich", "priority"]]
    assert number == seen.tickets[second.id]
    assert scene.tickets == sum(len(line) for line in scene.lines) == 2
    assert scene.promises == (30 * MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE)


def test_a_counter_is_free_then_calls_then_serves() -> None:
    desk = Desk()
    desk.sign_in("2", "anh-tuyet")
    opened = desk.clock.now()
    assert (counter(desk, "2").doing, counter(desk, "2").since) == (Doing.FREE, opened)
    desk.press("doanh-nghiep")
    desk.wait(60)
    desk.next("2")
    seen = counter(desk, "2")
    assert (seen.doing, seen.since, seen.service) == (Doing.CALLED, desk.clock.now(), 1)
    desk.wait(30)
    desk.serve("2")
    served = desk.clock.now()
    desk.wait(60)
    assert (counter(desk, "2").doing, counter(desk, "2").since) == (Doing.SERVING, served)
    desk.pause("2")
    assert counter(desk, "2").pausing
    desk.finish("2")
    assert (counter(desk, "2").doing, counter(desk, "2").since) == (
        Doing.AWAY,
        desk.clock.now(),
    )
    assert counter(desk, "2").back is None


def test_skills_are_those_of_the_settings() -> None:
    assert counter(Desk(), "3").skills[:3] == (700, 1000, 0)


def test_a_counter_that_has_not_opened_is_expected_when_it_usually_opens() -> None:
    desk = Desk()
    desk.clock.set(at("06:50"))
    assert counter(desk, "1").back == at("07:00")
    learned = replace(PRIOR, opens={"1": at("07:20") - MIDNIGHT})
    assert counter(desk, "1", learned).back == at("07:20")
    desk.clock.set(at("07:25"))
    assert counter(desk, "1", learned).back == at("07:27")
    desk.clock.set(at("07:45"))
    assert counter(desk, "1", learned).doing is Doing.CLOSED


def test_a_counter_that_closed_is_not_expected_again() -> None:
    desk = Desk()
    desk.clock.set(at("07:01"))
    desk.sign_in("1", "anh-tuyet")
    desk.close("1")
    assert counter(desk, "1").doing is Doing.CLOSED


def test_lunch_and_the_break_at_noon_are_known() -> None:
    counters = [
        {**one.model_dump(), "away": ["11:00-11:45"]} if one.name == "1" else one.model_dump()
        for one in example().counters
    ]
    desk = Desk(changed(counters=counters))
    desk.sign_in("1", "anh-tuyet")
    assert counter(desk, "1").away == ((at("11:00"), at("13:00")),)
    assert counter(desk, "2").away == ((at("11:30"), at("13:00")),)
    desk.clock.set(at("11:05"))
    desk.pause("1")
    assert (counter(desk, "1").doing, counter(desk, "1").back) == (Doing.AWAY, at("13:00"))
    desk.clock.set(at("13:04"))
    assert (counter(desk, "1").since, counter(desk, "1").back) == (at("13:00"), None)


def test_an_officer_who_works_through_lunch_is_not_expected_to_leave() -> None:
    desk = Desk()
    desk.clock.set(at("11:20"))
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.press("dat-dai")
    desk.next("1")
    desk.clock.set(at("11:40"))
    assert counter(desk, "1").away == ((at("11:30"), at("13:00")),)
    desk.next("1")
    assert counter(desk, "1").away == ()


def test_who_stands_by_is_on_call_and_then_summoned() -> None:
    counters = [{**one.model_dump(), "on_call": one.name == "1"} for one in example().counters]
    desk = Desk(changed(counters=counters))
    desk.sign_in("1", "anh-tuyet")
    desk.stand_by("1")
    assert counter(desk, "1").doing is Doing.STANDBY
    desk.press("dat-dai")
    summoned = desk.clock.now()
    desk.wait(60)
    assert (counter(desk, "1").doing, counter(desk, "1").since) == (Doing.SUMMONED, summoned)
    desk.open("1")
    assert counter(desk, "1").doing is Doing.FREE
    assert chronicle(desk).day().on_call == (MINUTE,)


def test_who_was_not_there_comes_back_and_was_called_before() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    desk.wait(60)
    desk.no_show("1")
    seen = drawn(desk)
    [later] = seen.scene.later
    assert later.at == desk.clock.now() + 180_000
    assert later.place[2] == seen.tickets[ticket.id]
    assert seen.scene.again == {seen.tickets[ticket.id]}
    desk.wait(181)
    seen = drawn(desk)
    assert seen.scene.later == ()
    assert seen.scene.again == {seen.tickets[ticket.id]}


def test_a_ticket_that_is_kept_for_a_counter_stands_in_no_line() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.sign_in("2", "quoc-viet")
    ticket = desk.ticket("dat-dai")
    desk.next("1")
    desk.serve("1")
    desk.transfer("1", to="2")
    seen = drawn(desk)
    [kept] = seen.scene.reserved
    assert (kept.desk, kept.line) == (desk.plan.numbers["2"], seen.lines["dat-dai", "normal"])
    assert kept.place[2] == seen.tickets[ticket.id]
    assert not any(seen.scene.lines)


def test_appointments_are_expected_until_they_are_here_or_too_late() -> None:
    desk = Desk()
    desk.appointments(("HEN-1", "ho-tich", "08:30"), ("HEN-2", "ho-tich", "09:00"))
    line = drawn(desk).lines["ho-tich", "appointment"]
    booked = [Booked(at("08:30"), line), Booked(at("09:00"), line)]
    assert list(drawn(desk).scene.booked) == booked
    desk.check_in("HEN-2")
    assert list(drawn(desk).scene.booked) == booked[:1]
    desk.clock.set(at("08:41"))
    assert drawn(desk).scene.booked == ()


def test_those_who_will_come_come_in_the_opening_hours() -> None:
    desk = Desk()
    desk.clock.set(at("11:10"))
    flat = {("dat-dai", "normal"): (6.0,) * 48, ("dat-dai", "appointment"): (3.0,) * 48}
    learned = replace(PRIOR, profile=flat, day_spread=1e-9)
    seen = drawn(desk, learned)
    normal, appointment = seen.lines["dat-dai", "normal"], seen.lines["dat-dai", "appointment"]
    begin, expected = desk.clock.now(), 0.0
    for rates in seen.scene.rates:
        length = max(0, rates.until - begin)
        in_hours = any(
            a < rates.until <= b
            for a, b in [(at("07:00"), at("11:30")), (at("13:00"), at("17:00"))]
        )
        assert (rates.per_hour[normal] > 0) == in_hours or not length
        expected += rates.per_hour[normal] * length / HOUR
        begin = max(begin, rates.until)
    assert expected == pytest.approx(6 * (20 / 30 + 4 * HOUR / SLOT))
    desk.appointments(("HEN-1", "ho-tich", "11:20"))
    assert not any(r.per_hour[appointment] for r in drawn(desk, learned).scene.rates)


def test_a_centre_without_a_past_expects_the_next_hour_to_be_as_the_last() -> None:
    desk = Desk()
    desk.press("dat-dai")
    desk.clock.set(at("09:30"))
    for _ in range(4):
        desk.press("dat-dai")
        desk.wait(60)
    seen = drawn(desk)
    [rates] = seen.scene.rates
    assert rates.until == at("10:34")
    assert rates.per_hour[seen.lines["dat-dai", "normal"]] == pytest.approx(4)
    desk.clock.set(at("11:40"))
    assert drawn(desk).scene.rates == ()


def test_the_chronicle_tells_what_visits_took_and_what_was_told() -> None:
    desk = Desk()
    desk.outlook.medians = {"dat-dai": 6}
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.wait(120)
    called = desk.clock.now()
    desk.next("1")
    desk.wait(30)
    desk.serve("1")
    desk.wait(300)
    desk.finish("1")
    day = chronicle(desk).day()
    [visit] = day.visits
    assert (visit.service, visit.counter, visit.officer) == ("dat-dai", "1", "anh-tuyet")
    assert (visit.called, visit.served, visit.ended) == (called, called + 30_000, called + 330_000)
    assert visit.came
    assert visit.rested
    assert day.told == (Outcome("normal", Estimate(0, 6 * MINUTE, 12 * MINUTE), 120_000),)
    assert day.opened == {"1": called - 120_000}


def test_the_chronicle_tells_pauses_that_nobody_planned() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.wait(600)
    desk.pause("1")
    desk.wait(420)
    desk.open("1")
    assert chronicle(desk).day().pauses == (420_000,)
    desk.clock.set(at("11:31"))
    desk.pause("1")
    desk.clock.set(at("13:00"))
    desk.open("1")
    day = chronicle(desk).day()
    assert day.pauses == (420_000,)
    desk.close("1")
    assert chronicle(desk).day().open_time == 600_000 + (at("11:31") - at("08:17"))


def test_a_ticket_that_is_sent_on_comes_once_more() -> None:
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    desk.press("dat-dai")
    desk.next("1")
    desk.wait(60)
    desk.transfer("1", service="ho-tich")
    day = chronicle(desk).day()
    assert [coming.service for coming in day.comings] == ["dat-dai", "ho-tich"]
    assert [visit.came for visit in day.visits] == [True]


def test_a_ticket_whose_class_is_changed_came_with_the_new_one() -> None:
    desk = Desk()
    desk.classify(desk.ticket("dat-dai"), "priority")
    assert [coming.ticket_class for coming in chronicle(desk).day().comings] == ["priority"]


def test_the_timetable_of_a_day_is_in_the_centres_time_zone() -> None:
    times = timetable(example(), MONDAY)
    assert times.midnight == MIDNIGHT
    assert times.open == ((at("07:00"), at("11:30")), (at("13:00"), at("17:00")))
    assert times.closing == at("17:15")


def test_who_still_calls_after_closing_goes_on_for_as_long_again() -> None:
    desk = Desk()
    for now, closing in (("17:14", "17:15"), ("17:15", "17:30"), ("18:00", "18:15")):
        desk.clock.set(at(now))
        assert drawn(desk).scene.closing == at(closing)
