"""A centre as a dispenser knows it, and settings for machines that stand in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from contract import messages as m
from faces.texts import LANGUAGES, load
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.state import State
from ticket_dispenser.visitor import somebody
from ticket_dispenser.world import World

TEXTS = {language: load(language) for language in LANGUAGES}
NINE = 1_795_399_200_000
"""Monday, 23 November 2026, 09:00 in Vietnam."""
MINUTE = 60_000

LAND = m.DeclaredService(
    id="dat-dai", name="Đất đai", names={"en": "Land"}, agency="nong-nghiep", prefix="A"
)
BUSINESS = m.DeclaredService(
    id="doanh-nghiep", name="Đăng ký doanh nghiệp", agency="tai-chinh",
    intents=(m.Intent.FILE, m.Intent.COLLECT),
)  # fmt: skip
PRIORITY = m.DeclaredClass(id="priority", promise_s=600, offered=True, confirmed=True)


def centre(count: int = 2, **changes: Any) -> m.CentreState:  # noqa: ANN401
    """A centre of so many services: two of our own, the others of many agencies."""
    more = tuple(
        m.DeclaredService(id=f"viec-{n}", name=f"Việc {n}", agency=f"so-{n % 12}")
        for n in range(count - 2)
    )
    known = (LAND, BUSINESS, *more)
    agencies = dict.fromkeys(service.agency for service in known)
    return m.CentreState(
        centre="mot-cua",
        name="Trung tâm Phục vụ hành chính công",
        zone="Asia/Ho_Chi_Minh",
        hours=(m.Opening(start="07:00", end="11:30"), m.Opening(start="13:00", end="17:00")),
        day_turns="03:00",
        agencies=tuple(m.DeclaredAgency(id=one, name=f"Sở {one}") for one in agencies),
        services=known,
        classes=(m.DeclaredClass(id="normal", promise_s=1800, offered=False), PRIORITY),
    ).model_copy(update=changes)


def queue(service: str, **changes: Any) -> m.QueueState:  # noqa: ANN401
    """A queue as it is told."""
    known = {"service": service, "name": service, "waiting": 0, "day": "2026-11-23", "seq": 1}
    return m.QueueState.model_validate(known | changes)


def settings(**changes: Any) -> DispenserSettings:  # noqa: ANN401
    """A machine with a screen, two buttons and a class key."""
    return DispenserSettings.model_validate(
        {
            "centre": "mot-cua",
            "device": "dispenser-1",
            "server": {"host": "nowhere"},
            "data": Path("/nowhere"),
            "printer": {"driver": "simulated"},
            "keys": {"driver": "simulated", "keys": ["land", "business", "wheelchair"]},
            "buttons": [
                {"key": "land", "service": "dat-dai"},
                {"key": "business", "service": "doanh-nghiep", "intent": "collect"},
            ],
            "class_keys": [{"key": "wheelchair", "class_id": "priority"}],
            "face": {},
            "technician": {"pin": "2580"},
            "slip": {"centre": "Trung tâm"},
            **changes,
        }
    )


def world(**changes: Any) -> World:  # noqa: ANN401
    """Everything is well, and the queue service is there."""
    return replace(World(centre=centre(), reached=True), **changes)


def state(of: World | None = None, now: int = NINE) -> State:
    """Nobody is in front of the machine."""
    return State(somebody(settings()), world() if of is None else of, now=now)
