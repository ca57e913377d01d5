"""HTML to clean text, and to HTML that is safe to show."""

from __future__ import annotations

import html as entities
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DEEPEST = 100
"""Nested elements; the sanitizer's cost grows with the square of the depth."""
_LONGEST = 1_048_576
"""Characters of one HTML text that are sanitized."""
# What a parser takes for a tag; a slash before ">" closes it only in drawings and void elements.
_NESTING = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][^\s/<>\"'=]*)(?:[^<>]*(?P<slash>/)>)?")
# Elements without content, and those that the next of their kind closes: none nests in itself.
_FLAT = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|option"
)
_DRAWN = re.compile("path|circle|ellipse|line|rect|polygon|polyline|stop|use|image")
# A tag that ends: a name, then attributes up to ">", in which only quotes may hold "<". The
# bounds keep the cost in step with the length of the text.
_TAG = (
    r"(?:/?[A-Za-z][\w:.-]*+(?=[\s/>])"
    r"(?:[^<>]*+>|(?:[^<>\"']++|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,60}+>)"
    r"|!doctype\b[^<>]*+>|\?[A-Za-z][^<>]*+>)"
)
_MARKUP = re.compile(f"<{_TAG}", re.IGNORECASE)
_LONE_SIGN = re.compile(f"<(?!{_TAG})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|tt|u)\b[^<>]*>",
    re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n{3,}")
_LINKS = (
    ("a", "href"),
    ("img", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("blockquote", "cite"),
)
_SCHEMES = {"http", "https", "mailto"}


def html_to_text(html: str) -> str:
    """The text a reader sees: paragraphs and lists as lines, code with its indent.

    Script, style and markup are gone, character references are read. A "<" that opens no tag
    is text. Plain text without tags comes back with its references read and its lines kept.

    >>> html_to_text("5 < 6 &amp; x <y and z")
    '5 < 6 & x <y and z'
    """
    html = _without_comments(html)
    if not _MARKUP.search(html):
        return entities.unescape(html).strip()
    from resiliparse.extract.html2text import extract_plain_text  # loads a C++ parser

    text: str = extract_plain_text(
        _LONE_SIGN.sub("&lt;", html),
        preserve_formatting=True,
        list_bullets=True,
        links=False,
        alt_texts=False,
    )
    return _BLANK_LINES.sub("\n\n", text).strip()


def inline_text(html: str) -> str:
    """The text of a title or name on one line.

    Angle brackets that hold no element of HTML stay: "Use of <T>" is about a type.
    """
    text = html_to_text(html) if _KNOWN_TAG.search(html) else entities.unescape(html)
    return " ".join(text.split())


def safe_html(html: str, base: str | None) -> str | None:
    """Sanitized HTML; None when it is too big or too deep.

    Links and images are made absolute through `base`; without a base relative addresses stay
    as they are. Of absolute addresses only http, https and mailto stay. Sanitizing the
    result again changes nothing.
    """
    if len(html) > _LONGEST or _depth(html) > _DEEPEST:
        return None
    import nh3

    html = _LONE_SIGN.sub("&lt;", _without_comments(html))
    absolute = _with_absolute_links(html, base) if base else html
    return nh3.clean(absolute, url_schemes=_SCHEMES)


def image_addresses(html: str) -> tuple[str, ...]:
    """The `src` of every image in `html`, as given, in order, each once."""
    if "<img" not in html.lower():
        return ()
    from resiliparse.parse.html import HTMLTree

    document = HTMLTree.parse(html).document
    images = document.query_selector_all("img[src]") if document else ()
    addresses = (str(image.getattr("src") or "").strip() for image in images)
    return tuple(dict.fromkeys(address for address in addresses if address))


def _with_absolute_links(html: str, base: str) -> str:
    soup = parsed_html(html)
    for name, attribute in _LINKS:
        for element in soup.find_all(name):
            if address := element.get(attribute):
                element[attribute] = _joined(base, str(address))
    body = soup.body
    return body.decode_contents() if body else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def parsed_html(html: str) -> BeautifulSoup:
    """The document tree of `html`, by lxml: Python's own parser takes quadratic time."""
    import bs4

    with warnings.catch_warnings():
        # Text that looks like a file's name or like XML is text all the same.
        warnings.simplefilter("ignore", bs4.MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", bs4.XMLParsedAsHTMLWarning)
        return bs4.BeautifulSoup(html, "lxml")


def _without_comments(html: str) -> str:
    # A comment that never ends would take the rest of the text with it, and searching its end
    # again from each "<!--" would cost the square of the length.
    end = max(html.rfind("-->") + 3, html.rfind("--!>") + 4)
    return _COMMENT.sub("", html[:end]) + html[end:]


def _depth(html: str) -> int:
    """How deep elements may be nested at most; an end tag counts only for an open element."""
    still_open: Counter[str] = Counter()
    deepest = depth = 0
    for tag in _NESTING.finditer(html):
        name = tag["name"].lower()
        if _FLAT.fullmatch(name) or (tag["slash"] and _DRAWN.fullmatch(name)):
            continue
        if not tag["closing"]:
            still_open[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
    return deepest
