"""Settings that contradict each other are refused in words that name the fix."""

from collections.abc import Callable

import pytest

from broker.settings import CentreSettings
from tests.broker.desk import EXAMPLE, changed, example, with_counter


def test_the_example_can_be_used_as_it_is() -> None:
    settings = example()
    assert (settings.device, len(settings.counters)) == ("broker", 7)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            'id = "tai-chinh"',
            'id = "nong-nghiep"',
            (
                'agencies[2, id "nong-nghiep"].id: "nong-nghiep" is declared twice: rename or'
                " remove one"
            ),
        ),
        (
            'id = "doanh-nghiep"',
            'id = "dat-dai"',
            'services[2, id "dat-dai"].id: "dat-dai" is declared twice: rename or remove one',
        ),
        (
            'name = "2"',
            'name = "1"',
            'counters[2, name "1"].name: "1" is declared twice: rename or remove one',
        ),
        (
            'id = "quoc-viet"',
            'id = "anh-tuyet"',
            'officers[2, id "anh-tuyet"].id: "anh-tuyet" is declared twice: rename or remove one',
        ),
        (
            'name = "dispenser-2"',
            'name = "dispenser-1"',
            (
                'devices[2, name "dispenser-1"].name: "dispenser-1" is declared twice: rename or'
                " remove one"
            ),
        ),
        (
            'id = "priority"',
            'id = "normal"',
            'classes[2, id "normal"].id: "normal" is declared twice: rename or remove one',
        ),
        (
            'agency = "tu-phap"',
            'agency = "cong-thuong"',
            (
                'services[3, id "ho-tich"].agency: "cong-thuong" is not declared: add it under'
                " [[agencies]], or write one of bao-hiem, cong-an, dien-luc, nong-nghiep,"
                " tai-chinh, tu-phap"
            ),
        ),
        (
            'title = "Thượng úy"\nagency = "cong-an"',
            'title = "Thượng úy"\nagency = "cong-thuong"',
            (
                'officers[5, id "duc-thang"].agency: "cong-thuong" is not declared: add it under'
                " [[agencies]], or write one of bao-hiem, cong-an, dien-luc, nong-nghiep,"
                " tai-chinh, tu-phap"
            ),
        ),
        (
            'services = ["dat-dai"]',
            'services = ["dat-rung"]',
            (
                'counters[1, name "1"].services: "dat-rung" is not declared: add it under'
                " [[services]], or write one of bao-hiem, cu-tru, dat-dai, dien-nuoc,"
                " doanh-nghiep, ho-tich"
            ),
        ),
        (
            "secondary = { dat-dai = 700 }",
            "secondary = { dat-rung = 700 }",
            (
                'counters[3, name "3"].secondary: "dat-rung" is not declared: add it under'
                " [[services]], or write one of bao-hiem, cu-tru, dat-dai, dien-nuoc,"
                " doanh-nghiep, ho-tich"
            ),
        ),
        (
            'counter = "5"',
            'counter = "7"',
            (
                'devices[9, name "counter-5"].counter: "7" is not declared: add it under'
                " [[counters]], or write one of 1, 2, 3, 3A, 4, 5, 6"
            ),
        ),
        (
            "[visit]",
            '[appointments]\nticket_class = "booked"\n\n[visit]',
            (
                'appointments.ticket_class: "booked" is not declared: add it under [[classes]], or'
                " write one of appointment, merit, normal, priority"
            ),
        ),
    ],
)
def test_a_name_is_declared_once(
    complaint: Callable[[str, str], str], right: str, wrong: str, says: str
) -> None:
    assert complaint(right, wrong) == says


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            'services = ["dien-nuoc"]',
            'services = ["bao-hiem"]',
            (
                'services[6, id "dien-nuoc"]: no counter serves it: add "dien-nuoc" to the'
                " `services` of a counter"
            ),
        ),
        (
            "on_call = true",
            'away = ["13:00-18:00", "07:00-09:00", "09:00-12:00"]',
            (
                'counters[7, name "6"].away: whenever the centre is open nobody serves'
                ' "dien-nuoc": shorten it, or add "dien-nuoc" to the `services` of another counter'
            ),
        ),
        (
            "promise_min = 30",
            "promise_min = 30\nconfirmed_by_reception = true",
            (
                'classes[1, id "normal"].confirmed_by_reception: the first class is everybody\'s:'
                " remove this line, or put another class first"
            ),
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(
    complaint: Callable[[str, str], str], right: str, wrong: str, says: str
) -> None:
    assert complaint(right, wrong) == says


@pytest.mark.parametrize("away", [["07:00-16:59"], ["07:00-11:30", "13:01-17:00"]])
def test_an_officer_who_is_there_for_a_minute_is_enough(away: list[str]) -> None:
    assert with_counter("6", away=away).counters["6"].away == tuple(away)


def test_an_officer_may_always_be_away_where_another_one_serves() -> None:
    assert with_counter("1", away=["00:00-24:00"]).counters["1"].away == ("00:00-24:00",)


def test_who_confirms_a_class_is_declared(complaint: Callable[[str, str], str]) -> None:
    reception = '[[devices]]\nname = "reception"\nrole = "console"\n'
    text = EXAMPLE.read_text(encoding="utf-8")
    between = text[text.index("head_start_min = 5") : text.index(reception)] + reception
    alone = between.replace(reception, "").replace(
        "head_start_min = 5", "head_start_min = 5\nconfirmed_by_reception = true"
    )
    assert complaint(between, alone) == (
        'classes[2, id "priority"].confirmed_by_reception: there is no reception to confirm it:'
        ' remove this line, or add a device with role = "console" under [[devices]]'
    )


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
        (
            "[visit]",
            "[leases]\nfirst = 701\nlast = 702\n\n[visit]",
            "701 to 702 are fewer numbers than `least`, 5: raise `last`, or lower `least`",
        ),
        (
            "[visit]",
            "[on_call]\nagain_after_s = [360, 180]\n\n[visit]",
            "`again_after_s` is [360, 180]: put shorter times first, each once",
        ),
        (
            'prefix = "A"',
            'prefix = "a"',
            'must be one or two letters from A to Z or digits, or "", not "a"',
        ),
        (
            'intents = ["pay", "file", "ask"]',
            'intents = ["pay", "file", "pay"]',
            '"pay" is in it twice: remove one',
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
        ("[visit]", "[leases]\nlast = 99999\n\n[visit]", "leases.last"),
        ('zone = "Asia', 'timezone = "Asia', "timezone"),
        ('intents = ["pay",', 'intents = ["beg",', 'services[6, id "dien-nuoc"].intents[1]'),
        ('intents = ["pay", "file", "ask"]', "intents = []", 'services[6, id "dien-nuoc"].intents'),
        (
            '{ en = "Ordinary" }',
            '{ english = "Ordinary" }',
            'classes[1, id "normal"].names.english',
        ),
    ],
)
def test_a_complaint_begins_with_its_place(
    complaint: Callable[[str, str], str], right: str, wrong: str, key: str
) -> None:
    assert complaint(right, wrong).startswith(f"{key}: ")


def test_a_centre_that_declares_no_class_has_three() -> None:
    settings = example().model_dump()
    del settings["classes"]
    promised = {known.id: known.promise_min for known in CentreSettings(**settings).classes}
    assert promised == {"normal": 30, "priority": 10, "appointment": 10}


def test_appointments_of_a_centre_with_one_class_are_of_that_class() -> None:
    assert changed(classes=[{"id": "all", "promise_min": 20}]).appointment_class == "all"
