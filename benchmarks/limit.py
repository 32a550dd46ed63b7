"""The limit: what Mosquitto, the client library and SQLite take by themselves.

An echo over QoS 1 with the bare library at both ends, in two processes, and a durable commit of one
row; beside their sum, an echo that commits before it sends a message back. No queue service can be
faster. All are measured at the pace of the presses: what follows a pause is slower than a loop.
"""

import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks.table import percentile

PAYLOAD = b'{"id":"%b","service":"dat-dai","intent":"file"}'
TO, BACK = "motcua/1/mot-cua/{}/ask/ticket", "motcua/1/mot-cua/{}/answer/"
ECHOED = "dispenser-1"
"""The device whose asks the echo sends back."""


def client(port: int, user: str, password: str) -> mqtt.Client:
    """A bare client without Nagle's delay, connected."""
    made = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=user, protocol=mqtt.MQTTv5)
    made.username_pw_set(user, password)
    made.max_inflight_messages_set(1000)
    made.on_socket_open = _without_delay
    made.connect("127.0.0.1", port)
    return made


def _without_delay(_client: mqtt.Client, _data: object, sock: object) -> None:
    assert isinstance(sock, socket.socket)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def echo(port: int, password: str, commit: Callable[[], object]) -> None:
    """Send everything back after a commit, for ever. It signs in as the queue service, who may."""
    peer = client(port, "broker", password)

    def send_back(_client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        commit()
        peer.publish(BACK.format(ECHOED) + "echo", message.payload, qos=1)

    peer.on_message = send_back
    peer.on_subscribe = lambda *_: print("ready", flush=True)
    _hear(peer, TO.format(ECHOED))
    peer.loop_forever()


def _hear(client: mqtt.Client, topic: str) -> None:
    def on_connect(*_: object) -> None:
        client.subscribe(topic, qos=1)

    client.on_connect = on_connect


@contextmanager
def echo_process(port: int, password: str, folder: Path | None = None) -> Iterator[None]:
    """The echo in a process of its own; with a `folder` it commits a row there for each message."""
    command = [sys.executable, "-m", "benchmarks.limit", str(port), password, str(folder or "")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


class Asker:
    """A bare client that keeps asks on their way, to the echo or to the queue service, and back."""

    def __init__(self, port: int, user: str, password: str) -> None:
        self._topic = TO.format(user)
        self._client = client(port, user, password)
        self._sent: list[float] = []
        self._came: list[float] = []
        self.answers: list[bytes] = []
        """All that ever came back."""
        self._left = 0
        self._all_back = threading.Event()
        listening = threading.Event()
        self._client.on_message = self._on_message
        self._client.on_subscribe = lambda *_: listening.set()
        _hear(self._client, BACK.format(user) + "+")
        self._client.loop_start()
        listening.wait()

    def trips(self, rounds: int, pause_s: float) -> list[float]:
        """Seconds from each publish to its coming back, one after another with pauses between."""
        took = []
        for _ in range(rounds):
            time.sleep(pause_s)
            self._go(in_flight=1, rounds=1)
            took.append(self._came[-1] - self._sent[-1])
        return took

    def a_second(self, rounds: int, in_flight: int) -> float:
        """Round trips a second with so many on their way."""
        began = time.perf_counter()
        self._go(in_flight, rounds)
        return rounds / (time.perf_counter() - began)

    def close(self) -> None:
        """Hang up."""
        self._client.disconnect()
        self._client.loop_stop()

    def _go(self, in_flight: int, rounds: int) -> None:
        self._all_back.clear()
        self._sent, self._came, self._left = [], [], rounds
        for _ in range(in_flight):
            self._send()
        self._all_back.wait()

    def _send(self) -> None:
        payload = PAYLOAD % str(uuid4()).encode()
        self._sent.append(time.perf_counter())
        self._client.publish(self._topic, payload, qos=1)

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        self._came.append(time.perf_counter())
        self.answers.append(bytes(message.payload))
        if len(self._sent) < self._left:
            self._send()
        elif len(self._came) >= self._left:
            self._all_back.set()


def measure_commit(folder: Path, rounds: int, pause_s: float) -> float:
    """Median seconds of a durable commit of one row of a fact's size, with pauses between."""
    with rows(folder) as commit:
        times = []
        for _ in range(rounds):
            time.sleep(pause_s)
            began = time.perf_counter()
            commit()
            times.append(time.perf_counter() - began)
    return percentile(times, 0.5)


@contextmanager
def rows(folder: Path) -> Iterator[Callable[[], object]]:
    """A table, and how one row of a fact's size is committed to it."""
    path = folder / "limit.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE IF NOT EXISTS row (seq INTEGER PRIMARY KEY, fact TEXT)")
        yield lambda: database.execute("INSERT INTO row (fact) VALUES (?)", ("x" * 400,))


def main(port: int, password: str, folder: str) -> None:
    """Be the echo."""
    if not folder:
        echo(port, password, lambda: None)
    else:
        with rows(Path(folder)) as commit:
            echo(port, password, commit)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
