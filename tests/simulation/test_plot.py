"""The picture of a day shows its visits, in either language."""

from functools import cache

import pytest
from PIL import Image

from faces.fonts import Fonts
from faces.look import DAY
from faces.texts import LANGUAGES, Language, load
from simulation.plot import SIZE, Legend, picture
from simulation.reference_day import reference_days
from simulation.trial import live_through
from simulation.visits import Seen, seen

PROMISES = {"normal": 30, "priority": 10, "appointment": 10}


@cache
def lived() -> Seen:
    return seen(entry.fact for entry in live_through(reference_days(1, 150, 4), 0))


def drawn(language: Language = "vi", promises: dict[str, int] | None = None) -> Image.Image:
    texts = load(language)
    words = {name: texts.say(f"class.{name}") for name in PROMISES}
    legend = Legend("2026", words, PROMISES if promises is None else promises, "Asia/Ho_Chi_Minh")
    return picture(lived(), legend, texts, Fonts.load())


def pixels(image: Image.Image, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    counts = image.getcolors(SIZE[0] * SIZE[1]) or []
    return sum(count for count, found in counts if found == wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_drawn_in_every_language(language: Language) -> None:
    image = drawn(language)
    assert image.size == SIZE
    assert all(pixels(image, colour) > 100 for colour in (DAY.wait, DAY.lacquer, DAY.go))


def test_the_languages_differ_in_their_words_only() -> None:
    vi, en = drawn("vi"), drawn("en")
    assert vi != en
    waits = (110, 120, 1290, 530)
    assert vi.crop(waits) == en.crop(waits)


def test_promises_are_lines_across_the_picture() -> None:
    with_lines = pixels(drawn(), DAY.wait)
    assert with_lines > pixels(drawn(promises={"priority": 10, "appointment": 10}), DAY.wait)


def test_the_same_day_is_the_same_picture() -> None:
    assert drawn() == drawn()
