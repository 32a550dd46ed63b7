"""What a scanned code does, whatever page is open. Pure."""

import re
from dataclasses import replace
from typing import Final

from kiosk import choosing, typing
from kiosk.drawer import Drawer
from kiosk.typing import Step
from kiosk.view import PageName
from kiosk.visitor import Place, Visitor, gone, wiped
from kiosk.wishes import NotRead

TECHNICIANS: Final[frozenset[PageName]] = frozenset({"pin", "technician"})
_PROCEDURE: Final = re.compile(r"[0-9]\.[0-9]{6}")


def scan(draw: Drawer, read: str) -> Step:
    """A code was read, whatever page is open; the technician is not disturbed."""
    visitor, dossiers = draw.visitor, draw.settings.dossier
    code = "".join(letter for letter in read if letter.isprintable()).strip()
    if not code or visitor.page in TECHNICIANS:
        return visitor, None
    if dossiers and (known := typing.dossier_code(dossiers.pattern, code)):
        return _dossier(draw, known), None
    match visitor.page:
        case "dossier_secret":
            return typing.typed(visitor, code[: typing.LONGEST_SECRET]), None
        case "dossier_code":
            return typing.with_code(visitor, code[: typing.LONGEST_ENTRY]), None
        case _:
            return _procedure(draw, code)


def _dossier(draw: Drawer, known: str) -> Visitor:
    """A receipt: its secret is asked for, whoever was here before."""
    visitor = draw.visitor
    if visitor.page == "dossier_secret" and known == visitor.dossier_code:
        return visitor
    return typing.with_code(wiped(visitor, draw.at), known)


def _procedure(draw: Drawer, code: str) -> Step:
    """A procedure of the catalogue; whatever else was held before the scanner is told so."""
    if _PROCEDURE.fullmatch(code):
        listed = gone(wiped(draw.visitor, draw.at), Place("list"))
        there, wish = choosing.procedure(replace(draw, visitor=listed), code)
        if there.page == "procedure":
            return there, wish
    return draw.visitor, NotRead()
