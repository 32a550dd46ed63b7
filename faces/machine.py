"""What a technician reads of a machine on its own face, line by line. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from contract.messages import DeviceState, Paper, Part
from faces.texts import Texts

Lines = tuple[tuple[str, str], ...]
"""Names and values, in the order of asking."""


class Server(Protocol):
    """Where the MQTT server is."""

    @property
    def host(self) -> str:
        """Its name or address."""

    @property
    def port(self) -> int:
        """Its port."""


class Told(Protocol):
    """What a machine's settings say of where it is."""

    @property
    def centre(self) -> str:
        """Short name of its centre."""

    @property
    def server(self) -> Server:
        """The MQTT server."""

    @property
    def zone(self) -> str:
        """Name of its time zone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a machine is: in its centre and in the network."""

    told: Told
    address: str | None
    """Its own one, as the server sees it; None where there is no network."""
    reached: bool
    """Whether the queue service can be reached."""


def of_machine(state: DeviceState, place: Place, texts: Texts, own: Lines = ()) -> Lines:
    """What there is to know of every machine; `own` is what only this one has."""
    told, server = place.told, place.told.server
    reached = texts.say("fact.reached" if place.reached else "fact.not_reached")
    rows = {
        "device": f"{state.device} ({told.centre})",
        "version": state.version,
        "address": place.address or "-",
        "server": f"{server.host}:{server.port} · {reached}",
        "clock": _clock(state, told.zone, texts),
    }
    if state.paper:
        rows["paper"] = _paper(state.paper, texts)
    health = {
        "disk": f"{state.disk_free_mb} MB",
        "temperature": f"{state.temperature_c:.0f} °C" if state.temperature_c else "-",
        "uptime": texts.say("fact.minutes", n=(state.uptime_s or 0) // 60),
    }
    return (*_named(rows, texts), *own, *_named(health, texts))


def of_parts(state: DeviceState, fault: str | None, texts: Texts) -> Lines:
    """How its parts are, and what to do; `fault` is what the printer said last."""
    return tuple(
        (texts.say(f"part.{part.name}"), _part(part, state.paper, fault, texts))
        for part in state.parts
    )


def _named(rows: dict[str, str], texts: Texts) -> Lines:
    return tuple((texts.say(f"fact.{name}"), value) for name, value in rows.items())


def _clock(state: DeviceState, zone: str, texts: Texts) -> str:
    local = datetime.fromtimestamp((state.at or 0) / 1000, UTC).astimezone(ZoneInfo(zone))
    trusted = texts.say("fact.clock_right" if state.clock_synchronised else "fact.clock_unsure")
    return f"{local:%d/%m/%Y %H:%M} · {trusted}"


def _paper(paper: Paper, texts: Texts) -> str:
    metres = f"{paper.metres:.0f}"
    if paper.tickets is None:
        return texts.say("fact.roll_alone", metres=metres)
    return texts.say("fact.roll", metres=metres, n=paper.tickets)


def _part(part: Part, paper: Paper | None, fault: str | None, texts: Texts) -> str:
    if part.name == "printer" and fault:
        return texts.say(f"remedy.{fault}")
    if part.name == "printer" and paper and paper.near_end:
        return texts.say("remedy.near_end")
    if part.state == "fault":
        return texts.say(f"remedy.{part.name}")
    return texts.say(f"fact.{part.state}")
