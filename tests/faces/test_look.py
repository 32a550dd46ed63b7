"""The look keeps its promises to people who see badly."""

import re
from dataclasses import asdict

import pytest

from faces.look import (
    DAY,
    HIGH_CONTRAST,
    MARK_PAIRS,
    SIZES,
    TEXT_PAIRS,
    Palette,
    contrast,
    css,
    rgb,
)


def _ratio(palette: Palette, pair: tuple[str, str]) -> float:
    colours = asdict(palette)
    return contrast(colours[pair[0]], colours[pair[1]])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("pair", TEXT_PAIRS)
def test_text_can_be_read(pair: tuple[str, str]) -> None:
    assert _ratio(DAY, pair) >= 4.5
    assert _ratio(HIGH_CONTRAST, pair) >= 7


@pytest.mark.parametrize("pair", MARK_PAIRS)
def test_marks_can_be_seen(pair: tuple[str, str]) -> None:
    assert _ratio(DAY, pair) >= 3
    assert _ratio(HIGH_CONTRAST, pair) >= 3


def test_every_colour_but_decoration_has_a_pair() -> None:
    paired = {name for pair in (*TEXT_PAIRS, *MARK_PAIRS) for name in pair}
    assert set(asdict(DAY)) - paired == {"line"}


def test_a_colour_splits_into_parts_for_kivy() -> None:
    assert rgb("#ff0033") == (1.0, 0.0, 0.2)


def test_css_declares_every_token() -> None:
    root = css().splitlines()[0]
    declared = dict(re.findall(r"--([\w-]+):([^;]+);", root))
    assert declared["ink"] == DAY.ink
    assert declared["title"] == f"{SIZES.title / 16:g}rem"
    names = (*asdict(DAY), *asdict(SIZES))
    assert {name.replace("_", "-") for name in names} <= set(declared)


def test_css_turns_to_high_contrast_by_system_or_by_hand() -> None:
    _, media, attribute = css().splitlines()
    assert media.startswith("@media (prefers-contrast:more){:root{")
    assert attribute.startswith('[data-contrast="high"]{')
    assert f"--muted:{HIGH_CONTRAST.muted};" in media
    assert f"--muted:{HIGH_CONTRAST.muted};" in attribute
