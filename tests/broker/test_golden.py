"""Small situations that an official can read, with the call that is right, worked out by hand."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from broker.dispatch import Idle, Promise, route, rule, share
from tests.broker.lines import MINUTE, PROMISES, Hall, Ticket

GOLDEN = Path(__file__).parent / "golden"
ALL_SERVICES = {"dat-dai": 1000, "ho-tich": 1000, "doanh-nghiep": 1000}


class Situation(BaseModel):
    """What the file says in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vi: str
    en: str
    why: str


class Calling(Situation):
    """A counter that presses *next*."""

    policy: str = "promised"
    window_min: int = 60
    turn_after: int | None = None
    streak: int = 0
    promises: Mapping[str, tuple[int, int]] | None = None
    skills: Mapping[str, int] = ALL_SERVICES
    now: str
    waiting: list[str]
    call: str | None = None
    shares: Mapping[str, int] | None = None

    def hall(self) -> Hall:
        """These people, before this counter."""
        promises = {
            name: Promise(wait * MINUTE, head_start * MINUTE)
            for name, (wait, head_start) in (self.promises or {}).items()
        }
        its_rule = rule(
            self.policy, promises or PROMISES, self.window_min * MINUTE, self.turn_after
        )
        hall = Hall(its_rule, {"counter": self.skills})
        for order, one in enumerate(self.waiting):
            _, service, ticket_class, since = one.split()
            hall.come(Ticket(at(since), order, service, ticket_class))
        return hall

    def label(self, ticket: Ticket | None) -> str | None:
        return ticket and self.waiting[ticket.order].split()[0]


class Coming(Situation):
    """Idle counters, and somebody who comes."""

    idle: list[str]
    taker: int | None = None


def at(clock: str) -> int:
    """Milliseconds since midnight."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * MINUTE


def situations(*files: str) -> Iterable[dict[str, object]]:
    for file in files:
        yield from tomllib.loads((GOLDEN / file).read_text(encoding="utf-8"))["situation"]


CALLS = [Calling.model_validate(one) for one in situations("promised.toml", "policies.toml")]
COMINGS = [Coming.model_validate(one) for one in situations("counters.toml")]


@pytest.mark.parametrize("situation", CALLS, ids=lambda situation: situation.en)
def test_the_right_one_is_called(situation: Calling) -> None:
    called = situation.hall().call("counter", at(situation.now), situation.streak)
    assert situation.label(called) == situation.call


@pytest.mark.parametrize("situation", CALLS, ids=lambda situation: situation.en)
def test_the_shares_are_those_worked_out_by_hand(situation: Calling) -> None:
    hall, now = situation.hall(), at(situation.now)
    ready = {(ticket.arrival, ticket.order) for ticket in hall.ready("counter", now)}
    found = dict[str | None, int]()
    while called := hall.choice("counter", now):
        ticket = hall.call("counter", now)
        if called.head[0][:2] in ready:
            found[situation.label(ticket)] = share(called.head, now)
    assert situation.shares is None or found == situation.shares


@pytest.mark.parametrize("situation", COMINGS, ids=lambda situation: situation.en)
def test_the_right_counter_takes_who_comes(situation: Coming) -> None:
    idle = []
    for one in situation.idle:
        number, skill, busy, since = one.split()
        idle.append(Idle(int(number), int(skill), int(busy), at(since)))
    taker = route(idle)
    assert (taker and taker.number) == situation.taker
