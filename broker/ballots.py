"""The ballot box: how people were satisfied, kept so that nobody can tell whose opinion is whose.

For each officer and month there is one value, which says how often each opinion was given, in the
order of the alphabet. It holds no time, no order, no number and no request, and it is written anew
as a whole: two stories in which the same opinions were given by other visitors leave the same box.
See docs/decisions/0017-a-rating-is-a-ballot.md.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from contract.messages import Indices, Level, RatingMark

BLOCK = 1024
"""A box is filled up with blanks to whole blocks, so that it seldom changes its place in the file:
where it lies would tell how it grew."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One opinion of an officer's work."""

    officer: str
    period: str
    """The month, `YYYY-MM`, or the day if the settings say so."""
    level: Level
    reasons: frozenset[str] = frozenset()
    """Why somebody is dissatisfied: identifiers of the pad's settings."""
    indices: Indices | None = None
    remark: str = ""
    marks: frozenset[RatingMark] = frozenset()
    """Why a supervisor should look; counted apart from the opinion."""

    def opinion(self) -> str:
        """What was said, the same text for the same opinion."""
        said: dict[str, Any] = {"level": self.level}
        if self.reasons:
            said["reasons"] = sorted(self.reasons)
        if self.indices and (scores := self.indices.model_dump(exclude_none=True)):
            said["indices"] = scores
        if self.remark:
            said["remark"] = self.remark
        return _json(said)


@dataclass(slots=True)
class Box:
    """The opinions of one officer's work in one month."""

    opinions: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, text: str) -> Self:
        """The box that was written so."""
        kept = json.loads(text)
        opinions = Counter({_json(opinion): times for times, opinion in kept["opinions"]})
        return cls(opinions, Counter(kept["marks"]))

    def cast(self, ballots: Iterable[Ballot]) -> None:
        """Put ballots in."""
        for ballot in ballots:
            self.opinions[ballot.opinion()] += 1
            self.marks.update(ballot.marks)

    def text(self) -> str:
        """It as it is written."""
        opinions = [(times, json.loads(one)) for one, times in sorted(self.opinions.items())]
        text = _json({"marks": self.marks, "opinions": opinions})
        size = len(text.encode())
        return text + " " * (-size % BLOCK)


@dataclass(slots=True)
class Runs:
    """How many alike came in a row at each counter, as long as this process lives."""

    _last: dict[str, tuple[Level, int]] = field(default_factory=dict)

    def add(self, counter: str, level: Level) -> int:
        """One more; tell the how many-th in a row of its level it is."""
        known, times = self._last.get(counter, (level, 0))
        times = times + 1 if known is level else 1
        self._last[counter] = level, times
        return times


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
