"""`motcua simulate`: what a technician types, reads, and is told when it was typed wrong."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from provisioning.command import main
from provisioning.simulate import BadInputError
from provisioning.simulate_learn import roster_of
from simulation.plot import SIZE

SMALL = ("--visits", "120", "--counters", "4", "--seed", "2")
EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"


def test_a_day_is_told_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "day", *SMALL]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Monday 2026-11-23, 4 counters, about 120 visits a day, seed 2")
    for word in ("class priority (10 min)", "service ho-tich", "Overtaken", "Jain", "Told waits"):
        assert word in said


def test_the_same_seed_tells_the_same_day(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        main(["simulate", "day", *SMALL, "--json"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert json.loads(said[0])["people"]["issued"] > 60


def test_a_day_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plot = tmp_path / "day.png"
    assert main(["simulate", "day", *SMALL, "--plot", str(plot), "--language", "en"]) == 0
    assert "Monday" in capsys.readouterr().out
    with Image.open(plot) as image:
        assert image.size == SIZE


def test_a_day_at_ones_own_centre(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["simulate", "day", "--settings", str(EXAMPLE), "--visits", "200"]
    assert main([*arguments, "--policy", "fcfs", "--stress", "group,mishaps"]) == 0
    said = capsys.readouterr().out
    assert "policy fcfs" in said
    assert "service dat-dai" in said
    assert "bad days (group, mishaps)" in said


def test_policies_are_put_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["simulate", "compare", *SMALL, "--policies", "fcfs,absolute", "--days", "2"]
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["trials"] == ["fcfs", "absolute"]
    overtaken = next(one for one in told["figures"] if one["what"] == "overtaken, %")
    assert overtaken["means"]["fcfs"] == 0
    assert set(overtaken["differences"]) == {"absolute"}


def test_a_journal_is_learned_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = tmp_path / "journal.db"
    for day in ("0", "1"):
        main(["simulate", "day", *SMALL, "--day", day, "--journal", str(journal)])
    capsys.readouterr()
    arguments = ["simulate", "learn", str(journal), "--days", "2", "--before", "2026-11-30"]
    assert main([*arguments, "--roster", "5=09:00-17:00"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Learned from 2 days")
    assert "as usual and with roster 5=09:00-17:00" in said
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["days"] == 2
    assert told["coming_days"]["trials"] == ["as usual"]


def test_a_day_is_not_put_into_a_journal_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["simulate", "day", *SMALL, "--journal", str(tmp_path / "journal.db")]
    assert main(arguments) == 0
    capsys.readouterr()
    assert main(arguments) == 2
    assert "has 2026-11-23 already" in capsys.readouterr().err


def test_a_picture_that_cannot_be_drawn_leaves_the_journal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["simulate", "day", *SMALL, "--journal", str(tmp_path / "journal.db")]
    assert main([*arguments, "--plot", str(tmp_path / "none" / "day.png")]) == 2
    assert list(tmp_path.iterdir()) == []
    assert main([*arguments, "--plot", str(tmp_path / "day.png")]) == 0
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_no_journal_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, other = tmp_path / "letter.txt", tmp_path / "other.db"
    letter.write_text("Dear technician, " * 100, encoding="utf-8")
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE letters (text)")
    for path in (letter, other):
        before = path.read_bytes()
        assert main(["simulate", "day", *SMALL, "--journal", str(path)]) == 2
        assert "is no journal" in capsys.readouterr().err
        assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [letter, other]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["day", "--settings", "nowhere.toml"], "there is no file nowhere.toml"),
        (["day", "--settings", str(EXAMPLE), "--counters", "3"], "leave --counters out"),
        (["day", "--settings", str(EXAMPLE), "--stress", "half"], "leave `half` out"),
        (["day", *SMALL, "--plot", "/nowhere/day.png"], "/nowhere/day.png cannot be written"),
        (["day", *SMALL, "--plot", "/"], "/ is a folder"),
        (["day", *SMALL, "--journal", "/"], "/ is a folder"),
        (["day", *SMALL, "--journal", "/nowhere/day.db"], "/nowhere is no folder"),
        (["day", "--counters", "1", "--stress", "half"], "use --counters 2 or more"),
        (["compare", "--counters", "1", "--stress", "half"], "use --counters 2 or more"),
        (["learn", "nowhere.db"], "nowhere.db: there is no such file"),
        (["learn", str(EXAMPLE)], "is no journal"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["day", "--visits", "many"], '"many" is no whole number'),
        (["day", "--seed", "x"], '"x" is no whole number'),
        (["reference", "x.csv", "--tickets", "x"], '"x" is no whole number'),
        (["day", "--visits", "0"], "0 is not between 1 and"),
        (["day", "--stress", "rain"], '"rain" is not one of mishaps'),
        (["day", "--policy", "lottery"], "invalid choice"),
        (["compare", "--policies", "fcfs,lottery"], '"lottery" is not one of promised'),
        (["compare", "--days", "1"], "1 is not between 2 and"),
    ],
)
def test_a_word_that_does_not_fit_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["simulate", *arguments])
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_a_roster_is_a_line_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text('3 = "09:00-17:00"\n5 = "off"\n', encoding="utf-8")
    opening = {"3": "09:00-17:00", "5": None}
    assert roster_of("3=09:00-17:00, 5=off").open == opening
    assert roster_of(str(file)).open == opening


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ("", "the roster is empty: write counters such as"),
        ("3=nine", "write hours such as 09:00-17:00"),
        ("3=17:00-09:00", "write hours such as 09:00-17:00"),
        ("ba=09:00-17:00", "counters are named like 3 or 3A"),
        ("nowhere.toml", "nowhere.toml cannot be read"),
    ],
)
def test_a_roster_that_makes_no_sense_is_refused(roster: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        roster_of(roster)
