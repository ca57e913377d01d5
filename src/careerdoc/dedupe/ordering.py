"""Orders that depend on nothing but the records themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from careerdoc.model.document import KINDS
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Post

_DAY = 86_400.0


def canonical_text(record: AnyRecord) -> str:
    """The whole record as JSON with sorted keys: equal for equal records only."""
    return json.dumps(record.model_dump(mode="json"), sort_keys=True)


def timeline_order(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Roles, education, posts; in each the current first, then the newest; undated ones last.

    New is what ended last; without an end the start counts, for posts the publication.
    Ties go by id.
    """
    in_order = sorted(records, key=timeline_key)
    return tuple(record for _, ties in groupby(in_order, key=timeline_key) for record in _settled(list(ties)))


def _settled(ties: list[AnyRecord]) -> list[AnyRecord]:
    # Records that share an id are rare, and the whole text of a record is long.
    return ties if len(ties) == 1 else sorted(ties, key=canonical_text)


def timeline_key(record: AnyRecord) -> tuple[int, bool, float, float, str]:
    """What `timeline_order` sorts by."""
    is_current = not isinstance(record, Post) and record.current is True and record.end is None
    dates = (
        (record.published, None) if isinstance(record, Post) else (record.end or record.start, record.start)
    )
    end, start = (-seconds_of(date) if date else 0.0 for date in dates)
    return KINDS.index(record.kind), not is_current, end, start, record.id


def seconds_of(moment: PartialDate | datetime) -> float:
    """Where the moment stands on one scale, in seconds; of a date its last day counts."""
    if isinstance(moment, PartialDate):
        return moment.latest.toordinal() * _DAY
    # Not `timestamp()`: it has no answer for the first and last day that can be written.
    offset = moment.utcoffset() or timedelta()
    return (moment.replace(tzinfo=None) - datetime.min - offset).total_seconds() + _DAY
