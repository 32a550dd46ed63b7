"""A report says what the facts say, for a simulated day and a real one alike."""

import json
from dataclasses import asdict, replace
from itertools import count
from uuid import UUID

import pytest

from broker import facts as f
from contract.messages import CallReason, CounterStatus, Intent, QueuedReason
from simulation.comparison import compare
from simulation.report import Report, jain, percentile, report
from simulation.tables import comparison_json, comparison_text, day_json, day_text, table

MINUTE = 60_000
PROMISES = {"normal": 30, "priority": 10}


class Story:
    """A short day, told minute by minute."""

    def __init__(self) -> None:
        self.facts: list[f.Fact] = []
        self._numbers = count(1)

    def issue(
        self,
        at: float,
        class_id: str = "normal",
        counters: tuple[str, ...] = ("1",),
        told: f.Forecast | None = None,
        arrival: float | None = None,
    ) -> UUID:
        number = next(self._numbers)
        ticket = UUID(int=number)
        self.facts.append(
            f.Issued(
                at=ms(at), by="dispenser", ticket=ticket, service="a", intent=Intent.FILE,
                ordinal=number, label=f"A{number:03}", ahead=0, counters=counters, token="",
                class_id=class_id, wait=told, arrival=None if arrival is None else ms(arrival),
            )
        )  # fmt: skip
        return ticket

    def call(
        self, at: float, ticket: UUID, counter: str = "1", reason: CallReason | None = None
    ) -> None:
        self.facts.append(
            f.Called(
                at=ms(at), by=counter, ticket=ticket, counter=counter, officer=f"o{counter}",
                policy="promised", oldest=0, reason=reason,
            )
        )  # fmt: skip

    def finish(self, at: float, ticket: UUID, counter: str = "1") -> None:
        self.facts.append(f.Finished(at=ms(at), by=counter, ticket=ticket, counter=counter))

    def no_show(self, at: float, ticket: UUID, counter: str = "1") -> None:
        self.facts.append(
            f.NoShow(at=ms(at), by=counter, ticket=ticket, counter=counter, outcome="away")
        )

    def set(self, at: float, status: CounterStatus, counter: str = "1") -> None:
        officer = None if status is CounterStatus.CLOSED else f"o{counter}"
        self.facts.append(
            f.CounterSet(at=ms(at), by=counter, counter=counter, status=status, officer=officer)
        )

    def queue(self, at: float, ticket: UUID, arrival: float, reason: QueuedReason) -> None:
        self.facts.append(
            f.Queued(
                at=ms(at), by="1", ticket=ticket, service="a", arrival=ms(arrival), reason=reason,
                leaves="1",
            )
        )  # fmt: skip

    def report(self) -> Report:
        return report(self.facts, PROMISES)


def ms(minutes: float) -> int:
    return 1_000_000_000 + round(minutes * MINUTE)


def test_waits_are_counted_from_the_number_to_the_call() -> None:
    story = Story()
    tickets = [story.issue(0) for _ in range(4)]
    for ticket, at in zip(tickets, (10, 20, 30, 60), strict=True):
        story.call(at, ticket)
        story.finish(at + 1, ticket)
    waits = story.report().waits
    assert (waits.n, waits.mean, waits.p50, waits.longest) == (4, 30.0, 30.0, 60.0)
    assert waits.kept == pytest.approx(0.75)


def test_who_has_an_appointment_waits_from_the_slot() -> None:
    story = Story()
    early = story.issue(0, arrival=20)
    story.call(25, early)
    assert story.report().waits.mean == pytest.approx(5)


def test_who_is_called_before_the_slot_has_not_waited() -> None:
    story = Story()
    early = story.issue(0, arrival=20)
    story.call(15, early)
    assert story.report().waits.mean == 0


def test_each_class_is_held_to_its_own_promise() -> None:
    story = Story()
    for class_id in ("normal", "priority"):
        ticket = story.issue(0, class_id)
        story.call(20, ticket)
        story.finish(21, ticket)
    by_class = story.report().by_class
    assert by_class["normal"].kept == 1
    assert by_class["priority"].kept == 0


def test_waits_of_a_second_service_count_too_but_not_those_after_a_no_show() -> None:
    story = Story()
    sent_on, absent = story.issue(0), story.issue(0)
    story.call(10, sent_on)
    story.queue(15, sent_on, 0, QueuedReason.OFFICER)
    story.call(22, sent_on)
    story.finish(23, sent_on)
    story.call(24, absent)
    story.no_show(25, absent)
    story.queue(28, absent, 0, QueuedReason.HOLD_OVER)
    story.call(40, absent)
    assert story.report().waits.longest == pytest.approx(24)
    assert story.report().waits.mean == pytest.approx((10 + 7 + 24) / 2)


def test_somebody_is_overtaken_when_a_counter_that_could_call_them_calls_a_later_one() -> None:
    story = Story()
    first = story.issue(0)
    second, third = story.issue(5), story.issue(9, counters=("1", "2"))
    elsewhere = story.issue(10, counters=("2",))
    story.call(20, second)
    story.call(20, third, "2")
    story.call(21, elsewhere, "2")
    story.call(22, first)
    skips = story.report().skips
    assert skips.overtaken == 1 / 4  # the first, by the second: counter 2 could not call it
    assert skips.most_times == 1
    assert skips.longest == pytest.approx(5)


def test_a_call_out_of_turn_is_counted_as_that() -> None:
    story = Story()
    story.issue(0)
    ticket = story.issue(5)
    story.call(6, ticket, reason=CallReason.NEEDS_HELP)
    assert story.report().work.out_of_turn == 1
    assert story.report().skips.overtaken == 0


def test_people_are_sorted_by_what_became_of_them() -> None:
    story = Story()
    served, absent, left = story.issue(0), story.issue(0), story.issue(0)
    story.call(1, served)
    story.finish(2, served)
    story.call(3, absent)
    story.no_show(4, absent)
    for ticket in (absent, left):
        story.facts.append(f.Expired(at=ms(900), by="broker", ticket=ticket))
    people = story.report().people
    assert (people.issued, people.served, people.no_show, people.unserved) == (3, 1, 1, 1)


def test_officers_are_busy_for_as_long_as_somebody_is_with_them() -> None:
    story = Story()
    for counter in ("1", "2"):
        story.set(0, CounterStatus.OPEN, counter)
    ticket = story.issue(0, counters=("1", "2"))
    story.call(0, ticket)
    story.finish(30, ticket)
    for counter in ("1", "2"):
        story.set(60, CounterStatus.CLOSED, counter)
    work = story.report().work
    assert [(one.duty, one.busy, one.share) for one in work.officers] == [
        (60, 30, 0.5),
        (60, 0, 0.0),
    ]
    assert work.utilisation == pytest.approx(0.25)
    assert work.jain == pytest.approx(0.5)


def test_a_pause_is_not_duty() -> None:
    story = Story()
    story.set(0, CounterStatus.OPEN)
    story.set(10, CounterStatus.PAUSING)
    story.set(20, CounterStatus.PAUSED)
    story.set(30, CounterStatus.OPEN)
    story.set(40, CounterStatus.CLOSED)
    assert [one.duty for one in story.report().work.officers] == [30]


def test_told_waits_are_held_against_what_happened() -> None:
    story = Story()
    for median, at in ((10, 12), (20, 14)):
        told = f.Forecast(ms(median - 5) - ms(0), ms(median) - ms(0), ms(median + 5) - ms(0))
        ticket = story.issue(0, told=told)
        story.call(at, ticket)
        story.finish(at + 1, ticket)
    estimates = story.report().estimates
    assert estimates is not None
    assert (estimates.error, estimates.bias, estimates.coverage) == (4, 2, 0.5)
    assert estimates.relative == pytest.approx(4 / 13)


def test_where_nobody_waited_an_error_is_no_share_of_the_wait() -> None:
    story = Story()
    ticket = story.issue(0, told=f.Forecast(0, ms(2) - ms(0), ms(4) - ms(0)))
    story.call(0, ticket)
    report = story.report()
    assert report.estimates is not None
    assert (report.estimates.error, report.estimates.relative) == (2, None)
    assert "off by 2.0 minutes on average, +2.0 in" in day_text("A day", report, PROMISES, 0)


def test_a_day_without_estimates_has_none() -> None:
    assert Story().report().estimates is None


def test_a_day_on_which_nobody_came_has_a_report() -> None:
    text = day_text("Empty", Story().report(), PROMISES, 0)
    assert "0 issued" in text


def test_jain_is_one_for_equals_and_one_in_n_for_one_who_has_all() -> None:
    assert jain([0.5, 0.5, 0.5]) == pytest.approx(1)
    assert jain([1, 0, 0, 0]) == pytest.approx(0.25)
    assert jain([]) == 1


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([1, 2, 3, 4], 0.5) == 3
    assert percentile([1, 2, 3, 4], 1) == 4
    assert percentile([], 0.5) == 0


# --- Tables ---------------------------------------------------------------------------------------


def test_a_table_is_aligned() -> None:
    assert table([("", "n"), ("first", "1"), ("x", "100")]).splitlines() == [
        "         n",
        "----------",
        "first    1",
        "x      100",
    ]


def two_days() -> tuple[Report, Report]:
    reports = []
    for wait in (10, 20):
        story = Story()
        story.set(0, CounterStatus.OPEN)
        ticket = story.issue(0)
        story.call(wait, ticket)
        story.finish(wait + 5, ticket)
        reports.append(story.report())
    return reports[0], reports[1]


def test_a_days_text_tells_waits_and_officers() -> None:
    text = day_text("A day", two_days()[0], PROMISES, 0)
    assert "class normal (30 min)  1  10.0" in text
    assert "o1" in text


def test_a_report_for_programs_is_json() -> None:
    report_ = two_days()[0]
    assert json.loads(day_json(report_)) == json.loads(json.dumps(asdict(report_)))


def test_differences_are_of_the_same_days() -> None:
    one, other = two_days()
    longer = [replace(r, waits=replace(r.waits, mean=r.waits.mean + 3)) for r in (one, other)]
    comparison = compare({"promised": [one, other], "fcfs": longer})
    mean = comparison.figures[0]
    assert mean.means == {"promised": 15.0, "fcfs": 18.0}
    assert mean.differences["fcfs"] == (3.0, 0.0)
    assert "+3.00 ± 0.00" in comparison_text("Both", comparison)
    assert json.loads(comparison_json(comparison))["days"] == 2
