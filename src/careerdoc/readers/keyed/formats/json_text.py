"""JSON, and what people write for it, as a tree with the line of each key."""

from __future__ import annotations

import json
import re
from math import isfinite

from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.brackets import Brackets, Dialect
from careerdoc.readers.keyed.formats.limits import LimitError
from careerdoc.readers.keyed.formats.remarks import Remarks, with_line_feeds
from careerdoc.readers.keyed.formats.words import STRING, Key, Word
from careerdoc.readers.keyed.tree import Loaded, Node

_MOST_DIGITS = 4_000
"""Digits of a whole number; the standard library refuses more than 4,300."""
_FOLDED_LINES = r'"[^"\\\n]*+(?:(?:\\.|\n)[^"\\\n]*+){1,200}+"(?=\s*+(?:[,:}\]]|\Z))'
"""A text that wrongly goes on over line ends, up to a quote that surely ends it."""
_KEY = re.compile(rf"(?:\"(?P<simple>[^\"\\\n]*+)\"|(?P<escaped>{STRING}))\s*+:")
_MEANT_KEY = re.compile(
    rf"(?:(?P<double>{STRING})|'(?P<single>[^'\\\n]*+)'|[“”](?P<curly>[^“”\n]*+)[“”]|(?P<bare>[\w$][\w$.-]*+))\s*+[:=]"
)
# RFC 8259, sections 3, 6 and 7.
_WORD = re.compile(
    rf"\"(?P<simple>[^\"\\\n]*+)\"|(?P<escaped>{STRING}|{_FOLDED_LINES})"
    r"|(?P<number>-?+(?:0|[1-9][0-9]*+)(?P<part>\.[0-9]++)?+(?P<power>[eE][-+]?+[0-9]++)?+)(?![^\s,\]}/#])"
    r"|(?P<word>true|false|null)(?![^\s,\]}/#])"
)
_COMMENT = re.compile(r"//[^\n]*+|#[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?+")
_MARK = re.compile(rf"{STRING}|{_FOLDED_LINES}|\"[^\n]*+|'[^'\n]*+'|(?<!:){_COMMENT.pattern}|[\[\]{{}}]")
_HALF_OF_PAIR = re.compile(r"[\ud800-\udfff]")
_DECODER = json.JSONDecoder(strict=False)


def load_json(text: str, limits: Limits = STANDARD) -> Loaded:
    """The tree of `text`, which is one JSON value, or the inside of an object without its braces.

    Comments are known by their lines. Trailing and missing commas, keys and texts in other quotes
    or in none, and brackets that lack their end are read as meant, each line with an issue. Of a
    text that is cut off, what is complete is kept. Never raises.

    Source: RFC 8259; RFC 8259, section 8.2, leaves open what a half of a surrogate pair means:
    it becomes U+FFFD.
    """
    text = with_line_feeds(text)
    remarks = Remarks(text, "JSON", limits)
    try:
        return remarks.loaded(_root(text, remarks))
    except LimitError as error:
        return remarks.over_limit(error)


def json_end(text: str, start: int = 0) -> int | None:
    """The offset behind the JSON value that starts at `start`; None if none does, or it has no end.

    It is found by its brackets alone, however deep they are, so what is between may be broken.
    """
    if text[start : start + 1] not in ("{", "["):
        word = _word(text, start)
        return None if word is None else word.end
    depth = 0
    for mark in _MARK.finditer(text, start):
        if mark[0] in ("{", "["):
            depth += 1
        elif mark[0] in ("}", "]"):
            depth -= 1
            if not depth:
                return mark.end()
    return None


def _root(text: str, remarks: Remarks) -> Node | None:
    brackets = Brackets(text, _JSON, remarks)
    start = brackets.behind_blanks(0)
    if _key(text, start):
        return brackets.members(start)[0]
    root, end = brackets.value(start) or (None, start)
    end = brackets.behind_blanks(end)
    if end < len(text):
        remarks.malformed(remarks.line_of(end), remarks.last_line)
    return root


def _key(text: str, offset: int) -> Key | None:
    if found := _KEY.match(text, offset):
        simple = found["simple"]
        return Key(found.end(), (_unescaped(found["escaped"])[0] if simple is None else simple,))
    if found := _MEANT_KEY.match(text, offset):
        name = found["single"] or found["curly"] or found["bare"] or ""
        return Key(
            found.end(), (_unescaped(found["double"])[0] if found["double"] else name,), is_mended=True
        )
    return None


def _word(text: str, offset: int) -> Word | None:
    found = _WORD.match(text, offset)
    if found is None:
        return None
    end, simple = found.end(), found["simple"]
    if simple is not None:
        return Word(end, simple)
    if found["number"]:
        is_whole = not found["part"] and not found["power"]
        return Word(end, found[0], is_plain=True, number=_number(found[0], is_whole))
    if found["word"]:
        return Word(end, found[0], is_plain=True)
    value, is_right = _unescaped(found[0])
    return Word(end, value, is_mended=not is_right)


def _number(written: str, is_whole: bool) -> int | float | None:
    if is_whole:
        return int(written) if len(written) <= _MOST_DIGITS else None
    number = float(written)
    return number if isfinite(number) else None


def _unescaped(written: str) -> tuple[str, bool]:
    """A text in quotes as it reads, and whether its escapes and line ends are right."""
    try:
        value = _DECODER.raw_decode(written)[0]
    except json.JSONDecodeError:
        return written[1:-1], False
    return _HALF_OF_PAIR.sub("\ufffd", str(value)), "\n" not in written


_JSON = Dialect(key=_key, word=_word, comment=_COMMENT, comment_signs="/#", may_end_with_comma=False)
