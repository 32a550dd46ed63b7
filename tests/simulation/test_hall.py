"""The hall's server: what it shows, and what it refuses."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from aiohttp import ClientSession
from PIL import Image

from contract import messages as m
from simulation import draw
from simulation.centre import Centre
from simulation.crowd import Crowd, desks
from simulation.hall import open_hall
from simulation.picture import QueuePicture
from tests.simulation.rig import open_example
from tests.waiting import until


@pytest.fixture
async def centre(tmp_path: Path) -> AsyncIterator[Centre]:
    async with open_example(tmp_path) as centre:
        yield centre


@pytest.fixture
def crowd(centre: Centre) -> Crowd:
    dispensers = tuple(centre.dispensers.values())
    everyone = desks(centre.displays, centre.pads)
    return Crowd(
        dispensers,
        everyone,
        centre.eye,
        no_show_after_s=0,
        chance=Random(1),
        codes=centre.codes,
        report=centre.reception.report,
    )


@pytest.fixture
async def browser(
    centre: Centre, crowd: Crowd, unused_tcp_port: int
) -> AsyncIterator[ClientSession]:
    async with (
        open_hall(centre, crowd, unused_tcp_port) as address,
        ClientSession(address) as browser,
    ):
        yield browser


async def do(browser: ClientSession, action: object) -> tuple[int, str]:
    async with browser.post("/do", json=action) as response:
        return response.status, (await response.json()).get("error", "")


async def test_pressing_a_button_on_the_page_prints_a_slip(
    browser: ClientSession, centre: Centre
) -> None:
    press = {"do": "press", "device": "dispenser-1", "value": "dat-dai"}
    assert await do(browser, press) == (200, "")
    await until(lambda: centre.dispensers["dispenser-1"].printer.slips)
    async with browser.get("/slip/dispenser-1.png") as response:
        assert Image.open(BytesIO(await response.read())).width == 576


async def test_the_picture_comes_again_when_something_changes(
    browser: ClientSession, centre: Centre
) -> None:
    async with browser.get("/live") as live:
        first = json.loads((await live.content.readuntil(b"\n\n"))[6:])
        assert first["dispensers"][0]["paper"] == "ok"
        centre.dispensers["dispenser-1"].printer.paper_out()
        second = json.loads((await live.content.readuntil(b"\n\n"))[6:])
        assert second["dispensers"][0]["paper"] == "out"


async def test_a_number_is_explained_in_the_language_of_the_page(
    browser: ClientSession, centre: Centre
) -> None:
    await do(browser, {"do": "press", "device": "dispenser-1", "value": "dat-dai"})
    await until(lambda: centre.eye.people.known)
    async with browser.get("/why/A001/en.json") as response:
        (first, *_) = (await response.json())["sentences"]
    assert first.startswith("Number A 001 (Normal, promised 30 minutes) was taken at")
    async with browser.get("/why/A999/vi.json") as response:
        assert await response.json() == {
            "sentences": ["Hôm nay không có số này. Xin xem lại phiếu."]
        }


async def test_expected_waits_are_drawn_as_soon_as_they_are_told(
    browser: ClientSession, centre: Centre
) -> None:
    await do(browser, {"do": "press", "device": "dispenser-1", "value": "dat-dai"})
    await until(lambda: centre.eye.people.known)
    (person,) = centre.eye.people.of("dat-dai")
    wait = m.Wait(low_s=610, median_s=700, high_s=880)
    await until(lambda: draw.hall(centre, 0).queues[0].waiting == 1)
    drawn = replace_waits(centre, person.ticket, wait)
    assert {known.class_id: known.wait for known in drawn.classes} == {
        "normal": (10, 15),
        "priority": None,
        "appointment": None,
        "merit": None,
    }
    assert [(one.label, one.promise_s, one.wait) for one in drawn.people] == [
        ("A001", 1800, (10, 15))
    ]


def replace_waits(centre: Centre, ticket: m.Ticket, wait: m.Wait) -> QueuePicture:
    """The queue's picture once its waits were told."""
    centre.eye.waits["dat-dai"] = m.WaitsState(
        service="dat-dai",
        at=centre.eye.clock.now(),
        next={"normal": wait},
        tickets=(m.TicketWait(ticket=ticket.id, label=ticket.label, wait=wait),),
        day="2026-11-23",
        seq=1,
    )
    return draw.hall(centre, 0).queues[0]


async def test_a_code_is_taken_once(browser: ClientSession, centre: Centre) -> None:
    code = centre.codes[0]
    scan = {"do": "scan", "device": "dispenser-1", "value": code}
    assert await do(browser, scan) == (200, "")
    await until(lambda: centre.dispensers["dispenser-1"].printer.slips)
    assert code not in centre.codes


async def test_the_crowd_comes_at_the_pages_word(browser: ClientSession, crowd: Crowd) -> None:
    assert (await do(browser, {"do": "crowd", "value": 600}))[0] == 200
    assert crowd.rate == 600


@pytest.mark.parametrize(
    ("action", "status", "words"),
    [
        ({"do": "explode"}, 422, "explode"),
        ({"do": "cable", "device": "pad-1", "value": "cut"}, 422, "pulled"),
        ({"do": "press", "device": "dispenser-9", "value": "dat-dai"}, 404, "dispenser-1"),
        ({"do": "press", "device": "counter-1", "value": "explode"}, 404, "next"),
        ({"do": "scan", "device": "counter-1", "value": "HEN-01"}, 404, "dispenser-1"),
        ({"do": "touch", "device": "pad-1", "value": "satisfied"}, 404, "feedback"),
        ({"do": "touch", "device": "dispenser-1", "value": "home"}, 404, "none"),
        ({"do": "touch", "device": "dispenser-2", "value": "service:x"}, 404, "service:dat-dai"),
        ({"do": "stick", "device": "dispenser-1", "value": "x"}, 404, "dat-dai"),
        ({"do": "clock", "device": "counter-1", "value": "lost"}, 404, "dispenser-1"),
        ({"do": "decide", "label": "A001", "value": "confirm"}, 404, "none"),
        ({"do": "give", "service": "dat-dai", "intent": "file", "slip": "pad-1"}, 404, "dispenser"),
        ({"do": "power", "device": "reception", "value": "off"}, 404, "pad-1"),
    ],
)
async def test_what_cannot_be_done_is_refused_in_words(
    browser: ClientSession, action: dict[str, str], status: int, words: str
) -> None:
    said, why = await do(browser, action)
    assert said == status
    assert words in why


async def test_a_form_of_another_site_is_refused(browser: ClientSession) -> None:
    body = b'{"do": "crowd", "value": 600}'
    async with browser.post("/do", data=body, headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415


async def test_another_name_for_this_machine_is_refused(browser: ClientSession) -> None:
    async with browser.get("/", headers={"Host": "evil.example"}) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    "path", ["/slip/dispenser-1.png", "/slip/x.png", "/texts/fr.json", "/why/A001/fr.json"]
)
async def test_what_is_not_there_is_not_found(browser: ClientSession, path: str) -> None:
    async with browser.get(path) as response:
        assert response.status == 404


async def test_a_taken_port_gives_way_to_the_next_one(
    centre: Centre, crowd: Crowd, unused_tcp_port: int
) -> None:
    port = unused_tcp_port
    async with open_hall(centre, crowd, port) as one, open_hall(centre, crowd, port) as other:
        assert one.endswith(f":{port}/")
        assert other != one


async def test_it_closes_while_a_page_is_open(
    centre: Centre, crowd: Crowd, unused_tcp_port: int
) -> None:
    async with ClientSession() as browser, asyncio.timeout(10):
        async with open_hall(centre, crowd, unused_tcp_port) as address:
            live = await browser.get(f"{address}live")
            await live.content.readuntil(b"\n\n")
        await live.content.read()
        live.close()
