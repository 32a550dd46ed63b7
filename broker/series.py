"""Series of numbers must fit together: each label tells its service, and the signs can show it.

Each check raises a `ContradictionError` at its place, in one sentence that names the fix.
"""

from collections.abc import Sequence
from itertools import product

from broker.declared import Service
from broker.labels import Stretch, common, series_of
from hardware.sign import LIKE_DIGITS, displayable
from runtime.explain import ContradictionError

MOST_DIGITS = 4
"""No ordinal has more digits."""

LEAST_DIGITS = 2
"""No ordinal is padded to fewer."""


def labels_differ(services: Sequence[Service], lent: Stretch, spare: int) -> None:
    """No number could be of two services.

    `lent` is what dispensers give by themselves, and `spare` how many numbers a series leaves out
    after a restore: it goes so much further.
    """
    for index, service in enumerate(services):
        for other in services[:index]:
            if service.prefix == other.prefix:
                raise _could_be_the_same(index, other, service)
            own, others = (series_of(one, lent, spare) for one in (service, other))
            if label := common(own, others):
                raise _could_be_the_same(
                    index, other, service, label, _shorter(other, service, lent, spare)
                )


def _could_be_the_same(
    index: int, other: Service, service: Service, label: str = "", capped: str = ""
) -> ContradictionError:
    example = f', such as "{label}"' if label else ""
    cap = f', or "{capped}" a smaller `cap`' if capped else ""
    return ContradictionError(
        ("services", index, "prefix"),
        f'the numbers of "{other.id}" and "{service.id}" could be the same{example}: give one of'
        f" them another `prefix`{cap}",
    )


def _shorter(one: Service, other: Service, lent: Stretch, spare: int) -> str:
    """The service of the two that need only give fewer numbers, if that is enough."""
    short, long = sorted((one, other), key=lambda service: len(service.prefix))
    few = short.model_copy(update={"cap": 1})
    same = common(series_of(few, lent, spare), series_of(long, lent, spare))
    return "" if same else short.id


def prefixes_are_readable(services: Sequence[Service]) -> None:
    """Seven segments can show each prefix, and show no two of them alike."""
    seen: dict[str, Service] = {}
    for index, service in enumerate(services):
        place = ("services", index, "prefix")
        if not displayable(service.prefix):
            raise ContradictionError(
                place,
                f'"{service.prefix}" cannot be read on seven segments: choose another letter, or'
                ' signs = "matrix" if they show every letter',
            )
        for look in _looks(service.prefix):
            if other := seen.get(look):
                raise ContradictionError(
                    place,
                    f'"{service.prefix}" looks like "{other.prefix}" of "{other.id}" on seven'
                    ' segments: choose another letter, or signs = "matrix" if they show every'
                    " letter",
                )
        seen |= dict.fromkeys(_looks(service.prefix), service)


def _looks(prefix: str) -> list[str]:
    """A prefix, and whatever it is taken for on seven segments."""
    signs = [sign + "".join(filter(str.isdecimal, LIKE_DIGITS.get(sign, ""))) for sign in prefix]
    return ["".join(seen) for seen in product(*signs)]


def labels_fit(services: Sequence[Service], lent: Stretch, block: int, width: int) -> None:
    """The signs show `width` characters, and no number has more.

    `lent` is what dispensers give by themselves, `block` at once at most; online numbers jump over
    it. Beside it enough must be left for a service's cap, or for one block if it has none.
    """
    for index, service in enumerate(services):
        most = min(MOST_DIGITS, width - len(service.prefix))
        _padding_fits(index, service, most, width)
        _begins_before(index, service, lent)
        _lent_fit(service, lent, most, width)
        _online_fit(index, service, lent, block, most)


def _padding_fits(index: int, service: Service, most: int, width: int) -> None:
    if service.digits > most:
        after = f' after "{service.prefix}"' if service.prefix else ""
        fewer = f"choose {most}" if most >= LEAST_DIGITS else "choose a shorter `prefix`"
        raise ContradictionError(
            ("services", index, "digits"),
            f"the signs have room for {most}{after}, not for {service.digits}: {fewer}, or a"
            f" larger `sign_width` than {width} if they show more",
        )


def _begins_before(index: int, service: Service, lent: Stretch) -> None:
    if service.first >= lent[0]:
        raise ContradictionError(
            ("services", index, "first"),
            f"{service.first} is not before the numbers to lend, {lent[0]} to {lent[1]}: lower it,"
            " or raise `first` and `last` under [leases]",
        )


def _lent_fit(service: Service, lent: Stretch, most: int, width: int) -> None:
    if lent[1] > _top(most):
        raise ContradictionError(
            ("leases", "last"),
            f'the signs have no room for "{service.prefix}{lent[1]}" of "{service.id}": choose'
            f" {_top(most)} at most, or a larger `sign_width` than {width} if they show more",
        )


def _online_fit(index: int, service: Service, lent: Stretch, block: int, most: int) -> None:
    online = lent[0] - service.first + _top(most) - lent[1]
    beside = f"beside those to lend, {lent[0]} to {lent[1]}, {most} digits have room for {online}"
    if service.cap is not None and service.cap > online:
        raise ContradictionError(
            ("services", index, "cap"),
            f"{beside}, not {service.cap}: lower it, lend fewer, or choose a larger"
            " `sign_width` if the signs show more",
        )
    if service.cap is None and online < block:
        raise ContradictionError(
            ("leases", "first"),
            f'{beside} of "{service.id}", fewer than the {block} of one block: raise it,'
            " lower `last`, or lower the service's `first`",
        )


def _top(most: int) -> int:
    """The last ordinal of so many digits."""
    return int(10**most) - 1
