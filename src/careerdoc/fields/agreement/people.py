"""How two names of people agree: order, initials and lost accents apart."""

from __future__ import annotations

from functools import lru_cache

from careerdoc.fields.people import bare_name
from careerdoc.fields.wordings import key as wording_key

_LONGEST_INITIAL = 2
LEVELS = ("same", "initials", "damaged", "different")
"""From full agreement to none; "initials" where some are written or left out, "damaged" where letters
beyond ASCII are lost.
"""


@lru_cache(maxsize=8192)
def comparable(name: str) -> str | None:
    """The name's words without accents in their order, "|", and the same with those letters left out.

    Salutations and credentials are no part of it. None without a word, or beyond 200 characters.
    """
    bare = (bare_name(name) or name).replace(".", " ")
    plain = wording_key(bare)
    return f"{plain}|{wording_key(bare.encode('ascii', 'ignore').decode())}" if plain else None


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
    pairs = [(left_words, right_words)]
    left_damaged, right_damaged = sorted(left_ascii.split()), sorted(right_ascii.split())
    # A word that is lost as a whole says nothing of the one that stood there.
    if len(left_damaged) == len(left_words) and len(right_damaged) == len(right_words):
        if left_damaged in (right_damaged, right_words) or right_damaged == left_words:
            return "damaged"
        pairs.append((left_damaged, right_damaged))
    return "initials" if any(_are_initials(*pair) for pair in pairs) else "different"


def _are_initials(left: list[str], right: list[str]) -> bool:
    """Whether the names share a whole word, and each other word of one is an initial in the other.

    Where they share two, one may have initials more than the other.
    """
    shared = set(left) & set(right)
    whole = sum(len(word) > 1 for word in shared)
    fewer, more = sorted(([word for word in words if word not in shared] for words in (left, right)), key=len)
    if whole > 1 and not fewer:
        return all(len(word) == 1 for word in more)
    is_short = any(all(len(word) == 1 for word in words) for words in (fewer, more))
    return whole > 0 and is_short and sorted(word[0] for word in fewer) == sorted(word[0] for word in more)
