"""The next call of a counter, as the fact that explains itself."""

from dataclasses import dataclass, replace
from uuid import UUID

from broker import facts as f
from broker.centre import Centre, Reach
from broker.dispatch import Head, choose, share
from broker.entities import Ticket
from broker.plan import Plan
from contract.messages import CallReason


@dataclass(frozen=True, slots=True)
class Caller:
    """A counter that calls."""

    plan: Plan
    centre: Centre
    counter: str
    now: int
    by: str
    """The device that asked for the call."""

    @property
    def moment(self) -> int:
        """The moment at which it is decided who is next: no clock that was put back hides people.

        Never before the last arrival, for arrivals are counted on whatever the clock does.
        """
        return max(self.now, self.centre.arrival)


def next_call(caller: Caller, joins: Ticket | None = None) -> f.Called | None:
    """Whom a counter calls now; none when nobody waits for it.

    A ticket that is kept for this counter comes first. `joins` is one that goes on to its next
    service at this very moment, and may be called like all who wait. Raises `ValueError` when
    nobody is signed in there: a call always has its officer.
    """
    plan, centre, now = caller.plan, caller.centre, caller.moment
    if kept := next(iter(centre.reserved.get(caller.counter, ())), None):
        return call_of(centre.tickets[kept], caller, policy="reserved")
    streak, reach = centre.counter(caller.counter).streak, plan.reach[caller.counter]
    heads = [*centre.heads(reach), *_joining(joins, caller)]
    choice = choose(heads, now, plan.rule, streak)
    if choice is None:
        return None
    called = call_of(_ticket(choice.head, joins, centre), caller, policy=plan.rule.policy)
    other = choose(_without(choice.head, heads, reach, centre), now, plan.rule, streak)
    if other is None:
        return replace(called, oldest=choice.oldest)
    runner_up = _ticket(other.head, joins, centre)
    return replace(
        called,
        oldest=choice.oldest,
        runner_up=runner_up.id,
        runner_up_share=_used(runner_up, caller),
    )


def call_of(
    ticket: Ticket, caller: Caller, *, policy: str, reason: CallReason | None = None
) -> f.Called:
    """The call of a ticket, compared with nobody."""
    officer = caller.centre.counter(caller.counter).officer
    if officer is None:
        raise ValueError(f"nobody is signed in at counter {caller.counter}")
    return f.Called(
        at=caller.now,
        by=caller.by,
        ticket=ticket.id,
        counter=caller.counter,
        officer=officer,
        policy=policy,
        oldest=ticket.arrival,
        arrival=ticket.arrival,
        share=_used(ticket, caller),
        preferred=caller.plan.rule.preferred(ticket.class_id),
        reason=reason,
        service=ticket.service,
        class_id=ticket.class_id,
        then=ticket.then,
    )


def _joining(joins: Ticket | None, caller: Caller) -> list[Head]:
    """The head of a ticket that joins, if the counter can call it."""
    skill = caller.plan.counters[caller.counter].skills.get(joins.service) if joins else None
    if joins is None or skill is None:
        return []
    promise = caller.plan.rule.promises[joins.class_id]
    return [(joins.place, skill, promise.wait, promise.head_start)]


def _used(ticket: Ticket, caller: Caller) -> int:
    """How much of the promise that its class is told a ticket has used up, in permille."""
    skill = caller.plan.counters[caller.counter].skills.get(ticket.service, 0)
    promise = caller.plan.promises[ticket.class_id]
    return max(0, share((ticket.place, skill, promise.wait, promise.head_start), caller.moment))


def _without(chosen: Head, heads: list[Head], reach: Reach, centre: Centre) -> list[Head]:
    """The heads as they would be if the chosen one had not come."""
    place, *kind = chosen
    others = [head for head in heads if head is not chosen]
    keys = next(keys for *alike, keys in reach if alike == kind)
    places = [
        line[0] if line[0] is not place else line[1]
        for key in keys
        if (line := centre.lines.get(key)) and (line[0] is not place or len(line) > 1)
    ]
    if places:
        _, skill, promise, head_start = chosen
        others.append((min(places), skill, promise, head_start))
    return others


def _ticket(head: Head, joins: Ticket | None, centre: Centre) -> Ticket:
    """The ticket of a head; in a centre's lines identities are always UUIDs."""
    identity = head[0][2]
    if joins and identity == joins.id:
        return joins
    if not isinstance(identity, UUID):
        raise TypeError(f"{identity!r} is no ticket")
    return centre.tickets[identity]
