"""How two job titles agree: the words of the job, and its rank, apart from each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import permutations

from careerdoc.fields.agreement import signs
from careerdoc.fields.agreement.slips import is_cut, is_one_slip, is_one_slip_in_words
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import alternatives, table

LEVELS = ("same", "misspelt", "part of the other", "most words", "some words", "different")
"""From full agreement to none."""
RANK_LEVELS = ("same", "unsaid", "different")
_RANK_END = "|"
_MOST = 0.6
_MOST_PARTS = 3
"""Words that are written as one."""
_LONG_WORD = 8
"""Letters of a word that no slip makes of another one."""


@lru_cache(maxsize=16384)
def comparable(title: str) -> str | None:
    """The ranks, "|", then the words of the job, sorted, abbreviations written out.

    Words that name one job in other forms ("engineering", "developer") are one. Some ranks are the
    job where they stand last ("Office Assistant"). None without a word, or beyond 200 characters.
    """
    words = _written_out(wording_key(signs.written_out(title).replace("&", " and "))).split()
    is_job = bool(words) and words[-1] in table(__package__, "titles")["jobs_at_the_end"]
    places = len(words) - is_job
    ranks = [rank for word in words[:places] if (rank := _rank_of(word)) is not None]
    named = [word for word in words[:places] if _rank_of(word) is None and word not in _small_words()]
    jobs = sorted({*named, *words[places:]})
    return f"{' '.join(sorted(set(ranks)))}{_RANK_END}{' '.join(jobs)}" if words else None


def words_of(comparable_title: str) -> str:
    """The words of the job without the rank; the rank where the title says nothing else."""
    rank, _, job = comparable_title.partition(_RANK_END)
    return job or rank


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How the words of two comparable titles agree, whatever the rank: one of `LEVELS`."""
    (left_rank, left_job), (right_rank, right_job) = (one.split(_RANK_END) for one in (left, right))
    if left_job == right_job and (left_job or left_rank == right_rank):
        return "same"
    if not left_job or not right_job:
        return "part of the other" if left_rank == right_rank else "different"
    left_words, right_words = set(left_job.split()), set(right_job.split())
    common = left_words & right_words
    left_rest, right_rest = left_words - common, right_words - common
    if _is_written_together(left_rest, right_rest):
        return "same"
    if is_one_slip_in_words(sorted(left_rest), sorted(right_rest)):
        return "misspelt"
    if not common:
        return "part of the other" if _are_shortened(sorted(left_rest), sorted(right_rest)) else "different"
    if not left_rest or not right_rest or _are_shortened(sorted(left_rest), sorted(right_rest)):
        return "part of the other"
    return "most words" if len(common) / len(left_words | right_words) >= _MOST else "some words"


def _is_written_together(left: set[str], right: set[str]) -> bool:
    """Whether one word is made of the others: "cabinetmaker" and "cabinet maker"."""
    fewer, more = sorted((left, right), key=len)
    if len(fewer) != 1 or not 1 < len(more) <= _MOST_PARTS:
        return False
    return any(fewer == {"".join(parts)} for parts in permutations(more))


def _are_shortened(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether each word is the beginning of its counterpart: "lab tech" and "laboratory technician"."""
    return len(left) == len(right) and all(map(is_cut, left, right))


@lru_cache(maxsize=65536)
def rank_level(left: str, right: str) -> str:
    """How the ranks of two comparable titles agree: one of `RANK_LEVELS`.

    "unsaid" where one of them names none: "Engineer" may be short for "Senior Engineer", but
    "President" is not for "Vice President".
    """
    left_rank, right_rank = (one.partition(_RANK_END)[0] for one in (left, right))
    if left_rank == right_rank:
        return "same"
    said = set(left_rank.split()) ^ set(right_rank.split())
    is_left_out = said.isdisjoint(table(__package__, "titles")["never_left_out"])
    return "unsaid" if is_left_out and not (left_rank and right_rank) else "different"


def _written_out(plain: str) -> str:
    for found, meant in _phrases():
        plain = found.sub(meant, plain)
    words = (_abbreviations().get(word, word) for word in plain.split())
    return " ".join(words)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table(__package__, "titles")["phrases"]
    return tuple((re.compile(rf"\b(?:{alternatives(found)})\b"), meant) for meant, found in rows.items())


@cache
def _abbreviations() -> dict[str, str]:
    own = {
        short: meant for meant, shorts in table(__package__, "titles")["words"].items() for short in shorts
    }
    return {**table("careerdoc.fields", "titles")["abbreviations"], **own}


@cache
def _ranks() -> dict[str, str]:
    return {word: rank for rank, words in table(__package__, "titles")["ranks"].items() for word in words}


@lru_cache(maxsize=8192)
def _rank_of(word: str) -> str | None:
    """The rank that a word names; a long word may have a slip in it."""
    if word in _ranks() or len(word) < _LONG_WORD:
        return _ranks().get(word)
    return next((rank for known, rank in _ranks().items() if is_one_slip(word, known)), None)


@cache
def _small_words() -> frozenset[str]:
    rows = table(__package__, "titles")
    return frozenset(rows["small_words"]).union(rows["unranked"])
