"""A procedure's papers as a list to take home. Pure."""

from PIL.Image import Image

from contract.catalogue import Form, Procedure
from faces.checklist import Checklist, ListedPaper, checklist
from faces.fonts import Fonts
from faces.texts import Texts
from kiosk import papers, wording
from kiosk.wishes import PrintChecklist


def checklist_of(  # noqa: PLR0913, PLR0917 - a procedure, who prints it, and on what
    known: Procedure,
    wish: PrintChecklist,
    centre: str,
    date: str,
    texts: Texts,
    fonts: Fonts,
    width: int,
) -> Image:
    """The list as a picture for the printer."""
    listed = tuple(
        ListedPaper(one.paper.name, wording.amount(one.paper, texts), one.place in wish.ticked)
        for one in papers.every(known)
        if one.place in wish.papers
    )
    told = Checklist(
        centre=centre,
        procedure=known.name,
        code=known.code,
        papers=listed,
        facts=_facts(known, texts),
        source=wording.source(known, date, texts),
        url=known.url,
    )
    return checklist(told, texts, fonts, width)


def _facts(known: Procedure, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Time and fee of handing it in here, word for word."""
    here = [way for way in known.ways if way.form is Form.IN_PERSON] or list(known.ways[:1])
    facts = []
    for way in here[:1]:
        if way.time_limit:
            facts.append((texts.say("checklist.time_limit"), way.time_limit))
        if way.fee:
            facts.append((texts.say("checklist.fee"), way.fee))
    return tuple(facts)
