"""`motcua slip preview`: what a slip will look like, before anything is printed."""

from pathlib import Path

import pytest
from PIL import Image

from provisioning.command import main
from provisioning.slip import TOKEN, cases
from provisioning.slip_parser import CASES
from tests.far_ends import qr_text, read_aloud

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATE = ("--template", str(EXAMPLES / "slip.toml"))


def preview(folder: Path, *arguments: str) -> Image.Image:
    """The picture that the command draws."""
    out = folder / "preview.png"
    assert main(["slip", "preview", "--out", str(out), *arguments]) == 0
    with Image.open(out) as picture:
        return picture.copy()


@pytest.mark.parametrize("case", cases())
def test_every_case_is_drawn_in_both_languages(case: str, tmp_path: Path) -> None:
    vietnamese = preview(tmp_path, *TEMPLATE, "--case", case)
    english = preview(tmp_path, *TEMPLATE, "--case", case, "--lang", "en")
    assert vietnamese.mode == "1"
    assert vietnamese.width == 576
    assert vietnamese.tobytes() != english.tobytes()


def test_the_help_names_every_case() -> None:
    assert tuple(cases()) == CASES


def test_the_code_and_the_number_are_on_it(tmp_path: Path) -> None:
    picture = preview(tmp_path, *TEMPLATE, "--label", "K1234")
    assert qr_text(picture, tmp_path) == f"https://mot-cua.example.vn/so/{TOKEN}"
    other = preview(tmp_path, *TEMPLATE)
    assert other.tobytes() != picture.tobytes()


def test_an_offline_number_says_that_its_wait_is_not_known(tmp_path: Path) -> None:
    read = read_aloud(preview(tmp_path, *TEMPLATE, "--case", "offline"), tmp_path)
    assert "Chưa tính được thời gian chờ" in read


@pytest.mark.parametrize("width", [384, 512, 576])
def test_it_is_as_wide_as_asked(width: int, tmp_path: Path) -> None:
    assert preview(tmp_path, *TEMPLATE, "--width", str(width)).width == width


def test_a_dispensers_settings_are_enough_and_its_printer_gives_the_width(tmp_path: Path) -> None:
    settings = (EXAMPLES / "dispenser.toml").read_text(encoding="utf-8")
    config = tmp_path / "dispenser.toml"
    config.write_text(settings.replace('model = "generic-80"', "width = 512"), encoding="utf-8")
    assert preview(tmp_path, "--config", str(config)).width == 512


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*TEMPLATE, "--case", "lonng"), 'no case "lonng"; did you mean "long"?'),
        (("--template", "absent.toml"), "absent.toml: there is no such file"),
        (("--config", str(EXAMPLES / "slip.toml")), "unknown key"),
        ((*TEMPLATE, "--out", "/nowhere/slip.png"), "cannot be written (No such file"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["slip", "preview", "--out", str(tmp_path / "slip.png"), *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("motcua slip preview: ")
    assert said in line
