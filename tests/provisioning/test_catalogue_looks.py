"""A catalogue is checked, compared, shown and searched at the command line."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from contract.catalogue import Case, Form, Paper, Procedure, Way
from provisioning.command import main
from runtime.catalogue_file import compiled, write

EXAMPLES = Path(__file__).parents[2] / "examples"
BIRTH = Procedure(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    ways=(Way(form=Form.IN_PERSON, time_limit="1", fee="Miễn phí"),),
    cases=(Case(papers=(Paper(name="Giấy chứng sinh", originals=1),)),),
    service="ho-tich",
    popularity=5,
)
DEATH = Procedure(
    code="1.000656", name="Thủ tục đăng ký khai tử", service="ho-tich", keywords=("báo tử",)
)
Make = Callable[..., str]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a catalogue of procedures, and return its path."""

    def of(*procedures: Procedure, name: str = "a.db", date: str = "2026-12-01") -> str:
        write(tmp_path / name, compiled(procedures, date))
        return str(tmp_path / name)

    return of


def changed(one: Procedure, **fields: object) -> Procedure:
    return Procedure.model_validate({**one.model_dump(), **fields})


def checked(path: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["catalogue", "check", path, *more])
    return code, capsys.readouterr().out


# --- Check ----------------------------------------------------------------------------------------


def test_what_is_missing_is_counted_and_named(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = checked(make(BIRTH, DEATH), capsys)
    assert code == 0
    assert "1 without papers: 1.000656" in said
    assert "1 with a bare number as time limit: 1.001193" in said
    assert "2 without the decision that published them: 1.000656, 1.001193" in said


def test_a_queue_that_the_centre_does_not_have_is_wrong(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(BIRTH, changed(DEATH, service="rung"))
    config = ("--config", str(EXAMPLES / "centre.toml"))
    code, said = checked(path, capsys, *config)
    assert code == 1
    assert "wrong: 1 in queues that this centre does not have (rung): 1.000656" in said
    assert checked(make(BIRTH), capsys, *config)[0] == 0


@pytest.mark.parametrize(
    ("one", "date", "words"),
    [
        (changed(DEATH, code="5.000656"), "2026-12-01", "wrong: 1 internal procedures"),
        (BIRTH, "2999-01-01", "wrong: the catalogue is of a day to come"),
    ],
)
def test_what_must_be_put_right_is_said_first(
    make: Make, capsys: pytest.CaptureFixture[str], one: Procedure, date: str, words: str
) -> None:
    code, said = checked(make(one, date=date), capsys)
    assert code == 1
    assert said.splitlines()[1].startswith(words)


def test_long_and_loud_and_equal_names_are_told_until_they_have_a_title(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    long, loud = changed(BIRTH, name="rất dài " * 40), changed(DEATH, name="KHAI TỬ")
    twin = changed(loud, code="1.000657")
    _, said = checked(make(long, loud, twin), capsys)
    assert "1 with a name longer than 200 letters and no title: 1.001193" in said
    assert "2 with a name in capitals and no title: 1.000656, 1.000657" in said
    assert "2 with the name of another one" in said
    _, said = checked(
        make(changed(long, title="Khai sinh"), changed(loud, title="Khai tử")), capsys
    )
    assert "no title" not in said


def test_a_program_is_told_as_json(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = checked(make(BIRTH), capsys, "--json")
    assert {"what": "without steps", "wrong": False, "codes": ["1.001193"]} in json.loads(said)


# --- Diff -----------------------------------------------------------------------------------------


def compared(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["catalogue", "diff", old, new])
    return code, capsys.readouterr().out.splitlines()


def test_what_was_added_removed_and_changed_is_told(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    paid = changed(BIRTH, ways=({**BIRTH.ways[0].model_dump(), "fee": "8.000 đồng"},))
    new = changed(DEATH, code="1.000657", name="Khai tử")
    code, said = compared(make(BIRTH, DEATH), make(paid, new, name="b.db"), capsys)
    assert code == 1
    assert said == [
        "removed  1.000656 Thủ tục đăng ký khai tử",
        "added    1.000657 Khai tử",
        "changed  1.001193 Thủ tục đăng ký khai sinh",
        '         ways: no more "in_person, 1, Miễn phí"; now "in_person, 1, 8.000 đồng"',
    ]


def test_a_new_day_alone_changes_nothing(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = compared(make(BIRTH), make(BIRTH, name="b.db", date="2026-12-02"), capsys)
    assert (code, said) == (0, ["nothing has changed from 2026-12-01 to 2026-12-02"])


# --- Show and search ------------------------------------------------------------------------------


def test_a_procedure_is_shown_as_far_as_it_is_known(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "show", "1,001193", "--file", make(BIRTH)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1.001193  Thủ tục đăng ký khai sinh",
        "queue: ho-tich",
        "",
        "ways:",
        "  in person: 1; Miễn phí",
        "",
        "papers:",
        "  - Giấy chứng sinh [1 original]",
    ]


def test_a_code_that_is_not_there_is_told(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "show", "9.999999", "--file", make(BIRTH)]) == 1
    assert "no procedure 9.999999" in capsys.readouterr().err


def test_a_search_finds_codes_and_a_batch_a_line_each(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(BIRTH, DEATH)
    words = ["catalogue", "search", "--file", path, "--limit", "1", "--json"]
    assert main([*words, "dang ky khai"]) == 0
    assert json.loads(capsys.readouterr().out) == ["1.001193"]
    monkeypatch.setattr("sys.stdin", StringIO("bao tu\n\nkhai sinh\n"))
    assert main([*words, "--batch"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [["1.000656"], [], ["1.001193"]]


def test_a_search_that_finds_nothing_says_so(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "search", "--file", make(BIRTH), "xyzzy"]) == 1
    assert "nothing is found" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["check"], ["show", "1.001193", "--file"]])
def test_what_is_no_catalogue_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["catalogue", *words, str(tmp_path / "none.db")]) == 2
    assert "there is no such file" in capsys.readouterr().err
