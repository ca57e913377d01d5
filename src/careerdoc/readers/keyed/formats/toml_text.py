"""TOML, and what people write for it, as a tree with the line of each key."""

from __future__ import annotations

import re
import tomllib
from math import isfinite

from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.brackets import Brackets, Dialect
from careerdoc.readers.keyed.formats.limits import LimitError
from careerdoc.readers.keyed.formats.remarks import Remarks, with_line_feeds
from careerdoc.readers.keyed.formats.tables import Table
from careerdoc.readers.keyed.formats.words import STRING, Key, Word, meant_line
from careerdoc.readers.keyed.tree import Loaded, Node, Scalar

# TOML 1.0.0, sections "Keys", "String", "Integer" and "Offset Date-Time".
_NAME = rf"(?:[A-Za-z0-9_-]++|{STRING}|'[^'\n]*+')"
_PATH = rf"{_NAME}(?:[ \t]*+\.[ \t]*+{_NAME})*+"
_KEY = re.compile(rf"(?P<path>{_PATH})[ \t]*+(?P<sign>[=:])[ \t]*+")
_MEANT_KEY = re.compile(r"(?P<name>[^\s=:#\[\]{}\"',][^=:#,\[\]{}\"\n]{0,80}+)(?:=|:(?=\s|\Z))[ \t]*+")
_NAMES = re.compile(rf"(?P<bare>[A-Za-z0-9_-]++)|(?P<basic>{STRING})|'(?P<literal>[^'\n]*+)'")
_HEADER = re.compile(rf"(?P<open>\[\[?)[ \t]*+(?P<path>{_PATH})[ \t]*+(?P<close>\]\]?)(?=[ \t]*+(?:#|\n|\Z))")
_MEANT_HEADER = re.compile(r"(?P<open>\[\[?)(?P<name>[^\[\]\n#=]++)\]{0,2}+(?=[ \t]*+(?:#|\n|\Z))")
_BORDER = re.compile(rf"\[\[?[A-Za-z_][\w.-]*+\]\]?[ \t]*+(?:#|\n|\Z)|(?P<key>{_PATH}[ \t]*+=)")
_END = r"(?![^\s,\]}#])"
_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]++)?)?(?:[Zz]|[-+][0-9]{2}:[0-9]{2})?"
_LONG = (
    r'"""[^\\"]*+(?:(?:\\[\s\S]|"(?!""))[^\\"]*+)*+"{3,5}'
    r"|'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}"
)
_WORD = re.compile(
    r"\"(?P<basic>[^\"\\\n]*+)\"(?!\")|'(?P<literal>[^'\n]*+)'(?!')"
    rf"|(?P<plain>(?:{_DATE}(?:[Tt ]{_TIME})?|{_TIME}|true|false){_END})"
    rf"|(?P<integer>[-+]?(?:0|[1-9][0-9]{{0,17}}){_END})"
    rf"|(?P<text>{_LONG}|{STRING})|(?P<other>[-+\w.]++){_END}"
)
_COMMENT = re.compile(r"#[^\n]*+")
_BLANKS = re.compile(r"[ \t]*+")
_LARGEST = 2**64
"""A whole number beyond that stays text: few readers of the output could hold it."""
_COMMENT_BEHIND = re.compile(r"(?:\A|\s)#")


def load_toml(text: str, limits: Limits = STANDARD) -> Loaded:
    """The tree of `text`; dates, times and numbers that are not finite stay text as written.

    A statement that is broken costs no other. Values without quotes or in other quotes, a colon
    for the equals sign, and brackets that lack their end are read as meant, each line with an
    issue. A table that stands twice is told; its keys are joined. Never raises.

    Source: TOML 1.0.0.
    """
    text = with_line_feeds(text)
    remarks = Remarks(text, "TOML", limits)
    try:
        return remarks.loaded(_Statements(text, remarks).root())
    except LimitError as error:
        return remarks.over_limit(error)


class _Statements:
    """Reads a text statement by statement into one table."""

    def __init__(self, text: str, remarks: Remarks) -> None:
        self._text = text
        self._remarks = remarks
        self._brackets = Brackets(text, _TOML, remarks)
        self._root = Table(0, remarks.last_line)
        self._table = self._root
        self._depth = 1
        self._headers: dict[int, int] = {}

    def root(self) -> Node | None:
        """The whole as a mapping; None where no key could be read."""
        offset = self._brackets.behind_blanks(0)
        while offset < len(self._text):
            offset = self._brackets.behind_blanks(self._behind_statement(offset))
        return self._root.node() if self._root.held else None

    def _behind_statement(self, offset: int) -> int:
        if self._text[offset] == "[":
            return self._header(offset)
        key = _key(self._text, offset)
        if key is not None:
            return self._pair(key, offset)
        end = self._end_of_line(offset)
        line = self._remarks.line_of(offset)
        self._remarks.malformed(line, line)
        return end

    def _header(self, offset: int) -> int:
        line = self._remarks.line_of(offset)
        found = _HEADER.match(self._text, offset)
        if found is not None and len(found["open"]) == len(found["close"]):
            self._enter(_names(found["path"]), line, is_list=len(found["open"]) > 1)
            return found.end()
        found = _MEANT_HEADER.match(self._text, offset)
        if found is None or not found["name"].strip():
            self._remarks.malformed(line, line)
            return self._end_of_line(offset)
        self._remarks.mended(line)
        name = found["name"].strip()
        self._enter(_names(name) if re.fullmatch(_PATH, name) else (name,), line, len(found["open"]) > 1)
        return found.end()

    def _enter(self, path: tuple[str, ...], line: int, is_list: bool) -> None:
        """Makes the table of a header the one that keys go to."""
        self._depth = len(path) + 1 + is_list
        self._remarks.count_node(self._depth)
        table = self._root
        for name in path[:-1]:
            table, earlier = table.inner(name, line)
            self._remarks.duplicate(name, earlier)
        self._table, earlier = table.added(path[-1], line) if is_list else table.inner(path[-1], line)
        if id(self._table) in self._headers:
            first = self._headers[id(self._table)]
            earlier = (first, first)
        self._remarks.duplicate(path[-1], earlier)
        self._headers[id(self._table)] = line
        self._table.end_line = max(self._table.end_line, line)

    def _pair(self, key: Key, offset: int) -> int:
        """Reads the value behind a key; the offset behind both."""
        line = self._remarks.line_of(offset)
        if key.is_mended:
            self._remarks.mended(line)
        depth = self._depth + len(key.path) - 1
        self._remarks.count_node(depth)
        value, end = self._brackets.value(key.end, depth) or (None, key.end)
        is_clean = value is not None and self._ends_here(end)
        if value is None or (isinstance(value, Scalar) and not is_clean):
            value, end = self._meant(key.end, line)
        elif not is_clean:
            end = self._unread_rest(end)
        self._brackets.put(self._table, key.path, value, line)
        return end

    def _meant(self, start: int, line: int) -> tuple[Scalar, int]:
        """What the rest of a line means where it is no right value, up to its comment.

        Nothing stands for null.
        """
        rest = self._text[start : self._end_of_line(start)]
        comment = _COMMENT_BEHIND.search(rest)
        written = rest[: comment.start()] if comment else rest
        self._remarks.mended(line)
        return Scalar(meant_line(written), not written.strip(), line, line), start + len(written)

    def _unread_rest(self, end: int) -> int:
        line = self._remarks.line_of(end)
        self._remarks.malformed(line, line)
        return self._end_of_line(end)

    def _ends_here(self, end: int) -> bool:
        """Whether nothing but a comment follows on the line, or the next statement begins with it."""
        blanks = _BLANKS.match(self._text, end)
        end = blanks.end() if blanks else end
        if end == len(self._text) or self._text[end] in "\n#":
            return True
        return not self._text[self._text.rfind("\n", 0, end) + 1 : end].strip()

    def _end_of_line(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        return len(self._text) if end < 0 else end


def _names(path: str) -> tuple[str, ...]:
    if '"' not in path and "'" not in path:
        return tuple(name.strip() for name in path.split(".")) if "." in path else (path.strip(),)
    return tuple(
        found["bare"] or (_unescaped(found["basic"]) if found["basic"] else found["literal"] or "")
        for found in _NAMES.finditer(path)
    )


def _key(text: str, offset: int) -> Key | None:
    if found := _KEY.match(text, offset):
        return Key(found.end(), _names(found["path"]), is_mended=found["sign"] == ":")
    if found := _MEANT_KEY.match(text, offset):
        return Key(found.end(), (found["name"].strip(),), is_mended=True)
    return None


def _word(text: str, offset: int) -> Word | None:
    found = _WORD.match(text, offset)
    if found is None:
        return None
    end, kind = found.end(), found.lastgroup
    if kind in ("basic", "literal"):
        return Word(end, found[kind])
    if kind == "plain":
        return Word(end, found[0], is_plain=True)
    if kind == "integer":
        return Word(end, found[0], is_plain=True, number=int(found[0]))
    value = _value(found[0])
    if isinstance(value, str):
        return Word(end, value)
    if isinstance(value, int | float):
        return Word(end, found[0], is_plain=True, number=value if _is_in_range(value) else None)
    return None


def _is_in_range(number: int | float) -> bool:
    return isfinite(number) if isinstance(number, float) else abs(number) <= _LARGEST


def _value(written: str) -> str | int | float | None:
    """What the standard library reads; None where it is no right text or number."""
    try:
        value = tomllib.loads(f"value = {written}")["value"]
    except ValueError:
        return None
    return value if isinstance(value, str | int | float) else None


def _unescaped(written: str) -> str:
    value = _value(written)
    return value if isinstance(value, str) else written[1:-1]


_TOML = Dialect(
    key=_key, word=_word, comment=_COMMENT, comment_signs="#", may_end_with_comma=True, border=_BORDER
)
