"""What a drill must not have done: the paper, the journal and the presses, held against each other.

The numbers on paper are read from pictures that a decoder that is not ours made of the bytes. Each
is the number whose picture on a slip is the same to the dot; a sample is read by other programs.
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps

from broker import facts as f
from broker import records
from contract import messages as m
from faces.fonts import Fonts
from tests.centre.drill import Drill
from tests.centre.drill_booth import Booth, Paper, Press
from tests.far_ends import all_decoded, qr_text, read_aloud
from ticket_dispenser.slip_settings import SlipSettings
from ticket_dispenser.slips import Slips

DOTS = 576
NUMBER = (0, 240, DOTS, 468)
"""Where the number stands on these slips."""
SAMPLED = 40
"""One in so many slips is read by tesseract, and its code by zbarimg."""
SLACK_MS = 15_000
"""An own number may be taken for so much younger: the queue service corrects a dispenser's clock by
the time in its ask, and counts the way of an ask, through a server that hangs, as the clock's."""
IN_DOUBT = {"may be out", "stays good without a slip"}


@dataclass(slots=True)
class Ticket:
    """What the journal says of one number."""

    issued: f.Issued
    void: m.VoidReason | None = None
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
    on_paper = defaultdict[str, list[str]](list)
    for booth in drill.booths:
        labels = _read(booth, tickets, folder / f"{booth.name}.slips", found)
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


# --- The paper -----------------------------------------------------------------------------------


def _read(
    booth: Booth, tickets: Mapping[str, Ticket], folder: Path, found: Proof
) -> dict[Paper, str]:
    """The number on each slip of a booth."""
    known = _drawn(tickets)
    papers = booth.printer.tray
    labels = dict[Paper, str]()
    pictures = all_decoded([paper.slip for paper in papers], folder)
    for place, (paper, picture) in enumerate(zip(papers, pictures, strict=True)):
        label = _label(picture, known)
        if label is None:
            picture.save(folder / f"{place}.png")
            found.wrong.append(f"{folder}/{place}.png shows a number that nobody knows")
            label = f"{booth.name} {place}"
        elif place % SAMPLED == 0:
            _sample(picture, tickets[label], folder, found)
        labels[paper] = label
    found.slips += len(papers)
    return labels


def _drawn(tickets: Mapping[str, Ticket]) -> dict[bytes, str]:
    """Each number by its picture; no two are alike."""
    fixed = SlipSettings(centre="Trung tâm Phục vụ hành chính công")
    slips = Slips.of(fixed, "vi", ZoneInfo("Asia/Ho_Chi_Minh"), Fonts.load(), DOTS)
    drawn = {_number(slips.draw(_as_issued(one.issued))): label for label, one in tickets.items()}
    assert len(drawn) == len(tickets)
    return drawn


def _as_issued(fact: f.Issued) -> m.Issued:
    ticket = m.Ticket(
        id=fact.ticket, label=fact.label, service=fact.service, service_name=fact.service,
        intent=fact.intent,
    )  # fmt: skip
    return m.Issued(
        ticket=ticket, issued_at=fact.at, day="2026-11-23", ahead=0, counters=(), token=""
    )


def _label(picture: Image.Image, known: Mapping[bytes, str]) -> str | None:
    """The number on a slip, also on one whose upper part is missing, or has something above it."""
    rows = (0, *range(-NUMBER[1], 0), *range(1, picture.height - NUMBER[1]))
    return next((known[it] for row in rows if (it := _number(picture, row)) in known), None)


def _number(picture: Image.Image, lower: int = 0) -> bytes:
    left, top, right, bottom = NUMBER
    return picture.crop((left, top + lower, right, bottom + lower)).tobytes()


def _sample(picture: Image.Image, ticket: Ticket, folder: Path, found: Proof) -> None:
    """Let other programs read one slip."""
    label = ticket.issued.label
    number = picture.crop(NUMBER).convert("L").reduce(5)  # it reads books, not posters
    said = read_aloud(ImageOps.expand(number, 20, 255), folder, "eng", one_line=True)
    if said.replace(" ", "") != label:
        found.wrong.append(f"tesseract reads {said} on the slip of {label}")
    url = f"https://mot-cua.example/t/{ticket.issued.token}"
    if ticket.issued.token and qr_text(picture, folder) != url:
        found.wrong.append(f"the code on the slip of {label} is another one's")


# --- Each press, each slip, each ticket ----------------------------------------------------------


def _each_press(
    booth: Booth, labels: Mapping[Paper, str], tickets: Mapping[str, Ticket], found: Proof
) -> None:
    """A press has one slip, or words that say why it has none."""
    found.presses += len(booth.presses)
    late = {press.label for press in booth.presses if press.how == "may be out"}
    for place, press in enumerate(booth.presses):
        papers = [labels[paper] for paper in press.papers]
        papers = [label for label in papers if label == press.label or label not in late]
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
