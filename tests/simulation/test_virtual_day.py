"""A day on virtual time goes by the queue's own rules, and the same seed gives the same facts."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby

import pytest

from broker import facts as f
from broker.settings import Policy
from contract.messages import CounterStatus
from simulation.reference_day import Days, Stress, reference_days
from simulation.report import report
from simulation.trial import live_through, promises_of, under

SEED = 5


def few(*stress: Stress, policy: Policy = Policy.PROMISED) -> Days:
    """A small centre: 250 visits for 6 counters."""
    return reference_days(SEED, 250, 6, policy, frozenset(stress))


@cache
def lived(*stress: Stress, policy: Policy = Policy.PROMISED) -> tuple[f.Entry, ...]:
    return tuple(live_through(few(*stress, policy=policy), 0))


def of_kind(entries: Iterable[f.Entry], kind: type[f.Fact]) -> list[f.Fact]:
    return [entry.fact for entry in entries if isinstance(entry.fact, kind)]


def test_the_same_seed_gives_the_same_facts_byte_for_byte() -> None:
    again = live_through(few(), 0)
    assert [f.FACT.dump_json(entry.fact) for entry in again] == [
        f.FACT.dump_json(entry.fact) for entry in lived()
    ]
    assert again == list(lived())


def test_another_seed_gives_other_facts() -> None:
    other = live_through(reference_days(SEED + 1, 250, 6), 0)
    assert other != list(lived())


def test_nothing_that_people_do_is_refused() -> None:
    for stress in ((), (Stress.MISHAPS,), (Stress.CLOSED, Stress.GROUP), (Stress.LONE,)):
        assert of_kind(lived(*stress), f.Refused) == []


def test_everybody_gets_a_number_and_comes_to_an_end() -> None:
    day = few().day(0)
    issued = [entry.fact.ticket for entry in lived() if isinstance(entry.fact, f.Issued)]
    ends = (f.Finished, f.Expired)
    ended = [entry.fact.ticket for entry in lived() if isinstance(entry.fact, ends)]
    assert len(issued) == len(day.citizens)
    assert sorted(ended) == sorted(issued)


def test_the_journal_counts_up_and_time_never_runs_backwards() -> None:
    assert [entry.seq for entry in lived()] == list(range(1, len(lived()) + 1))
    moments = [entry.fact.at for entry in lived()]
    assert moments == sorted(moments)


def test_a_policy_changes_who_is_called_and_not_who_comes() -> None:
    def came(policy: Policy) -> list[tuple[int, str, str]]:
        return [
            (entry.fact.at, entry.fact.service, entry.fact.class_id)
            for entry in lived(policy=policy)
            if isinstance(entry.fact, f.Issued)
        ]

    def called(policy: Policy) -> list[int]:
        return [fact.at for fact in of_kind(lived(policy=policy), f.Called)]

    assert came(Policy.FCFS) == came(Policy.PROMISED)
    assert called(Policy.FCFS) != called(Policy.PROMISED)


def test_first_come_first_served_overtakes_nobody_whom_the_counter_could_call() -> None:
    for entry in lived(policy=Policy.FCFS):
        if isinstance(entry.fact, f.Called):
            assert entry.fact.arrival == entry.fact.oldest


def test_visits_take_the_citizens_work_times_the_officers_pace() -> None:
    day = few().day(0)
    paces = {desk.counter: desk.pace for desk in day.desks}
    served = {
        entry.fact.ticket: entry.fact for entry in lived() if isinstance(entry.fact, f.Served)
    }
    took = sorted(
        round((entry.fact.at - served[entry.fact.ticket].at) / paces[entry.fact.counter])
        for entry in lived()
        if isinstance(entry.fact, f.Finished)
    )
    work = Counter(citizen.work for citizen in day.citizens)
    found = sum(any(work[length + off] for off in (-1, 0, 1)) for length in took)
    assert found == len(took)


def test_those_who_left_are_called_in_vain_and_once_more_later() -> None:
    outcomes = Counter(entry.fact.outcome for entry in lived() if isinstance(entry.fact, f.NoShow))
    assert outcomes["held"] >= outcomes["away"] > 0
    assert outcomes["ended"] == 0


def test_nobody_is_called_while_the_system_is_down() -> None:
    bad = (reference_days(seed, 250, 6, stress=frozenset({Stress.MISHAPS})) for seed in range(50))
    days, (start, end) = next((days, out) for days in bad for out in days.day(0).outages)
    during = {type(entry.fact) for entry in live_through(days, 0) if start <= entry.fact.at < end}
    assert f.Issued in during
    assert during.isdisjoint({f.Called, f.Served, f.Finished, f.NoShow, f.CounterSet})


def test_counters_are_closed_when_all_are() -> None:
    opens = few().day(0).hours.midnight
    from_, until = opens + 600 * 60_000, opens + 620 * 60_000
    calls = [fact.at for fact in of_kind(lived(Stress.CLOSED), f.Called)]
    assert not any(from_ < at < until for at in calls)
    assert any(until <= at < until + 60_000 for at in calls)


def test_everybody_goes_home_at_the_end() -> None:
    final = {
        entry.fact.counter: entry.fact.status
        for entry in lived()
        if isinstance(entry.fact, f.CounterSet)
    }
    assert set(final.values()) == {CounterStatus.CLOSED}


def test_officers_on_call_come_when_the_promise_is_in_danger() -> None:
    entries = live_through(reference_days(SEED, 700, 10), 0)
    summoned = [entry.fact for entry in entries if isinstance(entry.fact, f.Summoned)]
    opened = [
        entry.fact.at
        for entry in entries
        if isinstance(entry.fact, f.CounterSet)
        and entry.fact.counter == "10"
        and entry.fact.status is CounterStatus.OPEN
    ]
    assert summoned
    assert any(at > summoned[0].at for at in opened)


def test_free_counters_are_sent_the_next_under_auto_call() -> None:
    usual = few().centre
    auto = usual.dispatch.model_copy(update={"auto_call": True})
    days = under(few(), Policy.PROMISED)
    days = Days(
        usual.model_copy(update={"dispatch": auto}), days.demand, days.streams, habits=days.habits
    )
    calls = of_kind(live_through(days, 0), f.Called)
    assert any(call.by == "broker" for call in calls)
    assert len(calls) == pytest.approx(len(of_kind(lived(), f.Called)), rel=0.05)


def test_each_press_is_one_request() -> None:
    for _, group in groupby(lived(), key=lambda entry: entry.request):
        moments = {entry.fact.at for entry in group}
        assert len(moments) == 1


def test_foretold_waits_are_nearer_to_the_truth_than_the_length_of_the_queue() -> None:
    days = reference_days(SEED, 250, 5)
    promises = promises_of(days.centre)
    rough, foretold = (
        report((entry.fact for entry in live_through(days, 0, futures)), promises).estimates
        for futures in (0, 8)
    )
    assert rough is not None
    assert foretold is not None
    assert foretold.error < rough.error / 2
