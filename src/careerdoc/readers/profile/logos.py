"""Names that a page shows the logo of: a line such as "Initech logo" tells an employer or school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from careerdoc.readers.profile.rows import Row
from careerdoc.text.keys import fold

_SHORTEST_NAME = 3
_PARTED = re.compile(r"\s[·•|]\s")
_WORD_END = re.compile(r"[-–:\s]|的|の")


def with_logos(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, where one that starts with a name of which the page shows the logo knows that name.

    A logo stands in front of all that is of its name, so what follows it stands apart.
    """
    known = [*_parted(rows)]
    logos = [fold(row.text) for row in known if row.noise == "logo"]
    for row in known:
        name = _PARTED.split(row.text, maxsplit=1)[0].strip() if logos else ""
        is_name = len(name) >= _SHORTEST_NAME and not row.noise and not row.section
        yield replace(row, named=name) if is_name and _is_shown(fold(name), logos) else row


def _parted(rows: Iterable[Row]) -> Iterator[Row]:
    is_below = False
    for row in rows:
        yield replace(row, after_blank=True) if is_below else row
        is_below = row.noise == "logo"


def _is_shown(name: str, logos: Iterable[str]) -> bool:
    """Whether a name stands in one of the lines of logos, between the ends of words."""
    return any(f" {name} " in f" {_WORD_END.sub(' ', logo)} " or f" {name} " in f" {logo} " for logo in logos)
