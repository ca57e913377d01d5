"""Mappings and lists that are still being read, so that later lines can add to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, Sequence

Lines = tuple[int, int]
"""A first and a last line, both from 0."""


@dataclass(slots=True)
class Table:
    """A mapping that is still open, and the line of each of its keys."""

    line: int
    end_line: int
    held: dict[str, tuple[int, Held]] = field(default_factory=dict)

    def put(self, key: str, value: Held, line: int) -> Lines | None:
        """The lines of the earlier value of `key`, which `value` replaces; None if it had none."""
        earlier = self.held.pop(key, None)
        self.held[key] = (line, value)
        return None if earlier is None else (earlier[0], _node(earlier[1]).end_line)

    def inner(self, key: str, line: int) -> tuple[Table, Lines | None]:
        """The table under `key`, or of a list of tables its last, and what a new one replaces."""
        held = self.held.get(key, (0, None))[1]
        if isinstance(held, Table):
            return held, None
        if isinstance(held, Tables):
            return held.tables[-1], None
        table = Table(line, line)
        return table, self.put(key, table, line)

    def added(self, key: str, line: int) -> tuple[Table, Lines | None]:
        """A new table at the end of the list under `key`, and what a new list replaces."""
        table = Table(line, line)
        held = self.held.get(key, (0, None))[1]
        if isinstance(held, Tables):
            held.tables.append(table)
            return table, None
        return table, self.put(key, Tables([table]), line)

    def node(self) -> Mapping:
        """All of it as it stands now; its lines reach to the end of its last value."""
        entries: list[Entry] = []
        end_line = self.end_line
        for key, (line, held) in self.held.items():
            value = _node(held)
            entries.append(Entry(key, value, line, value.end_line))
            end_line = max(end_line, value.end_line)
        return Mapping(tuple(entries), self.line, end_line)


@dataclass(slots=True)
class Tables:
    """A list of tables that is still open; it is never empty."""

    tables: list[Table]

    def node(self) -> Sequence:
        """All of it as it stands now."""
        items = tuple(table.node() for table in self.tables)
        return Sequence(items, items[0].line, max(item.end_line for item in items))


Held = Scalar | Sequence | Mapping | Table | Tables


def _node(held: Held) -> Node:
    return held.node() if isinstance(held, Table | Tables) else held
