"""Articles scraped off a page as plain text: one post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from careerdoc.fields import moments, people
from careerdoc.model.document import Document, Line, RawItem, RawValue, Reader, Reading
from careerdoc.readers.base import filled, nothing_found, value_of
from careerdoc.text.prose import is_sentence, paragraphs, prose_share, word_count

_FEWEST_WORDS = 25
_LEAST_PROSE = 0.4
_TITLE_WORDS = range(3, 16)
_LONGEST_HEAD = 4
"""Lines: a title, who wrote it, when, and when it was changed."""
# Formats with a head or a whole of data: the text of such a file is no article.
_DATA_STARTS = re.compile(r"\+\+\+|;;;|---(?:json|toml|js)|#\+|\[?\{|<\?|<!(?!--)")


def _sniff(document: Document) -> float:
    if _DATA_STARTS.match(document.text.lstrip()):
        return 0.0
    # Any text may be an article, so this reader only wins where no format was recognised.
    share = _share(document)
    return 0.3 * share if share >= _LEAST_PROSE else 0.05


def _share(document: Document) -> float:
    return prose_share(line.text for line in document.lines)


def _read(document: Document) -> Reading:
    share = _share(document)
    words = word_count(document.text)
    if words < _FEWEST_WORDS or share < _LEAST_PROSE:
        looks_like = "a short note" if words < _FEWEST_WORDS else "lists or data without a known layout"
        return nothing_found(document, looks_like)
    lines = filled(document)
    head = tuple(_head(lines[: min(_LONGEST_HEAD, len(lines) - 1)]))
    opening = _first_paragraph(document, lines[0])
    if opening != lines[0].text.strip() or not is_sentence(_first_paragraph(document, lines[len(head)])):
        head = ()  # the first line runs on, or nothing runs on below
    body = document.lines[lines[len(head)].number - 1 : lines[-1].number]
    values = (*head, value_of("content", body))
    return Reading((RawItem("post", lines[0].number, body[-1].number, values, confidence=round(share, 2)),))


def _head(lines: Sequence[Line]) -> Iterator[RawValue]:
    """A title, and who and when right below it; nothing where the text starts at once."""
    if not lines or not _is_title(lines[0].text):
        return
    yield value_of("title", lines[:1], lines[0].text.lstrip("# "))
    known = {"title"}
    for line in lines[1:]:
        value = _about(line)
        if value is None or value.field in known:
            return
        known.add(value.field)
        yield value


def _is_title(text: str) -> bool:
    """Whether a line is short, no sentence, and neither a date nor a name."""
    if len(text.strip().lstrip("# ").split()) not in _TITLE_WORDS or is_sentence(text):
        return False
    ends_open = not text.rstrip().endswith((".", ":", ";", ",", "…"))
    return ends_open and moments.parse(text).value is None and people.byline(text) is None


def _about(line: Line) -> RawValue | None:
    if name := people.byline(line.text):
        return value_of("authors", [line], name)
    return value_of("published", [line]) if moments.parse(line.text).value else None


def _first_paragraph(document: Document, start: Line) -> str:
    return next(paragraphs(line.text for line in document.lines[start.number - 1 :]), "")


READER = Reader(
    name="article",
    title="Plain text of an article: one post",
    suffixes=(".txt", ".text", ".md", ".markdown"),
    media_types=("text/plain",),
    sniff=_sniff,
    read=_read,
)
