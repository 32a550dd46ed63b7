"""What people think of it: ratings of visits, complaints and suggestions."""

from datetime import date
from itertools import chain

from broker import facts as f
from broker.ballots import Ballot
from broker.case import Case, Facts, Refusal, own_counter, ticket_of
from broker.entities import Stay
from broker.plan import SECOND
from contract import messages as m

SIGNS = "23456789ACDEFHJKMNPRTVWXY"
"""Of receipt codes: no two of them are taken for one another, read or heard."""
_DRAWN, _BITS = 4, 32
"""Signs that are drawn, and bits that each is drawn with."""
_PERIODS = {"month": slice(0, 7), "day": slice(None)}
"""What of a day, `YYYY-MM-DD`, is kept with an opinion."""


def rating(ask: m.RatingAsk, case: Case) -> Facts:
    """A visit is rated once at each of its counters; how is no fact, see `ballot`."""
    own_counter(ask.counter, case)
    stay_of(ask, case)
    if ask.counter in ticket_of(ask.ticket, case).rated:
        raise Refusal(m.Reason.ALREADY_RATED)
    return (f.Rated(at=case.now, by=case.asker.name, ticket=ask.ticket, counter=ask.counter),)


def stay_of(ask: m.RatingAsk, case: Case) -> Stay:
    """The visit that is rated; one that goes on ends now."""
    ticket, counter = ticket_of(ask.ticket, case), ask.counter
    if ticket.counter == counter and ticket.stage in {m.Stage.CALLED, m.Stage.SERVING}:
        return Stay(counter, str(ticket.officer), ticket.called_at, case.now)
    for stay in reversed(ticket.stays):
        if stay.counter == counter:
            return stay
    raise Refusal(m.Reason.NOT_SERVED)


def ballot(ask: m.RatingAsk, case: Case, in_a_row: int) -> Ballot:
    """What a rating says, without whose it is; the `in_a_row`-th of its level at the counter."""
    stay, rules = stay_of(ask, case), case.plan.settings.ratings
    marks = {
        m.RatingMark.QUICK: ask.after_s is not None and ask.after_s < rules.quick_s,
        m.RatingMark.ALIKE: in_a_row >= rules.alike,
        m.RatingMark.OUTSIDE: _outside(ask, stay, case),
    }
    return Ballot(
        officer=stay.officer,
        period=case.centre.day[_PERIODS[rules.period]],
        level=ask.level,
        reasons=frozenset(ask.reasons),
        indices=ask.indices,
        remark=ask.remark.strip(),
        marks=frozenset(mark for mark, given in marks.items() if given),
    )


def _outside(ask: m.RatingAsk, stay: Stay, case: Case) -> bool:
    """Whether the touch came when the visit was long over.

    A rating may have been kept through an outage: then the pad knows better than the clock here.
    """
    late = case.plan.settings.ratings.outside_s * SECOND
    if case.now - stay.ended_at <= late:
        return False
    if ask.after_s is None:
        return True
    return ask.after_s * SECOND > max(late, stay.ended_at - stay.called_at)


def feedback(ask: m.FeedbackAsk, case: Case) -> Facts:
    """A complaint or suggestion is taken in, and its writer gets a receipt."""
    if ask.counter is not None:
        own_counter(ask.counter, case)
    received = f.Feedback(
        at=case.now,
        by=case.asker.name,
        code=_receipt(case),
        about=ask.about,
        text=ask.text,
        counter=ask.counter,
        contact=ask.contact,
    )
    return (received,)


def _receipt(case: Case) -> str:
    """A code that was not given this year: two signs of it are the day, the others are chance."""
    happened = chain.from_iterable(case.centre.requests.values())
    given = {fact.code for fact in happened if isinstance(fact, f.Feedback)}
    day = date.fromisoformat(case.centre.day).timetuple().tm_yday
    dated = SIGNS[day // len(SIGNS)] + SIGNS[day % len(SIGNS)]
    while True:
        drawn = "".join(_sign(case) for _ in range(_DRAWN))
        code = f"{case.plan.settings.feedback.prefix}-{drawn}-{dated}"
        if code not in given:
            return code


def _sign(case: Case) -> str:
    return SIGNS[case.chance.getrandbits(_BITS) % len(SIGNS)]
