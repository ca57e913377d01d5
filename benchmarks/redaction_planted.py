"""Documents of every reader with a text planted in them, and what of it is left in the output."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import careerdoc
from careerdoc import Options, ParseResult, Source
from careerdoc.writers import WRITERS

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TAGS = re.compile(r"</?(?:span|b)>|<!--[a-z ]*-->")


def documents(text: str, contact: str) -> dict[str, bytes]:
    """A document for each reader that says `text` in its fields and beside them.

    `contact` is what its fields and links for addresses and numbers say.
    """
    lines = text.split("\n")
    told = {
        "role.md": "\n".join(
            [
                *("---", "title: Cook", "company: Inn", "startDate: 2019-06", f"note: {json.dumps(text)}"),
                *("---", "Soups.", "", *lines, "", "And stews."),
            ]
        ),
        "feed.xml": _feed(text, contact),
        "resume.json": json.dumps(
            {
                "basics": {"name": "Ada Poe", "email": contact, "phone": contact, "summary": text},
                "work": [{"name": "Inn", "position": "Cook", "startDate": "2019-06", "summary": text}],
                "references": [{"name": "Bo Coe", "reference": text}],
            },
            ensure_ascii=False,
        ),
        "note.yaml": "work:\n- name: Inn\n  position: Cook\n  startDate: 2019-06\n"
        f"  {json.dumps(text)}: yes\n",
        "page.html": _page(text, contact),
        "profile.txt": "\n".join(
            ["Ada Poe", *lines, "", "Experience", "Cook", "Inn", "June 2019 - Present", "Soups.", *lines]
        ),
        "article.txt": "\n\n".join(["On soups and stews", *lines, "A soup is slow.", "A stew is slower."]),
    }
    return {name: content.encode("utf-8") for name, content in told.items()}


def read_planted(text: str, *kinds: Any) -> ParseResult:
    """What the documents give that say `text` everywhere, with all provenance, redacted."""
    return _read(documents(text, text), kinds)


def read_in_passing(text: str, *kinds: Any) -> ParseResult:
    """What the documents give that say `text` where no address and no number is to be expected."""
    return _read(documents(text, "unknown"), kinds)


def _read(inputs: dict[str, bytes], kinds: tuple[Any, ...]) -> ParseResult:
    options = Options(provenance="full", html=True, explain=True, redact=kinds)
    sources = [Source(name, content) for name, content in inputs.items()]
    return careerdoc.parse_sources(sources, options=options)


def strings(result: ParseResult) -> Iterator[str]:
    """Every string that any writer gives of a result, and that its messages hold."""
    for writer in WRITERS:
        if writer.write is not None and writer.name in {"table", "csv"}:
            yield from writer.write(result).split("\n")
        elif writer.write_files is not None:
            for name, text in writer.write_files(result):
                yield from (name, *text.split("\n"))
    for records in (result.records, result.sightings, *(one.records for one in result.documents)):
        for record in records:
            yield from _strings(careerdoc.record_to_json(record))
    for document in result.documents:
        yield from (document.name, *(line.text for line in document.lines))
    for issue in (*result.issues, *(one for document in result.documents for one in document.issues)):
        yield from (str(issue), issue.raw or "", issue.field or "")


def leaks(result: ParseResult, name: str) -> list[str]:
    """The strings that say `name`, once escapes, wide letters and hidden characters are undone."""
    return [text for text in strings(result) if name in _plain(text)]


def digit_leaks(result: ParseResult, digits: str) -> list[str]:
    """The strings that hold these digits, whatever stands between them."""
    return [text for text in strings(result) if digits in re.sub(r"\D", "", _plain(text))]


def digits_of(text: str) -> str:
    """The last six digits of the longest number in `text`, which no other number there has."""
    numbers = re.findall(r"\d[\d ().+/-]*", re.sub(r"(?i)(ext\.|x)\s*\d+", "", _plain(text)))
    return max((re.sub(r"\D", "", number) for number in numbers), key=len)[-6:]


def _plain(text: str) -> str:
    read_twice = html.unescape(html.unescape(unquote(unquote(text))))
    shown = re.sub(r"\\(?:u00|x)([0-9a-f]{2})", lambda one: chr(int(one[1], 16)), read_twice)
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", _TAGS.sub("", shown))).casefold()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, int):
        yield str(value)


def _raw(text: str) -> str:
    """The text as it is, so that its entities and tags count; escaped where a tag would swallow it."""
    return html.escape(text) if "<at>" in text else text


def _link(text: str) -> str:
    return f"{'tel' if sum(map(str.isdigit, text)) > 5 else 'mailto'}:{html.escape(text)}"


def _page(text: str, contact: str) -> str:
    return f"""<html><head><title>On soups</title><meta name="author" content="{html.escape(contact)}"></head>
<body><article><h1>On soups</h1><p>A soup is slow, and a stew is slower than any soup.</p>
<p>{html.escape(text, quote=False)}</p><p>Or write: <a href="{_link(contact)}">here</a>.</p>
<p>{_raw(text)}</p></article></body></html>
"""


def _feed(text: str, contact: str) -> str:
    said = html.escape(text)
    link = f'<a href="{_link(contact)}">here</a>'
    content = f"<p>Hot. {html.escape(text, quote=False)} and <b>{_raw(text)}</b> or {link}.</p>"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Soups</title><id>urn:x</id>
<updated>2021-03-28T10:00:00Z</updated>
<entry><title>Soups {said}</title><id>urn:x:1</id><link href="https://example.com/soups"/>
<author><name>Ada Poe</name><email>{html.escape(contact)}</email></author>
<updated>2021-03-28T10:00:00Z</updated><category term="{said}"/>
<content type="html">{html.escape(content)}</content>
</entry></feed>
"""
