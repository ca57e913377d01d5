"""What of a document is over a limit: it is quoted by an issue, and not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from careerdoc.model.document import Document, RawItem
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import Limits
from careerdoc.model.result import Sighting


def within_lines(document: Document) -> tuple[Document, tuple[Issue, ...]]:
    """The document without the lines behind the last that is read, and the issue that quotes them."""
    most, text = document.limits.max_lines, document.text
    if text.count("\n") + text.count("\r") < most or len(document.lines) <= most:
        return document, ()
    end = document.lines[most].start_offset
    message = f"{len(document.lines) - most} lines behind the first {most} are not read"
    issue = Issue(IssueCode.TOO_MANY_LINES, message, line=most + 1, raw=quoted(text[end:]))
    return replace(document, text=text[:end]), (issue,)


def within_items(items: Sequence[RawItem], document: Document) -> tuple[Sequence[RawItem], tuple[Issue, ...]]:
    """The items that become records, and an issue for those behind the last post or the last role."""
    limits = document.limits
    if len(items) <= min(limits.max_entries, limits.max_roles):
        return items, ()
    kept: list[RawItem] = []
    issues: list[Issue] = []
    for are_posts in (True, False):
        same = [item for item in items if (item.kind == "post") is are_posts]
        most = limits.max_entries if are_posts else limits.max_roles
        kept += same[:most]
        if over := same[most:]:
            lines = document.lines[over[0].line - 1 : over[-1].end_line]
            raw = quoted("\n".join(line.text for line in lines))
            issues.append(_too_many(len(over), most, over[0].line, raw))
    places = {id(item): place for place, item in enumerate(items)}
    return sorted(kept, key=lambda item: places[id(item)]), tuple(issues)


def within_entries(sightings: Sequence[Sighting], limits: Limits) -> tuple[Sequence[Sighting], Issue | None]:
    """The same for the posts of a feed that is not held as a whole; the issue quotes their texts."""
    most = limits.max_entries
    if len(sightings) <= most:
        return sightings, None
    over = [sighting.record for sighting in sightings[most:]]
    told = (getattr(record, name, None) for record in over for name in ("title", "text"))
    raw = quoted("\n".join(filter(None, told)))
    return sightings[:most], _too_many(len(over), most, over[0].sources[0].line, raw)


def _too_many(number: int, most: int, line: int | None, raw: str) -> Issue:
    message = f"{number} more than the {most} records that are read of one input; they are left out"
    return Issue(IssueCode.TOO_MANY_ITEMS, message, line=line, raw=raw)
