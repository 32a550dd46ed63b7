"""What a drill must not have done: paper, journal and presses, held against each other."""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from broker import facts as f
from broker import records
from contract.messages import VoidReason
from tests.centre.drill import Drill
from tests.centre.drill_booth import Booth, Paper, Press
from tests.centre.drill_paper import read

SLACK_MS = 15_000
"""An own number may be taken for so much younger: the queue service corrects a dispenser's clock by
the time in its ask, and counts the way of an ask, through a server that hangs, as the clock's."""
IN_DOUBT = {"may be out", "stays good without a slip"}


@dataclass(slots=True)
class Ticket:
    """What the journal says of one number."""

    issued: f.Issued
    void: VoidReason | None = None
    printed: bool = False


@dataclass
class Proof:
    """What was found; `wrong` is empty, or the drill has failed."""

    presses: int = 0
    slips: int = 0
    online: int = 0
    own: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """How many presses ended how."""
    void: Counter[str] = field(default_factory=Counter)
    """Numbers that were taken back, by reason."""
    happened: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    double: int = 0
    lost: int = 0
    unexplained: int = 0
    in_doubt: int = 0
    """Numbers that are valid, and on no paper: the dispenser could not know."""
    longest_s: float = 0.0
    """From a press to its slip."""
    off_s: float = 0.0
    """How far an own number's time is from its press."""
    wrong: list[str] = field(default_factory=list)


def proof(drill: Drill, folder: Path) -> Proof:
    """Hold everything against everything."""
    tickets = {ticket.issued.label: ticket for ticket in _tickets(drill.rig.journal)}
    found = Proof(happened=drill.happened, restarts=sum(booth.restarts for booth in drill.booths))
    found.void.update(str(ticket.void) for ticket in tickets.values() if ticket.void)
    issued = {label: ticket.issued for label, ticket in tickets.items()}
    on_paper = defaultdict[str, list[str]](list)
    for booth in drill.booths:
        papers = booth.printer.tray
        labels = read(papers, issued, folder / f"{booth.name}.slips", found.wrong)
        found.slips += len(papers)
        for label in labels.values():
            on_paper[label].append(booth.name)
        _each_press(booth, labels, tickets, found)
        _order(booth, tickets, found)
    _each_slip(on_paper, tickets, found)
    _each_ticket(drill.booths, on_paper, tickets, found)
    _audit(drill.rig.journal, found)
    return found


def _tickets(journal: Path) -> Iterable[Ticket]:
    tickets = dict[UUID, Ticket]()
    for _, entries in records.days(journal):
        for entry in entries:
            match entry.fact:
                case f.Issued() as issued:
                    tickets[issued.ticket] = Ticket(issued)
                case f.Voided() as voided:
                    tickets[voided.ticket].void = voided.reason
                case f.Printed() as printed:
                    tickets[printed.ticket].printed = True
                case _:
                    pass
    return tickets.values()


# --- Each press, each slip, each ticket ----------------------------------------------------------


def _each_press(
    booth: Booth, labels: Mapping[Paper, str], tickets: Mapping[str, Ticket], found: Proof
) -> None:
    """A press has one slip, or words that say why it has none."""
    found.presses += len(booth.presses)
    _give_late_ones_back(booth, labels, tickets)
    for place, press in enumerate(booth.presses):
        papers = [labels[paper] for paper in press.papers]
        found.ends["passed over" if press.how.startswith("passed over") else press.how] += 1
        what = f"{booth.name} press {place} ({press.how} {press.label or ''})"
        if len(papers) > 1:
            found.double += 1
            found.wrong.append(f"{what} has {len(papers)} slips: {papers}")
        if press.how == "is out":
            if papers != [press.label]:
                found.lost += 1
                found.wrong.append(f"{what} has the slips {papers}")
            elif tickets[papers[0]].issued.service != press.service:
                found.wrong.append(f"{what} is for another service")
            else:
                found.longest_s = max(found.longest_s, (press.papers[0].at - press.began) / 1e3)
        elif papers and press.how != "killed" and (press.how, [press.label]) != (
            "may be out", papers
        ):  # fmt: skip
            found.unexplained += 1
            found.wrong.append(f"{what} should have no slip, and has {papers}")


def _give_late_ones_back(
    booth: Booth, labels: Mapping[Paper, str], tickets: Mapping[str, Ticket]
) -> None:
    """What a printer held back comes out within a later press, and belongs to an earlier one."""
    for place, press in enumerate(booth.presses):
        for paper in [one for one in press.papers if labels[one] != press.label]:
            ticket = tickets.get(labels[paper])
            earlier = booth.presses[:place]
            owner = next((one for one in earlier if ticket and _may_own(one, ticket)), None)
            if owner and press.how != "killed":
                press.papers.remove(paper)
                owner.papers.append(paper)


def _may_own(press: Press, ticket: Ticket) -> bool:
    if press.how == "killed":
        return not press.papers and _fits(ticket, press)
    return press.how == "may be out" and press.label == ticket.issued.label


def _each_slip(
    on_paper: Mapping[str, list[str]], tickets: Mapping[str, Ticket], found: Proof
) -> None:
    """A slip's number is on no other slip, and the journal knows it as given and not void."""
    for label, where in on_paper.items():
        if len(where) > 1:
            found.double += 1
            found.wrong.append(f"{label} is on {len(where)} slips: {where}")
        ticket = tickets.get(label)
        if ticket is None:
            found.lost += 1
            found.wrong.append(f"{label} of {where} is not in the journal")
        elif ticket.void:
            found.lost += 1
            found.wrong.append(f"{label} of {where} is on paper, and void: {ticket.void}")
        else:
            found.own += ticket.issued.lease is not None
            found.online += ticket.issued.lease is None
            if not ticket.printed:
                found.wrong.append(f"{label} of {where} is on paper; the journal does not say so")


def _each_ticket(
    booths: Iterable[Booth],
    on_paper: Mapping[str, list[str]],
    tickets: Mapping[str, Ticket],
    found: Proof,
) -> None:
    """A number of the journal is on paper, or void, or its dispenser could not know."""
    doubtful = {press.label for booth in booths for press in booth.presses if press.how in IN_DOUBT}
    killed = {booth.name: list(_killed(booth)) for booth in booths}
    for label, ticket in tickets.items():
        if label in on_paper or ticket.void:
            continue
        found.in_doubt += 1
        if label in doubtful:
            continue
        press = next((one for one in killed[ticket.issued.by] if _fits(ticket, one)), None)
        if press is None:
            found.unexplained += 1
            found.wrong.append(f"{label} is neither on paper nor void: {ticket.issued}")
        else:
            killed[ticket.issued.by].remove(press)


def _killed(booth: Booth) -> Iterator[Press]:
    """The presses of which nobody can say how they ended, and that have no slip."""
    return (one for one in booth.presses if one.how == "killed" and not one.papers)


def _fits(ticket: Ticket, press: Press) -> bool:
    return press.service == ticket.issued.service and _apart(ticket, press) <= SLACK_MS


def _apart(ticket: Ticket, press: Press) -> int:
    """How many milliseconds a ticket's arrival is outside its press."""
    arrival = ticket.issued.arrival or ticket.issued.at
    return max(press.began - arrival, arrival - press.ended, 0)


def _order(booth: Booth, tickets: Mapping[str, Ticket], found: Proof) -> None:
    """Own numbers have the time of their press, and nobody overtakes another."""
    latest = defaultdict[str, int](int)
    for press in booth.presses:
        ticket = tickets.get(press.label or "")
        if ticket is None or ticket.issued.lease is None or ticket.issued.arrival is None:
            continue
        off = _apart(ticket, press)
        found.off_s = max(found.off_s, off / 1e3)
        if off > SLACK_MS:
            found.wrong.append(f"{press.label} of {booth.name} came {off} ms beside its press")
        if ticket.issued.arrival < latest[press.service]:
            found.wrong.append(f"{press.label} of {booth.name} stands before one who came earlier")
        latest[press.service] = ticket.issued.arrival


def _audit(journal: Path, found: Proof) -> None:
    """The suite's own audit agrees."""
    command = [
        str(Path(sys.executable).parent / "motcua"),
        "audit",
        "--journal",
        str(journal),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        found.wrong.append(f"motcua audit: {done.stdout}{done.stderr}")
        return
    for series in json.loads(done.stdout)["series"]:
        explained = sum(series[part] for part in ("issued", "void", "lent", "apart"))
        if explained != series["numbers"]:
            found.wrong.append(f"{series['numbers']} numbers, {explained} explained: {series}")
