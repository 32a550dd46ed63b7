"""The reference centre: six services, and counters of which each knows some of the others' work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from broker.declared import Agency, Counter, Device, Officer, Service
from broker.settings import NORMAL, CentreSettings, DispatchSettings, Policy
from contract.channels import Role
from runtime.settings import ServerSettings

ZONE = "Asia/Ho_Chi_Minh"
HOURS = "07:30-16:45"
"""When tickets are given; the counters close a quarter of an hour later."""

LUNCH = ("11:30-12:15", "12:15-13:00")
"""The two shifts, in turn from counter to counter."""

SKILL = 1000
"""Of a counter for the services it helps with, in permille: its officer is as fast there."""

THIRD_SKILL_EVERY = 3
"""Every third counter knows a third service."""

ON_CALL, COUNTERS_FOR_EACH_ON_CALL = 2, 10
"""The last two counters stand by; in a small centre one, or none."""

RECEPTION, DISPENSER = "reception", "dispenser-1"
"""The devices that are not at a counter."""

_AGENCY = Agency(id="mot-cua", name="Trung tâm Phục vụ hành chính công")


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of the reference centre and how much of the day it is."""

    id: str
    name: str
    prefix: str
    share: float
    """Of all visits."""
    mean_min: float
    """Minutes of a visit on average ..."""
    cv: float
    """... and their coefficient of variation; they are lognormal."""

    @property
    def work(self) -> float:
        """Minutes it costs for each visitor of the centre."""
        return self.share * self.mean_min


OFFERS = (
    Offer("chung-thuc", "Chứng thực", "A", 0.27, 4, 0.6),
    Offer("cu-tru", "Căn cước, cư trú", "C", 0.215, 6, 0.7),
    Offer("ho-tich", "Hộ tịch", "H", 0.205, 8, 0.7),
    Offer("bao-hiem", "Bảo hiểm xã hội", "L", 0.155, 10, 0.8),
    Offer("dat-dai", "Đất đai, môi trường", "F", 0.14, 14, 0.9),
    Offer("doanh-nghiep", "Đăng ký doanh nghiệp", "U", 0.015, 22, 0.8),
)


def centre(counters: int, policy: Policy = Policy.PROMISED) -> CentreSettings:
    """The settings of a reference centre with so many counters."""
    desks = layout(counters)
    names = [desk.name for desk in desks]
    return CentreSettings(
        centre="tham-chieu",
        device="broker",
        server=ServerSettings(host="127.0.0.1"),
        data=Path("var/reference"),
        name=_AGENCY.name,
        zone=ZONE,
        hours=(HOURS,),
        dispatch=DispatchSettings(policy=policy),
        classes=NORMAL,
        agencies=(_AGENCY,),
        services=tuple(
            Service(id=offer.id, name=offer.name, agency=_AGENCY.id, prefix=offer.prefix)
            for offer in OFFERS
        ),
        counters=desks,
        officers=tuple(
            Officer(id=f"can-bo-{name}", name=f"Cán bộ {name}", agency=_AGENCY.id) for name in names
        ),
        devices=(
            Device(name=DISPENSER, role=Role.DISPENSER),
            Device(name=RECEPTION, role=Role.CONSOLE),
            *(Device(name=f"counter-{name}", role=Role.COUNTER, counter=name) for name in names),
        ),
    )


def layout(counters: int) -> tuple[Counter, ...]:
    """Who can do what: counters in proportion to each service's work, with a second skill each."""
    own = _own_services(counters)
    helped: dict[str, int] = dict.fromkeys((offer.id for offer in OFFERS), 0)
    on_call = min(ON_CALL, counters // COUNTERS_FOR_EACH_ON_CALL)
    return tuple(
        Counter(
            name=str(number),
            services=services,
            secondary=_secondary(number, services, helped),
            on_call=number > counters - on_call,
            away=(LUNCH[number % len(LUNCH)],),
        )
        for number, services in enumerate(own, start=1)
    )


def _own_services(counters: int) -> list[tuple[str, ...]]:
    """The services of each counter: one, unless there are fewer counters than services."""
    if counters < len(OFFERS):
        return _dealt(counters)
    seats = _apportioned(counters)
    given = dict.fromkeys(seats, 0)
    own: list[tuple[str, ...]] = []
    for number in range(1, counters + 1):
        most_behind = max(seats, key=lambda id_: seats[id_] * number / counters - given[id_])
        given[most_behind] += 1
        own.append((most_behind,))
    return own


def _dealt(counters: int) -> list[tuple[str, ...]]:
    """All services among few counters, the most work first, each to whoever has the least."""
    hands: list[list[Offer]] = [[] for _ in range(counters)]
    for offer in sorted(OFFERS, key=lambda offer: -offer.work):
        min(hands, key=lambda hand: sum(other.work for other in hand)).append(offer)
    return [tuple(offer.id for offer in hand) for hand in hands]


def _apportioned(counters: int) -> Mapping[str, int]:
    """Counters of each service by largest remainder, at least one each."""
    work = {offer.id: offer.work for offer in OFFERS}
    fair = {id_: counters * minutes / sum(work.values()) for id_, minutes in work.items()}
    seats = {id_: max(1, int(share)) for id_, share in fair.items()}
    while sum(seats.values()) < counters:
        seats[max(fair, key=lambda id_: fair[id_] - seats[id_])] += 1
    while sum(seats.values()) > counters:
        seats[min(fair, key=lambda id_: (seats[id_] == 1, fair[id_] - seats[id_]))] -= 1
    return seats


def _secondary(number: int, own: Sequence[str], helped: dict[str, int]) -> dict[str, int]:
    """What a counter helps with: the services with the least help for their work so far."""
    wanted = 2 if number % THIRD_SKILL_EVERY == 0 else 1
    others = [offer for offer in OFFERS if offer.id not in own]
    others.sort(key=lambda offer: ((helped[offer.id] + 1) / offer.work, offer.id))
    chosen = others[:wanted]
    for offer in chosen:
        helped[offer.id] += 1
    return {offer.id: SKILL for offer in chosen}
