"""The sections of a profile: its rows cut at what heads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from careerdoc.fields import degrees
from careerdoc.fields.sections import OF_ROLES, Section, is_plain_word
from careerdoc.readers.profile.looks import Part, is_name_shaped, points
from careerdoc.readers.profile.phrases import names_document
from careerdoc.readers.profile.rows import Row

"""Sections that hold roles."""
_TOP = 6
"""Rows below a heading among which dates or a name show that it heads records."""
_BRIEF_WORDS = 3
_SHORTEST_MENU = 3
_LONGEST_OPENING = 2
"""Rows of a career's heading and the first name below it, which no menu goes on with."""
_HEADING_WORDS = 6
_FEWEST_SECTIONS = 2
_FEWEST_RANGES = 2
_LIKELY_DEGREE = 0.6


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows under one heading; the first chapter, or one below a menu, has none.

    `section` is None where nothing says what its rows are. It `is_doubtful` where its heading is a
    word of many other pages, too, and no other section of a profile is there: "Timeline".
    """

    section: Section | None
    heading: Row | None
    rows: tuple[Row, ...]
    is_doubtful: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it can hold roles or education."""
        return self.section is None or self.section in OF_ROLES or self.section == "education"


def chapters_of(headed: Sequence[Row]) -> tuple[Chapter, ...]:
    """The chapters of rows `with_headings`, in order, without page furniture and those that hold no row."""
    cuts = [index for index, row in enumerate(headed) if row.section or row.noise in {"foreign", "menu"}]
    found = [Chapter(None, None, tuple(headed[: cuts[0]] if cuts else headed))]
    for start, end in pairwise([*cuts, len(headed)]):
        row = headed[start]
        heading = row if row.section else None
        found.append(Chapter(_section_of(row), heading, tuple(headed[start + 1 : end])))
    found = [*_side_by_side(found)]
    if not any(chapter.section == "education" for chapter in found):
        found = [_as_training(chapter) for chapter in found]
    if len({chapter.section for chapter in found} - {None, "other", "contact", "summary"}) < _FEWEST_SECTIONS:
        found = [replace(chapter, is_doubtful=_is_plain(chapter)) for chapter in found]
    kept = (replace(chapter, rows=tuple(row for row in chapter.rows if not row.noise)) for chapter in found)
    return tuple(chapter for chapter in kept if chapter.rows)


def _side_by_side(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """The chapters, where one that mixes the rows of two columns is that of the career.

    Their headings stand one right below the other then, and ranges of dates below both.
    """
    beside: Chapter | None = None
    for chapter in chapters:
        is_mixed = beside is not None and not chapter.is_open and any(row.has_range for row in chapter.rows)
        if beside is not None and is_mixed:
            yield replace(beside, rows=chapter.rows)
        else:
            yield chapter
        beside = chapter if chapter.is_open and chapter.section and not chapter.rows else None


def _section_of(row: Row) -> Section | None:
    """The section below a row that parts chapters; below what leads to other people none that is read."""
    if row.noise == "foreign":
        return "other"
    return None if row.section == "unknown" else row.section


def _is_plain(chapter: Chapter) -> bool:
    """Whether a heading is a word of many pages, and no range of dates stands alone on a row below it."""
    if chapter.heading is None or not is_plain_word(chapter.heading.text):
        return False
    return not any(row.has_range and row.is_dates_alone for row in chapter.rows)


def _as_training(chapter: Chapter) -> Chapter:
    """A chapter of certificates as education, where a row of it names a school beside its dates."""
    if chapter.section != "certifications":
        return chapter
    schools = [row for row in chapter.rows if row.found and _names_school(row.text)]
    return replace(chapter, section="education") if schools else chapter


def _names_school(text: str) -> bool:
    pieces = re.split(r",\s|\s{3,}|\t|\s[-–—|]\s", text)
    return any(points(Part.INSTITUTION, piece.strip()) > 1.5 for piece in pieces)


def with_headings(rows: Sequence[Row]) -> list[Row]:
    """The rows, where only what heads a chapter has a section: no item of a menu, no word of a text."""
    headed = [*_with_styled(_without_degrees(rows))]
    for index in _menu_rows(headed):
        headed[index] = replace(headed[index], section=None, noise="menu")
    idle = [*_idle_headings(headed), *_headings_in_careers(headed)]
    for index in idle:
        headed[index] = replace(headed[index], section=None)
    return headed


def _without_degrees(rows: Sequence[Row]) -> list[Row]:
    """The rows, where neither "Resume" on top nor what stands right below dates or a school is a heading."""
    is_none = (
        _is_of_record(row, rows[index - 1]) if index else names_document(row.text)
        for index, row in enumerate(rows)
    )
    return [replace(row, section=None) if none else row for row, none in zip(rows, is_none, strict=True)]


def _is_of_record(row: Row, above: Row) -> bool:
    """Whether a row that could be a heading says what the dates or the school right above it are of."""
    if row.section is None or row.after_blank:
        return False
    if above.is_bullet and row.indent > above.indent:
        return True
    if is_plain_word(row.text) and above.found and not above.text[: above.found[0].start_offset].strip():
        return row.section in {"internships", "volunteering"}
    return _is_degree_below(row, above)


def _is_degree_below(row: Row, above: Row) -> bool:
    if row.section != "education" or row.after_blank or degrees.recognize(row.text) < _LIKELY_DEGREE:
        return False
    return points(Part.INSTITUTION, above.text) > 1.5


def _with_styled(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, where one that is written like the known headings is a heading of an unknown section."""
    styles = {_style(row) for row in rows if row.section} - {None}
    for index, row in enumerate(rows):
        style = _style(row)
        is_heading = (
            row.section is None
            and style in styles
            and not row.found
            and not row.noise
            and not row.is_bullet
            and len(row.text.split()) <= _HEADING_WORDS
            and (style != "capitals" or (_stands_alone(rows, index) and not _names_employer(row)))
        )
        yield replace(row, section="unknown") if is_heading else row


def _names_employer(row: Row) -> bool:
    """Whether a row that is written like a heading names whom somebody was with: "HARBOUR GRILL"."""
    return any(points(part, row.text) > 1.5 for part in (Part.ORGANIZATION, Part.INSTITUTION))


def _stands_alone(rows: Sequence[Row], index: int) -> bool:
    """Whether blank lines set a row apart, or it opens a paragraph with several dated rows."""
    if not rows[index].after_blank:
        return False
    end = index + 1
    while end < len(rows) and not rows[end].after_blank:
        end += 1
    return end == index + 1 or sum(bool(row.found) for row in rows[index + 1 : end]) > 1


def _style(row: Row) -> str | None:
    text = row.lines[0].text.strip()
    if row.is_marked:
        return "#" * (len(text) - len(text.lstrip("#"))) or "underlined"
    if len(text) > 6 and (text[:3] == text[0] * 3 or text[-3:] == text[-1] * 3) and not text[0].isalnum():
        return "framed"
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        return "capitals"
    return None


def _menu_rows(rows: Sequence[Row]) -> Iterator[int]:
    for is_brief, run in groupby(range(len(rows)), key=lambda index: _is_brief(rows[index])):
        if is_brief:
            yield from _menu_in([*run], rows)


def _menu_in(run: list[int], rows: Sequence[Row]) -> list[int]:
    """The part of a run of short rows that is a menu: mostly headings, one right below another."""
    below = rows[run[-1] + 1 : run[-1] + 2]
    if any(_can_head(row) for row in below):
        last = [place for place, index in enumerate(run) if _is_career(rows[index])][-1:]
        run = run[: last[0]] if last and len(run) - last[0] <= _LONGEST_OPENING else run
    headings = [index for index in run if rows[index].section]
    if not headings or not any(
        right == left + 1 and rows[right].text != rows[left].text for left, right in pairwise(headings)
    ):
        return []
    menu = run[run.index(headings[0]) if run[0] else 0 : run.index(headings[-1]) + 2]
    return menu if len(menu) >= _SHORTEST_MENU and 2 * len(headings) >= len(menu) else []


def _is_brief(row: Row) -> bool:
    if row.section:
        return True
    is_short = len(row.text.split()) <= _BRIEF_WORDS and not row.found and not row.is_bullet
    return is_short and is_name_shaped(row.text) and not _can_head(row)


def _is_career(row: Row) -> bool:
    return row.section in OF_ROLES or row.section == "education"


def _can_head(row: Row) -> bool:
    """Whether a row shows a record: by its dates, its label, or what it names."""
    if row.found or (row.label is not None and row.label.field is not None):
        return True
    if row.section or row.noise or row.is_text:
        return False
    named = (Part.TITLE, Part.ORGANIZATION, Part.INSTITUTION, Part.DEGREE)
    return any(points(part, row.text) > 1.2 for part in named)


def _headings_in_careers(rows: Sequence[Row]) -> Iterator[int]:
    """The plain words inside a career, such as "Travel", below which it goes on with ranges of dates."""
    headings = [index for index, row in enumerate(rows) if row.section]
    for above, start, end in zip(headings, headings[1:], [*headings[2:], len(rows)], strict=False):
        row = rows[start]
        if rows[above].section in OF_ROLES and not _is_career(row) and is_plain_word(row.text):
            ranges = [one for one in rows[start:end] if any(not found.stated.single for found in one.found)]
            if len(ranges) >= _FEWEST_RANGES and not row.after_blank:
                yield start


def _idle_headings(rows: Sequence[Row]) -> Iterator[int]:
    """The plain words that look like a career's heading with no record near the top below them."""
    headings = [index for index, row in enumerate(rows) if row.section]
    for start, end in pairwise([*headings, len(rows)]):
        row = rows[start]
        if _is_career(row) and is_plain_word(row.text):
            top = [row for row in rows[start + 1 : end] if not row.noise][:_TOP]
            if top and not any(map(_can_head, top)):
                yield start
