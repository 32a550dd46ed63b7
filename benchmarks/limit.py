"""The limit: what Mosquitto, the client library and SQLite take by themselves.

An echo over QoS 1 with the bare library at both ends, in two processes, and a durable commit of
one row. No queue service can be faster than the two together.
"""

import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks.table import percentile

PAYLOAD = b'{"id":"7b0e0b6e-7f43-4a51-a9ab-3f4e30c8f2a1","service":"dat-dai","intent":"file"}'
TO, BACK = "motcua/1/mot-cua/dispenser-1/ask/ticket", "motcua/1/mot-cua/dispenser-1/answer/echo"


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


def echo(port: int, password: str) -> None:
    """Send everything back, for ever. It signs in as the queue service, who may."""
    peer = client(port, "broker", password)

    def send_back(_client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        peer.publish(BACK, message.payload, qos=1)

    peer.on_message = send_back
    peer.on_subscribe = lambda *_: print("ready", flush=True)
    _hear(peer, TO)
    peer.loop_forever()


def _hear(client: mqtt.Client, topic: str) -> None:
    def on_connect(*_: object) -> None:
        client.subscribe(topic, qos=1)

    client.on_connect = on_connect


@contextmanager
def echo_process(port: int, password: str) -> Iterator[None]:
    """The echo in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.limit", str(port), password]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Echoed:
    """Round trips in seconds, and how many a second."""

    median: float
    a_second: float


def measure_echo(port: int, user: str, password: str, in_flight: int, rounds: int) -> Echoed:
    """Keep `in_flight` messages on their way until `rounds` have come back."""
    sent: list[float] = []
    came: list[float] = []
    all_back = threading.Event()
    listening = threading.Event()
    asker = client(port, user, password)

    def send() -> None:
        sent.append(time.perf_counter())
        asker.publish(TO, PAYLOAD, qos=1)

    def on_message(*_: object) -> None:
        came.append(time.perf_counter())
        if len(sent) < rounds:
            send()
        elif len(came) >= rounds:
            all_back.set()

    asker.on_message = on_message
    _hear(asker, BACK)
    asker.on_subscribe = lambda *_: listening.set()
    asker.loop_start()
    listening.wait()
    began = time.perf_counter()
    for _ in range(in_flight):
        send()
    all_back.wait()
    took = time.perf_counter() - began
    asker.disconnect()
    asker.loop_stop()
    trips = [back - out for out, back in zip(sent, came, strict=False)]
    return Echoed(percentile(trips, 0.5), rounds / took)


def measure_commit(folder: Path, rounds: int) -> float:
    """Median seconds of a durable commit of one row of a fact's size."""
    with closing(sqlite3.connect(folder / "limit.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY, fact TEXT)")
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            database.execute("INSERT INTO row (fact) VALUES (?)", ("x" * 400,))
            times.append(time.perf_counter() - began)
    return percentile(times, 0.5)


if __name__ == "__main__":
    echo(int(sys.argv[1]), sys.argv[2])
