"""A pad through any sequence of touches, calls, outages and pauses.

No way leads into a dead end; whatever is left alone becomes the first screen again, with nothing of
anybody's on it; and of each visit there is one rating at most.
"""

from dataclasses import replace
from uuid import UUID

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from contract import messages as m
from contract.messages import Level
from faces.texts import LANGUAGES, load
from rating_pad import model, touches
from rating_pad.model import State, seen, ticked
from rating_pad.screens import view
from rating_pad.view import PadView
from rating_pad.visitor import gone, is_fresh, somebody
from rating_pad.wishes import SendFeedback, Wish
from tests.rating_pad.scene import NOON, counter, settings, visit

FULL = settings(
    levels=[*Level], indices=["time", "attitude"], technician={"pin": "2468"}, longest_s=60
)
TEXTS = {language: load(language) for language in LANGUAGES}
TICKETS = [UUID(int=number) for number in range(1, 5)]
STAGES = [m.Stage.CALLED, m.Stage.SERVING]
OVER = [m.Stage.FINISHED, m.Stage.NO_SHOW]
visits = some.none() | some.builds(visit, some.sampled_from(TICKETS), some.sampled_from(STAGES))
lasts = some.none() | some.builds(visit, some.sampled_from(TICKETS), some.sampled_from(OVER))
counters = some.builds(counter, visits, lasts, some.sampled_from(m.CounterStatus))
ANYTHING = [
    "enter", "erase", "back", "stay", "help", "reason:another", "answer:2", "about:complaint",
    "type:a", "marks", "type:2", "corner:down", "corner:up", "remark", "questions", "nonsense", "",
]  # fmt: skip


class AnyDay(RuleBasedStateMachine):
    """A pad through any sequence of events."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.state = State(somebody(FULL, NOON), at=NOON)
        self.came: set[UUID] = set()
        self.handed_over: list[m.RatingAsk] = []

    @property
    def shown(self) -> PadView:
        return view(self.state, FULL, TEXTS)

    def become(self, state: State) -> None:
        before = self.state.choice
        if before and (state.choice is None or state.choice.visit != before.visit):
            self.handed_over.append(model.rating(before))
        self.state = state

    def do(self, touch: str) -> Wish | None:
        # In two steps, as a choice that is over may be followed by another one in one touch.
        self.become(ticked(self.state, self.now, FULL))
        state, wish = touches.touched(self.state, touch, self.now, FULL)
        self.become(state)
        if isinstance(wish, SendFeedback):
            assert wish.text
            self.become(touches.sent(self.state, UUID(int=9)))
        return wish

    @rule(drawn=counters)
    def draw(self, drawn: m.CounterState) -> None:
        self.come(drawn.visit, {*STAGES})
        self.come(drawn.last, {m.Stage.FINISHED})
        self.become(seen(self.state, drawn, self.now))

    @rule(level=some.sampled_from(Level))
    def rate(self, level: Level) -> None:
        self.do(level)

    @rule(chance=some.integers(0, 30))
    def touch_what_is_seen(self, chance: int) -> None:
        tiles = self.shown.touchable
        self.do(tiles[chance % len(tiles)].touch)

    @rule(touch=some.sampled_from(ANYTHING))
    def touch_anything(self, touch: str) -> None:
        self.do(touch)

    @rule(code=some.sampled_from(["", "PA-1"]))
    def answer(self, code: str) -> None:
        self.become(touches.received(self.state, UUID(int=9), code))

    @rule(seconds=some.integers(0, 90))
    def pass_time(self, seconds: int) -> None:
        self.now += seconds * 1000
        self.become(ticked(self.state, self.now, FULL))

    @rule(reached=some.booleans())
    def reach(self, reached: bool) -> None:
        self.become(replace(self.state, reached=reached))

    @rule()
    def leave_alone(self) -> None:
        """Whatever was on the screen: it is the first one again, with nothing of anybody's."""
        busy = self.state.counter and self.state.counter.visit
        for _ in range(40):
            self.now = model.next_deadline(self.state, FULL)
            self.become(ticked(self.state, self.now, FULL))
        assert is_fresh(self.state.visitor, FULL)
        assert self.state.choice is None
        assert view(self.state, FULL, TEXTS) == view(
            replace(self.state, visitor=gone(self.state.visitor, FULL)), FULL, TEXTS
        )
        if not busy:
            assert self.shown.mode not in {"rate", "reason", "thanks"}

    def come(self, visit: m.Visit | None, stages: set[m.Stage]) -> None:
        if visit and visit.stage in stages:
            self.came.add(visit.ticket.id)

    @invariant()
    def no_visit_is_rated_twice(self) -> None:
        tickets = [rating.ticket for rating in self.handed_over]
        assert len(tickets) == len(set(tickets))

    @invariant()
    def only_who_was_called_here_is_rated(self) -> None:
        assert {rating.ticket for rating in self.handed_over} <= self.came

    @invariant()
    def there_is_a_way_back_from_everything(self) -> None:
        seen = self.shown
        away = self.state.visitor.page not in {"first", "sending"}
        assert not away or seen.stay or "back" in {tile.touch for tile in seen.touchable}

    @invariant()
    def time_goes_on(self) -> None:
        assert model.next_deadline(self.state, FULL) > self.state.at


TestAnyDay = AnyDay.TestCase
