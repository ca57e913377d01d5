"""What the entries around a list give to its records: the employer, its place, whose resume it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping as Map
from dataclasses import replace

from careerdoc.fields.aliases import fields_of
from careerdoc.fields.keys import key_of
from careerdoc.fields.kinds import listed_under
from careerdoc.model.document import Kind
from careerdoc.readers.keyed.pieces import names_in
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, Sequence
from careerdoc.readers.keyed.values import is_filled, text_of
from careerdoc.text.tables import table

Entries = tuple[Entry, ...]
Offers = Map[str, Entry]
"""Field -> the entry that gives it."""

NO_OFFERS: Offers = {}
_NAMES = frozenset({"organization", "institution"})
_SHARED = _NAMES | {
    *("location", "country", "url", "technologies", "employment_type", "work_mode", "language", "owner_name")
}
"""Fields that the entries around a list give to its records, which have no name of their own."""
_LONGEST = 400
_MOST = 40
"""Characters and texts of a value that every record of a list repeats; a larger one belongs to none."""
_TITLE_ELSEWHERE = "role"
"""The entries of the list give the titles, so that a name or a title around them is that of the employer."""
_OWNER_KEYS = frozenset({"name", "fullname"})


def offers_of(around: Entries, kind: Kind, *, listed: bool = False) -> Offers:
    """What the entries around a list give to its records; nothing where they name no organization.

    `listed` is whether these are an entry of a list themselves, such as that of an employer.
    """
    # A section beside the list is no name, whatever stands in it.
    around = tuple(one for one in around if isinstance(one.value, Scalar) or not listed_under(one.key).kind)
    names = [entry.key for entry in around if _gives(entry)]
    if listed:
        names.insert(0, _TITLE_ELSEWHERE)
    fields = fields_of(kind, names, listed=listed)
    if not _NAMES & set(fields.values()):
        return NO_OFFERS
    given = (one for one in around if fields.get(one.key) in _SHARED and _is_short(one))
    return {fields[one.key]: _renamed(one, fields[one.key], kind) for one in given}


def _renamed(entry: Entry, field: str, kind: Kind) -> Entry:
    """The name of an employer under a key of its own: among the entries of a position a "title" is none."""
    is_clear = field not in _NAMES or field in fields_of(kind, [entry.key]).values()
    return entry if is_clear else replace(entry, key=field)


def named_offer(entry: Entry) -> Offers:
    """The key of a record among records by their names, as the name of its employer: "Tarn Mill: {...}"."""
    if not entry.key[:1].isupper():
        return NO_OFFERS
    name = Scalar(entry.key, False, entry.line, entry.line)
    return {"organization": Entry("company", name, entry.line, entry.line)}


def shared_with(entries: Entries, offers: Offers, kind: Kind) -> Entries:
    """What of the offers counts for a record; nothing where it names an organization itself."""
    if not offers:
        return ()
    own = fields_given(entries, kind)
    return () if own & _NAMES else tuple(entry for field, entry in offers.items() if field not in own)


def fields_given(entries: Entries, kind: Kind) -> set[str]:
    """The fields that filled entries give."""
    return set(fields_of(kind, [entry.key for entry in entries if _gives(entry)]).values())


def _gives(entry: Entry) -> bool:
    return is_filled(entry) or (isinstance(entry.value, Mapping) and bool(names_in(entry.value)))


def _is_short(entry: Entry) -> bool:
    texts = list(_texts_in(entry.value))
    return len(texts) <= _MOST and sum(map(len, texts)) <= _LONGEST


def _texts_in(node: Node) -> Iterator[str]:
    """The keys and texts of a value, at any depth."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts_in(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from _texts_in(entry.value)


def owner_of(root: Node) -> Entry | None:
    """The entry with the name of the person whom a data file is about; None where none says so."""
    if not isinstance(root, Mapping):
        return None
    owners = table(__package__, "around")["owners"]
    inner = (entry.value for entry in root.entries if key_of(entry.key) in owners)
    mappings = (root, *(value for value in inner if isinstance(value, Mapping)))
    named = (entry for mapping in mappings for entry in mapping.entries if key_of(entry.key) in _OWNER_KEYS)
    filled = (entry for entry in named if isinstance(entry.value, Scalar) and text_of(entry.value))
    return next(filter(_is_short, filled), None)
