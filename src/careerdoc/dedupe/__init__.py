"""Records that tell the same fact, found and made one: keys, pairs, scores, clusters, merge.

Three outcomes for two records: joined, listed for review, or apart. In doubt they stay
apart: a wrong join destroys facts, a missed one only repeats them.
"""

from __future__ import annotations

from careerdoc.dedupe.blocks import block_keys
from careerdoc.dedupe.documents import People, Voice, voices_of
from careerdoc.dedupe.explaining import Explanation, Pair, explain
from careerdoc.dedupe.joining import Merged, merge_records, with_unique_ids
from careerdoc.dedupe.ordering import timeline_key, timeline_order
from careerdoc.dedupe.originals import unmerge

__all__ = [
    "Explanation",
    "Merged",
    "Pair",
    "People",
    "Voice",
    "block_keys",
    "explain",
    "merge_records",
    "timeline_key",
    "timeline_order",
    "unmerge",
    "voices_of",
    "with_unique_ids",
]
