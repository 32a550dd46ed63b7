"""How many slips a dispenser prints a day: it tells for how long the paper lasts. Pure."""

from pydantic import BaseModel, ConfigDict, Field

REMEMBERED = 20
"""So many days with slips."""


class Usage(BaseModel):
    """Slips by day, `YYYY-MM-DD`, oldest first; kept as JSON."""

    model_config = ConfigDict(frozen=True)

    days: dict[str, int] = Field(default_factory=dict)


def counted(usage: Usage, day: str) -> Usage:
    """One slip more on a day."""
    days = usage.days | {day: usage.days.get(day, 0) + 1}
    return Usage(days={known: days[known] for known in sorted(days)[-REMEMBERED:]})


def slips_a_day(usage: Usage, today: str) -> float:
    """Slips on an average day; today counts only as long as there is no other. 0: unknown."""
    whole = [slips for day, slips in usage.days.items() if day != today]
    known = whole or list(usage.days.values())
    return sum(known) / len(known) if known else 0.0
