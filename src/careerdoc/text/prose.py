"""Whether lines read like running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from careerdoc.text.patterns import wide_pattern

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*\S{0,2}$")
_SENTENCE_WORDS = 6
_LONG_LINE_WORDS = 15
_WORD = wide_pattern(r"[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_FOLDED = range(50, 121)
"""Widths in characters at which people and mail programs fold text."""
_FEWEST_FOLDED = 3
_BLANKLESS = wide_pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_COUNTED = wide_pattern(rf"{_BLANKLESS.pattern}|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_DATA = re.compile(r"^\s*[{}\[\]<]|^\s*[\"']?[\w.-]+[\"']?\s*[:=]\s*[\"'\[{]|;\s*$|^\s*</?\w")


def is_sentence(line: str) -> bool:
    """Whether `line` is a sentence or more: enough words, and an end or great length.

    Lines of code or data are none, whatever their length.
    """
    if _DATA.search(line):
        return False
    count = len(_WORD.findall(line[:4_000]))
    return count >= _LONG_LINE_WORDS or (
        count >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(line.rstrip()[-20:]))
    )


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs of `lines`: a text folded at a width joined again, any other line alone.

    Lines are folded where at least three follow each other, none longer than 120 characters,
    and each but the last has no room for the first word of the next.
    """
    for is_filled, run in groupby(lines, key=lambda line: bool(line.strip())):
        if is_filled:
            yield from _unfolded([line.strip() for line in run])


def _unfolded(run: Sequence[str]) -> Iterator[str]:
    width = max(map(len, run))
    start = 0
    for index, line in enumerate(run, start=1):
        if index < len(run) and width in _FOLDED and _is_full(line, run[index], width):
            continue
        folded = run[start:index]
        yield from [" ".join(folded)] if len(folded) >= _FEWEST_FOLDED else folded
        start = index


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def word_count(text: str) -> int:
    """What stands between blanks in `text`; each character of a script without blanks counts as one.

    >>> word_count("C++ is fast"), word_count("東京で work")
    (3, 4)
    """
    if text.isascii() or not _BLANKLESS.search(text):
        return len(text.split())
    return len(_COUNTED.findall(text))


def prose_share(lines: Iterable[str]) -> float:
    """The share of characters that stand in sentences, 0 to 1; 0 without any text."""
    total = sentences = 0
    for paragraph in paragraphs(lines):
        total += len(paragraph)
        sentences += len(paragraph) if is_sentence(paragraph) else 0
    return sentences / total if total else 0.0
