"""Reference files: what is read, and how a mistake is named."""

from pathlib import Path

import pytest

from simulation.reference import HIGHEST_LOAD
from simulation.reference_file import BadFileError, Discipline, read
from simulation.reference_system import system
from simulation.stationary import Shape
from tests.simulation.systems import HEAD, SIMPLE, SYSTEMS, file


def test_the_example_has_the_systems_that_are_known_exactly() -> None:
    assert sum(map(len, SYSTEMS.values())) == 30
    assert {rows[0].discipline for rows in SYSTEMS.values()} == set(Discipline)
    assert {row.shape for rows in SYSTEMS.values() for row in rows} == set(Shape)
    assert max(system(rows).load for rows in SYSTEMS.values()) == pytest.approx(HIGHEST_LOAD)


def test_rows_of_one_id_are_one_system_wherever_they_stand(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "B,1,NPQ,2,0.3,1,exp,,,,min,3",
        "A,1,FCFS,0,0.3,1,exp,,,,min,3",
        "B,1,NPQ,1,0.2,1,exp,,,,min,1",
    )
    found = [[(row.name, row.ticket_class) for row in rows] for rows in read(path)]
    assert found == [[("B", 1), ("B", 2)], [("A", 0)]]


def test_minutes_are_meant_when_nothing_is_said(tmp_path: Path) -> None:
    [[row]] = read(file(tmp_path, "M,1,FCFS,0,0.5,1,exp,,,,,1"))
    assert (row.unit, row.unit_ms) == ("min", 60_000)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "line 2: there are no rows"),
        ((SIMPLE + ",7",), "line 2: more cells than line 1 has columns"),
        (("M,0,FCFS,0,0.5,1,exp,,,,min,1",), 'line 2, column c: "0" is not a whole number from 1'),
        (("M,1,LIFO,0,0.5,1,exp,,,,min,1",), 'line 2, column discipline: "LIFO" is none of FCFS,'),
        (("M,1,FCFS,x,0.5,1,exp,,,,min,1",), 'line 2, column cls: "x" is not a whole number'),
        (("M,1,FCFS,0,often,1,exp,,,,min,1",), 'line 2, column lam: "often" is not a number'),
        (("M,1,FCFS,0,nan,1,exp,,,,min,1",), 'line 2, column lam: "nan" is not a number from 0'),
        (("M,1,FCFS,0,1e-300,1,exp,,,,min,1",), 'lam: "1e-300" is not a number from 0.'),
        (("M,1,FCFS,0,1e300,1,exp,,,,min,1",), 'lam: "1e300" is not a number from 0 to 1,000,000'),
        (("M,1,FCFS,0,.1,1,lognormal,101,,,min,1",), 'dist_par: "101" is not a number from'),
        (("M,1,FCFS,0,-1,1,exp,,,,min,1",), 'line 2, column lam: "-1" is not a number from 0'),
        (
            ("M,1,FCFS,0,0.5,,exp,,,,min,1",),
            'column mean_service: "" is not a number from 0.',
        ),
        (("M,1,FCFS,0,0.5,1,beta,,,,min,1",), 'line 2, column service_dist: "beta" is none of'),
        (
            ("M,1,FCFS,0,0.5,1,lognormal,,,,min,1",),
            'column dist_par: "" is not a number from 0.',
        ),
        (
            ("M,1,APQ,0,0.5,1,exp,,0,,min,1",),
            'column accum_rate: "0" is not a number from 0.',
        ),
        (("M,1,FCFS,0,0.5,1,exp,,,,week,1",), 'line 2, column unit: "week" is none of s, min, h'),
        (("M,1,FCFS,0,0.5,1,exp,,,1,min,1",), 'column elig: "1" is not a table of 0 and 1, 1'),
        (("M,1,FCFS,0,0.5,1,exp,,,[[[1]]],min,1",), 'column elig: "[[[1]]]" is not a table of'),
        (("M,1,FCFS,0,0.5,1,exp,,,[[0]],min,1",), 'elig: "[[0]]" is without a counter for class 0'),
        ((SIMPLE, SIMPLE), 'line 3, column cls: "0" is in line 2 too'),
        (
            (SIMPLE, "M,2,FCFS,1,0.5,1,exp,,,,min,1"),
            'line 3, column c: "2" is not "1" as in line 2',
        ),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_line_and_column(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(BadFileError) as refused:
        read(file(tmp_path, *lines))
    assert said in str(refused.value)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match='line 1: there is no column "lam"'):
        read(file(tmp_path, SIMPLE, head=HEAD.replace("lam", "lambda")))


def test_what_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "waits.csv").write_bytes(b"id\xff\n")
    with pytest.raises(BadFileError, match="no CSV file in UTF-8"):
        read(tmp_path / "waits.csv")
    with pytest.raises(BadFileError, match=r"cannot be read \(No such file"):
        read(tmp_path / "none.csv")
