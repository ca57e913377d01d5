"""Values that are over a limit: what of them a record keeps, and what becomes of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from careerdoc.fields.forms import Values
from careerdoc.fields.rules import FIELDS
from careerdoc.model.document import RawValue
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import Limits
from careerdoc.model.records import Person
from careerdoc.normalize.gathering import Gathering, folded

_LONGEST = {"authors": 1_024}
"""Characters of fields that are always shorter; a longer text names nobody."""


def within_length(text: str, raw: RawValue, gathering: Gathering) -> str | None:
    """What a field takes of a text, None for nothing; the rest goes to leftover, and is told."""
    rule, limits = FIELDS[raw.field], gathering.options.limits
    if rule.is_prose or not rule.is_repaired or raw.field == "highlights":
        _tell_long_lines(text, raw, gathering)
        return text
    most = min(limits.max_field_length, _LONGEST.get(raw.field, limits.max_field_length))
    if len(text) <= most:
        return text
    start = text[: most + 1]
    kept = (start.rpartition(" ")[0] or start[:most]) if rule.is_cut else ""
    gathering.keep_left(text[len(kept) :].strip())
    message = f"{len(text)} characters where {most} are read; the rest is kept as leftover"
    gathering.note(Issue(IssueCode.FIELD_TOO_LONG, message), raw)
    return kept or None


def _tell_long_lines(text: str, raw: RawValue, gathering: Gathering) -> None:
    most = gathering.options.limits.max_line_length
    if len(text) <= most:
        return
    longest = max(map(len, text.split("\n")))
    if longest > most:
        message = f"a line of {longest} characters; its damage is judged in pieces"
        gathering.note(Issue(IssueCode.LINE_TOO_LONG, message), raw)


def within_number(values: Values, line: int, gathering: Gathering) -> Values:
    """The values that are known, and of fields of several those for which there still is room."""
    kept: Values = {}
    for name, value in values.items():
        most = _most_of(name, gathering.options.limits)
        if isinstance(value, tuple) and most is not None:
            value = tuple(_with_room(name, value, most, line, gathering))
        if value not in (None, ()):
            kept[name] = value
    return kept


def _with_room(
    name: str, values: tuple[Any, ...], most: int, line: int, gathering: Gathering
) -> Iterator[Any]:
    held = gathering.several.get(name, {})
    for value in values:
        if len(held) < most or folded(value) in held:
            yield value
        else:
            gathering.over.setdefault(name, []).append((line, value))


def _most_of(field: str, limits: Limits) -> int | None:
    """How many values a field may have; None where nothing but the input bounds it."""
    most = {
        "tags": limits.max_tags,
        "technologies": limits.max_tags,
        "authors": limits.max_authors,
        "images": limits.max_images,
    }
    return most.get(field)


def tell_left_out(gathering: Gathering) -> None:
    """Tells of each field the values that are more than it may have."""
    for field, over in gathering.over.items():
        most = _most_of(field, gathering.options.limits)
        message = f"{len(over)} more {field} than the {most} that are read"
        raw = quoted("\n".join(_texts(value for _, value in over)))
        gathering.note(Issue(IssueCode.TOO_MANY_ITEMS, message, line=over[0][0], field=field, raw=raw))


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Person):
            yield " ".join(filter(None, (value.name, value.email, value.url)))
        else:
            yield str(value)
