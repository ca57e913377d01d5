"""Rows that a page was too narrow for, joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from careerdoc.fields import dates, degrees
from careerdoc.fields.labels import labelled
from careerdoc.readers.profile.looks import Part, points
from careerdoc.readers.profile.phrases import leads_on
from careerdoc.readers.profile.rows import LONGEST_HEAD, Row, joined
from careerdoc.text.patterns import wide_pattern

_NARROWEST = 24
"""Characters of the shortest row whose name can go on below."""
_ENDED = re.compile(r"[.!?:;。！？…]$|[)\]]$")
_SENTENCE_END = re.compile(r"[.!?:;。！？…][\"'”’»)]*$")
_WIDE, _REST_WORDS, _LIKELY = 50, 2, 0.7
"""Characters of a row that may have been too long for its page, and words of what was left."""
_PROSE_WORDS = 7
_LONG_RUN, _LAST_ROWS = 1000, 8
"""Characters of joined rows from which on only the last few of them tell whether they go on."""
_FOLDED = range(50, 121)
"""Widths in characters at which people and programs fold text."""
_DASH_END = re.compile(r"[-–—―~〜]$")
_CASELESS_END = wide_pattern(r"[\u3040-\u30ff\u3400-\u9fff]$")


def unwrapped(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, where one that surely goes on in the next is joined with it.

    A row goes on where it leaves a bracket open, ends with a word or sign that leads on, or is
    long and the next one starts in the middle of a phrase.
    """
    known = list(rows)
    run: list[Row] = []
    told: Row | None = None
    for row, width in zip(known, _widths(known), strict=True):
        if told is not None and _goes_on(told, row, width):
            run.append(row)
            told = _joined([told, row] if len(told.text) < _LONG_RUN else run[-_LAST_ROWS:])
            continue
        if told is not None:
            yield _joined(run)
        run, told = [row], row
    if told is not None:
        yield _joined(run)


def _widths(rows: Sequence[Row]) -> Iterator[int]:
    """For each row the characters of the longest line that stands in one block with it."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end].after_blank or rows[end].section:
            width = max(_length(row) for row in rows[start:end])
            yield from (width for _ in rows[start:end])
            start = end


def _length(row: Row) -> int:
    return len(row.lines[-1].text.rstrip())


def _goes_on(row: Row, following: Row, width: int) -> bool:
    """Whether the following row, in a block so many characters wide, is the rest of a row."""
    if following.after_blank or following.is_bullet:
        return False
    if _is_half_range(row) and _is_other_half(following):
        return True
    if row.is_bullet:
        return (
            following.indent > row.indent
            and following.text[:1].islower()
            and not following.found
            and not _stands_alone(following)
        )
    if _is_dates(row) or _stands_alone(row) or _stands_alone(following):
        return False
    if _is_open(row.text):
        return _closes(following.text)
    if _is_prose(row) and not _SENTENCE_END.search(row.text):
        is_full = _length(row) + 1 + len(following.text.split(" ", 1)[0]) > width
        return following.text[:1].islower() or (is_full and width in _FOLDED)
    if len(row.text) + len(following.text) >= LONGEST_HEAD or row.is_text or following.is_text:
        return False
    return not row.found and not _ENDED.search(row.text) and _is_name_going_on(row, following)


def _stands_alone(row: Row) -> bool:
    return row.section is not None or row.noise is not None or row.label is not None


def _is_name_going_on(row: Row, following: Row) -> bool:
    if degrees.recognize(following.text.partition(",")[0]) >= _LIKELY:
        return False
    if leads_on(row.text) and not following.found:
        return True
    if len(row.text) >= _WIDE and _is_rest(row, following):
        return True
    return len(row.text) >= _NARROWEST and following.text[:1].islower() and not following.found


def _is_rest(row: Row, following: Row) -> bool:
    """Whether a short row can only be the end of the long name above it."""
    rest = following.text[: following.found[0].start_offset] if following.found else following.text
    words = rest.strip(" ·(,-–").split()
    if not 0 < len(words) <= _REST_WORDS:
        return False
    text = " ".join(words)
    if following.found:
        return degrees.recognize(row.text) >= _LIKELY
    return not any(
        points(part, text) > 0.5 for part in (Part.TITLE, Part.ORGANIZATION, Part.INSTITUTION)
    ) and (points(Part.PLACE, text) < 0.5)


def _is_dates(row: Row) -> bool:
    """Whether a row says little more than its dates, which go on nowhere."""
    told = sum(found.end_offset - found.start_offset for found in row.found)
    return 2 * told > len(row.text) and not _is_open(row.text)


def _is_half_range(row: Row) -> bool:
    """Whether a row ends in a date and a dash."""
    return bool(row.found) and bool(_DASH_END.search(row.text)) and row.found[-1].end_offset == len(row.text)


def _is_other_half(row: Row) -> bool:
    """Whether a row is the second half of a range: one date, or a word for the present."""
    if dates.is_present(row.text):
        return True
    return len(row.found) == 1 and row.found[0].start_offset == 0 and row.found[0].stated.single


def _is_prose(row: Row) -> bool:
    """Whether a row reads like a piece of running text: many words, most of them small."""
    words = row.text.split()
    if len(words) < _PROSE_WORDS or "\t" in row.text or "   " in row.text:
        return False
    return 2 * sum(map(str.islower, words)) > len(words)


def _is_open(text: str) -> bool:
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _closes(text: str) -> bool:
    closing = min((place for sign in ")）" if (place := text.find(sign)) >= 0), default=-1)
    opening = min((place for sign in "(（" if (place := text.find(sign)) >= 0), default=len(text))
    return 0 <= closing < opening


def _joined(run: Sequence[Row]) -> Row:
    """Several rows as one, which stands and is marked like the first."""
    first = run[0]
    if len(run) == 1:
        return first
    text = "".join(f"{row.text}{_between(row.text)}" for row in run[:-1]) + run[-1].text
    label = labelled(text) if first.label is not None else None
    return joined(run, text, found=dates.found_in(text), label=label)


def _between(text: str) -> str:
    """What joins a text with its next line: nothing behind a hyphen or a script without blanks."""
    return "" if _CASELESS_END.search(text) or text.endswith("-") else " "
