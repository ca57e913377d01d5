"""How sure it is that a text is a profile."""

from __future__ import annotations

from careerdoc.model.document import Document
from careerdoc.readers.profile.records import Found, records_of
from careerdoc.text.prose import prose_share

_MOSTLY_PROSE, _SOME_PROSE = 0.85, 0.5
_UNLIKELY, _UNREADABLE, _OTHERWISE = 0.1, 0.4, 0.6
"""Of an article with one date, a profile that cannot be read, and what is surely something else."""


def is_profile(document: Document) -> float:
    """How sure this reader is of a document, 0 to 1, by the records that it finds there.

    A text that it surely knows as something else, such as a job advert, is its own as well: it says so.
    """
    found = records_of(document)
    if found.is_settled:
        return _OTHERWISE
    prose = prose_share(line.text for line in document.lines)
    if not found.items:
        return _without_records(found, prose)
    if prose > _MOSTLY_PROSE and len(found.items) < 2 and not found.careers and not found.ranges:
        return _UNLIKELY
    return min(0.95, 0.45 + 0.15 * len(found.items))


def _without_records(found: Found, prose: float) -> float:
    """How sure a text of which nothing can be read is a profile: by its headings and ranges of dates."""
    if not found.careers and not found.ranges:
        return 0.0
    is_article = found.careers < 2 and found.ranges < 2 and prose >= _SOME_PROSE
    return _UNLIKELY if is_article else _UNREADABLE
