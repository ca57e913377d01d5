"""Speed on the five sample inputs beside python-frontmatter, ftfy and feedparser.

Run: python -m benchmarks.five_inputs
"""

from __future__ import annotations

import io
from pathlib import Path

import feedparser
import frontmatter
import ftfy

import careerdoc
from benchmarks.harness import print_machine, print_table, print_target, timed

SAMPLES = sorted((Path(__file__).parent.parent / "tests" / "fixtures" / "samples").glob("*.txt"))


def main() -> None:
    """Prints the CPU time of parsing, all five merged and each beside the peer that reads it."""
    print_machine()
    contents = {path.name[:3]: path.read_bytes() for path in SAMPLES}
    head, article, feed = (contents[name] for name in ("001", "002", "003"))
    timings = timed(
        {
            "careerdoc, all five merged": lambda: careerdoc.parse(*SAMPLES),
            "careerdoc, 001 front matter": lambda: careerdoc.parse_bytes(head),
            "python-frontmatter, 001 (fields as they are)": lambda: frontmatter.loads(head.decode()),
            "careerdoc, 002 article": lambda: careerdoc.parse_bytes(article),
            "ftfy, 002 (text only; none of 12 mended)": lambda: ftfy.fix_text(article.decode()),
            "careerdoc, 003 feed": lambda: careerdoc.parse_bytes(feed),
            "feedparser, 003": lambda: feedparser.parse(io.BytesIO(feed)),
            "feedparser, 003, not sanitized or resolved": lambda: feedparser.parse(
                io.BytesIO(feed), sanitize_html=False, resolve_relative_uris=False
            ),
            "careerdoc, 000 scraped page": lambda: careerdoc.parse_bytes(contents["000"]),
            "careerdoc, 004 profile (no peer reads it)": lambda: careerdoc.parse_bytes(contents["004"]),
        }
    )
    print_table("CPU time in one process, after import", timings)
    feeds = timings["feedparser, 003"].median / timings["careerdoc, 003 feed"].median
    print(f"  careerdoc reads the feed {feeds:.1f} times as fast as feedparser")
    print_target("five inputs after import", timings["careerdoc, all five merged"].median * 1000, 60, "ms")


if __name__ == "__main__":
    main()
