"""What is told of the repairs of a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.records import LoggedRepair

_REPAIR_CODES = {
    "control": IssueCode.CONTROL_CHARS,
    "newline": IssueCode.CONTROL_CHARS,
    "terminal-escape": IssueCode.CONTROL_CHARS,
    "zero-width": IssueCode.CONTROL_CHARS,
    "bidi": IssueCode.CONTROL_CHARS,
    "non-character": IssueCode.CONTROL_CHARS,
    "surrogate": IssueCode.BAD_UNICODE,
    "combining-run": IssueCode.BAD_UNICODE,
}
"""Repairs that have an issue code of their own; all others are `repaired-text`."""
_MOST_TOLD = 3
"""Repairs of one reason on one line that have an issue each."""


def repair_issues(repairs: Iterable[LoggedRepair], name: str) -> Iterator[Issue]:
    """One issue for each repair; many of one reason on a line are told as one."""
    alike: dict[tuple[int, str], list[LoggedRepair]] = {}
    for repair in repairs:
        alike.setdefault((repair.line, repair.reason), []).append(repair)
    for (line, reason), found in alike.items():
        told = found if len(found) <= _MOST_TOLD else found[:1]
        more = f", and {len(found) - 1} more on this line" if len(told) < len(found) else ""
        for repair in told:
            message = f"{repair.before!r} became {repair.after!r} ({reason}){more}"
            code = _REPAIR_CODES.get(reason, IssueCode.REPAIRED_TEXT)
            yield Issue(code, message, line=line, field=name, raw=quoted(repair.before))
