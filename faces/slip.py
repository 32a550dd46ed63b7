"""The slip that the dispenser prints: a picture, black on white, in dots (8 to the mm)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from faces.fonts import Fonts
from faces.texts import Texts
from faces.typeset import beside, blank, headline, paragraph, qr, rule, stack
from faces.wording import any_of, date_and_time, spaced

WIDTH = 576
"""Dots across 80 mm paper; 512 and 384 (58 mm) are in use too."""

MARGIN = 24
SMALL, BODY, LEAD, TITLE = 24, 28, 32, 40
NUMBER = 0.41
"""Type size of the number, times the width: capitals of 168 dots on 576."""
NUMBER_GAP = 0.09
QR_LEAST = 168
BESIDE_FROM = 500
"""On narrower paper what would stand side by side stands one below the other."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What the holder of a ticket is told; its texts are in the language of the slip."""

    centre: str
    label: str
    """The number as it is on the wire, `A012`."""
    service: str
    issued: datetime
    """In the centre's time zone."""
    address: str | None = None
    hotline: str | None = None
    intent: str | None = None
    class_name: str | None = None
    """Its class in words, where it is not everybody's."""
    ahead: int | None = None
    wait: str | None = None
    counters: tuple[str, ...] = ()
    summoned: bool = False
    """Nobody is at these counters: an officer is asked to come."""
    url: str | None = None
    """Where a phone follows the ticket: the QR code."""
    note: str | None = None


def draw(slip: Slip, texts: Texts, fonts: Fonts, width: int = WIDTH) -> Image.Image:
    """Return the slip as a picture of mode "1", `width` dots wide and as high as it needs."""
    page = _Page(texts, fonts, width)
    parts = (*page.head(slip), *page.ticket(slip), *page.queue(slip), *page.foot(slip))
    return stack((blank(width, MARGIN), *parts, blank(width, MARGIN)), width)


@dataclass(frozen=True, slots=True)
class _Page:
    """The four blocks of a slip, each as parts to stack."""

    texts: Texts
    fonts: Fonts
    width: int

    def head(self, slip: Slip) -> Iterator[Image.Image]:
        yield self._bold(slip.centre, LEAD)
        yield self._plain(" · ".join(line for line in (slip.address, slip.hotline) if line), SMALL)
        yield self._plain(date_and_time(slip.issued, self.texts), SMALL)
        yield self._divider()

    def ticket(self, slip: Slip) -> Iterator[Image.Image]:
        number = self.fonts.at("display", round(NUMBER * self.width))
        gap = round(NUMBER_GAP * self.width)
        yield self._plain(self.texts.say("slip.your_number"), BODY)
        yield blank(self.width, 14)
        yield headline(spaced(slip.label).split(), number, self._column, gap)
        yield blank(self.width, 18)
        yield self._bold(slip.service, TITLE)
        yield self._plain(slip.intent or "", LEAD)
        if slip.class_name:
            yield self._bold(slip.class_name, BODY)

    def queue(self, slip: Slip) -> Iterator[Image.Image]:
        facts = tuple(self._facts(slip))
        if not facts and not slip.counters and not slip.summoned:
            return
        yield self._divider()
        if self.width < BESIDE_FROM:
            yield from (self._fact(name, value, self._column) for name, value in facts)
        elif facts:
            cell = self._column // len(facts)
            yield beside(*(self._fact(name, value, cell) for name, value in facts))
        if slip.counters:
            counters = any_of(slip.counters, self.texts)
            yield self._plain(self.texts.say("slip.counters", counters=counters), BODY)
        if slip.summoned:
            yield self._bold(self.texts.say("slip.summoned"), BODY)

    def foot(self, slip: Slip) -> Iterator[Image.Image]:
        yield self._divider()
        advice = f"{self.texts.say('slip.valid')} {slip.note or ''}"
        if slip.url is None:
            yield self._plain(advice, SMALL)
            return
        advice = f"{self.texts.say('slip.follow')} {advice}"
        code = qr(slip.url, QR_LEAST)
        if self.width < BESIDE_FROM:
            yield code
            yield self._plain(advice, SMALL, most=8)
        else:
            type_ = self.fonts.at("regular", SMALL)
            words = paragraph(advice, type_, self._column - code.width, most=8, align="left")
            yield beside(code, words)

    @property
    def _column(self) -> int:
        return self.width - 2 * MARGIN

    def _facts(self, slip: Slip) -> Iterator[tuple[str, str]]:
        if slip.ahead == 0:
            yield self.texts.say("slip.ahead"), self.texts.say("slip.nobody")
        elif slip.ahead is not None:
            yield self.texts.say("slip.ahead"), self.texts.say("slip.people", n=slip.ahead)
        if slip.wait:
            yield self.texts.say("slip.wait"), slip.wait

    def _fact(self, name: str, value: str, width: int) -> Image.Image:
        return stack((self._plain(name, BODY, width), self._bold(value, TITLE, width)), width)

    def _plain(self, text: str, size: int, width: int | None = None, most: int = 4) -> Image.Image:
        return paragraph(text, self.fonts.at("regular", size), width or self._column, most=most)

    def _bold(self, text: str, size: int, width: int | None = None) -> Image.Image:
        return paragraph(text, self.fonts.at("bold", size), width or self._column, most=4)

    def _divider(self) -> Image.Image:
        return stack((blank(1, 14), rule(self._column), blank(1, 14)), self._column)
