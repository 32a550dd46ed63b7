"""Series of numbers must fit together: each label tells its service, by a prefix that is shown.

Each check raises a `ContradictionError` at its place, in one sentence that names the fix.
"""

from collections.abc import Sequence

from broker.declared import Service
from hardware.sign import displayable
from runtime.explain import ContradictionError


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
