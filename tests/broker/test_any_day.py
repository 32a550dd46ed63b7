"""Whatever is asked, in whatever order, by whatever clock: the promises hold.

Hypothesis drives the service with its real journal through visits of all kinds, retries, crashes,
restarts with other settings, nights and wrong clocks, and shrinks what breaks a promise to the
shortest story.
"""

from collections import Counter
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from broker import facts as f
from broker.audit import audit
from broker.centre import Centre
from broker.days import Days
from broker.facts import Entry
from broker.plan import MINUTE
from contract import messages as m
from tests.broker.anything import COUNTERS, FLEETING, Anything
from tests.broker.house import ANSWER

OPEN = {m.Stage.WAITING, m.Stage.CALLED, m.Stage.SERVING, m.Stage.PARKED, m.Stage.HELD}
OUT_OF_TURN = {"given", "reserved"}


class AnyDay(Anything):
    """What must hold, whatever happens."""

    def __init__(self) -> None:
        super().__init__()
        self.centres: dict[str, Centre] = {}
        """Each day, folded from what was committed."""
        self.facts: dict[str, list[f.Fact]] = {}
        self._read = 0
        self._heard = 0

    @rule(data=st.data())
    @precondition(lambda self: self.asked)
    def ask_again(self, data: st.DataObject) -> None:
        """The retry of a device that missed its answer gets that answer."""
        device, ask, _ = data.draw(st.sampled_from(self.asked))
        before = [answer for _, asked, answer in self.asked if asked.id == ask.id][-1]
        first = self.days.led_to(ask.id)
        [answer] = self.ask((device, ask))
        again = self.days.led_to(ask.id)
        if first and again and first[1].day == again[1].day:
            fleeting = isinstance(before, m.Refused) and before.reason in FLEETING
            assert answer == before or fleeting

    @rule(counter=COUNTERS)
    def next_alone(self, counter: str) -> None:
        """Who is told that nobody waits can indeed call nobody."""
        [answer] = self.ask((f"counter-{counter}", self.next_ask(counter)))
        if answer == m.Refused(reason=m.Reason.NOBODY_WAITING):
            centre = self.days.centre
            assert not centre.heads(self.house.plan.reach[counter])
            assert not centre.reserved.get(counter)

    @invariant()
    def every_fact_holds_when_it_happens(self) -> None:
        for entry in self.house.committed[self._read :]:
            self._read += 1
            centre = self.centres.setdefault(entry.day, Centre(entry.day, entry.seq - 1))
            self._check(entry, centre)
            centre.apply(entry)
            self.facts.setdefault(entry.day, []).append(entry.fact)

    def _check(self, entry: Entry, centre: Centre) -> None:
        match entry.fact:
            case f.Issued():
                self.number_was_never_given(entry.fact, centre)
            case f.Called():
                self.call_is_fair(entry.fact, centre)
            case f.Rated():
                rated = centre.tickets[entry.fact.ticket].rated
                assert entry.fact.counter not in rated

    def number_was_never_given(self, issued: f.Issued, centre: Centre) -> None:
        assert issued.label not in centre.labels
        assert issued.ticket not in centre.tickets
        if issued.lease is None:
            assert issued.ordinal > centre.ledger.ordinals.get(str(issued.prefix), 0)

    def call_is_fair(self, call: f.Called, centre: Centre) -> None:
        """Of those the counter can call; who is called out of turn has its reason."""
        plan, ticket = self.house.plan, centre.tickets[call.ticket]
        counter = centre.counter(call.counter)
        assert counter.ticket is None
        assert counter.officer == call.officer
        assert ticket.service in plan.services_of(call.counter)
        assert (call.policy == "given") == (call.reason is not None)
        if call.policy in OUT_OF_TURN:
            return
        assert ticket.stage is m.Stage.WAITING
        assert ticket.reserved is None
        assert centre.lines[ticket.line][0] == ticket.place
        able = plan.services_of(call.counter)
        moment = max(call.at, centre.arrival)  # whoever came has come, whatever the clock says now
        ready = [
            arrival
            for (service, _), line in centre.lines.items()
            for arrival, *_ in line
            if service in able and arrival <= moment
        ]
        assert (ticket.arrival <= moment) == bool(ready)
        if ready and call.policy in {"promised", "head_start", "fcfs"}:
            assert call.oldest == min(ready)
            assert call.arrival == ticket.arrival <= call.oldest + self.window(call)

    def window(self, call: f.Called) -> int:
        window_min = self.house.plan.settings.dispatch.window_min
        return 0 if call.policy == "fcfs" else window_min * MINUTE

    @invariant()
    def the_token_of_a_number_is_heard_by_the_asker_and_the_printer_of_its_slip(self) -> None:
        published = self.house.server.published
        new, self._heard = published[self._heard :], len(published)
        heard: dict[tuple[UUID, str], list[str]] = {}
        for said in new:
            if b'"token"' in said.payload:
                device, _, asked = said.topic.split("/")[-3:]
                answer = ANSWER.validate_json(said.payload)
                assert isinstance(answer, m.Issued)
                heard.setdefault((UUID(asked), answer.token), []).append(device)
        for (ask, token), devices in heard.items():
            fact = self.given(ask, token)
            assert set(devices) == {fact.by, fact.slip or fact.by}

    def given(self, ask: UUID, token: str) -> f.Issued:
        """The number with a token; an ask that comes again days later leads to another one."""
        led_to = (entry.fact for entry in self.house.committed if entry.request == ask)
        [fact] = [one for one in led_to if isinstance(one, f.Issued) and one.token == token]
        return fact

    @invariant()
    def whoever_waits_and_claims_a_class_is_known_by_it(self) -> None:
        for day, centre in self.centres.items():
            claiming = {
                one.id
                for one in centre.tickets.values()
                if one.claims and one.stage is m.Stage.WAITING
            }
            assert centre.claims.keys() == claiming
            if day == self.days.today:
                for ticket in (centre.tickets[one] for one in claiming):
                    assert ticket.claims in self.house.plan.classes
                    assert ticket.claims != ticket.class_id

    @invariant()
    def the_journal_tells_what_the_service_knows(self) -> None:
        for day, centre in self.days.known.items():
            if day in self.centres:
                assert self.centres[day] == centre
            else:
                assert centre == Centre(day, centre.seq)

    @invariant()
    def every_number_is_explained_and_none_is_double(self) -> None:
        for happened in self.facts.values():
            assert all(series.sound for series in audit(happened))

    @invariant()
    def every_ticket_is_at_one_place(self) -> None:
        for centre in self.centres.values():
            places = Counter(
                [
                    *(ticket for line in centre.lines.values() for *_, ticket in line),
                    *(one for kept in centre.reserved.values() for one in kept),
                    *(one for parked in centre.parked.values() for one in parked),
                    *centre.held,
                    *(c.ticket for c in centre.counters.values() if c.ticket is not None),
                ]
            )
            assert set(places.values()) <= {1}
            assert set(places) == {t.id for t in centre.tickets.values() if t.stage in OPEN}
            for name, counter in centre.counters.items():
                assert counter.ticket is None or centre.tickets[counter.ticket].counter == name

    @invariant()
    def everybody_who_waits_is_counted_and_can_be_called(self) -> None:
        plan = self.house.plan
        for day, centre in self.centres.items():
            waiting = [t for t in centre.tickets.values() if t.stage is m.Stage.WAITING]
            counts = Counter(ticket.service for ticket in waiting)
            assert counts == {name: n for name, n in centre.waiting.items() if n}
            if day == self.days.today:
                for ticket in waiting:
                    able = plan.counters_of[ticket.service]
                    assert ticket.class_id in plan.classes
                    assert ticket.reserved in able if ticket.reserved else able

    @invariant()
    def nobody_is_left_in_a_day_that_is_over(self) -> None:
        for day, centre in self.centres.items():
            if day != self.days.today:
                assert not [t for t in centre.tickets.values() if t.stage in OPEN]

    @invariant()
    def an_officer_sits_at_one_counter(self) -> None:
        for centre in self.centres.values():
            sitting = Counter(c.officer for c in centre.counters.values() if c.officer)
            assert set(sitting.values()) <= {1}

    @invariant()
    def what_is_drawn_is_what_the_service_knows(self) -> None:
        centre = self.days.known.get(self.days.today)
        for name in ("1", "2", "3", "6") if centre and self.house.server.retained else ():
            drawn = self.house.counter(name)
            if centre and drawn.day == centre.day:
                assert (drawn.visit and drawn.visit.ticket.id) == centre.counter(name).ticket
                assert drawn.status == centre.counter(name).status

    @property
    def days(self) -> Days:
        service = self.house.service
        assert service is not None
        return service.days


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(
    max_examples=50,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
