"""What is still to happen, in order of time; of the same moment in the order it was noted."""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count

Action = Callable[[], None]


class Agenda:
    """Actions and their moments; actions that happen may note more."""

    def __init__(self) -> None:
        """Nothing is to happen yet."""
        self._noted: list[tuple[int, int, Action]] = []
        self._order = count()

    def note(self, moment: int, action: Action) -> None:
        """Let something happen at a moment."""
        heappush(self._noted, (moment, next(self._order), action))

    def happenings(self) -> Iterator[tuple[int, Action]]:
        """Each moment with its action, until nothing is left."""
        while self._noted:
            moment, _, action = heappop(self._noted)
            yield moment, action
