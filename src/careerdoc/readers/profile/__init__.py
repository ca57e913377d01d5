"""Text copied off a profile page or a resume: roles and education, anchored at their dates."""

from __future__ import annotations

from collections.abc import Sequence

from careerdoc.fields import dates
from careerdoc.model.document import Document, RawItem, Reader, Reading
from careerdoc.readers.base import nothing_found, run_of
from careerdoc.readers.profile.headings import has_years_inside, profile_lines, sections_of
from careerdoc.readers.profile.items import are_named, item_of
from careerdoc.readers.profile.layout import blocks_of, layout_of
from careerdoc.readers.profile.marking import Mark, MarkedLine, is_head, rules
from careerdoc.text.prose import prose_share

_NEIGHBOURS = 2
"""Lines above and below dates among which a name or place shows that they head a record."""
_MOSTLY_PROSE, _SOME_PROSE = 0.8, 0.5
_UNLIKELY, _UNREADABLE = 0.1, 0.4


def _sniff(document: Document) -> float:
    lines = profile_lines(document)
    headings = {line.section for line in lines if line.mark is Mark.HEADING}
    if _are_days(lines):
        return 0.0  # a diary, or a list of talks
    careers = len(headings & {"experience", "education"})
    evidence = sum(_evidence(lines, index) for index in range(len(lines)))
    prose = prose_share(line.text for line in document.lines)
    if not evidence:
        return _sniff_undated(lines, careers, prose)
    if evidence < 1 and (prose >= _MOSTLY_PROSE or (not careers and prose >= _SOME_PROSE)):
        return _UNLIKELY  # an article with a date, or with a word that is a heading elsewhere
    return min(0.95, 0.3 + 0.2 * min(evidence, 3) + 0.1 * bool(careers))


def _are_days(lines: Sequence[MarkedLine]) -> bool:
    """Whether there are lines of dates, and each is one full day."""
    stated = [dates.parse_date_range(line.text) for line in lines if line.mark is Mark.DATES]
    return bool(stated) and all(one.single and one.start and one.start.day for one in stated)


def _sniff_undated(lines: Sequence[MarkedLine], careers: int, prose: float) -> float:
    """How sure a text without lines of dates is a profile, of which nothing can be read yet."""
    ranges = sum(map(has_years_inside, lines))
    is_article = careers < 2 and ranges < 2 and prose >= _SOME_PROSE
    return (_UNLIKELY if is_article else _UNREADABLE) if careers else 0.0


def _evidence(lines: Sequence[MarkedLine], index: int) -> float:
    """What a line of dates says for a profile: a range more than a date, most beside a name or place."""
    if lines[index].mark is not Mark.DATES:
        return 0.0
    around = (*lines[max(0, index - _NEIGHBOURS) : index], *lines[index + 1 : index + 1 + _NEIGHBOURS])
    is_anchored = any(line.mark is Mark.PLACE or is_head(line) for line in around)
    is_range = dates.recognize(lines[index].text) == 1.0
    return 0.5 * (is_anchored + is_range)


def _read(document: Document) -> Reading:
    items: list[RawItem] = []
    layouts: list[str] = []
    for section in sections_of(profile_lines(document)):
        if section.section == "other" or (layout := layout_of(section)) is None:
            continue
        layouts.append(layout)
        blocks = blocks_of(section, layout)
        named = are_named(blocks)
        read = (item_of(block, section, named) for block in blocks)
        items += [item for item in read if item is not None]
    if not items:
        return nothing_found(document, "a profile without roles or education that can be read")
    drawn = tuple(run_of([line]) for line in rules(document))
    return Reading(tuple(items), drawn, layout=" + ".join(dict.fromkeys(layouts)))


READER = Reader(
    name="profile",
    title="Text of a profile page or resume: roles and education",
    suffixes=(".txt", ".text"),
    media_types=("text/plain",),
    sniff=_sniff,
    read=_read,
)
