"""The events of libyaml as a tree: one pass without recursion, and limits on what it may hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.limits import LimitError, too_deep
from careerdoc.readers.keyed.formats.yaml.collections import Open, entries_of
from careerdoc.readers.keyed.formats.yaml.items import texts_of
from careerdoc.readers.keyed.tree import Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"(?<!\S)#")
# Tags under which a plain scalar is still what the core schema says that it is.
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
_CORE_PREFIX = "tag:yaml.org,2002:"


class BrokenYamlError(ValueError):
    """That a text is no YAML: the line and column (from 0) up to which it could be read, and why.

    `lines` are those at which the fault may lie, the likeliest first: for certain where `is_sure`.
    """

    is_sure = False

    def __init__(self, problem: str, line: int, column: int, lines: tuple[int, ...]) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column
        self.lines = lines


class MisplacedItemError(BrokenYamlError):
    """That an item stands so that it would become a part of the text above it."""

    is_sure = True


Named = tuple[Node, int, int]
"""What an anchor names, with the values and the levels in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to read, alone or as a part of a larger one.

    `source` are the lines of the whole as they were written, `first` is the line of it where the
    text begins. `unmask` gives back the signs for which others stand in the text. `names` are
    anchors that stand elsewhere. `before` are the lines of the whole before they were mended.
    `limits` bound what is read.
    """

    text: str
    source: list[str]
    first: int = 0
    unmask: dict[int, str] = field(default_factory=dict)
    names: dict[str, Named] = field(default_factory=dict)
    before: list[str] | None = None
    limits: Limits = STANDARD


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of a text that could be read, None for an empty one, and what is odd about it.

    `size` are its values, each as often as an alias repeats it.
    """

    root: Node | None
    issues: tuple[Issue, ...]
    comments: tuple[int, ...]
    names: dict[str, Named]
    size: int


def read_tree(passage: Passage) -> Tree:
    """The tree of a text that libyaml can read.

    Raises: BrokenYamlError, LimitError.
    """
    import yaml

    reading = _Reading(passage)
    try:
        reading.take(_loader()(passage.text))
    except yaml.YAMLError as error:
        raise _broken(error, reading.last_lines, passage) from None
    return Tree(reading.root(), tuple(reading.issues), reading.comments(), reading.names, reading.size())


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _broken(error: Any, last: tuple[int, int], passage: Passage) -> BrokenYamlError:
    """The error of the parser with the place that stopped it; `last` are the lines of the last value."""
    import yaml

    problem_mark: Any = getattr(error, "problem_mark", None)
    context_mark: Any = getattr(error, "context_mark", None)
    is_scanned = isinstance(error, yaml.scanner.ScannerError) and context_mark is not None
    mark = context_mark if is_scanned else problem_mark
    problem = getattr(error, "problem", None) or "it cannot be read"
    first = passage.first
    if mark is None:
        return BrokenYamlError(problem, first, 0, (first,))
    # The end of the text is behind its last line.
    highest = first + passage.text.count("\n")
    opened = context_mark.line if context_mark else mark.line
    lines = (first + mark.line, last[1], last[0], first + problem_mark.line, first + opened)
    suspects = dict.fromkeys(min(line, highest) for line in lines)
    return BrokenYamlError(problem, first + mark.line, mark.column, tuple(suspects))


class _Reading:
    """What the events so far have told."""

    def __init__(self, passage: Passage) -> None:
        self.issues: list[Issue] = []
        self.last_lines = (passage.first, passage.first)
        self.names = dict(passage.names)
        self._passage = passage
        self._first = passage.first
        self._last = len(passage.source) - 1  # libyaml puts what is left out at the end behind it
        self._unmask = passage.unmask
        self._limits = passage.limits
        self._stack = [Open(0, height=0)]
        self._cut: list[str] = []
        self._aliases = 0
        self._ended = 0
        self._ends: dict[int, int] | None = {} if "#" in passage.text else None

    def take(self, parser: Any) -> None:
        """Takes all events of a parser in; raises where the text is over a limit."""
        import yaml

        steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end_mapping,
            yaml.SequenceEndEvent: self._end_sequence,
            yaml.DocumentStartEvent: self._start_document,
        }
        scalar, scalar_event = self._scalar, yaml.ScalarEvent
        most = self._limits.max_nodes
        get_event = parser.get_event
        for count, event in enumerate(iter(get_event, None)):
            if type(event) is scalar_event:
                scalar(event)
            elif step := steps.get(type(event)):
                step(event)
            else:
                self._ended += 1
            if count - self._ended > most:
                raise _over(f"{most} nodes")

    def root(self) -> Node | None:
        """The root of the only document, or a list of those of all."""
        roots = tuple(node for node in self._stack[0].children if not _is_empty(node))
        if len(roots) > 1:
            return Sequence(roots, roots[0].line, roots[-1].end_line)
        return roots[0] if roots else None

    def size(self) -> int:
        """The values of all documents, each as often as an alias repeats it."""
        return len(self._stack[0].children) + self._stack[0].extra

    def comments(self) -> tuple[int, ...]:
        """The lines that are a comment or have one behind their text."""
        if self._ends is None:
            return ()
        ends = self._ends
        lines = enumerate(self._lines())
        told = (
            number for number, line in lines if "#" in line and _COMMENT.search(line, ends.get(number, 0))
        )
        return tuple(self._first + number for number in told)

    def _scalar(self, event: Any) -> None:
        first = self._first
        line = first + event.start_mark.line
        last = first + event.end_mark.line
        if line != last:
            self.last_lines = (line, last)
            last = self._last_line(event)
        if self._ends is not None:
            _note_ends(event, self._ends)
        text = event.value
        if not text:
            line, last = min(line, self._last), min(last, self._last)
        elif self._unmask:
            text = text.translate(self._unmask)
        tag = event.tag
        node = Scalar(text, not event.style and (tag is None or tag in _CORE_TAGS), line, last)
        self._stack[-1].children.append(node)
        self.last_lines = (line, last)
        if tag is not None:
            self._note_tag(tag, line)
        if event.anchor is not None:
            self.names[event.anchor] = (node, 0, 0)

    def _last_line(self, event: Any) -> int:
        """The last line of a text of several that is not blank."""
        start, end = event.start_mark, event.end_mark
        if not event.style and not self._stack[-1].is_flow:
            self._check_slip(start, end.line)
        if self._passage.before:
            self._check_touched(start, end.line - (end.column == 0), self._passage.before)
        source, first = self._passage.source, self._first + start.line
        last = min(self._last, self._first + int(end.line) - (1 if end.column == 0 else 0))
        while last > first and not source[last].strip():
            last -= 1
        return max(last, int(first))

    def _check_slip(self, start: Any, last: int) -> None:
        """Raises where an item that stands deeper than those above would become a part of their text."""
        lines = self._lines()
        before = lines[start.line][: start.column]
        dash = before.rfind("-")
        if dash < 0 or before[dash + 1 :].strip():
            return
        for number in range(start.line + 1, last + 1):
            if lines[number].lstrip(" ").startswith("- "):
                line = self._first + number
                raise MisplacedItemError("an item stands deeper than the one above it", line, 0, (line,))

    def _check_touched(self, start: Any, last: int, before: list[str]) -> None:
        """Raises where a line that was mended is inside a text: its signs would be a part of that."""
        lines = self._lines()
        for number in range(start.line + 1, min(last + 1, len(lines))):
            line = self._first + number
            if lines[number].strip() != before[line].strip():
                around = self._first + start.line
                raise BrokenYamlError("a text is open above", around, start.column, (around, line))

    def _lines(self) -> list[str]:
        """The lines of the text, cut once."""
        if not self._cut:
            self._cut = self._passage.text.split("\n")
        return self._cut

    def _note_tag(self, tag: str, line: int) -> None:
        if not tag.startswith(_CORE_PREFIX) or "python" in tag:
            message = "the tag on this line is not applied; the value is read as text"
            self._report(IssueCode.YAML_TAG, message, line)

    def _report(self, code: IssueCode, message: str, line: int) -> None:
        self.issues.append(Issue(code, message, line=line, raw=quoted(self._passage.source[line].strip())))

    def _start_document(self, _: Any) -> None:
        self._ended += 1
        self.names = dict(self._passage.names)

    def _start(self, event: Any) -> None:
        line = self._first + event.start_mark.line
        self._stack.append(Open(line, event.flow_style, event.anchor))
        self._check_depth(len(self._stack) - 1)
        if event.tag is not None:
            self._note_tag(event.tag, line)
        if event.anchor is not None:
            self.names.pop(event.anchor, None)

    def _alias(self, event: Any) -> None:
        self._aliases += 1
        if self._aliases > self._limits.max_aliases:
            raise _over(f"{self._limits.max_aliases} aliases")
        line = self._first + event.start_mark.line
        self.last_lines = (line, line)
        node, extra, height = self._named(event.anchor, line, event.start_mark.column)
        around = self._stack[-1]
        around.aliased[len(around.children)] = line
        around.children.append(node)
        self._check_depth(len(self._stack) - 1 + height)
        self._grow(around, extra, height)

    def _check_depth(self, levels: int) -> None:
        if levels > self._limits.max_depth:
            raise too_deep("YAML", self._limits.max_depth)

    def _named(self, name: str, line: int, column: int) -> Named:
        """What an alias stands for, with the values and levels in it."""
        if name in self.names:
            return self.names[name]
        if any(around.anchor == name for around in self._stack):
            message = f"the alias {name!r} stands inside the value that it names; it is read as empty"
            self._report(IssueCode.YAML_ALIAS_LIMIT, message, line)
            return Scalar("", True, line, line), 0, 0
        raise BrokenYamlError(f"nothing is named {name!r}", line, column, (line,))

    def _grow(self, around: Open, extra: int, height: int) -> None:
        around.extra += extra
        around.height = max(around.height, height + 1)
        check_size(len(around.children) + around.extra, self._limits)

    def _end_sequence(self, event: Any) -> None:
        ended = self._stack.pop()
        items = tuple(ended.children)
        if items and not ended.is_flow and not ended.aliased:
            items = texts_of(items, self._passage.source, self.issues)
        count = len(items)
        last = ended.end_of(count - 1) if count and not ended.is_flow else self._first + event.end_mark.line
        self._close(ended, Sequence(items, ended.line, last), count)

    def _end_mapping(self, event: Any) -> None:
        ended = self._stack.pop()
        count = len(ended.children)
        entries = entries_of(ended, self._passage.source, self.issues)
        last = ended.end_of(count - 1) if count and not ended.is_flow else self._first + event.end_mark.line
        self._close(ended, Mapping(entries, ended.line, last), count // 2)

    def _close(self, ended: Open, node: Node, values: int) -> None:
        self._ended += 1
        extra = values + ended.extra
        around = self._stack[-1]
        around.children.append(node)
        self._grow(around, extra, ended.height)
        if ended.anchor is not None:
            self.names[ended.anchor] = (node, extra, ended.height)


def check_size(values: int, limits: Limits) -> None:
    """Nothing, but for more values than may be made by aliases: raises LimitError."""
    if values > limits.max_expanded:
        raise _over(f"{limits.max_expanded} values")


def _note_ends(scalar: Any, ends: dict[int, int]) -> None:
    """Notes for each line of a text the column where it ends, so that a "#" behind it is a comment."""
    start, end = scalar.start_mark, scalar.end_mark
    ends.update(dict.fromkeys(range(start.line, end.line), sys.maxsize))
    if scalar.style in ("|", ">"):
        ends[start.line] = start.column  # what stands behind the sign is no text yet
    if end.column:
        ends[end.line] = end.column


def _is_empty(node: Node) -> bool:
    return type(node) is Scalar and node.is_plain and not node.text


def _over(limit: str) -> LimitError:
    return LimitError(IssueCode.YAML_ALIAS_LIMIT, f"YAML with more than {limit} is not read")
