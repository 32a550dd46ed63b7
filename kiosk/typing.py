"""What is typed on the screen: words with their marks, codes, secrets. Pure."""

import re
from dataclasses import replace
from typing import Final

from contract import messages as m
from faces import telex
from faces.pin import guessed
from kiosk.drawer import Drawer
from kiosk.visitor import Place, Visitor, gone, returned
from kiosk.wishes import AskDossier, SendFeedback, Wish

LONGEST_QUERY: Final = 120
LONGEST_ENTRY: Final = 40
"""Letters of a dossier's code, by the wire."""
LONGEST_SECRET: Final = 32
LONGEST_CONTACT: Final = 100

Step = tuple[Visitor, Wish | None]


def letter(draw: Drawer, sign: str) -> Step:
    """A letter or a sign more."""
    visitor = draw.visitor
    if not sign or not sign.isprintable():
        return visitor, None
    match visitor.page:
        case "search":
            query = _added(visitor, visitor.query, sign, LONGEST_QUERY)
            return replace(visitor, query=query, at=replace(visitor.at, leaf=0)), None
        case "feedback_text":
            return typed(visitor, _added(visitor, visitor.typed, sign, m.MOST_FEEDBACK)), None
        case "feedback_contact":
            return typed(visitor, _added(visitor, visitor.typed, sign, LONGEST_CONTACT)), None
        case "dossier_code":
            return typed(visitor, (visitor.typed + sign.upper())[:LONGEST_ENTRY]), None
        case "dossier_secret" | "pin":
            return typed(visitor, (visitor.typed + sign)[:LONGEST_SECRET]), None
        case _:
            return visitor, None


def _added(visitor: Visitor, text: str, letter: str, longest: int) -> str:
    """A letter more, with its marks; what is searched for is no sentence."""
    if visitor.page == "search":
        longer = telex.typed(text, letter) if visitor.marks else text + letter
    else:
        longer = telex.written(text, letter, marks=visitor.marks)
    return longer if len(longer) <= longest else text


def typed(visitor: Visitor, text: str) -> Visitor:
    """With this in the field."""
    return replace(visitor, typed=text)


def erase(draw: Drawer, _: str) -> Step:
    """The last one is taken back."""
    visitor = draw.visitor
    if visitor.page == "search":
        return replace(visitor, query=visitor.query[:-1]), None
    return typed(visitor, visitor.typed[:-1]), None


def marks(draw: Drawer, _: str) -> Step:
    """Letters get their marks, or do not any more."""
    return replace(draw.visitor, telex=not draw.visitor.marks), None


def enter(draw: Drawer, _: str) -> Step:
    """What was typed is what was meant."""
    visitor = draw.visitor
    words = " ".join(visitor.typed.split())
    match visitor.page:
        case "pin":
            return _pin(draw, words), None
        case "dossier_code" if words:
            return with_code(visitor, words), None
        case "dossier_secret" if words:
            return typed(visitor, ""), AskDossier(visitor.dossier_code, words)
        case "feedback_text" if words:
            there = gone(visitor, Place("feedback_contact"))
            return replace(there, about=visitor.about, feedback=visitor.typed.strip()), None
        case "feedback_contact" if visitor.about and visitor.feedback:
            return visitor, SendFeedback(visitor.about, visitor.feedback, words)
        case _:
            return visitor, None


def about(draw: Drawer, kind: str) -> Step:
    """A complaint, or a suggestion."""
    if draw.visitor.page != "feedback" or kind not in set(m.FeedbackKind):
        return draw.visitor, None
    there = gone(draw.visitor, Place("feedback_text"))
    return replace(there, about=m.FeedbackKind(kind)), None


def dossier_code(pattern: str, read: str) -> str | None:
    """The dossier's code in what was read: all of it, or what an address has in it."""
    found = re.search(rf"(?<![\w.-])(?:{pattern})(?![\w-])", read.upper())
    return found.group(0) if found else None


def with_code(visitor: Visitor, code: str) -> Visitor:
    """Where the secret of this dossier is asked for."""
    code = "".join(code.upper().split())[:LONGEST_ENTRY]
    return replace(gone(visitor, Place("dossier_secret")), dossier_code=code)


def _pin(draw: Drawer, words: str) -> Visitor:
    """Open the technician's page, unless the PIN is wrong, or was too often."""
    known, visitor = draw.settings.technician, draw.visitor
    right, guesses = guessed(visitor.guesses, words, known.pin if known else None, draw.at)
    visitor = replace(visitor, typed="", guesses=guesses)
    return gone(returned(visitor), Place("technician")) if right else visitor
