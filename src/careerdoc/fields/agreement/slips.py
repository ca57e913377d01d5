"""Words that one slip of the hand tells apart."""

from __future__ import annotations

from collections.abc import Sequence

SHORTEST = 5
"""Characters of a text in which one slip still leaves it recognizable."""
_SHORTEST_START = 3
"""Letters to which a word may be shortened."""


def is_one_slip(left: str, right: str) -> bool:
    """Whether one letter is wrong, left out or put in, or two neighbours changed places; not for equal texts.

    False for texts of fewer than 5 characters, of which one letter makes another word, and for digits.
    """
    if left == right or min(len(left), len(right)) < SHORTEST or abs(len(left) - len(right)) > 1:
        return False
    start = _common_start(left, right)
    left_rest, right_rest = left[start:], right[start:]
    end = _common_start(left_rest[::-1], right_rest[::-1])
    left_rest, right_rest = left_rest[: len(left_rest) - end], right_rest[: len(right_rest) - end]
    if any(map(str.isdecimal, left_rest + right_rest)):
        return False
    if max(len(left_rest), len(right_rest)) <= 1:
        return True
    return len(left_rest) == 2 and left_rest == right_rest[::-1]


def is_one_slip_in_words(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists of words differ by one slip inside a word, or by a slip and where words part."""
    if len(left) != len(right):
        return is_one_slip("".join(left), "".join(right))
    rest = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return len(rest) == 1 and is_one_slip(*rest[0])


def is_cut(left: str, right: str) -> bool:
    """Whether two words are one, or one of them is cut to its first letters, three at least."""
    shorter, longer = sorted((left, right), key=len)
    return left == right or (len(shorter) >= _SHORTEST_START and longer.startswith(shorter))


def _common_start(left: str, right: str) -> int:
    size = min(len(left), len(right))
    return next((place for place in range(size) if left[place] != right[place]), size)
