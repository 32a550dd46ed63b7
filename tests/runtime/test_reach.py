"""Whether the queue service can be reached, as a device sees it."""

from contract.channels import BROKER, Topics
from contract.messages import DeviceState
from runtime.link import Link
from runtime.reach import Reach
from runtime.wire import MemoryServer
from tests.waiting import until

TOPICS = Topics("p1")


class Device:
    """A device, the queue service, and all that the device was told of reaching it."""

    def __init__(self) -> None:
        server = MemoryServer()
        self.wire = server.client()
        self.broker = Link(server.client(), TOPICS, BROKER)
        self.told: list[bool] = []
        self.reach = Reach(Link(self.wire, TOPICS, "kiosk-1"), self.told.append)

    async def online(self) -> None:
        self.broker.state(BROKER, DeviceState(device=BROKER, status="online"))
        await until(lambda: self.reach.reached)


async def test_it_is_reached_as_long_as_it_is_online_and_we_are_connected() -> None:
    device = Device()
    assert not device.reach.reached
    await device.online()
    device.wire.cut()
    await until(lambda: not device.reach.reached)
    device.wire.mend()
    await until(lambda: device.reach.reached)
    assert device.told == [True, False, True]


async def test_whoever_does_not_answer_is_away_until_it_does() -> None:
    device = Device()
    await device.online()
    device.reach.silent(True)  # noqa: FBT003 - a level
    assert not device.reach.reached
    device.reach.silent(False)  # noqa: FBT003 - a level
    assert device.told == [True, False, True]


async def test_whoever_was_away_and_comes_back_is_believed_again() -> None:
    device = Device()
    await device.online()
    device.reach.silent(True)  # noqa: FBT003 - a level
    device.wire.cut()
    device.wire.mend()
    await until(lambda: device.reach.reached)
    assert device.told == [True, False, True]
