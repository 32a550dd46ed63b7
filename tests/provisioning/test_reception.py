"""The reception at a console: a number printed at a dispenser, and claims, over the wire."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contract import messages as m
from provisioning.command import main
from provisioning.console import BAD_INPUT, Patience
from provisioning.desk_parser import INTENTS
from provisioning.reception import REFUSE, Wanted, decide, take
from runtime.link import Link
from simulation.centre import Centre
from tests.broker.house import TOPICS, House
from tests.simulation.rig import open_example
from tests.waiting import until

SHORT = Patience(connect_s=20.0, answer_s=20.0, slip_s=0.05)
PATIENT = Patience(connect_s=20.0, answer_s=20.0, slip_s=20.0)
Told = pytest.CaptureFixture[str]


def console(house: House) -> Link:
    return Link(house.server.client(), TOPICS, "reception")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path)
    async with house.open():
        yield house


async def claim(house: House) -> str:
    """Somebody takes a number and claims to be of the class `merit`; return the number."""
    ask = m.TicketAsk(id=house.new_id(), service="dat-dai", class_id="merit")
    answer = await house.ask("dispenser-1", ask)
    assert isinstance(answer, m.Issued)
    assert (answer.ticket.class_id, answer.ticket.claims) == ("normal", "merit")
    return answer.ticket.label


# --- A number ------------------------------------------------------------------------------------


async def test_a_slip_of_which_nothing_is_heard_is_to_be_looked_for(house: House) -> None:
    ended = await take(console(house), Wanted("dat-dai", "dispenser-1"), SHORT)
    assert not ended.well
    assert ended.line == (
        "A001 is given; dispenser-1 has not told that its slip is out: look there"
    )


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted("no-such", "dispenser-1"), "unknown_service (no-such)"),
        (Wanted("dat-dai", "pad-1"), "unknown_device (pad-1 is no dispenser of this centre)"),
        (Wanted("dat-dai", "dispenser-1", "royal"), "unknown_class (royal)"),
    ],
)
async def test_a_number_that_is_not_given_is_refused_in_one_line(
    house: House, wanted: Wanted, why: str
) -> None:
    ended = await take(console(house), wanted, SHORT)
    assert (ended.well, ended.line) == (False, f"no number was given: {why}")


async def test_what_became_of_the_slip_is_told(house: House) -> None:
    async def told(report: m.Ask, number: str) -> str:
        asked = asyncio.create_task(take(console(house), Wanted("dat-dai", "dispenser-1"), PATIENT))
        link = Link(house.server.client(), TOPICS, "dispenser-1")
        given = asyncio.get_running_loop().create_future()
        link.on_unasked(given.set_result)
        ticket = (await given).ticket
        assert ticket.label == number
        await house.ask("dispenser-1", report.model_copy(update={"ticket": ticket.id}))
        return (await asked).line

    nobody = house.new_id()
    printed = m.PrintedAsk(id=house.new_id(), ticket=nobody)
    void = m.VoidAsk(id=house.new_id(), ticket=nobody, reason=m.VoidReason.NOT_PRINTED)
    assert await told(printed, "A001") == "A001: its slip is out at dispenser-1"
    assert await told(void, "A002") == (
        "A002 was taken back, its slip could not be printed: look at dispenser-1"
    )


# --- A claim -------------------------------------------------------------------------------------


async def test_a_claim_is_confirmed_by_its_number(house: House) -> None:
    label = await claim(house)
    ended = await decide(console(house), label, "merit", SHORT)
    assert (ended.well, ended.line) == (True, "A001 is of the class merit now")


async def test_a_claim_that_is_refused_is_asked_for_no_more(house: House) -> None:
    label = await claim(house)
    ended = await decide(console(house), label, REFUSE, SHORT)
    assert (ended.well, ended.line) == (True, "A001 is of the class normal now")
    again = await decide(console(house), label, "merit", SHORT)
    assert not again.well
    assert again.line == (
        "A001 does not wait for a class to be confirmed: check the number (none do)"
    )


async def test_a_class_that_is_not_there_changes_nothing(house: House) -> None:
    label = await claim(house)
    ended = await decide(console(house), label, "royal", SHORT)
    assert (ended.well, ended.line) == (False, "A001 was not changed: unknown_class (royal)")
    ended = await decide(console(house), "A009", "merit", SHORT)
    assert ended.line == (
        "A009 does not wait for a class to be confirmed: check the number (A001 do)"
    )


# --- The commands --------------------------------------------------------------------------------


def office(centre: Centre, folder: Path) -> Path:
    """Settings of a console beside the one that the simulated centre's reception uses."""
    config = folder / "office.toml"
    config.write_text(
        f'centre = "{centre.settings.centre}"\ndevice = "office"\ndata = "office"\n'
        f'[server]\nhost = "127.0.0.1"\nport = {centre.mosquitto.port}\n'
        'password_file = "office.password"\n',
        encoding="utf-8",
    )
    return config


async def test_a_whole_centre_serves_a_console(tmp_path: Path, capsys: Told) -> None:
    async with open_example(tmp_path, "office") as centre:
        config = str(office(centre, tmp_path))

        async def motcua(*words: str) -> tuple[int, str, str]:
            code = await asyncio.to_thread(main, [*words, "--config", config])
            told = capsys.readouterr()
            return code, told.out, told.err

        printed = await motcua(
            "ticket", "ho-tich", "--at", "dispenser-2", "--class", "merit", "--intent", "collect",
            "--then", "dat-dai",
        )  # fmt: skip
        assert printed == (0, "H001: its slip is out at dispenser-2\n", "")
        assert len(centre.dispensers["dispenser-2"].printer.slips) == 1

        centre.dispensers["dispenser-1"].keys.press("merit")
        centre.dispensers["dispenser-1"].keys.press("dat-dai")
        await until(lambda: centre.eye.queues["dat-dai"].claims)
        confirmed = await motcua("confirm", "a 001", "--class", "merit")
        assert confirmed == (0, "A001 is of the class merit now\n", "")
        code, out, err = await motcua("confirm", "A001", "--class", "refuse")
        assert (code, out) == (1, "")
        assert err.startswith("motcua confirm: A001 does not wait for a class")


def test_a_console_without_settings_is_told_so_in_one_line(tmp_path: Path, capsys: Told) -> None:
    config = tmp_path / "office.toml"
    words = ["ticket", "dat-dai", "--at", "dispenser-1", "--config", str(config)]
    assert main(words) == 2
    assert capsys.readouterr().err == (
        f"motcua ticket: {config}: there is no such file; check the name that was given\n"
    )


def test_the_intents_are_those_of_the_wire() -> None:
    assert tuple(m.Intent) == INTENTS


@pytest.mark.parametrize(
    "words",
    [
        ["ticket", "Đất đai", "--at", "dispenser-1"],
        ["ticket", "dat-dai", "--at", "Dispenser 1"],
        ["ticket", "dat-dai", "--at", "dispenser-1", "--then", "Hộ tịch"],
        ["confirm", "A012", "--class", "Merit"],
        ["new-card", "Dispenser 1"],
    ],
)
def test_what_can_be_no_name_is_said_at_once(words: list[str], capsys: Told) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([*words, "--config", "reception.toml"])
    assert "is no name: write it as in the settings" in capsys.readouterr().err


def test_a_visit_of_too_many_services_is_said_at_once(capsys: Told) -> None:
    then = ["--then", "ho-tich"] * (m.MOST_STEPS + 1)
    words = ["ticket", "dat-dai", "--at", "dispenser-1", *then, "--config", "reception.toml"]
    assert main(words) == BAD_INPUT
    assert "5 services afterwards at most" in capsys.readouterr().err
