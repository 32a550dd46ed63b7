"""`motcua ratings` and `motcua feedback list`: what supervisors and the back office read."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from broker.ballots import Ballot
from broker.facts import Entry, Feedback, Rated
from broker.journal import open_journal
from contract.messages import FeedbackKind, Indices, Level, RatingMark
from provisioning.command import main
from tests.broker.desk import EXAMPLE, MONDAY, at

OLD = Path(__file__).parents[1] / "broker" / "journal_of_2026.tsv"
MONTH = MONDAY[:7]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Six opinions of one officer's work, one of another's, two things that people wrote."""
    path = tmp_path / "journal.db"
    anh = [Ballot("anh-tuyet", MONTH, Level.SATISFIED)] * 4 + [
        Ballot("anh-tuyet", MONTH, Level.VERY_SATISFIED, indices=Indices(time=2, attitude=1)),
        Ballot(
            "anh-tuyet", MONTH, Level.DISSATISFIED, reasons=frozenset({"slow"}),
            remark="Chờ lâu quá", marks=frozenset({RatingMark.QUICK}),
        ),
    ]  # fmt: skip
    ballots = [*anh, Ballot("quoc-viet", MONTH, Level.DISSATISFIED, remark="Không lịch sự")]
    said = [
        Feedback(
            at=at("09:15"), by="pad-1", code="PA-7K3M-29", about=FeedbackKind.COMPLAINT,
            text="Máy lấy số hỏng", counter="1", contact="0912 345 678",
        ),
        Feedback(
            at=at("10:00"), by="kiosk-1", code="PA-AAAA-29", about=FeedbackKind.SUGGESTION,
            text="Xin thêm ghế",
        ),
    ]  # fmt: skip

    async def write() -> None:
        async with open_journal(path) as opened:
            for seq, ballot in enumerate(ballots, start=1):
                fact = Rated(at=seq, by="pad-1", ticket=UUID(int=seq), counter="1")
                await opened.append([Entry(seq, MONDAY, UUID(int=seq), fact)], [ballot])
            more = enumerate(said, start=len(ballots) + 1)
            await opened.append([Entry(seq, MONDAY, UUID(int=seq), fact) for seq, fact in more])

    asyncio.run(write())
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_ratings_are_told_by_officer(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "ratings", "--config", EXAMPLE, "--journal", journal)
    [line] = [line for line in said.splitlines() if line.startswith("  Nguyễn Thị Ánh Tuyết")]
    assert line.split()[-10:] == ["6", "83%", "5.56", "3.0", "1", "4", "0", "1", "0", "1"]
    assert "  1 x slow\n  - Chờ lâu quá" in said


def test_of_an_officer_whom_few_rated_nothing_is_told_but_how_many(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "ratings", "--journal", journal, "--month", MONTH, "--json")
    [anh, quoc] = json.loads(out)["officers"]
    assert quoc == {"officer": "quoc-viet", "name": "quoc-viet", "ratings": 1}
    assert (anh["satisfied_share"], anh["reception_score"]) == (0.8333, 5.56)
    assert (anh["indices"], anh["officer_score"]) == ({"attitude": 1.0, "time": 2.0}, 3.0)
    assert anh["marks"] == {"quick": 1}
    assert "Không lịch sự" not in out


def test_opinions_that_are_kept_by_the_month_are_not_told_by_the_day(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ratings", "--journal", str(journal), "--day", MONDAY]) == 2
    assert f"ask for --month {MONTH}" in capsys.readouterr().err


def test_a_month_without_ratings_has_none(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "ratings", "--journal", journal, "--month", "2026-10")
    assert out == "2026-10: nobody was rated.\n"


@pytest.mark.parametrize("boxed", [True, False])
@pytest.mark.parametrize("period", [("--month", MONTH), ("--day", MONDAY), ()])
def test_ratings_of_old_times_are_counted(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    period: tuple[str, ...],
    boxed: bool,
) -> None:
    path = tmp_path / "journal.db"
    rows = [line.split("\t") for line in OLD.read_text(encoding="utf-8").splitlines()]

    async def begin() -> None:
        async with open_journal(path) as opened:
            opened.database.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", rows)
            opened.database.commit()

    asyncio.run(begin())
    if not boxed:
        with closing(sqlite3.connect(path)) as database:
            database.execute("DROP TABLE ballots")
    out = told(capsys, "ratings", "--journal", path, *period, "--json")
    assert [one["ratings"] for one in json.loads(out)["officers"]] == [1]


def test_what_people_wrote_is_listed_with_its_receipt(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "feedback", "list", "--config", EXAMPLE, "--journal", journal)
    assert out == (
        "PA-7K3M-29  23/11/2026 09:15  complaint, counter 1\n"
        "    Máy lấy số hỏng\n"
        "    answer to: 0912 345 678\n"
        "PA-AAAA-29  23/11/2026 10:00  suggestion, kiosk-1\n"
        "    Xin thêm ghế\n"
        "    no answer wanted\n"
    )


def test_what_people_wrote_can_be_read_by_a_program(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = json.loads(told(capsys, "feedback", "list", "--journal", journal, "--json"))[
        "feedback"
    ]
    assert (first["code"], first["day"], first["text"]) == ("PA-7K3M-29", MONDAY, "Máy lấy số hỏng")
    assert (second["about"], second["counter"]) == ("suggestion", None)


@pytest.mark.parametrize("words", [["ratings"], ["feedback", "list"]])
def test_a_journal_that_is_not_there_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main([*words, "--journal", str(tmp_path / "none.db")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
