"""The book of numbers: what each series gave today, what was lent, and what may not be given."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from string import digits
from uuid import UUID

from broker import facts as f
from broker.entities import Card, Lease
from contract.messages import VoidReason

Stretch = tuple[int, int]
"""The first and the last of ordinals that follow one another."""


@dataclass(slots=True)
class Ledger:
    """The numbers of one business day, by the prefix of their series."""

    ordinals: dict[str, int] = field(default_factory=dict)
    """The last ordinal given online: by prefix, since a service may be renamed during the day."""
    given: dict[str, int] = field(default_factory=dict)
    """How many numbers each service gave."""
    online: dict[str, list[Stretch]] = field(default_factory=dict)
    """Ordinals given online or left out there, in order: they are never lent."""
    lent: dict[str, list[Stretch]] = field(default_factory=dict)
    """Ordinals that were lent or may have been, in order: they are never given online."""
    leases: dict[UUID, Lease] = field(default_factory=dict)
    handed_in: dict[UUID, dict[int, int]] = field(default_factory=dict)
    """For each lease the ordinals that were given from it, each with its effective arrival."""
    cards: dict[str, Card] = field(default_factory=dict)
    """What is known of each device's memory card."""
    restored: bool = False
    """Whether the journal came back from a backup: devices may know more than it does."""

    def issue(self, fact: f.Issued) -> None:
        """A number was given."""
        self.given[fact.service] = self.given.get(fact.service, 0) + 1
        if fact.lease is None:
            self._count_up(prefix_of(fact), fact.ordinal, fact.ordinal)
        elif fact.arrival is not None:
            self.handed_in.setdefault(fact.lease, {})[fact.ordinal] = fact.arrival

    def lease(self, fact: f.Leased) -> None:
        """Numbers were lent."""
        self.leases[fact.lease] = Lease(
            fact.lease, fact.by, fact.service, fact.prefix, fact.first, fact.last, fact.at,
            fact.digits,
        )  # fmt: skip
        insort(self.lent.setdefault(fact.prefix, []), (fact.first, fact.last))
        self.cards[fact.by] = Card(fact.epoch, fact.epoch)

    def close(self, fact: f.LeaseClosed) -> None:
        """A device gives no more from a lease."""
        self.leases[fact.lease] = replace(self.leases[fact.lease], used=fact.used)

    def replace_card(self, fact: f.CardReplaced) -> None:
        """A device begins anew."""
        known = self.cards.get(fact.device)
        self.cards[fact.device] = Card(known.epoch if known else 0, expected=0)

    def void(self, fact: f.NumbersVoided) -> None:
        """Numbers are given to nobody."""
        if fact.reason is not VoidReason.RESTORED:
            return
        self.restored = True
        self.cards.clear()
        if fact.to_lend:
            insort(self.lent.setdefault(fact.prefix, []), (fact.first, fact.last))
        else:
            self._count_up(fact.prefix, fact.first, fact.last)

    def beside(self, lease: Lease) -> tuple[int | None, int | None]:
        """The latest arrival from earlier leases of a device's service, the first from later ones.

        A device gives the numbers of its oldest lease first; none: none of them are handed in.
        """
        alike = [
            one.id for one in self.leases.values()
            if (one.device, one.service) == (lease.device, lease.service)
        ]  # fmt: skip
        place = alike.index(lease.id)
        return (
            max(self._arrivals(alike[:place]), default=None),
            min(self._arrivals(alike[place + 1 :]), default=None),
        )

    def outstanding(self, service: str) -> int:
        """How many numbers of a service are lent that dispensers may still give or hand in."""
        return sum(
            (lent.last if lent.used is None else lent.used)
            - lent.first + 1 - len(self.handed_in.get(lent.id, ()))
            for lent in self.leases.values()
            if lent.service == service
        )  # fmt: skip

    def _arrivals(self, leases: Iterable[UUID]) -> Iterator[int]:
        for lease in leases:
            yield from self.handed_in.get(lease, {}).values()

    def _count_up(self, prefix: str, first: int, last: int) -> None:
        self.ordinals[prefix] = max(self.ordinals.get(prefix, 0), last)
        runs = self.online.setdefault(prefix, [])
        if runs and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], last)
        else:
            insort(runs, (first, last))


def prefix_of(fact: f.Issued) -> str:
    """The prefix of a number's series."""
    return fact.prefix if fact.prefix is not None else fact.label.rstrip(digits)
