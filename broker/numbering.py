"""Numbers: one series for each service and all classes, counted up through the day.

A number is given once a day or never. A stretch of each series is set apart for what dispensers
give by themselves while the queue service is away; online numbers jump over it. Settings may change
during the day: what was given or lent before stays so, wherever the stretch is by then.
"""

from collections.abc import Callable, Iterable, Iterator

from broker import facts as f
from broker.centre import Centre
from broker.declared import Service
from broker.ledger import Stretch
from broker.settings import LeaseSettings
from contract.messages import VoidReason


def label(service: Service, ordinal: int) -> str:
    """What is printed and called: `A012`, `1012`; 999 is followed by 1000."""
    return label_of(service.prefix, ordinal, service.digits)


def label_of(prefix: str, ordinal: int, digits: int) -> str:
    """A number whose service may have left the settings since."""
    return f"{prefix}{ordinal:0{digits}d}"


def next_ordinal(centre: Centre, service: Service, leases: LeaseSettings) -> int:
    """The ordinal that the next ticket of a service bears."""
    kept = _kept(centre, service, leases)
    taken = _taken_elsewhere(centre, service)
    ordinal = _past(max(service.first, _follows(centre, service)), kept)
    while taken(ordinal):
        ordinal = _past(ordinal + 1, kept)
    return ordinal


def set_apart(
    centre: Centre, service: Service, ordinal: int, at: int, by: str
) -> tuple[f.NumbersSetApart, ...]:
    """The fact that a series leaves numbers out before `ordinal`, if it does."""
    first = _follows(centre, service)
    if first == ordinal:
        return ()
    prefix = service.prefix
    return (f.NumbersSetApart(at=at, by=by, prefix=prefix, first=first, last=ordinal - 1),)


def is_full(centre: Centre, service: Service) -> bool:
    """Whether all numbers that a service gives in a day are given.

    Numbers lent to dispensers count once they are given: nobody is turned away for a number that
    nobody has. What dispensers give while the service is away may therefore pass the cap.
    """
    return service.cap is not None and centre.ledger.given.get(service.id, 0) >= service.cap


def lendable(centre: Centre, service: Service) -> int | None:
    """How many numbers may be lent before a service has given all of its day; none: no limit."""
    if service.cap is None:
        return None
    ledger = centre.ledger
    return service.cap - ledger.given.get(service.id, 0) - ledger.outstanding(service.id)


def block(centre: Centre, service: Service, leases: LeaseSettings, size: int) -> Stretch | None:
    """First and last ordinal of the next block to lend; none when the stretch is used up."""
    ledger, prefix = centre.ledger, service.prefix
    taken = [*ledger.lent.get(prefix, ()), *ledger.online.get(prefix, ())]
    elsewhere = _taken_elsewhere(centre, service)
    first = _past(max(leases.first, service.first), taken)
    while first <= leases.last and elsewhere(first):
        first = _past(first + 1, taken)
    last = min(first + size - 1, leases.last, _before_next(first, taken))
    last = next((n - 1 for n in range(first, last + 1) if elsewhere(n)), last)
    return (first, last) if first <= last else None


def after_restore(
    centre: Centre, services: Iterable[Service], leases: LeaseSettings, at: int, by: str
) -> Iterator[f.NumbersSetApart | f.NumbersVoided]:
    """Leave out numbers that may be on paper although a journal from a backup knows nothing of it.

    In each series so many as the settings say, of those given online and of those lent.
    """
    voided = VoidReason.RESTORED
    for service in services:
        prefix, size = service.prefix, leases.after_restore
        if lent := block(centre, service, leases, size):
            yield f.NumbersVoided(
                at=at, by=by, prefix=prefix, first=lent[0], last=lent[1], reason=voided,
                to_lend=True,
            )  # fmt: skip
        kept = _kept(centre, service, leases)
        follows, left = _follows(centre, service), size
        while left:
            first = _past(max(service.first, follows), kept)
            if first > follows:
                yield f.NumbersSetApart(
                    at=at, by=by, prefix=prefix, first=follows, last=first - 1
                )  # fmt: skip
            last = min(first + left - 1, _before_next(first, kept))
            yield f.NumbersVoided(
                at=at, by=by, prefix=prefix, first=first, last=last, reason=voided
            )  # fmt: skip
            follows, left = last + 1, left - (last + 1 - first)


def _follows(centre: Centre, service: Service) -> int:
    """The ordinal after the last one given online."""
    return centre.ledger.ordinals.get(service.prefix, 0) + 1


def _kept(centre: Centre, service: Service, leases: LeaseSettings) -> list[Stretch]:
    """What is not given online."""
    return [(leases.first, leases.last), *centre.ledger.lent.get(service.prefix, ())]


def _taken_elsewhere(centre: Centre, service: Service) -> Callable[[int], bool]:
    """Whether the label of an ordinal was given today, or may have been, under another prefix.

    Settings that say so are refused, but the prefixes of this morning may have been others: `17`
    lent to dispensers as `1701`, which `1` would give now.
    """
    ledger = centre.ledger
    given = {
        prefix: [*ledger.lent.get(prefix, ()), *ledger.online.get(prefix, ())]
        for prefix in {*ledger.lent, *ledger.online} - {service.prefix}
        if _may_coincide(prefix, service.prefix)
    }

    def taken(ordinal: int) -> bool:
        text = label(service, ordinal)
        return text in centre.labels or any(
            text.startswith(prefix) and _is_in(text.removeprefix(prefix), stretches)
            for prefix, stretches in given.items()
        )

    return taken


def _may_coincide(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long.removeprefix(short).isdecimal()


def _is_in(digits: str, stretches: Iterable[Stretch]) -> bool:
    return digits.isdecimal() and any(first <= int(digits) <= last for first, last in stretches)


def _past(ordinal: int, taken: Iterable[Stretch]) -> int:
    """The first ordinal from this one on that is not taken."""
    for first, last in sorted(taken):
        if first <= ordinal <= last:
            ordinal = last + 1
    return ordinal


def _before_next(ordinal: int, taken: Iterable[Stretch]) -> int:
    """The last ordinal before what is taken next."""
    return min((first for first, _ in taken if first > ordinal), default=1 << 53) - 1
