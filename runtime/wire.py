"""Bytes on topics: what the suite needs of a publish/subscribe network, and an in-memory one.

Delivery is at least once while connected and not at all while cut off: whatever must not be lost
is kept and repeated by those who know its meaning (`link`, `outbox`), never here.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """Something that arrived."""

    topic: str
    payload: bytes
    retained: bool = False
    """True when the server had kept it: it is news to us, but may be old."""


class Wire(Protocol):
    """One client's connection. Handlers run in the event loop and must not block."""

    @property
    def connected(self) -> bool:
        """Whether a publish would leave now."""

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> bool:
        """Send; False when not connected, and then nothing is kept."""

    def subscribe(self, topic_filter: str, handler: Callable[[Message], None]) -> None:
        """Have messages handled, now and after every reconnection. `+` is any one level.

        Raises `ValueError` when the filter has a handler already.
        """

    def on_connection(self, handler: Callable[[bool], None]) -> None:
        """Be told of each change of `connected`."""


@lru_cache(maxsize=1024)  # the same few topics come again and again
def matches(topic_filter: str, topic: str) -> bool:
    """Whether a topic passes a filter with `+` levels."""
    wanted, levels = topic_filter.split("/"), topic.split("/")
    return len(wanted) == len(levels) and all(
        want in ("+", level) for want, level in zip(wanted, levels, strict=True)
    )


@dataclass
class MemoryServer:
    """A server in this process, without access rules: for tests of what stands above the wire."""

    retained: dict[str, bytes] = field(default_factory=dict)
    published: list[Message] = field(default_factory=list)
    clients: list["MemoryWire"] = field(default_factory=list)

    def client(self) -> "MemoryWire":
        """Connect one more client."""
        wire = MemoryWire(self)
        self.clients.append(wire)
        return wire

    def deliver(self, message: Message) -> None:
        """Pass a published message on to all who are connected."""
        self.published.append(message)
        for client in self.clients:
            client.receive(message)


@dataclass
class MemoryWire:
    """A client of a `MemoryServer`, with a cable that can be pulled."""

    server: MemoryServer
    connected: bool = True
    _handlers: list[tuple[str, Callable[[Message], None]]] = field(default_factory=list)
    _watchers: list[Callable[[bool], None]] = field(default_factory=list)

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> bool:
        """See `Wire`; nothing waits here, so nothing expires."""
        del expiry_s
        if not self.connected:
            return False
        if retain:
            self.server.retained[topic] = payload
        self.server.deliver(Message(topic, payload))
        return True

    def subscribe(self, topic_filter: str, handler: Callable[[Message], None]) -> None:
        """See `Wire`."""
        if any(topic_filter == taken for taken, _ in self._handlers):
            raise ValueError(f"{topic_filter} has a handler already")
        self._handlers.append((topic_filter, handler))
        if self.connected:
            self._send_retained(topic_filter, handler)

    def on_connection(self, handler: Callable[[bool], None]) -> None:
        """See `Wire`."""
        self._watchers.append(handler)

    def receive(self, message: Message) -> None:
        """Hand a message to whoever subscribed to it, in the loop's next turn."""
        if self.connected:
            loop = asyncio.get_running_loop()
            for topic_filter, handler in self._handlers:
                if matches(topic_filter, message.topic):
                    loop.call_soon(handler, message)

    def cut(self) -> None:
        """Pull the cable."""
        self.connected = False
        self._tell()

    def mend(self) -> None:
        """Plug it in again: what was retained meanwhile comes, what was told is gone."""
        self.connected = True
        self._tell()
        for topic_filter, handler in self._handlers:
            self._send_retained(topic_filter, handler)

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher(self.connected)

    def _send_retained(self, topic_filter: str, handler: Callable[[Message], None]) -> None:
        loop = asyncio.get_running_loop()
        for topic, payload in self.server.retained.items():
            if matches(topic_filter, topic):
                loop.call_soon(handler, Message(topic, payload, retained=True))
