"""The formats that can be read."""

from __future__ import annotations

from careerdoc.errors import UnknownFormatError
from careerdoc.model.document import Document, Reader, suffix_of
from careerdoc.readers import article, data, feed, frontmatter, page, profile

READERS: tuple[Reader, ...] = (
    frontmatter.READER,
    feed.READER,
    data.READER,
    page.READER,
    profile.READER,
    article.READER,
)
"""Every reader; where two are equally sure of a document, the earlier one reads it."""

_SUFFIX_BONUS = 0.05
"""What a fitting suffix adds: enough to decide between equals, not against the content."""


def reader_named(name: str) -> Reader:
    """The reader with this name.

    Raises:
        UnknownFormatError: when there is none.
    """
    for reader in READERS:
        if reader.name == name:
            return reader
    raise UnknownFormatError(name, (reader.name for reader in READERS))


def scores_of(document: Document) -> tuple[tuple[Reader, float], ...]:
    """The readers asked and how sure each is of `document` (0 to 1), the surest first.

    They are asked in the order of READERS until one is certain.
    """
    suffix = suffix_of(document.name)
    scores: list[tuple[Reader, float]] = []
    for reader in READERS:
        scores.append((reader, _score(reader, document, suffix)))
        if scores[-1][1] >= 1.0:
            break
    return tuple(sorted(scores, key=lambda score: -score[1]))


def _score(reader: Reader, document: Document, suffix: str) -> float:
    score = reader.sniff(document)
    return round(min(1.0, score + _SUFFIX_BONUS * (suffix in reader.suffixes)), 3) if score else 0.0
