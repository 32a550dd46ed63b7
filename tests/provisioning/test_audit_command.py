"""`motcua audit` and `motcua explain` read a journal and speak plainly."""

import asyncio
import json
from pathlib import Path

import pytest

from broker.facts import Entry, Issued
from broker.journal import open_journal
from provisioning.command import main
from tests.broker.desk import EXAMPLE, MONDAY, Desk


@pytest.fixture(scope="module")
def morning() -> list[Entry]:
    """Three presses, one of them void, and a call."""
    desk = Desk()
    desk.sign_in("1", "anh-tuyet")
    tickets = [desk.ticket("dat-dai") for _ in range(3)]
    desk.void(tickets[1].id)
    desk.wait(60)
    desk.next("1")
    return desk.entries


def kept(path: Path, entries: list[Entry]) -> Path:
    async def write() -> None:
        async with open_journal(path) as journal:
            await journal.append(entries)

    asyncio.run(write())
    return path


@pytest.fixture
def journal(tmp_path: Path, morning: list[Entry]) -> Path:
    return kept(tmp_path / "journal.db", morning)


Told = pytest.CaptureFixture[str]


def test_an_audit_counts_each_series_and_says_that_all_is_well(journal: Path, capsys: Told) -> None:
    assert main(["audit", "--journal", str(journal)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Numbers of {MONDAY}"
    assert said[3].split() == ["A", "3", "2", "1", "0", "0", "0", "0"]
    assert said[5].startswith("Every number is explained")


def test_an_audit_names_what_is_missing_and_ends_with_1(
    tmp_path: Path, morning: list[Entry], capsys: Told
) -> None:
    first = next(entry for entry in morning if isinstance(entry.fact, Issued))
    journal = kept(tmp_path / "journal.db", [entry for entry in morning if entry != first][:3])
    assert main(["audit", "--journal", str(journal)]) == 1
    assert "Series A: nothing explains 1." in capsys.readouterr().out


@pytest.fixture
def damaged(tmp_path: Path, morning: list[Entry]) -> Path:
    """The first two numbers are gone; that one was called and the other void is there."""
    lost = [entry for entry in morning if isinstance(entry.fact, Issued)][:2]
    return kept(tmp_path / "journal.db", [entry for entry in morning if entry not in lost])


def test_an_audit_finds_tickets_whose_numbers_are_gone(damaged: Path, capsys: Told) -> None:
    assert main(["audit", "--journal", str(damaged)]) == 1
    said = capsys.readouterr().out
    assert "Entries are missing: no number is known of 2 tickets" in said
    assert "Keep a copy of the journal and report it." in said
    assert main(["audit", "--journal", str(damaged), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["unknown_tickets"] == 2


@pytest.mark.parametrize(
    "command",
    [["explain", "A001", "--config", str(EXAMPLE), "--journal"], ["simulate", "learn"],
     ["simulate", "learn", "--settings", str(EXAMPLE)]],
)  # fmt: skip
def test_a_damaged_journal_asks_for_an_audit(
    damaged: Path, command: list[str], capsys: Told
) -> None:
    assert main([*command, str(damaged)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"run `motcua audit --journal {damaged}`" in said


def test_an_audit_for_programs_is_json(journal: Path, capsys: Told) -> None:
    assert main(["audit", "--journal", str(journal), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    [series] = said["series"]
    assert (said["day"], series["issued"], series["sound"]) == (MONDAY, 2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit"], "motcua audit: name the settings with --config, or the journal with --journal"),
        (["audit", "--journal", "nowhere.db"], "motcua audit: nowhere.db: there is no such file"),
        (["explain", "A001", "--config", "nowhere.toml"], "motcua explain: nowhere.toml: there is"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    arguments: list[str], words: str, capsys: Told
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith(words)
    assert said.count("\n") == 1


def test_a_day_must_be_a_day(capsys: Told) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "--journal", "journal.db", "--day", "yesterday"])
    assert '"yesterday" is no day' in capsys.readouterr().err


def explain(journal: Path, *arguments: str) -> int:
    return main(["explain", *arguments, "--config", str(EXAMPLE), "--journal", str(journal)])


def test_a_number_is_explained_in_the_language_that_is_asked_for(
    journal: Path, capsys: Told
) -> None:
    assert explain(journal, "a001", "--lang", "en") == 0
    english = capsys.readouterr().out.splitlines()
    assert explain(journal, "A001") == 0
    vietnamese = capsys.readouterr().out.splitlines()
    assert english[0] == vietnamese[0] == f"A001, {MONDAY}"
    assert "was called at 08:01 to counter 1" in english[1]
    assert "được gọi lúc 08:01 đến quầy 1" in vietnamese[1]


def test_a_number_that_waited_on_that_day_is_explained_as_of_its_last_moment(
    journal: Path, capsys: Told
) -> None:
    assert explain(journal, "A003", "--json") == 0
    assert json.loads(capsys.readouterr().out)["stage"] == "waiting"


def test_a_number_that_nobody_got_is_said_to_be_so(journal: Path, capsys: Told) -> None:
    assert explain(journal, "A004") == 1
    assert capsys.readouterr().err == (f"motcua explain: no number A004 was given on {MONDAY}\n")
