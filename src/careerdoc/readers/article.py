"""Articles scraped off a page as plain text: one post."""

from __future__ import annotations

from careerdoc.model.document import Document, Line, RawItem, Reader, Reading
from careerdoc.readers.base import filled, nothing_found, value_of
from careerdoc.text.prose import is_sentence, prose_share

_FEWEST_WORDS = 25
_LEAST_PROSE = 0.4
_TITLE_WORDS = range(3, 16)


# Formats with a head or a whole of data: the text of such a file is no article.
_DATA_STARTS = ("+++", ";;;", "---json", "---toml", "---js", "#+", "{", "[{", "<?", "<!")


def _sniff(document: Document) -> float:
    if document.text.lstrip().startswith(_DATA_STARTS):
        return 0.0
    # Any text may be an article, so this reader only wins where no format was recognised.
    share = prose_share(line.text for line in filled(document))
    return 0.3 * share if share >= _LEAST_PROSE else 0.05


def _read(document: Document) -> Reading:
    lines = filled(document)
    words = sum(len(line.text.split()) for line in lines)
    share = prose_share(line.text for line in lines)
    if words < _FEWEST_WORDS or share < _LEAST_PROSE:
        looks_like = "a short note" if words < _FEWEST_WORDS else "lists or data without a known layout"
        return nothing_found(document, looks_like)
    title, body = _without_title(lines)
    values = [value_of("title", [title], title.text.lstrip("# "))] if title else []
    whole = [line for line in document.lines if body[0].number <= line.number <= body[-1].number]
    values.append(value_of("content", whole))
    item = RawItem("post", lines[0].number, lines[-1].number, tuple(values), confidence=round(share, 2))
    return Reading((item,))


def _without_title(lines: tuple[Line, ...]) -> tuple[Line | None, tuple[Line, ...]]:
    """The first line as title, if it is short, no sentence, and running text follows it."""
    first, *rest = lines
    words = first.text.strip().lstrip("# ").split()
    ends_open = not first.text.rstrip().endswith((".", ":", ";", ",", "…"))
    if (
        len(words) in _TITLE_WORDS
        and ends_open
        and rest
        and is_sentence(rest[0].text)
        and not is_sentence(first.text)
    ):
        return first, tuple(rest)
    return None, lines


READER = Reader(
    name="article",
    title="Plain text of an article: one post",
    suffixes=(".txt", ".text", ".md", ".markdown"),
    media_types=("text/plain",),
    sniff=_sniff,
    read=_read,
)
