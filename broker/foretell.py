"""Waits are foretold anew whenever something happened, and once a day is learned from the past."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from broker.centre import Centre
from broker.forecast import replay
from broker.outlook import TableOutlook
from broker.parameters import MINUTE, SECOND
from broker.worker import Play, Study, Worker
from runtime.clock import Clock

log = logging.getLogger(__name__)

FUTURES = 50
"""More would narrow the median by less than the day itself is uncertain."""
LOOK_S = 1.5
"""What happens within so long is foretold together: it costs the worker a third of a second."""
AFTER_FAILURE_S = 10.0
"""A worker that failed is not replaced more often."""
RENEW = 20 * SECOND
"""Time passes too: with nothing new, waits are foretold again after so long."""
MOST_FORETOLD = 1000
"""When more wait than a hall holds, the queue's length answers: what is drawn and read here for a
table takes the loop's time, and grows with those who wait."""
LEARN_AGAIN = 5 * MINUTE
"""When nothing could be learned, it is tried again after so long."""


@dataclass(slots=True)
class Foreteller:
    """Keeps an outlook up to date."""

    outlook: TableOutlook
    worker: Worker
    clock: Clock
    journal: Path
    today: Callable[[], Centre | None]
    """The day that is going on."""
    renewed: Callable[[Centre, int], None] = lambda _centre, _now: None
    """Told whenever there are new waits: the day, and the moment that they count from."""
    most: int = MOST_FORETOLD
    """People waiting; beyond, none are foretold."""
    _learned: str = field(default="", init=False)
    """The day for which was learned."""
    _learn_at: int = field(default=0, init=False)
    """After a failure it is tried again from then on."""
    _seq: int = field(default=-1, init=False)
    _at: int = field(default=0, init=False)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.step()
            failed = self.worker.process is None
            await asyncio.sleep(AFTER_FAILURE_S if failed else LOOK_S)

    async def step(self) -> None:
        """Learn if a day has begun, and foretell if there is something new."""
        centre = self.today()
        if centre is None:
            return
        if centre.day != self._learned and self.clock.now() >= self._learn_at:
            await self._learn(centre)
        now = self.clock.now()  # learning took its time
        if centre.seq != self._seq or not self._at <= now < self._at + RENEW:
            await self._foretell(centre, now)

    async def _learn(self, centre: Centre) -> None:
        self._learn_at = self.clock.now() + LEARN_AGAIN
        settings = self.outlook.plan.settings
        learned = await self.worker.study(Study(settings, self.journal, centre.day))
        if learned is not None:
            self._learned, self._learn_at = centre.day, 0
            self.outlook.teach(learned.parameters, learned.calibrations)
            log.info("learned from %d days", learned.days)

    async def _foretell(self, centre: Centre, now: int) -> None:
        self._seq, self._at = centre.seq, now
        if sum(centre.waiting.values()) > self.most:
            self.outlook.forget()
            self.renewed(centre, now)
            return
        drawn = self.outlook.draw(centre, now)
        play = Play(drawn.scene, self.outlook.parameters, FUTURES, now // MINUTE)
        table = await self.worker.play(play)
        if table is None:
            table = replay(drawn.scene, self.outlook.parameters)
        if self.today() is centre:
            self.outlook.renew(drawn, table)
            self.renewed(centre, now)
