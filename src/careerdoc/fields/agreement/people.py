"""How two names of people agree: order, initials and lost accents apart."""

from __future__ import annotations

from functools import lru_cache

from careerdoc.fields.wordings import key as wording_key

_LONGEST_INITIAL = 2
LEVELS = ("same", "initials", "damaged", "different")
"""From full agreement to none; "damaged" where letters beyond ASCII are lost."""


@lru_cache(maxsize=8192)
def comparable(name: str) -> str | None:
    """The name's words without accents in their order, "|", and the same with those letters left out."""
    plain = wording_key(name.replace(".", " "))
    if not plain:
        return None
    ascii_only = wording_key(name.encode("ascii", "ignore").decode().replace(".", " "))
    return f"{plain}|{ascii_only}"


def words_of(comparable_name: str) -> tuple[str, ...]:
    """The words of the name of three letters or more, each once, damaged forms among them."""
    words = comparable_name.replace("|", " ").split()
    return tuple(dict.fromkeys(word for word in words if len(word) > _LONGEST_INITIAL))


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How two comparable names agree: one of `LEVELS`."""
    if left == right:
        return "same"
    (left_plain, left_ascii), (right_plain, right_ascii) = (one.split("|") for one in (left, right))
    left_words, right_words = sorted(left_plain.split()), sorted(right_plain.split())
    if left_words == right_words:
        return "same"
    damaged = sorted(left_ascii.split()), sorted(right_ascii.split())
    if all(damaged) and (damaged[0] in (damaged[1], right_words) or damaged[1] == left_words):
        return "damaged"
    pairs = ((left_words, right_words), (damaged[0], damaged[1]))
    return "initials" if any(_are_initials(*pair) for pair in pairs) else "different"


def _are_initials(left: list[str], right: list[str]) -> bool:
    """Whether the names share a whole word, and each other word of one is an initial in the other."""
    shared = set(left) & set(right)
    if not any(len(word) > 1 for word in shared) or len(left) != len(right):
        return False
    rests = [sorted(word[0] for word in words if word not in shared) for words in (left, right)]
    is_short = any(all(len(word) == 1 for word in words if word not in shared) for words in (left, right))
    return is_short and rests[0] == rests[1]
