"""The mappings in a tree that may be records: entries of lists, of employers, of sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from careerdoc.fields.aliases import fields_of
from careerdoc.fields.keys import key_of
from careerdoc.fields.kinds import NOWHERE, Judgement, Place, Refusal, listed_under
from careerdoc.readers.keyed.finding.judging import judged, judged_in_list, speaks_clearly
from careerdoc.readers.keyed.finding.lines import entry_of_line
from careerdoc.readers.keyed.finding.sharing import (
    NO_OFFERS,
    Entries,
    Offers,
    fields_given,
    named_offer,
    offers_of,
    shared_with,
)
from careerdoc.readers.keyed.pieces import with_whole_values
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, Sequence, mappings_in
from careerdoc.readers.keyed.values import is_filled
from careerdoc.text.tables import row_of

_POSITIONS = Place("role", 2)
_LINE_ALONE = Judgement("role", 0.7, "parts of a line + place")
_TITLE_ALONE = Judgement("role", 0.8, "title + place")


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list: its kind, its own entries, and those around that count for it, too.

    `node` is where it stands in the tree, `place` what the list says that it holds.
    """

    judgement: Judgement
    entries: Entries
    shared: Entries
    node: Node
    place: Place = NOWHERE

    @property
    def line(self) -> int:
        """Its first line, from 0."""
        return self.node.line

    @property
    def end_line(self) -> int:
        """Its last line, from 0."""
        return self.node.end_line


@dataclass(frozen=True, slots=True)
class Passed:
    """An entry of a list of records that is none: a placeholder, or what it looks like."""

    refusal: Refusal
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Found:
    """The records in the lists of a tree, in order, and the entries of such lists that are none."""

    listed: tuple[Listed, ...]
    passed: tuple[Passed, ...]


def search(root: Node, place: Place) -> Found:
    """What the lists of a tree hold.

    A list holds records where its key, a title beside it or, for a list that is named by nothing
    else, the file (`place`) says so; a list at the top of a file also where its entries speak for
    themselves, and one under a key that says nothing where they speak clearly. An employer with
    several positions gives one record for each.
    """
    found = _Search(place, root if isinstance(root, Mapping) else None)
    if isinstance(root, Sequence):
        found.take_top(root)
    elif isinstance(root, Mapping):
        found.look_into(root)
        if not found.listed and place.kind and _holds_mappings_alone(root):
            found.take_mapping(root, place, NO_OFFERS)  # records by their names
    return Found(tuple(found.listed), tuple(found.passed))


def headings_of_types(root: Node) -> dict[int, Entry]:
    """The entry whose key or title says the type of employment of the roles below it, by their nodes."""
    headings: dict[int, Entry] = {}
    _head(root, None, headings)
    return headings


def _head(node: Node, heading: Entry | None, headings: dict[int, Entry]) -> None:
    if heading is not None:
        headings[id(node)] = heading
    if isinstance(node, Mapping):
        around = next(_titles_in(node), None)
        heading = around[0] if around and around[1].employment_type else heading
        for entry in node.entries:
            _head(entry.value, entry if _named_place(entry.key).employment_type else heading, headings)
    elif isinstance(node, Sequence):
        for item in node.items:
            _head(item, heading, headings)


@dataclass(slots=True)
class _Search:
    """What was found so far; `of_file` is what the path says of lists that nothing else names.

    `whole` is the mapping that the text is; `is_around`, once it was asked for, whether records only stand
    inside it. Each part of the tree is looked into once: the time grows in step with its size.
    """

    of_file: Place
    whole: Mapping | None = None
    is_around: bool | None = None
    listed: list[Listed] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)

    def look_into(self, mapping: Mapping) -> None:
        """Takes the lists of records under the keys of a mapping."""
        around: Place | None = None
        for entry in _lists_of(mapping):
            named = _named_place(entry.key)
            if not named.kind and around is None:
                around = _headed(mapping)
            under = named if named.kind or around is None else around
            if under.kind:
                self.take(entry, under, offers_of(mapping.entries, under.kind))
            elif isinstance(entry.value, Mapping):
                self.look_into(entry.value)
            elif _is_in("neutral", entry.key):
                self.take_sections(entry.value, mapping)
            else:
                self.take_clear(entry.value)

    def take_clear(self, value: Node) -> None:
        """Takes the items of a list under a key that nobody knows which leave no doubt of what they are.

        Takes nothing where the whole is a record itself.
        """
        items = [item for item in mappings_in(value) if speaks_clearly(with_whole_values(item.entries))]
        if items and self._is_around():
            for item in items:
                self.take_record(item, NOWHERE, NO_OFFERS)

    def _is_around(self) -> bool:
        """Whether the whole is no record itself, but stands around some; judged when first asked for."""
        if self.is_around is None:
            whole = self.whole
            self.is_around = whole is not None and isinstance(judged(whole.entries), Refusal)
        return self.is_around

    def take_sections(self, value: Node, around: Mapping) -> None:
        """Takes the items of a list that does not say what it holds: sections, records of the file's kind.

        Where the file does not say a kind either, the items that speak for themselves.
        """
        for item in map(_unwrapped, mappings_in(value)):
            headed, is_open = _headed(item), _has_lists(item)
            if is_open and headed.looks_like is not None:
                continue
            if is_open and (headed.kind or not self.of_file.kind) and not _names_employer(item):
                self.look_into(item)
            elif self.of_file.kind:
                self.take_record(item, self.of_file, offers_of(around.entries, self.of_file.kind))
            elif _speaks_for_itself(item):
                self.take_record(item, NOWHERE, NO_OFFERS)

    def take_top(self, root: Sequence) -> None:
        """Takes the entries of a list at the top: sections with titles, or records."""
        for item in root.items:
            if isinstance(item, Sequence):
                self.take_top(item)
            elif isinstance(item, Mapping) and (_is_titled_section(item) or _holds_lists_alone(item)):
                self.look_into(item)
            elif isinstance(item, Mapping):
                self.take_record(item, self.of_file, NO_OFFERS)

    def take(self, entry: Entry, place: Place, offers: Offers) -> None:
        """Takes what stands under a key that says the kind: a list, one record, or records by name."""
        if isinstance(entry.value, Mapping):
            self.take_mapping(entry.value, place, offers)
        for item in entry.value.items if isinstance(entry.value, Sequence) else ():
            if isinstance(item, Mapping):
                self.take_record(item, place, offers)
            elif isinstance(item, Scalar) and "organization" in offers and _is_in("positions", entry.key):
                self.take_title(item, place, offers)
            elif isinstance(item, Scalar) and place.kind and (told := entry_of_line(item, place.kind)):
                judgement = replace(_LINE_ALONE, kind=place.kind)
                self.listed.append(Listed(judgement, told.entries, (), item, place))

    def take_title(self, item: Scalar, place: Place, offers: Offers) -> None:
        """Takes a position of an employer that is a title alone: `positions: [Weaver, Dyer]`."""
        if item.text.strip() and not item.is_null:
            entry = Entry("position", item, item.line, item.end_line)
            shared = tuple(one for field, one in offers.items() if field != "title")
            self.listed.append(Listed(_TITLE_ALONE, (entry,), shared, item, place))

    def take_mapping(self, mapping: Mapping, place: Place, offers: Offers) -> None:
        """Takes a mapping under a key that says the kind: one record, lists inside, or records by names."""
        entries = with_whole_values(mapping.entries)
        shared = shared_with(entries, offers, place.kind or "role")
        is_named = bool(shared) and bool(fields_given(entries, place.kind or "role"))
        judgement = judged_in_list((*entries, *shared), place) if is_named else judged(entries)
        is_record = isinstance(judgement, Judgement) and judgement.kind != "post"
        if is_record and not _is_section(mapping):
            self.take_record(mapping, place, offers)
            return
        for entry in _lists_of(mapping):
            named = _named_place(entry.key)
            inner = named if named.kind else place
            if isinstance(entry.value, Mapping):
                self.take_mapping(
                    entry.value, inner, (NO_OFFERS if named.kind else named_offer(entry)) or offers
                )
            else:
                self.take(entry, inner, offers or offers_of(mapping.entries, inner.kind or "role"))

    def take_record(self, mapping: Mapping, place: Place, offers: Offers) -> None:
        """Takes a mapping as a record, or the positions in it as records of its employer."""
        if not mapping.entries:
            return  # what is around is no record for itself
        entries = with_whole_values(mapping.entries)
        shared = shared_with(entries, offers, place.kind or "role")
        judgement = judged_in_list((*entries, *shared), place)
        positions = self._positions_in(mapping, entries)
        if positions.listed and (isinstance(judgement, Refusal) or judgement.kind == "role"):
            self.listed += [_with_around(one, shared) for one in positions.listed]
            self.passed += positions.passed
        elif isinstance(judgement, Refusal):
            self._look_deeper(mapping, place, judgement)
        else:
            own = shared_with(entries, offers, judgement.kind)
            self.listed.append(Listed(judgement, entries, own, mapping, place))

    def _positions_in(self, mapping: Mapping, entries: Entries) -> _Search:
        found = _Search(self.of_file)
        lists = [(entry, _place_of_positions(entry)) for entry in _lists_of(mapping)]
        for entry, place in lists:
            if place.kind == "role":
                found.take(entry, place, offers_of(entries, "role", listed=True))
        return found

    def _look_deeper(self, mapping: Mapping, place: Place, refusal: Refusal) -> None:
        """Takes the lists inside a mapping that is no record; where they hold none, it is passed over."""
        before = len(self.listed)
        for entry in _lists_of(mapping):
            if _place_of_positions(entry).kind == "role":
                continue  # these were looked into
            named = _named_place(entry.key)
            if (under := named if named.kind else place).kind:
                self.take(entry, under, offers_of(mapping.entries, under.kind))
        if len(self.listed) == before:
            self.passed.append(Passed(refusal, mapping))


def _lists_of(mapping: Mapping) -> Iterator[Entry]:
    """The entries with parts of their own, but for those whose keys say that they hold something else."""
    for entry in mapping.entries:
        if not isinstance(entry.value, Scalar) and _named_place(entry.key).looks_like is None:
            yield entry


def _named_place(key: str) -> Place:
    """What stands under a key; a number behind it does not matter ("role1")."""
    return listed_under(key.rstrip("0123456789").rstrip("_- ") or key)


def _place_of_positions(entry: Entry) -> Place:
    if not isinstance(entry.value, Sequence):
        return NOWHERE
    place = _named_place(entry.key)
    return place if place.kind or not _is_in("positions", entry.key) else _POSITIONS


def _is_in(row: str, key: str) -> bool:
    return key_of(key) in row_of(__package__, "around", row)


def _headed(mapping: Mapping) -> Place:
    """What a title in a mapping says that its lists hold."""
    return next((place for _, place in _titles_in(mapping)), NOWHERE)


def _titles_in(mapping: Mapping) -> Iterator[tuple[Entry, Place]]:
    for entry in mapping.entries:
        if isinstance(entry.value, Scalar) and entry.value.text and _is_in("headings", entry.key):
            place = listed_under(entry.value.text.strip())
            if place.kind or place.looks_like:
                yield entry, place


def _unwrapped(mapping: Mapping) -> Mapping:
    """The mapping inside one that only wraps it: `card: {...}`."""
    inner = mapping.entries[0].value if len(mapping.entries) == 1 else mapping
    return inner if isinstance(inner, Mapping) else mapping


def _speaks_for_itself(mapping: Mapping) -> bool:
    judgement = judged(with_whole_values(mapping.entries))
    return isinstance(judgement, Judgement) and judgement.kind != "post"


def _has_lists(mapping: Mapping) -> bool:
    return any(not isinstance(entry.value, Scalar) for entry in mapping.entries)


def _is_titled_section(mapping: Mapping) -> bool:
    return _headed(mapping).kind is not None and _has_lists(mapping) and not _names_employer(mapping)


def _holds_lists_alone(mapping: Mapping) -> bool:
    """Whether a mapping only holds sections: `- experience: [...]`."""
    return all(not isinstance(one.value, Scalar) and _named_place(one.key).kind for one in mapping.entries)


def _holds_mappings_alone(mapping: Mapping) -> bool:
    return all(isinstance(entry.value, Mapping) for entry in mapping.entries)


def _names_employer(mapping: Mapping) -> bool:
    names = [entry.key for entry in mapping.entries if is_filled(entry)]
    return "organization" in fields_of("role", names).values()


def _is_section(mapping: Mapping) -> bool:
    """Whether a mapping holds a title and a list of mappings rather than a record."""
    lists = (one for one in mapping.entries if isinstance(one.value, Sequence) and _is_in("neutral", one.key))
    return any(any(mappings_in(entry.value)) for entry in lists) and not _names_employer(mapping)


def _with_around(listed: Listed, shared: Entries) -> Listed:
    """A position with what is shared by the employer's list as well, where it gives no field twice."""
    kind = listed.judgement.kind
    own = fields_given((*listed.entries, *listed.shared), kind)
    more = tuple(one for one in shared if not set(fields_of(kind, [one.key]).values()) & own)
    return replace(listed, shared=(*listed.shared, *more))
