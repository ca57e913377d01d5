"""Single values and keys in brackets: how they are given, and what is meant where quotes are wrong."""

from __future__ import annotations

import re
from typing import NamedTuple

STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
"""A regular expression: a text between double quotes on one line, with escapes."""
_WRONG_QUOTES = re.compile(
    r"'(?P<single>[^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'|[“”„‟«](?P<double>[^“”‟»\n]*+)[“”‟»]|[‘‚](?P<half>[^’‘\n]*+)[’‘]"
)
_OPEN_QUOTE = re.compile(r"[\"'“”„‟«‘‚](?P<text>[^\n]*+)")
_BARE = re.compile(r"[^\s,\[\]{}:=][^,\n\]}]*+")
_COMMENT = re.compile(r"\s(?:#|//).*")
_OUTER = re.compile(r"\"(.*)\"|'(.*)'")
_ESCAPED = re.compile(r"\\(?P<sign>[\"'\\/])")


class Word(NamedTuple):
    """A scalar and the offset behind it; `is_mended` when it is not written as its format wants."""

    end: int
    text: str
    is_plain: bool = False
    number: int | float | None = None
    is_mended: bool = False


class Key(NamedTuple):
    """A key and the offset behind the sign that follows it; a dotted key has several names."""

    end: int
    path: tuple[str, ...]
    is_mended: bool = False


def meant_word(text: str, offset: int) -> Word | None:
    """The scalar that is meant at `offset`; None where a bracket or sign stands, or the text is cut off.

    It stands in other quotes, lacks the closing one and ends with its line, or has none and ends
    at the next comma, bracket or line end.
    """
    if found := _WRONG_QUOTES.match(text, offset):
        inner = next((part for part in found.groups() if part is not None), "")
        return Word(found.end(), _ESCAPED.sub(r"\g<sign>", inner), is_mended=True)
    if found := _OPEN_QUOTE.match(text, offset):
        return (
            None
            if found.end() == len(text)
            else Word(found.end(), found["text"].rstrip(" \t,"), is_mended=True)
        )
    if found := _BARE.match(text, offset):
        bare = _COMMENT.sub("", found[0])
        return Word(offset + len(bare), bare.rstrip(), is_plain=True, is_mended=True)
    return None


def meant_line(line: str) -> str:
    """The text that is meant by a line whose quotes are wrong or missing.

    >>> meant_line("'It's fine'")
    "It's fine"
    """
    text = line.strip()
    if found := _WRONG_QUOTES.fullmatch(text) or _OUTER.fullmatch(text):
        inner = next((part for part in found.groups() if part is not None), "")
        return _ESCAPED.sub(r"\g<sign>", inner)
    return text.lstrip(text[0]) if text[:1] in ("'", '"') else text
