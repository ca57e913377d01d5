"""The language of running text."""

from __future__ import annotations

from typing import Any

from careerdoc.text.prose import word_count

_FEWEST_WORDS = 60
_CLEAR_MARGIN = 60
"""How much nearer the nearest language must be, in the detector's ranks. On 255 texts of 60 words
or more in 40 languages no answer is wrong with it, and 190 have one."""
_FARTHEST = 2_000
"""Ranks beyond which a language is none of the text's."""
_SAMPLE = 20_000
"""Characters from the start that are looked at."""


def language_of(text: str) -> str | None:
    """The BCP 47 tag of the language that `text` is in; None where the text is short or leaves a doubt."""
    sample = text[:_SAMPLE]
    if word_count(sample) < _FEWEST_WORDS:
        return None
    nearest = ranked_languages(sample, most=2, farthest=_FARTHEST)
    if len(nearest) < 2:
        return None
    (language, rank), (_, next_rank) = nearest
    return language if next_rank - rank >= _CLEAR_MARGIN else None


def ranked_languages(text: str, most: int, farthest: int) -> list[tuple[str, int]]:
    """The languages nearest to `text`, at most `most`, each with its rank: the smaller, the nearer."""
    from resiliparse.parse.lang import detect_fast  # loads a C++ library

    nearest: Any = detect_fast(text, n_results=most, cutoff=farthest)
    return [(str(language), int(rank)) for language, rank in nearest]
