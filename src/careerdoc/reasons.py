"""Explanations of merged records, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from careerdoc.dedupe import Explanation, Pair
from careerdoc.model.records import AnyRecord, Education, Role

_MOST_KEPT_APART = 20


def explanation_text(explanation: Explanation) -> str:
    """The members, each join field by field with its weights, and what was kept apart and why."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"{len(explanation.members)} member{'s' * (len(explanation.members) != 1)}"
    yield from (f"  {_name(member)}" for member in explanation.members)
    if explanation.joined:
        yield "\nJoined"
        for pair in explanation.joined:
            yield from _pair_lines(pair)
    if explanation.kept_apart:
        yield "\nKept apart"
        for pair in explanation.kept_apart[:_MOST_KEPT_APART]:
            yield from _pair_lines(pair)
        if (more := len(explanation.kept_apart) - _MOST_KEPT_APART) > 0:
            yield f"  and {more} more that agree less"


def _pair_lines(pair: Pair) -> Iterator[str]:
    yield f"  {_name(pair.left)}"
    yield f"  {_name(pair.right)}"
    yield from (f"      {reason}" for reason in pair.reasons)
    yield f"      {pair.outcome}, score {pair.score:.1f}" if pair.reasons else f"      {pair.outcome}"


def _name(record: AnyRecord) -> str:
    place = ", ".join(
        f"{source.name}:{source.line}" if source.line else source.name for source in record.sources
    )
    return f"{record.id}  {_told(record)}" + (f"  [{place}]" if place else "")


def _told(record: AnyRecord) -> str:
    if isinstance(record, Role):
        names, dates = (record.title, record.organization), (record.start, record.end)
    elif isinstance(record, Education):
        names, dates = (record.degree, record.institution), (record.start, record.end)
    else:
        return f"{record.title or '(untitled)'}, {record.published or 'no day'}"
    told = ", ".join(name for name in names if name) or "(unnamed)"
    return f"{told}, {dates[0] or '?'} to {dates[1] or '?'}"
