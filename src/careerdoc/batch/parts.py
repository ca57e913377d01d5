"""Lines of records in parts that cannot share a fact: those of one owner, those with a common key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from careerdoc.batch.lines import Line
from careerdoc.connected import homes
from careerdoc.decisions import Decisions
from careerdoc.dedupe import People, Voice, block_keys, voices_of
from careerdoc.model.records import AnyRecord

Place = str | int
"""An owner, or the number of a line that does not name one alone."""
Read = Callable[[Line], AnyRecord | None]
"""The record of a line; None for a line that is none."""


@dataclass(slots=True)
class Parts:
    """Lines by what they say of their owner; `ids` leads from a decided id to the places it stands at."""

    owned: defaultdict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    unowned: list[Line] = field(default_factory=list)
    shared: list[tuple[Place, ...]] = field(default_factory=list)
    ids: defaultdict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))

    def add(self, line: Line, owners: Collection[str | None]) -> Place:
        """Takes a line whose records have these owners; gives its place."""
        if len(owners) == 1 and None not in owners:
            (owner,) = filter(None, owners)
            self.owned[owner].append(line)
            return owner
        number = len(self.unowned)
        self.unowned.append(line)
        self.shared.append((number, *sorted(filter(None, owners))))
        return number

    def are_of_one_person(self, read: Read) -> bool:
        """Whether no two records say that they are two people's."""
        told = 0
        for lines in self.owned.values():
            told += any(read(line) is not None for line in lines)
            if told > 1:
                return False
        return People(self._voices(read)).are_one()

    def apart(self, decisions: Decisions, read: Read) -> Iterator[list[Line]]:
        """The lines of each part; they are handed over, so that memory is freed as parts are merged."""
        home_of = homes(self._links(decisions, read))
        parts: defaultdict[Place, list[Line]] = defaultdict(list)
        for number, line in enumerate(self.unowned):
            parts[home_of.get(number, number)].append(line)
        self.unowned = []
        for owner in list(self.owned):
            if owner in home_of:
                parts[home_of[owner]] += self.owned.pop(owner)
        yield from parts.values()
        while self.owned:
            yield self.owned.popitem()[1]

    def _voices(self, read: Read) -> Iterator[Voice]:
        for record in map(read, chain(self.unowned, *self.owned.values())):
            if record is not None:
                yield from voices_of(record)

    def _links(self, decisions: Decisions, read: Read) -> Iterator[Sequence[Place]]:
        """Places that must stand in one part: by a decision, or by a key that a line without owner has."""
        for pair in sorted(decisions.same):
            yield tuple(place for one in pair for place in sorted(self.ids.get(one, ()), key=str))
        yield from self.shared
        if not self.unowned:
            return
        voices: set[Voice] = set()
        at_key: dict[object, Place] = {}
        yield from self._links_by_key(at_key, read, voices, None)
        people = People(voices)
        if any(voice.owner_name is None and people.told(voice)[1] for voice in voices):
            # Some names are told by documents alone, and what has them meets others by name.
            yield from self._links_by_key(at_key, read, voices, people)

    def _links_by_key(
        self, at_key: dict[object, Place], read: Read, voices: set[Voice], people: People | None
    ) -> Iterator[Sequence[Place]]:
        """The links by keys; `at_key` learns where each stands, `voices` what the records say."""
        for number, line in enumerate(self.unowned):
            for key in _keys((line,), read, voices, people):
                yield at_key.setdefault(key, number), number
        for owner, lines in self.owned.items():
            for key in _keys(lines, read, voices, people):
                if key in at_key:
                    yield at_key[key], owner


def _keys(lines: Iterable[Line], read: Read, voices: set[Voice], people: People | None) -> Iterator[object]:
    for record in map(read, lines):
        if record is not None:
            voices.update(voices_of(record))
            yield from block_keys(record, people)
