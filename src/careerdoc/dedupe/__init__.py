"""Records that tell the same fact, found and made one: keys, pairs, scores, clusters, merge.

Three outcomes for two records: joined, listed for review, or apart. In doubt they stay
apart: a wrong join destroys facts, a missed one only repeats them.
"""

from __future__ import annotations

from careerdoc.dedupe.explaining import Explanation, Pair, explain
from careerdoc.dedupe.facts import is_one_person
from careerdoc.dedupe.joining import Merged, merge_records
from careerdoc.dedupe.keys import block_keys
from careerdoc.dedupe.ordering import timeline_key, timeline_order
from careerdoc.dedupe.originals import unmerge

__all__ = [
    "Explanation",
    "Merged",
    "Pair",
    "block_keys",
    "explain",
    "is_one_person",
    "merge_records",
    "timeline_key",
    "timeline_order",
    "unmerge",
]
