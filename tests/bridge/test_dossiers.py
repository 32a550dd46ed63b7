"""The example's dossiers: found with code and secret, masked, dated from today."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bridge.dossiers import DossierFile, FileOffice, masked
from contract.messages import DOSSIER_CODE, DossierStage
from runtime.settings import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "dossiers.toml"
TODAY = date(2026, 11, 23)
OVERDUE = "000.00.16.G04-261019-0002"


@pytest.fixture
def office() -> FileOffice:
    return FileOffice(read(EXAMPLE, DossierFile), lambda: TODAY)


async def test_a_dossier_is_found_with_its_code_and_its_secret(office: FileOffice) -> None:
    found = await office.find(OVERDUE, "H8E2")
    assert found is not None
    assert found.code == OVERDUE
    assert found.holder == "N** Đ** T***"


async def test_small_letters_and_blanks_are_no_mistake(office: FileOffice) -> None:
    assert await office.find(f" {OVERDUE.lower()} ", "h8 e2")


@pytest.mark.parametrize("secret", ["", "H8E", "H8E22", "K7M2", "Đ8E2"])
async def test_with_another_secret_nothing_is_found(office: FileOffice, secret: str) -> None:
    assert await office.find(OVERDUE, secret) is None


async def test_an_unknown_code_is_not_found_with_an_empty_secret_either(office: FileOffice) -> None:
    assert await office.find("000.00.16.G04-261019-9999", "") is None


async def test_a_dossier_whose_secret_is_blank_is_told_to_nobody(office: FileOffice) -> None:
    [first, *_] = office.file.dossiers
    blank = first.model_copy(update={"secret": " "})
    careless = FileOffice(DossierFile(dossiers=(blank,)), lambda: TODAY)
    assert await careless.find(first.code, " ") is None


async def test_an_overdue_one_has_an_apology_and_one_new_date(office: FileOffice) -> None:
    found = await office.find(OVERDUE, "H8E2")
    assert found is not None
    assert found.stage is DossierStage.PROCESSING
    assert found.due == (TODAY - timedelta(5)).isoformat()
    assert found.new_due == (TODAY + timedelta(4)).isoformat()
    assert found.apology


async def test_the_example_has_dossiers_in_all_states(office: FileOffice) -> None:
    found = [await office.find(one.code, one.secret) for one in office.file.dossiers]
    assert {one.stage for one in found if one} == set(DossierStage)
    assert TODAY.isoformat() in {one.due for one in found if one}


def test_the_examples_codes_are_of_both_forms() -> None:
    codes = [one.code for one in read(EXAMPLE, DossierFile).dossiers]
    assert all(re.fullmatch(DOSSIER_CODE, code) for code in codes)
    assert {code.count("-") for code in codes} == {0, 2}


@pytest.mark.parametrize(
    ("name", "told"),
    [("Nguyễn Văn A", "N*** V** A"), ("Đỗ Ý", "Đ* Ý"), ("  Lê   Quỳnh ", "L* Q***"), ("", "")],
)
def test_nothing_but_initials_is_left_of_a_name(name: str, told: str) -> None:
    assert masked(name) == told
