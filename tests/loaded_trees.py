"""What holds of the tree that any text of keys gives."""

from __future__ import annotations

import json
from collections.abc import Iterator

from careerdoc.readers.keyed.tree import Entry, Loaded, Mapping, Node, Sequence


def entries_in(node: Node) -> Iterator[Entry]:
    """Every entry of a tree, each before those inside it."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry
            yield from entries_in(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from entries_in(item)


def assert_lines_lie_inside(loaded: Loaded, text: str) -> None:
    """Every line that the tree, an issue or a list of lines names is one of the text's."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    entries = list(entries_in(loaded.root)) if loaded.root else []
    spans = [(entry.line, entry.end_line) for entry in entries]
    spans += [(entry.value.line, entry.value.end_line) for entry in entries]
    assert all(0 <= first <= last < len(lines) for first, last in spans)
    assert all(0 <= (issue.line or 0) < len(lines) for issue in loaded.issues)
    assert all(lines[line].strip() for line in (*loaded.unread, *loaded.comments))


def assert_all_is_told(loaded: Loaded, text: str) -> None:
    """The words "word1" and "word2" stand in the tree, in an issue or in an unread line if in the text."""
    lines = text.split("\n")
    told = json.dumps(loaded.root.typed if loaded.root else None)
    told += "".join(issue.raw or "" for issue in loaded.issues)
    told += "".join(lines[line] for line in loaded.unread)
    assert all(word in told for word in ("word1", "word2") if word in text)
