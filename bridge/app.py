"""The bridge's work: dossiers that are asked for, found at the back office, guarded from guessing.

What is asked and what is answered is nobody else's business: neither code nor secret nor name is
ever logged.
"""

import asyncio
import logging
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError

from bridge.dossiers import BackOffice, NoBackOffice, tidy
from bridge.guard import Guard
from bridge.settings import BridgeSettings
from contract import messages as m
from contract.channels import LARGEST_ASK
from runtime.online import Station
from runtime.unreadable import first_error, id_in

log = logging.getLogger(__name__)

KEPT_S = 60
"""An answer is kept so long for an ask that comes again: longer than an ask lives on the wire."""

Asked = tuple[str, UUID]
"""A device and the id of its ask."""


async def serve(settings: BridgeSettings, office: BackOffice, station: Station) -> None:
    """Answer for dossiers until cancelled."""
    async with asyncio.TaskGroup() as tasks:
        bridge = Bridge(settings, office, station, tasks)
        station.link.serve(bridge.hear)
        await asyncio.Event().wait()


@dataclass
class Bridge:
    """The bridge at work."""

    settings: BridgeSettings
    office: BackOffice
    station: Station
    tasks: asyncio.TaskGroup
    _guard: Guard = field(init=False)
    _answers: OrderedDict[Asked, tuple[int, asyncio.Future[m.Answer]]] = field(
        default_factory=OrderedDict, init=False
    )
    """What was asked lately, and when; the answer is there or on its way."""
    _warned: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Nobody has guessed yet."""
        self._guard = Guard(self.settings.per_code, self.settings.per_device)

    def hear(self, device: str, name: str, payload: bytes) -> None:
        """Take an ask, or refuse it; one that comes again has the same answer, and counts once."""
        try:
            if len(payload) > LARGEST_ASK:
                self._count("unreadable")
                return
            ask = m.DossierAsk.model_validate_json(payload)
        except ValidationError as error:
            self._count("unreadable")
            if known := id_in(payload):
                refused = m.Refused(reason=m.Reason.UNREADABLE, detail=first_error(error))
                self.station.link.answer(device, known, refused)
            return
        self._forget()
        if (device, ask.id) not in self._answers:
            answer = self.tasks.create_task(self._answer(device, ask), name=name)
            self._answers[device, ask.id] = self._at(), answer
        _, coming = self._answers[device, ask.id]
        self.tasks.create_task(self._tell(device, ask.id, coming), name="telling")

    async def _tell(self, device: str, ask: UUID, answer: asyncio.Future[m.Answer]) -> None:
        self.station.link.answer(device, ask, await asyncio.shield(answer))

    async def _answer(self, device: str, ask: m.DossierAsk) -> m.Answer:
        answer = await self._look_up(device, ask)
        self._count(answer.reason if isinstance(answer, m.Refused) else "found")
        return answer

    async def _look_up(self, device: str, ask: m.DossierAsk) -> m.Answer:
        if device not in self.settings.devices:
            return m.Refused(reason=m.Reason.NOT_ALLOWED, detail="not in `devices` of the bridge")
        code = tidy(ask.code)
        if not re.fullmatch(self.settings.code_pattern, code):
            return m.Refused(reason=m.Reason.UNKNOWN_DOSSIER)
        now = self._at()
        if not self._guard.try_(device, code, now):
            return m.Refused(reason=m.Reason.LOCKED)
        try:
            async with asyncio.timeout(self.settings.patience_s):
                found = await self.office.find(code, ask.secret)
        except (NoBackOffice, TimeoutError):
            self._guard.take_back(device, code, now, right=False)
            self._warn()
            return m.Refused(reason=m.Reason.NO_BACK_OFFICE)
        self._warned = False
        if found is None:
            return m.Refused(reason=m.Reason.UNKNOWN_DOSSIER)
        self._guard.take_back(device, code, now, right=True)
        return found

    def _forget(self) -> None:
        """Of people's dossiers nothing is kept longer than needed."""
        now = self._at()
        while self._answers:
            key, (asked_at, answer) = next(iter(self._answers.items()))
            if abs(now - asked_at) < KEPT_S * 1000 or not answer.done():
                return
            del self._answers[key]

    def _at(self) -> int:
        """Milliseconds of a clock that never jumps: one that did would end locks."""
        return round(self.station.clock.monotonic() * 1000)

    def _warn(self) -> None:
        if not self._warned:
            self._warned = True
            log.warning("the back office does not answer; said once until it does again")

    def _count(self, what: str) -> None:
        self.station.presence.count(what)
