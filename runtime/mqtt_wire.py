"""The wire over MQTT 5: the only importer of the MQTT library.

The client's socket is read and written by the event loop itself, without a thread between. The
library resends what was in flight after a reconnection; this file reconnects, subscribes anew and
says in one log line what a technician should look at when the server refuses.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from runtime.wire import Message

log = logging.getLogger(__name__)

KEEPALIVE_S = 10
"""A server that is silent for twice this long counts as gone."""

IN_FLIGHT = 1000
"""Messages on the way at once; the library's 20 would make a busy broker wait for itself."""

DISCONNECT_WITH_WILL = 4
"""MQTT 5 reason code (OASIS, section 3.14.2.1): leave orderly, but publish the will."""

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0


@dataclass(frozen=True, slots=True)
class Tls:
    """Files that prove who we are and who the server must be."""

    ca: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Server:
    """Where the MQTT server is, who we are to it, and what it says when we are gone."""

    host: str
    port: int
    username: str
    password: str | None = None
    tls: Tls | None = None
    session_s: int = 3600
    """How long the server keeps what is meant for us while we are away."""
    will: tuple[str, bytes] | None = None
    """Topic and payload, retained, that the server publishes when our connection breaks."""


@contextlib.asynccontextmanager
async def connect(server: Server) -> AsyncIterator["MqttWire"]:
    """Keep a connection for the length of the block; the first one may come later."""
    wire = MqttWire(server)
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(wire.keep(), name="mqtt connection")
        try:
            yield wire
        finally:
            keeper.cancel()
            wire.leave()


@dataclass
class MqttWire:
    """See `runtime.wire.Wire`."""

    server: Server
    connected: bool = field(default=False, init=False)
    _filters: list[str] = field(default_factory=list, init=False)
    _watchers: list[Callable[[bool], None]] = field(default_factory=list, init=False)
    _socket: socket.socket | None = field(default=None, init=False)
    _gone: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        """Prepare the client; nothing is sent before `keep`."""
        self._loop = asyncio.get_running_loop()
        self._client = _client(self.server)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_publish = self._on_publish
        self._client.on_socket_close = lambda *_: self._detach()
        self._client.on_socket_register_write = lambda *_: self._want_write()
        self._client.on_socket_unregister_write = lambda *_: self._no_write()

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> bool:
        """See `Wire`."""
        if not self.connected:
            return False
        self._client.publish(topic, payload, 1, retain, _expiring(expiry_s))
        return True

    def subscribe(self, topic_filter: str, handler: Callable[[Message], None]) -> None:
        """See `Wire`. One handler a filter."""
        if topic_filter in self._filters:
            raise ValueError(f"{topic_filter} has a handler already")
        self._filters.append(topic_filter)
        self._client.message_callback_add(
            topic_filter,
            lambda _client, _data, message: handler(
                Message(message.topic, bytes(message.payload), message.retain)
            ),
        )
        if self.connected:
            self._client.subscribe(topic_filter, qos=1)

    def on_connection(self, handler: Callable[[bool], None]) -> None:
        """See `Wire`."""
        self._watchers.append(handler)

    async def keep(self) -> None:
        """Connect, and connect again whenever the connection is gone."""
        pause = FIRST_PAUSE_S
        while True:
            if await self._open():
                await self._turn_until_gone()
                pause = FIRST_PAUSE_S if self.connected else pause
                self._set_connected(now=False)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    def leave(self) -> None:
        """Say goodbye; the server publishes the will for us, so that nobody believes us there."""
        self._client.disconnect(ReasonCode(PacketTypes.DISCONNECT, identifier=DISCONNECT_WITH_WILL))
        self._set_connected(now=False)
        self._detach()

    async def _open(self) -> bool:
        where = f"{self.server.host}:{self.server.port}"
        try:
            await asyncio.to_thread(self._connect)
        except ssl.SSLError as error:
            log.warning("MQTT server %s: %s; check the certificates and the clock", where, error)
            return False
        except OSError as error:
            log.warning("MQTT server %s: %s; is it running, is the cable in?", where, error)
            return False
        self._attach()
        return True

    def _connect(self) -> None:
        properties = _properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = self.server.session_s
        self._client.connect(
            self.server.host,
            self.server.port,
            KEEPALIVE_S,
            clean_start=False,
            properties=properties,
        )

    async def _turn_until_gone(self) -> None:
        while not self._gone.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._gone.wait(), timeout=1)
            if self._client.loop_misc() == MQTTErrorCode.MQTT_ERR_NO_CONN:
                return

    def _attach(self) -> None:
        sock = self._client.socket()
        if not isinstance(sock, socket.socket):
            self._gone.set()
            return
        self._gone.clear()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = sock
        self._loop.add_reader(sock, self._read)
        if self._client.want_write():
            self._want_write()

    def _read(self) -> None:
        self._client.loop_read()
        while isinstance(self._socket, ssl.SSLSocket) and self._socket.pending():
            self._client.loop_read()

    def _detach(self) -> None:
        if self._socket is not None and self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
        self._socket = None
        self._gone.set()

    def _want_write(self) -> None:
        if self._socket is not None:
            self._loop.add_writer(self._socket, self._client.loop_write)

    def _no_write(self) -> None:
        if self._socket is not None:
            self._loop.remove_writer(self._socket)

    def _on_connect(
        self, _client: object, _data: object, _flags: object, code: ReasonCode, _props: object
    ) -> None:
        if code.is_failure:
            log.warning("MQTT server refused %s: %s", self.server.username, code)
            return
        if self._filters:
            self._client.subscribe([(topic_filter, 1) for topic_filter in self._filters])
        self._set_connected(now=True)

    def _on_disconnect(
        self, _client: object, _data: object, _flags: object, code: ReasonCode, _props: object
    ) -> None:
        if code.is_failure:
            log.warning("MQTT connection of %s lost: %s", self.server.username, code)
        self._gone.set()

    def _on_publish(
        self, _client: object, _data: object, _mid: int, code: ReasonCode, _props: object
    ) -> None:
        if code.is_failure:
            log.error("MQTT server did not take a message of %s: %s", self.server.username, code)

    def _set_connected(self, *, now: bool) -> None:
        if self.connected != now:
            self.connected = now
            for watcher in self._watchers:
                watcher(now)


def _client(server: Server) -> mqtt.Client:
    client = mqtt.Client(
        CallbackAPIVersion.VERSION2, client_id=server.username, protocol=mqtt.MQTTv5
    )
    client.username_pw_set(server.username, server.password)
    client.max_inflight_messages_set(IN_FLIGHT)
    if server.tls:
        client.tls_set(str(server.tls.ca), str(server.tls.certificate), str(server.tls.key))
    if server.will:
        topic, payload = server.will
        client.will_set(topic, payload, qos=1, retain=True)
    return client


@cache
def _expiring(expiry_s: int | None) -> Properties | None:
    if expiry_s is None:
        return None
    properties = _properties(PacketTypes.PUBLISH)
    properties.MessageExpiryInterval = expiry_s
    return properties


def _properties(packet: int) -> Properties:
    return Properties(packet)  # type: ignore[no-untyped-call]  # the library left it untyped
