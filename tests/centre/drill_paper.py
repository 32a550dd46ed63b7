"""The numbers on paper, read from pictures that a decoder that is not ours made of the bytes.

Each is the number whose picture on a slip is the same to the dot; a sample is read by other
programs, which know nothing of our pictures.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps

from broker import facts as f
from contract import messages as m
from faces.fonts import Fonts
from paper.slip_settings import SlipSettings
from paper.slips import Slips
from tests.centre.drill_booth import Paper
from tests.far_ends import all_decoded, qr_text, read_aloud

DOTS = 576
NUMBER = (0, 240, DOTS, 468)
"""Where the number stands on these slips."""
SAMPLED = 40
"""One in so many slips is read by tesseract, and its code by zbarimg."""


def read(
    papers: Sequence[Paper], issued: Mapping[str, f.Issued], folder: Path, wrong: list[str]
) -> dict[Paper, str]:
    """The number on each slip of one printer; what is `wrong` with them is added there."""
    known = _drawn(issued)
    labels = dict[Paper, str]()
    pictures = all_decoded([paper.slip for paper in papers], folder)
    for place, (paper, picture) in enumerate(zip(papers, pictures, strict=True)):
        label = _label(picture, known)
        if label is None:
            picture.save(folder / f"{place}.png")
            wrong.append(f"{folder}/{place}.png shows a number that nobody knows")
            label = f"{folder.name} {place}"
        elif place % SAMPLED == 0:
            _sample(picture, issued[label], folder, wrong)
        labels[paper] = label
    return labels


def _drawn(issued: Mapping[str, f.Issued]) -> dict[bytes, str]:
    """Each number by its picture; no two are alike."""
    fixed = SlipSettings(centre="Trung tâm Phục vụ hành chính công")
    slips = Slips.of(fixed, "vi", ZoneInfo("Asia/Ho_Chi_Minh"), Fonts.load(), DOTS)
    drawn = {_number(slips.draw(_as_issued(fact))): label for label, fact in issued.items()}
    assert len(drawn) == len(issued)
    return drawn


def _as_issued(fact: f.Issued) -> m.Issued:
    ticket = m.Ticket(
        id=fact.ticket, label=fact.label, service=fact.service, service_name=fact.service,
        intent=fact.intent,
    )  # fmt: skip
    return m.Issued(
        ticket=ticket, issued_at=fact.at, day="2026-11-23", ahead=0, counters=(), token=""
    )


def _label(picture: Image.Image, known: Mapping[bytes, str]) -> str | None:
    """The number on a slip, also on one whose upper part is missing, or has something above it."""
    rows = (0, *range(-NUMBER[1], 0), *range(1, picture.height - NUMBER[1]))
    return next((known[it] for row in rows if (it := _number(picture, row)) in known), None)


def _number(picture: Image.Image, lower: int = 0) -> bytes:
    left, top, right, bottom = NUMBER
    return picture.crop((left, top + lower, right, bottom + lower)).tobytes()


def _sample(picture: Image.Image, fact: f.Issued, folder: Path, wrong: list[str]) -> None:
    """Let other programs read one slip."""
    label = fact.label
    number = picture.crop(NUMBER).convert("L").reduce(5)  # it reads books, not posters
    said = read_aloud(ImageOps.expand(number, 20, 255), folder, "eng", one_line=True)
    if said.replace(" ", "") != label:
        wrong.append(f"tesseract reads {said} on the slip of {label}")
    url = f"https://mot-cua.example/t/{fact.token}"
    if fact.token and qr_text(picture, folder) != url:
        wrong.append(f"the code on the slip of {label} is another one's")
