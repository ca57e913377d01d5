"""Documents that name jobs and years, and tell nobody's career."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from careerdoc.fields.wordings import key, keys_of
from careerdoc.readers.profile.rows import Row
from careerdoc.text.tables import table

_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)(?:\s?[ap]m)?\s*(?:[-–—]|\s|$|\|)")
_VERSION = re.compile(r"\[?v?\d{1,4}\.\d{1,3}(?:\.(?:\d{1,4}|x))?(?:[-.]\w{1,12})?\]?(?:\s*[-–—(:]|\s|$)")
_FEWEST_SIGNS, _FEWEST_TIMES, _FEWEST_VERSIONS = 2, 4, 2
_LONGEST_SIGN = 60
"""Characters of the longest wording of an advert."""
_FEWEST_WANTED = 3


def looks_like(rows: Sequence[Row]) -> str | None:
    """What the document is instead of a profile; None where nothing says that it is anything else.

    A list of changes is one only under headings, for numbers with dots stand elsewhere, too.
    """
    if len(_signs("advert", rows)) >= _FEWEST_SIGNS:
        return "a job advert"
    if len(_signs("company", rows)) >= _FEWEST_SIGNS:
        return "the page of a company"
    if sum(bool(_CLOCK.match(row.text)) for row in rows) >= _FEWEST_TIMES:
        return "the programme of an event"
    if sum(row.is_marked and bool(_VERSION.match(row.text)) for row in rows) >= _FEWEST_VERSIONS:
        return "a list of changes to a program"
    return None


def is_job_wanted(rows: Sequence[Row]) -> bool:
    """Whether somebody looks for work in a thread where all state the same things of themselves."""
    labels = {key(row.label.label) for row in rows if row.label is not None}
    return not labels.isdisjoint(_keys("wanted", "sure")) and len(labels & _keys("wanted")) >= _FEWEST_WANTED


def _signs(name: str, rows: Sequence[Row]) -> set[str]:
    """The different wordings of a kind of text that stand alone on a row, or in front of a colon."""
    texts = (row.label.label if row.label is not None else row.text for row in rows)
    return {key(text) for text in texts if len(text) <= _LONGEST_SIGN} & _keys(name)


@cache
def _keys(name: str, *rows: str) -> frozenset[str]:
    """The keys of the wordings of some rows of a section of the table, or of all."""
    section = table(__package__, "refusals")[name]
    return keys_of(section[row] for row in rows or section)
