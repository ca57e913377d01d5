"""A text as a person reads it, with the way back to the text as it is written."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

_HINT = re.compile(r"[&%\\<]|[^\x00-\x7f]")
"""Without any of these a text is read as it is written."""


@dataclass(frozen=True, slots=True)
class View:
    """What a text says once escapes, entities, wide letters and hidden characters are read.

    `units` are the parts that are written otherwise than they are read: where each begins and ends in
    `text`, and where in `written`.
    """

    text: str
    written: str
    units: tuple[tuple[int, int, int, int], ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `written` that is read as this part of `text`."""
        return self._start(start), self._end(end)

    def tags(self, start: int, end: int) -> str:
        """The tags of HTML inside a part of `written`, which must not go with its words."""
        first = bisect_left(self.units, start, key=lambda unit: unit[2])
        inside: list[str] = []
        for number in range(first, len(self.units)):
            read_from, read_to, written_from, written_to = self.units[number]
            if written_to > end:
                break
            unit = self.written[written_from:written_to]
            if read_from == read_to and unit.startswith(("<", "&lt;")):
                inside.append(unit)
        return "".join(inside)

    def _start(self, place: int) -> int:
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return place
        _, read_to, written_from, written_to = self.units[number]
        return written_from if place < read_to else written_to + place - read_to

    def _end(self, place: int) -> int:
        number = bisect_left(self._starts, place) - 1
        if number < 0:
            return place
        _, read_to, _, written_to = self.units[number]
        return written_to if place <= read_to else written_to + place - read_to


def view_of(text: str) -> View:
    """The view of a text; the work grows in step with its length."""
    if _HINT.search(text) is None:
        return View(text, text)
    parts: list[str] = []
    units: list[tuple[int, int, int, int]] = []
    done, length = 0, 0
    for unit in _units().finditer(text):
        read = _read(unit)
        if read in _STOPS:
            read = "."
        elif read != unit[0] and not read.isascii():
            read = view_of(read).text  # an escaped character may be a hidden or a wide one
        if read == unit[0]:
            continue
        plain = text[done : unit.start()]
        length += len(plain)
        units.append((length, length + len(read), unit.start(), unit.end()))
        parts += (plain, read)
        length += len(read)
        done = unit.end()
    parts.append(text[done:])
    return View("".join(parts), text, tuple(units), tuple(unit[0] for unit in units))


@cache
def _units() -> re.Pattern[str]:
    # Numbers and names of entities are as long as any that there is; "&amp;#64;" was escaped twice. A comment
    # and an attribute that may tell an address or a number are read as they stand.
    return re.compile(
        r"""
          (?P<tag>(?:<|&lt;)/?(?:b|code|em|font|i|mark|small|span|strong|tt|u|wbr)
                 (?:\s(?:style="[^"<>@%&]{0,100}"
                      |(?:class|dir|id|lang)="(?![^"]{0,100}\d(?:[^"\d]?\d){6})[^"<>@%&(\[{]{0,100}"))*
                 \s?/?(?:>|&gt;)
                |(?:<|&lt;)!--\s{0,3}(?:(?:[A-Z]?[a-z']{1,20}|[A-Z]{1,20}|\d{1,2})(?:\s|(?=--))){0,3}\s{0,3}--(?:>|&gt;))
        | &(?:amp;)*(?:\#(?P<decimal>[0-9]{1,7});?|\#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6});?
                      |(?P<name>[A-Za-z][A-Za-z0-9]{1,30});)
        | (?P<percent>(?:%(?:25)*[89a-fA-F][0-9a-fA-F])+|%(?:25)*[0-7][0-9a-fA-F])
        | \\{1,4}(?:u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})|(?P<escaped>[nrt@._+()\[\]{}<>/-]))
        | (?P<hidden>[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff])
        | (?P<blank>[\u00a0\u2000-\u200a\u202f\u205f\u3000])
        | (?P<dash>[\u2010-\u2012\u2212])
        | (?P<stop>(?<=[a-zA-Z0-9])[\u3002\uff61](?=[a-zA-Z0-9]))
        | (?P<form>[\uff01-\uff5e\ufe50-\ufe6b\U0001d400-\U0001d7ff]|(?![0-9])\d)
        """,
        re.VERBOSE,
    )


_STOPS = ("\u3002", "\uff61")
_BREAKS = {"n": "\n", "r": "\n", "t": " "}


def _read(unit: re.Match[str]) -> str:
    """What a unit is read as: itself where it means nothing."""
    kind, given = unit.lastgroup, unit[unit.lastgroup or 0]
    match kind:
        case "decimal":
            return _character(int(given), unit[0])
        case "hexadecimal" | "four" | "two":
            return _character(int(given, 16), unit[0])
        case "name":
            return html.unescape(f"&{given};") if f"{given};" in html.entities.html5 else unit[0]
        case "percent":
            return _unquoted(given)
        case "escaped":
            return _BREAKS.get(given, given)
        case "tag" | "hidden":
            return ""
        case "form":
            return _plain_form(given)
        case _:
            return {"blank": " ", "dash": "-", "stop": "."}[str(kind)]


def _character(number: int, otherwise: str) -> str:
    is_character = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if is_character else otherwise


def _unquoted(given: str) -> str:
    try:
        return bytes.fromhex(given.replace("%25", "%").replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return given


def _plain_form(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return str(digit) if digit is not None else unicodedata.normalize("NFKC", character)
