"""The catalogue that is shown: the newest that was published, but never changed under a reader."""

from pathlib import Path
from random import Random

import pytest

from kiosk.library import Library
from runtime.link import Link
from runtime.online import Station
from tests.kiosk.machine import Machine
from tests.kiosk.publisher import HOST, NOON, PAIR, TOPICS, Kiosk, Publisher, running
from tests.waiting import until


async def test_a_catalogue_that_cannot_be_opened_is_said_so_and_tried_again(
    tmp_path: Path, kiosk: Kiosk
) -> None:
    machine, came = Machine.of(tmp_path), list[int]()
    whole = machine.folder / "catalogue.db"
    away = whole.rename(whole.with_suffix(".away"))
    link = Link(machine.server.client(), TOPICS, "kiosk-1")
    station = Station(link, kiosk.presence, kiosk.clock, Random(1))
    library = Library(machine.settings(), station, lambda: came.append(1), again_s=0.01)
    async with running(library.run):
        await until(lambda: "it cannot be shown" in kiosk.trouble)
        away.rename(whole)
        await until(lambda: came)
        await until(lambda: not kiosk.trouble)


async def test_another_catalogue_waits_until_nobody_reads_the_one_before(
    tmp_path: Path, centre: Publisher, kiosk: Kiosk
) -> None:
    came: list[int] = []
    key = {"keys": [PAIR.public.model_dump()], "host": HOST}
    settings = Machine.of(tmp_path).settings(catalogue=key, data=tmp_path / "kiosk")
    link = Link(centre.server.client(), TOPICS, "kiosk-1")
    station = Station(link, kiosk.presence, kiosk.clock, Random(1))
    library = Library(settings, station, lambda: came.append(1))
    async with centre.serving(), running(library.run):
        assert library.shelf(alone=True) is None
        centre.publish("Khai sinh", serial=NOON)
        await until(lambda: len(came) == 1)
        first = library.shelf(alone=False)
        assert first

        centre.publish("Khai sinh", "Khai tử", serial=NOON + 1)
        await until(lambda: len(came) == 2)
        assert library.shelf(alone=False) is first
        assert [one.title for one in first.find("khai sinh")] == ["Khai sinh"]
        second = library.shelf(alone=True)
        assert second
        assert len(second.listings) == 2


async def test_what_is_wrong_with_a_new_one_is_still_said_when_the_one_before_is_open(
    tmp_path: Path, centre: Publisher, kiosk: Kiosk
) -> None:
    came: list[int] = []
    key = {"keys": [PAIR.public.model_dump()], "host": HOST}
    settings = Machine.of(tmp_path).settings(catalogue=key, data=tmp_path / "kiosk")

    def library(word: int) -> Library:
        link = Link(centre.server.client(), TOPICS, "kiosk-1")
        station = Station(link, kiosk.presence, kiosk.clock, Random(1))
        return Library(settings, station, lambda: came.append(word))

    async with centre.serving(), running(library(1).run):
        centre.publish("Khai sinh", serial=NOON)
        await until(lambda: came)
    for index in settings.data.glob("index-*.db"):
        index.unlink()  # so that it takes a while to open it again

    centre.announce(centre.publish("Khai sinh", "Khai tử", serial=NOON - 1))
    async with running(library(2).run):
        await until(lambda: "an old one" in kiosk.trouble)
        await until(lambda: came[-1] == 2)
        assert "an old one" in kiosk.trouble


@pytest.mark.parametrize("lost", ["all of it", "its last page"])
async def test_an_index_that_a_card_lost_some_of_is_made_anew(
    tmp_path: Path, kiosk: Kiosk, lost: str
) -> None:
    machine, came = Machine.of(tmp_path), list[int]()
    link = Link(machine.server.client(), TOPICS, "kiosk-1")
    station = Station(link, kiosk.presence, kiosk.clock, Random(1))
    library = Library(machine.settings(), station, lambda: came.append(1))
    async with running(library.run):
        await until(lambda: came)
    (index,) = machine.folder.glob("index-*.db")
    whole = index.read_bytes()
    index.write_bytes(b"" if lost == "all of it" else whole[:-4096] + b"\xff" * 4096)

    again = Library(machine.settings(), station, lambda: came.append(2))
    async with running(again.run):
        await until(lambda: came[-1] == 2)
        shelf = again.shelf(alone=True)
    assert shelf
    assert [one.title for one in shelf.find("khai sinh")][:1] == ["Đăng ký khai sinh"]
    assert index.read_bytes() == whole
