"""A dossier's pages: its code, the secret of the receipt, and how far it is. Pure."""

from collections.abc import Iterator

from contract import messages as m
from faces.touching import Entry, Tile
from kiosk.drawer import Drawer
from kiosk.view import Block, Ink, Page
from kiosk.wording import day

_SIGNS: dict[m.DossierStage, tuple[str, Ink]] = {
    m.DossierStage.RECEIVED: ("working", "wait"),
    m.DossierStage.PROCESSING: ("working", "wait"),
    m.DossierStage.INCOMPLETE: ("offline", "amber"),
    m.DossierStage.READY: ("check", "go"),
    m.DossierStage.RETURNED: ("check", "go"),
    m.DossierStage.REFUSED: ("closed", "bad"),
}
_UNDER_WAY = {m.DossierStage.RECEIVED, m.DossierStage.PROCESSING}
_ENDED = {m.DossierStage.READY, m.DossierStage.RETURNED, m.DossierStage.REFUSED}


def code(draw: Drawer) -> Page:
    """Which dossier?"""
    typed = draw.visitor.typed
    return Page(
        "dossier_code",
        draw.text("start.dossier"),
        draw.text("dossier_code_note"),
        entry=_keys(draw, typed),
        main=Tile("enter", draw.text("on"), enabled=bool(typed.strip())),
    )


def secret(draw: Drawer) -> Page:
    """The secret of the receipt: without it nothing is told."""
    typed = draw.visitor.typed
    return Page(
        "dossier_secret",
        draw.text("start.dossier"),
        draw.text("dossier_secret_note"),
        draw.text("dossier_named", code=draw.visitor.dossier_code),
        entry=_keys(draw, typed, secret=True),
        main=Tile("enter", draw.text("look_up"), enabled=bool(typed.strip())),
    )


def _keys(draw: Drawer, typed: str, *, secret: bool = False) -> Entry:
    texts = draw.texts
    return Entry(
        typed, "letters", secret, texts.say("touch.space"), texts.say("touch.erase"), marks="."
    )


def dossier(draw: Drawer) -> Page:
    """How far it is."""
    known = draw.visitor.dossier
    title = draw.text("start.dossier")
    main = Tile("home", draw.text("done"))
    if known is None:
        return Page("dossier", title, main=main)
    items = (*_stage(draw, known), *_facts(draw, known), *_steps(draw, known))
    return Page("dossier", title, items=items, key="dossier", main=main, turns=draw.turns())


def _stage(draw: Drawer, known: m.Dossier) -> Iterator[Block]:
    """The one thing that somebody came to hear."""
    sign, ink = _SIGNS[known.stage]
    late = is_late(draw, known)
    words = draw.text(f"stage.{known.stage}")
    if late:
        sign, ink = "offline", "bad"
        words = f"{words}. {draw.text('overdue')}"
    yield Block(words, draw.text("dossier_named", code=known.code), sign=sign, ink=ink, large=True)
    if late:
        new = draw.text("new_due", date=day(known.new_due)) if known.new_due else ""
        yield Block(
            "\n".join(filter(None, (known.apology or draw.text("sorry"), new))),
            draw.text("apology"),
        )
    if known.note:
        heading = "asked_for" if known.stage is m.DossierStage.INCOMPLETE else "dossier_note"
        yield Block(known.note, draw.text(heading))
    if known.place and known.stage is m.DossierStage.READY:
        yield Block(known.place, draw.text("collect"), sign="map", ink="go")


def _facts(draw: Drawer, known: m.Dossier) -> Iterator[Block]:
    yield Block(known.procedure, draw.text("procedure"))
    if known.holder:
        yield Block(known.holder, draw.text("holder"))
    dates = draw.text("dates", received=day(known.received), due=day(known.due))
    late = draw.settings.dossier.late_after if draw.settings.dossier else None
    if late and known.stage in _UNDER_WAY:
        dates = f"{dates}\n{draw.text('late_after', time=late)}"
    yield Block(dates, draw.text("times"))


def _steps(draw: Drawer, known: m.Dossier) -> Iterator[Block]:
    for step in known.steps:
        if step.done:
            yield Block(
                step.name, draw.text("step_done", date=day(step.done)), sign="check", ink="go"
            )
        else:
            yield Block(step.name, draw.text("step_to_come"), sign="box", ink="muted")


def is_late(draw: Drawer, known: m.Dossier) -> bool:
    """Whether its result is overdue: the back office said so, or the day has passed."""
    if known.stage in _ENDED:
        return False
    promised = known.new_due or known.due
    today = draw.local().date().isoformat()
    return bool(known.new_due or known.apology) or (draw.world.clock_trusted and promised < today)
