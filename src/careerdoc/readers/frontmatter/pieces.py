"""Values in pieces: `startYear` beside `startMonth`, `dates: {from, to}`, `company: {name, url}`."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from careerdoc.fields.kinds import fields_of, key_of
from careerdoc.model.document import KINDS
from careerdoc.readers.frontmatter.yaml_block import Entry
from careerdoc.text.tables import table

Entries = tuple[Entry, ...]

_PARTS = ("year", "month", "day")
_ENDS = {"start", "end"}
_RANGES = {"dates", "date"}
_NAMED = {"organization", "institution", "location", "technologies", "tags", "authors", "owner_name"}
_DATES = _ENDS | _RANGES | {"published", "updated"}


def with_whole_values(entries: Entries) -> Entries:
    """The entries with each date in one entry, and names out of mappings, at every depth.

    All others are as they are.
    """
    deep = (replace(entry, mappings=tuple(map(with_whole_values, entry.mappings))) for entry in entries)
    names = {key_of(entry.key) for entry in entries}
    unfolded = (inner for entry in deep for inner in _unfolded(entry, names))
    return _joined(tuple(_named(entry) for entry in unfolded))


def _named(entry: Entry) -> Entry:
    """The entry with the names in its mapping or mappings as texts."""
    if not entry.mappings or not _gives_only(entry.key, _NAMED):
        return entry
    keys = table(__package__, "pieces")["names"]
    named = [
        [one for one in mapping if key_of(one.key) in keys and one.is_filled] for mapping in entry.mappings
    ]
    values = entry.typed if isinstance(entry.typed, list) else [entry.typed]
    if len(values) != len(named) or not all(len(found) == 1 for found in named):
        return entry
    return replace(entry, texts=tuple(text for (one,) in named for text in one.texts or ()))


def _unfolded(entry: Entry, names: set[str]) -> Entries:
    """The entries inside a mapping of two ends, or of a place with its country.

    The one text of a mapping of year, month and day.
    """
    if not entry.is_list and len(entry.mappings) == 1 and _gives_only(entry.key, {"location"}):
        return _parts_of_place(entry, names)
    if entry.is_list or len(entry.mappings) != 1 or not _gives_only(entry.key, _DATES):
        return (entry,)
    inner = {key_of(one.key): one for one in entry.mappings[0]}
    parts = _parts(inner, "")
    if parts and len(parts) == len(entry.mappings[0]):
        return (replace(entry, texts=(_date_text(parts),), mappings=()),)
    are_ends = all(_gives_only(name, _ENDS) for name in inner) and not names & inner.keys()
    is_range = are_ends and bool(_fields(entry.key) & _RANGES)
    return entry.mappings[0] if is_range else (entry,)


def _parts_of_place(entry: Entry, names: set[str]) -> Entries:
    """The town and the country inside a mapping, which stays where it holds more."""
    (mapping,) = entry.mappings
    inner = {key_of(one.key) for one in mapping}
    parts = tuple(one for one in mapping if one.is_filled and _gives_only(one.key, {"location", "country"}))
    if not parts or names & inner or inner & set(table(__package__, "pieces")["names"]):
        return (entry,)
    return parts if len(parts) == len(mapping) else (entry, *parts)


def _gives_only(name: str, fields: Set[str]) -> bool:
    return bool(_fields(name)) and _fields(name) <= fields


@lru_cache(maxsize=1024)
def _fields(name: str) -> frozenset[str]:
    return frozenset(field for kind in KINDS for field in fields_of(kind, [name]).values())


def _joined(entries: Entries) -> Entries:
    """The entries with a month and a day in the entry of their year."""
    filled = {key_of(entry.key): entry for entry in entries if entry.is_filled and not entry.is_list}
    joined: dict[str, Entry] = {}
    taken: set[str] = set()
    for front in table(__package__, "pieces")["fronts"]:
        parts = _parts(filled, front)
        if len(parts) > 1:
            joined[parts[0].key] = _join(parts)
            taken |= {entry.key for entry in parts}
    return tuple(joined.get(one.key, one) for one in entries if one.key in joined or one.key not in taken)


def _parts(entries: Mapping[str, Entry], front: str) -> Entries:
    """The filled entries of a year, its month and its day, as far as they go."""
    named = (entries.get(front + part) for part in _PARTS)
    return tuple(entry for entry in takewhile(lambda entry: entry and entry.is_filled, named) if entry)


def _join(parts: Entries) -> Entry:
    return replace(
        parts[0],
        texts=(_date_text(parts),),
        typed={entry.key: entry.typed for entry in parts},
        line=min(entry.line for entry in parts),
        end_line=max(entry.end_line for entry in parts),
    )


def _date_text(parts: Entries) -> str:
    """Year, month and day as one text: 2021-9, or "1 September 2021" for a month by its name."""
    texts = [" ".join(entry.texts or ()) for entry in parts]
    return "-".join(texts) if all(text.isdigit() for text in texts) else " ".join(reversed(texts))
