"""What a ticket's slip says of its class, its wait and its counters."""

from pathlib import Path
from uuid import UUID

import pytest

from contract import messages as m
from faces.slip import Slip
from faces.texts import load
from ticket_dispenser import model
from ticket_dispenser.settings import DispenserSettings

SETTINGS: dict[str, object] = {
    "centre": "mot-cua",
    "device": "dispenser-1",
    "server": {"host": "nowhere"},
    "data": Path("/nowhere"),
    "printer": {"driver": "simulated"},
    "keys": {"driver": "simulated", "keys": ["land"]},
    "buttons": [{"key": "land", "service": "dat-dai"}],
}


def slip(class_id: str = "normal", wait: m.Wait | None = None, **of_the_slip: object) -> Slip:
    ticket = m.Ticket(
        id=UUID(int=1),
        label="A001",
        service="dat-dai",
        service_name="Đất đai",
        intent=m.Intent.FILE,
        class_id=class_id,
    )
    issued = m.Issued(
        ticket=ticket,
        issued_at=1_795_400_000_000,
        day="2026-11-23",
        ahead=3,
        counters=("1",),
        token="00ff",  # noqa: S106 - an example
        wait=wait,
    )
    file = SETTINGS | {"slip": {"centre": "Trung tâm", **of_the_slip}}
    return model.slip(issued, DispenserSettings.model_validate(file), load("vi"))


def test_the_class_is_named_unless_it_is_everybodys() -> None:
    assert slip("normal").class_name is None
    assert slip("priority").class_name == "Ưu tiên"
    assert slip("priority", first_class="priority").class_name is None


def test_the_settings_words_for_a_class_go_before_the_catalogues() -> None:
    assert slip("priority", class_names={"priority": "Cửa số 2"}).class_name == "Cửa số 2"
    assert slip("priority", class_names={"priority": ""}).class_name is None


def test_a_class_without_words_is_not_printed() -> None:
    assert slip("diplomats").class_name is None


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (None, None),
        (m.Wait(low_s=1_210, median_s=1_500, high_s=1_790), "20-30 phút"),
        (m.Wait(low_s=30, median_s=90, high_s=200), "dưới 5 phút"),
    ],
)
def test_the_expected_wait_is_told_as_far_as_it_is_known(
    wait: m.Wait | None, words: str | None
) -> None:
    assert slip(wait=wait).wait == words
