"""Figures and how they are printed: what was measured, what it is held against, and the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value and the most (or least) it may be."""

    what: str
    measured: float
    bound: float | None
    """None for what is told only to be compared."""
    unit: str
    least: bool = False
    """The bound is the least that is enough, not the most that is allowed."""
    beside: str = ""
    """What was measured in the same run to hold it against."""

    @property
    def good(self) -> bool:
        """Whether the bound is kept."""
        if self.bound is None:
            return True
        return self.measured >= self.bound if self.least else self.measured <= self.bound


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share (0..1) of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(figures: Sequence[Figure]) -> str:
    """All figures as a Markdown table."""
    head = ("| figure | measured | bound | beside it | |", "|---|---|---|---|---|")
    return "\n".join((*head, *(_row(figure) for figure in figures)))


def _row(figure: Figure) -> str:
    sign = "≥" if figure.least else "≤"
    measured = f"{figure.measured:.3g} {figure.unit}"
    bound = "" if figure.bound is None else f"{sign} {figure.bound:.3g} {figure.unit}"
    verdict = "" if figure.bound is None else "good" if figure.good else "MISSED"
    return f"| {figure.what} | {measured} | {bound} | {figure.beside} | {verdict} |"
