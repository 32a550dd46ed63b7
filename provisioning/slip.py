"""`motcua slip preview`: an example slip as a picture, before anything is printed."""

import sys
import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from contract.messages import CentreState, DeclaredService, Intent, Issued, Ticket, Wait
from faces.fonts import FontMissingError, Fonts
from faces.slip import DOTS_PER_MM, WIDTH, Slip
from faces.texts import Language
from paper.slip_settings import SlipSettings
from paper.slips import Slips
from runtime.settings import SettingsError, read
from ticket_dispenser.settings import DispenserSettings

DRAWN, BAD_INPUT = 0, 2

WIDTHS = (576, 512, 384)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

TAKEN_AT = 1_795_400_220_000
"""Monday, 23/11/2026, 09:17 in Việt Nam."""
APPOINTED_AT = TAKEN_AT + 13 * 60_000
TOKEN = "7f3k9q2xw8m4a1b2c3d4e5f6"  # noqa: S105 - an example


class Case(BaseModel):
    """A situation: what an example slip tells."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    label: str
    service: str
    service_name: str
    class_id: str | None = None
    ahead: int
    low_s: int
    high_s: int
    counters: tuple[str, ...]
    then: tuple[str, ...] = ()
    summoned: bool = False
    appointment: bool = False
    offline: bool = False
    bare: bool = False
    """Nothing but the number and its service."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn; None is what the settings say, or else what is usual."""

    out: Path
    config: Path | None
    """Settings of a dispenser, or else"""
    template: Path | None
    """settings of a slip."""
    width: int | None = None
    language: Language | None = None
    label: str | None = None
    case: str = "normal"


def run(wish: Wish) -> int:
    """Draw an example slip.

    Returns:
        0 when it was drawn, 2 when the settings or the wish cannot be used.
    """
    try:
        case = _case(wish.case)
        slips = _slips(wish)
    except (SettingsError, FontMissingError) as error:
        return _refused(str(error))
    picture = slips.painter.draw(_example(slips, case, wish.label))
    try:
        picture.save(wish.out, "PNG")
    except OSError as error:
        return _refused(f"{wish.out} cannot be written ({error.strerror}); choose another --out")
    wide, high = picture.size
    print(f"{wish.out}: {wide} x {high} dots, {high / DOTS_PER_MM:.0f} mm of paper")
    return DRAWN


def _refused(reason: str) -> int:
    sys.stderr.write(f"motcua slip preview: {' '.join(reason.split())}\n")
    return BAD_INPUT


def cases() -> dict[str, Case]:
    """Every situation by its name."""
    tables = _tables()
    usual = tables.pop("usual")
    del tables["services"]
    return {name: Case.model_validate(usual | table) for name, table in tables.items()}


def example_centre() -> CentreState:
    """A centre whose services are named in both languages."""
    named: dict[str, tuple[str, str]] = _tables()["services"]
    return CentreState(
        centre="example",
        name="Example",
        zone=ZONE.key,
        hours=(),
        day_turns="03:00",
        agencies=(),
        services=tuple(
            DeclaredService(id=id_, name=name, names={"en": english}, agency="example")
            for id_, (name, english) in named.items()
        ),
        classes=(),
    )


def _tables() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("slip_cases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _case(name: str) -> Case:
    known = cases()
    if name in known:
        return known[name]
    nearest = get_close_matches(name, known, n=1)
    question = f'; did you mean "{nearest[0]}"?' if nearest else ""
    raise SettingsError(f'no case "{name}"{question} There are: {", ".join(known)}')


def _slips(wish: Wish) -> Slips:
    """What the settings make of answers; raises `SettingsError`."""
    fonts = Fonts.load()
    if wish.config is None:
        assert wish.template is not None  # noqa: S101 - the command wants one of the two
        fixed = read(wish.template, SlipSettings)
        return Slips.of(fixed, wish.language or "vi", ZONE, fonts, wish.width or WIDTH)
    settings = read(wish.config, DispenserSettings)
    width = wish.width or settings.printer.row.dots
    language = wish.language or settings.language
    return Slips.open(settings.model_copy(update={"language": language}), fonts, width)


def _example(slips: Slips, case: Case, label: str | None) -> Slip:
    fixed = slips.fixed
    ticket = Ticket(
        id=UUID(int=1),
        label=label or case.label,
        service=case.service,
        service_name=case.service_name,
        intent=Intent.FILE,
        class_id=case.class_id or fixed.first_class,
        then=case.then,
    )
    issued = Issued(
        ticket=ticket,
        issued_at=TAKEN_AT,
        day="2026-11-23",
        ahead=case.ahead,
        counters=case.counters,
        token=TOKEN,
        wait=Wait(low_s=case.low_s, median_s=case.low_s, high_s=case.high_s),
        summoned=case.summoned,
        slot=APPOINTED_AT if case.appointment else None,
    )
    slip = slips.slip(issued, example_centre(), offline=case.offline)
    if case.bare:
        return replace(slip, intent=None, ahead=None, wait=None, url=None)
    return slip
