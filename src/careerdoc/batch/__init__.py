"""Many documents and many records: read one by one in processes, merged in parts."""

from __future__ import annotations

from careerdoc.batch.isolated import iter_isolated_documents
from careerdoc.batch.lines import Line, lines_of
from careerdoc.batch.merging import MergedLines, merge_lines, redacted_lines
from careerdoc.batch.serving import Given, read_given
from careerdoc.batch.workers import Workers

__all__ = [
    "Given",
    "Line",
    "MergedLines",
    "Workers",
    "iter_isolated_documents",
    "lines_of",
    "merge_lines",
    "read_given",
    "redacted_lines",
]
