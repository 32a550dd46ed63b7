"""The blocks of a slip: each gives the pictures that are stacked into it, none if it is empty."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from PIL import Image

from faces.marks import in_black_and_white, qr
from faces.slip import DOTS_PER_MM, WIDTH, Block, Slip, Template
from faces.slip_sheet import NARROW, Sheet
from faces.texts import Texts
from faces.typeset import Align, beside, black, blank, headline, stack
from faces.wording import counters_of, date_of, spaced, waiting

QR: Final = 168
"""The least side of the QR code with its quiet zone, in dots."""
CAP_HEIGHT: Final = 0.714
"""Height of Noto Sans' capitals and figures, in ems."""
NUMBER_GAP: Final = 0.24
"""Between the letter and the figures, in ems."""
MOST_STEPS: Final = 5
"""Further services that are named; a visit of more is told how many more."""
LOGO: Final = 1 / 6
"""Side of a logo beside the centre's name, in widths of the paper."""
LOGO_ABOVE: Final = (320, 88)
"""Most dots of a wide logo, or any on narrow paper: it stands above the name."""
WIDE: Final = 1.6
"""Times that a wide logo is as wide as high."""

Drawn = Iterator[Image.Image]


# --- What is the same on every slip --------------------------------------------------------------


def head(template: Template, sheet: Sheet) -> Drawn:
    """Who gave the number."""
    logo = template.logo
    if logo is None:
        yield stack(_letterhead(template, sheet, sheet.size.column), sheet.size.column)
    elif sheet.size.width < NARROW or logo.width > WIDE * logo.height:
        yield in_black_and_white(logo, LOGO_ABOVE)
        yield blank(1, sheet.size.gap)
        yield stack(_letterhead(template, sheet, sheet.size.column), sheet.size.column)
    else:
        side = round(LOGO * sheet.size.width)
        mark = in_black_and_white(logo, (side, side))
        room = sheet.size.column - mark.width - sheet.size.beside
        words = stack(_letterhead(template, sheet, room, left=True), room)
        yield beside(mark, blank(sheet.size.beside, 1), words)


def _letterhead(template: Template, sheet: Sheet, width: int, *, left: bool = False) -> Drawn:
    size = sheet.size
    bold, italic = sheet.type("bold", size.lead), sheet.type("italic", size.second)
    small = sheet.type("regular", size.small)
    hotline = template.hotline and sheet.say("slip.hotline", hotline=template.hotline)
    align: Align = "left" if left else "centre"
    yield sheet.text(template.centre, bold, width, most=3, align=align)
    if sheet.second and template.centre_second:
        yield sheet.text(template.centre_second, italic, width, most=2, align=align)
    contact = tuple(filter(None, (template.address, hotline)))
    line = " · ".join(contact)
    for text in (line,) if small.width(line) <= width else contact:
        yield sheet.text(text, small, width, most=2, align=align)


def note(template: Template, sheet: Sheet) -> Drawn:
    """The centre's own sentence."""
    yield sheet.plain(template.note or "", sheet.size.small, most=5)
    yield sheet.aside(template.note_second, most=4)


# --- What is this ticket's own -------------------------------------------------------------------


def time(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """When the number was given: the day at the left, the hour at the right."""
    body = sheet.size.body
    day = date_of(slip.issued, sheet.texts), sheet.type("regular", body)
    yield sheet.row(day, (f"{slip.issued:%H:%M}", sheet.type("bold", body)))


def number(slip: Slip, template: Template, sheet: Sheet) -> Drawn:
    """The number, the largest thing."""
    size = sheet.size
    high = template.number_mm * DOTS_PER_MM * min(1, size.width / WIDTH)
    type_ = sheet.type("display", round(high / CAP_HEIGHT))
    yield sheet.heading("slip.your_number")
    yield blank(1, 2 * size.gap)
    yield headline(spaced(slip.label).split(), type_, size.column, round(NUMBER_GAP * type_.size))
    yield blank(1, 2 * size.gap)


def service(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """What the number is for."""
    size = sheet.size
    key = f"intent.{slip.intent}" if slip.intent else None
    yield sheet.bold(slip.service, size.title, size.lead, size.body)
    yield sheet.plain(sheet.say(key) if key else "", size.lead)
    yield sheet.aside(" · ".join(filter(None, (slip.service_second, key and sheet.again(key)))))
    if slip.class_name:
        second = slip.class_name_second if sheet.second else None
        yield blank(1, size.gap)
        yield sheet.frame(" · ".join(filter(None, (slip.class_name, second))))


def queue(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """The appointed hour, who is before it, and how long it takes."""
    for known, fact in enumerate(_queue(slip, sheet)):
        if known:
            yield blank(1, sheet.size.gap)
        yield fact
    if slip.wait is None and slip.wait_unknown:
        yield sheet.plain(sheet.say("slip.wait_unknown"), sheet.size.body)
        yield sheet.aside(sheet.again("slip.wait_unknown"), most=3)


def _queue(slip: Slip, sheet: Sheet) -> Drawn:
    if slip.appointment:
        hour = f"{slip.appointment:%H:%M}"
        yield _fact(sheet, "slip.appointment", lambda _: hour)
    if slip.ahead is not None:
        key = "slip.people" if slip.ahead else "slip.nobody"
        yield _fact(sheet, "slip.ahead", lambda texts: texts.say(key, n=slip.ahead))
    if wait := slip.wait:
        yield _fact(sheet, "slip.wait", lambda texts: waiting(wait, texts))


def counters(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """Where it will be called to."""
    if slip.counters:
        yield _fact(sheet, "slip.counters", lambda texts: counters_of(slip.counters, texts))
    if slip.summoned:
        yield blank(1, sheet.size.gap)
        yield sheet.bold(sheet.say("slip.summoned"), sheet.size.body)
        yield sheet.aside(sheet.again("slip.summoned"), most=3)


def then(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """Where the visit goes afterwards."""
    if not slip.then:
        return
    named, more = slip.then[:MOST_STEPS], len(slip.then) - MOST_STEPS
    if len(slip.then) == 1:
        second = slip.then_second[0] if slip.then_second else ""
        yield sheet.fact(sheet.say("slip.then"), named[0], sheet.again("slip.then"), second)
        return
    again = sheet.again("slip.then"), sheet.type("italic", sheet.size.second)
    yield sheet.row((sheet.say("slip.then"), sheet.type("regular", sheet.size.body)), again)
    for count, name in enumerate(named, 1):
        yield sheet.left(f"{count}. {name}", "bold")
    if more > 0:
        yield sheet.left(sheet.say("slip.then_more", n=more), "regular")
    if sheet.second and slip.then_second:
        yield sheet.left("; ".join(slip.then_second), "italic")


def follow(slip: Slip, _template: Template, sheet: Sheet) -> Drawn:
    """The code for a phone and what it is for, and how long the number is good."""
    size = sheet.size
    if slip.url is None:
        yield sheet.plain(sheet.say("slip.valid"), size.small)
        yield sheet.aside(sheet.again("slip.valid"))
    elif size.width < NARROW:
        yield qr(slip.url, QR)
        yield from _advice(sheet, size.column, "centre")
    else:
        code = _at_the_edge(qr(slip.url, QR), size.margin)
        room = size.column - code.width
        yield beside(code, stack(_advice(sheet, room, "left"), room))


def _advice(sheet: Sheet, width: int, align: Align) -> Drawn:
    small, italic = sheet.type("regular", sheet.size.small), sheet.type("italic", sheet.size.second)
    for say, type_ in ((sheet.say, small), (sheet.again, italic)):
        yield sheet.text(say("slip.follow"), type_, width, most=4, align=align)
        yield sheet.text(say("slip.valid"), type_, width, most=2, align=align)


def _at_the_edge(code: Image.Image, margin: int) -> Image.Image:
    """Return a code that begins at the edge of the column: the margin is its quiet zone."""
    left, *_ = black(code).getbbox() or (0,)
    return code.crop((min(left, margin), 0, code.width, code.height))


def _fact(sheet: Sheet, name: str, value: Callable[[Texts], str]) -> Image.Image:
    """A name from the catalogue and its value, in each language."""
    second = value(sheet.second) if sheet.second else ""
    return sheet.fact(sheet.say(name), value(sheet.texts), sheet.again(name), second)


FIXED: Final[Mapping[Block, Callable[[Template, Sheet], Drawn]]] = {"head": head, "note": note}
"""The blocks that are drawn once for all slips."""

OWN: Final[Mapping[Block, Callable[[Slip, Template, Sheet], Drawn]]] = {
    "time": time,
    "number": number,
    "service": service,
    "queue": queue,
    "counters": counters,
    "then": then,
    "follow": follow,
}
"""The blocks that each slip has of its own."""
