"""Where a ticket goes, and which number is called, chosen with few keys."""

from dataclasses import replace
from uuid import UUID

import pytest

from contract import messages as m
from counter_display import choosing, frames
from counter_display.choosing import Surroundings
from counter_display.model import Failure, State, pressed, seen, seen_around, ticked
from hardware.sign import Shown
from tests.counter_display.scene import A012, A013, NOON, counter, settings, visit

ID = UUID(int=1)
SETTINGS = settings()
HALF = NOON + 5_000
TOO_LATE = NOON + 10_000


def queue(service: str, prefix: str) -> m.QueueState:
    return m.QueueState(
        service=service, name=service, prefix=prefix, waiting=0, day="2026-09-21", seq=1
    )


def other(
    name: str, status: m.CounterStatus = m.CounterStatus.OPEN, *, service: str = "dat-dai"
) -> m.CounterState:
    state = counter(status=status)
    return state.model_copy(update={"counter": name, "services": (service,)})


AROUND = (
    queue("ho-tich", "H"),
    queue("dat-dai", "A"),
    queue("doanh-nghiep", "C"),
    other("10"),
    other("3A"),
    other("4", m.CounterStatus.PAUSED),
    other("5", service="ho-tich"),
)


def at(own: m.CounterState) -> State:
    """A display that knows its surroundings."""
    state = State()
    for drawn in AROUND:
        state = seen_around(state, drawn)
    services = {"services": ("dat-dai", "doanh-nghiep")}
    return seen(state, own.model_copy(update=services), NOON)


def after(own: m.CounterState, *keys: str) -> tuple[State, m.Ask | None]:
    state, ask = at(own), None
    for key in keys:
        state, ask = pressed(state, key, ID, NOON)
    return state, ask


def sign(state: State) -> str:
    return frames.sign(state, NOON, SETTINGS).text


def test_transfer_offers_other_services_and_then_open_counters_of_this_one() -> None:
    offered = [sign(after(counter(visit()), *["transfer"] * n)[0]) for n in range(1, 6)]
    assert offered == ["C---", "H---", "--3A", "--10", "C---"]


def test_next_sends_the_ticket_to_the_service_that_is_offered() -> None:
    state, ask = after(counter(visit()), "transfer", "transfer", "next")
    assert ask == m.TransferAsk(id=ID, counter="3", ticket=A012, service="ho-tich")
    assert (state.asking, state.choice) == ("transfer", None)


def test_next_sends_the_ticket_to_the_counter_that_is_offered() -> None:
    _, ask = after(counter(visit()), "transfer", "transfer", "transfer", "next")
    assert ask == m.TransferAsk(id=ID, counter="3", ticket=A012, to="3A")


def test_a_counter_can_be_typed() -> None:
    state, _ = after(counter(visit()), "transfer", "1", "0")
    assert sign(state) == "--10"
    _, ask = pressed(state, "next", ID, NOON)
    assert ask == m.TransferAsk(id=ID, counter="3", ticket=A012, to="10")


def test_nobody_is_transferred_from_an_empty_counter() -> None:
    state, ask = after(counter(), "transfer")
    assert (state.failure, ask) == (Failure("transfer", NOON, m.Reason.WRONG_STAGE), None)


def test_call_types_the_number_as_it_stands_on_the_slip() -> None:
    state, _ = after(counter(), "call")
    assert sign(state) == "A___"
    state, _ = after(counter(), "call", "0", "1", "3")
    assert sign(state) == "A013"
    _, ask = pressed(state, "next", ID, NOON)
    assert ask == m.CallAsk(
        id=ID, counter="3", label="A013", reason=m.CallReason.NEEDS_HELP, seen=None
    )


def test_call_again_goes_to_the_next_series_of_the_counter() -> None:
    state, ask = after(counter(visit()), "call", "0", "call", "0", "0", "7", "next")
    assert isinstance(ask, m.CallAsk)
    assert (ask.label, ask.seen) == ("C007", A012)
    assert state.asking == "call"


def test_a_number_that_was_set_aside_here_is_called_for_that_reason() -> None:
    own = counter().model_copy(update={"parked": (visit(A013).ticket,)})
    _, ask = after(own, "call", "0", "1", "3", "next")
    assert isinstance(ask, m.CallAsk)
    assert ask.reason is m.CallReason.PARKED


def test_a_fifth_digit_begins_the_number_anew() -> None:
    assert sign(after(counter(), "call", *"10005")[0]) == "A__5"


def test_an_empty_number_cannot_be_confirmed() -> None:
    state, ask = after(counter(), "call", "next")
    assert ask is None
    assert state.choice is not None


@pytest.mark.parametrize("key", ["pause", "recall", "no_show", "park"])
def test_any_other_key_drops_the_choice_and_does_nothing_else(key: str) -> None:
    state, ask = after(counter(visit()), "transfer", key)
    assert (state.choice, ask) == (None, None)


def test_a_choice_that_nobody_goes_on_with_is_dropped() -> None:
    state, _ = after(counter(visit()), "transfer")
    assert ticked(state, TOO_LATE - 1, SETTINGS.choose_s) == state
    assert ticked(state, TOO_LATE, SETTINGS.choose_s).choice is None
    assert frames.next_change(replace(state, called_at=0), NOON, SETTINGS) == TOO_LATE


def test_each_press_gives_the_choice_its_time_again() -> None:
    state, _ = pressed(after(counter(visit()), "transfer")[0], "transfer", ID, HALF)
    assert ticked(state, TOO_LATE, SETTINGS.choose_s).choice is not None


def test_a_choice_for_one_ticket_is_never_confirmed_for_another() -> None:
    state, _ = after(counter(visit()), "transfer")
    assert seen(state, counter(visit(A013)), NOON).choice is None
    assert seen(state, counter(visit(calls=2)), NOON).choice is not None


def test_digits_mean_nothing_without_a_choice() -> None:
    assert pressed(at(counter()), "7", ID, NOON) == (at(counter()), None)


def test_the_lamp_of_the_key_that_chooses_is_on() -> None:
    state, _ = after(counter(visit()), "transfer")
    assert frames.lit(state, NOON, SETTINGS) == "transfer"
    assert not frames.sign(state, NOON, SETTINGS).blink


def test_park_sets_the_visit_aside_and_calls_the_first_that_was_back_to_a_free_counter() -> None:
    _, ask = after(counter(visit()), "park")
    assert ask == m.ParkAsk(id=ID, counter="3", ticket=A012)
    parked = counter().model_copy(update={"parked": (visit(A013).ticket, visit().ticket)})
    _, ask = after(parked, "park")
    assert ask == m.CallAsk(id=ID, counter="3", label="A013", reason=m.CallReason.PARKED)
    assert after(counter(), "park")[0].failure is not None


def summoned(status: m.CounterStatus) -> State:
    why = m.Summons(
        service="dat-dai", reason=m.SummonsReason.NO_COUNTER, since=NOON - 60_000, times=1
    )
    return at(counter(status=status).model_copy(update={"summons": why}))


def test_a_counter_on_call_is_dark_until_its_officer_is_summoned() -> None:
    quiet = at(counter(status=m.CounterStatus.ON_CALL))
    assert frames.sign(quiet, NOON, SETTINGS) == Shown("")
    assert frames.lit(quiet, NOON, SETTINGS) is None


def test_a_summoned_counter_blinks_and_opens_by_next() -> None:
    state = summoned(m.CounterStatus.ON_CALL)
    assert frames.sign(state, NOON, SETTINGS) == Shown("CALL", blink=True)
    assert frames.lit(state, NOON, SETTINGS) == "next"
    _, ask = pressed(state, "next", ID, NOON)
    assert ask == m.NextAsk(id=ID, counter="3", seen=None)


def test_a_closed_counter_that_is_summoned_blinks_but_its_officer_must_sign_in() -> None:
    state = summoned(m.CounterStatus.CLOSED)
    assert frames.sign(state, NOON, SETTINGS) == Shown("CALL", blink=True)
    assert frames.lit(state, NOON, SETTINGS) is None


def test_a_queue_without_a_prefix_has_a_place_on_the_sign() -> None:
    around = Surroundings({"x": queue("x", "")}, {})
    (target,) = choosing.targets(counter(visit()), around)
    assert target.shown == "_---"


@pytest.mark.parametrize(
    ("prefix", "signs"),
    [
        ("AB", ["AB__", "AB_1", "AB12", "_123", "1234"]),
        ("12", ["12__", "12_1", "1212", "_123", "1234"]),
        ("A", ["A___", "A__1", "A_12", "A123", "1234"]),
        ("", ["____", "___1", "__12", "_123", "1234"]),
    ],
)
def test_a_number_is_typed_after_a_prefix_of_any_length(prefix: str, signs: list[str]) -> None:
    around = Surroundings({"x": queue("x", prefix)}, {})
    own = counter().model_copy(update={"services": ("x",)})
    choice = choosing.Choice("call", NOON, None)
    shown = []
    for digit in ["", *"1234"]:
        choice = choosing.typed(choice, digit, NOON) if digit else choice
        shown.append(choosing.shown(choice, own, around))
        ask = choosing.confirmed(choice, own, around, ID, m.CallReason.NEEDS_HELP)
        assert (ask.label if isinstance(ask, m.CallAsk) else "") == (
            prefix + choice.typed if digit else ""
        )
    assert shown == signs


@pytest.mark.parametrize(("prefix", "shown"), [("AB", "AB--"), ("12", "12--"), ("A1", "A1--")])
def test_a_queue_with_two_signs_before_its_numbers_has_a_place_on_the_sign(
    prefix: str, shown: str
) -> None:
    assert choosing.shown_queue(prefix) == shown != choosing.shown_counter(prefix)
