"""Runs of three words that two texts share, whatever happened to the signs between them."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from zlib import crc32

from careerdoc.text.patterns import wide_pattern

Shingles = frozenset[int]
"""Hashes of runs of three words; the same in every process."""
FEWEST = 6
"""Runs in a text that is long enough to be compared."""
_MOST = 4096
"""Runs that are kept of a text; of a longer one those whose hashes are the smallest."""
_BITS = 0xFFFFFFFF
# Broken encodings put letters of the Latin supplements, and only those, between the others: as
# separators they part the words of a damaged and of a sound text alike. Scripts without blanks
# between words give single signs.
_WORD = wide_pattern(r"[a-z0-9]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\u0370-\u303f\uf900-\uffef]+")
_TAG = re.compile(r"<[^<>]{0,200}>")


@lru_cache(maxsize=256)
def shingles_of(text: str) -> Shingles:
    """The runs of three words of a folded text; tags of HTML part words, entities are read."""
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", text))
    hashes = [_hash(word) for word in _WORD.findall(text)]
    runs = {
        (one * 0x9E3779B1 ^ two * 0x85EBCA6B ^ three * 0xC2B2AE35) & _BITS
        for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
    }
    return frozenset(runs if len(runs) <= _MOST else sorted(runs)[:_MOST])


def has_tags(text: str) -> bool:
    """Whether tags of HTML stand in a text that should have none."""
    return "</" in text and _TAG.search(text) is not None


def shared(left: Shingles, right: Shingles) -> float | None:
    """The share of the shorter text's runs that the other holds, 0 to 1; None where either has too few."""
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    if len(fewer) < FEWEST:
        return None
    if len(more) == _MOST:
        # Of both the same part is kept: what lies below the highest hash that the longer one kept.
        limit = max(more)
        fewer = frozenset(run for run in fewer if run <= limit)
    return len(fewer & more) / len(fewer) if fewer else None


@lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return crc32(word.encode())
