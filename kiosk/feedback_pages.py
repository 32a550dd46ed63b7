"""Complaints and suggestions, and the code for the answer. Pure."""

from contract import messages as m
from faces.touching import Tile
from kiosk.drawer import Drawer
from kiosk.view import Block, Card, Code, Page


def which(draw: Drawer) -> Page:
    """A complaint, or a suggestion?"""
    cards = [
        Card(
            Tile(f"about:{one}", draw.text(f"about.{one}"), draw.text(f"about.{one}_note")),
            sign="feedback" if one is m.FeedbackKind.SUGGESTION else "offline",
        )
        for one in m.FeedbackKind
    ]
    return Page(
        "feedback", draw.text("start.feedback"), draw.text("feedback_note"), items=tuple(cards)
    )


def text(draw: Drawer) -> Page:
    """What somebody wants to say."""
    visitor = draw.visitor
    about = draw.text(f"about.{visitor.about}") if visitor.about else ""
    return Page(
        "feedback_text",
        about,
        draw.text("feedback_text_note"),
        entry=draw.entry(visitor.typed),
        main=Tile("enter", draw.text("on"), enabled=bool(visitor.typed.strip())),
    )


def contact(draw: Drawer) -> Page:
    """How to answer, if at all."""
    visitor = draw.visitor
    return Page(
        "feedback_contact",
        draw.text("feedback_contact"),
        draw.text("feedback_contact_note"),
        entry=draw.entry(visitor.typed),
        main=Tile("enter", draw.text("send")),
    )


def done(draw: Drawer) -> Page:
    """The code under which the answer is asked for."""
    receipt = draw.visitor.receipt
    return Page(
        "feedback_done",
        draw.text("feedback_done"),
        items=(
            Block(receipt, draw.text("feedback_code"), sign="check", ink="go", huge=True),
            Block(draw.text("feedback_done_note")),
            Code(receipt, draw.text("feedback_qr")),
        ),
        main=Tile("home", draw.text("done")),
        options=draw.print_option("print_receipt"),
        key="feedback_done",
        turns=draw.turns(),
    )
