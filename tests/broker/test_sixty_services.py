"""The largest centre: sixty services, each with numbers of its own, declared, told and served."""

from itertools import product
from pathlib import Path

import pytest

from broker.advice import CLEAR, advice
from broker.offered import centre_state
from broker.plan import Plan
from contract import messages as m
from runtime.mqtt_wire import LARGEST_PAYLOAD
from tests.broker.desk import Desk, called, changed, example
from tests.broker.house import House
from tests.broker.lending import borrow, given, hand_in

SERVICES = 60
LETTERS = ["".join(pair) for pair in product(CLEAR, repeat=2)][:SERVICES]
NUMBERS = [str(number) for number in range(1, SERVICES + 1)]
SHORT = {"first": 71, "last": 99, "most": 20}
NAME = "Chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất số {n}"


def centre(prefixes: list[str], digits: int, cap: int | None = None, **more: object) -> Plan:
    known = example().model_dump()
    services = [
        known["services"][0]
        | {"id": f"linh-vuc-{n}", "name": NAME.format(n=n), "names": {"en": f"Land, number {n}"}}
        | {"prefix": prefix, "digits": digits, "cap": cap}
        for n, prefix in enumerate(prefixes, 1)
    ]
    everything = [service["id"] for service in services]
    counters = [one | {"services": everything, "secondary": {}} for one in known["counters"]]
    return changed(services=services, counters=counters, **more)


CENTRES = {
    "two letters and two digits on common signs": centre(LETTERS, 2, leases=SHORT),
    "two letters and three digits on wide signs": centre(LETTERS, 3, sign_width=5),
    "numbered from 1 to 60": centre(NUMBERS, 3, 500, sign_width=5),
    "numbered from 01 to 60": centre([f"{n:>02}" for n in NUMBERS], 3, sign_width=5),
}
every_centre = pytest.mark.parametrize("plan", CENTRES.values(), ids=CENTRES)


@every_centre
def test_what_it_declares_fits_in_one_message(plan: Plan) -> None:
    told = centre_state(plan)
    assert [service.prefix for service in told.services] == [
        service.prefix for service in plan.settings.services
    ]
    assert len(told.services) == SERVICES
    assert len(told.model_dump_json().encode()) < LARGEST_PAYLOAD


@every_centre
def test_nothing_is_to_be_said_against_its_prefixes(plan: Plan) -> None:
    assert not list(advice(plan.settings))


@every_centre
def test_each_service_gives_lends_and_calls_numbers_of_its_own(plan: Plan) -> None:
    desk, epoch = Desk(plan), 0
    desk.sign_in("1", "anh-tuyet")
    expected: set[str] = set()
    for service in plan.services:
        expected.add(desk.ticket(service).label)
        lease = borrow(desk, epoch, service=service)
        assert isinstance(lease, m.Leased), lease
        epoch = lease.epoch
        assert hand_in(desk, lease, given(desk, lease.first)) == m.Done()
        expected.add(lease.labels[0])
    assert len(expected) == 2 * SERVICES
    for _ in range(2 * SERVICES):
        expected.remove(called(desk.next("1")))
    assert expected == set()


async def test_the_running_queue_service_tells_it_and_serves_its_last_service(
    tmp_path: Path,
) -> None:
    house = House(tmp_path, CENTRES["numbered from 1 to 60"])
    async with house.open():
        assert len(house.declared().services) == SERVICES
        issued = await house.press(f"linh-vuc-{SERVICES}")
        assert issued.ticket.label == "60001"
        assert house.queue(f"linh-vuc-{SERVICES}").prefix == "60"
