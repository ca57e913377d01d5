"""Speed and memory of reading feeds beside feedparser, fastfeedparser and atoma.

Run: python -m benchmarks.feed_speed [FEED...]
"""

from __future__ import annotations

import io
import sys
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType
from xml.sax.saxutils import escape

import feedparser

from benchmarks.harness import print_least, print_machine, print_table, print_target, timed
from benchmarks.texts import invented_sentences
from careerdoc import Options
from careerdoc.pipeline import parse_source
from careerdoc.sources import from_bytes
from careerdoc.text.html import html_to_text

LEAST_AT_EQUAL_WORK = 6.0
"""Times as fast as feedparser without its sanitizing and resolving, both giving clean text."""
LEAST_OF_DEFAULT = 20.0
"""Times as fast as feedparser at its defaults."""
MOST_MEGABYTES = 60.0
"""Memory that a feed of 40 MB may take."""

_ENTRIES = 200
_PARAGRAPHS = 12
_ROUNDS = 5
_LARGE = 40_000_000
_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kiln notes</title>
<link>https://kiln.example/</link>
{entries}</channel></rss>
"""
_ITEM = """<item><title>{title}</title><link>https://kiln.example/{number}</link><guid>urn:kiln:{number}</guid>
<dc:creator>Mara Oduya</dc:creator><category>clay</category><category>kilns</category>
<pubDate>Mon, 06 Sep 2021 10:{minute:02}:00 GMT</pubDate><description>{summary}</description>
<content:encoded>{content}</content:encoded></item>
"""


def invented_feed(entries: int) -> bytes:
    """An RSS feed of so many posts of invented sentences, with lists, code, links and pictures."""
    chance = Random(entries)
    sentences = [text.content for text in invented_sentences() if text.language in ("en", "fr", "pl", "ru")]
    return _RSS.format(
        entries="".join(_item(number, chance, sentences) for number in range(entries))
    ).encode()


def _item(number: int, chance: Random, sentences: Sequence[str]) -> str:
    parts = [
        f"<p>{escape(chance.choice(sentences))} <a href='/{number}'>more</a></p>" for _ in range(_PARAGRAPHS)
    ]
    parts += [
        "<ul><li>clay</li><li>ash</li></ul>",
        "<pre><code>kiln --slow\n  --cool</code></pre>",
        "<img src='/a.png'>",
    ]
    return _ITEM.format(
        title=escape(chance.choice(sentences)),
        number=number,
        minute=number % 60,
        summary=escape(chance.choice(sentences)),
        content=escape("".join(parts)),
    )


def by_careerdoc(feed: bytes) -> int:
    """The posts that careerdoc reads, as it does without being asked for more; how many they are."""
    return len(parse_source(from_bytes(feed), Options(merge=False, provenance="none")).records)


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
    feeds = {path: Path(path).read_bytes() for path in arguments}
    for name, feed in (feeds or {f"{_ENTRIES} invented posts": invented_feed(_ENTRIES)}).items():
        _print_speed(name, feed)
    _print_memory()


def _print_speed(name: str, feed: bytes) -> None:
    tasks: dict[str, Callable[[], object]] = {
        "careerdoc": lambda: by_careerdoc(feed),
        "feedparser, not sanitized or resolved, and text": lambda: by_feedparser(feed, as_text=True),
        "feedparser": lambda: by_feedparser(feed, as_text=False),
        **_others(feed),
    }
    timings = timed(tasks, _ROUNDS)
    print_table(f"{name}, {len(feed) / 1e6:.2f} MB", timings, "careerdoc")
    ours = timings["careerdoc"].median
    equal = timings["feedparser, not sanitized or resolved, and text"].median / ours
    print_least("at equal work", equal, LEAST_AT_EQUAL_WORK, "times feedparser")
    print_least(
        "beside its default", timings["feedparser"].median / ours, LEAST_OF_DEFAULT, "times feedparser"
    )


def _others(feed: bytes) -> Mapping[str, Callable[[], object]]:
    """The peers that are installed; both give fields as they are, without clean text."""
    fast, atoma = _installed("fastfeedparser"), _installed("atoma")
    tasks: dict[str, Callable[[], object]] = {}
    if fast:
        tasks["fastfeedparser (fields only)"] = lambda: fast.parse(feed)
    if atoma and b"<rss" in feed[:500]:
        tasks["atoma (fields only)"] = lambda: atoma.parse_rss_bytes(feed)
    return tasks


def _installed(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        print(f"  {name} is not installed")
        return None


def _print_memory() -> None:
    """The peak of what Python allocates while a large feed is read, beside the feed itself."""
    one = len(invented_feed(1))
    feed = invented_feed(_LARGE // one)
    options = Options(merge=False, provenance="none", max_bytes=2 * _LARGE)
    source = from_bytes(feed)
    tracemalloc.start()
    count = len(parse_source(source, options).records)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print_target(f"peak memory, {len(feed) / 1e6:.0f} MB, {count} posts", peak, MOST_MEGABYTES, "MB")


if __name__ == "__main__":
    main(sys.argv[1:])
