"""HTML to clean text, to HTML that is safe to show, and what it holds beside its text."""

from __future__ import annotations

import html as entities
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from careerdoc.model.document import Lines
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.text.bearable import bearable, depth_of
from careerdoc.text.concealed import RAW, concealed_spans, without_concealed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# A tag that ends: a name, then attributes up to ">", in which only quotes may hold "<". The
# bounds keep the cost in step with the length of the text.
_TAG = (
    r"(?:/?[A-Za-z][\w:.-]*+(?=[\s/>])"
    r"(?:[^<>]*+>|(?:[^<>\"']++|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,60}+>)"
    r"|!doctype\b[^<>]*+>|\?[A-Za-z][^<>]*+>)"
)
_MARKUP = re.compile(f"<{_TAG}", re.IGNORECASE)
_LONE_SIGN = re.compile(f"<(?!{_TAG})", re.IGNORECASE)
# One that a word joins to a tag, which may hide what stands between the word and its rest.
_JOINED_SIGN = re.compile(f"<(?=/?[A-Za-z][\\w:.-]*+<{_TAG})", re.IGNORECASE)
# The same without attributes that hold "<" or ">": each of these is a tag, whatever surrounds it.
_SURE_TAG = re.compile(r"</?[A-Za-z][\w:.-]*+(?:[\s/][^<>]*+)?>")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
# What is markup also in a title: elements that format it, any with attributes, and ends of live ones.
_LIVE = "action|data|formaction|href|on[a-z]+|src|srcdoc|style"
_VALUE = r"(?:\"[^\"<]*+\"|'[^'<]*+'|(?![\"'])[^\s<>]++)"
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup"
    r"|tt|u)\b[^<>]*>"
    r"|<[A-Za-z][\w:.-]*+(?=[\s/][^<>]*=)"
    rf"(?:[\s/]++(?:(?:{_LIVE})\s*+=\s*+{_VALUE}|[\w:.-]++(?:={_VALUE}|(?!\s*+=))))++[\s/]*+>"
    r"|</(?:audio|button|embed|form|iframe|math|noscript|object|script|select|style|svg|template|textarea"
    r"|video)\s*>",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[^\S\x1c-\x1f\x85]+")
"""White space without the controls that Python counts as such: their repair is logged."""
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
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]+")
# Resiliparse leaves these out with the pictures and the forms; what they hold is text. So is what
# embedded pages and objects hold for browsers that do not show them.
_TEXT_LEFT_OUT = re.compile(
    r"(</?)(?:figure|figcaption|(label|iframe|object|embed|applet|noembed))(?=[\s>/])", re.IGNORECASE
)
_NAME = re.compile(r"<([A-Za-z][\w:.-]*)")
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_TOLD_BY = {
    **dict.fromkeys(
        ("href", "src", "srcset", "xlink:href", "action", "formaction", "cite", "data", "poster", "longdesc"),
        "links",
    ),
    **dict.fromkeys(("data-src", "data-lazy-src", "data-original"), "links"),
    **dict.fromkeys(
        ("alt", "title", "placeholder", "aria-label", "label", "value", "summary", "datetime", "content"),
        "labels",
    ),
}
"""What an attribute tells by its name; all others are markup."""
_PICTURE_AT = ("src", "data-src", "data-lazy-src", "data-original")
"""Where pages name a picture; the last three where a script shows it once it is scrolled to."""
_OF_SOURCE_SET = re.compile(r"[^\s,]\S*[^\s,](?=[\s,]|$)")
_SIZE = re.compile(r"[\d.]+[wxh]")
_CODE = frozenset({"script", "style"})
_HIDDEN = RAW | {"audio", "button", "datalist", "object", "select", "svg", "template", "video"}
"""Elements whose text is not part of the text that a reader sees."""
# Comments, tags with attributes and those of hidden elements: what can tell more than the text.
_TELLING = re.compile(rf"<!--|<(?!/|(?!(?:{'|'.join(sorted(_HIDDEN))})>)\w+>){_TAG}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unshown:
    """What HTML holds beside the text that a reader sees, each piece with its lines from 1.

    `links` are addresses that tags name, `images` those of pictures, `labels` the texts in
    attributes (alt, title, placeholder), all with their references read and each once.
    `hidden` quotes scripts, styles, comments and the texts of forms and drawings; what only
    tags part is one run.
    """

    links: tuple[Lines, ...] = ()
    images: tuple[Lines, ...] = ()
    labels: tuple[Lines, ...] = ()
    hidden: tuple[Lines, ...] = ()


def html_to_text(html: str) -> str:
    """The text a reader sees: paragraphs and lists as lines, code with its indent.

    Script, style, hidden elements and markup are gone, character references are read. A "<" that
    opens no tag is text. Plain text without tags comes back with its references read and its lines kept.

    >>> html_to_text("5 < 6 &amp; x <y and z")
    '5 < 6 & x <y and z'
    """
    html = bearable(_without_comments(without_concealed(html)), _HIDDEN)
    if not _MARKUP.search(html):
        return entities.unescape(html).strip()
    from resiliparse.extract.html2text import extract_plain_text  # loads a C++ parser

    text: str = extract_plain_text(
        _with_all_text_shown(html),
        preserve_formatting=True,
        list_bullets=True,
        links=False,
        alt_texts=False,
    )
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def _with_all_text_shown(html: str) -> str:
    """`html` as the parser has to see it to leave no text out."""
    tags = _SURE_TAG.findall(html)
    if len(tags) != html.count("<"):
        html = _LONE_SIGN.sub("&lt;", _JOINED_SIGN.sub("&lt; ", html))
    elif not _TEXT_LEFT_OUT.search("".join(set(tags))):
        return html
    return _TEXT_LEFT_OUT.sub(_plain_name, html)


def _with_lone_signs_escaped(html: str) -> str:
    """`html` with "&lt;" for each "<" that opens no tag."""
    if len(_SURE_TAG.findall(html)) == html.count("<"):
        return html
    return _LONE_SIGN.sub("&lt;", html)


def _plain_name(tag: re.Match[str]) -> str:
    return tag[1] + ("span" if tag[2] else "div")


def inline_text(html: str) -> str:
    """The text of a title or name on one line.

    Angle brackets that hold a name alone and are not closed stay: "Use of <T>" is about a type.
    """
    text = html_to_text(html) if _KNOWN_TAG.search(html) else entities.unescape(html)
    return _BLANKS.sub(" ", text).strip(" ")


def without_new_tags(text: str, before: str) -> str:
    """`text` with a blank in each tag that `before`, of which it was made, does not hold, if it holds more.

    What was taken out stood inside of one, so that it was none.

    >>> without_new_tags("<script>", "<scr\\x07ipt>")
    '< script>'
    """
    if "<" not in text or len(_MARKUP.findall(text)) <= len(shown := _MARKUP.findall(before)):
        return text
    known = set(shown)
    return _MARKUP.sub(lambda tag: tag[0] if tag[0] in known else f"< {tag[0][1:]}", text)


def safe_html(html: str, base: str | None, limits: Limits = STANDARD) -> str | None:
    """Sanitized HTML, without the elements that `html_to_text` hides; None when it is too big or too deep.

    Links and images are made absolute through `base`; without a base relative addresses stay
    as they are. Of absolute addresses only http, https and mailto stay. Sanitizing the
    result again changes nothing.
    """
    # The sanitizer's cost grows with the square of the depth.
    if len(html) > limits.max_html_length or depth_of(html) > limits.max_html_depth:
        return None
    import nh3

    html = bearable(_with_lone_signs_escaped(_without_comments(without_concealed(html))), _HIDDEN)
    absolute = _with_absolute_links(html, base) if base else html
    safe = nh3.clean(absolute, url_schemes=_SCHEMES, clean_content_tags=set(_HIDDEN))
    if " cite=" not in safe:  # whose address the sanitizer does not look at
        return safe
    return nh3.clean(safe, url_schemes=_SCHEMES, attribute_filter=_without_odd_origins)


def _without_odd_origins(_: str, attribute: str, value: str) -> str | None:
    if attribute != "cite":
        return value
    scheme = _SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", value))
    return value if scheme is None or scheme[0].lower() in _SCHEMES else None


def image_addresses(html: str) -> tuple[str, ...]:
    """The `src` of every image in `html`, as given, in order, each once."""
    return tuple(image.text for image in unshown(html).images) if "<img" in html.lower() else ()


def unshown(html: str, told: frozenset[str] = frozenset()) -> Unshown:
    """What `html` holds beside its text, without the links, texts and scripts that are `told` elsewhere.

    Places in the page itself ("#top") and other attributes are markup and left out.

    >>> [piece.text for piece in unshown('<a href="/b">B</a><img src="c.png" alt="C">').labels]
    ['C']
    """
    return _Scan(html, told).unshown() if "<" in html else Unshown()


@dataclass(slots=True)
class _Scan:
    """One way through the tags of a text; each place is passed once."""

    html: str
    told: frozenset[str]
    pieces: dict[str, dict[str, int]] = field(
        default_factory=lambda: {"links": {}, "images": {}, "labels": {}}
    )
    hidden: list[tuple[int, int]] = field(default_factory=list)
    empty_until: int = 0
    seen: set[str] = field(default_factory=set)

    def unshown(self) -> Unshown:
        position = 0
        concealed = dict(concealed_spans(self.html))
        last_comment = max(self.html.rfind("-->"), self.html.rfind("--!>"))
        while start := _TELLING.search(self.html, position):
            position = start.end()
            if start.start() in concealed:
                position = concealed[start.start()]
                self._hide(start.start(), position)
            elif start[0] != "<!--":
                position = self._pass(start)
            elif start.start() + 2 <= last_comment and (comment := _COMMENT.match(self.html, start.start())):
                position = comment.end()
                self._hide(start.start(), position)
        if not (self.hidden or any(self.pieces.values())):
            return Unshown()
        hidden = tuple(self._placed((*span, self.html[slice(*span)]) for span in self.hidden))
        named = {
            name: tuple(self._placed((offset, offset + 1, text) for text, offset in found.items()))
            for name, found in self.pieces.items()
        }
        return Unshown(**named, hidden=hidden)

    def _placed(self, pieces: Iterable[tuple[int, int, str]]) -> Iterator[Lines]:
        """The lines of pieces that stand between two offsets each, in their order."""
        line, counted = 1, 0
        for start, end, text in pieces:
            line, counted = line + self.html.count("\n", counted, start), start
            yield Lines(line, line + self.html.count("\n", start, end - 1), text)

    def _pass(self, tag: re.Match[str]) -> int:
        """Takes what a tag tells; the offset where to go on, behind an element that is hidden."""
        named = _NAME.match(tag[0])
        if named is None:
            return tag.end()
        name = named[1].lower()
        if name in _HIDDEN and tag.start() >= self.empty_until:
            end, inner = _element(self.html, tag, name)
            if self._is_told(inner):
                return end
            if _holds_text(name, tag[0], inner):
                self._hide(tag.start(), end)
                return end
            self.empty_until = end
        if "=" in tag[0] and tag[0] not in self.seen:
            self.seen.add(tag[0])
            self._take_attributes(tag, name)
        return tag.end()

    def _is_told(self, inner: str) -> bool:
        text = " ".join(inner.split())
        return text in self.told or entities.unescape(text) in self.told

    def _take_attributes(self, tag: re.Match[str], element: str) -> None:
        for kind, text, offset in _told_by_attributes(tag[0], element):
            if text not in self.told:
                self.pieces[kind].setdefault(text, tag.start() + offset)

    def _hide(self, start: int, end: int) -> None:
        if self.hidden and not _MARKUP.sub("", self.html[self.hidden[-1][1] : start]).strip():
            start = self.hidden.pop()[0]
        self.hidden.append((start, end))


@lru_cache(maxsize=1_024)
def _told_by_attributes(tag: str, element: str) -> tuple[tuple[str, str, int], ...]:
    """What the attributes of a tag tell: links, images or labels, each with its text and offset."""
    return tuple(_attributes_of(tag, element))


def _attributes_of(tag: str, element: str) -> Iterator[tuple[str, str, int]]:
    for found in _ATTRIBUTE.finditer(tag):
        name = found[1].lower()
        kind = _TOLD_BY.get(name)
        if kind is None:
            continue
        given = entities.unescape(found[2] or found[3] or found[4] or "")
        if kind == "labels":
            texts = [" ".join(given.split())]
        elif name == "srcset":
            texts = _OF_SOURCE_SET.findall(given)
        else:
            texts = [given.strip()]
        kind = "images" if element == "img" and name in _PICTURE_AT else kind
        for text in texts:
            is_place = kind == "links" and (text.startswith("#") or _SIZE.fullmatch(text))
            if text and not is_place:
                yield kind, text, found.start()


def _holds_text(name: str, tag: str, inner: str) -> bool:
    if name in _CODE:
        return bool(inner) or "=" in tag
    return bool(_MARKUP.sub("", _without_comments(inner)).strip())


def _element(html: str, tag: re.Match[str], name: str) -> tuple[int, str]:
    """The offset behind an element and what stands in it; one that is not closed goes on to the end."""
    depth = 1
    for other in re.compile(rf"<(/?){name}(?=[\s>/])[^<>]*>", re.IGNORECASE).finditer(html, tag.end()):
        depth += -1 if other[1] else name not in RAW
        if not depth:
            return other.end(), html[tag.end() : other.start()].strip()
    return len(html), html[tag.end() :].strip()


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
    """The document tree of `html`, 256 elements deep, by lxml: Python's own parser takes quadratic time."""
    import bs4

    with warnings.catch_warnings():
        # Text that looks like a file's name or like XML is text all the same.
        warnings.simplefilter("ignore", bs4.MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", bs4.XMLParsedAsHTMLWarning)
        return bs4.BeautifulSoup(bearable(html, _HIDDEN), "lxml")


def _without_comments(html: str) -> str:
    # A comment that never ends would take the rest of the text with it, and searching its end
    # again from each "<!--" would cost the square of the length.
    if "<!--" not in html:
        return html
    end = max(html.rfind("-->") + 3, html.rfind("--!>") + 4)
    return _COMMENT.sub("", html[:end]) + html[end:]
