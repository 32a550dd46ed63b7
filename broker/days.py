"""The business days that the service knows: what happens is put down here, to be committed.

Nothing here touches the disk or the wire. Whoever lets something happen takes the entries and makes
them durable before anybody is told.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from broker import announce, automatic, numbering
from broker.ballots import Ballot, Runs
from broker.case import Case, Chance, Outlook, new_id
from broker.centre import Centre, fold
from broker.facts import Entry, Fact, Rated
from broker.plan import Plan
from broker.rules import opinions
from contract import messages as m
from contract.channels import BROKER
from runtime.clock import Clock

log = logging.getLogger(__name__)


@dataclass
class Days:
    """Today, the day before, and older days that something late belongs to."""

    plan: Plan
    clock: Clock
    chance: Chance
    outlook: Outlook
    seq: int
    """The journal's last number."""
    today: str
    """The latest business day; empty before the first."""
    known: dict[str, Centre]
    restored: bool = False
    """The journal came back from a backup: numbers that it does not know may be on paper."""
    entries: list[Entry] = field(default_factory=list, init=False)
    """What happened and is not committed yet."""
    ballots: list[Ballot] = field(default_factory=list, init=False)
    """Opinions that are to be committed with it."""
    events: list[m.Event] = field(default_factory=list, init=False)
    """What is to be told of it."""
    touched: announce.Touched = field(default_factory=announce.Touched, init=False)
    """What is to be drawn anew."""
    _runs: Runs = field(default_factory=Runs, init=False)
    _warned_of: str = field(default="", init=False)
    _left_out: str = field(default="", init=False)
    """The day in which numbers were left out."""

    @property
    def centre(self) -> Centre:
        """Today."""
        return self.known[self.today]

    def remember(self, day: str, entries: Sequence[Entry]) -> None:
        """Know one more day."""
        self.known[day] = fold(day, entries)

    def led_to(self, request: UUID) -> tuple[tuple[Fact, ...], Centre] | None:
        """What a request has led to, if it was heard before, and on which day."""
        for day in self.known.values():
            if facts := day.requests.get(request):
                return facts, day
        return None

    def happen(self, request: UUID, facts: Sequence[Fact], centre: Centre) -> None:
        """Let facts have happened, and what they make due."""
        self._put_down(request, facts, centre)
        if centre.day == self.today:
            self.let_due_happen()
        elif over := automatic.day_over(centre, self.clock.now()):
            self._put_down(self._new_id(), over, centre)

    def cast(self, ask: m.Ask, facts: Sequence[Fact], case: Case) -> None:
        """Put down what a rating says, apart from the fact that there was one."""
        if not (isinstance(ask, m.RatingAsk) and isinstance(facts[0], Rated)):
            return
        in_a_row = self._runs.add(ask.counter, ask.level)
        self.ballots.append(opinions.ballot(ask, case, in_a_row))

    def let_due_happen(self) -> bool:
        """Let everything have happened that is due by now; tell whether there was anything.

        Nothing is due by a clock that cannot be believed.
        """
        if not self.knows_today():
            return False
        before = self.seq
        while facts := automatic.due(self.plan, self.centre, self.clock.now(), self.outlook):
            self._put_down(self._new_id(), facts, self.centre)
        return self.seq != before

    def begin(self) -> None:
        """Bring a day that is going on into line with settings that changed meanwhile.

        Raises `StrandedError` when they cannot be had today; never by a clock that may be of
        yesterday, when all of that was over.
        """
        if self.clock.synchronised():
            automatic.nobody_is_stranded(self.plan, self.centre)
        if facts := automatic.at_start(self.plan, self.centre, self.clock.now()):
            self._put_down(self._new_id(), facts, self.centre)

    def leave_numbers_out(self) -> bool:
        """After a restore, once and before any number is given; tell whether it was now.

        By a clock that cannot be believed today may be a day of the past: then the day that it
        turns to is treated so too.
        """
        if not self.restored or self.today == self._left_out or not self.knows_today():
            return False
        self._left_out, self.restored = self.today, not self.clock.synchronised()
        settings, at = self.plan.settings, self.clock.now()
        voided = numbering.after_restore(
            self.centre, settings.services, settings.leases, at, BROKER
        )  # fmt: skip
        self._put_down(self._new_id(), tuple(voided), self.centre)
        log.warning(
            "restored from a backup: numbers of %s that may be on paper are void", self.today
        )
        return True

    def touch(self, facts: Sequence[Fact], centre: Centre) -> None:
        """Have what these facts changed drawn again."""
        if centre.day == self.today:
            for fact in facts:
                self.touched.add(fact, centre, self.plan)

    def touch_all(self) -> None:
        """Have everything drawn again."""
        self.touched = announce.Touched(set(self.plan.counters), set(self.plan.services))

    def knows_today(self) -> bool:
        """Whether today is today: by a clock that is kept, or by the day that is open already."""
        day = self.plan.day(self.clock.now())
        return bool(self.today) and (day == self.today or self.clock.synchronised())

    def turn(self) -> bool:
        """Begin a new business day when it is one; never an older one, never by a bad clock."""
        day = self.plan.day(self.clock.now())
        if day < self.today and self.clock.synchronised():
            self._warn_of_the_future(day)
        if day <= self.today or not self.clock.synchronised():
            return False
        if over := automatic.day_over(self.centre, self.clock.now()):
            self._put_down(self._new_id(), over, self.centre)
        log.info("business day %s begins", day)
        self.known = {self.today: self.centre, day: Centre(day, self.seq)}
        self.today = day
        return True

    def taken(self) -> tuple[list[Entry], list[Ballot]]:
        """What is to be committed now; it is nobody else's business from here on."""
        entries, self.entries = self.entries, []
        ballots, self.ballots = self.ballots, []
        return entries, ballots

    def told(self) -> Iterator[m.Event]:
        """What is to be told, once."""
        events, self.events = self.events, []
        yield from events

    def _put_down(self, request: UUID, facts: Sequence[Fact], centre: Centre) -> None:
        for fact in facts:
            self.seq += 1
            entry, previous = Entry(self.seq, centre.day, request, fact), centre.told
            self.touch([fact], centre)
            centre.apply(entry)
            self.entries.append(entry)
            if event := announce.event(entry, previous, centre, self.plan):
                self.events.append(event)
            self.touch([fact], centre)

    def _new_id(self) -> UUID:
        return new_id(self.chance)

    def _warn_of_the_future(self, day: str) -> None:
        if day != self._warned_of:
            self._warned_of = day
            log.error(
                "it is %s, but the journal is at %s already: the clock was ahead. Numbers go on as"
                " of %s until that day is over; ask for help with the journal",
                day, self.today, self.today,
            )  # fmt: skip
