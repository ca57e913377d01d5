"""Numbers of phones in a text: with a country, behind a label, or grouped like no other number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from careerdoc.redaction.found import Found
from careerdoc.redaction.phone_labels import ends_with_label, names_other_number
from careerdoc.text.tables import alternatives, table

_LEAST, _MOST = 7, 15
"""Digits of a number with its country. Source: ITU-T E.164; the shortest that are in use have seven."""
_LEAST_LABELLED = 5
_BESIDE = range(8, 14)
"""How many digits a number has that is told by the contact beside it."""
_NEAR = 80
"""Characters between two contacts that stand beside each other."""
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
# ISBN, post codes of the United States, decimals, days without signs between their parts.
_CODE = re.compile(
    r"97[89][- ]?\d.*|\d-\d{2,7}-\d{1,7}-\d|\d{5}-\d{4}|\d+\.\d+"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_GAP = r"(?:[ ]?[-./]?[ ]?\([ ]?|[ ]?\)[ ]?[-./]?[ ]?|[ ]?[-./][ ]?|(?<=\d)–(?=\d)|[ \t]{1,2})"
_RUN = re.compile(rf"(?:\+[ ]?)?(?:\([ ]?\+?)?(?<!\d)\d++(?:{_GAP}\d++)*+")
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)\\d\\d"
_DATE = rf"(?:{_YEAR}[-./]{_MONTH}(?:[-./]{_DAY})?|(?:{_DAY}[-./ ])?{_DAY}[-./ ]{_YEAR}|{_YEAR})"
# A year alone may be part of a number. A range of dates, and a date with its day, are none.
_OF_DATES = re.compile(
    rf"""(?=\d)(?<![\d(+])(?<!\d[-./])
         (?:{_DATE}[ ]?[-–/][ ]?(?:{_DATE}|\d\d(?![-./ ]?\d))
           |{_DAY}[-./]{_DAY}[-./]{_YEAR}|{_YEAR}[-./]{_MONTH}[-./]{_DAY}
           |(?:[01]?\d|2[0-3])[.:][0-5]\d[ ]?[-–][ ]?(?:[01]?\d|2[0-4])[.:][0-5]\d)
         (?!\d|[-./]\d)""",
    re.VERBOSE,
)
_PAGE = re.compile(r"://[^\s<>\"']+|\bwww\.[^\s<>\"']+|\b10\.\d{4,9}/\S+", re.IGNORECASE)
_LINK = re.compile(
    r"""(?:\b(?:tel|sms|callto|facetime):/{0,2}|\b(?:wa\.me|t\.me)/(?=\+?\d)|[?&](?:phone|tel|mobile|whatsapp)=)
        (?P<number>\+?\(?\d(?:[-.() ]?\d){4,16})(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_YEARS = re.compile(rf"{_YEAR}(?:[ ]?[-/.(][ ]?{_YEAR}|[ ]{_YEAR})*")
_MONTH_OF_YEAR = re.compile(rf"(?<!\d){_MONTH}[-./ ]{_YEAR}(?!\d)")
_ROUND = re.compile(r"\+?\d{1,3}(?:[ .]\d{3})*[ .]000|\d{1,5}000|\d\.\d+")
_BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
_INTERNET = re.compile(rf"{_BYTE}(?:\.{_BYTE}){{3}}")
_AMERICAN = re.compile(r"(?:\+?1[-. ])?(?:\([2-9]\d\d\)[-. ]?|[2-9]\d\d[-. –])\d{3}[-. –]\d{4}")
_SHAPES = (
    _AMERICAN,
    # An area in brackets, or a zero before it; then groups that no date and no amount has.
    re.compile(r"\(0\d{1,5}\)[ ]?[-/]?[ ]?\d{2,8}(?:[ -]\d{2,8}){0,4}|\(\d{2}\)[ ]?\d{4,5}[- ]\d{4}"),
    re.compile(r"0[1-9]\d{0,4}(?:[ ]?[-./][ ]?|[ ])\d{2,8}(?:[-. ]\d{2,8}){0,4}"),
    re.compile(r"1[3-9]\d([- ])\d{4}\1\d{4}"),  # China
    re.compile(r"8?[ -]?\(?\d{3}\)?[ -]?\d{3}-\d\d-\d\d"),  # Russia
)
_OF_SHAPE = range(9, 13)
_BEFORE = re.compile(r"[\w#$€£¥=~^@]\Z|\w[-./_:,]\Z|[#$€£¥][ ]\Z")
_WORD_BEFORE = re.compile(r"[\w+]\Z")
_BEHIND = re.compile(r"[\w%€$£¥°+]|[-_/:@]\w|[,.:]\d|[ ](?:%|€|\$|£|¥|kr\b)")
_TRUNK = re.compile(r"\(\s*0\s*\)")
_SPLIT = re.compile(r"[ ][-./][ ]|/")
_NO_DIGIT = re.compile(r"\D")
_DIGIT = re.compile(r"\d")


def found_in(
    text: str, contacts: Sequence[tuple[int, int]] = (), *, is_labelled: bool = False
) -> list[Found]:
    """Each number of a phone; `is_labelled` where its field is one of phones.

    `contacts` are the spans of other contacts: a number beside one needs no label of its own. Any other
    run of as many digits as a number may have is found, too, and not sure.
    """
    if "…" not in text and not any(map(_is_long, _RUN.findall(text))):
        return []
    found = [_of_link(link) for link in _LINK.finditer(text)]
    hidden = [(one.start, one.end) for one in found]
    hidden += [match.span() for pattern in (_PAGE, _OF_DATES) for match in pattern.finditer(text)]
    masked = _masked(text, sorted(hidden))
    unsure: list[tuple[int, int]] = []
    for start, end in _runs(masked):
        parts = list(_parts(text, start, end, is_labelled))
        numbers = [_number(text, *part, is_labelled) for part in parts]
        found += filter(None, numbers)
        unsure += [part for part, number in zip(parts, numbers, strict=True) if number is None]
        if len(parts) > 1 and not any(numbers):
            unsure.append((start, end))
    places = sorted((*contacts, *((one.start, one.end) for one in found)))
    return found + [_unsure(text, start, end, places) for start, end in unsure]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with a control character in place of each character of the spans."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        if end > done:
            pieces += (text[done:start], "\0" * (end - max(start, done)))
            done = end
    return "".join((*pieces, text[done:]))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Each run of digits and what stands between the groups of a number."""
    for run in _RUN.finditer(text):
        start, end = run.span()
        if not (_is_long(run[0]) or text[end : end + 1] == "…"):
            continue
        if run[0].startswith("(") and ")" not in run[0]:
            start += 1  # the bracket of a remark, not of an area
        yield start, end


def _is_long(run: str) -> bool:
    return len(run) >= _LEAST_LABELLED and sum(map(str.isdigit, run)) >= _LEAST_LABELLED


def _parts(text: str, start: int, end: int, is_labelled: bool) -> Iterator[tuple[int, int]]:
    """The number that a run begins with, and what slashes and dashes between blanks part of the rest."""
    number = _number(text, start, end, is_labelled)
    if number is not None:
        yield start, min(number.end, end)
        rest = _DIGIT.search(text, number.end, end) if number.end < end else None
        if rest is None:
            return
        start = rest.start()
    done = start
    for gap in _SPLIT.finditer(text, start, end):
        yield done, gap.start()
        done = gap.end()
    yield done, end


def _number(text: str, start: int, end: int, is_labelled: bool) -> Found | None:
    """The number of a phone that begins here and ends at `end` or before; None where it is none."""
    given = text[start:end]
    digits = _NO_DIGIT.sub("", _TRUNK.sub("", given))
    if "+" in given[:3]:
        return _international(text, start, end, digits)
    if ends_with_label(text, start) or is_labelled:
        return _labelled(text, start, end, digits)
    if _BEFORE.search(text, max(0, start - 2), start) or _is_counted(text, end):
        return None
    if digits.startswith("00") and _LEAST + 2 <= len(digits) <= _MOST + 2 and _has_country(digits[2:]):
        return _found(text, start, end, digits[2:])
    if names_other_number(text, start) or not any(shape.fullmatch(given) for shape in _SHAPES):
        return _american_start(text, start, end)
    if len(digits) not in _OF_SHAPE or _INTERNET.fullmatch(given) or _MONTH_OF_YEAR.search(given):
        return None
    return _found(text, start, end, _with_country(given, digits))


def _international(text: str, start: int, end: int, digits: str) -> Found | None:
    if _WORD_BEFORE.search(text, max(0, start - 1), start) or _ROUND.fullmatch(text[start:end]):
        return None
    if len(digits) > _MOST:
        end = _shortened(text, start, end)
        digits = _NO_DIGIT.sub("", _TRUNK.sub("", text[start:end]))
    is_cut_off = len(digits) > 3 and text[end : end + 1] == "…"
    if (len(digits) < _LEAST and not is_cut_off) or len(digits) > _MOST or not _has_country(digits):
        return None
    return _found(text, start, end, digits)


def _shortened(text: str, start: int, end: int) -> int:
    """Where the last group ends that a number of the greatest length can have."""
    groups = [match.span() for match in re.finditer(r"\d+", text[start:end])]
    lengths = accumulate(last - first for first, last in groups)
    fitting = [last for (_, last), length in zip(groups, lengths, strict=True) if length <= _MOST]
    return start + fitting[-1] if fitting else end


def _labelled(text: str, start: int, end: int, digits: str) -> Found | None:
    given = text[start:end]
    if len(digits) > _MOST or _is_other(given) or _is_counted(text, end):
        return _american_start(text, start, end)
    is_marked = text[max(0, start - 3) : start].rstrip(" +(\"'")[-1:] in (":", "=", "：", "") or start == 0
    least = _LEAST_LABELLED if is_marked else _LEAST
    if len(digits) < (3 if text[end : end + 1] == "…" else least):
        return None
    return _found(text, start, end, _with_country(given, digits))


def _american_start(text: str, start: int, end: int) -> Found | None:
    """The American number at the start of a run, behind which a year or a count may stand."""
    match = _AMERICAN.match(text, start, end)
    if match is None or text[match.end() : match.end() + 1] not in ("", " ", ")"):
        return None
    if _BEFORE.search(text, max(0, start - 2), start) or names_other_number(text, start):
        return None
    return _found(text, start, match.end(), _with_country(match[0], _NO_DIGIT.sub("", match[0])))


def _is_other(given: str) -> bool:
    """Whether digits are years, an amount or the address of a computer."""
    return any(pattern.fullmatch(given) for pattern in (_YEARS, _ROUND, _INTERNET)) or (
        _MONTH_OF_YEAR.search(given) is not None
    )


def _is_counted(text: str, end: int) -> bool:
    """Whether what stands behind digits makes them an amount, or a part of something longer."""
    return _BEHIND.match(text, end) is not None and _extension().match(text, end) is None


def _unsure(text: str, start: int, end: int, contacts: Sequence[tuple[int, int]]) -> Found:
    """Digits that no label and no shape tells: sure where they stand alone, or another contact beside."""
    given = text[start:end]
    digits = _NO_DIGIT.sub("", given)
    is_number = (
        len(digits) in _BESIDE
        and not (_is_other(given) or _CODE.fullmatch(given))
        and not (_is_counted(text, end) or names_other_number(text, start))
        and not _BEFORE.search(text, max(0, start - 2), start)
        and (_is_beside(text, start, end, contacts) or _is_alone(text, start, end))
    )
    return Found("phone", start, end, _with_country(given, digits), is_sure=is_number)


def _is_beside(text: str, start: int, end: int, contacts: Sequence[tuple[int, int]]) -> bool:
    """Whether another contact stands near these digits, on their line."""
    position = bisect_right(contacts, (start, start))
    before, behind = contacts[max(0, position - 1) : position], contacts[position : position + 1]
    gaps = [*((other_end, start) for _, other_end in before), *((end, other) for other, _ in behind)]
    return any(last - first <= _NEAR and "\n" not in text[first:last] for first, last in gaps)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a line holds nothing but these digits, in groups that no amount and no code has."""
    given = text[start:end]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    around = text[max(first, start - _NEAR) : start] + text[end : last if last >= 0 else len(text)][:_NEAR]
    groups = re.findall(r"\d+", given)
    is_amount = _AMOUNT.fullmatch(given) is not None
    return len(groups) > 1 and len(groups[-1]) > 1 and not any(map(str.isalnum, around)) and not is_amount


def _of_link(link: re.Match[str]) -> Found:
    digits = _NO_DIGIT.sub("", link["number"])
    return Found("phone", link.start("number"), link.end("number"), digits)


def _found(text: str, start: int, end: int, key: str) -> Found:
    extension = _extension().match(text, end)
    return Found("phone", start, extension.end() if extension else end, key)


def _with_country(given: str, digits: str) -> str:
    """The digits that all spellings of a number share: with the country, where that is plain."""
    if digits.startswith("00"):
        return digits[2:]
    if _AMERICAN.fullmatch(given):
        return digits if len(digits) > 10 else f"1{digits}"
    return f"national {digits}"


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(table(__package__, "phones")["countries"])


def _has_country(digits: str) -> bool:
    return _countries().match(digits) is not None


@cache
def _extension() -> re.Pattern[str]:
    words = alternatives(table(__package__, "phones")["extensions"])
    return re.compile(
        rf"[ ]?[,;(]?[ ]?(?!x[ ]\d{{1,6}}[ ]\d)(?:{words})[.:=]?[ ]?\d{{1,6}}(?!\d)", re.IGNORECASE
    )
