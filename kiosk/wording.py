"""Small pieces of language about procedures. Pure."""

from datetime import date

from contract.catalogue import Paper, Procedure
from faces.texts import Texts
from hardware.printer import Fault


def day(iso: str) -> str:
    """A day of the wire as people read it, `20/11/2026`."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def amount(paper: Paper, texts: Texts) -> str:
    """How many of a paper, and its form."""
    parts = []
    if paper.originals:
        parts.append(texts.say("kiosk.originals", n=paper.originals))
    if paper.copies:
        parts.append(texts.say("kiosk.copies", n=paper.copies))
    if paper.form:
        parts.append(texts.say("kiosk.paper_form", form=paper.form))
    return " · ".join(parts)


def source(known: Procedure, as_of: str, texts: Texts) -> str:
    """By which decision it was published, and as of when the catalogue is true."""
    parts = [known.code]
    if known.decision:
        number = known.decision.number
        if known.decision.date:
            published = day(known.decision.date)
            number = texts.say("kiosk.decided_on", number=number, date=published)
        parts.append(texts.say("kiosk.decided", number=number))
    if as_of:
        parts.append(texts.say("kiosk.as_of", date=day(as_of)))
    return " · ".join(parts)


def why(fault: Fault | None) -> str:
    """What is said of a printer: what anybody can see for themselves, or that it is not well."""
    named = {Fault.PAPER_OUT: "paper_out", Fault.COVER_OPEN: "cover_open"}
    return named.get(fault, "printer") if fault else "printer"
