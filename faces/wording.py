"""Small pieces of language that every face shares: labels, dates, lists, waits."""

import re
from collections.abc import Sequence
from datetime import datetime

from contract.messages import Wait
from faces.texts import Texts

STEP_MIN = 5
"""Expected waits are told in steps of so many minutes: nobody can foretell a single one."""

_MINUTE_S = 60
_LABEL = re.compile(r"(\D*?)\s*(\d+)")


def spaced(label: str) -> str:
    """Return a ticket's label as people read it: `A012` becomes `A 012`."""
    match = _LABEL.fullmatch(label)
    return " ".join(part for part in match.groups() if part) if match else label


def date_and_time(moment: datetime, texts: Texts) -> str:
    """Return for instance `Thứ Hai, 23/11/2026 · 09:17`, in the moment's own time zone."""
    weekday = texts.say(f"weekday.{moment.isoweekday()}")
    return f"{weekday}, {moment:%d/%m/%Y · %H:%M}"


def any_of(names: Sequence[str], texts: Texts) -> str:
    """Return for instance `1, 2 hoặc 3`; of no names, an empty string."""
    *others, last = names or ("",)
    return texts.say("list.or", others=", ".join(others), last=last) if others else last


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
