"""How satisfied people were with an officer's work: shares and scores, from opinions alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.messages import Level

SATISFIED = frozenset({Level.VERY_SATISFIED, Level.SATISFIED})

FULL_SCORE, FULL_SHARE = 6.0, 0.90
"""Decision 766/QD-TTg, satisfaction with reception: so many points, from this share on."""


@dataclass(slots=True)
class Opinions:
    """All opinions of one officer's work in a period."""

    levels: Counter[Level] = field(default_factory=Counter)
    scores: dict[str, list[int]] = field(default_factory=dict)
    """For each index that was asked for, the sum of its scores and how many they are."""
    reasons: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)

    def add(self, level: Level, times: int = 1, indices: Mapping[str, int] | None = None) -> None:
        """One opinion that was given so often."""
        self.levels[level] += times
        for index, score in (indices or {}).items():
            known = self.scores.setdefault(index, [0, 0])
            known[0] += score * times
            known[1] += times

    @property
    def total(self) -> int:
        """How many ratings."""
        return self.levels.total()

    @property
    def satisfied_share(self) -> float | None:
        """The share of ratings that are satisfied or better; none without ratings."""
        satisfied = sum(self.levels[level] for level in SATISFIED)
        return satisfied / self.total if self.total else None

    @property
    def reception_score(self) -> float:
        """Points for satisfaction with reception, 0 to 6; 0 without ratings."""
        return min(FULL_SCORE, FULL_SCORE * (self.satisfied_share or 0.0) / FULL_SHARE)

    @property
    def averages(self) -> dict[str, float]:
        """The average of each index that there is, 0 to 2."""
        return {index: total / count for index, (total, count) in self.scores.items()}

    @property
    def officer_score(self) -> float | None:
        """The sum of the averages of indices 1, 3, 4 and 7, those that there are; else none.

        Circular 01/2018/TT-VPCP adds index 2, which no device can ask for.
        """
        return sum(self.averages.values()) if self.scores else None
