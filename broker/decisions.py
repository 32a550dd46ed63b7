"""What an ask leads to: facts, or a refusal, decided on today's state and nothing else.

A refusal is a fact too, so that a repeated ask hears it again. Nothing here knows the wire, the
disk or the clock: time and chance are arguments.
"""

from broker import facts as f
from broker.case import Case, Facts, Refusal, Rule, refused
from broker.declared import Device
from broker.rules import counters, leases, opinions, tickets, visits
from contract import messages as m
from contract.channels import ASKS

_RULES: dict[type[m.Ask], Rule] = {
    m.TicketAsk: tickets.ticket,
    m.CheckInAsk: tickets.check_in,
    m.PrintedAsk: tickets.printed,
    m.VoidAsk: tickets.void,
    m.ClassifyAsk: tickets.classify,
    m.ReportAsk: tickets.report,
    m.AppointmentsAsk: tickets.appointments,
    m.LeaseAsk: leases.lease,
    m.OfflineTicketsAsk: leases.offline_tickets,
    m.NewCardAsk: leases.new_card,
    m.NextAsk: visits.next_,
    m.CallAsk: visits.call,
    m.RecallAsk: visits.recall,
    m.ServeAsk: visits.serve,
    m.FinishAsk: visits.finish,
    m.NoShowAsk: visits.no_show,
    m.TransferAsk: visits.transfer,
    m.ParkAsk: visits.park,
    m.CounterAsk: counters.counter,
    m.RatingAsk: opinions.rating,
    m.FeedbackAsk: opinions.feedback,
}


def decide(name: str, ask: m.Ask, case: Case) -> Facts:
    """The facts an ask leads to: never none, so that a repeated ask finds what it led to.

    Exactly one `Refused` when it may not be carried out, one `Unchanged` when nothing was to do.
    """
    try:
        may_ask(case.asker, name)
        facts = _RULES[type(ask)](ask, case)
        return facts or (f.Unchanged(at=case.now, by=case.asker.name, ask=name),)
    except Refusal as refusal:
        return (refused(name, refusal, case),)


def may_ask(asker: Device, name: str) -> None:
    """Refuse what a device of this role may not ask."""
    if asker.role not in ASKS[name].roles:
        raise Refusal(m.Reason.NOT_ALLOWED, f"a {asker.role} may not ask {name}")
