"""Headings of the sections of a profile or resume."""

from __future__ import annotations

from functools import cache
from typing import Literal

from careerdoc.text.keys import word_key
from careerdoc.text.tables import table

Section = Literal["experience", "education", "other"]
_LONGEST_HEADING = 80
"""Characters, with the signs around it."""


def section_of(line: str) -> Section | None:
    """The kind of section that `line` is the heading of; None when it is no known heading.

    The signs around a heading do not matter: "## Education", "--- WORK ---", "Education:".
    """
    if len(line) > _LONGEST_HEADING:
        return None
    return _headings().get(word_key(line))


@cache
def _headings() -> dict[str, Section]:
    headings = table(__package__, "sections")
    sections: tuple[Section, ...] = ("experience", "education", "other")
    return {word_key(heading): section for section in sections for heading in headings[section]}
