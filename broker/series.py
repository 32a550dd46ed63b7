"""Series of numbers must fit together: each label tells its service, and the signs can show it.

Each check raises a `ContradictionError` at its place, in one sentence that names the fix.
"""

from collections.abc import Sequence

from broker.declared import Service
from hardware.sign import displayable
from runtime.explain import ContradictionError

MOST_DIGITS = 4
"""No ordinal has more digits."""

Stretch = tuple[int, int]
"""First and last ordinal."""


def labels_differ(services: Sequence[Service]) -> None:
    """No number could be of two services.

    Labels of one prefix coincide, and numbers without a prefix coincide with those that begin with
    a digit of their own.
    """
    seen: dict[str, Service] = {}
    for index, service in enumerate(services):
        for prefix, other in seen.items():
            digits = {prefix, service.prefix} - {""}
            mixed = len(digits) == 1 and digits.pop().isdigit()
            if prefix == service.prefix or mixed:
                raise ContradictionError(
                    ("services", index, "prefix"),
                    f'the numbers of "{other.id}" and "{service.id}" could be the same: give one'
                    " of them another `prefix`",
                )
        seen[service.prefix] = service


def prefixes_are_readable(services: Sequence[Service]) -> None:
    """Seven segments can show each prefix."""
    for index, service in enumerate(services):
        if not displayable(service.prefix):
            raise ContradictionError(
                ("services", index, "prefix"),
                f'"{service.prefix}" cannot be read on seven segments: choose another letter, or'
                ' signs = "matrix" if they show every letter',
            )


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
        raise ContradictionError(
            ("services", index, "digits"),
            f"the signs have room for {most}{after}, not for {service.digits}: choose {most}, or a"
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
