"""Where careerdoc and feedparser differ on well-formed feeds: title, link, id, dates, authors, tags.

Run: python -m benchmarks.feed_agreement FOLDER [--differences]
"""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from benchmarks.feeds import plain, posts_of
from benchmarks.harness import print_machine
from careerdoc.model.records import Post

FIELDS = ("title", "url", "id", "published", "updated", "authors", "tags")


def differences(feed: bytes, name: str) -> Iterator[tuple[str, Any, Any]]:
    """Each field of an entry on which the two differ: its name, feedparser's value, careerdoc's."""
    entries = feedparser.parse(io.BytesIO(feed), sanitize_html=False).entries
    posts = posts_of(feed, name)
    if len(entries) != len(posts):
        yield "entries", len(entries), len(posts)
        return
    for entry, post in zip(entries, posts, strict=True):
        for field in FIELDS:
            wanted, found = _THEIRS[field](entry), _OURS[field](post)
            if wanted != found:
                yield field, wanted, found


def agreeing(feed: bytes, name: str) -> bool:
    """Whether the feed is well-formed to both, so that they should agree."""
    return not feedparser.parse(io.BytesIO(feed)).bozo and bool(posts_of(feed, name))


def _moment(entry: Any, name: str) -> str | None:
    # Asking for `updated` where there is none gives what is published; `get` of a dict does not.
    parsed = dict.get(entry, f"{name}_parsed")
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None


def _utc(post: Post, name: str) -> str | None:
    moment = getattr(post, name)
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(microsecond=0).isoformat()
    return datetime.combine(moment.earliest, datetime.min.time(), UTC).isoformat() if moment else None


def _person(person: Any) -> tuple[str, str, str]:
    return plain(person.get("name")), plain(person.get("email")), plain(person.get("href"))


_THEIRS: dict[str, Callable[[Any], Any]] = {
    "title": lambda entry: plain(plain(entry.get("title"))),
    "url": lambda entry: plain(entry.get("link")),
    "id": lambda entry: plain(entry.get("id")),
    "published": lambda entry: _moment(entry, "published"),
    "updated": lambda entry: _moment(entry, "updated"),
    "authors": lambda entry: sorted(filter(any, map(_person, entry.get("authors", [])))),
    "tags": lambda entry: sorted({plain(tag.term).casefold() for tag in entry.get("tags", []) if tag.term}),
}
_OURS: dict[str, Callable[[Post], Any]] = {
    "title": lambda post: plain(post.title),
    "url": lambda post: plain(post.url),
    "id": lambda post: plain(post.source_id),
    "published": lambda post: _utc(post, "published"),
    "updated": lambda post: _utc(post, "updated"),
    "authors": lambda post: sorted(
        (plain(person.name), plain(person.email), plain(person.url)) for person in post.authors
    ),
    "tags": lambda post: sorted({plain(tag).casefold() for tag in post.tags}),
}


def main(arguments: Sequence[str]) -> None:
    """Prints how many fields agree, by field, and each difference if it is asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.feed_agreement", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--differences", action="store_true")
    given = parser.parse_args(arguments)
    print_machine()
    found: Counter[str] = Counter()
    feeds = entries = 0
    for path in sorted(path for path in given.folder.rglob("*") if path.is_file()):
        feed = path.read_bytes()
        if not agreeing(feed, path.name):
            continue
        feeds += 1
        entries += len(posts_of(feed, path.name))
        for field, wanted, told in differences(feed, path.name):
            found[field] += 1
            if given.differences:
                print(f"  {path.relative_to(given.folder)} {field}: {wanted!r} here {told!r}")
    print(f"\n{feeds} well-formed feeds, {entries} entries")
    for field in ("entries", *FIELDS):
        print(f"  {field}: {found[field]} differ")


if __name__ == "__main__":
    main(sys.argv[1:])
