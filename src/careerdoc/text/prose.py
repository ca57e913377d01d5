"""Whether lines read like running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*\S{0,2}$")
_SENTENCE_WORDS = 6
_LONG_LINE_WORDS = 15
_WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
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


def prose_share(lines: Iterable[str]) -> float:
    """The share of characters that stand in sentences, 0 to 1; 0 without any text."""
    total = sentences = 0
    for line in lines:
        length = len(line.strip())
        total += length
        sentences += length if is_sentence(line) else 0
    return sentences / total if total else 0.0
