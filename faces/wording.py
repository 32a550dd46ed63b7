"""Small pieces of language that every face shares: labels, dates, lists."""

import re
from collections.abc import Sequence
from datetime import datetime

from faces.texts import Texts

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
