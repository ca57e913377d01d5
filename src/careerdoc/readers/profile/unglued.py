"""Lines of two columns that ran into each other, taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from careerdoc.fields import dates
from careerdoc.fields.labels import labelled
from careerdoc.fields.sections import section_of
from careerdoc.readers.profile.rows import Row

_HEADED = re.compile(
    r"(?P<heading>[^\W\d_a-zà-ÿ]{4,}(?: [^\W\d_a-zà-ÿ]{2,}){0,2})(?P<rest>[^\W\d_][a-zà-ÿа-яα-ω].*)"
)
_ENDED = re.compile(
    r"(?P<rest>.*[a-zà-ÿа-яα-ω.)\d])(?P<heading>[^\W\d_a-zà-ÿ]{4,}(?: [^\W\d_a-zà-ÿ]{2,}){0,2})"
)
_GLUED = re.compile(r"(?<=[a-zà-ÿ\d.)])(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ]{3,}[a-z])")
_FEWEST = 2
_CAREER = frozenset({"experience", "education"})
_SHORTEST, _LONGEST = 4, 80
"""Characters of a glued heading."""


def unglued(rows: Iterable[Row]) -> list[Row]:
    """The rows, where a heading that ran into its neighbour stands alone; others as they are.

    Where two headings at least are glued to a row, so is other text: it is cut where a small
    letter or number runs into a capital.
    """
    known = list(rows)
    glued = [_parted(row) for row in known]
    if sum(parts is not None for parts in glued) < _FEWEST:
        return known
    return [piece for row, parts in zip(known, glued, strict=True) for piece in _pieces(row, parts)]


def _parted(row: Row) -> tuple[str, str] | None:
    """The heading that is glued to a row, and the rest; None for a row that has none."""
    if row.section:
        return None
    for pattern in (_HEADED, _ENDED):
        found = pattern.fullmatch(row.text)
        if found is None or not found["heading"].isupper():
            continue
        heading, rest = found["heading"], found["rest"]
        if pattern is _HEADED:
            heading, rest = _cut_in_front(heading, rest)
        if section_of(heading) is not None:
            return heading, rest
    return None


def _cut_in_front(heading: str, rest: str) -> tuple[str, str]:
    """The longest heading that the capitals in front start with, and all behind it."""
    for end in range(min(len(heading), _LONGEST), _SHORTEST - 1, -1):
        if section_of(heading[:end]) is not None:
            return heading[:end], heading[end:] + rest
    return heading, rest


def _pieces(row: Row, parts: tuple[str, str] | None) -> Iterator[Row]:
    """The rows that a row was; a heading of the side column falls away, its line is kept."""
    heading, rest = parts if parts is not None else ("", row.text)
    texts = [row.text] if row.section else [piece for part in _GLUED.split(rest) if (piece := part.strip())]
    if len(texts) > 1 or parts is not None:
        yield from (_piece(row, text) for text in texts)
    else:
        yield row
    # The heading of the main column stands below what the side column still says above it.
    section = section_of(heading) if heading else None
    if section in _CAREER:
        yield replace(row, text=heading, section=section)


def _piece(row: Row, text: str) -> Row:
    return replace(row, text=text, found=dates.found_in(text), label=labelled(text), section=None)
