"""The audit of a day's numbers, from its facts alone: each is explained, and none is double.

It shares no code with what gives the numbers, so that it can find a mistake there. It needs no
settings: what a series left out is in the facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from broker import facts as f
from broker.ledger import prefix_of


@dataclass(frozen=True, slots=True)
class Series:
    """What became of the numbers of one series."""

    prefix: str
    last: int
    """The highest ordinal that was given or left out online."""
    numbers: int
    """How many there are to explain: 1 to `last`, and what was lent beyond."""
    issued: int
    """Numbers that somebody got."""
    void: int
    """Numbers that were taken back or given to nobody, each with its reason."""
    lent: int
    """Numbers that a dispenser still has to account for."""
    apart: int
    """Numbers that the series leaves out, to lend them or because it begins higher."""
    missing: tuple[int, ...]
    """Ordinals that nothing explains: none, ever."""
    double: tuple[int, ...]
    """Ordinals that two tickets bear, or that were given against a lease: none, ever."""

    @property
    def sound(self) -> bool:
        """Whether nothing is missing and nothing double."""
        return not (self.missing or self.double)


@dataclass(slots=True)
class _Book:
    """What the facts say of one series."""

    online: set[int] = field(default_factory=set)
    offline: set[int] = field(default_factory=set)
    void: set[int] = field(default_factory=set)
    lent: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    double: set[int] = field(default_factory=set)
    left_out: int = 0
    """The highest ordinal of those given online that were given to nobody."""


def audit(facts: Iterable[f.Fact]) -> tuple[Series, ...]:
    """One day's series in the order of their prefixes: `issued + void + lent + apart = numbers`."""
    books: dict[str, _Book] = {}
    bears: dict[UUID, tuple[str, int]] = {}
    lent: dict[UUID, range] = {}
    for fact in facts:
        match fact:
            case f.Issued():
                prefix = prefix_of(fact)
                bears[fact.ticket] = (prefix, fact.ordinal)
                _issue(fact, _book(books, prefix), lent)
            case f.Voided() if fact.ticket in bears:
                prefix, ordinal = bears[fact.ticket]
                books[prefix].void.add(ordinal)
            case f.Leased():
                numbers = lent[fact.lease] = range(fact.first, fact.last + 1)
                _lend(numbers, _book(books, fact.prefix))
            case f.NumbersVoided():
                _leave_out(fact, _book(books, fact.prefix))
            case f.NumbersSetApart():
                _book(books, fact.prefix).apart.update(range(fact.first, fact.last + 1))
            case _:
                pass
    return tuple(_series(prefix, books[prefix]) for prefix in sorted(books))


def unknown(facts: Iterable[f.Fact]) -> int:
    """Tickets of a day that something happened to although nobody was given them: none, ever."""
    issued, others = set[UUID](), set[UUID]()
    for fact in facts:
        ticket = getattr(fact, "ticket", None)
        if isinstance(ticket, UUID):
            (issued if isinstance(fact, f.Issued) else others).add(ticket)
    return len(others - issued)


def _book(books: dict[str, _Book], prefix: str) -> _Book:
    return books.setdefault(prefix, _Book())


def _issue(fact: f.Issued, book: _Book, lent: dict[UUID, range]) -> None:
    ordinal = fact.ordinal
    if ordinal in book.online or ordinal in book.offline or ordinal in book.void:
        book.double.add(ordinal)
    if fact.lease is None:
        book.online.add(ordinal)
        if ordinal in book.lent:
            book.double.add(ordinal)
    else:
        book.offline.add(ordinal)
        if ordinal not in lent.get(fact.lease, ()):
            book.double.add(ordinal)


def _lend(numbers: range, book: _Book) -> None:
    book.double.update(n for n in numbers if n in book.online or n in book.lent or n in book.void)
    book.lent.update(numbers)


def _leave_out(fact: f.NumbersVoided, book: _Book) -> None:
    numbers = range(fact.first, fact.last + 1)
    book.double.update(n for n in numbers if n in book.online or n in book.offline)
    book.void.update(numbers)
    if not fact.to_lend and not book.lent.issuperset(numbers):
        book.left_out = max(book.left_out, fact.last)


def _series(prefix: str, book: _Book) -> Series:
    last = max(max(book.online, default=0), book.left_out)
    issued = (book.online | book.offline) - book.void
    lent = book.lent - issued - book.void
    apart = {n for n in book.apart if n <= last} - issued - book.void - lent
    explained = issued | book.void | lent | apart
    due = explained.union(range(1, last + 1))
    return Series(
        prefix,
        last,
        numbers=len(due),
        issued=len(issued),
        void=len(book.void),
        lent=len(lent),
        apart=len(apart),
        missing=tuple(sorted(due - explained)),
        double=tuple(sorted(book.double)),
    )
