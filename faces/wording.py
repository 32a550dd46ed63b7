"""Small pieces of language that every face shares: labels, dates, lists, waits."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from contract.messages import Wait
from faces.texts import Texts

STEP_MIN = 5
"""Expected waits are told in steps of so many minutes: nobody can foretell a single one."""

FEW_COUNTERS = 5
"""So many counters are all named."""
MOST_COUNTERS = 6
"""Counters, or runs of them, that are named at most; the rest are counted."""

_MINUTE_S = 60
_LABEL = re.compile(r"(.*[^\d\s])?\s*(\d+)", re.DOTALL)


def spaced(label: str) -> str:
    """Return a ticket's label as people read it: `A012` becomes `A 012`, `AB12` becomes `AB 12`.

    One of digits alone stays whole, and so do the digits after a letter, `A 1012`: where a prefix
    of digits ends, the label does not say. No two labels are the same, and the sign shows it so.
    """
    match = _LABEL.fullmatch(label)
    return " ".join(part for part in match.groups() if part) if match else label


def date_of(moment: datetime, texts: Texts) -> str:
    """Return for instance `Thứ Hai, 23/11/2026`, in the moment's own time zone."""
    return f"{texts.say(f'weekday.{moment.isoweekday()}')}, {moment:%d/%m/%Y}"


def any_of(names: Sequence[str], texts: Texts) -> str:
    """Return for instance `1, 2 hoặc 3`; of no names, an empty string."""
    *others, last = names or ("",)
    return texts.say("list.or", others=", ".join(others), last=last) if others else last


def counters_of(names: Sequence[str], texts: Texts) -> str:
    """Return for instance `1, 2 hoặc 3`; of many, `1-12, 14 hoặc 3A`; of no names nothing."""
    known = tuple(dict.fromkeys(names))
    if len(known) > FEW_COUNTERS:
        known = tuple(_runs(known))
    if more := max(0, len(known) - MOST_COUNTERS):
        named = ", ".join(known[:MOST_COUNTERS])
        return texts.say("slip.more_counters", counters=named, n=more)
    return any_of(known, texts)


def _runs(names: Sequence[str]) -> Iterator[str]:
    """Names in their order, three and more numbers that follow one another as `1-3`."""
    at = 0
    while at < len(names):
        end = at + 1
        while end < len(names) and _follows(names[end - 1], names[end]):
            end += 1
        if end - at > 2:  # noqa: PLR2004 - of two, both are said
            yield f"{names[at]}-{names[end - 1]}"
        else:
            yield from names[at:end]
        at = end


def _follows(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def wait_minutes(wait: Wait) -> tuple[int, int]:
    """Return from how many to how many minutes somebody will wait, rounded outwards."""
    step = STEP_MIN * _MINUTE_S
    low = max(0, wait.low_s) // step * STEP_MIN
    high = -(-max(0, wait.high_s) // step) * STEP_MIN
    return low, max(high, low + STEP_MIN)


def waiting(wait: Wait, texts: Texts) -> str:
    """Return for instance `20-30 phút`, or `dưới 5 phút`."""
    low, high = wait_minutes(wait)
    return texts.say("wait.between" if low else "wait.under", low=low, high=high)
