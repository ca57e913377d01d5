"""Records that tables, labels, events and sentences tell, as raw items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from careerdoc.model.document import RawItem
from careerdoc.readers.profile.items import Gathered, take_heading, take_segment
from careerdoc.readers.profile.labelled import LabelledRecord, gathered_record
from careerdoc.readers.profile.parts import Chapter
from careerdoc.readers.profile.sentences import Told

_LABELLED, _TOLD = 0.95, 0.7
_NAMES = ("title", "organization", "institution", "degree", "degree_name")


def labelled_items(records: Sequence[LabelledRecord], chapter: Chapter) -> list[RawItem]:
    """The records told as labels with values; one without any name is none.

    A role without an employer is with that of the record before it.
    """
    items: list[RawItem] = []
    before: LabelledRecord | None = None
    for record in records:
        gathered = gathered_record(record, record.kind_in(chapter), before)
        take_heading(chapter.heading, chapter.section, gathered)
        if any(map(gathered.has, _NAMES)):
            own = [line.number for one in record.stated for row in one.rows for line in row.lines]
            items.append(replace(gathered.item(_LABELLED), line=min(own), end_line=max(own)))
        if record.has("organization"):
            before = record
    return items


def told_item(fact: Told) -> RawItem:
    """A fact told in a sentence, with the dates in it or the year above it."""
    gathered = Gathered(fact.kind)
    for segment in fact.segments:
        take_segment(fact.row, segment, gathered)
    if fact.found is not None:
        text = fact.row.text[fact.found.start_offset : fact.found.end_offset]
        gathered.add("dates", fact.row, text)
    elif fact.dated_row is not None:
        gathered.add("start" if fact.start else "end", fact.dated_row, fact.dated_row.text)
    if fact.closing is not None:
        gathered.add("end", *fact.closing)
    return gathered.item(_TOLD)
