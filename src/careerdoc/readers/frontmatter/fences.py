"""Where the front matter of a document starts and ends, and what it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile

from careerdoc.model.document import Document, Line
from careerdoc.readers.base import joined
from careerdoc.readers.keyed.formats.json_text import json_end

_MOST_ABOVE = 2
_LONGEST_ABOVE = 80
"""Characters of a line above the front matter. A longer one is text."""
_MOST_UNOPENED = 60
"""Lines of a head without an opening fence."""
_MARKDOWN = (".md", ".markdown", ".mdx", ".mkd")
_LONGEST_JSON = 100_000
"""Characters of a JSON head without fences. A longer one is data."""
_FIRST_LINES = re.compile(r"[^\r\n]+")
_KEY = r"[^\s#:\-\[{][^:\n]{0,80}:(?:\s|$)"
_TOML_KEY = r"[^\s#=\[{][^=\n]{0,80}=|\[[^\]\n]{1,80}\]"
_JSON_KEY = r"\s*+(?:\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|[\w$-]{1,80})\s?:"
_JSON_START = re.compile(rf"\{{(?:{_JSON_KEY}|\s*+(?:\}}|//|/\*))")
_LAST_BRACE = re.compile(r"^\}(?=[ \t\r]*$)", re.MULTILINE)
_TEMPLATES = ("{{", "{%", "{:")


class Form(StrEnum):
    """What front matter is written in; UNKNOWN is a language that is named and never read, as in `---js`."""

    YAML = "yaml"
    TOML = "toml"
    JSON = "json"
    ORG = "org"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Head:
    """A front matter block, its fences and the body behind; `closed` when its end is sure.

    Org keywords and JSON in braces of its own have no fences. `above` are lines in front of it,
    such as the name of a file. One that is not `opened` has a closing fence alone.
    """

    fences: tuple[Line, ...]
    block: tuple[Line, ...]
    body: tuple[Line, ...]
    closed: bool
    above: tuple[Line, ...] = ()
    form: Form = Form.YAML
    opened: bool = True

    @property
    def block_text(self) -> str:
        """The text of the block; each of its lines keeps its place."""
        return joined(self.block)

    @property
    def first(self) -> Line:
        """Its first line: the fence, if it has one."""
        return (self.fences or self.block)[0] if self.opened else self.block[0]


# Hugo: `+++` is TOML; gray-matter: a word behind the dashes names the language; `;;;` is JSON.
_OPENING = re.compile(
    r"(?:-{3,}|---(?P<language>[ \t]*(?:ya?ml|toml|json)|[A-Z][\w+-]{0,20})|\+{3,}|;{3,})\s*", re.IGNORECASE
)
_CLOSING = {
    Form.YAML: re.compile(r"(?:-{3,}|\.\.\.)\s*"),
    Form.TOML: re.compile(r"\+{3,}\s*"),
    Form.JSON: re.compile(r";{3,}\s*"),
}
_DASHES = re.compile(r"-{3,}\s*")
_LANGUAGES = {"yaml": Form.YAML, "yml": Form.YAML, "toml": Form.TOML, "json": Form.JSON}
_KEYED = {
    Form.YAML: re.compile(rf"{_KEY}|\{{|\? "),
    Form.TOML: re.compile(_TOML_KEY),
    Form.JSON: re.compile(rf"\s*\{{|{_JSON_KEY}"),
    Form.ORG: re.compile(r"#\+"),
    Form.UNKNOWN: re.compile(rf"{_KEY}|\s*\{{"),
}
_LINE_OF_BLOCK = {
    Form.YAML: re.compile(rf"{_KEY}|\s+\S|\s*#|- "),
    Form.TOML: re.compile(rf"{_TOML_KEY}|\s+\S|\s*#|[\]}}]"),
    Form.JSON: re.compile(rf"{_JSON_KEY}|\s+\S|[\[\]{{}}]|//|/\*"),
}
# Org manual, sections "Export Settings" and "Document Structure": these speak of the whole file.
_ORG_KEYWORD = re.compile(r"#\+(?P<key>[^\s:]{1,80}):(?:\s|$)")
_ORG_NAMING = frozenset({"title", "date", "author", "email", "description", "keywords", "filetags", "tags"})
_ORG_OF_BODY = re.compile(
    r"#\+(?:caption|name|attr_\w+|results|header|plot|include|toc|call|html|latex)\b", re.I
)
_PELICAN = frozenset({"title", "date"})
_PLAIN_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,30}):(?:\s|$)")
_ORG_COMMENT = re.compile(r"#(?:\s|$)")


def head_of(document: Document) -> Head | None:
    """The front matter at the start of `document`; None without one.

    Only blank lines stand above it, or two short ones where the block is sure: it is closed
    and begins with two keys. Without a closing fence the block ends in front of the first
    line that is no key. JSON in braces of its own ends with them, and Org keywords with the
    first other line; nothing stands above these.
    """
    lines = (line[0] for line in _FIRST_LINES.finditer(document.text) if not line[0].isspace())
    first_lines = list(islice(lines, _MOST_ABOVE + 1))
    head = None
    if first_lines and first_lines[0].lstrip().startswith("{"):
        head = _json_head(document)
    elif first_lines and first_lines[0].startswith("#+"):
        head = _org_head(document)
    if head or not first_lines:
        return head
    if any(map(_is_opening, first_lines)) and (fenced := _fenced_head(document)):
        return fenced
    is_markdown = document.name.casefold().endswith(_MARKDOWN)
    return _unopened_head(document) if is_markdown and _KEYED[Form.YAML].match(first_lines[0]) else None


def is_keyed(head: Head) -> bool:
    """Whether a line of the block starts with a key, or with the bracket of a mapping."""
    keyed = _KEYED[head.form]
    return any(keyed.match(line.text) for line in head.block)


def _unopened_head(document: Document) -> Head | None:
    """Two keys or more that a markdown file starts with, and the fence behind them, as Hexo takes them.

    Or a blank line behind a title and a date, as Pelican takes them.
    """
    lines = document.lines
    of_block = _LINE_OF_BLOCK[Form.YAML]
    before_blank: Head | None = None
    for end, line in enumerate(islice(lines, _MOST_UNOPENED)):
        if _DASHES.fullmatch(line.text):
            head = Head((line,), lines[:end], lines[end + 1 :], True, opened=False)
            return head if _is_sure(head) else before_blank
        if not line.text.strip():
            if before_blank is None and _keys_of(lines[:end]) >= _PELICAN:
                before_blank = Head((), lines[:end], lines[end + 1 :], True)
        elif not of_block.match(line.text):
            return before_blank
    return before_blank


def _keys_of(lines: tuple[Line, ...]) -> set[str]:
    """The keys of lines that all begin with one; none where another line stands among them."""
    keys = [_PLAIN_KEY.match(line.text) for line in lines]
    return {key["key"].casefold() for key in keys if key} if all(keys) else set()


def _is_opening(line: str) -> bool:
    return line.startswith(("---", "+++", ";;;")) and _OPENING.fullmatch(line) is not None


def _fenced_head(document: Document) -> Head | None:
    lines = document.lines
    filled = (index for index, line in enumerate(lines) if line.text.strip())
    above: list[Line] = []
    for index in islice(filled, _MOST_ABOVE + 1):
        text = lines[index].text
        if _is_opening(text):
            head = _head_at(index, lines, tuple(above))
            return head if head is None or not above or _is_sure(head) else None
        if len(text) > _LONGEST_ABOVE:
            return None
        above.append(lines[index])
    return None


def _head_at(first: int, lines: tuple[Line, ...], above: tuple[Line, ...]) -> Head | None:
    form, closing = _kind_of(lines[first].text)
    sign = lines[first].text[:3]
    signs = (sign, "...") if form is Form.YAML else (sign,)
    for end in range(first + 1, len(lines)):
        text = lines[end].text
        if text.startswith(signs) and closing.fullmatch(text):
            fences = (lines[first], lines[end])
            return Head(fences, lines[first + 1 : end], lines[end + 1 :], True, above, form)
    if form is Form.UNKNOWN:
        return None
    of_block = _LINE_OF_BLOCK[form]
    block = tuple(takewhile(lambda line: of_block.match(line.text), islice(lines, first + 1, None)))
    return Head((lines[first],), block, lines[first + 1 + len(block) :], False, above, form)


def _kind_of(fence: str) -> tuple[Form, re.Pattern[str]]:
    """What an opening fence says that the block is written in, and what closes it."""
    opening = _OPENING.fullmatch(fence)
    language = opening["language"] if opening else None
    if language:
        form = _LANGUAGES.get(language.strip().casefold(), Form.UNKNOWN)
        return form, _CLOSING[form] if form is Form.YAML else _DASHES
    form = {"+": Form.TOML, ";": Form.JSON}.get(fence[0], Form.YAML)
    return form, _CLOSING[form]


def _is_sure(head: Head) -> bool:
    filled = [line for line in head.block if line.text.strip()]
    keyed = _KEYED[head.form]
    return head.closed and len(filled) > 1 and all(keyed.match(line.text) for line in filled[:2])


def _json_head(document: Document) -> Head | None:
    """The braces that a document starts with, if nothing else stands on the line of the last.

    Where brackets are missing inside, the last is the first that stands at the start of a line.
    """
    text = document.text
    start = len(text) - len(text.lstrip())
    if text.startswith(_TEMPLATES, start) or not _JSON_START.match(text, start):
        return None
    head = text[: start + _LONGEST_JSON]
    last_brace = _LAST_BRACE.search(head, start)
    end = json_end(head, start) or (last_brace and last_brace.end())
    if not end:
        return None
    lines = document.lines
    last = next(index for index, line in enumerate(lines) if line.start_offset + len(line.text) >= end)
    behind = text[end : lines[last].start_offset + len(lines[last].text)]
    if behind.strip():
        return None
    first = next(index for index, line in enumerate(lines) if line.text.strip())
    return Head((), lines[first : last + 1], lines[last + 1 :], closed=True, form=Form.JSON)


def _org_head(document: Document) -> Head | None:
    """The keywords that a document starts with, if one of them speaks of the whole."""
    lines = document.lines
    first = next(index for index, line in enumerate(lines) if line.text.strip())
    end, names = first, set[str]()
    for index in range(first, len(lines)):
        text = lines[index].text
        keyword = None if _ORG_OF_BODY.match(text) else _ORG_KEYWORD.match(text)
        if keyword:
            names.add(keyword["key"].casefold())
        elif text.strip() and not _ORG_COMMENT.match(text):
            break
        end = index + 1 if text.strip() else end
    if not names & _ORG_NAMING:
        return None
    return Head((), lines[first:end], lines[end:], closed=True, form=Form.ORG)
