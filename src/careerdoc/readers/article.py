"""Articles scraped off a page as plain text: one post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from careerdoc.fields import dates, moments, people
from careerdoc.model.document import Document, Line, Lines, RawItem, RawValue, Reader, Reading
from careerdoc.readers.base import filled, joined, nothing_found, value_of
from careerdoc.text.keys import fold
from careerdoc.text.language import language_of
from careerdoc.text.prose import is_sentence, paragraphs, prose_share, word_count
from careerdoc.text.tables import table

_FEWEST_WORDS = 25
_LEAST_PROSE = 0.4
_TITLE_WORDS = range(3, 16)
_LONGEST_HEAD = 4
"""Lines: a title, and three that say who wrote it, when, and how long it is."""
_NOTE_WORDS = 4
"""Words of the longest note beside a name or date, such as "5 min read"."""
_MARKS = "*_ \t"
_CUT = re.compile(r"[·|•]")
_LABEL = re.compile(r"(?P<label>[^\W\d_]+(?: [^\W\d_]+)?)(?:\s*:\s*|\s+)(?P<rest>\S.*)")
_YEAR = re.compile(r"\s*\d{4}\s*")
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
    head = _head(lines[: len(lines) - 1])
    opening = _first_paragraph(document, lines[0])
    # One line, such as a year or a subtitle, may stand between the head and the first sentence.
    below = (_first_paragraph(document, line) for line in lines[head.height : head.height + 2])
    if opening != lines[0].text.strip() or not any(map(is_sentence, below)):
        head = _Head()  # the first line runs on, or nothing runs on below
    body = document.lines[lines[head.height].number - 1 : lines[-1].number]
    item = RawItem(
        "post",
        lines[0].number,
        body[-1].number,
        (*head.values, value_of("content", body), *_language(body)),
        leftover=tuple(head.notes),
        confidence=round(share, 2),
    )
    return Reading((item,))


def _language(body: Sequence[Line]) -> tuple[RawValue, ...]:
    """What language the text is in: plain text has no place to say it."""
    language = language_of(joined(body))
    return (value_of("language", body[:1], language),) if language else ()


@dataclass(slots=True)
class _Head:
    """What stands above a text: values, notes that fit no field, and the height in lines."""

    values: list[RawValue] = field(default_factory=list)
    notes: list[Lines] = field(default_factory=list)
    height: int = 0


def _head(lines: Sequence[Line]) -> _Head:
    """A title, and who and when right below it; nothing where the text starts at once."""
    head = _Head()
    if not lines or not _is_title(lines[0].text):
        return head
    head.values.append(value_of("title", lines[:1], lines[0].text.lstrip("# ")))
    head.height = 1
    for line in lines[1:_LONGEST_HEAD]:
        if _is_one_of_years(line, lines) or not _take_about(line, head):
            break
        head.height += 1
    return head


def _is_one_of_years(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is a year alone and others follow: these head the parts of a chronicle."""
    years = (other for other in lines if other is not line and _YEAR.fullmatch(other.text))
    return bool(_YEAR.fullmatch(line.text)) and next(years, None) is not None


def _take_about(line: Line, head: _Head) -> bool:
    """Whether a line says who or when, what no line above it has said; short notes may stand beside."""
    pieces = [piece.strip() for piece in _CUT.split(line.text.strip(_MARKS)) if piece.strip()]
    stated = [_stated(piece) for piece in pieces]
    found = [pair for pairs in stated for pair in pairs]
    notes = [piece for piece, pairs in zip(pieces, stated, strict=True) if not pairs]
    known = {value.field for value in head.values}
    if not found or any(name in known for name, _ in found) or any(map(_is_long, notes)):
        return False
    head.values += [value_of(name, [line], text) for name, text in found]
    head.notes += [Lines(line.number, line.number, note) for note in notes]
    return True


def _is_long(note: str) -> bool:
    return len(note.split()) > _NOTE_WORDS


def _stated(piece: str) -> list[tuple[str, str]]:
    """The fields that a piece states, with their texts: one, or two as in "3 May 2020 by Jo Doe"."""
    if len(piece) > dates.LONGEST:
        return []
    if (whole := _field_of(piece)) is not None:
        return [whole]
    for blank in re.finditer(r"\s+", piece):
        left, right = _field_of(piece[: blank.start()].rstrip(", ")), _field_of(piece[blank.end() :])
        if left is not None and right is not None and left[0] != right[0]:
            return [left, right]
    return []


def _field_of(piece: str) -> tuple[str, str] | None:
    if name := people.byline(piece):
        return "authors", name
    if moments.parse(piece).value is not None:
        return "published", piece
    found = _LABEL.fullmatch(piece)
    if found and moments.parse(found["rest"]).value is not None:
        labels: dict[str, list[str]] = table(__package__, "article")
        names = (name for name, spellings in labels.items() if fold(found["label"]) in spellings)
        return next(((name, found["rest"]) for name in names), None)
    return None


def _is_title(text: str) -> bool:
    """Whether a line is short, no sentence, and neither a date nor a name."""
    if len(text.strip().lstrip("# ").split()) not in _TITLE_WORDS or is_sentence(text):
        return False
    ends_open = not text.rstrip().endswith((".", ":", ";", ",", "…"))
    return ends_open and not dates.recognize(text.strip("# ")) and not _stated(text.strip(_MARKS))


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
