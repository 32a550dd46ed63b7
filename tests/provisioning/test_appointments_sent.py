"""`motcua appointments` says plainly why a file could not be sent or read."""

import asyncio
import socket
from contextlib import closing
from pathlib import Path

import pytest

from provisioning.appointments import run
from provisioning.command import main
from provisioning.console import Patience
from simulation.mosquitto import private_mosquitto
from tests.broker.desk import MONDAY

CENTRE = "mot-cua"
HEAD = "code,service,time\n"
Told = pytest.CaptureFixture[str]


def send(folder: Path, port: int, patience: Patience, rows: str = "H1,dat-dai,09:30\n") -> int:
    """What the command ends with."""
    config, file = folder / "office.toml", folder / "today.csv"
    (folder / "office.password").write_text("secret", encoding="utf-8")
    config.write_text(
        f'centre = "{CENTRE}"\ndevice = "office"\ndata = "."\n'
        f'[server]\nhost = "127.0.0.1"\nport = {port}\npassword_file = "office.password"\n',
        encoding="utf-8",
    )
    file.write_text(HEAD + rows, encoding="utf-8")
    return run(file, config, MONDAY, patience)


async def test_a_service_that_does_not_answer_is_said_in_one_line(
    tmp_path: Path, capsys: Told
) -> None:
    async with private_mosquitto(tmp_path, CENTRE, {"office": "secret"}) as mosquitto:
        patience = Patience(connect_s=20.0, answer_s=0.05)
        assert await asyncio.to_thread(send, tmp_path, mosquitto.port, patience) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        'motcua appointments: the queue service of centre "mot-cua" did not answer: check that it'
        " runs, then send the file again\n"
    )


def test_a_server_that_is_not_there_is_said_in_one_line(tmp_path: Path, capsys: Told) -> None:
    with closing(socket.socket()) as probe:  # bound, and nobody listens
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        assert send(tmp_path, port, Patience(connect_s=0.05, answer_s=20.0)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"no connection to the MQTT server 127.0.0.1:{port}: check [server]" in told.err


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("H1,dat-dai,09:30\nH2," + "x" * 200_000 + ",09:30\n", "line 3: is not CSV (field larger"),
        ('H1,dat-dai,09:30\n"H2,dat-dai,09:30\nH3,dat-dai,09:40\n', "line 3: is not CSV"),
    ],
)
def test_what_is_no_csv_is_named_by_its_line(
    tmp_path: Path, rows: str, complaint: str, capsys: Told
) -> None:
    assert send(tmp_path, 1, Patience(0, 0), rows) == 2
    assert f"{tmp_path / 'today.csv'}, {complaint}" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "today"])
def test_a_day_of_another_age_is_no_day(day: str, capsys: Told) -> None:
    with pytest.raises(SystemExit):
        main(["appointments", "today.csv", "--config", "office.toml", "--day", day])
    assert f'"{day}" is no day: write it as 2026-11-23' in capsys.readouterr().err
