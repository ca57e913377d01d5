"""Lines of records in parts that cannot share a fact: those of one owner, those with a common key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from careerdoc.connected import homes
from careerdoc.decisions import Decisions
from careerdoc.dedupe import block_keys, is_one_person
from careerdoc.model.records import AnyRecord

Line = tuple[str, int, bytes]
"""The name of its file, its number from 1, and what stands in it."""
Place = str | int
"""An owner, or the number of a line that names none."""
Read = Callable[[Line], AnyRecord | None]
"""The record of a line; None for a line that is none."""


@dataclass(slots=True)
class Parts:
    """Lines by what they say of their owner; `ids` leads from a decided id to the places it stands at."""

    owned: defaultdict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    unowned: list[Line] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    ids: defaultdict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))

    def add(self, line: Line, owner: str | None, owner_name: str | None) -> Place:
        """Takes a line; gives its place."""
        if owner is not None:
            self.owned[owner].append(line)
            return owner
        self.unowned.append(line)
        if owner_name is not None:
            self.names[owner_name] = None
        return len(self.unowned) - 1

    @property
    def are_of_one_person(self) -> bool:
        """Whether no two lines say that they are two people's."""
        return is_one_person(self.owned.keys(), self.names)

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

    def _links(self, decisions: Decisions, read: Read) -> Iterator[tuple[Place, ...]]:
        """Places that must stand in one part: by a decision, or by a key that a line without owner has."""
        for pair in sorted(decisions.same):
            yield tuple(place for one in pair for place in sorted(self.ids.get(one, ()), key=str))
        at_key: dict[object, Place] = {}
        for number, line in enumerate(self.unowned):
            for key in _keys((line,), read):
                yield at_key.setdefault(key, number), number
        for owner, lines in self.owned.items() if at_key else ():
            for key in _keys(lines, read):
                if key in at_key:
                    yield at_key[key], owner


def _keys(lines: Iterable[Line], read: Read) -> Iterator[object]:
    for record in map(read, lines):
        if record is not None:
            yield from block_keys(record)
