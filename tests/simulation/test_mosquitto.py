"""The private Mosquitto keeps strangers out and devices in their own segment."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulation.child import ChildError
from simulation.mosquitto import Mosquitto, private_mosquitto

PASSWORDS = {"broker": "b-secret", "pad-1": "p-secret", "pad-2": "q-secret"}
ASK = "motcua/1/quan-1/pad-1/ask/rating"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Mosquitto]:
    async with private_mosquitto(tmp_path, "quan-1", PASSWORDS) as server:
        yield server


async def run(server: Mosquitto, program: str, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        program,
        *("-h", "127.0.0.1", "-p", str(server.port), "-V", "mqttv5", "-q", "1", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def publish(server: Mosquitto, user: str, topic: str, text: str) -> tuple[int, str]:
    who = ("-u", user, "-P", PASSWORDS[user])
    return await run(server, "mosquitto_pub", *who, "-t", topic, "-r", "-m", text)


async def kept(server: Mosquitto, topic: str) -> str:
    """What the broker finds under a topic; empty when there is nothing."""
    who = ("-u", "broker", "-P", PASSWORDS["broker"])
    _, output = await run(server, "mosquitto_sub", *who, "-t", topic, "-W", "1", "-C", "1")
    return "" if "Timed out" in output else output.strip()


async def test_a_device_speaks_in_its_own_segment(server: Mosquitto) -> None:
    await publish(server, "pad-1", ASK, "mine")
    assert await kept(server, ASK) == "mine"


async def test_a_device_does_not_speak_in_the_segment_of_another(server: Mosquitto) -> None:
    await publish(server, "pad-2", ASK, "not mine")
    assert await kept(server, ASK) == ""


async def test_nobody_comes_in_without_a_password(server: Mosquitto) -> None:
    code, output = await run(server, "mosquitto_pub", "-t", ASK, "-m", "x")
    assert code != 0
    assert "not authori" in output.lower()


async def test_a_wrong_password_is_refused(server: Mosquitto) -> None:
    wrong = ("-u", "pad-1", "-P", "p-guess")
    code, output = await run(server, "mosquitto_pub", *wrong, "-t", ASK, "-m", "x")
    assert code != 0
    assert "not authori" in output.lower()


async def test_passwords_are_kept_as_hashes(server: Mosquitto, tmp_path: Path) -> None:
    assert server.port
    assert "secret" not in (tmp_path / "passwords").read_text()


async def test_its_port_outlives_a_restart_and_nothing_else_does(server: Mosquitto) -> None:
    await publish(server, "pad-1", ASK, "old")
    port = server.port
    await server.stop()
    await server.start()
    assert (server.port, await kept(server, ASK)) == (port, "")


async def test_a_mosquitto_that_cannot_start_says_why(server: Mosquitto, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(ChildError, match="Address already in use"):
        async with private_mosquitto(other, "quan-1", PASSWORDS, port=server.port):
            pass
