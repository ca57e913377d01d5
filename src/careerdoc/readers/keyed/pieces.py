"""Values in pieces: `startYear` beside `startMonth`, `dates: {from, to}`, `company: {name, url}`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping as Map, Sequence as Some
from dataclasses import replace
from itertools import takewhile

from careerdoc.fields.aliases import all_fields_of, canonical_key, fields_of
from careerdoc.fields.keys import key_of
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, Sequence
from careerdoc.readers.keyed.values import is_empty, is_filled, text_of, texts_of
from careerdoc.text.tables import table

Entries = tuple[Entry, ...]

_PARTS = ("year", "month", "day")
_ENDS = {"start", "end"}
_RANGES = {"dates", "date"}
_BODIES = {"organization", "institution"}
_OF_BODIES = {"location", "country"}
_DATES = _ENDS | _RANGES | {"published", "updated"}


def with_whole_values(entries: Entries) -> Entries:
    """The entries with each date in one entry, and the parts of places and ranges for themselves.

    What belongs together is read as one text; all others are as they are.
    """
    names = {canonical_key(entry.key) for entry in entries}
    if any(isinstance(entry.value, Mapping | Sequence) for entry in entries):
        entries = tuple(inner for entry in entries for inner in _unfolded(entry, names))
    return _joined(entries)


def names_in(value: Node) -> tuple[str, ...] | None:
    """The names in a mapping with a name, or in a list of names and of such mappings.

    None where another value stands among them.
    """
    return _texts_in(value, _name_in)


def people_in(value: Node) -> tuple[str, ...] | None:
    """The names like `names_in`, each with the email and the address that stand in its mapping."""
    return _texts_in(value, _person_in)


def _texts_in(value: Node, text_in: Callable[[Mapping], str | None]) -> tuple[str, ...] | None:
    if isinstance(value, Scalar):
        return texts_of(value)
    items = value.items if isinstance(value, Sequence) else (value,)
    texts: list[str] = []
    for item in items:
        text = (
            text_in(item)
            if isinstance(item, Mapping)
            else text_of(item)
            if isinstance(item, Scalar)
            else None
        )
        if text is None:
            return None
        texts.append(text)
    return tuple(texts)


def _name_in(mapping: Mapping) -> str | None:
    by_key = _texts_by_key(mapping)
    return next((by_key[name] for name in table(__package__, "pieces")["names"] if by_key.get(name)), None)


def _person_in(mapping: Mapping) -> str | None:
    name, by_key = _name_in(mapping), _texts_by_key(mapping)
    beside = (by_key.get(key, "") for key in table(__package__, "pieces")["contacts"])
    return None if name is None else " ".join([name, *(f"<{text}>" for text in beside if text)])


def _texts_by_key(mapping: Mapping) -> dict[str, str]:
    entries = (entry for entry in mapping.entries if isinstance(entry.value, Scalar) and is_filled(entry))
    return {key_of(entry.key): text_of(entry.value) for entry in entries}


def address_in(mapping: Mapping) -> tuple[str, ...] | None:
    """The address in a mapping such as `url: {label, href}`; None where none stands there."""
    by_key = _texts_by_key(mapping)
    found = next((by_key[key] for key in table(__package__, "pieces")["addresses"] if by_key.get(key)), None)
    return None if found is None else (found,)


def says_more(value: Node) -> bool:
    """Whether a mapping, or one in a list, holds more than a name."""
    if isinstance(value, Mapping):
        return len(value.entries) > 1
    return isinstance(value, Sequence) and any(says_more(item) for item in value.items)


def _unfolded(entry: Entry, names: set[str]) -> Entries:
    """The entries inside a mapping of two ends, or of a place with its country.

    The one text of a mapping of year, month and day. A list of one mapping is read as that mapping.
    """
    mapping = _only_mapping(entry.value)
    if mapping is None:
        return (entry,)
    if key_of(entry.key) in table(__package__, "pieces")["wrappers"]:
        return _unwrapped(entry, mapping, names)
    fields = all_fields_of(entry.key)
    if fields and fields <= {"location", "institution"} and "location" in fields:
        return _parts_of_place(entry, mapping, names)
    if fields and fields <= _BODIES:
        return (entry, *(one for one in _parts_of_address(mapping) if canonical_key(one.key) not in names))
    if not fields or not fields <= _DATES:
        return (entry,)
    inner = {canonical_key(one.key): one for one in mapping.entries}
    parts = _parts({key_of(one.key): one for one in mapping.entries}, "")
    if parts and len(parts) == sum(not is_empty(one) for one in mapping.entries):
        return (replace(entry, value=_dated(parts, entry)),)
    inner.pop("current", None)
    are_ends = (
        all(all_fields_of(name) and all_fields_of(name) <= _ENDS for name in inner)
        and not names & inner.keys()
    )
    if are_ends and fields & _RANGES:
        return with_whole_values(mapping.entries)
    return (entry,)


def _parts_of_address(mapping: Mapping) -> Iterator[Entry]:
    """The place and the country of an employer or a school, which may stand under keys of an address."""
    for entry in mapping.entries:
        if isinstance(entry.value, Mapping) and _is_address(entry):
            yield from _parts_of_address(entry.value)
        elif all_fields_of(entry.key) & _OF_BODIES and (found := names_in(entry.value)):
            name = Scalar(" ".join(found), False, entry.value.line, entry.value.end_line)
            yield entry if isinstance(entry.value, Scalar) else replace(entry, value=name)


def _is_address(entry: Entry) -> bool:
    return key_of(entry.key) in table(__package__, "pieces")["addressed"]


def _unwrapped(entry: Entry, mapping: Mapping, names: set[str]) -> Entries:
    """What gives fields inside a mapping that only groups keys; the rest stays in it."""
    free = tuple(
        one
        for one in mapping.entries
        if canonical_key(one.key) not in names and all_fields_of(one.key) and not is_empty(one)
    )
    taken = set(map(id, free))
    rest = tuple(one for one in mapping.entries if id(one) not in taken)
    return (*free, *([replace(entry, value=replace(mapping, entries=rest))] if rest else []))


def _only_mapping(value: Node) -> Mapping | None:
    if isinstance(value, Sequence) and len(value.items) == 1:
        (value,) = value.items
    return value if isinstance(value, Mapping) else None


def _parts_of_place(entry: Entry, mapping: Mapping, names: set[str]) -> Entries:
    """The town and the country inside a mapping, which stays where it holds more."""
    inner = {canonical_key(one.key) for one in mapping.entries}
    parts = _best_parts([one for one in mapping.entries if is_filled(one) and _is_of_place(one.key)])
    if not parts or names & inner or inner & set(table(__package__, "pieces")["names"]):
        return (entry,)
    return parts if len(parts) == len(mapping.entries) else (entry, *parts)


def _best_parts(entries: Some[Entry]) -> Entries:
    """One entry for each field of a place."""
    fields = fields_of("role", [one.key for one in entries])
    return tuple(one for one in entries if one.key in fields)


def _is_of_place(key: str) -> bool:
    fields = all_fields_of(key)
    return bool(fields) and fields <= {"location", "country"}


def _joined(entries: Entries) -> Entries:
    """The entries with a month and a day in the entry of their year."""
    keys = [key_of(entry.key) for entry in entries]
    if not any(key.endswith(("month", "day")) for key in keys):
        return entries
    filled = {
        key: entry
        for key, entry in zip(keys, entries, strict=True)
        if isinstance(entry.value, Scalar) and is_filled(entry)
    }
    joined: dict[int, Entry] = {}
    taken: set[int] = set()
    for front in table(__package__, "pieces")["fronts"]:
        parts = _parts(filled, front)
        if len(parts) > 1:
            first, last = min(one.line for one in parts), max(one.end_line for one in parts)
            dated = replace(parts[0], value=_dated(parts, parts[0]), line=first, end_line=last)
            joined[id(parts[0])] = dated
            taken |= {id(entry) for entry in parts}
    return tuple(joined.get(id(one), one) for one in entries if id(one) in joined or id(one) not in taken)


def _parts(entries: Map[str, Entry], front: str) -> Entries:
    """The filled entries of a year, its month and its day, as far as they go."""
    named = (entries.get(front + part) for part in _PARTS)
    return tuple(entry for entry in takewhile(lambda entry: entry and is_filled(entry), named) if entry)


def _dated(parts: Entries, place: Entry) -> Scalar:
    """Year, month and day as one text: 2021-9, or "1 September 2021" for a month by its name."""
    texts = [text_of(entry.value) for entry in parts]
    text = "-".join(texts) if all(text.isdigit() for text in texts) else " ".join(reversed(texts))
    return Scalar(text, False, place.line, place.end_line)
