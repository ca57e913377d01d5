"""Feeds that are not well-formed: mended without moving a line, or left to feedparser."""

from __future__ import annotations

import io
import re
from typing import Any

from careerdoc.readers.feed.parser import namespaces
from careerdoc.readers.feed.prolog import before_root
from careerdoc.readers.feed.tree import Element, Text
from careerdoc.readers.feed.window import AMPERSAND
from careerdoc.text.patterns import wide_pattern

_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]{0,200}\?>", re.DOTALL)
_BARE_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
# Everything XML 1.0 does not allow as a character, section 2.2.
_NOT_XML = wide_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<[A-Za-z][\w.-]{0,40}(?::[\w.-]{1,40})?(?=[\s/>])")
_DECLARED = re.compile(r"xmlns:([A-Za-z][\w.-]{0,40})\s*=")
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]{0,40}):|\s([A-Za-z][\w.-]{0,40}):[A-Za-z][\w.-]{0,40}=[\"']")
_PRIVATE = range(0xF0000, 0xFFFFE)
# References to halves of characters and to what lies beyond Unicode make feedparser raise.
_IMPOSSIBLE_REFERENCE = re.compile(
    r"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3})|\d{7,});?"
)
_FEEDPARSER_FAILURES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser was seen to raise on broken input; each means that it found no entries."""
_LONGEST_ENTRY = 100_000
"""Characters; feedparser takes time that grows with the square of an entry's categories."""
_LONG_PERSON = re.compile(r"(<(?:author|managingEditor)>[^<]{1024})[^<]*")


def mended(text: str) -> tuple[str, dict[int, str]]:
    """`text` as XML can hold it, and what its stand-ins stand for, as a table to translate with.

    Each character that XML forbids has a stand-in that `text` does not hold otherwise, and bare
    ampersands have that of `FeedParser`; a declaration is blanked out, and prefixes are declared
    that are not. No line changes its number.
    """
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    text = _with_prefixes_declared(_BARE_AMPERSAND.sub(AMPERSAND, text))
    forbidden = sorted(set(_NOT_XML.findall(text)))
    if not forbidden:
        return text, {}
    held = set(text)
    free = (code for code in _PRIVATE if chr(code) not in held)
    stands_for = dict(zip(free, forbidden, strict=False))
    stand_ins = {ord(character): code for code, character in stands_for.items()}
    return text.translate(stand_ins), stands_for


def _with_prefixes_declared(text: str) -> str:
    """`text` with a declaration at its root for each prefix that is used and nowhere declared."""
    root = _ROOT.match(text, before_root(text)[1])
    used = dict.fromkeys(prefix for found in _PREFIX.finditer(text) for prefix in found.groups() if prefix)
    declared = {"xml", "xmlns", *_DECLARED.findall(text)}
    missing = [prefix for prefix in used if prefix not in declared]
    if root is None or not missing:
        return text
    usual = {prefix: namespace for namespace, prefix in namespaces().items()}
    told = "".join(f' xmlns:{prefix}="{usual.get(prefix, prefix)}"' for prefix in missing)
    return f"{text[: root.end()]}{told}{text[root.end() :]}"


def rescued(text: str, line: int) -> list[Element]:
    """The entries that feedparser finds in a broken one; all are placed at `line`.

    None if it is longer than `_LONGEST_ENTRY`, for the cost would not grow in step.
    Given bytes in memory only: from a str or a path feedparser would open files and fetch
    addresses. Its sanitizer and link resolver stay off, long persons are cut first because
    its pattern for them takes quadratic time.
    """
    if len(text) > _LONGEST_ENTRY:
        return []
    import feedparser

    text = _IMPOSSIBLE_REFERENCE.sub("\ufffd", text)
    capped = _LONG_PERSON.sub(r"\1", text)
    content = io.BytesIO(capped.encode("utf-8"))
    try:
        found: dict[str, Any] = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    except _FEEDPARSER_FAILURES:
        return []
    return [_element_of(entry, line) for entry in found.get("entries", [])]


def _element_of(entry: dict[str, Any], line: int) -> Element:
    # feedparser gives `published` for `updated` and `content` for `summary` where these are missing.
    given = dict(entry.items())
    contents = [content.get("value") for content in given.get("content", [])]
    texts = [(name, given.get(name)) for name in ("title", "link", "id", "published", "updated", "summary")]
    texts = [(name, text) for name, text in texts if name != "summary" or text not in contents]
    texts += [("content:encoded", text) for text in contents]
    texts += [("category", tag.get("term")) for tag in entry.get("tags", [])]
    texts.append(("dc:creator", entry.get("author")))
    children = [
        Element(name, {"type": "html"}, line, line, [Text(str(text), line)]) for name, text in texts if text
    ]
    return Element("entry", {}, line, line, [*children])
