"""How chatter becomes presses: a property of contacts, whatever they are wired to."""

from collections.abc import Iterable
from itertools import accumulate, cycle, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.keys import QUIET_S, STUCK_AFTER_S, Debounce, Press, together

Edges = list[tuple[float, bool]]


def pressed(edges: Edges, key: str = "next") -> list[Press]:
    debounce = Debounce()
    presses = (debounce.edge(key, at, down=down) for at, down in edges)
    return [press for press in presses if press]


def test_a_press_that_bounces_is_one_press() -> None:
    edges = [(0.000, True), (0.004, False), (0.009, True), (0.200, False), (0.203, True)]
    assert pressed([*edges, (0.205, False)]) == [Press("next", 0.0)]


def test_a_key_that_lost_its_opening_edge_is_not_pressed_twice() -> None:
    assert pressed([(0.0, True), (1.0, True)]) == [Press("next", 0.0)]


chatter = st.lists(st.floats(0, QUIET_S * 0.9), max_size=3).map(lambda waits: [*waits, *waits])
rest = st.floats(QUIET_S * 1.1, 5)


@given(st.lists(st.tuples(chatter, rest, chatter, rest), max_size=20))
def test_every_press_is_one_press_however_it_chatters(
    presses: list[tuple[list[float], float, list[float], float]],
) -> None:
    waits = [
        wait
        for closing, held, opening, apart in presses
        for wait in (*closing, held, *opening, apart)
    ]
    edges = list(zip(accumulate(waits, initial=0.0), cycle([True, False]), strict=False))
    begins = accumulate(
        (sum(closing) + held + sum(opening) + apart for closing, held, opening, apart in presses),
        initial=0.0,
    )
    heard = [press.at for press in pressed(edges[: len(waits)])]
    assert heard == pytest.approx(list(begins)[: len(presses)])


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans())).map(sorted))
def test_presses_of_one_key_are_never_closer_than_chatter(edges: Edges) -> None:
    times = [press.at for press in pressed(edges)]
    assert all(later - earlier >= QUIET_S for earlier, later in pairwise(times))


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans(), st.sampled_from("ab"))).map(sorted))
def test_keys_do_not_disturb_one_another(edges: list[tuple[float, bool, str]]) -> None:
    debounce = Debounce()
    both = [debounce.edge(key, at, down=down) for at, down, key in edges]
    for key in "ab":
        alone = pressed([(at, down) for at, down, other in edges if other == key], key)
        assert [press for press in both if press and press.key == key] == alone


pushes = st.lists(st.tuples(chatter, rest, chatter, rest), min_size=1, max_size=20)


@given(pushes, st.data())
def test_a_key_is_down_from_its_first_edge_and_stuck_when_that_is_too_long(
    presses: list[tuple[list[float], float, list[float], float]], data: st.DataObject
) -> None:
    debounce, at = Debounce(), 0.0
    for closing, held, opening, apart in presses:
        begun, down = at, True
        for wait in (*closing, held, *opening):
            debounce.edge("next", at, down=down)
            at, down = at + wait, not down
            if down is False:
                assert debounce.down(at) == {"next": pytest.approx(at - begun)}
        jam = data.draw(st.floats(0, STUCK_AFTER_S))
        long_down = debounce.down(at + jam).get("next", 0.0)
        assert debounce.stuck(at + jam) == ({"next"} if long_down > STUCK_AFTER_S else set())
        debounce.edge("next", at, down=False)
        assert debounce.down(at) == {}
        assert debounce.stuck(at + 100) == set()
        at += apart


def test_two_keys_at_the_same_instant_are_two_presses_in_their_order() -> None:
    debounce = Debounce()
    both = [debounce.edge(key, 1.0, down=True) for key in ("recall", "next")]
    assert both == [Press("recall", 1.0), Press("next", 1.0)]
    assert debounce.down(1.5) == {"recall": 0.5, "next": 0.5}


def test_a_press_whose_first_closing_was_missed_is_still_a_press() -> None:
    assert pressed([(0.0, False), (0.004, True)]) == [Press("next", 0.004)]


def test_a_contact_that_flickers_under_the_finger_was_held_all_the_time() -> None:
    debounce = Debounce()
    for at, down in [(0.0, True), (4.0, False), (4.0 + QUIET_S / 2, True)]:
        debounce.edge("next", at, down=down)
    assert debounce.down(5.0) == {"next": 5.0}


@pytest.mark.parametrize(
    ("chord", "seconds"),
    [(["a", "b"], 2.0), (["b"], 5.0), (["a", "c"], 0.0), ([], 0.0)],
)
def test_a_chord_is_as_old_as_the_last_of_its_keys(chord: Iterable[str], seconds: float) -> None:
    assert together({"a": 2.0, "b": 5.0}, chord) == seconds
