"""Titles, names and places inside a sentence, found by the words and signs around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from careerdoc.fields import locations, titles
from careerdoc.readers.profile.sentencewords import any_of, words_for
from careerdoc.text.keys import fold

_WORD = re.compile(r"[^\s,;:()\[\]!?\"“”]+|[,;:()\[\]!?\"“”]")
_NO_NAME = frozenset(",;:()[]!?")
_NO_TITLE = _NO_NAME | frozenset('"“”')
_OPENING = frozenset("«„“'‘&")
"""Signs that names start with."""
_FURTHER = re.compile(r", (?=[^\W\d_a-z])")
LONGEST_TITLE = 7
"""Words of the longest title."""
_LONGEST_NAME = 10
_FARTHEST_WORD = 120
"""Characters behind a link within which a name lies."""
_FARTHEST_ARTICLE = 12
_LONGEST_ASIDE = 40
_SHORTEST_ENDING = 4
"""Characters of the longest word whose dot shortens it and ends no name."""
_PLACE = 0.75


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words of a sentence and where it stands, in characters of the row's text."""

    start: int
    end: int
    text: str


def words_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words and signs of a part of a text, in order."""
    return list(_WORD.finditer(text, start, end))


def title_before(text: str, words: Sequence[re.Match[str]]) -> Phrase | None:
    """The title that the last of `words` tell, back to an article, a verb or a sign; None for none.

    It has as many words as `LONGEST_TITLE` at most.
    """
    taken: list[re.Match[str]] = []
    for word in reversed(words[-LONGEST_TITLE:]):
        if word[0] in _NO_TITLE or fold(word[0]) in words_for("open") or any(map(str.isdigit, word[0])):
            break
        taken.append(word)
    if not taken:
        return None
    first, last = taken[-1].start(), taken[0].end()
    title = titles.without_event(text[first:last])
    return Phrase(last - len(title), last, title) if text[first:last].endswith(title) else None


def is_opened(text: str, start: int) -> bool:
    """Whether an article stands right in front of `start`."""
    before = text[max(0, start - _FARTHEST_ARTICLE) : start].split()
    return bool(before) and fold(before[-1]) in words_for("article")


def name_after(text: str, start: int, end: int) -> Phrase | None:
    """The name that begins at `start`: words with capitals and small words between them; None for none.

    An article in front of it is no part of it. A sign or a word that ends with a full stop ends it.
    """
    words = words_in(text, start, min(end, start + _FARTHEST_WORD))
    if _is_article_of(words):
        words = words[1:]
    taken: list[re.Match[str]] = []
    for word in words[:_LONGEST_NAME]:
        if word[0] in _NO_NAME or not (_is_named(word[0]) or (taken and _is_inner(word[0]))):
            break
        taken.append(word)
        if word[0].endswith((".", "!")) and len(word[0]) > _SHORTEST_ENDING:
            break
    while taken and _is_inner(taken[-1][0]):
        taken.pop()
    if not taken:
        return None
    first, last = taken[0].start(), taken[-1].end()
    return Phrase(first, last, text[first:last].rstrip(".,"))


def _is_article_of(words: Sequence[re.Match[str]]) -> bool:
    """Whether the first word is a small article in front of a capital."""
    if len(words) < 2 or fold(words[0][0]) not in words_for("before_names"):
        return False
    return words[1][0][0].isupper() and words[0][0][0].islower()


def _is_named(word: str) -> bool:
    """Whether a word can begin a name; letters beyond ASCII can, for some scripts have no capitals."""
    return word[0].isupper() or word[0] in _OPENING or not word[0].isascii()


def _is_inner(word: str) -> bool:
    return fold(word) in words_for("inner")


def place_after(text: str, start: int, end: int) -> Phrase | None:
    """The place that begins at `start`: "in Malmö", "(Stoke)", ", Leeds"; None where none does.

    A name behind a comma is one only if it is known as a place.
    """
    found = _place().match(text, start, end)
    if found is None:
        return None
    bracketed = found["bracketed"]
    if bracketed is not None:
        is_short = len(bracketed) < _LONGEST_ASIDE and bracketed[0].isupper()
        is_place = is_short and not any(map(str.isdigit, bracketed))
        return Phrase(found.start("bracketed"), found.end("bracketed"), bracketed) if is_place else None
    name = name_after(text, found.end(), end)
    if name is None:
        return None
    if comma := _FURTHER.match(text, name.end, end):
        region = name_after(text, comma.end(), end)
        if region is not None and locations.recognize(region.text) >= _PLACE:
            return Phrase(name.start, region.end, text[name.start : region.end])
    return name if found["link"] or locations.recognize(name.text) >= _PLACE else None


@cache
def _place() -> re.Pattern[str]:
    capital = r"(?=[^\W\d_a-z])"
    return re.compile(
        r"\s*(?:\((?P<bracketed>[^()]{2,60})\)"
        rf"|,?\s(?P<link>{any_of('placed')})\s{capital}|,\s{capital})"
    )
