"""A whole queue service on a wire in memory, its journal on the disk, its clock set by hand."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from pydantic import TypeAdapter

from broker.ballots import Ballot
from broker.facts import Entry
from broker.journal import open_journal
from broker.plan import Plan
from broker.service import Journal, Service
from contract import messages as m
from contract.channels import Topics
from runtime.clock import SetClock
from runtime.link import Link
from runtime.wire import MemoryServer, MemoryWire
from tests.broker.desk import NAMES, at, changed, example
from tests.waiting import until

TOPICS = Topics(example().centre)
PATIENCE_S = 10
ANSWER: TypeAdapter[m.Answer] = TypeAdapter(m.Answer)


@dataclass
class Gate:
    """A journal whose commits wait until it is opened, and fail when they are told to."""

    journal: Journal
    committed: list[Entry]
    """Everything that was ever committed, also before a restart."""
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    committing: asyncio.Event = field(default_factory=asyncio.Event)
    failure: Exception | None = None
    too_late: bool = False
    """Whether it fails once all is committed, before anybody is told."""
    commits: list[Sequence[Entry]] = field(default_factory=list)

    async def append(self, entries: Sequence[Entry], ballots: Sequence[Ballot] = ()) -> None:
        self.commits.append(entries)
        self.committing.set()
        await self.opened.wait()
        if self.failure and not self.too_late:
            raise self.failure
        await self.journal.append(entries, ballots)
        self.committed.extend(entries)
        if self.failure:
            raise self.failure

    async def day(self, day: str) -> list[Entry]:
        return await self.journal.day(day)

    async def heard_on(self, feedback: UUID) -> str | None:
        return await self.journal.heard_on(feedback)

    async def last(self) -> tuple[int, str]:
        return await self.journal.last()

    def tidy(self) -> None:
        self.journal.tidy()


class House:
    """Everything around the service, which can be started again and again."""

    def __init__(self, folder: Path, plan: Plan | None = None) -> None:
        self.path = folder / "journal.db"
        self.plan = plan or Plan(example())
        self.clock = SetClock(at("08:00"))
        self.chance = Random(1)
        self.server = MemoryServer()
        self.counts: Counter[str] = Counter()
        self.committed: list[Entry] = []
        self.restored = False
        """Whether the next start is one after a restore."""
        self.service: Service | None = None
        """The service that was started last."""
        self._links: dict[str, Link] = {}
        self._raw: MemoryWire = self.server.client()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Running"]:
        """Run the service for the length of the block."""
        async with open_journal(self.path) as journal:
            gate = Gate(journal, self.committed)
            gate.opened.set()
            wire = self.server.client()
            ready = asyncio.Event()
            service = self.service = Service(
                plan=self.plan,
                journal=gate,
                link=Link(wire, TOPICS, "broker"),
                clock=self.clock,
                chance=self.chance,
                count=lambda what: self.counts.update([what]),
                announce_after_s=0,
                restored=self.restored,
            )
            task = asyncio.create_task(service.run(ready.set), name="service")
            try:
                await until(lambda: ready.is_set() or task.done(), PATIENCE_S)
                if task.done():
                    task.result()
                yield Running(gate, task, wire)
            finally:
                gate.opened.set()
                task.cancel()
                await asyncio.wait({task})
                wire.cut()
            if not (task.cancelled() or gate.failure):
                task.result()

    # --- What devices say ------------------------------------------------------------------

    async def ask(self, device: str, ask: m.Ask) -> m.Answer:
        """Have a device ask, and wait for the answer."""
        if device not in self._links:
            self._links[device] = Link(self.server.client(), TOPICS, device)
        return await self._links[device].ask(ask, patience_s=PATIENCE_S)

    async def press(self, service: str = "dat-dai") -> m.Issued:
        answer = await self.ask("dispenser-1", m.TicketAsk(id=self.new_id(), service=service))
        assert isinstance(answer, m.Issued), answer
        return answer

    async def sign_in(self, counter: str, officer: str) -> m.Answer:
        action = m.CounterAction.SIGN_IN
        ask = m.CounterAsk(id=self.new_id(), counter=counter, action=action, officer=officer)
        return await self.ask("reception", ask)

    async def next(self, counter: str, seen: UUID | None = None) -> m.Answer:
        ask = m.NextAsk(id=self.new_id(), counter=counter, seen=seen)
        return await self.ask("reception", ask)

    async def visit(self, counter: str = "1") -> m.Issued:
        """Somebody takes a number and is called."""
        issued = await self.press()
        await self.sign_in(counter, "anh-tuyet")
        await self.next(counter)
        return issued

    def at_counter(self, counter: str) -> UUID:
        """The ticket that is at a counter."""
        visit = self.counter(counter).visit
        assert visit is not None
        return visit.ticket.id

    def send(self, device: str, ask: m.Ask) -> None:
        """Have a device ask once, without waiting for the answer."""
        self.say(device, NAMES[type(ask)], ask.model_dump_json().encode())

    def say(self, device: str, name: str, payload: bytes, topics: Topics = TOPICS) -> None:
        """Put bytes on the wire as an ask."""
        topic = topics.ask(device, "+").removesuffix("+") + name
        self._raw.publish(topic, payload)

    def new_id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    # --- What they hear --------------------------------------------------------------------

    def answers(self, device: str, ask: UUID) -> list[m.Answer]:
        """All answers to one ask so far."""
        topic = TOPICS.answer(device, ask)
        published = self.server.published
        return [ANSWER.validate_json(said.payload) for said in published if said.topic == topic]

    async def answered(self, device: str, ask: UUID, times: int = 1) -> list[m.Answer]:
        """Wait for so many answers to one ask."""
        await until(lambda: len(self.answers(device, ask)) >= times)
        return self.answers(device, ask)

    def counter(self, name: str) -> m.CounterState:
        kept = self.server.retained[TOPICS.state(m.CounterState, name)]
        return m.CounterState.model_validate_json(kept)

    def queue(self, service: str) -> m.QueueState:
        kept = self.server.retained[TOPICS.state(m.QueueState, service)]
        return m.QueueState.model_validate_json(kept)

    def declared(self) -> m.CentreState:
        """What the centre declares."""
        kept = self.server.retained[TOPICS.state(m.CentreState, self.plan.settings.centre)]
        return m.CentreState.model_validate_json(kept)

    def drawn(self) -> dict[str, m.Message]:
        """All counters and queues, but for the number that says how new a state is."""
        states: dict[str, m.CounterState | m.QueueState] = {
            **{name: self.counter(name) for name in self.plan.counters},
            **{name: self.queue(name) for name in self.plan.services},
        }
        return {name: state.model_copy(update={"seq": 0}) for name, state in states.items()}

    def told(self, event: type[m.Event]) -> int:
        """How often events of a kind were told."""
        return sum(said.topic == TOPICS.event(event) for said in self.server.published)


@dataclass(frozen=True)
class Running:
    """The service as it runs."""

    gate: Gate
    task: asyncio.Task[None]
    wire: MemoryWire


def without(counter: str, service: str | None = None) -> Plan:
    """The example without a counter, whose devices nobody has, and without a service."""
    known = example().model_dump()
    return changed(
        services=[one for one in known["services"] if one["id"] != service],
        counters=[one for one in known["counters"] if one["name"] != counter],
        devices=[one for one in known["devices"] if one["counter"] != counter],
    )
