"""A procedure's page, and the one that tells what somebody still lacks. Pure."""

from contract.catalogue import Procedure
from faces.touching import Tile
from kiosk import papers, wording
from kiosk.drawer import Drawer
from kiosk.procedure_tabs import CONTENTS
from kiosk.view import TABS, Block, Page
from kiosk.world import Status


def procedure(draw: Drawer) -> Page:
    """One procedure, by the tab that is open."""
    known = found(draw)
    if known is None:
        block = Block(draw.text("gone"), sign="offline", ink="wait")
        return Page("procedure", draw.text("title"), items=(block,), source=draw.source())
    tab = draw.visitor.at.tab
    tabs = tuple(Tile(f"tab:{one}", draw.text(f"tab.{one}"), chosen=one == tab) for one in TABS)
    return Page(
        "procedure",
        draw.text("procedure"),
        tabs=tabs,
        items=tuple(CONTENTS[tab](draw, known)),
        key=f"{known.code} {tab} {draw.visitor.at.case}",
        main=_main(draw, known),
        options=_options(draw, known),
        turns=draw.turns(),
        source=_source(draw, known),
    )


def found(draw: Drawer) -> Procedure | None:
    """The procedure that is looked at; internal ones are nobody's business here."""
    shelf = draw.world.shelf
    known = shelf.procedure(draw.visitor.at.code) if shelf else None
    return None if known is None or known.is_internal else known


def _source(draw: Drawer, known: Procedure) -> str:
    """By which decision it was published, and as of when."""
    return wording.source(known, draw.world.shelf.date if draw.world.shelf else "", draw.texts)


def _main(draw: Drawer, known: Procedure) -> Tile | None:
    """What most people want next."""
    if draw.visitor.at.tab == "papers" and papers.to_bring(known, draw.visitor.at.case):
        return Tile("check", draw.text("check"))
    if draw.visitor.at.tab == "summary" and known.cases:
        return Tile("tab:papers", draw.text("see_papers"))
    return take(draw, known)


def take(draw: Drawer, known: Procedure) -> Tile | None:
    """The button for a number; it says why when there is none."""
    status = draw.world.status(known.service or "", draw.now)
    if status is Status.ELSEWHERE:
        return None
    if status is Status.OPEN:
        return Tile("take", draw.text("take"))
    return Tile("take", draw.text(f"no_number.{status}"), enabled=False)


def _options(draw: Drawer, known: Procedure) -> tuple[Tile, ...]:
    options = []
    main = _main(draw, known)
    number = take(draw, known)
    if number and main and main.touch != "take" and number.enabled:
        options.append(number)
    if known.service and draw.world.desks(known.service, draw.now):
        options.append(Tile(f"way:{known.service}", draw.text("way")))
    return tuple(options)


def check(draw: Drawer) -> Page:
    """What is missing, and a number all the same: whoever lacks something may ask."""
    known = found(draw)
    if known is None:
        return procedure(draw)
    visitor = draw.visitor
    lacks = papers.missing(known, visitor.at.case, visitor.ticked)
    to_bring = papers.to_bring(known, visitor.at.case)
    if lacks:
        head = Block(
            draw.text("missing", n=len(lacks), all=len(to_bring)),
            known.shown, sign="offline", ink="amber", large=True,
        )  # fmt: skip
    else:
        head = Block(
            draw.text("complete", n=len(to_bring)), known.shown, sign="check", ink="go", large=True
        )
    why = draw.no_number(known.service or "")
    items = [
        head,
        *([Block(why, draw.text("no_number_now"), sign="closed", ink="amber")] if why else []),
        *(
            Block(one.paper.name, wording.amount(one.paper, draw.texts), sign="box")
            for one in lacks
        ),
    ]
    return Page(
        "check",
        draw.text("check_title"),
        items=tuple(items),
        key=f"check {known.code}",
        main=take(draw, known),
        options=draw.print_option("print"),
        turns=draw.turns(),
        source=_source(draw, known),
    )
