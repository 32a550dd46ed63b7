"""One future: how the rest of the day may go, played by the very dispatch function.

Visits, arrivals, pauses and no-shows get lengths and moments of their own in each future. Whoever
might come next stands in every line as a ghost: when a counter would call it, the moment is noted,
it vanishes and the counter chooses again at once, so it delays nobody.
"""

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import cast

from broker.dispatch import ENDLESS, Idle, choose, route
from broker.waiting import WORKING, Doing, Place
from broker.world import Chance, World, free_again, heads, heads_of_tickets

NEVER = ENDLESS
"""The call of a ticket that nobody called."""

_GHOSTS = 1 << 50
"""Orders of issue: those who wait come before a ghost, ..."""
_COMING = 1 << 51
"""... and a ghost before those who come later."""
_ARRIVAL = -1
"""The event of the next arrival; below it those who join later, at and above 0 the counters."""
_JOINING = -2


@dataclass(slots=True)
class Future:
    """One way the rest of the day may go."""

    world: World
    chance: Chance
    number: int
    events: list[tuple[int, int]] = field(default_factory=list)
    lines: list[list[Place]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    """How many wait in each line, without ghosts."""
    calls: list[int] = field(default_factory=list)
    """When each ticket and each ghost was called."""
    left: int = 0
    """Tickets and ghosts whose call is still to be seen."""
    idle: dict[int, int] = field(default_factory=dict)
    """Free counters for whom nobody waits, since when."""
    standby: set[int] = field(default_factory=set)
    pause_at: list[int] = field(default_factory=list)
    streak: list[int] = field(default_factory=list)
    reserved: dict[int, list[tuple[int, Place]]] = field(default_factory=dict)
    joining: list[tuple[int, Place]] = field(default_factory=list)
    order: int = _COMING
    stretch: int = 0
    crowd: float = 1.0
    """How many more come than expected."""
    pace: float = 1.0
    """How much longer visits take than expected."""

    def play(self) -> list[int]:
        """Play until everyone of interest was called; returns the moments of the calls."""
        self._begin()
        events, end = self.events, self.world.end
        while self.left and events:
            now, who = heappop(events)
            if now >= end:
                break
            if who >= 0:
                self._free(who, now)
            elif who == _ARRIVAL:
                self._arrive(now)
            else:
                line, place = self.joining[_JOINING - who]
                self._join(line, place, now)
        return self.calls

    # --- The scene --------------------------------------------------------------------------------

    def _begin(self) -> None:
        world, scene = self.world, self.world.scene
        self.lines = [list(line) for line in scene.lines]
        self.waiting = [len(line) for line in scene.lines]
        self.calls = [NEVER] * len(world.line_of)
        self.left = world.left
        self.streak = [desk.streak for desk in scene.desks]
        self.crowd = self.chance.lognormvariate(0, scene.crowd_spread)
        self.pace = self.chance.lognormvariate(0, scene.pace_spread)
        self.pause_at = [self._next_pause(scene.now) for _ in scene.desks]
        for number, desk in enumerate(scene.desks):
            if desk.doing is Doing.STANDBY:
                self.standby.add(number)
            elif desk.doing is not Doing.CLOSED:
                free = free_again(world, number, self._share(number))
                self.events.append((max(scene.now, free), number))
                if desk.pausing:
                    self.pause_at[number] = scene.now
        for kept in scene.reserved:
            self.reserved.setdefault(kept.desk, []).append((kept.line, kept.place))
        self._expect()
        if self.standby:
            for line, waiting in enumerate(self.waiting):
                if waiting:
                    self._summon(line, scene.now)
        self._haunt()
        self._plan_arrival(scene.now)
        heapify(self.events)

    def _share(self, number: int) -> float:
        """This future's part of the lengths that something may have which goes on now."""
        return (self.world.strata[number][self.number] + 0.5) / self.world.futures

    def _expect(self) -> None:
        """Those who will join later: held tickets, and who has an appointment."""
        scene = self.world.scene
        for later in scene.later:
            self._later(later.line, later.place, later.at)
        for booked in scene.booked:
            mean, sd = self.world.offsets[booked.line] or (0, 0)
            off = self.chance.gauss(0, sd)
            comes = booked.slot - mean + round(off)
            if comes <= scene.now:
                comes = scene.now + round(abs(off))
            self.order += 1
            arrival = booked.slot if comes <= booked.slot + scene.late else comes
            self._later(booked.line, (arrival, self.order, ~booked.line), comes)

    def _later(self, line: int, place: Place, at: int) -> None:
        heappush(self.events, (at, _JOINING - len(self.joining)))
        self.joining.append((line, place))

    def _haunt(self) -> None:
        """Ghosts join their lines; who is the first to need an officer on call summons one."""
        world, now = self.world, self.world.scene.now
        for number, (line, offset) in enumerate(world.scene.ghosts, start=world.scene.tickets):
            able = world.skill[line]
            if able and all(desk in self.standby for desk in able):
                self.calls[number] = now + round(world.parameters.on_call.quantile(self._share(-1)))
                self.left -= 1
            else:
                insort(self.lines[line], (now + offset, _GHOSTS, number))

    # --- Events -----------------------------------------------------------------------------------

    def _free(self, desk: int, now: int) -> None:
        """A counter is free: its officer leaves, or calls the next, or has nobody to call."""
        back = self._back(desk, now)
        if back > now:
            heappush(self.events, (back, desk))
            return
        took = self._take(desk, now)
        if took is None:
            self.idle[desk] = now
        else:
            heappush(self.events, (now + self._visit(desk, *took, now), desk))

    def _back(self, desk: int, now: int) -> int:
        """When the officer is there: `now`, unless it is time for lunch or a pause."""
        for start, end in self.world.scene.desks[desk].away:
            if start <= now < end:
                self.pause_at[desk] = max(self.pause_at[desk], self._next_pause(end))
                return end
        if now < self.pause_at[desk]:
            return now
        lengths = self.world.parameters.pauses
        end = now + lengths[int(self.chance.random() * len(lengths))] if lengths else now
        self.pause_at[desk] = self._next_pause(end)
        return end

    def _take(self, desk: int, now: int) -> tuple[int, int, int] | None:
        """Who is next: line, arrival, number. Ghosts are noted and passed by."""
        world, lines, streak = self.world, self.lines, self.streak[desk]
        kept = self.reserved.get(desk)
        if kept:
            line, place = kept.pop(0)
            self._note(place[2], now)
            return line, place[0], place[2]
        tickets, rule = world.scene.tickets, world.scene.rule
        while True:
            choice = choose(heads(world.views[desk], lines), now, rule, streak)
            if choice is None:
                return None
            place = cast("Place", choice.head[0])
            if place[2] < tickets and choice.oldest in world.ghosts_since:
                real = choose(
                    heads_of_tickets(world.views[desk], lines, tickets), now, rule, streak
                )
                place = cast("Place", real.head[0]) if real else place
            arrival, _, who = place
            line = world.line_of[who] if who >= 0 else ~who % len(lines)
            lines[line].remove(place)
            self._note(who, now)
            if who < tickets:
                self.waiting[line] -= 1
                self.streak[desk] = streak + 1 if world.preferred[line] else 0
                return line, arrival, who

    def _note(self, who: int, now: int) -> None:
        if who >= 0:
            self.calls[who] = now
            self.left -= 1

    def _visit(self, desk: int, line: int, arrival: int, who: int, now: int) -> int:
        """How long the counter is taken. Who is not there is called once more, a little later."""
        world, chance, parameters = self.world, self.chance, self.world.parameters
        absent = parameters.no_shows
        again = who in world.scene.again if who >= 0 else ~who >= len(self.lines)
        gone = 1 - absent.back if again else absent.share + absent.per_ms * (now - arrival)
        if chance.random() < gone:
            if not again:
                self.order += 1
                place = arrival, self.order, ~(line + len(self.lines))
                self._later(line, place, now + world.scene.hold)
            return absent.cost
        visit = world.visits[desk][world.service_of(line)]
        length = chance.lognormvariate(visit.log_mean, visit.log_sd) * self.pace
        return round(length) + parameters.walk + parameters.gap

    def _arrive(self, now: int) -> None:
        """Somebody comes to one of the lines, by their rates."""
        world, chance = self.world, self.chance
        rates = world.stretches[self.stretch].cumulative
        line = bisect_right(rates, chance.random() * rates[-1], 0, len(rates) - 1)
        offset = world.offsets[line]
        self.order += 1
        arrival = now + int(chance.gauss(*offset)) if offset else now
        self._join(line, (arrival, self.order, ~line), now)
        if self.standby:
            self._summon(line, now)
        self._plan_arrival(now)

    def _join(self, line: int, place: Place, now: int) -> None:
        insort(self.lines[line], place)
        self.waiting[line] += 1
        if self.idle:
            self._wake(line, now)

    def _wake(self, line: int, now: int) -> None:
        """One of the idle counters takes who came."""
        skill, desks = self.world.skill[line], self.world.scene.desks
        able: list[Idle] = []
        for desk in [desk for desk in self.idle if desk in skill]:
            back = self._back(desk, now)
            if back > now:
                del self.idle[desk]
                heappush(self.events, (back, desk))
            else:
                able.append(Idle(desk, skill[desk], desks[desk].busy, self.idle[desk]))
        taker = route(able)
        if taker is not None:
            del self.idle[taker.number]
            heappush(self.events, (now, taker.number))

    def _summon(self, line: int, now: int) -> None:
        """Officers on call come when nobody is there, or the wait outgrows the promise."""
        world = self.world
        skill, on_call = world.skill[line], world.parameters.on_call
        promise = world.scene.promises[line % len(world.scene.promises)]
        there = sum(world.scene.desks[desk].doing in WORKING for desk in skill)
        if there * promise > (self._ahead(line) + 1) * world.means[world.service_of(line)]:
            return
        for desk in [desk for desk in self.standby if desk in skill]:
            self.standby.remove(desk)
            comes = self.chance.lognormvariate(on_call.log_mean, on_call.log_sd)
            heappush(self.events, (now + round(comes), desk))

    def _ahead(self, line: int) -> int:
        """Who is called before the next of a line, roughly."""
        if self.world.preferred[line]:
            return self.waiting[line]
        classes = len(self.world.scene.classes)
        first = line - line % classes
        return sum(self.waiting[first : first + classes])

    # --- Draws ------------------------------------------------------------------------------------

    def _next_pause(self, now: int) -> int:
        every = self.world.parameters.pause_every
        return now + int(self.chance.expovariate(1 / every)) if every else NEVER

    def _plan_arrival(self, now: int) -> None:
        """The moment of the next arrival, over stretches of different rates."""
        need = self.chance.expovariate(1) / self.crowd
        stretches = self.world.stretches
        while self.stretch < len(stretches):
            stretch = stretches[self.stretch]
            room = max(0, stretch.until - now) * stretch.per_ms
            if need < room:
                heappush(self.events, (now + int(need / stretch.per_ms), _ARRIVAL))
                return
            need -= room
            now = max(now, stretch.until)
            self.stretch += 1
