"""The display's work: it draws the counter on its sign, and asks what the keypad wants."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace

from contract import messages as m
from counter_display import frames, model
from counter_display.model import State
from counter_display.settings import CounterDisplaySettings
from faces.texts import Texts, load
from hardware.keys import Keys
from hardware.lamp import Lamp
from hardware.sign import Shown, Sign, SignError
from runtime.link import NoAnswer
from runtime.online import Station
from runtime.reach import Reach

log = logging.getLogger(__name__)


async def serve(settings: CounterDisplaySettings, sign: Sign, keys: Keys, station: Station) -> None:
    """Show the counter and hear its keypad until cancelled."""
    async with asyncio.TaskGroup() as tasks:
        display = CounterDisplay(settings, sign, keys, station, tasks)
        tasks.create_task(display.keep_drawing(), name="sign")
        await display.take_presses()


@dataclass
class CounterDisplay:
    """One counter's sign and keypad at work."""

    settings: CounterDisplaySettings
    sign: Sign
    keys: Keys
    station: Station
    tasks: asyncio.TaskGroup
    state: State = field(default_factory=State, init=False)
    _texts: Texts = field(init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        """Load what is said, and look for the counter and the queue service."""
        self._texts = load(self.settings.language)
        link = self.station.link
        self.state = State(reached=Reach(link, self._on_reach).reached)
        if self.settings.chooses:
            link.on_state(m.CounterState, "+", self._on_any_counter)
            link.on_state(m.QueueState, "+", self._on_around)
        else:
            link.on_state(m.CounterState, self.settings.counter, self._on_counter)

    async def keep_drawing(self) -> None:
        """Draw whenever something changes, and the same again now and then."""
        while True:
            self._changed.clear()
            await self._draw()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._until_next()):
                    await self._changed.wait()

    async def take_presses(self) -> None:
        """Ask what each key means. A press does not wait for the one before: it is passed over."""
        async for key in self.keys.presses():
            now, ask_id = self.station.clock.now(), self.station.new_id()
            before = model.ticked(self.state, now, self.settings.choose_s)
            state, ask = model.pressed(before, key, ask_id, now, self.settings.call_reason)
            self._become(state)
            if ask:
                self.tasks.create_task(self._ask(ask), name=f"ask {key}")

    async def _ask(self, ask: m.Ask) -> None:
        answer: m.Answer | None
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            answer = None
            self.station.presence.count("no_answer")
        if isinstance(answer, m.Refused):
            self.station.presence.count("refused")
            log.info("%s was refused: %s %s", type(ask).__name__, answer.reason, answer.detail)
        self._become(model.answered(self.state, answer, self.station.clock.now()))

    def _on_counter(self, counter: m.CounterState) -> None:
        self._become(model.seen(self.state, counter, self.station.clock.now()))

    def _on_any_counter(self, counter: m.CounterState) -> None:
        if counter.counter == self.settings.counter:
            self._on_counter(counter)
        else:
            self._on_around(counter)

    def _on_around(self, drawn: m.QueueState | m.CounterState) -> None:
        """Remember it for the next choice; only a choice under way is drawn from it."""
        self.state = model.seen_around(self.state, drawn)
        if self.state.choice:
            self._changed.set()

    def _on_reach(self, reached: bool) -> None:  # noqa: FBT001 - the reach's callback
        self._become(replace(self.state, reached=reached))

    def _become(self, state: State) -> None:
        self.state = state
        self._changed.set()

    def _until_next(self) -> float:
        """Seconds until there is something to draw by itself."""
        now = self.station.clock.now()
        change = frames.next_change(self.state, now, self.settings)
        if change is None:
            return self.settings.resend_s
        return min(self.settings.resend_s, (change - now) / 1000)

    # --- Drawing ---------------------------------------------------------------------------

    async def _draw(self) -> None:
        now, settings = self.station.clock.now(), self.settings
        self.state = model.ticked(self.state, now, settings.choose_s)
        self.station.presence.set_says(frames.says(self.state, now, settings, self._texts))
        lit = frames.lit(self.state, now, settings)
        for key in self.settings.keys.names:
            self.keys.lamp(key, Lamp.STEADY if key == lit else Lamp.DARK)
        self._check_keys()
        await self._show(frames.sign(self.state, now, settings))

    def _check_keys(self) -> None:
        self.station.presence.set_problem("keys", self.keys.fault())

    async def _show(self, shown: Shown) -> None:
        """Show a frame; if that fails say so, and the next drawing tries again."""
        try:
            trouble = await self._show_or_blank(shown)
        except SignError as error:
            trouble = str(error)
        self.station.presence.set_problem("sign", trouble)

    async def _show_or_blank(self, shown: Shown) -> str:
        """Show a frame; if the sign has no such characters, nothing, and return the reason.

        The number before must not stay: it would call somebody else.
        """
        try:
            await self.sign.show(shown)
        except ValueError as error:
            await self.sign.show(frames.BLANK)
            return str(error)
        return ""
