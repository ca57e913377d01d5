"""Markdown to HTML, through which it becomes clean text.

Source: CommonMark 0.31, with tables and strikethrough.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from careerdoc.model.document import Lines, TextForm
from careerdoc.text.concealed import RAW

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What can mean something in a line of running text: emphasis, code, links, tags, references, escapes.
_INLINE = re.compile(r"[*_`~]\S|\]\(|\]\[|<[A-Za-z/!]|&#?\w{1,31};|\\[!-/:-@\[-`{-~]|!\[")

# Marks that mean a block or a part of a line; text without any of them is paragraphs.
_BLOCKS = re.compile(
    r"[*_`~<>|\\\[\]&]|^\s{0,3}(?:[-+#]|\d{1,9}[.)]|={1,}\s*$|~~~)|^(?: {4}|\t)|  $|https?://", re.MULTILINE
)


# Without any of these nothing stands there that no HTML shows: definitions, tables, more than a language.
_MAY_BE_UNSHOWN = re.compile(r"\]:|\||(?:```|~~~)[`~]*+[ \t]*+\S++[ \t]++\S")
_ATTRIBUTE = re.compile(r'\s(?:href|src|title)="([^"]*)"')
_CELL_END = re.compile(r"(?<!\\)\|")

_RAW_TAG = re.compile(rf"<(?P<closing>/?)(?P<name>{'|'.join(sorted(RAW))})(?=[\s>/])", re.IGNORECASE)


@lru_cache(maxsize=8)
def html_of_markdown(text: str, form: TextForm) -> str:
    """The HTML of a text in one of the forms of markdown."""
    return inline_html(text) if form is TextForm.INLINE else markdown_to_html(text)


def markdown_to_html(text: str) -> str:
    """The HTML that `text` stands for."""
    html: str = _parser().render(text)
    return _with_unclosed_as_text(html)


def beside_html(text: str) -> tuple[Lines, ...]:
    """What the HTML of `text` leaves out, with its lines from 1, in order.

    Definitions of links that nothing uses or that stand twice, cells of a row beyond those of the head of
    its table, and what follows the language of a block of code.
    """
    if not _MAY_BE_UNSHOWN.search(text):
        return ()
    told: dict[str, Any] = {}
    tokens = _parser().parse(text, told)
    html: str = _parser().renderer.render(tokens, _parser().options, told)
    shown = set(map(entities.unescape, _ATTRIBUTE.findall(html)))
    lines = text.split("\n")
    found = [*_unused(told, shown, lines), *_cut_cells(tokens, lines), *_behind_languages(tokens)]
    return tuple(sorted(found, key=lambda piece: piece.line))


def _unused(told: Mapping[str, Any], shown: set[str], lines: Sequence[str]) -> Iterator[Lines]:
    definitions = [*told.get("references", {}).values(), *told.get("duplicate_refs", ())]
    for definition in definitions:
        if not shown.issuperset(filter(None, (definition["href"], definition["title"]))):
            first, end = definition["map"]
            yield Lines(first + 1, max(first + 1, end), "\n".join(lines[first:end]))


def _cut_cells(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Lines]:
    columns = 0
    for token in tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.level and token.map and columns:
            first = token.map[0]
            cells = _CELL_END.split(lines[first].lstrip(" >").removeprefix("|"))
            if cut := [cell.strip() for cell in cells[columns:] if cell.strip()]:
                yield Lines(first + 1, first + 1, " | ".join(cut))


def _behind_languages(tokens: Sequence[Token]) -> Iterator[Lines]:
    for token in tokens:
        words = token.info.split(maxsplit=1) if token.type == "fence" else []
        if len(words) > 1 and token.map:
            yield Lines(token.map[0] + 1, token.map[0] + 1, words[1].strip())


def inline_html(text: str) -> str:
    """The HTML of lines that are parts of paragraphs, such as bullets: no blocks, each line for itself.

    Links and pictures stay as they are written, so that their addresses stay in the text.
    """
    lines = (_inline_parser().renderInline(line) for line in text.split("\n"))
    return _with_unclosed_as_text("<br>\n".join(lines))


def _with_unclosed_as_text(html: str) -> str:
    """`html` with the tags as text that would take in all behind them, for no end follows: prose about tags.

    Source: GitHub Flavored Markdown, "Disallowed Raw HTML", which does so with closed ones, too.
    """
    tags = list(_RAW_TAG.finditer(html))
    last_ends = {tag["name"].lower(): tag.start() for tag in tags if tag["closing"]}
    pieces, position = [], 0
    for tag in tags:
        if not tag["closing"] and last_ends.get(tag["name"].lower(), -1) < tag.start():
            pieces += [html[position : tag.start()], "&lt;"]
            position = tag.start() + 1
    return "".join([*pieces, html[position:]])


def has_marks(text: str) -> bool:
    """Whether markdown may read a text in another way than as paragraphs of plain words."""
    return _BLOCKS.search(text) is not None


def has_inline_marks(text: str) -> bool:
    """Whether a part of a paragraph may hold marks of markdown or HTML."""
    return _INLINE.search(text) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])


@cache
def _inline_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("strikethrough").disable(["link", "image"])
