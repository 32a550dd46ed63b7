"""The access list lets everybody say and hear what the channels declare, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from contract import messages as m
from contract.acl import acl
from contract.channels import ASKS, BRIDGE, BROKER, EVENTS, STATES, Topics
from runtime.wire import matches

CENTRE = "mot-cua"
HERE, THERE = Topics(CENTRE), Topics("mot-cua-2")
ID = UUID(int=1)


@dataclass(frozen=True)
class Right:
    """One line of the list."""

    user: str | None
    """Whom it is about; None for everybody."""
    access: str
    topic_filter: str


def rights(text: str) -> Iterator[Right]:
    """Read an access list as mosquitto.conf(5) describes it."""
    user = ""
    for line in text.splitlines():
        match line.split():
            case [] | ["#", *_]:
                pass
            case ["user", name]:
                user = name
            case ["topic", access, topic_filter]:
                yield Right(user, access, topic_filter)
            case ["pattern", access, topic_filter]:
                yield Right(None, access, topic_filter)
            case _:
                raise ValueError(line)


def may(user: str, access: str, topic: str) -> bool:
    fitting = {
        right.access
        for right in rights(acl(CENTRE))
        if right.user in (None, user) and matches(right.topic_filter.replace("%u", user), topic)
    }
    return access in fitting and "deny" not in fitting


ask_topics = pytest.mark.parametrize("ask", [channel.model for channel in ASKS.values()])
event_topics = pytest.mark.parametrize("event", [channel.model for channel in EVENTS.values()])
broker_states = pytest.mark.parametrize(
    "state", [channel.model for channel in STATES.values() if channel.writer == "broker"]
)


@ask_topics
def test_a_device_asks_in_its_own_name_only(ask: type[m.Ask]) -> None:
    assert may("pad-1", "write", HERE.ask("pad-1", ask))
    assert not may("pad-1", "write", HERE.ask("pad-2", ask))
    assert not may("pad-1", "write", THERE.ask("pad-1", ask))


@ask_topics
def test_only_who_answers_hears_what_is_asked(ask: type[m.Ask]) -> None:
    [server] = [channel.server for channel in ASKS.values() if channel.model is ask]
    assert may(server, "read", HERE.ask("pad-1", ask))
    assert not may(({BROKER, BRIDGE} - {server}).pop(), "read", HERE.ask("pad-1", ask))
    assert not may("pad-1", "read", HERE.ask("pad-1", ask))
    assert not may("pad-1", "read", HERE.ask("pad-2", ask))


def test_an_answer_is_heard_by_its_asker_only() -> None:
    assert may("pad-1", "read", HERE.answer("pad-1", ID))
    assert not may("pad-1", "read", HERE.answer("pad-2", ID))


@pytest.mark.parametrize("server", [BROKER, BRIDGE])
def test_only_the_queue_service_and_the_bridge_answer(server: str) -> None:
    assert may(server, "write", HERE.answer("pad-1", ID))
    assert not may("pad-1", "write", HERE.answer("pad-1", ID))


@broker_states
def test_only_the_queue_service_draws_counters_and_queues(state: type[m.Message]) -> None:
    assert may(BROKER, "write", HERE.state(state, "1"))
    assert not may("pad-1", "write", HERE.state(state, "1"))
    assert not may("1", "write", HERE.state(state, "1"))


def test_a_device_says_how_it_is_itself() -> None:
    assert may("pad-1", "write", HERE.state(m.DeviceState, "pad-1"))
    assert may(BROKER, "write", HERE.state(m.DeviceState, BROKER))
    assert not may("pad-1", "write", HERE.state(m.DeviceState, "pad-2"))
    assert not may(BROKER, "write", HERE.state(m.DeviceState, "pad-1"))


@pytest.mark.parametrize("state", [channel.model for channel in STATES.values()])
def test_everybody_sees_every_state(state: type[m.Message]) -> None:
    assert may("pad-1", "read", HERE.state(state, "anything"))
    assert not may("pad-1", "read", THERE.state(state, "anything"))


@event_topics
def test_only_the_queue_service_tells_events_and_everybody_hears_them(event: type[m.Event]) -> None:
    assert may("pad-1", "read", HERE.event(event))
    assert may(BROKER, "write", HERE.event(event))
    assert not may("pad-1", "write", HERE.event(event))


@pytest.mark.parametrize("user", ["pad-1", BROKER, BRIDGE])
@pytest.mark.parametrize("access", ["read", "write"])
@pytest.mark.parametrize(
    "topic",
    [
        "motcua",
        "motcua/1/mot-cua",
        "motcua/2/mot-cua/pad-1/ask/ticket",
        "motcua/1/mot-cua/pad-1/note/x",
        "motcua/1/mot-cua/pad-1/ask/ticket/more",
        "motcua/1/mot-cua/state/secret/1",
        "$SYS/broker/clients/total",
    ],
)
def test_nobody_has_anything_to_do_elsewhere(user: str, access: str, topic: str) -> None:
    assert not may(user, access, topic)
