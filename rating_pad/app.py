"""The pad's work: a touch is written down, handed over when its grace time ends, and sent."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace

from contract.messages import CounterState, Level, RatingAsk, Refused
from faces.texts import Texts, load
from rating_pad import model
from rating_pad.model import State
from rating_pad.settings import PadSettings
from rating_pad.spool import Spool
from rating_pad.view import Face, view
from runtime.online import Station
from runtime.outbox import Outbox
from runtime.reach import Reach

log = logging.getLogger(__name__)


async def serve(settings: PadSettings, face: Face, station: Station) -> None:
    """Take ratings until cancelled."""
    async with (
        Outbox.open(settings.data / "pad.db") as outbox,
        asyncio.TaskGroup() as tasks,
    ):
        spool = Spool(outbox)
        pad = RatingPad(settings, face, station, spool, State(rated=await spool.rated()))
        tasks.create_task(pad.keep_time(), name="time")
        tasks.create_task(pad.deliver(), name="delivery")
        await pad.take_touches()


@dataclass
class RatingPad:
    """One pad at work."""

    settings: PadSettings
    face: Face
    station: Station
    spool: Spool
    state: State
    _texts: Texts = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _to_send: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        """Load what is said, and look for the counter and the queue service."""
        self._texts = load(self.settings.language)
        link = self.station.link
        reach = Reach(link, lambda reached: self._become(replace(self.state, reached=reached)))
        self.state = replace(self.state, reached=reach.reached)
        link.on_state(CounterState, self.settings.counter, self._on_counter)

    async def keep_time(self) -> None:
        """Let time pass in the model: at each of its deadlines."""
        while True:
            self._become(self.state)
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._until_deadline()):
                    await self._changed.wait()

    async def take_touches(self) -> None:
        """Write down every choice as it is made."""
        async for touch in self.face.touches():
            before, now = self.state.choice, self.station.clock.now()
            self._become(model.touched(self.state, Level(touch), now, self.settings))
            choice = self.state.choice
            if choice and choice != before:
                await self.spool.keep(self.station.new_id(), model.rating(choice))
                self._to_send.set()  # its grace may have ended while the disk was slow

    async def deliver(self) -> None:
        """Send what was handed over, in order, each until it is answered."""
        while True:
            self._to_send.clear()
            if rating := await self._first_to_send():
                await self._send(rating)
            else:
                await self._to_send.wait()

    async def _first_to_send(self) -> RatingAsk | None:
        """The oldest rating that waits on the disk and can no longer be changed."""
        waiting = await self.spool.waiting()
        choice = self.state.choice
        changeable = choice.visit.ticket.id if choice else None
        return next((rating for rating in waiting if rating.ticket != changeable), None)

    async def _send(self, rating: RatingAsk) -> None:
        answer = await self.station.link.insist(rating)
        if isinstance(answer, Refused):
            self.station.presence.count("refused")
            log.warning(
                "the rating of ticket %s was refused and is dropped: %s %s",
                rating.ticket, answer.reason, answer.detail,
            )  # fmt: skip
        await self.spool.sent(rating)

    def _on_counter(self, counter: CounterState) -> None:
        self._become(model.seen(self.state, counter, self.station.clock.now()))

    def _become(self, state: State) -> None:
        """Let this be what is known, as of now, and show it."""
        state = model.ticked(state, self.station.clock.now(), self.settings)
        if self.state.choice and not state.choice:
            self._to_send.set()
        self.state = state
        pad_view = view(state, self.settings, self._texts)
        self.face.show(pad_view)
        self.station.presence.set_says(pad_view.heading if pad_view.mode == "offline" else "")
        self._changed.set()

    def _until_deadline(self) -> float | None:
        deadline = model.next_deadline(self.state, self.settings)
        return None if deadline is None else (deadline - self.station.clock.now()) / 1000
