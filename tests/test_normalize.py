"""What becomes of raw values: normal forms, evidence with repairs, leftovers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from careerdoc import Education, IssueCode, Options, parse_bytes, parse_sources, sources
from careerdoc.model.document import Document, Extra, Kind, Lines, RawItem, RawValue, Source
from careerdoc.model.records import AnyRecord
from careerdoc.normalize import Normalizer
from tests.growth import growth

FULL = Options(provenance="full")


def normalized(kind: Kind, *values: tuple[str, str]) -> AnyRecord:
    """The record of raw values, one a line."""
    text = "\n".join(text for _, text in values)
    document = Document(Source("input", b""), text, "utf-8")
    raws = tuple(RawValue(name, text, line, line, text) for line, (name, text) in enumerate(values, start=1))
    item = RawItem(kind, 1, len(values), raws)
    return Normalizer(document, "test", Options()).sighting(item).record


def test_a_value_whose_field_the_kind_lacks_is_an_extra_and_a_second_one_a_leftover() -> None:
    role = normalized("role", ("title", "Weaver"), ("grade", "1.3"), ("grade", "2.0"), ("grade", "1.3"))
    assert (role.extra, role.leftover) == ({"grade": "1.3"}, ("2.0",))


def test_an_extra_does_not_take_the_place_of_such_a_value() -> None:
    document = Document(Source("a", b""), "", "utf-8")
    grade = RawValue("grade", "1.3", 1, 1, "1.3")
    item = RawItem("role", 1, 2, (grade,), (Extra("grade", "steel", Lines(2, 2, "grade: steel")),))
    sighting = Normalizer(document, "test", Options()).sighting(item)
    assert (sighting.record.extra, sighting.record.leftover) == ({"grade": "1.3"}, ("grade: steel",))
    assert [(issue.code, issue.line) for issue in sighting.issues] == [(IssueCode.LEFTOVER, 2)]


def test_a_repair_by_decoding_is_in_the_evidence_of_its_field() -> None:
    data = "---\ntitle: Café Chef à Évora é ò\ncompany: Zoë’s ".encode() + b"\x93Inn\x94\nstart: 2019\n---\n"
    (role,) = parse_bytes(data, options=FULL).roles
    assert role.organization == "Zoë’s “Inn”"
    (evidence,) = role.evidence["organization"]
    assert [(repair.line, repair.after, repair.span_before) for repair in evidence.repairs] == [
        (3, "“", (15, 16)),
        (3, "”", (19, 20)),
    ]
    assert role.evidence["title"][0].repairs == ()


def test_a_repair_of_an_extra_is_in_its_evidence() -> None:
    (role,) = parse_bytes(
        "---\ntitle: Chef\ncompany: Inn\nstart: 2019\nnote: [cafÃ©]\n---\n".encode(), options=FULL
    ).roles
    assert role.extra == {"note": ["café"]}
    (repair,) = role.evidence["extra.note"][0].repairs
    assert (repair.line, repair.before, repair.after) == (5, "Ã©", "é")


def test_a_repair_inside_markup_stands_on_the_line_of_the_markup() -> None:
    feed = (
        "<rss><channel><item>\n<title>T</title>\n<description>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;cafÃ©&lt;/p&gt;"
        "</description></item></channel></rss>"
    )
    (post,) = parse_bytes(feed.encode(), options=FULL).posts
    assert [repair.line for repair in post.evidence["summary"][0].repairs] == [3]


@pytest.mark.parametrize(
    ("degree", "level"),
    [
        ("Master of Science", "master"),
        ("Licence professionnelle", "bachelor"),
        ("工学博士", "doctorate"),
        ("Abitur", "secondary"),
    ],
)
def test_the_level_of_a_degree_stands_beside_it(degree: str, level: str) -> None:
    record = normalized("education", ("degree_name", degree))
    assert isinstance(record, Education)
    assert (record.degree, record.extra) == (degree, {"degree_level": level})


def test_an_unknown_degree_has_no_level_and_a_role_has_none() -> None:
    assert normalized("education", ("degree_name", "Order of the Kettle")).extra == {}
    assert normalized("education", ("institution", "Master of Science")).extra == {}
    assert normalized("role", ("title", "Master of Science")).extra == {}


def test_the_level_of_a_degree_stands_where_the_degree_stands() -> None:
    text = "Education\nUniversity of Bergen\nBSc in Physics\n2016 - 2020\n"
    (education,) = parse_bytes(text.encode(), options=FULL).education
    assert education.extra == {"degree_level": "bachelor"}
    assert education.evidence["extra.degree_level"] == education.evidence["degree"]
    assert [evidence.line for evidence in education.evidence["degree"]] == [3]


def test_a_level_that_the_source_states_stays() -> None:
    note = b"---\nschool: Loom School\ndegree: BSc\ndegree_level: 6 of 8\nstart: 2012\n---\n"
    (education,) = parse_bytes(note, options=FULL).education
    assert education.extra == {"degree_level": "6 of 8"}
    assert [evidence.line for evidence in education.evidence["extra.degree_level"]] == [4]


def test_the_level_of_a_degree_survives_merging() -> None:
    def merged(*degrees: str) -> Education:
        note = "---\nschool: Loom School\ndegree: {}\nstart: 2012-09\nend: 2015-06\n---\n"
        notes = [sources.from_text(note.format(degree), f"{degree}.md") for degree in degrees]
        (education,) = parse_sources(notes).education
        return education

    agreeing = merged("BSc in Physics", "Bachelor of Science in Physics")
    assert (agreeing.extra, agreeing.conflicts) == ({"degree_level": "bachelor"}, ())
    assert merged("BSc", "BSc (Hons)").extra == {"degree_level": "bachelor"}


def test_a_field_that_is_stated_counts_before_one_that_another_field_tells() -> None:
    for values in (
        (("degree", "BSc in Physics"), ("field_of_study", "Chemistry")),
        (("field_of_study", "Chemistry"), ("degree", "BSc in Physics")),
    ):
        study = normalized("education", *values)
        assert (study.model_dump()["degree"], study.model_dump()["field_of_study"]) == ("BSc", "Chemistry")
        assert study.leftover == ("BSc in Physics",)


def test_values_without_a_field_go_to_extra_whole() -> None:
    study = normalized("education", ("technologies", "Go"), ("technologies", "SQL"), ("work_mode", "remote"))
    assert study.extra == {"technologies": ["Go", "SQL"], "work_mode": "remote"}


def test_what_says_nothing_is_left_over_with_an_issue() -> None:
    result = parse_bytes(b"---\ntitle: Chef\ncompany: Inn\nstart: 2019\nremote: false\n---\n")
    assert result.roles[0].leftover == ("remote: false",)
    assert [str(issue) for issue in result.issues] == [
        "input:5: info leftover: this says nothing about work_mode"
    ]


def test_values_of_one_field_are_kept_once_and_in_order() -> None:
    role = normalized("role", ("technologies", "Go"), ("technologies", "go"), ("technologies", "SQL"))
    assert role.model_dump()["technologies"] == ("Go", "SQL")


def test_content_of_nothing_but_a_picture_gives_the_picture() -> None:
    feed = (
        "<rss><channel><item><title>T</title><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        "&lt;img src='https://a.example/x.png'&gt;</content:encoded></item></channel></rss>"
    )
    (post,) = parse_bytes(feed.encode()).posts
    assert (post.images, post.content, post.leftover) == (("https://a.example/x.png",), None, ())


LISTS: dict[str, Callable[[int], str]] = {
    "items": lambda count: "highlights:\n" + "".join(f"  - b{one}\n" for one in range(count)),
    "one line": lambda count: f"tags: [{', '.join(f'b{one}' for one in range(count))}]\n",
    "a text": lambda count: "highlights: |\n" + "".join(f"  - b{one}\n" for one in range(count)),
    "unknown types": lambda count: "type:\n" + "".join(f"  - b{one}\n" for one in range(count)),
}


@pytest.mark.parametrize("shape", LISTS)
def test_a_long_list_is_quoted_once(shape: str) -> None:
    def front_matter(count: int) -> str:
        return f"---\ntitle: Chef\ncompany: Inn\nstart: 2019\n{LISTS[shape](count)}---\n"

    (role,) = parse_bytes(front_matter(500).encode(), name="role.md", options=FULL).roles
    assert sum(len(proof.raw) for proofs in role.evidence.values() for proof in proofs) < 10_000
    assert growth(lambda text: parse_bytes(text.encode(), name="role.md"), front_matter, 1_000) < 8
