"""What a loader has to say of a text: its issues, comments and unread lines, by line from 0."""

from __future__ import annotations

import re
from bisect import bisect_right

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import Limits
from careerdoc.readers.keyed.formats.limits import LimitError, over_limit, too_deep
from careerdoc.readers.keyed.formats.tables import Lines
from careerdoc.readers.keyed.tree import Loaded, Node, Scalar, Sequence

_LINE_END = re.compile(r"\r\n?")


class Remarks:
    """Collects what there is to say of `text`, which is written in the format called `name`."""

    def __init__(self, text: str, name: str, limits: Limits) -> None:
        self.comments: set[int] = set()
        self._text = text
        self._name = name
        self._limits = limits
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._issues: list[Issue] = []
        self._unread: set[int] = set()
        self._noted: set[tuple[IssueCode, int]] = set()
        self._quotes: dict[Lines, str] = {}
        self._nodes = 0

    def line_of(self, offset: int) -> int:
        """The line that the character at `offset` stands on."""
        return bisect_right(self._starts, offset) - 1

    @property
    def last_line(self) -> int:
        """The last line that holds something."""
        return self.line_of(max(len(self._text.rstrip()) - 1, 0))

    def count_node(self, depth: int = 0) -> None:
        """Counts a value `depth` levels down; raises LimitError where it is one too many, or too deep."""
        self._nodes += 1
        if depth > self._limits.max_depth:
            raise too_deep(self._name, self._limits.max_depth)
        if self._nodes > self._limits.max_nodes:
            message = f"{self._name} of more than {self._limits.max_nodes} values is not read"
            raise LimitError(IssueCode.TOO_LARGE, message)

    def mended(self, line: int) -> None:
        """Tells that a line was read as meant, unless a part of it could not be read."""
        if (IssueCode.MALFORMED_DATA, line) not in self._noted:
            self._note(IssueCode.MENDED_DATA, f"the line is no right {self._name}; it is read as meant", line)

    def malformed(self, line: int, end_line: int) -> None:
        """Tells that something between two lines, both included, could not be read."""
        self._unread.update(range(line, end_line + 1))
        self._note(IssueCode.MALFORMED_DATA, f"what stands here cannot be read as {self._name}", line)

    def cut_off(self, offset: int | None = None) -> None:
        """Tells that the text ends too early; what stands from `offset` on is not complete."""
        if offset is not None:
            self._unread.update(range(self.line_of(offset), self.last_line + 1))
        message = f"the {self._name} ends before it is closed; what is complete is kept"
        self._note(IssueCode.TRUNCATED, message, self.last_line)

    def duplicate(self, key: str, earlier: Lines | None) -> None:
        """Tells that a key stands twice, if there is an earlier one."""
        if earlier is not None:
            message = quoted(f"the key {key!r} stands twice; the later value counts")
            raw = self._quote(earlier)
            self._issues.append(Issue(IssueCode.DUPLICATE_KEY, message, line=earlier[0], raw=raw))

    def loaded(self, root: Node | None) -> Loaded:
        """The result with the tree `root`."""
        unread = self._unread - _lines_read(root) if self._unread else set()
        return Loaded(
            root, tuple(self._issues), unread=self._filled(unread), comments=self._filled(self.comments)
        )

    def over_limit(self, error: LimitError) -> Loaded:
        """The result where a limit stopped the reading."""
        return over_limit(error, self._text, tuple(self._issues))

    def _filled(self, lines: set[int]) -> tuple[int, ...]:
        return tuple(line for line in sorted(lines) if self._quote((line, line)))

    def _note(self, code: IssueCode, message: str, line: int) -> None:
        if (code, line) not in self._noted:
            self._noted.add((code, line))
            self._issues.append(Issue(code, message, line=line, raw=self._quote((line, line))))

    def _quote(self, lines: Lines) -> str:
        # A line may hold thousands of keys that stand twice: it is cut out once.
        if lines not in self._quotes:
            first, last = lines
            end = self._starts[last + 1] if last + 1 < len(self._starts) else len(self._text)
            self._quotes[lines] = quoted(self._text[self._starts[first] : end].strip())
        return self._quotes[lines]


def with_line_feeds(text: str) -> str:
    """`text` with each line end as one line feed, so that lines keep their number."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _lines_read(root: Node | None) -> set[int]:
    """The lines that a scalar stands on."""
    lines: set[int] = set()
    nodes = [] if root is None else [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            lines.update(range(node.line, node.end_line + 1))
        elif isinstance(node, Sequence):
            nodes.extend(node.items)
        else:
            nodes.extend(entry.value for entry in node.entries)
    return lines
