"""Reference systems: how they are proved, and what the command says."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import log
from pathlib import Path
from random import Random
from statistics import fmean, stdev

import pytest

from provisioning.command import main
from simulation import closed_forms
from simulation.reference import AIM, P95, PRECISION, Estimate, Result, Verdict, prove
from simulation.reference_file import BadFileError
from simulation.reference_system import formulas, system
from simulation.replications import Found, percentile
from simulation.stationary import Replication
from tests.simulation.systems import SIMPLE, SYSTEMS, file


def in_this_process(
    work: Callable[[int], Replication], numbers: Iterable[int]
) -> Iterable[Replication]:
    return [work(number) for number in numbers]


# --- The systems --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(SYSTEMS) - {"E08", "E09"}))
def test_a_formula_gives_the_wait_that_the_file_has(name: str) -> None:
    rows = SYSTEMS[name]
    assert formulas(rows) == pytest.approx([row.mean_wait for row in rows], rel=2e-5)


def test_the_closed_form_gives_the_percentiles_that_the_file_has() -> None:
    """They are known for one class and exponential services."""
    known = [row for rows in SYSTEMS.values() for row in rows if row.p95_wait is not None]
    assert len(known) == 4
    assert [row.p95_wait for row in known] == pytest.approx(
        [closed_forms.percentile(row.counters, row.rate, row.mean_service, P95) for row in known],
        rel=2e-5,
    )


@pytest.mark.parametrize("name", ["E08", "E09"])
def test_for_head_starts_and_for_counters_that_differ_there_is_no_formula(name: str) -> None:
    assert formulas(SYSTEMS[name]) is None


def test_there_is_no_formula_for_more_work_than_can_be_done() -> None:
    [row] = SYSTEMS["E01"]
    assert formulas([replace(row, rate=1.2)]) is None


def test_rates_become_promises_whose_ratios_are_theirs() -> None:
    promises = system(SYSTEMS["E06"]).rule.promises
    waits = [promises[str(number)].wait for number in range(3)]
    assert waits == [waits[0], 2 * waits[0], 4 * waits[0]]


def test_the_counters_of_a_line_are_those_of_the_table() -> None:
    first, second = system(SYSTEMS["E09"]).lines
    assert [sorted(line.counters) for line in (first, second)] == [[0], [1]]


# --- The proof ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["E05", "E06", "E09"])
def test_the_rule_gives_the_waits_that_are_known(name: str) -> None:
    """Three systems at once a second; `motcua simulate reference` has the patience for all."""
    for result in prove(SYSTEMS[name], 1, 220_000, in_this_process):
        assert result.off_by is not None
        assert abs(result.off_by) < 3


def test_tickets_are_added_until_the_standard_error_is_small_enough() -> None:
    rows = [replace(row, rate=0.4, p95_wait=None) for row in SYSTEMS["E01"]]
    [few] = prove([replace(rows[0], mean_wait=2 / 3)], 1, 30_000, in_this_process)
    [enough] = prove([replace(rows[0], mean_wait=2 / 3)], 1, 10_000_000, in_this_process)
    assert (few.verdict, enough.verdict) == (Verdict.IMPRECISE, Verdict.GOOD)
    assert few.estimate is not None
    assert enough.estimate is not None
    assert few.tickets <= 30_000 < enough.tickets < 1_000_000
    assert enough.estimate.mean.error <= AIM * PRECISION * enough.exact


def test_an_exact_wait_that_is_wrong_is_found_out() -> None:
    [row] = SYSTEMS["E01"]
    quick = replace(row, rate=0.4, mean_wait=2 / 3 * 1.1, p95_wait=None)
    [result] = prove([quick], 1, 10_000_000, in_this_process)
    assert result.verdict is Verdict.OFF


def test_a_wait_that_the_file_does_not_have_is_taken_from_the_formula() -> None:
    [row] = SYSTEMS["E01"]
    [result] = prove([replace(row, rate=0.4, mean_wait=None)], 1, 20_000, in_this_process)
    assert result.exact == pytest.approx(2 / 3)


def test_a_wait_that_nobody_knows_is_asked_for() -> None:
    unknown = [replace(row, mean_wait=None) for row in SYSTEMS["E09"]]
    with pytest.raises(BadFileError, match="column mean_wait_exact"):
        prove(unknown, 1, 20_000, in_this_process)


def test_a_load_too_near_to_one_is_left_out() -> None:
    [row] = SYSTEMS["E01"]
    [result] = prove([replace(row, rate=0.98, mean_wait=49.0)], 1, 20_000, in_this_process)
    assert (result.verdict, result.tickets) == (Verdict.LEFT_OUT, 0)


@pytest.mark.parametrize(
    ("load", "mean", "error", "verdict"),
    [
        (0.92, 10.59, 0.2, Verdict.GOOD),
        (0.92, 10.61, 0.2, Verdict.OFF),
        (0.92, 9.39, 0.2, Verdict.OFF),
        (0.92, 10.0, 0.21, Verdict.IMPRECISE),
        (0.92, 20.0, 0.21, Verdict.OFF),
        (0.93, 10.0, 0.5, Verdict.GOOD),
        (0.93, 10.0, 0.51, Verdict.IMPRECISE),
        (0.5, 0.0, 0.0, Verdict.IMPRECISE),
    ],
)
def test_good_is_near_and_precise(load: float, mean: float, error: float, verdict: Verdict) -> None:
    [row] = SYSTEMS["E01"]
    estimate = Estimate(Found(mean, error), None)
    assert Result(row, load, 10.0, None, 1, 20, estimate).verdict is verdict


@pytest.mark.parametrize(
    ("p95", "error", "verdict"),
    [
        (30.59, 0.2, Verdict.GOOD),
        (30.61, 0.2, Verdict.OFF),
        (4.5, 0.2, Verdict.OFF),
        (30.0, 0.61, Verdict.IMPRECISE),
        (0.0, 0.0, Verdict.IMPRECISE),
    ],
)
def test_a_percentile_that_the_file_has_is_judged_too(
    p95: float, error: float, verdict: Verdict
) -> None:
    row = replace(SYSTEMS["E01"][0], p95_wait=30.0)
    estimate = Estimate(Found(10.0, 0.1), Found(p95, error))
    assert Result(row, 0.9, 10.0, None, 1, 20, estimate).verdict is verdict


def test_nobody_waits_in_most_of_the_time_and_the_percentile_says_so() -> None:
    row = replace(SYSTEMS["E01"][0], p95_wait=0.0)
    estimate = Estimate(Found(10.0, 0.1), Found(0.0, 0.0))
    assert Result(row, 0.9, 10.0, None, 1, 20, estimate).verdict is Verdict.GOOD


def test_the_error_of_a_percentile_is_what_replications_differ_by() -> None:
    """Of 400 times twenty replications: the errors told beside how far the values really lie."""
    chance = Random(1)
    found = [
        percentile([[round(chance.expovariate(1e-6)) for _ in range(200)] for _ in range(20)], 0.95)
        for _ in range(400)
    ]
    mean = fmean(one.value for one in found)
    assert mean == pytest.approx(log(20) * 1e6, rel=0.01)
    assert fmean(one.error for one in found) == pytest.approx(
        stdev(one.value for one in found), rel=0.1
    )


def test_a_wrong_percentile_is_found_out_and_a_right_one_confirmed() -> None:
    [row] = SYSTEMS["E01"]
    quick = replace(row, rate=0.4, mean_wait=2 / 3)
    right, wrong = log(0.4 / 0.05) / 0.6, 99.0
    [good] = prove([replace(quick, p95_wait=right)], 1, 10_000_000, in_this_process)
    [off] = prove([replace(quick, p95_wait=wrong)], 1, 10_000_000, in_this_process)
    assert (good.verdict, off.verdict) == (Verdict.GOOD, Verdict.OFF)


def test_more_work_than_can_be_done_is_refused_in_words_that_say_what_to_do() -> None:
    [row] = SYSTEMS["E01"]
    with pytest.raises(BadFileError, match=r"line 2, column lam.*load is 1.2.*lower lam"):
        prove([replace(row, rate=1.2, mean_wait=5.0)], 1, 20_000, in_this_process)


def test_no_verdict_rests_on_few_replications() -> None:
    [row] = SYSTEMS["E01"]
    result = Result(row, 0.5, 10.0, None, 1, 19, Estimate(Found(10.0, 0.1), None))
    assert result.verdict is Verdict.IMPRECISE


# --- The command --------------------------------------------------------------------------------


def test_the_command_says_what_it_found_and_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "M,1,FCFS,0,0.3,1,exp,,,,min,0.428571", "N,1,FCFS,0,0.99,1,exp,,,,min,99")
    assert main(["simulate", "reference", str(path)]) == 0
    said = capsys.readouterr().out
    assert "2 rows: 1 good, 1 left out." in said
    assert "N\n  left out: load 0.990 is above 0.96" in said


def test_the_command_ends_with_1_when_a_row_is_off_and_tells_programs_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "M,1,FCFS,0,0.3,1,exp,,,,min,0.5", "N,1,FCFS,0,0.3,1,exp,,,,min,0.5")
    assert main(["simulate", "reference", str(path), "--json", "--rows", "M", "--seed", "3"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["seed"] == 3
    assert [(row["id"], row["exact"], row["verdict"]) for row in told["rows"]] == [
        ("M", 0.5, "off")
    ]


def test_the_command_refuses_a_load_of_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, SIMPLE.replace("0.5", "1"))
    assert main(["simulate", "reference", str(path), "--json"]) == 2
    assert 'line 2, column lam: "1" is too much' in capsys.readouterr().err


def test_the_command_ends_with_2_and_one_line_when_a_file_or_a_row_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, SIMPLE)
    assert main(["simulate", "reference", str(tmp_path / "none.csv")]) == 2
    assert main(["simulate", "reference", str(path), "--rows", "M,Z"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("none.csv: cannot be read (No such file or directory): check its name")
    assert second.endswith('there is no row with the id "Z", only M')
