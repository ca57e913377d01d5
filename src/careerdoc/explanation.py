"""What each line of an input was taken for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from careerdoc.model.document import Line, RawItem, Reading
from careerdoc.model.result import ExplainedLine

_NOTHING = "nothing"


def explained_lines(reading: Reading, lines: Sequence[Line]) -> tuple[ExplainedLine, ...]:
    """What each line that is not blank was taken for; none where the reader does not remark on lines.

    A line of a record names the record, counted by kind from 1, and the raw fields that stand on it:
    `role 1: title, dates`; a line of all of several records says `every record`. Any other line has
    the reader's remark, or else `nothing`.
    """
    if reading.remarks is None:
        return ()
    remarks = dict(reading.remarks)
    uses = _uses(reading.items, frozenset(remarks))
    return tuple(
        ExplainedLine(line.number, uses.get(line.number) or remarks.get(line.number, _NOTHING), line.text)
        for line in lines
        if line.text.strip()
    )


def _uses(items: Sequence[RawItem], remarked: frozenset[int]) -> dict[int, str]:
    """By line, the records that it is part of, each with the fields that it gives.

    A heading, which gives its records their kind, is told by its remark.
    """
    names = _names(items)
    found: defaultdict[int, dict[str, dict[str, None]]] = defaultdict(dict)
    for item, name in zip(items, names, strict=True):
        for number, field in _fields(item):
            if field != "kind" or number not in remarked:
                found[number].setdefault(name, {})[field] = None
    return {number: _told(uses, len(items)) for number, uses in found.items()}


def _names(items: Sequence[RawItem]) -> list[str]:
    """What to call each record: its kind, and its place among those of the kind from 1."""
    counts: Counter[str] = Counter()
    names: list[str] = []
    for item in items:
        counts[item.kind] += 1
        names.append(f"{item.kind} {counts[item.kind]}")
    return names


def _fields(item: RawItem) -> Iterator[tuple[int, str]]:
    """The lines of a record, each with a field that stands on it."""
    placed = [
        *((value.field, value.line, value.end_line) for value in item.values),
        *((f"extra.{extra.name}", extra.lines.line, extra.lines.end_line) for extra in item.extra),
        *(("leftover", lines.line, lines.end_line) for lines in item.leftover),
    ]
    for field, line, end_line in placed:
        yield from ((number, field) for number in range(line, end_line + 1))


def _told(uses: dict[str, dict[str, None]], record_count: int) -> str:
    """The uses of one line in words; records that take the same fields from it stand together."""
    by_fields: defaultdict[str, list[str]] = defaultdict(list)
    for name, fields in uses.items():
        by_fields[", ".join(fields)].append(name)
    return "; ".join(
        f"{'every record' if 1 < record_count == len(names) else ', '.join(names)}: {fields}"
        for fields, names in by_fields.items()
    )
