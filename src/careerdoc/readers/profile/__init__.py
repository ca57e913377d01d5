"""Text copied off a profile page or a resume: roles and education, anchored at their dates."""

from __future__ import annotations

from dataclasses import replace

from careerdoc.model.document import Document, RawItem as RawItem, Reader, Reading
from careerdoc.readers.base import nothing_found, run_of
from careerdoc.readers.profile.recognition import is_profile
from careerdoc.readers.profile.records import records_of


def _read(document: Document) -> Reading:
    found = records_of(document)
    if not found.items:
        nothing = nothing_found(document, found.looks_like)
        return replace(nothing, is_settled=found.is_settled, remarks=found.remarks)
    return Reading(
        tuple(found.items),
        syntax=tuple(run_of([line]) for line in (*found.idle, *found.labels)),
        layout=found.layout,
        remarks=found.remarks,
    )


READER = Reader(
    name="profile",
    title="Text of a profile page or resume: roles and education",
    suffixes=(".txt", ".text"),
    media_types=("text/plain",),
    sniff=is_profile,
    read=_read,
)
