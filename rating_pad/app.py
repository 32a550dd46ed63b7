"""The pad's work: a touch is written down, handed over when its grace time ends, and sent.

Nothing here logs which visit was rated, or how: a log is read by people whom that does not concern.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace

from contract import messages as m
from faces import ears
from faces.patience import ms
from faces.texts import LANGUAGES, load
from faces.touching import Face
from faces.wishes import TrialSound
from hardware.reader import Reader
from hardware.voice import Voice
from rating_pad import media, model, touches
from rating_pad.model import State
from rating_pad.screens import view
from rating_pad.settings import PadSettings
from rating_pad.spool import Spool, read
from rating_pad.technician import Technician
from rating_pad.view import PadView
from rating_pad.visitor import somebody
from rating_pad.wishes import SendFeedback, Wish
from runtime.online import Station
from runtime.outbox import Outbox
from runtime.reach import Reach

log = logging.getLogger(__name__)


async def serve(settings: PadSettings, voice: Voice, face: Face[PadView], station: Station) -> None:
    """Take ratings until cancelled."""
    async with (
        Outbox.open(settings.data / "pad.db", read) as outbox,
        asyncio.TaskGroup() as tasks,
    ):
        spool = Spool(outbox)
        at = ms(station.clock.monotonic())
        state = State(somebody(settings, at), rated=await spool.rated(), stirred_at=at, at=at)
        pad = RatingPad(settings, voice, face, station, spool, state)
        tasks.create_task(pad.keep_time(), name="time")
        tasks.create_task(pad.deliver(), name="delivery")
        tasks.create_task(pad.reader.run(), name="voice")
        await pad.take_touches()


@dataclass
class RatingPad:
    """One pad at work."""

    settings: PadSettings
    voice: Voice
    face: Face[PadView]
    station: Station
    spool: Spool
    state: State
    reader: Reader = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _to_send: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        """Load what is said and shown, and look for the counter and the queue service."""
        self._texts = {language: load(language) for language in LANGUAGES}
        self._media = media.found(self.settings)
        self.reader = Reader(self.voice)
        self._technician = Technician(self.settings, self.station, self.voice, self._texts)
        link = self.station.link
        reach = Reach(link, lambda reached: self._become(replace(self.state, reached=reached)))
        self.state = replace(self.state, reached=reach.reached)
        link.on_state(m.CounterState, self.settings.counter, self._on_counter)

    async def keep_time(self) -> None:
        """Let time pass in the model: at each of its deadlines."""
        while True:
            self._become(self.state)
            self._changed.clear()
            left = (model.next_deadline(self.state, self.settings) - self._at()) / 1000
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, left)):
                    await self._changed.wait()

    async def take_touches(self) -> None:
        """Do what each touch says; write down every change of a rating as it is made."""
        async for touch in self.face.touches():
            if not touch.startswith("corner:"):
                self.voice.tick()
            await self._touched(touch)

    async def _touched(self, touch: str) -> None:
        if touch.startswith("ear:"):
            touch = self._heard(touch)
        before = self.state.choice
        state, wish = touches.touched(self.state, touch, self._at(), self.settings)
        self._become(state)
        choice = self.state.choice
        if choice and (before is None or model.rating(choice) != model.rating(before)):
            await self.spool.keep(self.station.new_id(), model.rating(choice))
            self._to_send.set()  # its grace may have ended while the disk was slow
        await self._look_after()
        if wish:
            await self._fulfil(wish)

    def _heard(self, touch: str) -> str:
        """Go on for somebody who does not see the screen; return what they confirmed."""
        tiles = self._view().touchable
        focus, confirmed = ears.heard(self.state.visitor.focus, touch, tiles)
        self.state = replace(self.state, visitor=replace(self.state.visitor, focus=focus))
        return confirmed

    async def _look_after(self) -> None:
        """Have the technician's page tell how things are now, and forget it afterwards."""
        facts: tuple[tuple[str, str], ...] = ()
        if self.state.visitor.page == "technician":
            waiting = len(await self.spool.waiting()) + len(await self.spool.feedback())
            language, reached = self.state.visitor.language, self.state.reached
            facts = self._technician.facts(language, reached=reached, waiting=waiting)
        if facts != self.state.facts:
            self._become(replace(self.state, facts=facts))

    async def _fulfil(self, wish: Wish) -> None:
        match wish:
            case SendFeedback():
                ask = m.FeedbackAsk(
                    id=self.station.new_id(), about=wish.about, text=wish.text,
                    counter=self.settings.counter, contact=wish.contact,
                )  # fmt: skip
                await self.spool.keep_feedback(ask)
                self._become(touches.sent(self.state, ask.id))
                self._to_send.set()
            case TrialSound():
                await self._technician.try_sound()

    # --- Delivery --------------------------------------------------------------------------------

    async def deliver(self) -> None:
        """Send what was handed over, in order, each until it is answered."""
        while True:
            self._to_send.clear()
            if rating := await self._first_to_send():
                await self._send(rating)
            elif feedback := await self.spool.feedback():
                await self._send_feedback(feedback[0])
            else:
                await self._to_send.wait()

    async def _first_to_send(self) -> m.RatingAsk | None:
        """The oldest rating that waits on the disk and can no longer be changed."""
        waiting = await self.spool.waiting()
        changeable = model.rating(self.state.choice).id if self.state.choice else None
        return next((rating for rating in waiting if rating.id != changeable), None)

    async def _send(self, rating: m.RatingAsk) -> None:
        answer = await self.station.link.insist(rating)
        if isinstance(answer, m.Refused):
            self.station.presence.count("refused")
            log.warning("a rating was refused and is dropped: %s", answer.reason)
        await self.spool.sent(rating)

    async def _send_feedback(self, ask: m.FeedbackAsk) -> None:
        answer = await self.station.link.insist(ask)
        code = answer.code if isinstance(answer, m.Received) else ""
        if isinstance(answer, m.Refused):
            self.station.presence.count("refused")
            log.warning("a complaint or suggestion was refused: %s", answer.reason)
        await self.spool.sent_feedback(ask)
        self._become(touches.received(self.state, ask.id, code))

    # --- What is known, and what is shown of it --------------------------------------------------

    def _on_counter(self, counter: m.CounterState) -> None:
        before = self.state.counter
        if before is None or before.officer != counter.officer:
            self._media = media.found(self.settings)  # a new officer may have a new photo
        self._become(model.seen(self.state, counter, self._at()))

    def _become(self, state: State) -> None:
        """Let this be what is known, as of now, and show it."""
        state = model.ticked(state, self._at(), self.settings)
        if self.state.choice and not state.choice:
            self._to_send.set()
        self.state = state
        shown = self._view()
        self.face.show(shown)
        self.reader.aloud(shown.spoken, state.visitor.language)
        presence = self.station.presence
        presence.set_says(shown.heading if shown.mode == "offline" else "")
        presence.set_asked_for(asked=state.at < state.help_until)
        self._changed.set()

    def _view(self) -> PadView:
        return view(self.state, self.settings, self._texts, self._media)

    def _at(self) -> int:
        return ms(self.station.clock.monotonic())
