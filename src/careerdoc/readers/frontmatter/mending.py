"""Lines of YAML that only lack quotes or blanks, mended one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEY_AND_VALUE = re.compile(
    r"(?P<key>[ ]*(?:-[ ]{1,8}){0,4}[A-Za-z_][\w .-]{0,60}:[ ]{1,8})(?P<value>[^\s'\"\[{|>#!].*)"
)
_BLOCK_SCALAR = re.compile(r"(?:.*:|\s*-)\s[|>][-+\d]{0,2}")
# YAML 1.2.2, section 6.2: blanks and tabs alone end a key; a no-break space is a part of a text.
_ODD_BLANK = re.compile(r"\A(?P<key>[ ]*(?:-[ ]{1,8}){0,4}[A-Za-z_][\w .-]{0,60}:)[^\S \t]\s*")
# YAML 1.2.2, section 5.3: signs that open no plain text.
_SIGNS = "*&@%`"
_TAB = "  "


def mended(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` with its faulty lines mended, and which they are, from 0.

    A value with a colon inside or a sign of YAML in front is put into quotes; tabs in front
    of a line become blanks. The text below `|` or `>` is left alone.
    """
    lines = text.split("\n")
    changed: list[int] = []
    for number in _outside_block_scalars(lines):
        line = _mended_line(lines[number])
        if line != lines[number]:
            lines[number] = line
            changed.append(number)
    return "\n".join(lines), tuple(changed)


def _mended_line(line: str) -> str:
    text = line.lstrip("\t")
    indented = _ODD_BLANK.sub(r"\g<key> ", _TAB * (len(line) - len(text)) + text, count=1)
    found = _KEY_AND_VALUE.fullmatch(indented)
    if found is None:
        return indented
    value, sign, comment = found["value"].partition(" #")
    plain = value.rstrip()
    if ": " not in plain and not plain.endswith(":") and plain[0] not in _SIGNS:
        return indented
    quoted = plain.replace("'", "''")
    return f"{found['key']}'{quoted}'{sign}{comment}"


def _outside_block_scalars(lines: list[str]) -> Iterator[int]:
    inside: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if inside is not None and (indent > inside or not line.strip()):
            continue
        inside = indent if _BLOCK_SCALAR.fullmatch(line.rstrip()) else None
        yield number
