"""Rows that tell several dated facts in turn, one behind the other."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from careerdoc.fields import dates
from careerdoc.readers.profile.rows import Row

_END = re.compile(r";\s+|(?<=[^\W\d_]{3})[.。]\s+(?=[^\W\d_a-z])")
_Clause = tuple[int, int, list[dates.Found]]
"""Where a clause starts and ends in the text of its row, and the dates in it."""


def with_clauses(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, where one that tells several dated facts in turn is cut between them."""
    for row in rows:
        if len(row.found) < 2 or (row.is_text and ";" not in row.text):
            yield row
        else:
            yield from _parted(row)


def _parted(row: Row) -> Iterator[Row]:
    clauses = _clauses(row)
    if sum(bool(dated) for _, _, dated in clauses) < 2:
        yield row
        return
    for number, (start, end, dated) in enumerate(clauses):
        moved = (
            replace(found, start_offset=found.start_offset - start, end_offset=found.end_offset - start)
            for found in dated
        )
        is_first = row.after_blank and not number
        yield replace(row, text=row.text[start:end], found=tuple(moved), after_blank=is_first, label=None)


def _clauses(row: Row) -> list[_Clause]:
    """The clauses of a row; one without dates belongs to the next, the last stands for itself."""
    clauses: list[_Clause] = []
    start = 0
    ahead = deque(row.found)
    ends = [(end.start(), end.end()) for end in _END.finditer(row.text)]
    for end, following in [*ends, (len(row.text), len(row.text))]:
        dated = []
        while ahead and ahead[0].end_offset <= end:
            dated.append(ahead.popleft())
        if dated or following == len(row.text):
            clauses.append((start, end, dated))
            start = following
    return clauses
