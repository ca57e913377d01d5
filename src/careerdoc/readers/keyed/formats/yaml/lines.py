"""One line of YAML in its parts, and the same line with its value in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# YAML 1.2.2, section 5.3: signs that open no plain text.
_SIGNS = "*&@%`!,]}"
_LEAD = re.compile(r"[^\S\n]*(?:-(?:[^\S\n]+|$))*")
_PLAIN_KEY = re.compile(r"[^\s\"'#&*!|>%@`\[\]{},?:-][^:#\n]{0,60}:(?=\s|$)")
_QUOTED_KEY = re.compile(r"(?:\"[^\"\n]{0,60}\"|'[^'\n]{0,60}'):(?=\s|$)")
_BLOCK_SCALAR = re.compile(r"[|>][-+\d]{0,2}(?:\s+#.*)?")
_ALIAS = re.compile(r"\*[\w-]*")
_DIGIT_NEXT = re.compile(r"'\d")
_FLAT_LIST = re.compile(r"\[[^\[\]{}]*\]")
_WHOLE_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TEMPLATES = ("{{", "{%")


@dataclass(frozen=True, slots=True)
class Line:
    """A line in parts that make it up again; `lead` are blanks and dashes, `key` has its colon."""

    lead: str
    key: str
    gap: str
    value: str
    comment: str

    @property
    def indent(self) -> int:
        """The column of its first sign."""
        return len(self.lead) - len(self.lead.lstrip())

    @property
    def is_item(self) -> bool:
        """Whether it begins with a dash."""
        return "-" in self.lead

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of its dashes and of what follows them."""
        dashes = tuple(column for column, sign in enumerate(self.lead) if sign == "-")
        return (*dashes, len(self.lead)) if self.key or self.value else dashes

    @property
    def opens_block_scalar(self) -> bool:
        """Whether the lines below that stand deeper are the text of its value."""
        return bool(_BLOCK_SCALAR.fullmatch(self.value.rstrip()))


def line_of(text: str) -> Line:
    """The parts of a line."""
    found = _LEAD.match(text)
    lead = found[0] if found else ""
    rest = text[len(lead) :]
    key = _QUOTED_KEY.match(rest) or _PLAIN_KEY.match(rest)
    behind = rest[key.end() :] if key else rest
    written = behind.lstrip()
    gap = behind[: len(behind) - len(written)]
    value, comment = _without_comment(written)
    return Line(lead, key[0] if key else "", gap, value, comment)


def _without_comment(written: str) -> tuple[str, str]:
    if written.startswith("#"):
        return "", written
    plain = written.partition(" #")[0]
    if plain[:1] in {'"', "'"} and plain.count(plain[0]) % 2:
        plain = written  # the sign stands inside the quotes
    value = plain.rstrip()
    return value, written[len(value) :]


def in_quotes(value: str) -> str:
    """A value as a text in quotes, without the quotes that were meant to stand around it."""
    return "'" + _inner(value).replace("'", "''") + "'"


def _inner(value: str) -> str:
    quote = value[:1]
    if quote not in {'"', "'"} or len(value) < 2:
        return value
    inside = value[1:-1] if value[-1] == quote else value[1:]
    if value[-1] != quote:
        is_open = quote not in inside and not _DIGIT_NEXT.match(value)
        return inside if is_open else value
    if quote == '"':
        return inside.replace('\\"', '"') if _is_nested(inside, quote) else value
    return inside if _is_nested(inside.replace("''", ""), quote) else value


def _is_nested(inside: str, quote: str) -> bool:
    """Whether the first quote inside opens or stands in a word, so that the outer ones are a pair."""
    at = inside.replace(f"\\{quote}", "  ").find(quote)
    if at < 1:
        return at < 0 or len(inside) == 1
    is_closing = at + 1 == len(inside) or not inside[at + 1].isalnum()
    return not inside[at - 1].isalnum() or not is_closing


def quoted_value(line: Line) -> str:
    """The line with its value in quotes."""
    return f"{line.lead}{line.key}{' ' if line.key else ''}{in_quotes(line.value)}{line.comment}"


def quoted_list(line: Line) -> str | None:
    """The line with each text of its list in quotes that needs them: `[@angular/core, Go]`.

    None where the value is no list on one line, or another list stands in it.
    """
    value = line.value
    if not _FLAT_LIST.fullmatch(value):
        return None
    items = [item.strip() for item in value[1:-1].split(",") if item.strip()]
    if any(item[0] in "\"'" and not _WHOLE_QUOTED.fullmatch(item) for item in items):
        return None  # a comma in quotes
    texts = [in_quotes(item) if item[0] in _SIGNS or _is_two(item) else item for item in items]
    return f"{line.lead}{line.key}{line.gap}[{', '.join(texts)}]{line.comment}"


def quoted_item(line: Line) -> str:
    """The line of an item with all behind its dash in quotes, the key too."""
    text = f"{line.key}{line.gap}{line.value}".rstrip()
    return f"{line.lead}{in_quotes(text)}{line.comment}"


def needs_quotes(line: Line) -> bool:
    """Whether the value is surely none that YAML reads as it is meant."""
    value = line.value
    if not value or not (line.key or line.is_item):
        return False
    if value.startswith(_TEMPLATES):
        return True
    if value[0] in "\"'[{|>#":
        return False
    if _ALIAS.fullmatch(value):
        return False
    return (value[0] in _SIGNS and value[0] not in "&!") or _has_colon(value)


def _is_two(item: str) -> bool:
    return _has_colon(item) and item[0] not in "\"'"


def _has_colon(value: str) -> bool:
    return ": " in value or value.endswith(":")


def is_template(line: Line) -> bool:
    """Whether the value begins with a sign of a template, which YAML takes for a mapping."""
    return bool(line.key or line.is_item) and line.value.startswith(_TEMPLATES)


def has_open_quote(line: Line) -> bool:
    """Whether the value begins with a quote that does not end on its line."""
    quote = line.value[:1]
    return quote in {'"', "'"} and line.value.count(quote) % 2 == 1


def outside_texts(lines: list[str], first: int = 0) -> Iterator[tuple[int, Line]]:
    """The lines in their parts, but for blank ones and those inside a text of several lines."""
    inside: int | None = None
    until = -1
    for number in range(first, len(lines)):
        text = lines[number]
        stripped = text.lstrip()
        if not stripped or number <= until:
            continue
        indent = len(text) - len(stripped)
        if inside is not None and indent > inside:
            continue
        line = line_of(text)
        inside = indent if line.opens_block_scalar else None
        until = _end_of_quotes(lines, number, line)
        yield number, line


_LONGEST_TEXT = 50
"""The most lines below an open quote among which its end is looked for."""


def _end_of_quotes(lines: list[str], number: int, line: Line) -> int:
    """The last line of a text in quotes that goes on below; the line itself where none ends so."""
    quote = line.value[:1]
    if quote not in {'"', "'"} or quote in line.value[1:]:
        return number
    for below in range(number + 1, min(number + _LONGEST_TEXT, len(lines))):
        text = lines[below].rstrip()
        if text and len(text) - len(text.lstrip()) <= line.indent:
            return number
        if quote in text:
            return below if text.endswith(quote) and text.count(quote) == 1 else number
    return number
