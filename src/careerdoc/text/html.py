"""HTML to clean text, and to HTML that is safe to show."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DEEPEST = 100
"""Nested elements; the sanitizer's cost grows with the square of the depth."""
_LONGEST = 1_048_576
"""Characters of one HTML text that are sanitized."""
_TAG = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_VOID = re.compile(
    r"<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th)\b", re.I
)
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

    Script, style and markup are gone, character references are read. Plain text without
    tags comes back with its references read and its lines kept.
    """
    if "<" not in html:
        return entities.unescape(html).strip()
    from resiliparse.extract.html2text import extract_plain_text  # loads a C++ parser

    text: str = extract_plain_text(
        html, preserve_formatting=True, list_bullets=True, links=False, alt_texts=False
    )
    return _BLANK_LINES.sub("\n\n", text).strip()


def inline_text(html: str) -> str:
    """The text of a title or name on one line.

    Angle brackets that hold no element of HTML stay: "Use of <T>" is about a type.
    """
    text = html_to_text(html) if _KNOWN_TAG.search(html) else entities.unescape(html)
    return " ".join(text.split())


def safe_html(html: str, base: str | None) -> str | None:
    """Sanitized HTML with links and images made absolute; None when it is too big or too deep.

    Sanitizing the result again changes nothing. Only http, https and mailto addresses stay.
    """
    if len(html) > _LONGEST or _depth(html) > _DEEPEST:
        return None
    import nh3

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
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml")


def _depth(html: str) -> int:
    deepest = depth = 0
    for tag in _TAG.finditer(html):
        if tag[2] or _VOID.match(tag[0]):
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
