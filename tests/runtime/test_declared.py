"""A device knows what its centre declared last, also when nobody tells it."""

from pathlib import Path

import pytest

from contract.channels import Topics
from contract.messages import CentreState
from runtime.declared import FILE, Declared
from runtime.link import Link
from runtime.wire import MemoryServer
from tests.waiting import until

TOPICS = Topics("p1")
CENTRE = CentreState(
    centre="p1", name="Phường 1", zone="Asia/Ho_Chi_Minh", hours=(), day_turns="04:00",
    agencies=(), services=(), classes=(),
)  # fmt: skip


def link(server: MemoryServer, device: str = "kiosk-1") -> Link:
    return Link(server.client(), TOPICS, device)


async def test_what_was_declared_is_known_in_the_next_life(tmp_path: Path) -> None:
    server, heard = MemoryServer(), list[CentreState]()
    assert Declared(link(server), tmp_path, heard.append).known is None
    link(server, "broker").state("p1", CENTRE)
    await until(lambda: heard)
    assert heard == [CENTRE]
    assert Declared(link(MemoryServer()), tmp_path, heard.append).known == CENTRE


async def test_what_is_declared_again_is_no_change(tmp_path: Path) -> None:
    server, heard = MemoryServer(), list[CentreState]()
    declared = Declared(link(server), tmp_path, heard.append)
    other = CENTRE.model_copy(update={"name": "Phường 2"})
    for told in (CENTRE, CENTRE, other):
        link(server, "broker").state("p1", told)
    await until(lambda: declared.known == other)
    assert heard == [CENTRE, other]


async def test_a_time_zone_that_nobody_knows_is_passed_over(tmp_path: Path) -> None:
    server, heard = MemoryServer(), list[CentreState]()
    declared = Declared(link(server), tmp_path, heard.append)
    for zone in ("Asia/Nowhere", CENTRE.zone):
        link(server, "broker").state("p1", CENTRE.model_copy(update={"zone": zone}))
    await until(lambda: declared.known)
    assert heard == [CENTRE]


@pytest.mark.parametrize(
    "text", ["{}", CENTRE.model_copy(update={"zone": "../zone"}).model_dump_json()]
)
async def test_a_file_that_makes_no_sense_is_as_if_nothing_was_told(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert Declared(link(MemoryServer()), tmp_path, lambda _: None).known is None
