"""Escapes of programs, mail and addresses that were left in prose: \\u00e9, =C3=A9, %C3%A9.

Source: RFC 2045, section 6.7 (quoted-printable); RFC 3986, section 2.1 (percent-encoding).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.text.repair.kept import Talk, is_text, kept_spans, outside
from careerdoc.text.repair.ledger import Edit

_HEX = "[0-9A-Fa-f]"


def _sequences(sign: str, digit: str) -> str:
    """A pattern of characters beyond ASCII whose UTF-8 is written as `sign` and two digits for a byte."""
    tail = f"{sign}[89ABab]{digit}"
    pair = f"{sign}(?:[Cc][2-9A-Fa-f]|[Dd]{digit}){tail}"
    return f"(?:{pair}|{sign}[Ee]{digit}(?:{tail}){{2}}|{sign}[Ff][0-4](?:{tail}){{3}})+"


_HALVES = rf"\\u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}"
_ESCAPE = re.compile(
    # Quoted-printable is written in capitals only.
    rf"(?P<quoted>{_sequences('=', '[0-9A-F]')})"
    rf"|(?P<percent>{_sequences('%', _HEX)})"
    rf"|(?<!\\)(?P<bytes>{_sequences(chr(92) * 2 + 'x', _HEX)})"
    rf"|(?<!\\)(?P<unicode>(?:{_HALVES}|\\u{_HEX}{{4}}|\\U00(?:0{_HEX}|10){_HEX}{{4}}|\\u\{{{_HEX}{{2,6}}\}})+)"
    # One byte is a letter of Latin-1, and only in a word.
    rf"|(?P<latin>(?<=[^\W\d_])\\x[c-fC-F]{_HEX}|(?<![\\\w])\\x[c-fC-F]{_HEX}(?=[^\W\d_]{{2}}))"
)
_FIRST = {
    "=": re.compile(r"=[C-F][0-9A-F]="),
    "%": re.compile(rf"%[C-Fc-f]{_HEX}%"),
    "\\": re.compile(r"\\[uUx][{0-9A-Fa-f]"),
}
_UNIT = re.compile(rf"{_HALVES}|\\[uU]\{{?{_HEX}+\}}?")
# What mail programs escape besides, at most once in a line: "=", a blank at the end, an end that is none.
_QUOTED_ASCII = re.compile(r"=3D(?![C-F][0-9A-F])|=20$|=$")
_PERCENT_BLANK = re.compile(r"(?:(?<=[^\s\d%])|(?<=%[89AB][0-9A-F]))%20(?=[^\W\d_]|%)", re.IGNORECASE)
_ASCII = frozenset("'\"&-/!?,.:()@+*")
_NAMES_A_REFERENCE = re.compile(r"#|\w{1,32};")
_REASONS = {
    "quoted": "escape:quoted-printable",
    "percent": "escape:percent",
    "bytes": "escape:unicode",
    "unicode": "escape:unicode",
    "latin": "escape:unicode",
}


def has_escapes(text: str) -> bool:
    """Whether `text` holds what looks like an escape; a lone "%", "=" or backslash does not."""
    return any(sign in text and first.search(text) for sign, first in _FIRST.items())


def escape_edits(line: str) -> Iterator[Edit]:
    """The escapes in `line` as the characters they stand for.

    Only what is UTF-8 as a whole, or names a character that text can hold, is an escape. They
    stay in addresses, paths and code, and where a sentence talks about them.
    """
    if not has_escapes(line):
        return
    kept, talk = kept_spans(line), Talk(line)
    edits = [edit for found in outside(_ESCAPE.finditer(line), kept) if (edit := _edit(found, talk))]
    reasons = {edit.reason for edit in edits}
    if "escape:quoted-printable" in reasons and not _has_other_equals(line, edits):
        edits += [_ascii_edit(found) for found in outside(_QUOTED_ASCII.finditer(line), kept)]
    if "escape:percent" in reasons:
        edits += [_ascii_edit(found) for found in outside(_PERCENT_BLANK.finditer(line), kept)]
    yield from sorted(edits, key=lambda edit: edit.start)


def _edit(found: re.Match[str], talk: Talk) -> Edit | None:
    kind = str(found.lastgroup)
    after = _meant(kind, found[0])
    if after is None or not is_text(after) or talk.mentions(found.start(), found.end(), after):
        return None
    if after.endswith("&") and _NAMES_A_REFERENCE.match(found.string, found.end()):
        return None
    digits = re.sub(r"\\[uUx]", "", found[0])
    is_exact = kind != "latin" and digits in (digits.upper(), digits.lower())
    return Edit(found.start(), found.end(), after, _REASONS[kind], "exact" if is_exact else "inferred")


def _meant(kind: str, escape: str) -> str | None:
    if kind == "unicode":
        return _of_units(escape)
    if kind == "latin":
        letter = chr(int(escape[2:], 16))
        return letter if letter.isalpha() else None
    try:
        return bytes.fromhex(re.sub(r"[=%]|\\x", "", escape)).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _of_units(escape: str) -> str | None:
    characters = "".join(_character(unit[0]) for unit in _UNIT.finditer(escape))
    is_prose = all(character > "\x7f" or character in _ASCII for character in characters)
    return characters if is_prose else None


def _character(unit: str) -> str:
    halves = [int(number, 16) for number in re.findall(rf"{_HEX}+", unit)]
    if len(halves) > 1:
        return chr(0x10000 + ((halves[0] - 0xD800) << 10) + (halves[1] - 0xDC00))
    return chr(halves[0]) if halves[0] <= 0x10FFFF else "\0"


def _has_other_equals(line: str, edits: list[Edit]) -> bool:
    ends = [0, *(edit.end for edit in edits)]
    starts = [*(edit.start for edit in edits), len(line)]
    pieces = (line[end:start] for end, start in zip(ends, starts, strict=True))
    return any("=" in re.sub(r"=3D|=(?:20)?$", "", piece) for piece in pieces)


def _ascii_edit(found: re.Match[str]) -> Edit:
    kind = "percent" if found[0][0] == "%" else "quoted"
    after = "=" if found[0] == "=3D" else " " * found[0].endswith("20")
    return Edit(found.start(), found.end(), after, _REASONS[kind], "inferred")
