"""Who is next for a counter, and which idle counter takes who comes: a family of policies.

Every class promises a wait. A counter that is free gets the ticket that has used up the largest
share of its promise, among those who came no later than a window after the first of all who could
be called: nobody is overtaken by someone who arrived more than that window later.

Nothing here knows a centre, so that forecasts and simulations decide by the very same functions.
Times and lengths are whole milliseconds; shares are compared as products, never divided.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

Place = tuple[int, int, Hashable]
"""A waiting ticket in its line: effective arrival, order of issue, identity."""

Head = tuple[Place, int, int, int]
"""The first of a line as one counter sees it: place, skill in permille, promise, head start."""

ENDLESS = 1 << 60
"""A window that closes nothing."""

FULL_SKILL = 1000
"""A counter's skill for its own services, in permille."""

BUSY_EQUAL = 20
"""Busy shares that differ by no more, in permille, count as equal."""

_TIER = 10**9
"""How much more urgent each class is than the next under absolute priority."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a class is promised, in milliseconds."""

    wait: int
    """It is called within this time, as far as possible."""
    head_start: int = 0
    """It counts as having waited so much already when it comes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy, as the comparison of shares sees it."""

    policy: str
    promises: Mapping[str, Promise]
    """For each class; under some policies not the promises that people are told."""
    window: int = ENDLESS
    """Nobody is overtaken by someone who arrived so much later."""
    turn_after: int | None = None
    """After so many preferred calls in a row a counter calls one of the others, if one waits."""

    def owes_turn(self, streak: int) -> bool:
        """Whether a counter that made so many preferred calls in a row owes one to the others."""
        return self.turn_after is not None and streak >= self.turn_after

    def preferred(self, ticket_class: str) -> bool:
        """Whether a class is promised less than the longest wait."""
        longest = max(promise.wait for promise in self.promises.values())
        return self.promises[ticket_class].wait < longest


def rule(
    policy: str, promises: Mapping[str, Promise], window: int, turn_after: int | None = None
) -> Rule:
    """The rule of a policy.

    `promised` compares shares of the promises. `fcfs` looks at the arrival alone. `head_start`
    gives every class the same promise and leaves the head starts. `absolute` calls the class with
    the shortest promise first, whoever waits, but for one of the others after `turn_after` calls.

    Raises:
        ValueError: there is no such policy.
    """
    match policy:
        case "promised":
            return Rule(policy, promises, window)
        case "fcfs":
            return Rule(policy, dict.fromkeys(promises, Promise(1)), window=0)
        case "head_start":
            equal = {name: replace(promise, wait=1) for name, promise in promises.items()}
            return Rule(policy, equal, window)
        case "absolute":
            tiers = sorted({promise.wait for promise in promises.values()})
            urgent = {
                name: Promise(_TIER ** tiers.index(promise.wait), head_start=1)
                for name, promise in promises.items()
            }
            return Rule(policy, urgent, turn_after=turn_after)
    raise ValueError(f'there is no policy "{policy}"')


class Choice(NamedTuple):
    """Whom to call, and what the choice rested on."""

    head: Head
    oldest: int
    """Earliest effective arrival among those who could be called; an early appointment's own."""


def choose(heads: Iterable[Head], now: int, rule: Rule, streak: int = 0) -> Choice | None:
    """The next ticket for a counter; none when nobody waits for it.

    `heads` are the first of each line that the counter can call; `streak` is how many preferred
    calls in a row it has made. Who has an appointment later than `now` is called only when nobody
    else waits. Only heads need be looked at: within a line shares fall and arrivals grow.
    """
    ready: list[Head] = []
    early: Head | None = None
    oldest = now
    for head in heads:
        arrival = head[0][0]
        if arrival <= now:
            ready.append(head)
            if arrival < oldest:  # noqa: PLR1730 - this is the loop that forecasts spend their time in
                oldest = arrival
        elif early is None or head[0] < early[0]:
            early = head
    if not ready:
        return Choice(early, early[0][0]) if early else None
    rivals, window_from = ready, oldest
    if rule.owes_turn(streak):
        rivals = _least_urgent(ready)
        window_from = min(head[0][0] for head in rivals)
    return Choice(_largest_share(rivals, now, window_from + rule.window), oldest)


def _largest_share(ready: Sequence[Head], now: int, latest: int) -> Head:
    """Of those who arrived until `latest` the one with the largest share; ties by place."""
    best: Head | None = None
    best_used = best_promise = 1
    for head in ready:
        place, skill, promise, head_start = head
        if place[0] > latest:
            continue
        used = skill * (now - place[0] + head_start)
        ahead = used * best_promise - best_used * promise
        if best is None or ahead > 0 or (ahead == 0 and place < best[0]):
            best, best_used, best_promise = head, used, promise
    if best is None:
        raise ValueError("the oldest is always in its own window")
    return best


def _least_urgent(ready: Sequence[Head]) -> list[Head]:
    longest = max(promise for _, _, promise, _ in ready)
    return [head for head in ready if head[2] == longest]


def share(head: Head, now: int) -> int:
    """How much of its promise a ticket has used up, weighted by skill; in permille."""
    place, skill, promise, head_start = head
    return skill * (now - place[0] + head_start) // promise


# --- Which counter, when several are idle ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Idle:
    """A counter that is free while somebody comes whom it could call."""

    number: int
    """Its place among the counters."""
    skill: int
    """For the one who comes, in permille."""
    busy: int
    """Share of its officer's time spent with visits, in permille."""
    since: int
    """When it became free."""


def route(idle: Sequence[Idle]) -> Idle | None:
    """The counter that takes who comes: most skilled, then least busy, then longest free.

    Busy shares within `BUSY_EQUAL` of the smallest count as equal, so that nobody is sent work for
    the sake of rounding.
    """
    if not idle:
        return None
    skill = max(counter.skill for counter in idle)
    able = [counter for counter in idle if counter.skill == skill]
    least = min(counter.busy for counter in able)
    rested = [counter for counter in able if counter.busy <= least + BUSY_EQUAL]
    return min(rested, key=lambda counter: (counter.since, counter.number))
