"""Which known headings head a section here, and the sections that they part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from careerdoc.fields.sections import Section
from careerdoc.model.document import Document
from careerdoc.readers.profile.marking import Mark, MarkedLine, is_head, is_name, marked_lines
from careerdoc.text.prose import is_sentence

_YEARS_INSIDE = re.compile(r"\b(?:19|20)\d\d\s?[-–—]\s?(?:(?:19|20)?\d\d\b|[^\W\d_])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CAREER: frozenset[Section | None] = frozenset({"experience", "education"})
_TOP = 4
"""Lines below a heading among which dates or a name show that it heads records."""
_BRIEF_WORDS = 3
_SHORTEST_MENU = 3


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """The lines under one heading; the first section, or one below a menu, may have none."""

    section: Section | None
    heading: MarkedLine | None
    lines: tuple[MarkedLine, ...]


def profile_lines(document: Document) -> tuple[MarkedLine, ...]:
    """The marked lines, where only what heads a section is a heading.

    A run of headings and short lines is a menu. "Work" above a paragraph is text.
    """
    lines = list(marked_lines(document))
    for index in [*_menu_lines(lines)]:
        lines[index] = replace(lines[index], mark=Mark.MENU, section=None)
    idle = set(_idle_headings(lines))
    return tuple(
        replace(line, mark=Mark.TEXT, section=None) if line.line.number in idle else line for line in lines
    )


def sections_of(lines: Sequence[MarkedLine]) -> tuple[MarkedSection, ...]:
    """The lines cut at their headings and menus; the lines of a menu are in none."""
    cuts = [index for index, line in enumerate(lines) if line.mark in {Mark.HEADING, Mark.MENU}]
    sections = [MarkedSection(None, None, tuple(lines[: cuts[0]] if cuts else lines))]
    for start, end in pairwise([*cuts, len(lines)]):
        heading = lines[start] if lines[start].mark is Mark.HEADING else None
        sections.append(MarkedSection(lines[start].section, heading, tuple(lines[start + 1 : end])))
    return tuple(section for section in sections if section.lines)


def has_years_inside(line: MarkedLine) -> bool:
    """Whether a range of years stands somewhere in the line."""
    return bool(_YEARS_INSIDE.search(line.text))


def _menu_lines(lines: Sequence[MarkedLine]) -> Iterator[int]:
    for is_brief, run in groupby(range(len(lines)), key=lambda index: _is_brief(lines[index])):
        if is_brief:
            yield from _menu_in([*run], lines)


def _menu_in(run: list[int], lines: Sequence[MarkedLine]) -> list[int]:
    """The part of a run of short lines that is a menu: mostly headings, one right below another.

    A heading of a career with a record right below it is none of its items.
    """
    following = lines[run[-1] + 1 : run[-1] + 2]
    is_headed = any(line.mark is Mark.DATES or is_head(line) for line in following)
    if is_headed and lines[run[-1]].section in _CAREER:
        run = run[:-1]
    headings = [index for index in run if lines[index].mark is Mark.HEADING]
    if not any(
        below == above + 1 and lines[below].key != lines[above].key for above, below in pairwise(headings)
    ):
        return []
    # Only at the top of a text do lines above the first heading belong to the menu.
    menu = run[run.index(headings[0]) if run[0] else 0 : run.index(headings[-1]) + 2]
    return menu if len(menu) >= _SHORTEST_MENU and 2 * len(headings) >= len(menu) else []


def _is_brief(line: MarkedLine) -> bool:
    if line.mark is Mark.HEADING:
        return True
    is_short = line.mark is Mark.TEXT and len(line.text.split()) <= _BRIEF_WORDS
    return is_short and is_name(line.text) and not is_head(line)


def _idle_headings(lines: Sequence[MarkedLine]) -> Iterator[int]:
    """The lines of a career's headings with neither dates nor a name near the top of their section."""
    for section in sections_of(lines):
        if section.heading is not None and section.section in _CAREER:
            top = section.lines[:_TOP]
            if not any(line.mark is Mark.DATES or is_head(line) or _is_dated(line) for line in top):
                yield section.heading.line.number


def _is_dated(line: MarkedLine) -> bool:
    return bool(_YEAR.search(line.text)) and not is_sentence(line.text)
