"""Speed and memory of reading feeds beside feedparser, fastfeedparser and atoma.

Run: python -m benchmarks.feed_speed [FEED...]
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

import feedparser

from benchmarks.harness import print_least, print_machine, print_table, print_target, timed
from benchmarks.invented_feeds import STYLES, Style, feed_pieces, invented_feed
from careerdoc import Options, Source
from careerdoc.model.document import Document, TextForm
from careerdoc.pipeline import parse_source
from careerdoc.readers import reader_named
from careerdoc.sources import from_bytes
from careerdoc.text.decode import decode
from careerdoc.text.html import html_to_text

LEAST_AT_EQUAL_WORK = 6.0
"""Times as fast as feedparser without its sanitizing and resolving, both giving fields and clean text."""
LEAST_OF_DEFAULT = 20.0
"""Times as fast as feedparser at its defaults."""
MOST_MEGABYTES = 60.0
"""Memory above that of the imports that a feed of 40 MB may take."""
MOST_GROWTH = 1.3
"""Times as long for each post of a feed of eight times as many."""

_SIZE = 650_000
_LARGE = 40_000_000
_ROUNDS = 7
_PEAK = """
import re, sys, careerdoc
options = careerdoc.Options(merge=False, max_bytes=10**9)
def peak():  # unlike getrusage it does not begin with the peak of the parent
    return int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
list(careerdoc.iter_sightings(sys.argv[2], options=options))
before = peak()
count = sum(1 for _ in careerdoc.iter_sightings(sys.argv[1], options=options)) - 1
print(peak() - before, count)
"""


def by_careerdoc(feed: bytes) -> int:
    """The posts that careerdoc reads, as it does without being asked for more; how many they are."""
    return len(parse_source(from_bytes(feed), Options(merge=False, provenance="none")).records)


def by_reader(feed: bytes) -> int:
    """The entries that careerdoc's reader finds, each with its fields and clean text; how many they are.

    No repair, no records, no evidence: feedparser has none of these either.
    """
    document = Document(Source("feed.xml", feed), decode(feed).text, "utf-8")
    items = reader_named("feed").read(document).items
    for item in items:
        for value in item.values:
            if value.form is TextForm.HTML:
                html_to_text(value.text)
    return len(items)


def by_feedparser(feed: bytes, *, as_text: bool) -> int:
    """The entries that feedparser reads; with text of their content where it is told to do no more itself."""
    found = feedparser.parse(io.BytesIO(feed), sanitize_html=not as_text, resolve_relative_uris=not as_text)
    if as_text:
        for entry in found.entries:
            for content in (*(part.value for part in entry.get("content", [])), entry.get("summary", "")):
                html_to_text(content)
    return len(found.entries)


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the time of each system on each feed, the ratios beside their targets, and the memory."""
    print_machine()
    feeds = {Path(path).name: Path(path).read_bytes() for path in arguments}
    for name, feed in (feeds or {style.name: _feed_of(style, _SIZE) for style in STYLES}).items():
        _print_speed(name, feed)
    _print_growth()
    for style in STYLES:
        _print_memory(style)


def _feed_of(style: Style, size: int) -> bytes:
    return invented_feed(style, size * 4 // len(invented_feed(style, 4)))


def _print_speed(name: str, feed: bytes) -> None:
    tasks: dict[str, Callable[[], object]] = {
        "careerdoc, records": lambda: by_careerdoc(feed),
        "careerdoc's reader, fields and text": lambda: by_reader(feed),
        "feedparser, not sanitized or resolved, and text": lambda: by_feedparser(feed, as_text=True),
        "feedparser": lambda: by_feedparser(feed, as_text=False),
        **_others(feed),
    }
    timings = timed(tasks, _ROUNDS)
    print_table(f"{name}, {len(feed) / 1e6:.2f} MB", timings, "careerdoc, records")
    records, fields, equal, default = (timing.median for timing in list(timings.values())[:4])
    print_least("fields and text", equal / fields, LEAST_AT_EQUAL_WORK, "times feedparser at equal work")
    print_least("records", default / records, LEAST_OF_DEFAULT, "times feedparser at its default")
    print(f"  records beside feedparser's fields and text: {equal / records:.1f} times as fast")


def _others(feed: bytes) -> Mapping[str, Callable[[], object]]:
    """The peers that are installed; both give fields as they are, without clean text."""
    fast, atoma = _installed("fastfeedparser"), _installed("atoma")
    tasks: dict[str, Callable[[], object]] = {}
    if fast:
        tasks["fastfeedparser (fields only)"] = lambda: fast.parse(feed)
    if atoma:
        parse = atoma.parse_rss_bytes if b"<rss" in feed[:500] else atoma.parse_atom_bytes
        tasks["atoma (fields only)"] = lambda: parse(feed)
    return tasks


def _installed(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        print(f"  {name} is not installed")
        return None


def _print_growth() -> None:
    small, large = (invented_feed(STYLES[0], posts) for posts in (100, 800))
    timings = timed({"100": lambda: by_careerdoc(small), "800": lambda: by_careerdoc(large)}, _ROUNDS)
    growth = timings["800"].median / timings["100"].median * len(small) / len(large)
    print_target("growth, 100 to 800 posts", growth, MOST_GROWTH, "times as long for each byte")


def _print_memory(style: Style) -> None:
    """What a process takes for a large feed beyond what it takes for one of two posts."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder, "large.xml"), Path(folder, "small.xml")
        small.write_bytes(invented_feed(style, 2))
        with large.open("wb") as file:
            file.writelines(feed_pieces(style, _LARGE * 4 // len(invented_feed(style, 4))))
        command = [sys.executable, "-c", _PEAK, str(large), str(small)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        title = f"memory, {style.name}, {large.stat().st_size / 1e6:.0f} MB, {told[1]} posts"
    print_target(title, float(told[0]), MOST_MEGABYTES, "MB")


if __name__ == "__main__":
    main(sys.argv[1:])
