"""Numbers: taking one, checking in, its slip, taking it back, its class, reporting."""

from uuid import UUID

from broker import facts as f
from broker import numbering
from broker.case import (
    Case,
    Facts,
    Refusal,
    known_class,
    known_service,
    known_ticket,
    new_id,
    ticket_of,
)
from broker.declared import Service
from broker.entities import Booking, Ticket
from broker.plan import MINUTE
from contract import messages as m
from contract.channels import Role

TOKEN_BITS = 80
"""Length of the random text in a slip's QR code: not to be guessed in a day."""


def ticket(ask: m.TicketAsk, case: Case) -> Facts:
    """A number of the service's series."""
    service = case.plan.services[known_service(ask.service, case)]
    then = tuple(known_service(step, case) for step in ask.then)
    class_id, claims = known_class(ask.class_id, case), None
    alone = case.asker.role in {Role.DISPENSER, Role.KIOSK}
    if alone and case.plan.classes[class_id].confirmed_by_reception:
        class_id, claims = case.plan.first_class, class_id
    return _issue(
        service, ask.intent, case, class_id=class_id, claims=claims, then=then,
        slip=_printer(ask.slip, case), errand=_errand(ask.errand),
    )  # fmt: skip


def _errand(prepared: m.Errand | None) -> f.Errand | None:
    if prepared is None:
        return None
    return f.Errand(prepared.procedure, prepared.brought, prepared.missing)


def _printer(slip: str | None, case: Case) -> str | None:
    """The dispenser that prints the slip for a console, if one is asked to."""
    if slip is None:
        return None
    if case.asker.role is not Role.CONSOLE:
        raise Refusal(m.Reason.NOT_ALLOWED, f"a {case.asker.role} prints its slips itself")
    printer = case.plan.devices.get(slip)
    if printer is None or printer.role is not Role.DISPENSER:
        raise Refusal(m.Reason.UNKNOWN_DEVICE, f"{slip} is no dispenser of this centre")
    return slip


def check_in(ask: m.CheckInAsk, case: Case) -> Facts:
    """The number of an appointment, in its place by the slot unless the citizen is late."""
    booking = case.centre.bookings.get(ask.code)
    if booking is None:
        raise Refusal(m.Reason.UNKNOWN_APPOINTMENT)  # what was read may be an identity card
    if given := _ticket_of(booking, case):
        raise Refusal(m.Reason.CHECKED_IN, given.label)
    service = case.plan.services[known_service(booking.service, case)]
    slip = _printer(ask.slip, case)
    in_time = case.now <= booking.slot + case.plan.settings.appointments.late_min * MINUTE
    return _issue(
        service,
        m.Intent.FILE,
        case,
        class_id=case.plan.appointment_class,
        arrival=booking.slot if in_time else None,
        code=ask.code,
        slot=booking.slot,
        slip=slip,
    )


def _ticket_of(booking: Booking, case: Case) -> Ticket | None:
    """The ticket of an appointment; none while it has none, or only one that was taken back."""
    if booking.ticket is None:
        return None
    known = case.centre.tickets[booking.ticket]
    return None if known.stage is m.Stage.VOID else known


def _issue(  # noqa: PLR0913 - what a number may come with
    service: Service,
    intent: m.Intent,
    case: Case,
    *,
    class_id: str,
    claims: str | None = None,
    arrival: int | None = None,
    then: tuple[str, ...] = (),
    code: str | None = None,
    slot: int | None = None,
    slip: str | None = None,
    errand: f.Errand | None = None,
) -> Facts:
    centre, plan = case.centre, case.plan
    if not plan.is_open(case.now):
        raise Refusal(m.Reason.OUTSIDE_HOURS, ", ".join(plan.settings.hours))
    if numbering.is_full(centre, service):
        raise Refusal(m.Reason.DAILY_CAP, f"{service.cap} a day")
    ordinal = numbering.next_ordinal(centre, service, plan.settings.leases)
    token = case.chance.getrandbits(TOKEN_BITS)
    apart = numbering.set_apart(centre, service, ordinal, case.now, case.asker.name)
    issued = f.Issued(
        at=case.now,
        by=case.asker.name,
        ticket=new_id(case.chance),
        service=service.id,
        intent=intent,
        ordinal=ordinal,
        label=numbering.label(service, ordinal),
        prefix=service.prefix,
        ahead=centre.waiting.get(service.id, 0),
        counters=plan.counters_of[service.id],
        token=f"{token:0{TOKEN_BITS // 4}x}",
        class_id=class_id,
        claims=claims,
        arrival=arrival,
        then=then,
        code=code,
        slot=slot,
        slip=slip,
        errand=errand,
        wait=case.outlook.for_next(service.id, class_id, centre, case.now, arrival),
        summons=service.id in plan.on_call_for and not plan.anybody_calls(service.id, centre),
    )
    return (*apart, issued)


def printed(ask: m.PrintedAsk, case: Case) -> Facts:
    """The slip came out."""
    known = ticket_of(ask.ticket, case)
    if known.stage is m.Stage.VOID:
        raise Refusal(m.Reason.WRONG_STAGE, f"{known.label} was voided")
    if known.printed:
        return ()
    return (f.Printed(at=case.now, by=case.asker.name, ticket=known.id),)


def void(ask: m.VoidAsk, case: Case) -> Facts:
    """A waiting number is taken back."""
    known = _waiting(ask.ticket, case)
    return (f.Voided(at=case.now, by=case.asker.name, ticket=known.id, reason=ask.reason),)


def _waiting(identity: UUID, case: Case) -> Ticket:
    """The ticket, if it waits."""
    known = ticket_of(identity, case)
    if known.stage is not m.Stage.WAITING:
        raise Refusal(m.Reason.WRONG_STAGE, f"{known.label} is {known.stage}")
    return known


def classify(ask: m.ClassifyAsk, case: Case) -> Facts:
    """A waiting ticket gets another class, and keeps its place in time.

    The class that it has already refuses what it claims, and is a fact only then.
    """
    known = _waiting(ask.ticket, case)
    class_id = known_class(ask.class_id, case)
    if class_id == known.class_id and known.claims is None:
        return ()
    by = case.asker.name
    return (f.Classified(at=case.now, by=by, ticket=known.id, class_id=class_id),)


def report(ask: m.ReportAsk, case: Case) -> Facts:
    """Who was called in vain, or set aside, is here and waits again. Who waits already waits on.

    After a first no-show in the old place; after a second, half a promise at most counts as waited.
    Who was set aside in a visit goes back to that counter, if it is open.
    """
    known = known_ticket(case, ask.label)
    if known.stage is m.Stage.WAITING:
        return ()
    if known.stage not in {m.Stage.HELD, m.Stage.PARKED}:
        raise Refusal(m.Reason.WRONG_STAGE, f"{known.label} is {known.stage}")
    away = known.stage is m.Stage.HELD and known.no_shows > 1
    half = case.plan.promise(known.class_id) // 2
    counter = known.counter if known.stage is m.Stage.PARKED else None
    kept = counter if counter and case.centre.counter(counter).calling else None
    return (
        f.Queued(
            at=case.now,
            by=case.asker.name,
            ticket=known.id,
            service=known.service,
            arrival=max(known.arrival, case.now - half) if away else known.arrival,
            reason=m.QueuedReason.REPORTED,
            reserved=kept,
            until=case.plan.reserved_until(case.now) if kept else 0,
            then=known.then,
            come_back=known.come_back,
        ),
    )


def appointments(ask: m.AppointmentsAsk, case: Case) -> Facts:
    """Today's appointments, all of them or none."""
    facts, codes = [], set[str]()
    for booking in ask.bookings:
        if booking.code in codes:
            raise Refusal(m.Reason.UNREADABLE, f"{booking.code} is in it twice: give each its own")
        codes.add(booking.code)
        known_service(booking.service, case)
        if ask.day != case.centre.day or case.plan.day(booking.slot) != case.centre.day:
            raise Refusal(m.Reason.WRONG_DAY, f"{booking.code}: today is {case.centre.day}")
        known = case.centre.bookings.get(booking.code)
        same = known and (known.service, known.slot) == (booking.service, booking.slot)
        if known and (same or _ticket_of(known, case)):
            continue
        facts.append(
            f.Booked(
                at=case.now,
                by=case.asker.name,
                code=booking.code,
                service=booking.service,
                slot=booking.slot,
            )
        )
    return tuple(facts)
