"""Words for entering and leaving, at the end of a row of a career told as events."""

from __future__ import annotations

from functools import cache

from careerdoc.fields.lexicons import listed


@cache
def words_for(name: str) -> tuple[str, ...]:
    """The words of one row of the table of events, the longest first."""
    return tuple(sorted(listed(__package__, "events", name), key=lambda word: (-len(word), word)))


def is_event(word: str) -> bool:
    """Whether a whole text is a word for entering or leaving a school."""
    return word in words_for("leave_school") or word in words_for("enter_school")
