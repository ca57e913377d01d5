"""Fields of study."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from careerdoc.fields.lexicons import Ends, ends_of, listed, words_of
from careerdoc.text.patterns import wide_pattern

_LONGEST_SUBJECT = 9
"""Words. Longer lines are sentences."""
_SHORTEST_STEM = 2
"""Letters in front of an ending in a script with spaces."""
_STOPS = (".", "!", "?", ":", ";", "。", "！", "？", "।")
_EAST = wide_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def recognize(text: str) -> float:
    """How much a short text looks like a field of study, 0 to 1.

    .9 when every word of it names one or joins two, .6 when most of them do, .5 when half of
    them do, .3 when fewer do, and at most .2 for sentences, titles, schools and what holds a year.
    """
    found = words_of(text)
    if not 0 < len(found) <= _LONGEST_SUBJECT or text.rstrip().endswith(_STOPS):
        return 0.0
    if _is_other(found):
        return 0.1
    small = _row("small_words")
    content = [word for word in found if word not in small]
    count = len(content)
    if not content:
        return 0.2
    hits = sum(map(_names_subject, content))
    hits += _pairs(found)
    if not hits:
        return 0.1
    if hits >= count:
        return 0.9
    return 0.6 if 2 * hits > count else 0.5 if 2 * hits == count else 0.3


def _is_other(found: tuple[str, ...]) -> bool:
    """Whether a title's, a school's or a legal word, or a number, says that this is none."""
    if found[-1] in _titles():
        return True
    return any(word.isdigit() for word in found) or not _others().isdisjoint(found)


@cache
def _titles() -> frozenset[str]:
    return listed(__package__, "organizations", "work_words") - _row("words")


@cache
def _others() -> frozenset[str]:
    """Legal forms that are no common words, and the English words for schools."""
    forms = listed(__package__, "organizations", "legal_forms")
    sure = forms - listed(__package__, "organizations", "short_forms")
    return sure | (listed(__package__, "organizations", "schools", "en") - _row("small_words"))


def _pairs(found: tuple[str, ...]) -> int:
    """How many words belong to known names of two words that no single word tells."""
    count, known = 0, _row("words")
    for one, two in pairwise(found):
        if f"{one} {two}" in known:
            count += sum(not _names_subject(word) and word not in _row("small_words") for word in (one, two))
    return count


@lru_cache(maxsize=8192)
def _names_subject(word: str) -> bool:
    if word in _row("words"):
        return True
    if word in _row("not_subjects"):
        return False
    if _EAST.match(word) and _is_east_other(word):
        return False
    ending = _ends("endings").ends(word)
    if ending and (_EAST.match(ending) or len(word) - len(ending) >= _SHORTEST_STEM):
        return True
    return _ends("beginnings").starts(word) is not None


def _is_east_other(word: str) -> bool:
    """Whether an East Asian word ends like a school's name or like what people are called."""
    schools = ends_of(__package__, "organizations", "school_endings")
    return bool(schools.ends(word) or _ends("people").ends(word))


@cache
def _row(*path: str) -> frozenset[str]:
    return listed(__package__, "subjects", *path)


@cache
def _ends(*path: str) -> Ends:
    return ends_of(__package__, "subjects", *path)
