"""Who is in the hall, as the events tell it."""

from typing import Any
from uuid import UUID

import pytest

from contract import messages as m
from simulation.people import People

NOON = 1_795_410_000_000


def ticket(number: int, service: str = "dat-dai", class_id: str = "normal") -> m.Ticket:
    return m.Ticket(
        id=UUID(int=number),
        label=f"A{number:03}",
        service=service,
        service_name=service,
        intent=m.Intent.FILE,
        class_id=class_id,
    )


def issued(number: int) -> m.IssuedEvent:
    return m.IssuedEvent(**_when(number), ticket=ticket(number))


def called(number: int) -> m.CalledEvent:
    return m.CalledEvent(**_when(), ticket=ticket(number), counter="1", calls=1)


def visit(number: int, stage: m.Stage) -> m.VisitEvent:
    return m.VisitEvent(**_when(), ticket=ticket(number), counter="1", stage=stage)


def _when(minute: int = 9) -> dict[str, Any]:
    return {"seq": 1, "previous": 0, "day": "2026-11-23", "at": NOON + minute * 60_000}


def after(*events: m.Event) -> People:
    people = People()
    for event in events:
        people.heard(event)
    return people


def waiting(people: People, service: str = "dat-dai") -> list[str]:
    return [person.ticket.label for person in people.of(service) if person.where == "waiting"]


def test_who_took_a_number_waits_until_called() -> None:
    assert waiting(after(issued(2), issued(1))) == ["A001", "A002"]
    assert waiting(after(issued(1), called(1))) == []


def test_who_was_called_in_vain_is_held_and_keeps_their_time() -> None:
    people = after(issued(1), called(1), visit(1, m.Stage.HELD))
    (person,) = people.of("dat-dai")
    assert (person.where, person.since) == ("held", NOON + 60_000)


def test_who_is_sent_on_waits_elsewhere() -> None:
    sent = m.QueuedEvent(**_when(), ticket=ticket(1, "ho-tich"), reason=m.QueuedReason.OFFICER)
    people = after(issued(1), called(1), sent)
    assert (waiting(people), waiting(people, "ho-tich")) == ([], ["A001"])


def test_another_class_is_known_at_once() -> None:
    classified = m.ClassifiedEvent(**_when(), ticket=ticket(1, class_id="priority"))
    (person,) = after(issued(1), classified).of("dat-dai")
    assert (person.ticket.class_id, person.where) == ("priority", "waiting")


@pytest.mark.parametrize("stage", [m.Stage.FINISHED, m.Stage.NO_SHOW, m.Stage.EXPIRED])
def test_who_has_left_is_not_there(stage: m.Stage) -> None:
    assert after(issued(1), visit(1, stage)).known == {}


def test_a_number_that_was_taken_back_is_nobodys() -> None:
    voided = m.VoidedEvent(**_when(), ticket=ticket(1), reason=m.VoidReason.MISTAKE)
    assert after(issued(1), voided).known == {}


def test_somebody_who_came_before_we_looked_is_noticed_when_called() -> None:
    assert waiting(after(visit(1, m.Stage.PARKED))) == []
    assert len(after(called(1)).known) == 1
