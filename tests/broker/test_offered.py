"""What a centre declares is what its settings say, and fits in one message."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from broker.declared import Agency, Service, TicketClass
from broker.offered import centre_state
from broker.plan import Plan
from contract import messages as m
from runtime.mqtt_wire import LARGEST_PAYLOAD
from tests.broker.desk import at, changed, example
from tests.broker.house import House

LONG = (
    "Chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất ở nông thôn"
)
LONG_EN = (
    "Certificates of land use rights, house ownership and other assets on rural land, renewals"
)


def test_a_device_is_told_what_people_can_come_for_and_when() -> None:
    told = centre_state(Plan(example()))
    assert (told.centre, told.zone, told.day_turns) == ("mot-cua", "Asia/Ho_Chi_Minh", "03:00")
    assert told.hours == (
        m.Opening(start="07:00", end="11:30"),
        m.Opening(start="13:00", end="17:00"),
    )
    assert told.agencies[-1] == m.DeclaredAgency(
        id="dien-luc", name="Công ty Điện lực", names={"en": "Power Company"}
    )
    assert told.services[-1] == m.DeclaredService(
        id="dien-nuoc",
        name="Điện, nước sinh hoạt",
        names={"en": "Household electricity and water"},
        agency="dien-luc",
        prefix="U",
        intents=(m.Intent.PAY, m.Intent.FILE, m.Intent.ASK),
    )
    assert told.services[0].intents == tuple(m.Intent)


def test_everything_in_the_example_has_an_english_name() -> None:
    told = centre_state(Plan(example()))
    names = [
        *(one.names for one in told.agencies),
        *(one.names for one in told.services),
        *(one.names for one in told.classes),
    ]
    assert all(one.get("en") for one in names)


def test_people_ask_for_neither_everybodys_class_nor_that_of_appointments() -> None:
    classes = [one.model_dump() for one in example().classes]
    classes[1]["confirmed_by_reception"] = True
    told = centre_state(changed(classes=classes)).classes
    assert [(one.id, one.offered, one.confirmed, one.promise_s) for one in told] == [
        ("normal", False, False, 1800),
        ("priority", True, True, 600),
        ("appointment", False, False, 600),
        ("merit", True, True, 600),
    ]


def test_the_class_of_appointments_is_the_one_that_the_settings_name() -> None:
    told = centre_state(changed(appointments={"ticket_class": "priority"})).classes
    assert [one.id for one in told if one.offered] == ["appointment", "merit"]


def test_a_centre_that_never_closes_says_so() -> None:
    told = centre_state(changed(hours=["00:00-24:00"]))
    assert told.hours == (m.Opening(start="00:00", end="24:00"),)


def test_sixty_services_with_long_names_in_two_languages_fit_in_one_message() -> None:
    """One letter or digit before each number allows fewer; whoever allows more finds room."""
    names = {"en": LONG_EN}
    services = tuple(
        Service(id=f"{n:02}{'s' * 30}", name=LONG, names=names, agency="a" * 32, prefix="A")
        for n in range(60)
    )
    agencies = tuple(Agency(id=f"{n:02}{'a' * 30}", name=LONG, names=names) for n in range(20))
    classes = tuple(
        TicketClass(id=f"{n:02}{'c' * 30}", name=LONG, names=names, promise_min=10)
        for n in range(8)
    )
    declared = {"services": services, "agencies": agencies, "classes": classes}
    told = centre_state(Plan(example().model_copy(update=declared)))
    assert len(told.services) == 60
    assert len(told.model_dump_json().encode()) < LARGEST_PAYLOAD


def with_names(letter: str, length: int) -> Plan | None:
    """The example with forty more agencies; none when the settings are refused for their names."""
    known = [one.model_dump() for one in example().agencies]
    more = [{"id": f"{n:02}{'a' * 30}", "name": letter * length} for n in range(40)]
    try:
        return changed(agencies=[*known, *more])
    except ValidationError as error:
        if "shorten `name` and `names`" not in str(error):
            raise
        return None


@pytest.mark.parametrize("letter", ["Ở", '"', "o"])
def test_names_are_refused_before_they_do_not_fit_in_one_message(letter: str) -> None:
    plans = [with_names(letter, length) for length in range(200, 2000, 50)]
    told = [len(centre_state(plan).model_dump_json().encode()) for plan in plans if plan]
    assert max(told) < LARGEST_PAYLOAD
    assert len(told) < len(plans)


# --- On the wire --------------------------------------------------------------------------------


async def test_it_is_told_at_the_start_even_before_the_day_is_known(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.clock.set(at("08:00"), synchronised=False)
    async with house.open():
        assert house.declared() == centre_state(house.plan)


async def test_after_a_change_of_the_settings_the_new_ones_are_told(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open():
        assert house.declared().name == "Trung tâm Phục vụ hành chính công"
    house.plan = changed(name="Trung tâm hành chính")
    async with house.open():
        assert house.declared().name == "Trung tâm hành chính"


async def test_it_is_told_again_when_the_server_has_lost_it(tmp_path: Path) -> None:
    house = House(tmp_path)
    async with house.open() as running:
        house.server.retained.clear()
        running.wire.cut()
        running.wire.mend()
        assert house.declared() == centre_state(house.plan)
