"""The page and the message catalogues know each other: no text is missing, none is left over."""

import re
from importlib import resources

from faces.texts import load
from simulation.hall import SHARED

FAMILIES = (
    *("event_", "key_", "process_", "status_", "class_", "condition_", "ear_", "desk_"),
    *("intent_", "part_", "refusal_"),
)
"""Texts whose keys are put together from a kind and what the picture says."""

PAGE = "".join(
    path.read_text(encoding="utf-8")
    for path in resources.files("simulation").joinpath("web").iterdir()
    if path.name.endswith((".html", ".js"))
)
TEXTS = {
    key.removeprefix("hall.").replace(".", "_")
    for key in load("vi").keys
    if key.startswith(("hall.", *SHARED))
}


def test_every_text_that_the_page_says_is_in_the_catalogue() -> None:
    said = set(re.findall(r'say\("(\w+)"', PAGE)) | set(re.findall(r'data-say="(\w+)"', PAGE))
    assert said - TEXTS == set()


def test_every_text_of_the_hall_is_said() -> None:
    quoted = set(re.findall(r'"(\w+)"', PAGE))
    left_over = {text for text in TEXTS - quoted if not text.startswith(FAMILIES)}
    assert left_over == set()
