"""The encoding that fits best where no label helps: a detector's ranking, judged by the text it gives."""

from __future__ import annotations

import math
import re

from careerdoc.model.document import Decoded
from careerdoc.text.decode.labels import codec_of
from careerdoc.text.decode.plausible import oddity
from careerdoc.text.decode.report import guessed, replacing
from careerdoc.text.tables import row_of

FALLBACK = "cp1252"

_PIECE = 65_536
"""Of more than three such pieces only the first, the middle and the last are looked at."""
_RANKS = 16
"""Candidates that are judged; behind the twelfth no text of 3,000 was ever right."""
_WEIGHT_OF_ODDITY = 0.2
_LEAST_CONFIDENCE = 1e-6
_CONTROL = re.compile("[\x80-\x9f]")


def guess(data: bytes) -> Decoded:
    """The text in the encoding that fits best, with an issue that says which was taken.

    A detector ranks; then the text that each of its first encodings gives is judged, for it
    knows letters but neither punctuation nor case. Rare encodings, and those of DOS, have to be
    likelier. The first that leaves no byte unread and no C1 control wins; where none does, the
    first of all, with U+FFFD for what it cannot read.
    """
    ranking = _ranking(_sample(data))
    best_first = sorted(ranking, key=ranking.__getitem__, reverse=True) or [FALLBACK]
    for encoding in best_first:
        if (text := read_as(data, encoding)) is not None:
            return Decoded(text, encoding, issues=(guessed(encoding),))
    return replacing(data, best_first[0], (guessed(best_first[0]),))


def detected(data: bytes) -> str | None:
    """The encoding that the detector alone puts first, if it is one that is read."""
    import chardet  # 40 ms to import, and most documents are UTF-8

    return codec_of(chardet.detect(_sample(data))["encoding"])


def read_as(data: bytes, encoding: str) -> str | None:
    """The text in an encoding; None where bytes are left over or become C1 controls."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _ranking(sample: bytes) -> dict[str, float]:
    import chardet  # 40 ms to import, and most documents are UTF-8

    scores: dict[str, float] = {}
    ranked = chardet.detect_all(sample, ignore_threshold=True, max_bytes=len(sample) + 1)
    for candidate in ranked:
        encoding = codec_of(candidate["encoding"])
        if encoding is None or encoding in scores or encoding not in _guessable():
            continue
        text = sample.decode(encoding, "replace")
        confidence = math.log(max(candidate["confidence"], _LEAST_CONFIDENCE))
        odd = oddity(text, candidate["language"])
        scores[encoding] = confidence - _WEIGHT_OF_ODDITY * odd - _handicap(encoding)
        if len(scores) == _RANKS:
            break
    return scores


def _guessable() -> frozenset[str]:
    rows = ("usual", "rare", "dos_and_mac")
    return frozenset[str]().union(*(row_of(__package__, "labels", "guessed", row) for row in rows))


def _handicap(encoding: str) -> float:
    if encoding in row_of(__package__, "labels", "guessed", "rare"):
        return 0.1
    return 0.002 if encoding in row_of(__package__, "labels", "guessed", "dos_and_mac") else 0.0


def _sample(data: bytes) -> bytes:
    """Bytes from the start, the middle and the end, each piece but the first from a line's start."""
    if len(data) <= 3 * _PIECE:
        return data
    middle = len(data) // 2
    pieces = (data[middle : middle + _PIECE], data[-_PIECE:])
    return data[:_PIECE] + b"".join(piece[piece.find(b"\n") + 1 :] for piece in pieces if b"\n" in piece)
