"""What the processes of a simulated centre are told, from one settings file."""

from pathlib import Path

import pytest

from broker.settings import CentreSettings
from contract.channels import Role
from runtime.settings import read
from simulation import settings
from tests.simulation.rig import example


def test_every_counter_gets_an_officer_of_an_agency_it_serves() -> None:
    assert settings.seats(example()) == {
        "1": "anh-tuyet",
        "2": "quoc-viet",
        "3": "thu-huong",
        "3A": "ngoc-anh",
        "4": "duc-thang",
        "5": "my-duyen",
        "6": "minh-khoi",
    }


def test_whoever_is_left_takes_a_counter_that_is_left() -> None:
    plan = example()
    counters = tuple(c for c in plan.counters if c.name in {"1", "5"})
    officers = tuple(o for o in plan.officers if o.id in {"quoc-viet", "ngoc-anh"})
    fewer = plan.model_copy(update={"counters": counters, "officers": officers})
    assert settings.seats(fewer) == {"1": "quoc-viet", "5": "ngoc-anh"}


def test_a_counter_without_an_officer_stays_closed() -> None:
    plan = example()
    alone = plan.model_copy(update={"officers": plan.officers[:1]})
    assert settings.seats(alone) == {"1": "anh-tuyet"}


def test_the_queue_service_reads_what_was_written_for_it(tmp_path: Path) -> None:
    told = settings.queue_service(example(), tmp_path, 4242)
    settings.write(tmp_path / "centre.toml", told)
    assert read(tmp_path / "centre.toml", CentreSettings) == told
    assert told.hours == settings.ALL_DAY
    assert told.trust_clock


@pytest.mark.parametrize("role", [Role.DISPENSER, Role.COUNTER, Role.PAD])
def test_each_device_signs_in_with_a_password_of_its_own(role: Role, tmp_path: Path) -> None:
    derive = {
        Role.DISPENSER: settings.dispenser,
        Role.COUNTER: settings.counter_display,
        Role.PAD: settings.rating_pad,
    }[role]
    plan = example()
    told = [derive(plan, device, tmp_path, 1) for device in plan.devices if device.role is role]
    files = {one.server.password_file for one in told}
    assert len(files) == len(told) > 1


def test_a_dispenser_has_a_button_for_every_service(tmp_path: Path) -> None:
    plan = example()
    told = settings.dispenser(plan, plan.devices[0], tmp_path, 1)
    services = [service.id for service in plan.services]
    assert [button.service for button in told.buttons] == services


def test_the_last_dispenser_alone_has_a_touch_screen(tmp_path: Path) -> None:
    plan = example()
    dispensers = [device for device in plan.devices if device.role is Role.DISPENSER]
    told = [settings.dispenser(plan, device, tmp_path, 1) for device in dispensers]
    assert [one.face is not None for one in told] == [False, True]
    assert all(one.technician and one.technician.pin == settings.PIN for one in told)
    assert all(one.voice.driver == "simulated" for one in told)


def test_a_dispenser_has_a_key_for_each_class_that_needs_no_code(tmp_path: Path) -> None:
    plan = example()
    told = settings.dispenser(plan, plan.devices[0], tmp_path, 1)
    assert [key.class_id for key in told.class_keys] == ["priority", "merit"]
    assert told.slip is not None
    assert told.slip.first_class == "normal"
