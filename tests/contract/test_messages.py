"""Messages are closed and strict: what they accept is exactly what they say."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contract import messages as m
from tests.contract.spoken import ANSWERS, SPOKEN, allowed

ANSWER: TypeAdapter[m.Answer] = TypeAdapter(m.Answer)
ID = "6bad6be2-8e7a-46e9-9f19-950499dd251d"

all_spoken = pytest.mark.parametrize("model", SPOKEN, ids=lambda model: model.__name__)


@all_spoken
@settings(max_examples=30)
@given(data=st.data())
def test_a_message_is_the_same_after_its_journey(
    model: type[m.Message], data: st.DataObject
) -> None:
    message = model.model_validate_json(json.dumps(data.draw(allowed(model))))
    assert model.model_validate_json(message.model_dump_json()) == message


@all_spoken
@settings(max_examples=5)
@given(data=st.data())
def test_an_unknown_field_is_refused(model: type[m.Message], data: st.DataObject) -> None:
    said = data.draw(allowed(model)) | {"colour": "red"}
    with pytest.raises(ValidationError, match="colour"):
        model.model_validate_json(json.dumps(said))


@all_spoken
@settings(max_examples=5)
@given(data=st.data())
def test_a_message_cannot_be_changed(model: type[m.Message], data: st.DataObject) -> None:
    message = model.model_validate_json(json.dumps(data.draw(allowed(model))))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(message, next(iter(model.model_fields)), None)


@pytest.mark.parametrize("model", ANSWERS, ids=lambda model: model.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_an_answer_says_which_one_it_is(model: type[m.Message], data: st.DataObject) -> None:
    answer = model.model_validate_json(json.dumps(data.draw(allowed(model))))
    assert ANSWER.validate_json(answer.model_dump_json()) == answer


# --- Strictness ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (m.NextAsk, {"counter": 5}),
        (m.NextAsk, {"counter": "5", "seen": "nobody"}),
        (m.NextAsk, {"counter": ""}),
        (m.NextAsk, {"counter": "1/2"}),
        (m.NextAsk, {"counter": "+"}),
        (m.NextAsk, {"counter": "1\n"}),
        (m.NextAsk, {"counter": "3a"}),
        (m.NextAsk, {"counter": "1234567"}),
        (m.TicketAsk, {"service": "Dat-dai"}),
        (m.TicketAsk, {"service": "dat dai"}),
        (m.TicketAsk, {"service": "dat/dai"}),
        (m.TicketAsk, {"service": "dat-dai\n"}),
        (m.TicketAsk, {"service": "đất-đai"}),
        (m.TicketAsk, {"service": "x" * 33}),
        (m.TicketAsk, {"service": "dat-dai", "intent": "FILE"}),
        (m.PrintedAsk, {"ticket": 5}),
        (m.VoidAsk, {"ticket": ID, "reason": "bored"}),
        (m.VoidAsk, {"ticket": ID}),
        (m.CounterAsk, {"counter": "1", "action": "explode"}),
        (m.RatingAsk, {"counter": "1", "ticket": ID, "day": "23/11/2026", "level": "neutral"}),
        (m.RatingAsk, {"counter": "1", "ticket": ID, "day": "2026-11-23", "level": 3}),
        (m.RatingAsk, {"counter": "1", "ticket": ID, "day": 20261123, "level": "neutral"}),
    ],
)
def test_a_wrong_value_is_refused(model: type[m.Ask], said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate_json(json.dumps({"id": ID, **said}))


@pytest.mark.parametrize(
    "count", ['"5"', "5.5", "true", "null", "NaN", "1e999", "[5]"], ids=lambda text: text
)
def test_only_a_whole_number_is_a_count(count: str) -> None:
    said = (
        f'{{"service": "dat-dai", "name": "x", "waiting": {count}, "day": "2026-11-23", "seq": 1}}'
    )
    with pytest.raises(ValidationError, match="waiting"):
        m.QueueState.model_validate_json(said)


@pytest.mark.parametrize("moment", [-1, 1 << 53])
def test_a_moment_is_one_that_every_json_reader_can_hold(moment: int) -> None:
    said = {"device": "pad-1", "status": "online", "at": moment}
    with pytest.raises(ValidationError, match="at"):
        m.DeviceState.model_validate_json(json.dumps(said))


@pytest.mark.parametrize("said", ["5", "", "x", None, [], {}])
def test_an_ask_has_a_uuid(said: object) -> None:
    with pytest.raises(ValidationError, match="id"):
        m.TicketAsk.model_validate_json(json.dumps({"id": said, "service": "dat-dai"}))


def test_a_newer_speaker_may_say_more_where_the_listener_allows_it() -> None:
    said = '{"kind": "done", "thanks": true}'
    assert ANSWER.validate_json(said, extra="ignore") == m.Done()


def test_a_newer_speaker_may_say_more_deep_inside() -> None:
    said = {
        "counter": "1",
        "status": "open",
        "officer": {"id": "anh-tuyet", "name": "Ánh Tuyết", "shoes": 38},
        "day": "2026-11-23",
        "seq": 1,
    }
    state = m.CounterState.model_validate_json(json.dumps(said), extra="ignore")
    assert state.officer == m.Officer(id="anh-tuyet", name="Ánh Tuyết")
