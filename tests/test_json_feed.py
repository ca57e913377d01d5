"""JSON Feed: read like the other feeds, item by item."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from careerdoc import Options, Source
from careerdoc.model.issue import IssueCode
from careerdoc.model.records import Post
from careerdoc.model.result import ParsedDocument
from careerdoc.pipeline import parse_source

FEED = """{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Kiln notes",
  "home_page_url": "https://kiln.example/",
  "language": "en",
  "authors": [{"name": "Mara Oduya", "url": "https://kiln.example/about"}],
  "items": [
    {
      "id": "https://kiln.example/firing",
      "url": "/firing",
      "title": "Firing & waiting <T>",
      "content_html": "<p>Slow <a href=\\"ash.html\\">cooling</a>.</p>",
      "date_published": "2024-03-01T10:00:00+01:00",
      "tags": ["clay", "Clay", "kiln"],
      "image": "https://kiln.example/a.jpg",
      "_mood": {"level": 3}
    },
    {"id": 2, "content_text": "Plain & short", "authors": [{"name": "Guest"}]}
  ]
}
"""


def read(text: str) -> ParsedDocument:
    return parse_source(Source("feed.json", text.encode()), Options(html=True, provenance="full"))


def posts(document: ParsedDocument) -> list[Post]:
    return [record for record in document.records if isinstance(record, Post)]


def test_each_item_is_a_post() -> None:
    document = read(FEED)
    first, second = posts(document)
    assert document.reader == "feed"
    assert not document.issues
    assert (first.title, first.url) == ("Firing & waiting <T>", "https://kiln.example/firing")
    assert first.source_id == "https://kiln.example/firing"
    assert first.content == "Slow cooling."
    assert "https://kiln.example/ash.html" in (first.content_html or "")
    assert str(first.published) == "2024-03-01 10:00:00+01:00"
    assert (first.tags, first.images) == (("clay", "kiln"), ("https://kiln.example/a.jpg",))
    assert [(author.name, author.url) for author in first.authors] == [
        ("Mara Oduya", "https://kiln.example/about")
    ]
    assert (first.owner_name, first.language) == ("Mara Oduya", "en")
    assert first.extra["_mood"] == '{"level": 3}'
    assert (second.source_id, second.content, second.title) == ("2", "Plain & short", None)
    assert [author.name for author in second.authors] == ["Guest"]


def test_every_value_has_its_line() -> None:
    first, second = posts(read(FEED))
    lines = {name: first.evidence[name][0].line for name in ("title", "url", "published", "tags")}
    assert lines == {"title": 11, "url": 10, "published": 13, "tags": 14}
    assert second.evidence["content"][0].line == 18


def test_version_one_names_one_author() -> None:
    head = '"version":"https:\\/\\/jsonfeed.org\\/version\\/1","author":{"name":"Mara"}'
    text = f'{{{head},"items":[{{"title":"A"}}]}}'
    (post,) = posts(read(text))
    assert [author.name for author in post.authors] == ["Mara"]


def test_html_is_the_content_where_text_stands_beside_it() -> None:
    item = {"content_text": "plain", "content_html": "<b>bold</b>"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    (post,) = posts(read(json.dumps(feed)))
    assert (post.content, post.extra["text"]) == ("bold", "plain")


FIRST_ENDS = FEED.index("    },\n") + len("    }")
SECOND_ENDS = FEED.index("\n  ]")


@given(st.integers(0, len(FEED)))
def test_a_feed_cut_anywhere_keeps_every_complete_item(length: int) -> None:
    document = read(FEED[:length])
    assert len(posts(document)) == (length >= FIRST_ENDS) + (length >= SECOND_ENDS)
    if FIRST_ENDS <= length < len(FEED.rstrip()):
        assert IssueCode.TRUNCATED in [issue.code for issue in document.issues]
        assert document.status == "partial"


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ('[{"title": "A"}, {"title": "B", oops}, {"title": "C"}]', 1),
        ('[{"title": "A"}, "B"]', 2),
        ('[{"title": "A"}, ' + "[" * 5_000, 1),
        ('{"title": "A"}', 0),
        ("[]", 0),
    ],
)
def test_what_is_no_item_is_told_and_harms_no_other(items: str, count: int) -> None:
    document = read(f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}')
    assert len(posts(document)) == count
    assert document.status in ("ok", "partial", "nothing", "empty")
    assert document.issues or count == 2


def test_halves_of_characters_become_what_stands_for_them() -> None:
    items = '[{"title": "A\\ud800B", "\\udc00x": "\\ud83d\\ude80", "tags": ["\\ud800"]}]'
    (post,) = posts(read(f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'))
    assert (post.title, post.tags) == ("A\ufffdB", ("\ufffd",))
    assert post.extra["\ufffdx"] == "\U0001f680"


def test_other_json_is_no_feed() -> None:
    assert read('{"name": "Mara", "work": [{"name": "Kiln"}]}').reader != "feed"
