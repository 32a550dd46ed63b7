"""What the tabs of a procedure's page say: summary, papers to tick, steps, law. Pure."""

from collections.abc import Callable, Iterator, Mapping

from contract.catalogue import Form, Procedure
from faces.touching import Tile
from faces.wording import waiting
from kiosk import papers, wording
from kiosk.drawer import Drawer
from kiosk.view import Block, Card, Chip, Code, Item, Tab
from kiosk.world import name_of

# --- Summary -------------------------------------------------------------------------------------


def _summary(draw: Drawer, known: Procedure) -> Iterator[Item]:
    chips = []
    if known.on_the_spot:
        chips.append(Chip(draw.text("on_the_spot_long"), "go"))
    if known.online_level:
        chips.append(Chip(draw.text("online", level=known.online_level), "wait"))
    yield Block(
        known.name, known.title if known.title != known.name else "", tuple(chips), large=True
    )
    yield from _where(draw, known)
    yield from _ways(draw, known)
    yield from _said(draw, "audience", ", ".join(known.audience))
    outcomes = "\n".join(one.name for one in known.outcomes)
    yield from _said(draw, "result", outcomes)
    if known.url:
        yield Code(known.url, draw.text("portal"))


def _where(draw: Drawer, known: Procedure) -> Iterator[Block]:
    """Where it is dealt with, whether that is open, and how long one waits."""
    service = known.service or ""
    declared = draw.world.declared(service)
    if declared is None:
        if draw.world.centre:
            text = known.agencies.address or known.agencies.executing
            yield Block(
                draw.text("elsewhere", where=text or "-"),
                draw.text("where"),
                sign="map",
                ink="wait",
            )
        return
    name = name_of(declared, draw.visitor.language)
    chips = [draw.open_chip(service), *draw.desk_chips(service)]
    queue = draw.world.queue(service, draw.now) if draw.world.reached else None
    lines = [name]
    if queue:
        key = "people_wait" if queue.waiting else "nobody_waits"
        lines.append(draw.text(key, n=queue.waiting))
    if wait := draw.world.wait(service, draw.now):
        lines.append(draw.text("expected", wait=waiting(wait, draw.texts)))
    told = "\n".join(filter(None, (" · ".join(lines), draw.no_number(service))))
    yield Block(told, draw.text("where"), tuple(chips), sign="map", ink="go")


def _ways(draw: Drawer, known: Procedure) -> Iterator[Block]:
    """How long it takes and what it costs, by the way it is handed in; fees word for word."""
    if known.ways_text:
        yield Block(known.ways_text, draw.text("ways"), sign="working", ink="wait")
    for way in known.ways:
        lines = []
        if way.time_limit:
            lines.append(draw.text("time_limit", limit=way.time_limit))
        if way.fee:
            lines.append(draw.text("fee", fee=way.fee))
        if way.description:
            lines.append(way.description)
        heading = draw.text(f"form.{way.form}")
        sign = {Form.IN_PERSON: "person", Form.ONLINE: "language", Form.POST: "slip"}[way.form]
        yield Block("\n".join(lines) or draw.text("nothing_said"), heading, sign=sign, ink="wait")


# --- Papers --------------------------------------------------------------------------------------


def _papers(draw: Drawer, known: Procedure) -> Iterator[Item]:
    visitor = draw.visitor
    choice = papers.cases(known)
    if choice:
        yield Block(draw.text("which_case"), draw.text("cases"))
    for at, name in enumerate(choice):
        chosen = at == min(visitor.at.case, len(choice) - 1)
        yield Card(Tile(f"case:{at}", name, chosen=chosen), ticked=chosen, sign="radio")
    if known.cases_text:
        yield Block(known.cases_text, draw.text("papers"))
    all_of_it = papers.needed(known, visitor.at.case)
    to_bring = papers.to_bring(known, visitor.at.case)
    if to_bring:
        has = len([one for one in to_bring if one.place in visitor.ticked])
        note = draw.text("ticked", has=has, n=len(to_bring))
        yield Block(note, draw.text("tick"), sign="check" if has == len(to_bring) else "", ink="go")
    for one in all_of_it:
        if one.paper.is_note:
            yield Block(one.paper.name, draw.text("note"))
        else:
            chosen = one.place in visitor.ticked
            tile = Tile(
                f"tick:{one.place}",
                one.paper.name,
                wording.amount(one.paper, draw.texts),
                chosen=chosen,
            )
            yield Card(tile, ticked=chosen)
    if not (all_of_it or known.cases_text):
        yield Block(draw.text("no_papers"), draw.text("papers"))


# --- Steps and law -------------------------------------------------------------------------------


def _steps(draw: Drawer, known: Procedure) -> Iterator[Item]:
    for at, step in enumerate(known.steps, 1):
        heading = draw.text("step", n=at) if len(known.steps) > 1 else draw.text("tab.steps")
        yield Block(step, heading)
    if not known.steps:
        yield Block(draw.text("nothing_said"), draw.text("tab.steps"))
    yield from _said(draw, "requirements", known.requirements)


def _law(draw: Drawer, known: Procedure) -> Iterator[Item]:
    decision = known.decision
    if decision:
        yield from _said(draw, "decision", decision.number)
    laws = "\n".join(" · ".join(filter(None, (one.number, one.name))) for one in known.bases)
    yield from _said(draw, "bases", laws or known.bases_text)
    agencies = known.agencies
    yield from _said(draw, "executing", agencies.executing)
    yield from _said(draw, "competent", agencies.competent)
    yield from _said(draw, "coordinating", agencies.coordinating)
    yield from _said(draw, "level", ", ".join(known.levels))
    yield from _said(draw, "field", known.field)
    yield from _said(draw, "kind", known.kind)


def _said(draw: Drawer, heading: str, text: str) -> Iterator[Block]:
    """A heading and what is said under it; nothing where nothing is said."""
    if text.strip():
        yield Block(text.strip(), draw.text(heading))


CONTENTS: Mapping[Tab, Callable[[Drawer, Procedure], Iterator[Item]]] = {
    "summary": _summary,
    "papers": _papers,
    "steps": _steps,
    "law": _law,
}
"""What is on each tab, from top to bottom."""
