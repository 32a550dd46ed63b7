"""Settings that contradict each other are refused in words that name the fix."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from pydantic import ValidationError

from broker.settings import CentreSettings
from runtime.settings import SettingsError, read
from tests.broker.desk import EXAMPLE, changed, example


def test_the_example_can_be_used_as_it_is() -> None:
    settings = example()
    assert (settings.device, len(settings.counters)) == ("broker", 7)


@pytest.fixture
def complaint(tmp_path: Path) -> Callable[[str, str], str]:
    """What is said about the example when one thing in it is written differently."""

    def about(right: str, wrong: str) -> str:
        text = EXAMPLE.read_text(encoding="utf-8")
        assert right in text
        path = tmp_path / "centre.toml"
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        with pytest.raises(SettingsError) as error:
            read(path, CentreSettings)
        return str(error.value).removeprefix(f"{path}: ")

    return about


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            'id = "tai-chinh"',
            'id = "nong-nghiep"',
            'agency "nong-nghiep" is declared twice: rename or remove one',
        ),
        (
            'id = "doanh-nghiep"',
            'id = "dat-dai"',
            'service "dat-dai" is declared twice: rename or remove one',
        ),
        ('name = "2"', 'name = "1"', 'counter "1" is declared twice: rename or remove one'),
        (
            'id = "quoc-viet"',
            'id = "anh-tuyet"',
            'officer "anh-tuyet" is declared twice: rename or remove one',
        ),
        (
            'name = "dispenser-2"',
            'name = "dispenser-1"',
            'device "dispenser-1" is declared twice: rename or remove one',
        ),
        (
            'prefix = "C"',
            'prefix = "A"',
            (
                'the numbers of "dat-dai" and "doanh-nghiep" could be the same: give one of them'
                " another `prefix`"
            ),
        ),
        (
            'agency = "tu-phap"',
            'agency = "cong-thuong"',
            (
                'service "ho-tich" names the agency "cong-thuong", which is not declared: add it,'
                " or correct the name"
            ),
        ),
        (
            'services = ["dat-dai"]',
            'services = ["dat-rung"]',
            (
                'counter "1" names the service "dat-rung", which is not declared: add it, or'
                " correct the name"
            ),
        ),
        (
            'counter = "5"',
            'counter = "7"',
            (
                'device "counter-5" names the counter "7", which is not declared: add it, or'
                " correct the name"
            ),
        ),
        (
            'services = ["dien-nuoc"]',
            'services = ["bao-hiem"]',
            'no counter serves "dien-nuoc": add it to the `services` of a counter',
        ),
        (
            'prefix = "C"',
            'prefix = "K"',
            (
                'the prefix "K" of "doanh-nghiep" cannot be read on seven segments: choose another'
                ' letter, or signs = "matrix" if they show every letter'
            ),
        ),
        (
            'id = "priority"',
            'id = "normal"',
            'class "normal" is declared twice: rename or remove one',
        ),
        (
            "[visit]",
            '[appointments]\nticket_class = "booked"\n\n[visit]',
            (
                '[appointments] names the class "booked", which is not declared: add it, or'
                " correct the name"
            ),
        ),
        (
            "secondary = { dat-dai = 700 }",
            "secondary = { dat-rung = 700 }",
            (
                'counter "3" names the service "dat-rung", which is not declared: add it, or'
                " correct the name"
            ),
        ),
        (
            "promise_min = 30",
            "promise_min = 30\nconfirmed_by_reception = true",
            (
                'class "normal" is everybody\'s, as it is the first: remove'
                " `confirmed_by_reception`, or put another class first"
            ),
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(
    complaint: Callable[[str, str], str], right: str, wrong: str, says: str
) -> None:
    assert complaint(right, wrong) == says


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('"07:00-11:30"', '"7-11"', "must look like 07:00-11:30"),
        ('"07:00-11:30"', '"07:00-11:60"', "must look like 07:00-11:30"),
        ('"07:00-11:30"', '"24:00-24:00"', "must look like 07:00-11:30"),
        ('"07:00-11:30"', '"11:30-07:00"', "must begin before it ends"),
        ('"07:00-11:30"', '"07:00-07:00"', "must begin before it ends"),
        ("Asia/Ho_Chi_Minh", "Asia/Saigon!", "must be a time zone such as Asia/Ho_Chi_Minh"),
        ("Asia/Ho_Chi_Minh", "../../etc/passwd", "must be a time zone such as Asia/Ho_Chi_Minh"),
        ('role = "dispenser"', 'role = "pad"', 'a pad needs a counter: add counter = "..."'),
        (
            'role = "counter"',
            'role = "console"',
            "a console has no counter: remove `counter`",
        ),
        (
            "secondary = { dat-dai = 700 }",
            "secondary = { doanh-nghiep = 700 }",
            '"doanh-nghiep" is in `services` already: remove it from `secondary`',
        ),
        (
            'services = ["dat-dai"]',
            'services = ["dat-dai", "dat-dai"]',
            '"dat-dai" is in `services` twice: remove one',
        ),
        (
            "[visit]",
            "[leases]\nfirst = 800\nlast = 700\n\n[visit]",
            "`first` is 800, `last` 700: exchange them",
        ),
        (
            "[visit]",
            "[leases]\nleast = 80\nmost = 70\n\n[visit]",
            "`least` is 80, `most` 70: exchange them",
        ),
        ('"dispenser-1"', '"broker"', '"broker" is reserved: choose another name'),
        ('"dispenser-1"', '"state"', '"state" is reserved: choose another name'),
        ('"dispenser-1"', '"event"', '"event" is reserved: choose another name'),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    complaint: Callable[[str, str], str], right: str, wrong: str, says: str
) -> None:
    assert complaint(right, wrong).endswith(f": {says}")


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('prefix = "A"', 'prefix = "a"', 'services[1, id "dat-dai"].prefix'),
        ('name = "3A"', 'name = "3a"', 'counters[4, name "3a"].name'),
        ('role = "dispenser"', 'role = "printer"', 'devices[1, name "dispenser-1"].role'),
        ("no_show_after_s = 45", "no_show_after_s = -1", "visit.no_show_after_s"),
        ("promise_min = 30", "promise_min = 0", 'classes[1, id "normal"].promise_min'),
        ("head_start_min = 5", "head_start_min = -5", 'classes[2, id "priority"].head_start_min'),
        ('"promised"', '"fairest"', "dispatch.policy"),
        ("dat-dai = 700", "dat-dai = 400", 'counters[3, name "3"].secondary.dat-dai'),
        ("window_min = 60", "window_min = -1", "dispatch.window_min"),
        ('day_turns = "03:00"', 'day_turns = "3 h"', "day_turns"),
        ('zone = "Asia', 'timezone = "Asia', "timezone"),
    ],
)
def test_a_complaint_begins_with_its_place(
    complaint: Callable[[str, str], str], right: str, wrong: str, key: str
) -> None:
    assert complaint(right, wrong).startswith(f"{key}: ")


# --- Series of numbers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefixes", "sound"),
    [
        (("", "A"), True),
        (("1", "2"), True),
        (("1", "A"), True),
        (("A", "A"), False),
        (("", ""), False),
        (("", "1"), False),  # 1 and 001 next to 1001
        (("1", ""), False),
    ],
)
def test_a_number_tells_its_service(prefixes: tuple[str, str], *, sound: bool) -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"], services[1]["prefix"] = prefixes
    with nullcontext() if sound else pytest.raises(ValidationError, match="another `prefix`"):
        changed(services=services)


def test_a_sign_that_shows_every_letter_leaves_the_choice_of_the_prefix() -> None:
    services = [dict(one) for one in example().model_dump()["services"]]
    services[0]["prefix"] = "W"
    assert changed(services=services, signs="matrix").services["dat-dai"].prefix == "W"


def test_a_centre_that_declares_no_class_has_three() -> None:
    settings = example().model_dump()
    del settings["classes"]
    promised = {known.id: known.promise_min for known in CentreSettings(**settings).classes}
    assert promised == {"normal": 30, "priority": 10, "appointment": 10}


def test_appointments_of_a_centre_with_one_class_are_of_that_class() -> None:
    assert changed(classes=[{"id": "all", "promise_min": 20}]).appointment_class == "all"
