"""A crowd that does anything, long and by chance: what must hold whatever happens."""

from collections import Counter
from fractions import Fraction
from uuid import UUID

import pytest

from broker import announce, facts, states
from broker.automatic import OPEN_STAGES
from broker.centre import Centre
from broker.entities import Ticket
from broker.plan import MINUTE, Plan
from contract import messages as m
from contract.messages import Stage
from tests.broker.crowd import crowd
from tests.broker.desk import MONDAY, Desk, changed

STEPS = 600
NEVER_CLOSED = changed(hours=["00:00-24:00"])
seeds = pytest.mark.parametrize("seed", range(4))


def drawn(desk: Desk) -> dict[str, m.CounterState | m.QueueState]:
    """All states from scratch, by the name of the counter or service, but for their number."""
    centre, plan = desk.centre, desk.plan
    drawn: dict[str, m.CounterState | m.QueueState] = {
        **{name: states.counter_state(name, centre, plan) for name in plan.counters},
        **{name: states.queue_state(name, centre, plan) for name in plan.services},
    }
    return {name: state.model_copy(update={"seq": 0}) for name, state in drawn.items()}


# --- What is told -------------------------------------------------------------------------------


@seeds
def test_every_state_that_changed_is_drawn_anew(seed: int) -> None:
    desk = Desk(NEVER_CLOSED, seed)
    before = drawn(desk)
    for _ in crowd(desk, STEPS, seed):
        after = drawn(desk)
        news = {name for name, state in after.items() if state != before[name]}
        touched, desk.days.touched = desk.days.touched, announce.Touched()
        assert news <= touched.counters | touched.services, desk.entries[-3:]
        before = after


@seeds
def test_an_ask_that_is_repeated_has_the_same_answer_whatever_happened_since(seed: int) -> None:
    desk = Desk(NEVER_CLOSED, seed)
    for _ in crowd(desk, STEPS, seed):
        pass
    happened = len(desk.entries)
    for device, ask, answer in list(desk.asked):
        assert desk.ask(device, ask) == answer
    assert len(desk.entries) == happened


def test_events_follow_one_another_without_a_gap() -> None:
    desk = Desk(NEVER_CLOSED)
    for _ in crowd(desk, STEPS):
        pass
    assert len(desk.events) > STEPS / 2
    assert [one.previous for one in desk.events] == [0, *(one.seq for one in desk.events[:-1])]


def test_a_ticket_is_at_one_place() -> None:
    desk = Desk(NEVER_CLOSED)
    for _ in crowd(desk, STEPS):
        centre = desk.centre
        places = [
            *(place[2] for line in centre.lines.values() for place in line),
            *(ticket for kept in centre.reserved.values() for ticket in kept),
            *(ticket for kept in centre.parked.values() for ticket in kept),
            *centre.held,
            *(one.ticket for one in centre.counters.values() if one.ticket),
        ]
        there = {ticket.id for ticket in centre.tickets.values() if ticket.stage in OPEN_STAGES}
        assert Counter(places) == Counter(there)
        waiting = Counter(t.service for t in centre.tickets.values() if t.stage is Stage.WAITING)
        assert {name: count for name, count in centre.waiting.items() if count} == waiting


@seeds
def test_each_call_is_the_one_that_the_rule_names_in_the_plainest_way(seed: int) -> None:
    desk = Desk(NEVER_CLOSED, seed)
    for _ in crowd(desk, STEPS, seed):
        pass
    centre = Centre(MONDAY)
    for entry in desk.entries:
        if isinstance(entry.fact, facts.Called) and entry.fact.policy == "promised":
            call = entry.fact
            ranked = by_the_rule(centre, desk.plan, call.counter, call.at)
            assert ranked[0] == call.ticket
            assert (ranked[1] if len(ranked) > 1 else None) == call.runner_up
        centre.apply(entry)


def by_the_rule(centre: Centre, plan: Plan, counter: str, now: int) -> list[UUID]:
    """Whom a counter calls, and whom it would have called otherwise: everybody is looked at."""
    skills = plan.counters[counter].skills
    able = [
        ticket
        for ticket in centre.tickets.values()
        if ticket.stage is Stage.WAITING and not ticket.reserved and ticket.service in skills
    ]
    ranked: list[UUID] = []
    while able and len(ranked) < 2:
        chosen = _one_by_the_rule(able, plan, skills, now)
        ranked.append(chosen.id)
        able.remove(chosen)
    return ranked


def _one_by_the_rule(able: list[Ticket], plan: Plan, skills: dict[str, int], now: int) -> Ticket:
    ready = [ticket for ticket in able if ticket.arrival <= now]
    if not ready:
        return min(able, key=lambda ticket: (ticket.arrival, ticket.order))
    latest = min(ticket.arrival for ticket in ready) + plan.settings.dispatch.window_min * MINUTE

    def key(ticket: Ticket) -> tuple[Fraction, int, int]:
        promise = plan.promises[ticket.class_id]
        waited = now - ticket.arrival + promise.head_start
        return (
            -Fraction(skills[ticket.service] * waited, promise.wait),
            ticket.arrival,
            ticket.order,
        )

    return min((ticket for ticket in ready if ticket.arrival <= latest), key=key)
