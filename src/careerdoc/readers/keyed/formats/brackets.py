"""Values in brackets, as JSON and TOML write them, with the line of each key.

What is written in another way than the format wants, but can be meant in one way only, is read
so, and told. Nothing here calls itself: the brackets that are open stand on a stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from careerdoc.readers.keyed.formats.remarks import Remarks
from careerdoc.readers.keyed.formats.tables import Table
from careerdoc.readers.keyed.formats.words import STRING, Key, Word, meant_word
from careerdoc.readers.keyed.tree import Node, Scalar, Sequence

_BLANKS = re.compile(r"\s*+")
_JUNK = re.compile(rf"{STRING}|[^,\n\[\]{{}}\"]++|[\s\S]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes what stands in brackets.

    `key` and `word` give what begins at an offset, if it does; `comment` matches a whole comment,
    which begins with one of `comment_signs`. `border`, if there is one, matches the start of a
    line that stands in no bracket, so that those still open end in front of it; its group `key`
    is a key, which may stand in a mapping.
    """

    key: Callable[[str, int], Key | None]
    word: Callable[[str, int], Word | None]
    comment: re.Pattern[str]
    comment_signs: str
    may_end_with_comma: bool
    border: re.Pattern[str] | None = None


@dataclass(slots=True)
class _Frame:
    """A bracket that is open; that of a mapping has a table. An implied one is not written."""

    line: int
    table: Table | None = None
    items: list[Node] = field(default_factory=list)
    path: tuple[str, ...] = ()
    key_line: int = 0
    is_filled: bool = False
    has_comma: bool = False
    is_implied: bool = False

    def node(self, end_line: int) -> Node:
        """What it holds, up to a line."""
        if self.table is not None:
            self.table.end_line = max(end_line, self.line)
            return self.table.node()
        last = self.items[-1].end_line if self.items else self.line
        return Sequence(tuple(self.items), self.line, max(end_line, last))


class Brackets:
    """Reads the values of one text, which has line feeds only; `remarks` takes what is to be said."""

    def __init__(self, text: str, dialect: Dialect, remarks: Remarks) -> None:
        self._text = text
        self._dialect = dialect
        self._remarks = remarks
        self._depth = 0

    def behind_blanks(self, offset: int) -> int:
        """The offset of the next character that is no blank, line end or comment."""
        text, dialect = self._text, self._dialect
        while True:
            blanks = _BLANKS.match(text, offset)
            offset = blanks.end() if blanks else offset
            is_comment = offset < len(text) and text[offset] in dialect.comment_signs
            comment = dialect.comment.match(text, offset) if is_comment else None
            if comment is None:
                return offset
            line_of = self._remarks.line_of
            self._remarks.comments.update(range(line_of(offset), line_of(comment.end()) + 1))
            offset = comment.end()

    def value(self, offset: int, depth: int = 0) -> tuple[Node, int] | None:
        """The value at `offset`, `depth` levels down, and the offset behind it; None if there is none."""
        if self._text[offset : offset + 1] in ("[", "{"):
            self._depth = depth
            stack: list[_Frame] = []
            return self._filled(stack, self._opened(stack, offset))
        word = self._dialect.word(self._text, offset)
        return None if word is None else (self.scalar(word, offset), word.end)

    def members(self, offset: int) -> tuple[Node, int]:
        """The mapping of the keys and values from `offset` on, which has no brackets, and its end."""
        line = self._remarks.line_of(offset)
        self._depth = 0
        return self._filled([_Frame(line, Table(line, line), is_implied=True)], offset)

    def scalar(self, word: Word, offset: int) -> Scalar:
        """The node of the word at `offset`."""
        end, text, is_plain, number, is_mended = word
        self._remarks.count_node()
        line = self._remarks.line_of(offset)
        if is_mended:
            self._remarks.mended(line)
        return Scalar(text, is_plain, line, self._remarks.line_of(max(end - 1, offset)), number)

    def put(self, table: Table, path: tuple[str, ...], value: Node, line: int) -> None:
        """Puts a value under a key, and tells what it replaces."""
        for name in path[:-1]:
            table, earlier = table.inner(name, line)
            self._remarks.duplicate(name, earlier)
        if earlier := table.put(path[-1], value, line):
            self._remarks.duplicate(path[-1], earlier)

    def _opened(self, stack: list[_Frame], offset: int) -> int:
        line = self._remarks.line_of(offset)
        self._remarks.count_node(self._depth_of(stack) + 1)
        stack.append(_Frame(line, Table(line, line) if self._text[offset] == "{" else None))
        return offset + 1

    def _depth_of(self, stack: list[_Frame]) -> int:
        """How many levels down the values are that stand in the last bracket."""
        return self._depth + len(stack) + sum(max(len(frame.path) - 1, 0) for frame in stack)

    def _filled(self, stack: list[_Frame], offset: int) -> tuple[Node, int]:
        """The outermost bracket of `stack`, read from `offset` to its end, and the offset behind it."""
        while True:
            offset = self.behind_blanks(offset)
            sign = self._text[offset : offset + 1]
            if not sign:
                return self._cut_off(stack), offset
            if self._is_border(stack, offset):
                return self._left_open(stack), offset
            if sign == ",":
                offset = self._comma(stack[-1], offset)
            elif sign in "]}":
                offset += 1
                root = self._closed(stack, sign, offset)
                if root is not None:
                    return root, offset
            else:
                offset = self._element(stack, offset)

    def _is_border(self, stack: list[_Frame], offset: int) -> bool:
        border, frame = self._dialect.border, stack[-1]
        if border is None or self._text[offset - 1] != "\n":
            return False
        found = border.match(self._text, offset)
        if found is None or not found["key"]:
            return found is not None
        if frame.table is not None:
            return frame.is_filled and not frame.has_comma
        return all(around.table is None for around in stack)

    def _comma(self, frame: _Frame, offset: int) -> int:
        if frame.has_comma or not frame.is_filled:
            self._remarks.mended(self._remarks.line_of(offset))
        frame.has_comma = True
        return offset + 1

    def _element(self, stack: list[_Frame], offset: int) -> int:
        """Reads an item of a list, or a key with its value; the offset behind it."""
        frame = stack[-1]
        if frame.is_filled and not frame.has_comma and self._text[offset] not in ":=":
            self._remarks.mended(self._remarks.line_of(offset))
        frame.has_comma = False
        if frame.table is None:
            return self._item(stack, offset)
        key = self._dialect.key(self._text, offset)
        if key is None:
            return self._junk(frame, offset)
        frame.path, frame.key_line = key.path, self._remarks.line_of(offset)
        if key.is_mended:
            self._remarks.mended(frame.key_line)
        if len(key.path) > 1:
            self._remarks.count_node(self._depth_of(stack))
        return self._value_of_key(stack, key, self.behind_blanks(key.end))

    def _value_of_key(self, stack: list[_Frame], key: Key, offset: int) -> int:
        text, frame = self._text, stack[-1]
        if offset == len(text):
            self._remarks.cut_off(key.end - 1)
            return offset
        is_missing = text[offset] in ",]}" or (
            text.find("\n", key.end, offset) >= 0 and self._dialect.key(text, offset) is not None
        )
        if is_missing:
            self._add(frame, self.scalar(Word(key.end, "", is_plain=True, is_mended=True), key.end - 1))
            return offset
        return self._item(stack, offset)

    def _item(self, stack: list[_Frame], offset: int) -> int:
        text, frame = self._text, stack[-1]
        if text[offset] in "[{":
            return self._opened(stack, offset)
        word = self._dialect.word(text, offset)
        if (
            frame.table is None
            and (word is None or text[offset] == '"')
            and self._is_key(stack, word, offset)
        ):
            return self._behind_list_left_open(stack, offset)
        word = word or meant_word(text, offset)
        if word is None:
            return self._junk(frame, offset)
        self._add(frame, self.scalar(word, offset))
        return word.end

    def _is_key(self, stack: list[_Frame], word: Word | None, offset: int) -> bool:
        """Whether a key stands where an item of a list should, and a mapping around could take it."""
        if word is not None and self._text[word.end : word.end + 2].lstrip()[:1] not in (":", "="):
            return False
        is_inside = any(frame.table is not None for frame in stack)
        return is_inside and self._dialect.key(self._text, offset) is not None

    def _behind_list_left_open(self, stack: list[_Frame], offset: int) -> int:
        line = self._remarks.line_of(offset)
        self._remarks.mended(line)
        while stack[-1].table is None:
            node = stack.pop().node(line - 1)
            self._add(stack[-1], node)
        stack[-1].has_comma = True
        return offset

    def _add(self, frame: _Frame, node: Node) -> None:
        frame.is_filled = True
        if frame.table is None:
            frame.items.append(node)
        else:
            self.put(frame.table, frame.path, node, frame.key_line)

    def _junk(self, frame: _Frame, offset: int) -> int:
        junk = _JUNK.match(self._text, offset)
        end = junk.end() if junk else offset + 1
        if self._text[offset] == '"' and end - offset == 1:
            end = len(self._text)
            self._remarks.cut_off(offset)
        else:
            self._remarks.malformed(self._remarks.line_of(offset), self._remarks.line_of(end - 1))
        frame.has_comma = True
        return end

    def _closed(self, stack: list[_Frame], sign: str, end: int) -> Node | None:
        """The outermost bracket if `sign` closes it; brackets inside of the one it means close as well."""
        line = self._remarks.line_of(end - 1)
        is_mapping = sign == "}"
        fitting = [
            frame for frame in stack if not frame.is_implied and (frame.table is not None) == is_mapping
        ]
        if not fitting or fitting[-1] is not stack[-1]:
            self._remarks.mended(line)
        if not fitting:
            return None
        if stack[-1].has_comma and not self._dialect.may_end_with_comma:
            self._remarks.mended(line)
        while stack[-1] is not fitting[-1]:
            self._pop(stack, line)
        return self._pop(stack, line)

    def _pop(self, stack: list[_Frame], line: int) -> Node | None:
        """The node of the last frame, which ends at `line`; None if it went into the one around."""
        node = stack.pop().node(line)
        if not stack:
            return node
        self._add(stack[-1], node)
        return None

    def _whole(self, stack: list[_Frame], line: int) -> Node:
        """The node of the first frame, where all that are open end at `line`."""
        while len(stack) > 1:
            self._pop(stack, line)
        return stack.pop().node(line)

    def _left_open(self, stack: list[_Frame]) -> Node:
        line = stack[0].line
        self._remarks.mended(line)
        return self._whole(stack, line)

    def _cut_off(self, stack: list[_Frame]) -> Node:
        if len(stack) > 1 or not stack[0].is_implied:
            self._remarks.cut_off()
        return self._whole(stack, self._remarks.last_line)
