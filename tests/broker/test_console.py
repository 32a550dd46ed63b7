"""The queue service's process hands the catalogue out by HTTP, and lets nothing else out."""

import asyncio
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket

import pytest
from aiohttp import ClientSession

from contract import messages as m
from tests.kiosk.publisher import CENTRE, HOST, TOPICS, Publisher, running
from tests.waiting import until


@pytest.fixture
async def centre(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "data")


async def got(centre: Publisher, path: str) -> tuple[int, bytes]:
    async with (
        ClientSession() as session,
        session.get(f"http://{HOST}:{centre.port}{path}") as response,
    ):
        return response.status, await response.read()


def announced(centre: Publisher) -> m.CatalogueState | None:
    kept = centre.server.retained.get(TOPICS.state(m.CatalogueState, CENTRE))
    return None if kept is None else m.CatalogueState.model_validate_json(kept)


async def announces(centre: Publisher, serial: int) -> None:
    """Wait until a publication is announced."""

    def is_announced() -> bool:
        state = announced(centre)
        return state is not None and state.serial == serial

    await until(is_announced)


def part(centre: Publisher, name: str) -> m.Part | None:
    return next((one for one in centre.presence.state().parts if one.name == name), None)


async def test_what_is_published_is_announced_and_handed_out(centre: Publisher) -> None:
    state = centre.publish("Khai sinh")
    async with centre.serving():
        await until(lambda: announced(centre))
        assert announced(centre) == state.model_copy(update={"port": centre.port})
        status, body = await got(centre, state.path)
    assert (status, body) == (200, centre.shelf.file(state.version).read_bytes())


async def test_what_is_published_later_is_announced_while_it_runs(centre: Publisher) -> None:
    async with centre.serving():
        for serial in (1, 2):
            state = centre.publish("Khai sinh", serial=serial)
            await announces(centre, serial)
            assert (await got(centre, state.path))[0] == 200


async def test_nothing_is_announced_when_nothing_is_published(centre: Publisher) -> None:
    async with centre.serving() as console:
        await console._look()  # noqa: SLF001 - what happens every few seconds
        assert announced(centre) is None
        assert (await got(centre, "/catalogue/0123456789abcdef.db"))[0] == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/catalogue/", "/catalogue/manifest.json", "/catalogue/../journal.db",
     "/catalogue/..%2Fjournal.db", "/catalogue/0123456789ABCDEF.db", "/journal.db"],
)  # fmt: skip
async def test_nothing_else_is_handed_out(centre: Publisher, path: str) -> None:
    centre.publish("Khai sinh")
    (centre.folder / "journal.db").write_bytes(b"secret")
    async with centre.serving():
        assert (await got(centre, path))[0] == 404


async def test_a_manifest_that_speaks_of_another_file_is_a_fault(centre: Publisher) -> None:
    state = centre.publish("Khai sinh")
    centre.shelf.file(state.version).write_bytes(b"cut")
    async with centre.serving():
        await until(lambda: part(centre, "catalogue"))
        told = part(centre, "catalogue")
        assert told is not None
        assert (told.state, "has 3 bytes and not" in told.detail) == ("fault", True)
        assert announced(centre) is None
        centre.publish("Khai sinh")
        await until(lambda: announced(centre))


@pytest.mark.parametrize("content", ["", "{}", "[1"])
async def test_a_manifest_that_cannot_be_read_is_a_fault(centre: Publisher, content: str) -> None:
    centre.publish("Khai sinh")
    centre.shelf.manifest.write_text(content, encoding="utf-8")
    async with centre.serving():
        await until(lambda: part(centre, "catalogue"))
        told = part(centre, "catalogue")
        assert told is not None
        assert "cannot be read" in told.detail


async def test_a_port_that_is_taken_is_told_and_waited_for(centre: Publisher) -> None:
    with closing(socket(AF_INET, SOCK_STREAM)) as other:
        other.bind((HOST, centre.port))
        other.listen()
        console = centre.console()
        async with running(console.run):
            await until(lambda: part(centre, "web"))
            told = part(centre, "web")
            assert told is not None
            assert (told.state, f"port {centre.port}" in told.detail) == ("fault", True)
            other.close()
            await until(lambda: console.port)


async def test_many_kiosks_are_served_at_once(centre: Publisher) -> None:
    state = centre.publish(*(f"Thủ tục {number}" for number in range(2000)))
    async with centre.serving():
        answers = await asyncio.gather(*(got(centre, state.path) for _ in range(20)))
    assert {(status, len(body)) for status, body in answers} == {(200, state.size)}


def test_who_wants_no_http_does_not_load_it() -> None:
    check = "import sys, broker.__main__; raise SystemExit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
