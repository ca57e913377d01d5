"""Text read with the wrong legacy encoding: right bytes, another table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from careerdoc.model.document import Evidence
from careerdoc.text.repair.channels import encoded, sloppy
from careerdoc.text.repair.evidence import any_language, likelihood_of
from careerdoc.text.repair.spelling.scripts import script_of
from careerdoc.text.tables import row_of, table

_PACKAGE = "careerdoc.text.repair"

_MARGIN = 8.0
"""How much likelier a re-reading must be, as a natural logarithm: it changes every letter of its kind."""
# What Macintosh writes for a long dash, as windows-1252 shows it, behind the end of a sentence.
_DASH = re.compile(r"[.!?…”»\"] Ñ ")
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}")
_FEWEST_RUNS = 3
"""Runs of three letters beyond ASCII that prove another script."""
_FEWEST_LATIN = 2
"""Different letters inside words that prove another encoding of Latin letters."""
# No text is drawn with lines where another has letters and marks.
_BOX = re.compile("[\u2500-\u259f]")


@dataclass(frozen=True, slots=True)
class Reread:
    """A line read in another encoding, and how likely it is so: a natural logarithm."""

    score: float
    text: str
    reason: str


def legacy_reading(line: str, usual: str, evidence: Evidence) -> Reread | None:
    """The likeliest re-reading of `line`; None where none is clearly likelier than its `usual` repair."""
    likelihood = likelihood_of(evidence.languages)
    least = any_language().of_text(usual) + _MARGIN
    best: Reread | None = None
    for read_as, meant in _mistaken():
        text = _reread(line, read_as, meant)
        if text is None or text == line or not _is_proven(line, text):
            continue
        found = likelihood.of_text(text)
        if found > least:
            least, best = found, Reread(found, text, f"legacy:{meant}")
    return best


@cache
def _mistaken() -> list[tuple[str, str]]:
    """What text is read as, and what it is meant as."""
    return [(read_as, meant) for read_as, meant in map(str.split, table(_PACKAGE, "encodings")["mistaken"])]


def _is_proven(line: str, text: str) -> bool:
    """Whether so many letters change that the whole is no chance."""
    if _BOX.search(text) or _is_alphabet(line) or _turns_to_capitals(line, text):
        return False
    if len(line) != len(text) or any(
        old != new and new.isalpha() and script_of(new) != "latin"
        for old, new in zip(line, text, strict=True)
    ):
        return len(_RUN.findall(text)) >= _FEWEST_RUNS
    inside = {
        line[at]
        for at in range(1, len(line) - 1)
        if line[at] != text[at] and line[at - 1].isalpha() and line[at + 1].isalpha()
    }
    return len(inside) >= _FEWEST_LATIN or (_DASH.search(line) is not None and " — " in text)


def _is_alphabet(line: str) -> bool:
    """Whether the line is one long word that holds no letter twice, as hardly a word of that length does."""
    return len(set(line.lower())) == len(line)


def _turns_to_capitals(line: str, text: str) -> bool:
    """Whether small letters become capitals: damage does the reverse, since nobody writes so."""
    capitals = sum(map(str.isupper, text))
    return capitals > sum(map(str.isupper, line)) and capitals > sum(map(str.islower, text))


def _reread(line: str, read_as: str, meant: str) -> str | None:
    content = encoded(line, read_as)
    if content is None:
        return None
    if meant not in row_of(_PACKAGE, "encodings", "multibyte"):
        return line.translate(_meant_by(read_as, meant))
    try:
        return content.decode(meant)
    except UnicodeDecodeError:
        return None


@cache
def _meant_by(read_as: str, meant: str) -> dict[int, str]:
    """What each character beyond ASCII stands for where text in one encoding was read as another."""
    found: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        wrong, right = sloppy(bytes([byte]), read_as), sloppy(bytes([byte]), meant)
        if wrong and right:
            found[ord(wrong)] = right
    return found
