"""Many records: parts that cannot share a fact, merged in any number of processes."""

from __future__ import annotations

from careerdoc.batch.lines import Line, lines_of
from careerdoc.batch.merging import MergedLines, merge_lines

__all__ = ["Line", "MergedLines", "lines_of", "merge_lines"]
