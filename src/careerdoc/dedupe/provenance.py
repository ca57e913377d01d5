"""Sources, evidence and conflicts of several records as those of one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from careerdoc.dedupe.survivorship import Agrees, Told, survival_of
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Conflict, Evidence, OtherValue, SourceReference

_MOMENTS = (PartialDate, datetime)


@dataclass(frozen=True, slots=True)
class Telling:
    """One member of a cluster, and why it was taken for the same fact (None for the primary)."""

    record: AnyRecord
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of all members in one order, and where each member's own stand in it."""

    merged: tuple[SourceReference, ...]
    positions: tuple[tuple[int, ...], ...]

    def told_by(self, member: int, name: str, record: AnyRecord) -> int | None:
        """The source that gave the member its value of the field, as far as it can be known."""
        if not record.sources:
            return None
        if found := record.evidence.get(name):
            return self.moved(member, found[0].source)
        own = [position for position, source in enumerate(record.sources) if source.joined is None]
        return self.moved(member, own[0] if own else 0)

    def moved(self, member: int, index: int | None) -> int | None:
        """The merged index of a member's source; None where the member has no such source."""
        positions = self.positions[member]
        return positions[index] if index is not None and 0 <= index < len(positions) else None


def merged_sources(tellings: Sequence[Telling]) -> Sources:
    """All sources by name and line, each once; the reason of the first member that has it stays."""
    distinct: dict[tuple[Any, ...], SourceReference] = {}
    keys = [[_source_key(source) for source in telling.record.sources] for telling in tellings]
    for telling, own_keys in zip(tellings, keys, strict=True):
        for source, key in zip(telling.record.sources, own_keys, strict=True):
            joined = source.joined or telling.joined
            distinct.setdefault(key, source.model_copy(update={"joined": joined}))
    ordered = sorted(distinct)
    position_of = {key: position for position, key in enumerate(ordered)}
    return Sources(
        tuple(distinct[key] for key in ordered),
        tuple(tuple(position_of[key] for key in own_keys) for own_keys in keys),
    )


def merged_evidence(tellings: Sequence[Telling], sources: Sources) -> dict[str, tuple[Evidence, ...]]:
    """All evidence, field by field, each piece once, by source and line."""
    found: defaultdict[str, dict[Evidence, None]] = defaultdict(dict)
    for member, telling in enumerate(tellings):
        for name, pieces in telling.record.evidence.items():
            found[name].update(dict.fromkeys(_moved(piece, member, sources) for piece in pieces))
    return {name: tuple(sorted(found[name], key=_evidence_order)) for name in sorted(found)}


def _moved(evidence: Evidence, member: int, sources: Sources) -> Evidence:
    source = sources.moved(member, evidence.source)
    return evidence if source is None else evidence.model_copy(update={"source": source})


def conflicts_of(chosen: Mapping[str, Any], told: Mapping[str, Sequence[Told]]) -> tuple[Conflict, ...]:
    """One conflict for each field with values that the chosen one does not cover."""
    return tuple(
        Conflict(field=name, chosen=json_value(chosen.get(name)), others=others)
        for name in told
        if (others := _others(name, chosen.get(name), told[name]))
    )


def earlier_conflicts(member: int, record: AnyRecord, sources: Sources) -> Iterator[tuple[str, OtherValue]]:
    """The values that were not chosen when the member was merged before, by field."""
    for conflict in record.conflicts:
        for other in conflict.others:
            source = sources.moved(member, other.source)
            yield conflict.field, other.model_copy(update={"source": source})


def json_value(value: Any) -> JsonValue:
    """A field's value as it stands in JSON output."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, PartialDate) else value


def _others(name: str, chosen: Any, told: Iterable[Told]) -> tuple[OtherValue, ...]:
    agrees = survival_of(name).agrees
    others = {
        _other_order(other): other
        for one in told
        if chosen is None or (one.value != chosen and not _agrees(agrees, one.value, chosen))
        for other in [OtherValue(value=json_value(one.value), source=one.source)]
    }
    return tuple(others[key] for key in sorted(others))


def _agrees(agrees: Agrees, value: Any, chosen: Any) -> bool:
    # Values from earlier conflicts are JSON: a date among them is text, and agrees by its spelling.
    are_moments = isinstance(value, _MOMENTS) and isinstance(chosen, _MOMENTS)
    if are_moments or type(value) is type(chosen):
        return agrees(value, chosen)
    return bool(value == json_value(chosen))


def _other_order(other: OtherValue) -> tuple[bool, int, str]:
    return other.source is None, other.source or 0, json.dumps(other.value, sort_keys=True)


def _source_key(source: SourceReference) -> tuple[Any, ...]:
    def known(value: Any) -> tuple[Any, ...]:
        return () if value is None else (value,)

    rest = (source.line, source.end_line, source.reader, source.url, source.retrieved)
    return source.name, *(known(value) for value in rest)


def _evidence_order(evidence: Evidence) -> tuple[int, int, str, str]:
    return evidence.source, evidence.line, evidence.raw, evidence.model_dump_json()
