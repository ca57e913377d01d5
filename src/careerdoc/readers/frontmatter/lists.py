"""The records that stand as a list under a key of a block, such as `experience` or `roles`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import JsonValue

from careerdoc.fields.kinds import Judgement, Refusal, fields_of, kind_listed_under
from careerdoc.model.document import Kind
from careerdoc.readers.frontmatter.judging import judgement_of
from careerdoc.readers.frontmatter.yaml_block import Entry

Entries = tuple[Entry, ...]
Offers = Mapping[str, Entry]
"""Field -> the entry that gives it."""

_KINDS: tuple[Kind, ...] = ("role", "education")
_NAMES = {"organization", "institution"}
_SHARED = _NAMES | {"location", "country", "url"}
"""Fields that the entries around a list give to its records, which have no name of their own."""
_LONGEST_SHARED = 4_000
"""Characters of a value that every record of a list repeats; a longer one belongs to none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list: the kind, its own entries, and those around that count for it, too."""

    judgement: Judgement
    entries: Entries
    shared: Entries

    @property
    def line(self) -> int:
        """Its first line in the block, from 0."""
        return min(entry.line for entry in self.entries)

    @property
    def end_line(self) -> int:
        """Its last line in the block, from 0."""
        return max(entry.end_line for entry in self.entries)


def listed_records(entries: Entries, place: Kind | None = None) -> Iterator[Listed]:
    """The records in the lists under the keys of `entries`, in order.

    A list stands under a key that names a kind, or anywhere inside when `place` gives the
    kind. A record that holds such a list itself, an employer with several roles, gives the
    records of that list instead.
    """
    lists = [(entry, kind) for entry in entries if (kind := kind_listed_under(entry.key) or place)]
    offers = {kind: _offers(entries, kind) for kind in _KINDS} if lists else {}
    for entry, kind in lists:
        for mapping in entry.mappings:
            yield from _records(mapping, offers, kind)


def entries_beside(entries: Entries, listed: Iterable[Listed]) -> Iterator[Entry]:
    """The entries at any depth that are in no record, though they stand on a line of one.

    Each with the first such line as its line.
    """
    told = [entry for record in listed for entry in (*record.entries, *record.shared)]
    lines = {line for entry in told for line in range(entry.line, entry.end_line + 1)}
    for entry in _without(entries, {id(entry) for entry in told}):
        shared_line = next((line for line in range(entry.line, entry.end_line + 1) if line in lines), None)
        if shared_line is not None:
            yield replace(entry, line=shared_line)


def _without(entries: Entries, inside: set[int]) -> Iterator[Entry]:
    for entry in entries:
        if id(entry) in inside:
            continue
        if not _holds(entry, inside):
            yield entry
            continue
        for mapping in entry.mappings:
            yield from _without(mapping, inside)
        if rest := _without_mappings(entry):
            yield replace(entry, typed=rest, mappings=())


def _without_mappings(entry: Entry) -> list[JsonValue]:
    values = entry.typed if isinstance(entry.typed, list) else []
    return [value for value in values if not isinstance(value, dict)]


def _holds(entry: Entry, inside: set[int]) -> bool:
    inner = (one for mapping in entry.mappings for one in mapping)
    return any(id(one) in inside or _holds(one, inside) for one in inner)


def _records(mapping: Entries, offers: Mapping[Kind, Offers], kind: Kind) -> Iterator[Listed]:
    shared = _shared(mapping, offers[kind], kind)
    judgement = judgement_of((*mapping, *shared), place=kind)
    if isinstance(judgement, Refusal) or judgement.kind not in offers:
        yield from listed_records(mapping, kind)
        return
    shared = _shared(mapping, offers[judgement.kind], judgement.kind)
    yield from tuple(listed_records(mapping)) or (Listed(judgement, mapping, shared),)


def _offers(around: Entries, kind: Kind) -> Offers:
    """What the entries around a list give to its records; nothing where they name no organization."""
    fields = fields_of(kind, [entry.key for entry in around if entry.is_filled])
    if not _NAMES & set(fields.values()):
        return {}
    return {
        fields[entry.key]: entry for entry in around if fields.get(entry.key) in _SHARED and _is_short(entry)
    }


def _is_short(entry: Entry) -> bool:
    return sum(map(len, entry.texts or ())) <= _LONGEST_SHARED


def _shared(mapping: Entries, offers: Offers, kind: Kind) -> Entries:
    own = set(fields_of(kind, [entry.key for entry in mapping if entry.is_filled]).values())
    return () if own & _NAMES else tuple(entry for field, entry in offers.items() if field not in own)
