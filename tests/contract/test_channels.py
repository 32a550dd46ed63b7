"""Topics name their channel and nothing else, and can be read back."""

from inspect import isclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from contract import messages as m
from contract.channels import ASKS, EVENTS, STATES, AskChannel, Topics
from runtime.wire import matches

NAMES = st.from_regex(TypeAdapter(m.Name).json_schema()["pattern"], fullmatch=True)
KEYS = NAMES | st.from_regex(TypeAdapter(m.CounterName).json_schema()["pattern"], fullmatch=True)


@given(centre=NAMES, device=NAMES, channel=st.sampled_from(list(ASKS.values())))
def test_an_asks_topic_says_who_asks_what(centre: str, device: str, channel: AskChannel) -> None:
    topics = Topics(centre)
    topic = topics.ask(device, channel.model)
    assert topics.asked(topic) == (device, channel.name)
    assert matches(topics.ask("+", "+"), topic)


@given(centre=NAMES, other=NAMES, device=NAMES)
def test_one_centre_does_not_hear_another(centre: str, other: str, device: str) -> None:
    topic = Topics(centre).ask(device, m.TicketAsk)
    assert matches(Topics(other).ask("+", "+"), topic) is (centre == other)


@given(device=NAMES, ask=st.uuids())
def test_an_answer_is_heard_by_its_asker_only(device: str, ask: UUID) -> None:
    topics = Topics("mot-cua")
    topic = topics.answer(device, ask)
    assert matches(topics.answer(device, "+"), topic)
    assert not matches(topics.answer(f"{device}-2", "+"), topic)


@given(centre=NAMES, key=KEYS)
def test_no_two_channels_share_a_topic(centre: str, key: str) -> None:
    topics = Topics(centre)
    every = [
        *(topics.ask("pad-1", channel.model) for channel in ASKS.values()),
        topics.answer("pad-1", UUID(int=1)),
        *(topics.state(channel.model, key) for channel in STATES.values()),
        *(topics.event(channel.model) for channel in EVENTS.values()),
    ]
    assert len(set(every)) == len(every)
    assert all(topic.startswith(f"motcua/1/{centre}/") for topic in every)


def test_every_ask_state_and_event_has_its_channel() -> None:
    declared = {
        *(channel.model for channel in ASKS.values()),
        *(channel.model for channel in STATES.values()),
        *(channel.model for channel in EVENTS.values()),
    }
    written = {
        one
        for one in vars(m).values()
        if isclass(one)
        and issubclass(one, m.Message)
        and one.__name__.endswith(("Ask", "State", "Event"))
        and one not in (m.Ask, m.Event)
    }
    assert declared == written


@pytest.mark.parametrize("channel", ASKS.values(), ids=lambda channel: channel.name)
def test_every_ask_may_be_refused(channel: AskChannel) -> None:
    assert m.Refused in channel.answers


def test_what_is_kept_is_keyed_by_a_field_of_its_own() -> None:
    for channel in STATES.values():
        assert channel.key in channel.model.model_fields
