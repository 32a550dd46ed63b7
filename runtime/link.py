"""Typed speech over a wire: ask and be answered, draw states, tell events, listen, serve.

An ask is repeated with the same id until it is answered or its asker's patience ends. States are
remembered and drawn anew after each reconnection. What arrives and cannot be read is logged once
per topic and passed over: a newer speaker may use words that we do not know yet.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from contract.channels import ASK_EXPIRY_S, ASKS, BROKER, Topics, server_of
from contract.messages import Answer, Ask, Event, Message, Reason, Refused
from runtime.wire import Message as Arrival
from runtime.wire import Wire

log = logging.getLogger(__name__)

RETRY_S = 1.0
"""An ask without an answer is sent again after this long."""

NOT_YET = {Reason.BUSY, Reason.CLOCK_NOT_SET, Reason.UNKNOWN_DEVICE}
"""Refusals that a later try may not meet."""

NOT_YET_S = 15.0
"""After such a refusal whoever insists waits this long."""

_answer: TypeAdapter[Answer] = TypeAdapter(Answer)

M = TypeVar("M", bound=Message)
E = TypeVar("E", bound=Event)


class NoAnswer(Exception):  # noqa: N818 - it is a fact of life, not an error of the program
    """Patience ended. Whether the ask was carried out is not known; asking again is safe."""


@dataclass
class _Pending:
    topic: str
    payload: bytes
    expiry_s: int
    askers: list[asyncio.Future[Answer]] = field(default_factory=list)
    """Those who wait for the answer: one of them may lose patience before the others."""
    again: asyncio.TimerHandle | None = None
    """When it will be sent once more."""


@dataclass
class Link:
    """One device's voice and ear in its centre."""

    wire: Wire
    topics: Topics
    device: str
    _pending: dict[str, _Pending] = field(default_factory=dict, init=False)
    _states: dict[str, bytes] = field(default_factory=dict, init=False)
    _unread: set[str] = field(default_factory=set, init=False)
    _unasked: Callable[[Answer], None] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Be ready for answers and reconnections."""
        self.wire.subscribe(self.topics.answer(self.device, "+"), self._on_answer)
        self.wire.on_connection(self._on_connection)

    async def ask(self, ask: Ask, *, patience_s: float | None) -> Answer:
        """Have an ask answered; raises `NoAnswer` after `patience_s`, with None never.

        The same ask may be asked again later, and by several tasks at once.
        """
        pending = self._pending.get(str(ask.id)) or self._new_pending(ask, patience_s)
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        pending.askers.append(answered)
        try:
            async with asyncio.timeout(patience_s):
                return await answered
        except TimeoutError:
            raise NoAnswer(pending.topic) from None
        finally:
            pending.askers.remove(answered)
            if not pending.askers:
                self._forget(ask.id)

    async def insist(self, ask: Ask) -> Answer:
        """Have an ask answered for good, however long it takes."""
        while True:
            answer = await self.ask(ask, patience_s=None)
            if not (isinstance(answer, Refused) and answer.reason in NOT_YET):
                return answer
            await asyncio.sleep(NOT_YET_S)

    def state(self, key: str, state: Message) -> None:
        """Draw a state, now and after each reconnection."""
        topic = self.topics.state(type(state), key)
        self._states[topic] = state.model_dump_json().encode()
        self.wire.publish(topic, self._states[topic], retain=True)

    def event(self, event: Event) -> None:
        """Tell an event, once."""
        self.wire.publish(self.topics.event(type(event)), event.model_dump_json().encode())

    def answer(self, device: str, ask: UUID, answer: Message) -> None:
        """Answer a device."""
        topic = self.topics.answer(device, ask)
        self.wire.publish(topic, answer.model_dump_json().encode())

    def on_state(self, model: type[M], key: str, handler: Callable[[M], None]) -> None:
        """Have states of one key, or of all with `+`, handled as they are drawn."""
        self._listen(self.topics.state(model, key), model, handler)

    def on_event(self, model: type[E], handler: Callable[[E], None]) -> None:
        """Have events of a kind handled as they happen."""
        self._listen(self.topics.event(model), model, handler)

    def on_unasked(self, handler: Callable[[Answer], None]) -> None:
        """Have answers handled for which nobody here waits: to another's ask, or too late."""
        self._unasked = handler

    def serve(self, handler: Callable[[str, str, bytes], None]) -> None:
        """Have every ask in the centre handled that is ours: device, name of the ask, payload."""

        def handle(message: Arrival) -> None:
            device, name = self.topics.asked(message.topic)
            if server_of(name) == self.device:
                handler(device, name, message.payload)

        if self.device == BROKER:
            self.wire.subscribe(self.topics.ask("+", "+"), handle)
        for ask in ASKS.values():
            if ask.server == self.device != BROKER:
                self.wire.subscribe(self.topics.ask("+", ask.model), handle)

    def _new_pending(self, ask: Ask, patience_s: float | None) -> _Pending:
        # Nothing that its asker has given up should be carried out when the broker is back.
        expiry_s = ASK_EXPIRY_S if patience_s is None else min(ASK_EXPIRY_S, ceil(patience_s))
        topic = self.topics.ask(self.device, type(ask))
        pending = _Pending(topic, ask.model_dump_json().encode(), expiry_s)
        self._pending[str(ask.id)] = pending
        self._send(pending)
        return pending

    def _send(self, pending: _Pending) -> None:
        """Send an ask, now and every `RETRY_S`."""
        if pending.again is not None:
            pending.again.cancel()
        self.wire.publish(pending.topic, pending.payload, expiry_s=pending.expiry_s)
        pending.again = asyncio.get_running_loop().call_later(RETRY_S, self._send, pending)

    def _forget(self, ask: UUID) -> None:
        pending = self._pending.pop(str(ask))
        if pending.again is not None:
            pending.again.cancel()

    def _on_answer(self, message: Arrival) -> None:
        pending = self._pending.get(message.topic.rpartition("/")[2])
        if pending is None and self._unasked is None:
            return
        try:
            answer = _answer.validate_json(message.payload, extra="ignore")
        except ValidationError as error:
            self._pass_over(message.topic, error)
            return
        if pending is None:
            self._tell_unasked(answer)
            return
        for asker in pending.askers:
            if not asker.done():
                asker.set_result(answer)

    def _tell_unasked(self, answer: Answer) -> None:
        if self._unasked is not None:
            self._unasked(answer)

    def _on_connection(self, connected: bool) -> None:  # noqa: FBT001 - the wire's callback
        if connected:
            for topic, payload in self._states.items():
                self.wire.publish(topic, payload, retain=True)
            for pending in self._pending.values():
                self._send(pending)

    def _listen(self, topic_filter: str, model: type[M], handler: Callable[[M], None]) -> None:
        def handle(message: Arrival) -> None:
            if not message.payload:
                return
            try:
                said = model.model_validate_json(message.payload, extra="ignore")
            except ValidationError as error:
                self._pass_over(message.topic, error)
            else:
                handler(said)

        self.wire.subscribe(topic_filter, handle)

    def _pass_over(self, topic: str, error: ValidationError) -> None:
        if topic not in self._unread:
            self._unread.add(topic)
            told = error.errors(include_input=False)[0]  # what was said may be somebody's own
            log.warning("%s cannot be read, is our software older? %s", topic, told)
