"""What stands before a number and says whose it is: a phone's, or something else's."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import row_of

_LONGEST_LABEL = 80
_MOST_BETWEEN = 3
_MOST_WORDS = 4
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TAIL = re.compile(r"(?P<line>[^\n]*?)(?P<gap>[^\w\n]{0,8}\n?[^\w\n]{0,8})\Z")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?<![\w.@-])([^\W\d_]{1,16})[^\w\n@\"']{0,4}\Z")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTER = re.compile(r"(?<!\w)(?P<letter>[A-Za-z]{1,2})[ ]?[:：][ ]?\Z")


def ends_with_label(text: str, end: int) -> bool:
    """Whether a label of phones stands right before this place, on its line or alone on the one before."""
    before = _TAG.sub(" ", text[max(0, end - _LONGEST_LABEL) : end])
    letter = _LETTER.search(before)
    if letter and letter["letter"].lower() in row_of(__package__, "phones", "letters"):
        return True
    tail = _TAIL.search(before)
    if tail is None:
        return False
    if any(sign in tail["gap"] for sign in row_of(__package__, "phones", "signs")):
        return True
    return is_label(tail["line"])


def is_label(key: str) -> bool:
    """Whether words end with a label of phones: `phone`, `mobile_number`, `contact.workPhone`."""
    words = _WORD.findall(fold(key))
    parts = _WORD.findall(fold(_CAPITAL.sub(" ", key)))
    return _end_with_label(words) or (parts != words and _end_with_label(parts))


def is_label_alone(text: str) -> bool:
    """Whether a text says nothing but that a number comes: `Phone:`, `Mobile (private)`."""
    words = _WORD.findall(fold(text)) if len(text) <= _LONGEST_LABEL else []
    while len(words) > 1 and words[-1] in row_of(__package__, "phones", "between"):
        if " ".join(words) in _labels():
            return True
        words.pop()
    return " ".join(words) in _labels()


def names_other_number(text: str, end: int) -> bool:
    """Whether the word before this place announces a number of another kind, such as `ISBN`."""
    word = _LAST_WORD.search(text, max(0, end - 24), end)
    return word is not None and word[1].lower() in row_of(__package__, "phones", "others")


def _end_with_label(words: list[str]) -> bool:
    words = words[-_MOST_WORDS - _MOST_BETWEEN :]
    for _ in range(_MOST_BETWEEN + 1):
        if not words:
            return False
        if any(" ".join(words[-count:]) in _labels() for count in range(1, _MOST_WORDS + 1)):
            return True
        if words[-1].endswith(_asian_labels()):
            return True
        if words[-1] not in row_of(__package__, "phones", "between") and not _is_ordinal(words[-1]):
            return False
        words.pop()
    return False


def _is_ordinal(word: str) -> bool:
    return word.isdecimal() and len(word) == 1


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold, row_of(__package__, "phones", "labels")))


@cache
def _asian_labels() -> tuple[str, ...]:
    """Labels of scripts without blanks between words."""
    return tuple(label for label in _labels() if any("\u2e80" <= sign <= "\u9fff" for sign in label))
