"""The five real inputs, read without a mistake."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from careerdoc import Options, ParseResult, parse
from careerdoc.model.records import record_to_json

SAMPLES = sorted((Path(__file__).parent / "fixtures" / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def result() -> ParseResult:
    return parse(*SAMPLES, options=Options(provenance="full"))


def text_of(number: str) -> str:
    return next(path for path in SAMPLES if path.name.startswith(number)).read_text(encoding="utf-8")


def told_by(result: ParseResult, number: str, kind: str) -> list[dict[str, Any]]:
    """The merged records of a kind that a sample tells, in the order of its lines, as JSON."""
    found = [
        (source.line or 0, record_to_json(record))
        for record in result.records
        for source in record.sources
        if Path(source.name).name.startswith(number) and record.kind == kind
    ]
    return [record for _, record in sorted(found, key=lambda pair: pair[0])]


def test_six_roles_three_education_four_posts(result: ParseResult) -> None:
    assert (len(result.roles), len(result.education), len(result.posts)) == (6, 3, 4)
    assert [document.status for document in result.documents] == ["ok"] * 5
    readers = [document.reader for document in result.documents]
    assert readers == ["article", "frontmatter", "article", "feed", "profile"]
    assert result.reviews == ()


def test_the_front_matter_role(result: ParseResult) -> None:
    (role,) = told_by(result, "001", "role")
    assert role["title"] == "Senior Machine Learning Scientist"
    assert role["organization"] == "Goldman Sachs"
    assert (role["location"], role["country"]) == ("Bengaluru, India", "IN")
    assert (role["start"], role["end"], role["current"]) == ("2023-01-01", "2023-07-13", False)
    assert role["employment_type"] == "full-time"
    assert role["technologies"] == [
        "Python",
        "Provenir",
        "Redis",
        "Machine Learning",
        "A/B Testing",
        "CI/CD",
        "Monitoring",
    ]
    assert role["description"] == (
        "Led ML initiatives for real-time loan processing. "
        "Built A/B testing frameworks and optimized system performance at scale."
    )
    body = text_of("001").split("---\n", 2)[2].strip()
    assert role["content"] == body
    assert role["extra"] == {"timelineHash": "exp-goldman-sachs-senior-ml", "featured": True}
    assert role["highlights"] == []
    assert role["leftover"] == []


def test_the_scraped_page_joins_the_role_and_says_why(result: ParseResult) -> None:
    assert told_by(result, "000", "post") == []
    (role,) = told_by(result, "000", "role")
    assert role == told_by(result, "001", "role")[0]
    page = next(source for source in role["sources"] if "000_" in source["name"])
    assert "content" in page["joined"]
    assert re.search(r"0\.9\d|1\.00", page["joined"])
    assert len(role["members"]) == 2


def test_the_article_loses_its_orphans_and_nothing_else(result: ParseResult) -> None:
    (post,) = told_by(result, "002", "post")
    given = text_of("002")
    assert given.count("Â") == 12
    assert post["title"] is None
    assert post["authors"] == []
    assert post["published"] is None
    assert post["language"] == "en"
    assert post["content"] == re.sub(r"\u00a0?Â$", "", given, flags=re.MULTILINE)
    assert told_by(result, "002", "role") == []
    repairs = [repair for piece in post["evidence"]["content"] for repair in piece["repairs"]]
    assert [repair["line"] for repair in repairs] == [
        n + 1 for n, line in enumerate(given.split("\n")) if "Â" in line
    ]
    assert {repair["reason"] for repair in repairs} == {"nbsp:lone-lead-byte"}
    logged = [
        issue for issue in result.issues if issue.code == "repaired-text" and "002_" in (issue.source or "")
    ]
    assert len(logged) == 12


def test_the_feed(result: ParseResult) -> None:
    posts = told_by(result, "003", "post")
    assert [post["title"] for post in posts] == [
        "Snapshot from Summer 2025",
        "Modeling the Business: Improving ML Infrastructure at Stripe",
        "Management: The Most Important Things",
    ]
    assert [post["url"] for post in posts] == [
        "http://jgershen.dev/summer-2025-snapshot.html",
        "http://jgershen.dev/modeling-the-business.html",
        "http://jgershen.dev/most-important-things.html",
    ]
    assert [post["published"] for post in posts] == [
        "2025-05-23T00:00:00+00:00",
        "2022-12-13T00:00:00+00:00",
        "2021-03-28T00:00:00+00:00",
    ]
    assert posts[0]["tags"] == ["engineering-management", "startups", "product-development"]
    for post in posts:
        assert post["authors"] == []
        assert post["language"] is None
        assert not re.search(r"</?\w+[^>]*>|&[a-z]+;|&#\d+;", f"{post['content']}{post['summary']}")
        assert str(post["summary"])[:60] == str(post["content"])[:60]
        assert post["is_full"] is True
    assert told_by(result, "003", "role") == told_by(result, "003", "education") == []


def test_the_profile_roles(result: ParseResult) -> None:
    roles = told_by(result, "004", "role")
    assert [(role["start"], role["end"], role["current"]) for role in roles] == [
        ("2019", None, True),
        ("2018", "2019", False),
        ("2016", "2018", False),
        ("2014", "2015", False),
        (None, None, None),
    ]
    assert [role["location"] for role in roles] == [
        "Greater New York City Area",
        "Greater New York City Area",
        "New York",
        "Vienna, VA",
        "New York",
    ]
    assert all(role["title"] is None and role["organization"] is None for role in roles)
    lines = text_of("004").split("\n")
    described = [lines[2:13], lines[15:19], lines[21:24], lines[26:27], lines[28:29]]
    assert [role["description"] for role in roles] == ["\n".join(run) for run in described]
    assert roles[1]["technologies"][:3] == ["Java", "Go", "Python"]
    assert [len(role["technologies"]) for role in roles] == [0, 19, 10, 0, 0]


def test_the_profile_education(result: ParseResult) -> None:
    told = [
        (record["institution"], record["degree"], record["start"], record["end"])
        for record in told_by(result, "004", "education")
    ]
    assert told == [
        ("Yale University", "Bachelor's Degree", "2010", "2014"),
        ("Columbia University", "Master’s Degree", "2015", "2018"),
        ("Newport High School", "High School", "2006", "2010"),
    ]


def test_every_field_has_its_line_and_raw_text(result: ParseResult) -> None:
    derived = {"word_count", "is_full"}
    for record in result.records:
        for name in record.FACTS:
            if getattr(record, name) in (None, ()) or name in derived:
                continue
            assert record.evidence[name], (record.id, name)
            for piece in record.evidence[name]:
                source = record.sources[piece.source]
                assert (source.line or 0) <= piece.line <= (source.end_line or 0)


def test_the_order_of_the_inputs_does_not_matter(result: ParseResult) -> None:
    shuffled = SAMPLES[:]
    random.Random(4).shuffle(shuffled)
    assert parse(*shuffled, options=Options(provenance="full")).records == result.records
