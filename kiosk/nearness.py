"""Words that are one slip of the finger apart. Pure.

Two such words become the same when each loses at most one letter; so it is enough to keep, for each
word, what is left of it without one letter, and to look for the same of what was typed.
"""


def shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def near(one: str, two: str) -> bool:
    """Whether a letter is wrong, missing or too many, or two are swapped: at most one of these."""
    if abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest_one, rest_two = one[start:], two[start:]
    if len(one) == len(two):
        swapped = rest_one[:2] == rest_two[:2][::-1] and rest_one[2:] == rest_two[2:]
        return rest_one[1:] == rest_two[1:] or swapped
    return rest_one[1:] == rest_two or rest_one == rest_two[1:]
