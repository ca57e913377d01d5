"""How often feeds are read right: the assertions of feedparser's own suite, and pitfalls that users reported.

Run: python -m benchmarks.feeds SUITE CASES [--pitfalls FILE] [--failures]
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import careerdoc
from benchmarks.harness import print_least, print_machine
from careerdoc.model.records import Post
from careerdoc.sources import from_bytes

LEAST_OF_SUITE = 98.0
"""Percent of the assertions about entries that should hold."""
LEAST_OF_PITFALLS = 100.0

_COMMENT = re.compile(r"<!--.*?-->|<\?.*?>|<![^>]*>", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
# What a case says of itself; a reader must not see it.
_NOTE = re.compile(rb"<!--\s*(?:SkipUnless:|Description:).*?-->", re.DOTALL)
_START_OF_CASE = 3_000
_LOCATION = re.compile(rb"^Header:\s+Content-Location:\s*(\S+)", re.MULTILINE)
_SERVER = "http://127.0.0.1:8097/"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a case says of an entry: the field of a Post, the path in feedparser's answer, the value."""

    case: str
    entry: int
    field: str
    path: tuple[str | int, ...]
    value: Any


class UnaskedError(Exception):
    """The assertion is about something that no Post has."""


def assertions(cases: Path) -> Iterator[tuple[str, list[Assertion]]]:
    """The cases of a gzipped file of JSON lines, each with its assertions about entries."""
    with gzip.open(cases, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["path"], list(_of_entries(row)) if row["relevant"] else []


def _of_entries(row: Mapping[str, Any]) -> Iterator[Assertion]:
    for said in row["asserts"]:
        path = tuple(said.get("path") or ())
        field = said.get("post_field")
        if (
            said.get("scope") == "entries"
            and field
            and path
            and isinstance(path[0], int)
            and said["op"] == "=="
        ):
            yield Assertion(row["path"], path[0], field, path[1:], said["value"])


def posts_of(content: bytes, name: str, address: str | None = None) -> list[Post]:
    """The posts that careerdoc reads of a feed from `address`, none of them merged, with their markup."""
    options = careerdoc.Options(reader="feed", merge=False, html=True)
    source = replace(from_bytes(content, Path(name)), url=address)
    return list(careerdoc.parse_sources([source], options=options).posts)


def holds(assertion: Assertion, posts: Sequence[Post]) -> bool:
    """Whether the assertion is true of the posts.

    Raises:
        UnaskedError: when no Post has what it is about.
    """
    judge = _JUDGES.get(assertion.field)
    if judge is None:
        raise UnaskedError
    return judge(assertion, posts[assertion.entry] if assertion.entry < len(posts) else None)


def _text(assertion: Assertion, post: Post | None) -> bool:
    if len(assertion.path) > 1 and assertion.path[-1] != "value":
        raise UnaskedError
    if post is None:
        return False
    names = ("title",) if assertion.field == "title" else ("summary", "content", "content_html")
    wanted = plain(assertion.value)
    return any(
        plain(getattr(post, name)) in (wanted, plain(wanted))
        or plain(plain(getattr(post, name))) == plain(wanted)
        for name in names
    )


def _moment(assertion: Assertion, post: Post | None) -> bool:
    if not str(assertion.path[0]).endswith("_parsed"):
        raise UnaskedError
    found = getattr(post, assertion.field, None)
    if not isinstance(assertion.value, dict):
        return bool(found == assertion.value)
    year, month, day, hour, minute, second = assertion.value["tuple"][:6]
    wanted = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return isinstance(found, datetime) and found.astimezone(UTC).replace(microsecond=0) == wanted


def _person(assertion: Assertion, post: Post | None) -> bool:
    first, last = assertion.path[0], assertion.path[-1]
    place = assertion.path[1] if first == "authors" and len(assertion.path) > 1 else 0
    people = post.authors if post else ()
    if not isinstance(place, int) or place >= len(people):
        return assertion.value is None
    person = people[place]
    if first == "author":
        name, email = person.name or "", person.email or ""
        told = {name, email, f"{name} ({email})", f"{email} ({name})"}
        return plain(assertion.value) in set(map(plain, told))
    attribute = {"href": "url", "uri": "url", "author": "name"}.get(str(last), str(last))
    return bool(plain(getattr(person, attribute)) == plain(assertion.value))


def _tag(assertion: Assertion, post: Post | None) -> bool:
    if len(assertion.path) < 3 or assertion.path[0] != "tags" or assertion.path[2] != "term":
        raise UnaskedError
    tags = post.tags if post else ()
    place = int(assertion.path[1])
    return bool((tags[place] if place < len(tags) else None) == assertion.value)


def _exactly(name: str) -> Callable[[Assertion, Post | None], bool]:
    return lambda assertion, post: bool(plain(getattr(post, name, None)) == plain(assertion.value))


_JUDGES: dict[str, Callable[[Assertion, Post | None], bool]] = {
    "title": _text,
    "summary": _text,
    "content": _text,
    "url": _exactly("url"),
    "id": _exactly("source_id"),
    "language": _exactly("language"),
    "published": _moment,
    "updated": _moment,
    "authors": _person,
    "tags": _tag,
}


def plain(value: Any) -> Any:
    """Markup as its text with single blanks: how it is written does not matter. None shows nothing, too."""
    if not isinstance(value, str):
        return "" if value is None else value
    shown = value
    if "<" in value or "&" in value:
        shown = html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", _UNSEEN.sub(" ", value))))
    return " ".join(shown.split())


def pitfalls(file: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """The pitfalls of a file of JSON lines: name, feed, what is expected of it."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["id"], base64.b64decode(row["input_b64"]), row["expect"]


def unmet(expected: Mapping[str, Any], posts: Sequence[Post]) -> list[str]:
    """What of the expectations of a pitfall is not true of the posts, each with what was found."""
    first = posts[0] if posts else None
    found = {name: _expected(name, wanted, first, posts) for name, wanted in expected.items()}
    return [f"{name}: {value!r}" for name, (is_met, value) in found.items() if not is_met]


def _expected(name: str, wanted: Any, post: Post | None, posts: Sequence[Post]) -> tuple[bool, Any]:
    if name in ("n", "n_any"):
        return len(posts) in (wanted if name == "n_any" else [wanted]), len(posts)
    if name == "titles":
        titles = [one.title for one in posts]
        return titles == wanted, titles
    if name in ("published", "updated"):
        moment = getattr(post, name, None)
        if isinstance(moment, datetime):
            moment = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
        value = moment
    elif name == "authors":
        value = [person.name for person in post.authors] if post else None
    elif name in ("tags", "tags_any"):
        value = list(post.tags) if post else None
        return value in (wanted if name == "tags_any" else [wanted]), value
    elif name.endswith("_has"):
        value = (getattr(post, "content_html", None) or "") + (getattr(post, name[:-4], None) or "")
        return all(part in value for part in wanted), value
    else:
        value = getattr(post, "source_id" if name == "id" else name, None)
    return value == wanted, value


def main(arguments: Sequence[str] = ()) -> None:
    """Prints how much of the suite and of the pitfalls is read right, and what fails if asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.feeds")
    parser.add_argument("suite", type=Path, help="the folder `tests` of feedparser's source distribution")
    parser.add_argument("cases", type=Path, help="its assertions as gzipped JSON lines")
    parser.add_argument("--pitfalls", type=Path, help="pitfalls as JSON lines")
    parser.add_argument("--failures", action="store_true", help="what does not hold, too")
    asked = parser.parse_args(arguments)
    print_machine()
    _print_suite(asked.suite, asked.cases, asked.failures)
    if asked.pitfalls:
        _print_pitfalls(asked.pitfalls, asked.failures)


def _print_suite(suite: Path, cases: Path, with_failures: bool) -> None:
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for path, said in assertions(cases):
        file = suite / path.partition("/tests/")[2]
        if not file.is_file():
            outcomes["missing"] += 1
            continue
        posts = _posts_or_none(file.read_bytes(), path)
        outcomes["read" if posts is not None else "raised"] += 1
        for assertion in said:
            verdict = _verdict(assertion, posts or [])
            if verdict is not None:
                asked[assertion.field] += 1
                held[assertion.field] += verdict
            if with_failures and verdict is False:
                print(_failure(assertion, posts or []))
    print(f"\nfeedparser's suite: {dict(outcomes)}")
    for field in sorted(asked):
        print(f"  {field}: {held[field]} of {asked[field]}")
    share = 100 * held.total() / asked.total()
    print_least(f"assertions that hold ({held.total()} of {asked.total()})", share, LEAST_OF_SUITE, "%")


def _posts_or_none(content: bytes, path: str) -> list[Post] | None:
    is_noted = b"Description" in content[:_START_OF_CASE]
    try:
        return posts_of(_NOTE.sub(b"", content, count=1) if is_noted else content, path, _address(content))
    except Exception as error:  # noqa: BLE001 - whatever the library raises is what is counted
        print(f"  {path} raises {error!r}")
        return None


def _address(content: bytes) -> str:
    """Where a case comes from: feedparser's tests send it over HTTP, with the headers that it names."""
    stated = _LOCATION.search(content[:_START_OF_CASE])
    return stated[1].decode() if stated else _SERVER


def _verdict(assertion: Assertion, posts: Sequence[Post]) -> bool | None:
    try:
        return holds(assertion, posts)
    except UnaskedError:
        return None


def _failure(assertion: Assertion, posts: Sequence[Post]) -> str:
    found = repr(posts[assertion.entry]) if assertion.entry < len(posts) else "no entry"
    where = f"{assertion.case} {assertion.field}{list(assertion.path)}"
    return f"  {where}: {assertion.value!r}\n    {found[:600]}"


def _print_pitfalls(file: Path, with_failures: bool) -> None:
    right = count = 0
    for name, content, expected in pitfalls(file):
        failed = unmet(expected, posts_of(content, "feed.xml"))
        count += 1
        right += not failed
        if failed and with_failures:
            print(f"  {name}: {'; '.join(failed)} instead of {expected}")
    print_least(f"pitfalls read right ({right} of {count})", 100 * right / count, LEAST_OF_PITFALLS, "%")


if __name__ == "__main__":
    main(sys.argv[1:])
