"""Settings that contradict each other are refused in words that name the fix."""

from collections.abc import Callable
from pathlib import Path

import pytest

from broker.settings import CentreSettings
from runtime.settings import SettingsError, read
from tests.broker.desk import EXAMPLE, example


def test_the_example_can_be_used_as_it_is() -> None:
    settings = example()
    assert (settings.device, len(settings.counters)) == ("broker", 6)


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
        ('prefix = "C"', 'prefix = "A"', 'prefix "A" is declared twice: rename or remove one'),
        (
            'agency = "tu-phap"',
            'agency = "cong-thuong"',
            'agency "cong-thuong" is not declared: add it, or correct the name',
        ),
        (
            'services = ["dat-dai"]',
            'services = ["dat-rung"]',
            'service "dat-rung" is not declared: add it, or correct the name',
        ),
        (
            'counter = "5"',
            'counter = "6"',
            'counter "6" is not declared: add it, or correct the name',
        ),
        (
            'services = ["bao-hiem", "dien-nuoc"]',
            'services = ["bao-hiem"]',
            'no counter serves "dien-nuoc": add it to the `services` of a counter',
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
        ("no_show_after_s = 45", "no_show_after_s = -1", "no_show_after_s"),
        ('day_turns = "03:00"', 'day_turns = "3 h"', "day_turns"),
        ('zone = "Asia', 'timezone = "Asia', "timezone"),
    ],
)
def test_a_complaint_begins_with_its_place(
    complaint: Callable[[str, str], str], right: str, wrong: str, key: str
) -> None:
    assert complaint(right, wrong).startswith(f"{key}: ")
