"""Whatever fails while a catalogue is renewed, the one before is shown, and it is tried again."""

import errno
import os
from pathlib import Path

import pytest

from kiosk import editions, renewal
from kiosk.editions import CURRENT, Editions
from tests.kiosk.publisher import NOON, Kiosk, Publisher, refused, renewed
from tests.waiting import until

DAY_MS = 86_400_000


async def test_a_server_that_is_away_is_asked_again(centre: Publisher, kiosk: Kiosk) -> None:
    state = centre.publish("a")
    async with kiosk.running():
        centre.announce(state)
        await until(lambda: "did not come" in kiosk.trouble)
        async with centre.serving():
            await until(lambda: kiosk.versions == [state.version])


async def test_a_newer_word_ends_the_wait_for_an_older_file(
    centre: Publisher, kiosk: Kiosk
) -> None:
    gone = centre.publish("a")
    centre.shelf.file(gone.version).unlink()
    async with centre.serving(), kiosk.running():
        await refused(centre, kiosk, gone, "the server says 404")
        await renewed(centre, kiosk, "b", serial=NOON + 1)


async def test_a_disk_that_is_nearly_full_takes_nothing(
    centre: Publisher, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
        with monkeypatch.context() as patch:
            patch.setattr(editions, "SPARE", 1 << 60)
            state = centre.publish("b", serial=NOON + 1)
            await until(lambda: "No space left on device" in kiosk.trouble)
        await until(lambda: kiosk.versions[-1:] == [state.version])


async def test_a_disk_that_fills_while_the_file_comes_keeps_the_one_before(
    centre: Publisher, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_url: str, path: Path, _size: int) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
        with monkeypatch.context() as patch:
            patch.setattr(renewal, "download", full)
            state = centre.publish("b", serial=NOON + 1)
            await until(lambda: "No space left on device" in kiosk.trouble)
            assert not list(kiosk.folder.glob("*.part"))
        await until(lambda: kiosk.versions[-1:] == [state.version])


async def test_a_catalogue_whose_use_cannot_be_noted_is_neither_used_nor_lost(
    centre: Publisher, kiosk: Kiosk
) -> None:
    async with centre.serving(), kiosk.running():
        first = await renewed(centre, kiosk, "a", serial=NOON)
        hindrance = kiosk.folder / f"{CURRENT}.new"
        hindrance.mkdir()
        second = centre.publish("b", serial=NOON + 1)
        await until(lambda: "it cannot be written" in kiosk.trouble)
        assert kiosk.versions == [first.version]
        hindrance.rmdir()
        await until(lambda: kiosk.versions == [first.version, second.version])
        assert kiosk.editions.has(second)


async def test_a_power_cut_before_the_swap_leaves_the_one_before(
    centre: Publisher, kiosk: Kiosk, tmp_path: Path
) -> None:
    async with centre.serving(), kiosk.running():
        first = await renewed(centre, kiosk, "a", serial=NOON)
    second = centre.publish("b", serial=NOON + 1)
    part = kiosk.editions.room_for(second)
    part.write_bytes(centre.shelf.file(second.version).read_bytes())
    kiosk.editions.put(second, part)
    again = Kiosk(tmp_path / "kiosk", centre.server)
    assert again.editions.has(second)
    async with again.running():
        await until(lambda: again.versions == [first.version])
        centre.announce(second)  # nobody serves: what was fetched before the cut is used
        await until(lambda: again.versions == [first.version, second.version])


async def test_a_power_cut_while_the_file_comes_leaves_no_rest(
    centre: Publisher, kiosk: Kiosk
) -> None:
    kiosk.folder.mkdir()
    (kiosk.folder / "0123456789abcdef.part").write_bytes(b"half")
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
    assert not list(kiosk.folder.glob("*.part"))


async def test_a_file_that_rots_gives_way_to_the_one_before_and_is_fetched_again(
    centre: Publisher, kiosk: Kiosk, tmp_path: Path
) -> None:
    async with centre.serving(), kiosk.running():
        first = await renewed(centre, kiosk, "a", serial=NOON)
        second = await renewed(centre, kiosk, "b", serial=NOON + 1)
    _rot(kiosk.folder / f"{second.version}.db")
    again = Kiosk(tmp_path / "kiosk", Publisher(tmp_path / "elsewhere").server)
    async with again.running():
        await until(lambda: again.versions == [first.version])
    last = Kiosk(tmp_path / "kiosk", centre.server)
    async with centre.serving(), last.running():
        await until(lambda: last.versions == [first.version, second.version])


def _rot(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(2000)
        file.write(b"rot")


async def test_a_word_on_the_disk_that_cannot_be_read_is_nothing(kiosk: Kiosk) -> None:
    kiosk.folder.mkdir()
    (kiosk.folder / CURRENT).write_text("{", encoding="utf-8")
    assert Editions(kiosk.folder).current() is None
    assert Editions(kiosk.folder).newest_serial() == 0


async def test_the_same_word_again_is_no_news(centre: Publisher, kiosk: Kiosk) -> None:
    async with centre.serving(), kiosk.running():
        state = await renewed(centre, kiosk, "a", serial=NOON)
        for client in centre.server.clients:
            client.cut()
            client.mend()
        await renewed(centre, kiosk, "b", serial=NOON + 1)
    assert kiosk.versions.count(state.version) == 1
