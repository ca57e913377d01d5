"""Letters with a sign, which word keys drop: "C#" is not "C++"."""

from __future__ import annotations

import re

_SIGNED = re.compile(r"\b(\w)(\+\+|#)")
_NAMES = {"++": "plusplus", "#": "sharp"}
_WRITTEN_OUT = re.compile(r"\w(?:plusplus|sharp)")


def written_out(text: str) -> str:
    """`text` with the sign behind a single letter as letters: "csharp" for "c#"."""
    return _SIGNED.sub(lambda found: found[1] + _NAMES[found[2]], text)


def has_sign(word: str) -> bool:
    """Whether a word is a single letter with a sign that was written out."""
    return _WRITTEN_OUT.fullmatch(word) is not None
