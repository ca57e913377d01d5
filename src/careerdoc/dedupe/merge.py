"""One record out of the members of a cluster: what is chosen, and all that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from careerdoc.dedupe.ordering import seconds_of
from careerdoc.dedupe.originals import originals_of
from careerdoc.dedupe.provenance import (
    Sources,
    Telling,
    conflicts_of,
    earlier_conflicts,
    merged_evidence,
    merged_sources,
)
from careerdoc.dedupe.survivorship import Told, survival_of, union
from careerdoc.dedupe.wording import lines_not_in
from careerdoc.fields import urls
from careerdoc.model.records import AnyRecord, Post, Role

_COMMON = ("owner", "owner_name", "language")
_HELD_BY_THE_ROLE = frozenset({"title", "url", "content", "is_full", "word_count"})
"""Fields of a page that have their place in the role it joins, or measure the same text."""


def primary_order(records: Sequence[AnyRecord]) -> tuple[int, ...]:
    """The positions of a cluster's records, the primary first; pages behind the roles they join.

    The primary is the record with the most known facts; the others follow by id. Ties go by
    id, then by their order, which is that of `unmerged`.
    """
    kind = _kind_of(records)
    ranks = [(record.kind != kind, record.id, position) for position, record in enumerate(records)]
    primary = min(ranks, key=lambda rank: (rank[0], -_known(records[rank[2]]), rank))
    return tuple(position for *_, position in sorted(ranks, key=lambda rank: (rank is not primary, rank)))


def merge_tellings(tellings: Sequence[Telling]) -> AnyRecord:
    """The record that all tellings make together; the first of them is the primary's."""
    primary = tellings[0].record
    placed = [_with_page_address(telling, primary.kind) for telling in tellings]
    own = [telling.record for telling in placed if telling.record.kind == primary.kind]
    sources = merged_sources(placed)
    told = _told(placed, sources)
    chosen = _chosen(told)
    extra = _extra(placed)
    passed_over = _passed_over(placed, sources)
    for name in sorted(passed_over):
        told.setdefault(name, []).extend(passed_over[name])
    values: dict[str, Any] = {
        **chosen,
        **_lists(own),
        "id": oldest(own, primary.kind).id,
        "members": _members(placed),
        "extra": extra,
        "sources": sources.merged,
        "conflicts": conflicts_of(chosen | {f"extra.{name}": value for name, value in extra.items()}, told),
        "evidence": merged_evidence(placed, sources),
        "confidence": max(record.confidence for record in own),
    }
    merged = primary.model_copy(update=values)
    merged = merged.model_copy(update={"leftover": _leftover(merged, placed), "originals": ()})
    originals = originals_of(merged, [telling.record for telling in tellings])
    return merged.model_copy(update={"originals": originals})


def oldest(records: Sequence[AnyRecord], kind: str) -> AnyRecord:
    """The member of this kind that was taken first, where days are known; of several the one of least id.

    A merged record has its id, and so keeps it when another source is added later.
    """
    own = [record for record in records if record.kind == kind]
    return min(own, key=lambda record: (_taken(record), record.id))


def _taken(record: AnyRecord) -> str:
    return min((source.retrieved for source in record.sources if source.retrieved), default="~")


def _kind_of(records: Sequence[AnyRecord]) -> str:
    return "role" if any(isinstance(record, Role) for record in records) else records[0].kind


def _known(record: AnyRecord) -> int:
    return sum(getattr(record, name) not in (None, ()) for name in record.FACTS)


def _told(tellings: Sequence[Telling], sources: Sources) -> dict[str, list[Told]]:
    """What the members say of each field with one value; a page only says whose it is."""
    kind, facts = tellings[0].record.kind, tellings[0].record.FACTS
    told: dict[str, list[Told]] = {name: [] for name in (*_COMMON, *facts)}
    for member, telling in enumerate(tellings):
        record = telling.record
        for name in (*_COMMON, *facts) if record.kind == kind else _COMMON:
            value = getattr(record, name)
            if value is not None and not isinstance(value, tuple):
                source = sources.told_by(member, name, record)
                told[name].append(Told(value, source, max(1, len(record.sources)), _told_at(record)))
    return told


def _told_at(record: AnyRecord) -> float:
    """Seconds at which a post was last changed; 0 for all else."""
    moment = record.updated or record.published if isinstance(record, Post) else None
    return seconds_of(moment) if moment else 0.0


def _chosen(told: Mapping[str, Sequence[Told]]) -> dict[str, Any]:
    chosen = {name: survival_of(name).choose(values) for name, values in told.items() if values}
    if chosen.get("end") is not None and "current" in chosen:
        chosen["current"] = False
    return chosen


def _passed_over(tellings: Sequence[Telling], sources: Sources) -> dict[str, list[Told]]:
    """What can only stand beside a chosen value: a page's title, fields of `extra`, earlier conflicts."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    kind, facts = tellings[0].record.kind, tellings[0].record.FACTS
    for member, telling in enumerate(tellings):
        record = telling.record
        for name, value in _extra_of(record, kind).items():
            found[f"extra.{name}"].append(Told(value, sources.told_by(member, name, record)))
        if isinstance(record, Post) and record.kind != kind:
            for name, value in _contradicting(record):
                found[name].append(Told(value, sources.told_by(member, name, record)))
        for name, other in earlier_conflicts(member, record, sources):
            is_known = name in facts or name in _COMMON or name.startswith("extra.")
            found[name if is_known else f"extra.{name}"].append(Told(other.value, other.source))
    return found


def _contradicting(page: Post) -> Iterator[tuple[str, str]]:
    if page.title is not None:
        yield "title", page.title
    addresses = {urls.key(source.url) for source in page.sources if source.url}
    if page.url is not None and urls.key(page.url) not in addresses:
        yield "url", page.url


def _with_page_address(telling: Telling, kind: str) -> Telling:
    """A page's own address becomes that of its source, where the source has none."""
    page = telling.record
    if page.kind == kind or not isinstance(page, Post) or page.url is None or len(page.sources) != 1:
        return telling
    placed = page.sources[0].model_copy(update={"url": page.sources[0].url or page.url})
    return replace(telling, record=page.model_copy(update={"sources": (placed,)}))


def _lists(records: Sequence[AnyRecord]) -> dict[str, tuple[Any, ...]]:
    names = [name for name in records[0].FACTS if isinstance(getattr(records[0], name), tuple)]
    return {name: union(name, [one for record in records for one in getattr(record, name)]) for name in names}


def _members(tellings: Sequence[Telling]) -> tuple[str, ...]:
    ids = {one for telling in tellings for one in telling.record.members or (telling.record.id,)}
    return tuple(sorted(ids - {""}))


def _extra(tellings: Sequence[Telling]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    for telling in tellings:
        extra = _extra_of(telling.record, tellings[0].record.kind) | extra
    return extra


def _extra_of(record: AnyRecord, kind: str) -> dict[str, Any]:
    """The record's own `extra`; of a page also the fields that a role has no place for."""
    if record.kind == kind:
        return record.extra
    values = record.model_dump(mode="json", include=set(record.FACTS) - _HELD_BY_THE_ROLE)
    return {name: values[name] for name in record.FACTS if values.get(name) not in (None, [])} | record.extra


def _leftover(merged: AnyRecord, tellings: Sequence[Telling]) -> tuple[str, ...]:
    """The leftovers of all members, and the lines of a page that the role's texts lack."""
    lines = [line for telling in tellings for line in telling.record.leftover]
    for telling in tellings:
        page = telling.record
        if isinstance(page, Post) and isinstance(merged, Role):
            lines += lines_not_in(page.content or "", merged.content, merged.description)
    return union("leftover", lines)
