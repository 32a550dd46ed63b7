"""`motcua simulate learn` learns what the queue service would, and says what it cannot use."""

import json
import sqlite3
from argparse import Namespace
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from broker.records import RecordsError
from broker.worker import Study
from provisioning.command import main
from provisioning.journals import add
from provisioning.simulate import BadInputError, settings_of
from provisioning.simulate_learn import learn
from runtime.clock import SetClock
from simulation.reference_day import reference_days
from simulation.trial import live_through

EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"
LATER = "2027-01-01T08:00+07:00"
Told = pytest.CaptureFixture[str]


def lived(path: Path, count: int) -> Path:
    """A journal of so many days from 2026-11-23 on."""
    days = reference_days(2, 120, 4)
    for index in range(count):
        add(path, live_through(days, index))
    return path


def run(
    journal: Path,
    settings: Path | None = None,
    *,
    before: str | None = None,
    now: str = LATER,
    as_json: bool = False,
) -> None:
    arguments = Namespace(
        journal=journal, settings=settings, before=before, seed=1, days=2, counters=None,
        roster=None, json=as_json,
    )  # fmt: skip
    learn(arguments, SetClock(round(datetime.fromisoformat(now).timestamp() * 1000)))


def example(folder: Path, *changes: tuple[str, str]) -> Path:
    """The example centre with something replaced in its file."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "centre.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_queue_service_reckons_with_is_told(tmp_path: Path, capsys: Told) -> None:
    """Of the days before today, beside the minutes that the settings declare."""
    journal = lived(tmp_path / "journal.db", 3)
    settings = example(tmp_path, ('id = "dien-nuoc"', 'id = "dien-nuoc"\nminutes = 55'))
    run(journal, settings, now="2026-11-25T16:00+07:00", as_json=True)
    told = json.loads(capsys.readouterr().out)
    study = Study(settings_of(settings), journal, "2026-11-25").done()
    assert (told["days"], study.days) == (2, 2)
    assert (told["first_day"], told["last_day"]) == ("2026-11-23", "2026-11-24")
    expected = asdict(study.parameters)
    for name in ("services", "officers", "other", "no_shows", "pace_spread"):
        assert told["parameters"][name] == expected[name]
    assert told["parameters"]["services"]["dien-nuoc"] != told["parameters"]["other"]


def test_a_day_that_is_not_over_teaches_nothing_unless_it_is_asked_for(
    tmp_path: Path, capsys: Told
) -> None:
    journal, noon = lived(tmp_path / "journal.db", 1), "2026-11-23T12:00+07:00"
    with pytest.raises(BadInputError, match=r"has no day before 2026-11-23; .* with --before"):
        run(journal, now=noon)
    run(journal, before="2026-11-24", now=noon)
    assert capsys.readouterr().out.startswith("Learned from one day, 2026-11-23: ")


def test_settings_of_another_centre_are_refused(tmp_path: Path, capsys: Told) -> None:
    journal = lived(tmp_path / "journal.db", 1)
    services = ("dat-dai", "doanh-nghiep", "ho-tich", "cu-tru", "bao-hiem")
    settings = example(tmp_path, *((one, f"other-{one}") for one in services))
    with pytest.raises(BadInputError, match=r"of another centre than .* are bao-hiem, chung-"):
        run(journal, settings)
    assert capsys.readouterr().out == ""


def test_what_the_settings_do_not_have_is_named(tmp_path: Path, capsys: Told) -> None:
    journal = lived(tmp_path / "journal.db", 1)
    settings = example(tmp_path, ('"ho-tich"', '"ho-khau"'), ('"priority"', '"elderly"'))
    run(journal, settings)
    said = capsys.readouterr().out.split("Left out of the coming days")[1].split("\n")[0]
    for name in ("class priority (", "service chung-thuc (", "service ho-tich ("):
        assert name in said
    run(journal, settings, as_json=True)
    left_out = json.loads(capsys.readouterr().out)["left_out"]
    assert set(left_out) == {"class priority", "service chung-thuc", "service ho-tich"}


def test_a_moment_of_another_age_asks_for_an_audit(tmp_path: Path) -> None:
    journal = lived(tmp_path / "journal.db", 1)
    with closing(sqlite3.connect(journal)) as database:
        database.execute("UPDATE journal SET fact = json_set(fact, '$.at', 1000000000000000)")
        database.commit()
    with pytest.raises(RecordsError, match=r"is damaged: .* run `motcua audit"):
        run(journal)


def test_a_journal_without_a_day_is_said_so(tmp_path: Path, capsys: Told) -> None:
    add(tmp_path / "journal.db", [])
    journal = str(tmp_path / "journal.db")
    assert main(["simulate", "learn", journal]) == 2
    assert "does not tell what the centre is like" in capsys.readouterr().err
    assert main(["simulate", "learn", journal, "--settings", str(EXAMPLE)]) == 2
    assert "has no day" in capsys.readouterr().err
