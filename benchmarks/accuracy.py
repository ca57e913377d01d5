"""Accuracy on the labelled dates of benchmarks/data. Run: python -m benchmarks.accuracy"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import careerdoc
from benchmarks.scoring import Share

CORPUS = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class DateAccuracy:
    """`exact`: ranges of which start, end, current and single are all right."""

    exact: Share


def main() -> None:
    """Prints how many ranges are read right."""
    print(f"careerdoc {careerdoc.__version__}, corpus {corpus_digest()[:16]}")
    print(f"\nDates: exact {measure_dates().exact}")


def measure_dates() -> DateAccuracy:
    """How `parse_date_range` reads the ranges; a label's `current` says whether it goes on."""
    lines = (CORPUS / "dates.jsonl").read_text(encoding="utf-8").split("\n")
    ranges = [json.loads(line) for line in lines if line]
    return DateAccuracy(Share(sum(map(_is_exact_range, ranges)), len(ranges)))


def corpus_digest() -> str:
    """SHA-256 over the name and the content of every file of the corpus, in order of names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in CORPUS.rglob("*") if path.is_file()):
        digest.update(path.relative_to(CORPUS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_exact_range(label: Mapping[str, object]) -> bool:
    read = careerdoc.parse_date_range(str(label["text"]))
    ends = [None if date is None else str(date) for date in (read.start, read.end)]
    wanted = [label[name] for name in ("start", "end", "current", "single")]
    return [*ends, read.current is True, read.single] == wanted


if __name__ == "__main__":
    main()
