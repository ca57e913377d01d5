"""Whether a short text is a title or a name, or only a piece of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from careerdoc.fields import titles
from careerdoc.text.keys import fold
from careerdoc.text.tables import row_of

_row = partial(row_of, __package__, "words")
_NOT_A_WORD = re.compile(r"[\W_]+")
# What follows these signs does not belong to the title in front of them.
_PARTED = re.compile(r"\s[-–—|·•/@]\s|[\[/:|\t]|\s{2}")
_SURE = 0.7


def is_title_phrase(text: str) -> bool:
    """Whether the word for a job is what the phrase is about.

    It stands at the end, before words such as "of", or in front of capitals only; in some
    languages first. "Director level reporting" is about reporting, "I was a director" a sentence.
    """
    if titles.recognize(text) < _SURE:
        return False
    before, bracket, inside = _PARTED.split(text.strip())[0].partition("(")
    return _is_about_job(before) or (bool(bracket) and _is_about_job(inside))


def _is_about_job(text: str) -> bool:
    written = [word for word in _NOT_A_WORD.split(text) if word]
    phrase = _before_preposition(written)
    if any(fold(word) in _row("sentence") or word == "I" for word in phrase):
        return False
    while len(phrase) > 1 and fold(phrase[-1]) in _row("level"):
        phrase = phrase[:-1]
    return _ends_in_job(phrase) or (bool(phrase) and fold(phrase[0]) in _row("first"))


def is_name_phrase(text: str) -> bool:
    """Whether every word but small ones is written like a name's; a list or a verb is none."""
    written = [word for word in _NOT_A_WORD.split(text) if word]
    is_cased = all(not word[0].islower() or fold(word) in _row("inside") for word in written)
    return bool(written) and is_cased and "," not in text and not starts_in_past(text)


def starts_in_past(text: str) -> bool:
    """Whether a text starts like "Led a team" or "Promoted twice"; "United Airlines" does not."""
    first, *rest = text.split()[:2] or [""]
    is_verb = fold(first) in _row("past") or (len(first) > 4 and fold(first).endswith("ed"))
    return is_verb and all(not word[0].isupper() for word in rest)


def ends_open(text: str) -> bool:
    """Whether a line leads on to the next one: "Offices in:", "a ledger of offices in"."""
    return text.endswith((":", ",")) or (bool(text) and fold(text.split()[-1]) in _row("of"))


def _before_preposition(written: Sequence[str]) -> list[str]:
    """The words before the first "of"; "i" may be a preposition, "I" never is."""
    return list(takewhile(lambda word: word == "I" or fold(word) not in _row("of"), written))


def _ends_in_job(phrase: Sequence[str]) -> bool:
    jobs = [index for index, word in enumerate(phrase) if titles.recognize(word) >= _SURE]
    return bool(jobs) and not any(word[0].islower() for word in phrase[jobs[-1] + 1 :])
