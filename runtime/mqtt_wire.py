"""The wire over MQTT 5: the only importer of the MQTT library.

The client's socket is read and written in the event loop, without a thread between. What was in
flight when a connection broke is repeated by those who know whether it is still wanted (`link`).
"""

import asyncio
import contextlib
import logging
import select
import socket
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from runtime.server import Server
from runtime.wire import Message, matches

log = logging.getLogger(__name__)

KEEPALIVE_S = 10
"""A server that is silent for twice this long counts as gone."""

AT_ONCE = 1000
"""Packets read in one turn of the loop; then others have theirs."""

DISCONNECT_WITH_WILL = 4
"""MQTT 5 reason code (OASIS, section 3.14.2.1): leave orderly, but publish the will."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0

TICK_S = 1.0
"""How often a connection looks whether the server is still there."""

LARGEST_PAYLOAD = 60_000
"""Bytes; the centre's servers take packets of 64 KiB."""

GOODBYE_S = 2.0
"""A server that does not take our last words in this time does without them."""


@contextlib.asynccontextmanager
async def connect(server: Server) -> AsyncIterator["MqttWire"]:
    """Keep a connection for the length of the block; the first one may come later."""
    wire = MqttWire(server)
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(wire.keep(), name="mqtt connection")
        try:
            yield wire
        finally:
            await wire.leave()
            keeper.cancel()


@dataclass
class MqttWire:
    """See `Wire`."""

    server: Server
    connected: bool = field(default=False, init=False)
    _handlers: dict[str, Callable[[Message], None]] = field(default_factory=dict, init=False)
    _watchers: list[Callable[[bool], None]] = field(default_factory=list, init=False)
    _socket: socket.socket | None = field(default=None, init=False)
    _poll: select.poll = field(default_factory=select.poll, init=False)
    _writing: bool = field(default=False, init=False)
    _came: deque[mqtt.MQTTMessage] = field(default_factory=deque, init=False)
    _gone: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _in_flight: set[int] = field(default_factory=set, init=False)
    _all_taken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _welcome: ReasonCode | None = field(default=None, init=False)
    """What the server said to our coming."""
    _complaint: str = field(default="", init=False)
    """What was logged last about a connection that does not come about."""

    def __post_init__(self) -> None:
        """Prepare the client; nothing is sent before `keep`."""
        self._loop = asyncio.get_running_loop()
        self._renew()

    def _renew(self) -> None:
        """Begin anew: the library would repeat what was in flight, however old it is by then."""
        self._in_flight.clear()
        self._all_taken.set()
        self._client = _client(self.server)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_loss
        self._client.on_publish = self._on_publish
        self._client.on_message = lambda _client, _data, message: self._came.append(message)
        self._client.on_socket_close = lambda *_: self._detach()

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, expiry_s: int | None = None
    ) -> bool:
        """See `Wire`."""
        if len(payload) > LARGEST_PAYLOAD:  # the server would cut us off, again and again
            raise ValueError(f"{len(payload)} bytes for {topic}; {LARGEST_PAYLOAD} are allowed")
        if not self.connected:
            return False
        # The library writes at once, because no writer callback is registered.
        expiring = _expiring(expiry_s) if expiry_s else None
        message = self._client.publish(topic, payload, 1, retain, expiring)
        self._flush()
        self._in_flight.add(message.mid)
        self._all_taken.clear()
        return True

    def subscribe(self, topic_filter: str, handler: Callable[[Message], None]) -> None:
        """See `Wire`."""
        if topic_filter in self._handlers:
            raise ValueError(f"{topic_filter} has a handler already")
        self._handlers[topic_filter] = handler
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
                await self._gone.wait()
                pause = FIRST_PAUSE_S if self.connected else pause
                self._set_connected(now=False)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def leave(self) -> None:
        """Have the server take what was said last, and publish our will: nobody is here now."""
        if self.connected and self._in_flight:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GOODBYE_S):
                    await self._all_taken.wait()
        self._client.disconnect(ReasonCode(PacketTypes.DISCONNECT, identifier=DISCONNECT_WITH_WILL))
        self._client.loop_write()
        self._detach()
        self._set_connected(now=False)

    async def _open(self) -> bool:
        where = f"MQTT server {self.server.host}:{self.server.port}"
        self._welcome = None
        self._renew()
        connecting = asyncio.ensure_future(asyncio.to_thread(self._connect))
        try:
            await asyncio.shield(connecting)
        except ssl.SSLError as error:
            self._complain(f"{where}: {error}; check the certificates and the clock")
        except OSError as error:
            self._complain(f"{where}: {error}; is it running, is the cable in?")
        else:
            self._attach()
            return True
        finally:
            await asyncio.wait({connecting})  # a thread cannot be stopped in the middle
        return False

    def _connect(self) -> None:
        properties = _properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = self.server.session_s
        host, port = self.server.host, self.server.port
        self._client.connect(host, port, KEEPALIVE_S, clean_start=False, properties=properties)

    def _tick(self, sock: socket.socket | None) -> None:
        """Let the library look after its keepalive, as long as this connection stands."""
        if sock is not None and sock is self._socket:
            self._client.loop_misc()
            self._loop.call_later(TICK_S, self._tick, sock)

    def _attach(self) -> None:
        sock = self._client.socket()
        if not isinstance(sock, socket.socket):
            self._gone.set()
            return
        self._gone.clear()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = sock
        self._poll = select.poll()
        self._poll.register(sock, select.POLLIN)
        self._loop.add_reader(sock, self._read)
        self._tick(sock)
        self._flush()

    def _read(self) -> None:
        """Read all that came, then hand it over: who hears of it may hold the loop for a while."""
        for _ in range(AT_ONCE):
            self._client.loop_read()
            if not self._more_came():
                break
        self._flush()
        while self._came:
            self._hand_over(self._came.popleft())

    def _more_came(self) -> bool:
        decoded = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
        return self._socket is not None and bool(decoded or self._poll.poll(0))

    def _hand_over(self, message: mqtt.MQTTMessage) -> None:
        arrived = Message(message.topic, bytes(message.payload), message.retain)
        for topic_filter, handler in tuple(self._handlers.items()):
            if matches(topic_filter, arrived.topic):
                handler(arrived)
        # In the loop's next turn: whoever waits for an answer comes before the server's receipt.
        self._loop.call_soon(self._client.ack, message.mid, message.qos)

    def _flush(self) -> None:
        """Write what is left to write; what the socket does not take, the loop writes later."""
        if self._client.want_write():
            self._client.loop_write()
        rest = self._client.want_write()
        if self._socket is not None and rest != self._writing:
            self._writing = rest
            if rest:
                self._loop.add_writer(self._socket, self._flush)
            else:
                self._loop.remove_writer(self._socket)

    def _detach(self) -> None:
        if self._socket is not None and self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
        self._socket = None
        self._writing = False
        self._gone.set()

    def _on_connect(self, _c: object, _d: object, _f: object, code: ReasonCode, _p: object) -> None:
        self._welcome, user = code, self.server.username
        if code.is_failure:
            self._complain(f"MQTT server refused {user}: {code}; check its password there and here")
            return
        log.info("MQTT server knows us as %s", user)
        self._complaint = ""
        # Not at once: in a callback the library hangs for ever when a connection breaks at a write.
        self._loop.call_soon(self._begin, self._client)

    def _begin(self, client: mqtt.Client) -> None:
        """Subscribe and tell everybody, if the connection still stands."""
        if client is self._client and self._socket is not None:
            if self._handlers:
                client.subscribe([(topic_filter, 1) for topic_filter in self._handlers])
            self._set_connected(now=True)

    def _on_loss(self, _c: object, _d: object, _f: object, code: ReasonCode, _p: object) -> None:
        user = self.server.username
        if self._welcome is None:
            self._complain(f"MQTT server hung up on {user}; is it one, and does it want TLS")
        elif code.is_failure and not self._welcome.is_failure:
            log.warning("MQTT lost %s: %s; if often, are there two of that name?", user, code)

    def _on_publish(self, _c: object, _d: object, mid: int, code: ReasonCode, _p: object) -> None:
        self._in_flight.discard(mid)
        if not self._in_flight:
            self._all_taken.set()
        if code.is_failure:
            log.error("MQTT server did not take a message of %s: %s", self.server.username, code)

    def _complain(self, complaint: str) -> None:
        """Log why there is no connection, once until the reason is another one."""
        if complaint != self._complaint:
            self._complaint = complaint
            log.warning("%s; goes on trying", complaint)

    def _set_connected(self, *, now: bool) -> None:
        if self.connected != now:
            self.connected = now
            for watcher in self._watchers:
                watcher(now)


def _client(server: Server) -> mqtt.Client:
    version = CallbackAPIVersion.VERSION2
    client = mqtt.Client(version, server.username, protocol=mqtt.MQTTv5, manual_ack=True)
    client.username_pw_set(server.username, server.password)
    client.max_inflight_messages_set(0)  # no limit: with 20 a busy broker waits for itself
    if server.tls:
        client.tls_set_context(server.tls)
    if server.will:
        topic, payload = server.will
        client.will_set(topic, payload, qos=1, retain=True)
    return client


@cache
def _expiring(expiry_s: int) -> Properties:
    properties = _properties(PacketTypes.PUBLISH)
    properties.MessageExpiryInterval = expiry_s
    return properties


def _properties(packet: int) -> Properties:
    return Properties(packet)  # type: ignore[no-untyped-call]  # the library left it untyped
