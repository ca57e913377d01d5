"""Texts of one piece repeated, on which a cost could grow faster than their size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

Shape: TypeAlias = Callable[[int], str]
"""Gives a text of about so many characters."""

PIECES: Mapping[str, str] = {
    "open tags": "<a ",
    "attributes without value": "<a b=",
    "attributes in a quote": "<a b='",
    "attributes of a tag": "b='c' ",
    "comments": "<!--",
    "ends of comments": "-->",
    "sections of data": "<![CDATA[",
    "instructions": "<?a ",
    "nested elements": "<div>",
    "closed elements": "</div>",
    "elements": "<p>a</p>",
    "angle brackets": "<",
    "scripts": "<script>",
    "escaped ampersands": "&amp;",
    "ampersands": "&",
    "entities": "&#233;",
    "escaped n times": "amp;",
    "dashes and spaces": "- ",
    "dashes": "-",
    "rows of a table": "|",
    "cells": "a | ",
    "hashes": "#",
    "headings": "# a ",
    "stars": "*",
    "stars and letters": "*a ",
    "underlines": "_a",
    "backticks": "`",
    "square brackets": "[",
    "closing square brackets": "]",
    "links": "](",
    "whole links": "[a](b)",
    "pictures": "![",
    "parentheses": "(",
    "closing parentheses": ")",
    "words in parentheses": "(a) ",
    "braces": "{",
    "keys": '{"a":',
    "pairs": "a: [",
    "colons": ": ",
    "labels": "a: ",
    "equals": "a=",
    "quotes": '"',
    "apostrophes": "'",
    "words in quotes": '"a" ',
    "letters and apostrophes": "a'",
    "curly quotes": "“a",
    "backslashes": "\\",
    "escapes": "\\u00e9",
    "digits": "1",
    "numbers": "1 ",
    "numbers and dots": "1.",
    "numbers and slashes": "1/",
    "months": "Jan ",
    "months and years": "Jan 2019 ",
    "years": "2019 ",
    "open ranges": "2019 - ",
    "ranges": "2019 - 2020, ",
    "times": "2019-01-01T10:00:00Z ",
    "spaced dashes": " - ",
    "long dashes": " – ",
    "words that join": "and ",
    "commas": ", ",
    "words and commas": "Acme, ",
    "semicolons": "a; ",
    "slashes": "a/",
    "middle dots": "a · ",
    "bullets": "• ",
    "letters": "a",
    "capitals": "A",
    "words": "word ",
    "long words": "Engineering",
    "titles": "Senior Engineer ",
    "titles at companies": "Engineer at Acme ",
    "companies": "Acme Inc. ",
    "degrees": "BSc in ",
    "places": "Oslo, Norway ",
    "sentences": "I worked at Acme. ",
    "dots": ".",
    "letters and dots": "a.",
    "letters and spaces": "a ",
    "hyphened letters": "a-",
    "addresses": "https://a.b/c ",
    "beginnings of addresses": "http://",
    "names of hosts": "www.",
    "parts of e-mail": "a@a.",
    "at signs": "@",
    "percent escapes": "%C3%A9",
    "quoted-printable": "=C3=A9",
    "tildes": "~",
    "plus signs": "+",
    "exclamation marks": "!",
    "question marks": "?",
    "words and question marks": "don?t ",
    "mojibake of letters": "Ã¤",
    "mojibake of dashes": "â\x80\x93",
    "mojibake of quotes": "â€œ",
    "orphans": "Â ",
    "replacement characters": "\ufffd",
    "marks": "\u0301",
    "marks out of order": "\u0301\u0323",
    "marked letters": "e\u0301",
    "no-break spaces": "\xa0",
    "letters and no-break spaces": "a\xa0",
    "zero-width characters": "\u200b",
    "joined letters": "a\u200d",
    "directions": "\u202e",
    "soft hyphens": "a\xad",
    "controls": "\x07",
    "tabs": "\t",
    "letters and tabs": "a\t",
    "spaces": " ",
    "line ends": "\n",
    "letters on lines": "a\n",
    "lines and blanks": "a\n\n",
    "carriage returns": "\r",
    "line separators": "a\u2028",
    "form feeds": "a\f",
    "emoji": "😀",
    "families": "👩\u200d👩\u200d👧",
    "Chinese": "工程師",
    "Japanese": "エンジニア、",
    "Arabic": "مهندس ",
    "capital with dot": "İ",
    "ligatures": "ﷺ",
}
"""Pieces that stand once for each character or word of the text."""


_COMMON = (
    "open tags, comments, nested elements, escaped ampersands, ampersands, dashes and spaces, hashes, stars",
    "square brackets, links, words in parentheses, pairs, colons, quotes, backslashes, digits, months",
    "open ranges, spaced dashes, words that join, commas, bullets, letters, titles at companies, addresses",
    "parts of e-mail, mojibake of letters, mojibake of dashes, orphans, marks out of order, no-break spaces",
    "zero-width characters, tabs, spaces, carriage returns, emoji, Chinese, numbers",
)
COMMON = frozenset(name for row in _COMMON for name in row.split(", "))
"""The pieces that a run without options looks at."""


def run_of(piece: str, size: int) -> str:
    """`piece` again and again, on one line unless it ends lines itself."""
    return piece * (size // len(piece))


def between(piece: str, size: int) -> str:
    """`piece` again and again between words, so that no end of the text is made of it."""
    return f"Engineer {piece * (size // len(piece))} Acme"


def lines_of(piece: str, size: int) -> str:
    """`piece` on line after line, some times on each."""
    line = (piece * 8).strip("\r\n") + "\n"
    return line * (size // len(line))


def numbered(form: str, size: int, join: str = "\n") -> str:
    """`form` with 10000, 10001 and so on in place of its `@`: smaller ones would be years."""
    pieces: list[str] = []
    written = 0
    while written < size:
        pieces.append(form.replace("@", str(10_000 + len(pieces))))
        written += len(pieces[-1]) + len(join)
    return join.join(pieces)


def nested(opening: str, closing: str, size: int) -> str:
    """So many openings, and as many closings."""
    depth = size // (len(opening) + len(closing))
    return opening * depth + closing * depth


def numbered_lines(form: str, join: str = "\n") -> Shape:
    """The shape of `numbered`, on lines unless they are joined otherwise."""
    return partial(numbered, form, join=join)


SPREAD: Mapping[str, Shape] = {
    "distinct words": numbered_lines("word@", " "),
    "distinct words and commas": numbered_lines("Word@", ", "),
    "distinct lines": numbered_lines("Line @ of a text that is like all the others."),
    "distinct links": numbered_lines("[name @](https://example.org/@)"),
    "distinct headings": numbered_lines("## Heading @\n\nSome text of it."),
    "distinct bullets": numbered_lines("- Built thing @"),
    "distinct labels": numbered_lines("Label @: value @"),
    "distinct keys": numbered_lines("key@: value"),
    "distinct references": numbered_lines("[r@]: http://a.b/@"),
    "distinct attributes": lambda n: "<p " + numbered("a@='b'", n, " ") + ">text</p>",
    "distinct elements": numbered_lines("<b@>text</b@>"),
    "distinct entities": numbered_lines("&#1@;", ""),
    "cells of a table": lambda n: "<table>" + numbered("<tr><td>@</td></tr>", n, "") + "</table>",
    "signs in a tag": lambda n: "<x " + "=" * n,
    "names in a tag": lambda n: "<x " + "a " * (n // 2) + "=",
    "nested divisions": partial(nested, "<div>", "</div>"),
    "nested lists of HTML": partial(nested, "<ul><li>a", "</ul>"),
    "nested quotations": lambda n: "\n".join("> " * depth + "a" for depth in range(1, max(2, int(n**0.5)))),
    "nested lists": lambda n: "\n".join("  " * depth + "- a" for depth in range(max(2, int(n**0.5)))),
    "blanks behind a brace": lambda n: "{" + " " * n + "a",
    "blanks in a heading": lambda n: "# a" + " " * n + "a",
    "signs in a heading": lambda n: "# a" + " #" * (n // 2) + "a",
    "blanks behind a bracket": lambda n: "a (" + " " * n + "a",
    "digits behind a degree": lambda n: "BSc (" + "1" * n,
    "grades": lambda n: "A " * (n // 2) + "x",
    "one long line and short ones": lambda n: "a b " * (n // 8) + "\n" + "a\n" * (n // 4),
}
"""Pieces that differ from each other, or stand in each other."""
