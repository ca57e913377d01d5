"""What stands in a feed that is not well-formed is neither lost nor invented."""

from __future__ import annotations

import pytest

from careerdoc.model.records import Post
from tests.test_feed import RSS, issues_of, read, rss, the_post, told

BROKEN = "<item><title>B</title><x></y></item>\n"
WHOLE = "<item><title>C</title>{}</item>"
ERRORS = {
    "elements and text behind": (BROKEN + WHOLE + "<copyright>Alder</copyright>ash", "BC", ["Alder", "ash"]),
    "another error behind": (BROKEN + WHOLE + " ash <b></c> elm", "BC", ["ash", "elm"]),
    "entries in CDATA": (BROKEN + WHOLE.format("<x><![CDATA[<item>ash</item>]]></x>"), "BC", ["ash"]),
    "entries in a comment": (BROKEN + "<!-- <item><title>ash</title></item> -->" + WHOLE, "BC", ["ash"]),
    "an entry in an entry": (BROKEN + WHOLE.format("<x><item>ash</item></x>"), "BC", ["ash"]),
    "a comment without an end": ("<item><title>A</title></item>\n<!-- ash ->\n" + WHOLE, "AC", ["ash"]),
    "CDATA without an end": ("<item><title>A</title><x><![CDATA[ash</x></item>\n" + WHOLE, "AC", ["ash"]),
    "an entry without an end": ("<item><title>A</title>\n" + WHOLE, "AC", []),
}


@pytest.mark.parametrize("name", ERRORS)
def test_nothing_behind_an_error_is_lost_or_invented(name: str) -> None:
    inner, titles, words = ERRORS[name]
    document = rss(inner.replace("{}", ""))
    assert [record.title for record in document.records if isinstance(record, Post)] == list(titles)
    assert [word for word in words if word not in told(document)] == []
    assert document.status == "partial"


@pytest.mark.parametrize("inner", ["<item><title>A</title></item>", BROKEN])
@pytest.mark.parametrize("behind", ["ash", "ash()", "\n ash\nelm()\n", " <!-- x --> ash</p>", "ash(<!-- x"])
def test_a_word_behind_the_feed_is_quoted(inner: str, behind: str) -> None:
    document = read(RSS.format(inner=inner) + behind)
    assert [word for word in ("ash", "elm") if word in behind and word not in told(document)] == []


@pytest.mark.parametrize(
    "before",
    [
        "<!-- Jo & Al -->",
        "<?php a & b ?>",
        '<!-- <b class="x"> -->',
        '<?xml-stylesheet href="a.xsl"?>',
        "<!-- é <!DOCTYPE a> -->",
    ],
)
def test_what_stands_before_a_mended_feed_is_quoted_as_it_is(before: str) -> None:
    inner = "<item><title>A & B</title><dc:creator>Al Poe</dc:creator></item>"
    document = read(before + RSS.format(inner=inner))
    assert [person.name for person in the_post(document).authors] == ["Al Poe"]
    assert [issue.raw for issue in issues_of(document, "leftover")] == [before]


def test_a_feed_of_carriage_returns_keeps_its_lines() -> None:
    text = f"\n<item>\n<title>A</title></item>\n{BROKEN}<item>\n<title>C</title></item>"
    document = rss(text.replace("\n", "\r"))
    assert [issue.line for issue in document.issues] == [4]
    assert document.records[-1].evidence["title"][0].line == 6


def test_what_could_be_taken_for_a_stand_in_is_no_ampersand() -> None:
    post = the_post(rss("<item><title>a\U0010ffffamp; &#x10FFFF;lt; &oak;</title></item>"))
    assert post.title == "a\ufffdamp; \ufffdlt; &oak;"


def test_references_by_any_name_stay_in_attributes() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY ö "OAK">]>'
    inner = f"<item><title>T</title><x a='1&ö;2' b='&{'n' * 90};'/></item>"
    post = the_post(read(doctype + RSS.format(inner=inner)))
    assert post.extra["x"] == {"a": "1&ö;2", "b": f"&{'n' * 90};"}
