"""What becomes of saved pages that are odd or hostile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from careerdoc import Options, Source
from careerdoc.model.records import Post
from careerdoc.model.result import ParsedDocument
from careerdoc.pipeline import parse_source
from tests.growth import growth

PROSE = "Take the rope in your left hand and unlay the strands, then count to three and begin again. " * 3


def read(text: str, **options: Any) -> ParsedDocument:
    source = Source("page.html", text.encode("utf-8"), url=options.pop("url", None))
    return parse_source(source, Options(provenance="full", **options))


def page(head: str = "", body: str = "") -> str:
    whole = f"<head>\n{head}\n</head>\n<body><p>{PROSE}</p>{body}</body>"
    return f"<!doctype html>\n<html lang='en'>\n{whole}</html>\n"


def the_post(document: ParsedDocument) -> Post:
    assert document.reader == "page"
    (post,) = document.records
    assert isinstance(post, Post)
    return post


JUNK = {
    "mark": "\ufeff",
    "blank lines": "\n \r\n\n",
    "mark behind blanks": "\n\ufeff\n",
    "comments": "<!-- saved from url=(0026)https://quaymark.example/ -->\n<!-- two -->\n",
    "long comment": f"<!-- {'x' * 9_000} -->",
    "declaration": '<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?>\n',
    "a line": "Saved on Sunday by the harbour office\n",
    "a line and comments": "<!-- a -->\nSaved on Sunday <!-- b -->\n\n",
}


@pytest.mark.parametrize("junk", JUNK)
def test_what_stands_before_the_root_does_not_hide_the_page(junk: str) -> None:
    post = the_post(read(JUNK[junk] + page("<title>Ropes</title>")))
    assert (post.title, post.language) == ("Ropes", "en")
    assert ["Saved on Sunday" in text for text in post.leftover] == [True] * junk.startswith("a line")
    assert post.content == PROSE.strip()


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n<html>\n<p>{PROSE}</p>\n</html>\n{PROSE}",
        f"{PROSE * 3}\n{page()}",
        f"<div>{PROSE}</div>\n{page()}",
    ],
    ids=["prose around a page", "much prose before a page", "an element before a page"],
)
def test_a_text_that_shows_a_page_is_none(text: str) -> None:
    assert read(text).reader != "page"


CANONICAL = "<link rel='canonical' href='{}'>"
ADDRESSES = [
    ("", "/a.html", None, "/a.html", "knot.png"),
    ("", "https://a.example/x/a.html", None, "https://a.example/x/a.html", "https://a.example/x/knot.png"),
    ("https://b.example/y/", "a.html", None, "https://b.example/y/a.html", "https://b.example/y/knot.png"),
    (
        "https://b.example/y/",
        "https://a.example/a",
        None,
        "https://a.example/a",
        "https://b.example/y/knot.png",
    ),
    ("/y/", "https://a.example/x/a", None, "https://a.example/x/a", "https://a.example/y/knot.png"),
    ("/y/", "a.html", "https://c.example/z", "https://c.example/y/a.html", "https://c.example/y/knot.png"),
    ("", "a.html", "https://c.example/z/", "https://c.example/z/a.html", "https://c.example/z/knot.png"),
    ("javascript:0", "a.html", None, "a.html", "knot.png"),
]


@pytest.mark.parametrize(("base", "canonical", "origin", "url", "image"), ADDRESSES)
def test_links_start_from_the_base_of_the_page(
    base: str, canonical: str, origin: str | None, url: str, image: str
) -> None:
    head = (f"<base href='{base}'>" if base else "") + CANONICAL.format(canonical)
    post = the_post(read(page(head, "<img src='knot.png'>"), url=origin))
    assert (post.url, post.images) == (url, (image,))


def test_what_the_head_states_and_no_field_holds_is_extra() -> None:
    head = """<meta charset="utf-8"><title>Ropes - Quaymark</title>
<meta property="og:title" content="Ropes">
<meta property="og:image" content="/one.png">
<meta property="og:image" content="/two.png">
<meta name="keywords" content="rope &amp; knot">
<meta name="author" content="Isolde Brannigan">
<meta itemprop="wordCount" content="54"><meta name="empty" content=" ">"""
    post = the_post(read(page(head)))
    assert post.title == "Ropes"
    assert post.extra == {
        "title": "Ropes - Quaymark",
        "og:image": ["/one.png", "/two.png"],
        "keywords": "rope & knot",
        "wordCount": "54",
    }
    assert {name: pieces[0].line for name, pieces in post.evidence.items() if name.startswith("extra.")} == {
        "extra.title": 4,
        "extra.og:image": 6,
        "extra.keywords": 8,
        "extra.wordCount": 10,
    }


BESIDE = """<a href="/alder">
<img src="/ash.png" alt="aspen">
</a>
<svg><text>bamboo</text></svg>
<select>
<option>beech</option>
</select>
<textarea>birch</textarea>
<template>cedar</template>
<iframe src="/cherry"></iframe>
<input placeholder="elder">
<!-- elm -->
<script>
fir()
</script>
<style>.hazel {}</style>
<button>hemlock</button>
<p>larch</p>
<noscript>linden</noscript>
<figure><figcaption>maple</figcaption></figure>
"""


def test_no_word_of_a_page_is_lost_wherever_it_stands() -> None:
    document = read("<!-- oak -->\n" + page('<link rel="me" href="/olive">', BESIDE))
    post = the_post(document)
    assert post.extra == {
        "links": ["/olive", "/alder", "/cherry"],
        "labels": ["aspen", "elder"],
    }
    assert post.evidence["extra.links"][0].line == 5
    quotes = [(issue.line, (issue.raw or "")[-18:]) for issue in document.issues]
    assert [line for line, _ in quotes] == [1, 10, 25]
    told = post.model_dump_json(exclude={"evidence"}) + "".join(issue.raw or "" for issue in document.issues)
    trees = "alder ash aspen bamboo beech birch cedar cherry elder elm fir hazel hemlock larch linden maple"
    assert [tree for tree in [*trees.split(), "oak", "olive"] if tree not in told] == []


def test_more_links_than_a_record_holds_are_quoted() -> None:
    links = "".join(f"<a href='/{number}'></a>\n" for number in range(1_002))
    document = read(page(body=links))
    kept = the_post(document).extra["links"]
    assert isinstance(kept, list)
    assert len(kept) == 1_000
    (issue,) = document.issues
    assert (issue.code, issue.raw) == ("leftover", "/1000\n/1001")


def test_lone_lead_bytes_are_counted_in_the_text_of_a_page() -> None:
    post = the_post(read(page(body="<p>It was fine.Â</p><p>Really.Â</p>")))
    assert (post.content or "").endswith("It was fine.\n\nReally.")


LINKED = '<script type="application/ld+json">\n{}\n</script>'
DATA = [
    (
        '{"@type": "Article", "wordCount": 54, "about": ["a", null]}',
        {"@type": "Article", "wordCount": 54, "about": ["a", None]},
    ),
    ('{"half": true', '{"half": true'),
    ('{"a": NaN}', '{"a": NaN}'),
    ('{"a": 1e999}', '{"a": 1e999}'),
    ('{"a": "\\ud800"}', '{"a": "\\ud800"}'),
    ('{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    ("[" * 40 + "]" * 40, "[" * 40 + "]" * 40),
    ('{"a": "' + "]" * 50 + '", "b": ' + "[" * 50 + "]" * 50 + "}",) * 2,
    ('{"a": "]]"}', {"a": "]]"}),
]


@pytest.mark.parametrize(("text", "value"), DATA, ids=range(len(DATA)))
def test_linked_data_is_extra_as_data_or_else_as_text(text: str, value: object) -> None:
    post = the_post(read(page(LINKED.replace("{}", text))))
    assert post.extra == {"json-ld": value}
    assert post.evidence["extra.json-ld"][0].line == 5
    json.dumps(post.extra, allow_nan=False, ensure_ascii=False).encode("utf-8")


def test_several_blocks_of_linked_data_are_a_list() -> None:
    head = LINKED.replace("{}", '{"a": 1}') + LINKED.replace("{}", "[2]")
    assert the_post(read(page(head))).extra == {"json-ld": [{"a": 1}, [2]]}


HOSTILE = {
    "comments": (5_000, lambda count: "<!-- -->" * count + "<p>"),
    "ends of comments": (5_000, lambda count: "<!--" + "-->" * count),
    "starts of comments": (5_000, lambda count: "<!--" * count),
    "declarations": (5_000, lambda count: "<?xml ?>" * count),
    "blanks": (20_000, lambda count: " \n" * count),
    "names": (
        1_000,
        lambda count: page("".join(f"<meta name='a{one}' content='&amp;{one}'>\n" for one in range(count))),
    ),
    "starts of tags": (2_000, lambda count: page("<meta name=" * count)),
    "links": (1_000, lambda count: page("<a href=x>\n" * count)),
    "scripts": (1_000, lambda count: page("<script>1</script>a\n" * count)),
    "pictures": (500, lambda count: page("".join(f"<img src=a{one}.png>\n" for one in range(count)))),
    "linked data": (1_000, lambda count: page(LINKED.replace("{}", "[1]") * count)),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_cost_grows_in_step_with_the_page(shape: str) -> None:
    size, make = HOSTILE[shape]
    assert growth(lambda text: read(text), make, size) < 8
