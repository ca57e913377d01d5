"""How two titles of posts agree: what a site puts behind them, numbers that tell issues apart."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache

from careerdoc.fields.agreement import signs
from careerdoc.fields.agreement.slips import is_one_slip_in_words
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import table

LEVELS = ("same", "same but for the site", "misspelt", "most words", "different")
"""From full agreement to none."""
_END = "|"
_BEHIND = re.compile(r"(?<!\s)\s++[-–—|·•»]\s+")
_DOMAIN = re.compile(r"\w\.[a-z]{2,}\b", re.IGNORECASE)
_MOST = 0.7
_APOSTROPHES = re.compile("['’ʼ`´]")


@lru_cache(maxsize=16384)
def comparable(title: str) -> str | None:
    """The words of the title, "|", and those of its part in front of the last sign that sites use.

    Entities are read, numbers in words become digits, short words for "part" are written out.
    """
    text = _APOSTROPHES.sub("", html.unescape(title))
    signed = signs.written_out(text)
    whole = _written_out(signed)
    pieces = _BEHIND.split(signed)
    is_cut = len(pieces) > 1 and (_DOMAIN.search(pieces[-1]) is not None or not _has_number(pieces[-1]))
    head = _written_out(signed[: -len(pieces[-1])]) if is_cut else whole
    return f"{whole}{_END}{head or whole}" if whole else None


def forms_of(comparable_title: str) -> tuple[str, ...]:
    """The whole title's words, and those without what a site may have put behind it; each once."""
    return tuple(dict.fromkeys(comparable_title.split(_END)))


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How two comparable titles agree: one of `LEVELS`."""
    (left_whole, left_head), (right_whole, right_head) = (one.split(_END) for one in (left, right))
    if left_whole == right_whole:
        return "same"
    if left_whole == right_head or left_head in (right_whole, right_head):
        return "same but for the site"
    if is_one_slip_in_words(left_whole.split(), right_whole.split()):
        return "misspelt"
    share = _share(frozenset(left_head.split()), frozenset(right_head.split()))
    return "most words" if share >= _MOST else "different"


@lru_cache(maxsize=65536)
def tell_two_issues(left: str, right: str) -> bool:
    """Whether the numbers of two comparable titles name two parts, issues or years of one series.

    "Lenses" and "Lenses, part 2" are two, "2019 in review" and "2020 in review" as well; letters
    with a sign ("C#") count as numbers. A number in one of two titles that share little else
    tells nothing.
    """
    (left_numbers, left_rest), (right_numbers, right_rest) = map(_parted, (left, right))
    if left_numbers == right_numbers:
        return False
    return bool(left_numbers and right_numbers) or _share(left_rest, right_rest) >= _MOST


def numbers_of(comparable_title: str) -> tuple[str, ...]:
    """The numbers of the title, sorted."""
    return _parted(comparable_title)[0]


def _parted(title: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The numbers of a comparable title, sorted, and its other words."""
    words = title.partition(_END)[2].split()
    numbers = tuple(sorted(word for word in words if _is_number(word)))
    return numbers, frozenset(words).difference(numbers, table(__package__, "headlines")["number_words"])


def _has_number(text: str) -> bool:
    return any(map(_is_number, _written_out(text).split()))


def _is_number(word: str) -> bool:
    return word.isdecimal() or signs.has_sign(word)


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def _written_out(text: str) -> str:
    return " ".join(_meanings().get(word, word) for word in wording_key(text[:200]).split())


@cache
def _meanings() -> dict[str, str]:
    rows = table(__package__, "headlines")
    return {short: meant for meant, shorts in rows["words"].items() for short in shorts}
