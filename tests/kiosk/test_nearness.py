"""One slip of the finger, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.nearness import near, shortened

WORDS = st.text("abcdgh", max_size=6)


def distance(one: str, two: str) -> int:
    """The number of slips between two words, counted one row of the table after another."""
    rows = [list(range(len(two) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, other in enumerate(two, 1):
            best = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_near_is_a_distance_of_one_at_most(one: str, two: str) -> None:
    assert near(one, two) == (distance(one, two) <= 1)


@given(WORDS, st.integers(0, 5), st.sampled_from("abcdgh"))
def test_a_slip_has_a_shortened_form_in_common_with_the_word(word: str, at: int, key: str) -> None:
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    for slip in (
        word[:at] + key + word[at + 1 :],
        word[:at] + key + word[at:],
        word[:at] + word[at + 1 :],
        swapped,
    ):
        assert near(word, slip)
        assert shortened(word) & shortened(slip)
