"""The table of figures: what is good, what was missed, and what is only told."""

import pytest

from benchmarks.table import Figure, table


@pytest.mark.parametrize(
    ("figure", "good", "said"),
    [
        (Figure("a", 2, 2, "s"), True, "| a | 2 s | ≤ 2 s |  | good |"),
        (Figure("a", 2.1, 2, "s"), False, "| a | 2.1 s | ≤ 2 s |  | MISSED |"),
        (Figure("a", 2, 2.1, "s", least=True), False, "| a | 2 s | ≥ 2.1 s |  | MISSED |"),
        (Figure("a", 2, None, "s", beside="b"), True, "| a | 2 s |  | b |  |"),
    ],
)
def test_a_figure_is_held_against_its_bound(figure: Figure, good: bool, said: str) -> None:
    assert figure.good is good
    assert table([figure]).splitlines()[-1] == said
