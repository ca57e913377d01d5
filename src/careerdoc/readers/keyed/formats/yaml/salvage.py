"""Broken YAML read block by block, so that one fault costs no more than the block around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from careerdoc.model.issue import Issue
from careerdoc.readers.keyed.formats.yaml.collections import duplicate
from careerdoc.readers.keyed.formats.yaml.events import BrokenYamlError, Named, Passage, check_size, read_tree
from careerdoc.readers.keyed.formats.yaml.lines import Line, line_of, outside_texts, quoted_value
from careerdoc.readers.keyed.formats.yaml.mending import MOST_MENDS, Budget, Mended, characters_for, mended
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Sequence

# An anchor or a tag stands in front of a value and is none.
_PROPERTY = re.compile(r"[&!]\S*")
_DEEPEST = 6
"""Blocks in blocks that are looked into."""


@dataclass(slots=True)
class Salvage:
    """What the blocks have told: issues, lines with a comment, what anchors name, and all their values."""

    issues: list[Issue] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    names: dict[str, Named] = field(default_factory=dict)
    size: int = 0


@dataclass(frozen=True, slots=True)
class Salvager:
    """Reads the blocks of a text that cannot be read as one.

    `source` are the lines as they were written; `state` are those that are parsed, and takes in
    which of them are changed and which stay unread.
    """

    state: Mended
    source: list[str]
    unmask: dict[int, str]
    budget: Budget
    told: Salvage = field(default_factory=Salvage)

    def read(self) -> Node | None:
        """The root of what could be read.

        Raises: LimitError.
        """
        return self._inside(0, len(self.source), _DEEPEST)

    def _inside(self, start: int, end: int, depth: int) -> Node | None:
        """What the blocks of some lines hold: those that can be read, each for itself."""
        lines = self.state.lines
        blocks = list(blocks_of(lines[start:end]))
        first = start + blocks[0].start if blocks else end
        self.told.comments += [at for at in range(start, first) if lines[at].lstrip().startswith("#")]
        told = (self._block(range(start + block.start, start + block.stop), depth) for block in blocks)
        return self._joined([node for node in told if node is not None])

    def _block(self, block: range, depth: int) -> Node | None:
        part = Mended(self.state.lines[block.start : block.stop])
        try:
            return self._whole(part.lines, block.start)
        except BrokenYamlError as error:
            trouble = _within(error, block.start)
        budget = self._share(part.lines)
        characters = budget.characters
        is_mended = mended(part, trouble, budget)
        self.budget.characters -= characters - budget.characters
        if not is_mended:
            return self._broken(block, depth)
        try:
            node = self._whole(part.lines, block.start)
        except BrokenYamlError:
            return self._broken(block, depth)
        self.state.take(tuple(_moved(part, block.start)))
        return node

    def _share(self, lines: list[str]) -> Budget:
        """What may be tried with a block, of what is left for all."""
        characters = min(characters_for(lines), self.budget.characters)
        return replace(self.budget, characters=characters, mends=MOST_MENDS)

    def _whole(self, lines: list[str], first: int) -> Node | None:
        text, before = "\n".join(lines), self.state.before
        limits = self.budget.limits
        passage = Passage(text, self.source, first, self.unmask, self.told.names, before, limits)
        tree = read_tree(passage)
        self.told.size += tree.size
        check_size(self.told.size, limits)
        self.told.issues += tree.issues
        self.told.comments += tree.comments
        self.told.names.update(tree.names)
        return tree.root

    def _broken(self, block: range, depth: int) -> Node | None:
        """What can be read inside a block that cannot be read as one."""
        text = self.state.lines[block.start]
        head = line_of(text)
        if depth and head.is_item:
            self.state.lines[block.start] = head.lead.replace("-", " ", 1) + text[len(head.lead) :]
            inner = self._inside(block.start, block.stop, depth - 1)
            return None if inner is None else Sequence((inner,), block.start, inner.end_line)
        if head.key and head.value and len(block) == 1:
            return self._in_quotes(head, block.start)
        is_filled = bool(head.value) and not _PROPERTY.fullmatch(head.value)
        if head.key and is_filled and len(block) > 1:
            self._leave(range(block.start + 1, block.stop))
            return self._block(range(block.start, block.start + 1), 0)
        is_key = bool(depth and head.key) and len(block) > 1
        inner = self._inside(block.start + 1, block.stop, depth - 1) if is_key else None
        if inner is None:
            self._leave(block)
            return None
        if head.comment.strip():
            self.told.comments.append(block.start)
        key = head.key.rstrip(":").strip("'\"").translate(self.unmask)
        entry = Entry(key, inner, block.start, inner.end_line)
        return Mapping((entry,), block.start, inner.end_line)

    def _in_quotes(self, line: Line, number: int) -> Node | None:
        """A key with its value in quotes, where no way was left to find a better mend."""
        text = quoted_value(line)
        try:
            node = self._whole([text], number)
        except BrokenYamlError:
            self._leave(range(number, number + 1))
            return None
        self.state.take(((number, text),))
        return node

    def _leave(self, lines: range) -> None:
        """Leaves lines unread, but for those that were found to be comments."""
        known = set(self.told.comments)
        self.state.take(tuple((number, "") for number in lines if number not in known))

    def _joined(self, nodes: list[Node]) -> Node | None:
        """The blocks as one list or one mapping, as the first is; others are unread."""
        if not nodes:
            return None
        kind = type(nodes[0])
        for node in nodes:
            if type(node) is not kind:
                self._leave(range(node.line, node.end_line + 1))
        alike = [node for node in nodes if type(node) is kind]
        line, end_line = alike[0].line, alike[-1].end_line
        if kind is Sequence:
            items = tuple(item for node in alike if isinstance(node, Sequence) for item in node.items)
            return Sequence(items, line, end_line)
        if kind is Mapping:
            return Mapping(self._entries(alike), line, end_line)
        for node in alike[1:]:
            self._leave(range(node.line, node.end_line + 1))
        return alike[0]

    def _entries(self, nodes: list[Node]) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for node in nodes:
            for entry in node.entries if isinstance(node, Mapping) else ():
                if entry.key in entries:
                    self.told.issues.append(duplicate(entries.pop(entry.key), self.source))
                entries[entry.key] = entry
        return tuple(entries.values())


def _within(error: BrokenYamlError, first: int) -> BrokenYamlError:
    """The same error as seen from the first line of its block."""
    lines = tuple(line - first for line in error.lines)
    return type(error)(error.problem, error.line - first, error.column, lines)


def _moved(part: Mended, first: int) -> Iterator[tuple[int, str]]:
    """The changes of a block, by their lines in the whole text."""
    for number in sorted(part.changed | part.dropped):
        yield first + number, "" if number in part.dropped else part.lines[number]


def blocks_of(lines: list[str]) -> Iterator[range]:
    """The lines cut in front of each key or item that stands as far left as the first one."""
    starts: list[int] = []
    base, is_list = 0, False
    for number, line in outside_texts(lines):
        if not (line.key or line.value or line.is_item):
            continue  # a comment
        if not starts:
            base, is_list = line.indent, line.is_item
            starts.append(number)
        elif line.indent <= base and (is_list if line.is_item else bool(line.key)):
            starts.append(number)
    for at, number in enumerate(starts):
        yield range(number, starts[at + 1] if at + 1 < len(starts) else len(lines))
