"""UTF-8 that was read as an East Asian encoding: each of its bytes again, and what they meant."""

from __future__ import annotations

from functools import lru_cache

from careerdoc.model.document import Evidence
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.repair.channels import Channel
from careerdoc.text.repair.evidence import any_language, likelihood_of
from careerdoc.text.repair.legacy import Reread
from careerdoc.text.repair.spans import Decoder, Reading
from careerdoc.text.tables import table

_MARGIN = 6.0
"""How much likelier the reading must be, as a natural logarithm."""
_EAST_ASIAN = wide_pattern("[\u2e80-\ud7ff\uf900-\ufaff\uff61-\uff9f\ue000-\uf8ff\ufffd]")
_KANJI = wide_pattern("[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_FEWEST = 4
"""East Asian characters, or first bytes of such, that are no chance wherever they stand."""
_FEWEST_LETTERS = 3
_FEWEST_HOLES = 6
_SHOWN = wide_pattern("[\u2e80-\ud7ff\uf900-\ufaff\uff61-\uff9f\ue000-\uf8ff]")
_WORD = wide_pattern("[A-Za-z\u2e80-\ud7ff\uff61-\uff9f\ufffd]+")
_MARKS = frozenset(
    "’‘“”„‚«»‹›–—…•·°€£§©®™×½¼¾±²³º¡¿′″−→★☆✓✔✨❤♥\ufe0f\u00a0\u2011、。，「」（）：；！？・ー〜％"
)
_HOLE = "\ufffd"


def multibyte_reading(line: str, evidence: Evidence) -> Reread | None:
    """The likeliest such reading of `line`; None where none is clearly likelier."""
    if not _EAST_ASIAN.search(line):
        return None
    likelihood = likelihood_of(evidence.languages)
    least = any_language().of_text(line) + _MARGIN
    best: Reread | None = None
    for encoding in table(__package__, "encodings")["utf-8"]["multibyte"]:
        shown = _bytes_shown(line, encoding)
        if shown is None:
            continue
        reading = _decoder(evidence.languages, _may_be_east_asian(shown)).read(shown)
        text = reading.text(shown)
        if not _is_whole(shown, reading) or not _is_proven(line, text):
            continue
        score = likelihood.of_text(text) + reading.cost
        if score > least:
            least, best = score, Reread(score, text, f"mojibake:{encoding}")
    return best


def _is_whole(shown: str, reading: Reading) -> bool:
    """Whether every byte beyond ASCII is a part of a character."""
    read = "".join(shown[piece.start : piece.end] for piece in reading.pieces)
    return sum(map("\x7f".__lt__, read)) == sum(map("\x7f".__lt__, shown))


def _may_be_east_asian(shown: str) -> bool:
    return shown.count("ã") + shown.count("å") >= _FEWEST


def _is_proven(line: str, text: str) -> bool:
    """Whether letters come out, and of so many characters, or in such words, that it is no chance."""
    if any(not (one.isalpha() or one.isascii() or one in _MARKS) for one in text) or (
        _EAST_ASIAN.search(text) and not _KANJI.search(text)
    ):
        return False
    if not _SHOWN.search(line):
        return line.count(_HOLE) >= _FEWEST_HOLES
    return len(_EAST_ASIAN.findall(line)) >= _FEWEST or any(map(_is_latin_word, _WORD.findall(line)))


def _is_latin_word(word: str) -> bool:
    """Whether most of a word that is not all ASCII is."""
    letters = sum(map(str.isascii, word))
    return not word.isascii() and letters >= _FEWEST_LETTERS and letters > len(word) - letters


def _bytes_shown(line: str, encoding: str) -> str | None:
    """Each byte of `line` in `encoding` as the character of Latin-1, with U+FFFD where one is lost."""
    try:
        parts = [part.encode(encoding).decode("latin-1") for part in line.split(_HOLE)]
    except UnicodeEncodeError:
        return None
    return _HOLE.join(parts)


@lru_cache(32)
def _decoder(languages: tuple[tuple[str, float], ...], east_asian: bool) -> Decoder:
    return Decoder(Channel("latin-1", "holes"), likelihood_of(languages), east_asian)
