"""What the commands of a console have in common: they connect, ask, and say in one line why not."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from random import SystemRandom
from typing import TypeVar
from uuid import UUID

from contract import messages as m
from contract.channels import Topics
from runtime.link import Link, NoAnswer
from runtime.mqtt_wire import connect
from runtime.server import server_of
from runtime.settings import DeviceSettings, Zone
from runtime.wire import Wire

BAD_INPUT = 2
"""The exit code of a command that could not ask."""

T = TypeVar("T")


class UnreachedError(Exception):
    """The queue service cannot be told. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    connect_s: float
    """For the MQTT server."""
    answer_s: float
    """For each answer of the queue service."""
    slip_s: float = 20.0
    """For a dispenser, until a slip is out."""


USUAL = Patience(10.0, 30.0)


class ConsoleSettings(DeviceSettings):
    """Who speaks: a console of its own, declared in the centre's settings."""

    zone: Zone = "Asia/Ho_Chi_Minh"
    """Of the times in a file of appointments."""


def new_id() -> UUID:
    """A random identity for an ask."""
    return UUID(int=SystemRandom().getrandbits(128), version=4)


def in_words(refused: m.Refused) -> str:
    """Why something was refused, for a technician."""
    return f"{refused.reason} ({refused.detail})" if refused.detail else str(refused.reason)


async def at_console(
    settings: ConsoleSettings,
    work: Callable[[Link], Awaitable[T]],
    patience: Patience,
    then: str,
) -> T:
    """Connect as a console, and do what needs a link; `then` is what to do after a failure.

    Raises:
        UnreachedError: there is no connection, or `work` raised `NoAnswer`.
    """
    topics = Topics(settings.centre)
    connected, done = False, list[T]()
    async with connect(server_of(settings, topics)) as wire:
        link = Link(wire, topics, settings.device)
        # An exception that left this block would come out of it in a group.
        with suppress(TimeoutError, NoAnswer):
            async with asyncio.timeout(patience.connect_s):
                await _connected(wire)
            connected = True
            done.append(await work(link))
    for result in done:
        return result
    where = f"{settings.server.host}:{settings.server.port}"
    raise UnreachedError(
        f'the queue service of centre "{settings.centre}" did not answer: check that it runs, then'
        f" {then}"
        if connected
        else f"no connection to the MQTT server {where}: check [server] in the settings, and that"
        f" it runs, then {then}"
    )


async def _connected(wire: Wire) -> None:
    """Wait until there is a connection."""
    came = asyncio.Event()
    wire.on_connection(lambda connected: came.set() if connected else None)
    if not wire.connected:
        await came.wait()
