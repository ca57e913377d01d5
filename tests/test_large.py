"""Large feeds are read piece by piece, and give what they give as a whole."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import careerdoc
from benchmarks.invented_feeds import STYLES, Style, invented_feed
from careerdoc import Options, ParsedDocument, Sighting
from careerdoc.pipeline import parse_opened, parse_source
from careerdoc.readers.feed.entries import Context, item_of
from careerdoc.readers.feed.ladder import Ladder
from careerdoc.sources import LARGE_FROM, LargeFile, from_path
from tests.fixture_cases import Case, all_cases

WHOLE = Options(merge=False, provenance="full")
XML_FEEDS = [case for case in all_cases() if case.name.startswith("feed/") and case.input.suffix == ".xml"]
MOST_MEGABYTES = 10
SEVERAL_PIECES = 600_000
"""Bytes of a feed that is read in more than one piece."""


def told(document: ParsedDocument) -> tuple[object, ...]:
    """All that a document tells but for the order of issues on one line."""
    issues = sorted(map(repr, document.issues))
    return document.status, document.reader, document.encoding, document.layout, document.records, issues


def both_ways(path: Path) -> tuple[ParsedDocument, ParsedDocument]:
    """The document as it is read as a whole, and piece by piece."""
    pieces = LargeFile(path.as_posix(), path)
    return parse_source(from_path(path), WHOLE), parse_opened(pieces, WHOLE)


def feed_of(style: Style, size: int) -> bytes:
    """A feed of at least so many bytes."""
    feed = invented_feed(style, 1 + int(1.1 * size) // len(invented_feed(style, 20)) * 20)
    assert len(feed) >= size
    return feed


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "feed.xml"
    path.write_bytes(feed_of(STYLES[1], LARGE_FROM))
    return path


@pytest.mark.parametrize("case", XML_FEEDS, ids=lambda case: case.name)
def test_every_feed_gives_the_same_piece_by_piece(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(case.input.read_bytes())
    whole, pieces = both_ways(path)
    assert told(pieces) == told(whole)


@given(st.sampled_from(STYLES), st.integers(0, 30_000), st.sampled_from([1, 5, 64, 4_096]))
def test_where_a_feed_is_cut_into_pieces_changes_nothing(style: Style, end: int, size: int) -> None:
    text = invented_feed(style, 3)[:end].decode("utf-8", "ignore")
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    read = [Ladder(lambda: [text]), Ladder(lambda: pieces)]
    entries = [[entry for batch in ladder.batches() for entry in batch] for ladder in read]
    items = [[item_of(entry, Context()) for entry in found] for found in entries]
    assert items[0] == items[1]
    assert read[0].feed.unread == read[1].feed.unread
    assert list(read[0].issues()) == list(read[1].issues())


def test_a_large_feed_gives_the_same_piece_by_piece(large: Path) -> None:
    whole = parse_source(from_path(large), WHOLE)
    (document,) = careerdoc.iter_documents([large], options=Options(provenance="full"))
    assert len(whole.records) > 100
    assert told(document) == told(whole)


def test_sightings_come_one_by_one_in_little_memory(large: Path) -> None:
    list(careerdoc.iter_sightings(XML_FEEDS[0].input))  # loads what is loaded once
    tracemalloc.start()
    *sightings, document = (found for found in careerdoc.iter_sightings(large) if not _is_forgotten(found))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"peak of a feed of {large.stat().st_size / 1e6:.1f} MB: {peak:.1f} MB")
    assert sightings == []
    assert isinstance(document, ParsedDocument)
    assert (document.status, document.records, document.issues) == ("ok", (), ())
    assert peak < MOST_MEGABYTES


def _is_forgotten(found: Sighting | ParsedDocument) -> bool:
    return isinstance(found, Sighting)


def _broken(feed: bytes) -> bytes:
    middle = feed.index(b"</title>", len(feed) // 2)
    return feed[:middle] + b" & more" + feed[middle:]


def _cut(feed: bytes) -> bytes:
    return feed[: len(feed) - 20_000]


def _with_stray_byte(feed: bytes) -> bytes:
    middle = feed.index(b"</title>", len(feed) // 2)
    return feed[:middle] + b" caf\xe9" + feed[middle:]


@pytest.mark.parametrize(
    ("damage", "status"),
    [(_broken, "ok"), (_cut, "partial"), (_with_stray_byte, "ok")],
    ids=["broken", "cut", "stray-byte"],
)
def test_a_damaged_large_feed_loses_no_complete_entry(
    damage: Callable[[bytes], bytes], status: str, tmp_path: Path
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(damage(feed_of(STYLES[2], SEVERAL_PIECES)))
    whole, pieces = both_ways(path)
    assert told(pieces) == told(whole)
    assert pieces.status == status


def test_what_a_large_feed_tells_of_itself_too_late_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    feed = feed_of(STYLES[0], SEVERAL_PIECES)
    path.write_bytes(feed.replace(b"</channel>", b"<copyright>All hers</copyright></channel>"))
    document = parse_opened(LargeFile(path.as_posix(), path), Options())
    (issue,) = document.issues
    assert (issue.code, issue.raw) == ("leftover", "All hers")
    assert document.records[0].extra["feed"] == {"title": "Kiln notes", "link": "https://kiln.example/"}


def test_kinds_that_are_not_asked_for_leave_their_issues(large: Path) -> None:
    (document,) = careerdoc.iter_sightings(large, options=Options(kinds=("role",)))
    assert isinstance(document, ParsedDocument)
    assert document.status == "ok"


def test_a_small_file_gives_its_sightings_and_its_document(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("2019 - Now\nOslo\nRan the ferry desk.\n")
    *sightings, document = careerdoc.iter_sightings(path)
    assert [type(found) for found in sightings] == [Sighting]
    assert isinstance(document, ParsedDocument)
    assert (document.name, document.records) == (path.as_posix(), ())


def test_a_large_file_that_goes_away_is_a_failed_document(tmp_path: Path) -> None:
    gone = LargeFile("gone.xml", tmp_path / "gone.xml")
    document = parse_opened(gone, WHOLE)
    assert (document.status, [issue.code for issue in document.issues]) == ("failed", ["not-found"])
