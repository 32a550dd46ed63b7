"""Whatever somebody touches, there is a way on and a way home, and nothing of them stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faces.pin import Guesses
from faces.texts import LANGUAGES, Language
from kiosk.visitor import is_fresh, somebody
from kiosk.world import World
from tests.kiosk.procedures import LAND
from tests.kiosk.scene import SETTINGS, Person, dossier, world
from tests.kiosk.views import ACTS, LOOKS, person_at, views

WORLDS = (world(), world(reached=False), World(), world(prints=False), world(queues={}))
STRAY = (
    "type:a", "type:đ", "erase", "enter", "marks", "scan:000.00.16.G04-220324-0020", "scan:xyz",
    f"scan:{LAND.code}", "scrolled", "scroll:more", "ear:toggle", "ear:next", "ear:confirm",
    "tick:0", "case:7", "more", "less", "take", "print", "corner:down", "corner:up", "no:thing",
    "procedure:9.999999", "agency:nobody", "open:technician", "tab:nothing",
)  # fmt: skip
SECRET = "bí mật của tôi"  # noqa: S105 - an example

choices = st.lists(
    st.one_of(st.integers(0, 60), st.sampled_from(STRAY), st.floats(0.1, 14)), max_size=25
)


def led(known: World, steps: list[int | str | float]) -> Person:
    """Somebody who touches what is there, and also what is not."""
    person = Person(known)
    for step in steps:
        match step:
            case int():
                there = person.touchable()
                person.touch(there[step % len(there)])
            case str():
                person.touch(step)
            case float():
                person.wait(step)
        if person.state.busy:  # its end is the app's business: here it is told
            person.state = replace(person.state, press=None)
    return person


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WORLDS), choices)
def test_no_sequence_of_touches_leads_into_a_dead_end(
    known: World, steps: list[int | str | float]
) -> None:
    person = led(known, steps)
    person.state = replace(person.state, press=None)
    assert person.touchable()
    person.touch("home", "home")
    assert person.page == "start"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(WORLDS), choices)
def test_who_leaves_the_kiosk_leaves_nothing_there(
    known: World, steps: list[int | str | float]
) -> None:
    person = led(known, steps)
    person.state = replace(person.state, press=None)
    person.touch("corner:up").wait(max(SETTINGS.touch.idle_s, SETTINGS.touch.reading_s) + 0.1)
    assert is_fresh(person.state.visitor, SETTINGS)
    kept = replace(person.state.visitor, guesses=Guesses(), touched_at=0)
    assert kept == somebody(SETTINGS)


@settings(max_examples=60, deadline=None)
@given(choices)
def test_the_way_back_always_ends_on_the_first_page(steps: list[int | str | float]) -> None:
    person = led(world(), steps)
    person.state = replace(person.state, press=None)
    for _ in range(60):
        if person.page == "start":
            break
        person.touch("back")
    assert person.page == "start"


def test_every_screen_is_wiped_by_time_alone() -> None:
    for name in ACTS:
        person = person_at(name, "en", LOOKS["all"])
        visitor = replace(
            person.state.visitor,
            dossier=dossier(holder=SECRET),
            ticked=frozenset({1}),
            typed=SECRET,
            receipt=SECRET,
            feedback=SECRET,
            query=SECRET,
        )
        person.state = replace(person.state, visitor=visitor, press=None)
        person.wait(SETTINGS.touch.idle_s)
        assert is_fresh(person.state.visitor, SETTINGS), name
        assert SECRET not in str(person.view), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_words_in_every_language(language: Language) -> None:
    for name, view in views(language, LOOKS["plain"]):
        assert view.page is None or view.page.title, name
        assert view.sentence, name
