"""Grades of degrees and examinations."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from careerdoc.fields.lexicons import listed
from careerdoc.text.keys import fold
from careerdoc.text.tables import alternatives

_SURE, _OPEN = 0.9, 0.4
_SIGNS = " \t,;:-–—·，、；：|/،."
_LONGEST = 60
"""Characters. Longer texts are no grades."""
_LONGEST_LABEL = 6
"""Words."""
_NUMBER = r"\d{1,3}(?:[.,٫]\d{1,3})?"
_CLASS = re.compile(r"(?:1|2|3)(?:st|nd|rd)?\s?[:.]\s?[12i]{1,2}(?:\s(?:hons|honours|\(hons\)|degree))?|1:1")
_LETTERS = re.compile(r"(?:[A-F][+\-−*]|A\*?|[A-F]{3})(?:(?:\s?[,/]\s?|\s{0,2})[A-F][+\-*]?)*")
_DECIMAL = re.compile(r"\d[.,]\d{1,2}")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|％|процент\w*)")
_TAIL = re.compile(r"(?:[,;|،，；·]|\s[-–—]\s|\.\s)\s*(?=\S)")
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,50})[)）\]]\s*$")
_DIGIT = re.compile(r"\d")
_FIRST = re.compile(r"[^\s:：=\d]+")
# What parts a label from its value.
_GAP = re.compile(r"\s*[:：=]\s*|\s+(?:[-–]\s+)?|(?<=[^\W\d])(?=\d)")


def recognize(text: str) -> float:
    """How much the whole of `text` looks like a grade, 0 to 1.

    .9 behind a label, in words or out of a scale's highest ("104/110", "Note: 1,4", "2:1",
    "magna cum laude"), .4 for a bare decimal, a share, a letter or an everyday word ("1,4",
    "85 %", "A+", "good"), 0 for any other text, dates and numbers of standards among them.
    """
    if not text or len(text) > _LONGEST:
        return 0.0
    return _likeness(text.strip())


def split(text: str) -> tuple[str, str | None]:
    """What stands in front of a grade at the end of a line, and the grade; None where none stands.

    The grade stands in brackets, or behind a comma, a semicolon, a dash, a bar or a label,
    which is left out ("Note: 1,4" gives "1,4"); a grade in words stays as written.
    """
    labelled = _behind_label(text.strip())
    if labelled and recognize(text) >= _SURE:
        return "", labelled
    start = max(0, len(text) - 2 * _LONGEST)
    bracket = _BRACKET.search(text, start)
    if bracket and recognize(bracket[1]) >= _SURE:
        return _rest(text[: bracket.start()]), _value(bracket[1])
    for mark in _TAIL.finditer(text, start):
        end = text[mark.end() :].strip()
        if recognize(end) >= _SURE or _is_sure_behind_comma(end):
            return _rest(text[: mark.start()]), _value(end)
    return _split_at_words(text)


def _split_at_words(text: str) -> tuple[str, str | None]:
    """The grade in words at the end, with no sign before it: "MSc Physics with distinction"."""
    pieces = text.split(" ")
    if fold(pieces[-1]) not in _last_of_bare_tails():
        return text, None
    for size in range(min(_LONGEST_LABEL, len(pieces) - 1), 0, -1):
        grade = " ".join(pieces[-size:])
        if fold(grade) in _row("bare_tails"):
            return _rest(" ".join(pieces[:-size])), grade
    return text, None


def _rest(text: str) -> str:
    return text.rstrip(_SIGNS) if text.rstrip().endswith(tuple(",;:-–—·，、；：|/،")) else text.rstrip()


def _value(text: str) -> str:
    return _behind_label(text.strip()) or text.strip()


def _is_sure_behind_comma(text: str) -> bool:
    return fold(text) in _row("worded") and fold(text) not in _row("everyday")


@lru_cache(maxsize=2048)
def _likeness(text: str) -> float:
    folded = fold(text).rstrip(".")
    if folded in _row("worded"):
        return _OPEN if folded in _row("everyday") else _SURE
    if not _DIGIT.search(text):
        return _likeness_of_words(text, folded)
    if _CLASS.fullmatch(folded) or _is_out_of_scale(folded):
        return _SURE if ":" in text or "/" in text or _is_out_of_scale(folded) else _OPEN
    behind = _behind_label(text)
    if behind:
        return _SURE if _is_value(fold(behind)) else 0.0
    worded = _BRACKET.search(folded)
    if worded and folded[: worded.start()].strip() in _row("worded") and _is_value(worded[1]):
        return _SURE
    return _OPEN if _DECIMAL.fullmatch(folded) or _SHARE.fullmatch(folded) else 0.0


def _likeness_of_words(text: str, folded: str) -> float:
    behind = _behind_label(text)
    if behind:
        is_value = fold(behind) in _row("worded") or bool(_LETTERS.fullmatch(behind))
        return _SURE if is_value else 0.0
    return _OPEN if _LETTERS.fullmatch(text) and len(folded) > 1 else 0.0


def _is_value(folded: str) -> bool:
    """Whether what stands behind a label is a number, a share, one of a scale, or words."""
    plain = _values().fullmatch(folded)
    return bool(plain) or folded in _row("worded") or _is_out_of_scale(folded)


def _is_out_of_scale(folded: str) -> bool:
    """Whether the text is a number out of a scale's highest: "104/110", "8 von 10"."""
    found = _scaled().fullmatch(folded)
    if not found:
        return False
    highest = found["highest"].replace(",", ".")
    # "03/20" is a month.
    if highest not in _row("scales") or (found["grade"].startswith("0") and "." not in found["grade"]):
        return False
    return float(found["grade"].replace(",", ".").replace("٫", ".")) <= float(highest)


def _behind_label(text: str) -> str | None:
    """What stands behind the longest known label at the start of the text; None where none does."""
    first = _FIRST.match(text)
    if not first or fold(first[0]) not in _first_of_labels():
        return None
    gaps = [*islice(_GAP.finditer(text, 0, _LONGEST), _LONGEST_LABEL)]
    known = (gap for gap in reversed(gaps) if fold(text[: gap.start()]) in _row("labels"))
    return next((rest for gap in known if (rest := text[gap.end() :].strip())), None)


@cache
def _last_of_bare_tails() -> frozenset[str]:
    return frozenset(tail.rpartition(" ")[2] for tail in _row("bare_tails"))


@cache
def _first_of_labels() -> frozenset[str]:
    return frozenset(found[0] for label in _row("labels") if (found := _FIRST.match(label)))


@cache
def _values() -> re.Pattern[str]:
    tails = alternatives(_row("tails"))
    return re.compile(rf"{_NUMBER}\s?(?:%|％)?(?:\s?(?:{tails}))?(?:\s?\(.{{1,30}}\))?")


@cache
def _scaled() -> re.Pattern[str]:
    joints, tails = alternatives(_row("of")), alternatives(_row("tails"))
    number = r"\d{1,4}(?:[.,٫]\d{1,3})?"
    return re.compile(
        rf"(?P<grade>{number})(?:\s?[/／]\s?|\s(?:{joints})\s)(?P<highest>{number})(?:\s?(?:{tails}))?"
        r"(?:\s?\(.{1,30}\))?"
    )


@cache
def _row(*path: str) -> frozenset[str]:
    return listed(__package__, "grades", *path)
