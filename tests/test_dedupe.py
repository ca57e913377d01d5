"""Which records join, which are listed for review, which stay apart, and what is kept."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, strategies as st

import careerdoc
from benchmarks.harness import bounded_caches
from careerdoc import sources
from careerdoc.dedupe import Merged, merge_records, timeline_order
from careerdoc.fields import locations, organizations, titles
from careerdoc.identity import wording_key
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import (
    AnyRecord,
    Conflict,
    Education,
    Evidence,
    OtherValue,
    Person,
    Post,
    Role,
    SourceReference,
)
from careerdoc.text.keys import fold
from tests.untraced import untraced

PARAGRAPHS = (
    "The lighthouse on Tarn Point had been dark for a decade when I was asked to light it again.",
    "I took the lamp apart, cleaned every lens by hand, and wrote down what each gear was for.",
    "The keeper before me had left no notes, so I walked the coast and asked those who knew him.",
    "By the second winter the light turned on its own, and the harbour office stopped calling me.",
)
CONTENT = "# Keeper at Tarn Point\n\n" + "\n\n## Work\n\n".join(PARAGRAPHS)
PAGE = "\n".join(PARAGRAPHS)
LONG = (
    "Rebuilt the signal mechanism and trained four apprentices, who keep it in good order to this day. " * 3
)


def told(*names: str) -> tuple[SourceReference, ...]:
    return tuple(SourceReference(name=name, line=1, end_line=9) for name in names)


def day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def role(source: str, start: str | None = "2019-03", end: str | None = "2021-06", **values: Any) -> Role:
    known = {"title": "Signal Engineer", "organization": "Tarn Harbour Ltd"} | values
    return Role(**{"id": f"role-{source}", "sources": told(source), **known}, start=day(start), end=day(end))


def education(source: str, start: str | None = "2011", end: str | None = "2014", **values: Any) -> Education:
    known = {"institution": "Larkholm University", "degree": "BSc"} | values
    return Education(
        **{"id": f"education-{source}", "sources": told(source), **known}, start=day(start), end=day(end)
    )


def post(source: str, **values: Any) -> Post:
    return Post(**{"id": f"post-{source}", "sources": told(source), **values})


def at_line(record: AnyRecord, line: int) -> AnyRecord:
    """The record as its source tells it at that line, with an id of its own."""
    place = record.sources[0].model_copy(update={"line": line, "end_line": line})
    return record.model_copy(update={"id": f"{record.kind}-{line}", "sources": (place,)})


def merged(*records: AnyRecord) -> Merged:
    """The merge, after a check that neither order nor a second merge changes anything."""
    result = merge_records(records)
    for order in list(permutations(records))[:24]:
        assert merge_records(order) == result
    assert merge_records(result.records).records == result.records
    return result


def joined(*records: AnyRecord) -> Any:
    """The one record that all of them make."""
    result = merged(*records)
    assert len(result.records) == 1, [record.id for record in result.records]
    assert result.reviews == ()
    return result.records[0]


def reasons_of(record: AnyRecord) -> list[str | None]:
    """Why each source was joined, without the score."""
    return [source.joined and source.joined.partition(" (score")[0] for source in record.sources]


def reviewed(*records: AnyRecord) -> list[tuple[str, str]]:
    """The pairs that are listed; none of the records joins."""
    result = merged(*records)
    assert len(result.records) == len(records)
    return [(review.left, review.right) for review in result.reviews]


def apart(*records: AnyRecord) -> bool:
    return reviewed(*records) == []


# Roles


def test_equal_roles_of_two_sources_join_and_say_why() -> None:
    record = joined(role("a"), role("b"))
    assert record.id == "role-a"
    assert record.members == ("role-a", "role-b")
    assert reasons_of(record) == [None, "title, rank, organization, start, end agree"]


@pytest.mark.parametrize(
    "other",
    [
        role("b", title="SIGNAL  Eng."),
        role("b", organization="The Tarn Harbour"),
        role("b", start="2019", end=None),
        role("b", start=None, end="2021"),
        role("b", start="2019-03-11", end="2021-06-30"),
        role("b", location="Tarn"),
        role("b", owner="someone"),
        role("b", title="Signal Engineer II"),
        role("b", title="Senior Signal Engineer"),
        role("b", title="Engineer, Signals"),
        role("b", organization="Tarn Harbuor Limited (Larkshire)"),
        role("b", start="2019-04"),
        role("b", end="2021-07"),
        role("b", end=None, current=True),
        role("b", end=None, current=True, description=LONG),
    ],
    ids=[
        "abbreviated",
        "legal form",
        "year only",
        "end only",
        "days",
        "place known",
        "owner known",
        "usual rank",
        "rank left out",
        "order of words",
        "slip",
        "start a month off",
        "end a month off",
        "said to go on",
        "said to go on, with text",
    ],
)
def test_roles_join_over_spellings_and_precision(other: Role) -> None:
    assert joined(role("a"), other).members == ("role-a", "role-b")


@pytest.mark.parametrize(
    "other",
    [
        role("b", title="Lamp Keeper"),
        role("b", title="Senior Signal Engineer", start="2021-06", end=None),
        role("b", start="2019-07"),
        role("b", end="2021-10"),
        role("b", start="2021-07", end=None),
        role("b", start=None, end="2018"),
        role("b", title=None, organization=None),
    ],
    ids=["title", "promotion", "start", "end", "later", "earlier", "nameless"],
)
def test_roles_that_differ_stay_apart(other: Role) -> None:
    assert apart(role("a"), other)


def test_signs_of_a_language_tell_titles_apart() -> None:
    roles = role("a", title="C# Developer"), role("b", title="C++ Developer")
    assert reviewed(*roles) == [("role-a", "role-b")]


@pytest.mark.parametrize(
    "other",
    [
        role("b", start=None, end=None),
        role("b", title=None),
        role("b", organization="Fell Airport"),
    ],
    ids=["no dates", "no title", "organization"],
)
def test_roles_that_say_too_little_or_not_the_same_are_listed(other: Role) -> None:
    assert reviewed(role("a", description=LONG), other) == [("role-a", "role-b")]


def test_a_review_gives_its_reasons() -> None:
    (review,) = merged(role("b"), role("a", start=None, end=None)).reviews
    assert (review.left, review.right) == ("role-a", "role-b")
    fields, weights = zip(*(reason.removesuffix(")").split(" (") for reason in review.reasons), strict=True)
    assert fields == ("owner: unsaid", "title: same", "rank: same", "organization: same")
    assert round(sum(map(float, weights)), 1) == round(review.score, 1)


def test_two_open_roles_join() -> None:
    record = joined(role("a", end=None, current=True), role("b", end=None, current=True))
    assert record.current is True


def nameless(source: str, **values: Any) -> Role:
    known = {"title": None, "organization": None, "location": "Tarn", "description": LONG}
    return role(source, **(known | values))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (nameless("a"), nameless("b")),
        (nameless("a"), nameless("b", description=None, highlights=(LONG.strip(),))),
        (nameless("a", start="2019", end="2021"), nameless("b")),
        (nameless("a", start="2019", end="2021"), role("b", location="Tarn, Larkshire", content=LONG)),
        (nameless("a", end=None, current=True), nameless("b", start="2019", end=None, current=True)),
        (nameless("a"), nameless("b", title="Signal Engineer")),
        (nameless("a", organization="Tarn Harbour"), nameless("b", title="Signal Engineer", location=None)),
    ],
    ids=["equal", "highlights", "years", "named", "open", "one title", "one name each"],
)
def test_roles_without_names_join_by_equal_text(left: Role, right: Role) -> None:
    assert joined(left, right).members == ("role-a", "role-b")


def test_text_that_two_named_roles_share_joins_a_nameless_one_to_neither() -> None:
    named = [
        role(name, title=f"{level} Keeper", description=LONG)
        for name, level in (("b", "Junior"), ("c", "Senior"))
    ]
    assert sorted(reviewed(nameless("a"), *named)) == list(combinations(("role-a", "role-b", "role-c"), 2))


def test_nameless_roles_without_dates_are_listed_whatever_the_score() -> None:
    assert reviewed(nameless("a"), nameless("b", start=None, end=None)) == [("role-a", "role-b")]


@pytest.mark.parametrize(
    "other",
    [
        nameless("b", description="Something else, long enough to be compared with any other text."),
        nameless("b", description=None),
    ],
    ids=["text", "no text"],
)
def test_dates_and_a_place_alone_tell_nothing(other: Role) -> None:
    assert apart(nameless("a"), other)


def test_a_few_words_join_roles_of_documents_that_share_a_record() -> None:
    sightings: list[AnyRecord] = [
        record
        for name in "ab"
        for record in (
            at_line(nameless(name), 1),
            at_line(nameless(name, start="2016", end="2019", description="Wrote the list."), 20),
        )
    ]
    result = merged(*sightings)
    assert [len(record.sources) for record in result.records] == [2, 2]
    assert result.reviews == ()
    elsewhere = sightings[3].model_copy(update={"sources": told("c")})
    assert [len(record.sources) for record in merged(*sightings[:3], elsewhere).records] == [2, 1, 1]


def test_a_few_words_do_not_join_nameless_roles() -> None:
    assert apart(*(nameless(name, description="Kept the light.") for name in "ab"))


def test_a_source_that_tells_a_role_twice_does_not_part_the_others() -> None:
    lines = (at_line(role("c", work_mode=mode), line) for mode, line in (("remote", 1), ("hybrid", 20)))
    result = merged(role("a"), role("b"), *lines)
    assert [record.members for record in result.records if record.members] == [("role-a", "role-b")]
    assert [(review.left, review.right) for review in result.reviews] == [
        ("role-1", "role-a"),
        ("role-20", "role-a"),
    ]


@pytest.mark.parametrize("record", [role("a", "2021-06", "2019-03"), education("a", "2014", "2011")])
def test_equal_records_whose_dates_are_in_the_wrong_order_join(record: Role | Education) -> None:
    copy = record.model_copy(update={"sources": told("b")})
    assert (joined(record, copy).start, len(joined(record, copy).sources)) == (record.start, 2)


def test_dates_in_the_wrong_order_still_tell_roles_apart() -> None:
    assert apart(role("a", "2021-06", "2019-03"), role("b", "2021-10", "2019-03"))


def test_equal_records_join() -> None:
    told_at_length = {"description": "Macro desk for rates, currencies and the price of lamp oil"}
    undated: dict[str, Any] = {"start": None, "end": None, "current": None}
    makers: tuple[Callable[..., AnyRecord], ...] = (partial(nameless, **told_at_length), role, education)
    for make in makers:
        first, second = make("a", **undated), make("b", **undated)
        assert joined(first, second).members == (first.id, second.id)


# Education


def test_education_joins_on_institution_degree_and_a_date() -> None:
    record = joined(education("a"), education("b", degree="Bachelor of Science", start="2011-09", end=None))
    assert str(record.start) == "2011-09"
    assert record.degree == "BSc"


@pytest.mark.parametrize(
    "other",
    [
        education("b", degree="MSc"),
        education("b", institution="Fellby College"),
        education("b", start="2014", end="2016"),
    ],
    ids=["degree", "institution", "dates"],
)
def test_education_that_differs_stays_apart(other: Education) -> None:
    assert apart(education("a", field_of_study="Optics"), other)


def test_education_without_dates_is_listed() -> None:
    studies = (education(name, start=start, end=None) for name, start in (("a", "2011-09-01"), ("b", None)))
    assert reviewed(*studies) == [("education-a", "education-b")]


def test_education_without_a_degree_joins_by_its_field_and_days() -> None:
    days = {"start": "2011-09-01", "end": "2014-06-30", "field_of_study": "Optics"}
    assert joined(education("a", **days), education("b", degree=None, **days)).degree == "BSc"


def test_another_field_of_study_is_listed() -> None:
    studies = (education(name, field_of_study=field) for name, field in (("a", "Optics"), ("b", "Geology")))
    assert reviewed(*studies) == [("education-a", "education-b")]


def test_education_without_an_institution_is_not_compared() -> None:
    assert apart(education("a", institution=None), education("b", institution=None))


# Posts


def test_posts_join_by_address_and_by_source_id() -> None:
    record = joined(
        post("a", url="https://www.tarn.example/light/?utm_source=feed", title="Light"),
        post("b", url="http://tarn.example/light", source_id="tag:tarn.example,2020:7"),
        post("c", source_id="tag:tarn.example,2020:7", title="light"),
    )
    assert record.members == ("post-a", "post-b", "post-c")
    assert reasons_of(record) == [None, "url agree", "source_id agree"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"url": "https://tarn.example/"}, {"url": "https://tarn.example"}),
        ({"source_id": "17"}, {"source_id": "17"}),
        ({"source_id": "20170101"}, {"source_id": "20170101"}),
        ({"title": "Weekly letter"}, {"title": "Weekly letter"}),
        (
            {"title": "Weekly letter", "published": PartialDate(2020, 1, 6)},
            {"title": "Weekly letter", "published": PartialDate(2020, 1, 13)},
        ),
        ({"title": "Lenses, part 1", "content": PAGE}, {"title": "Lenses, part 2", "content": PAGE}),
        ({"title": "Lenses, part one", "content": PAGE}, {"title": "Lenses, part two", "content": PAGE}),
        ({"title": "Lenses", "content": PAGE}, {"title": "Lenses, part II", "content": PAGE}),
        (
            {"title": "2019 in review", "url": "https://x.example/r"},
            {"title": "2020 in review", "url": "x.example/r"},
        ),
    ],
    ids=[
        "front page",
        "small id",
        "number as id",
        "title only",
        "newsletter",
        "series",
        "series in words",
        "roman",
        "year",
    ],
)
def test_posts_that_only_look_alike_stay_apart(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert apart(post("a", **left), post("b", **right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            {"title": "Light", "content": PAGE},
            {"title": "light!", "content": PAGE.replace("decade", "dozen years")},
        ),
        ({"content": PAGE}, {"content": "> " + PAGE.replace("\n", "\n\n")}),
        (
            {"title": "Light", "published": PartialDate(2020, 1, 6), "content": PAGE},
            {
                "title": "Light",
                "published": datetime.fromisoformat("2020-01-06T08:00:00+01:00"),
                "summary": PAGE[:120] + "…",
            },
        ),
        (
            {"title": "Light", "published": PartialDate(2020, 1, 6), "summary": PARAGRAPHS[0]},
            {"title": "Light", "published": PartialDate(2020, 1, 6), "summary": PARAGRAPHS[0]},
        ),
        (
            {"title": "Light", "content": PAGE * 90},
            {"title": "Light", "content": PAGE * 89 + "The end."},
        ),
        (
            {"title": "Light", "published": PartialDate(2020, 1, 6), "content": PAGE},
            {"content": f"Skip to content\nNotes\nLight\nJanuary 6, 2020\n{PAGE}\nShare this\n© 2021"},
        ),
        (
            {"title": "Light", "published": PartialDate(2020, 1, 6), "content": PAGE},
            {"content": "Skip to content\n" + "\n".join(PARAGRAPHS[:3])},
        ),
        ({"title": "Light", "summary": PARAGRAPHS[0] + " I took…"}, {"title": "Light", "content": PAGE}),
        (
            {"title": "Light", "content": f"Notes\n{PAGE}", "published": PartialDate(2020, 1, 6)},
            {"title": "Light", "content": PAGE, "published": PartialDate(2020, 1, 13)},
        ),
    ],
    ids=[
        "nearly same",
        "no title",
        "teaser",
        "same teaser",
        "very long",
        "scraped",
        "half",
        "undated teaser",
        "told again a week later",
    ],
)
def test_posts_with_the_same_text_join(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert joined(post("a", **left), post("b", **right)).members == ("post-a", "post-b")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"published": PartialDate(2020, 1, 6), "content": PAGE}, {"content": f"Issue 7\n{PAGE[:350]}"}),
        ({"title": "Letter", "content": PAGE}, {"title": "Letter", "content": f"Issue 7\n{PAGE[:350]}"}),
        ({"title": "Light", "content": f"Notes\n{PAGE}"}, {"title": "Dark", "content": PAGE}),
        ({"title": "Letter", "summary": PARAGRAPHS[0][:90]}, {"title": "Letter", "content": PAGE}),
        (
            {"title": "Light", "content": PAGE},
            {"content": f"{PAGE}\nI do not believe a word of it, and I was there when it was lit."},
        ),
    ],
    ids=["number", "number, title", "titles", "few words", "quotation"],
)
def test_posts_that_repeat_the_most_of_another_are_listed(
    left: dict[str, Any], right: dict[str, Any]
) -> None:
    assert reviewed(post("a", **left), post("b", **right)) == [("post-a", "post-b")]


def test_posts_that_one_page_repeats_are_listed() -> None:
    page = post("p", content=PAGE)
    others = [
        post("q", title="Of the lamp", content="\n".join([PAGE, *map(sentence, range(9))])),
        post("r", title="Tar", content=f"{PAGE}\n{MORE}"),
    ]
    assert reviewed(page, *others) == [("post-p", "post-q"), ("post-p", "post-r")]


def test_an_edited_title_is_a_new_version_of_the_post() -> None:
    known: dict[str, Any] = {"url": "https://x.example/p", "source_id": "7"}
    record = joined(
        post("a", title="Light (updated)", updated=PartialDate(2021), **known),
        post("b", title="Light", updated=PartialDate(2020), summary="Of lamps.", tags=("sea",), **known),
    )
    assert record.title == "Light (updated)"
    assert ("title", "Light") in [(one.field, one.others[0].value) for one in record.conflicts]
    assert reasons_of(record) == ["url agree", None]
    ids = {
        careerdoc.merge([post("a", id="", title=title, **known)]).posts[0].id for title in ("Light", "Dark")
    }
    assert len(ids) == 1


def test_versions_with_other_numbers_or_in_one_feed_stay_apart() -> None:
    known: dict[str, Any] = {"url": "https://x.example/p", "source_id": "7"}
    assert apart(post("a", title="2019 in review", **known), post("b", title="2020 in review", **known))
    versions = (post("a", title=title, **known) for title in ("Light", "Dark"))
    assert apart(*(at_line(version, line) for line, version in enumerate(versions)))


def test_contradicting_titles_at_one_address_are_listed() -> None:
    first, second = (post(name, url="https://x.example/p", title=title) for name, title in ("aA", "bB"))
    assert reviewed(first, second) == [("post-a", "post-b")]


def test_the_same_text_under_another_title_is_listed() -> None:
    posts = (post(name, title=title, content=PAGE) for name, title in (("a", "Light"), ("b", "Dark")))
    assert reviewed(*posts) == [("post-a", "post-b")]


def test_published_in_one_year_is_compatible() -> None:
    first = post("a", title="Light", url="https://x.example/p", published=PartialDate(2020))
    record = joined(first, post("b", url="https://x.example/p", published=PartialDate(2020, 5, 2)))
    assert str(record.published) == "2020-05-02"
    assert record.conflicts == ()


def test_one_instant_in_two_zones_is_the_same_day() -> None:
    moments = ("2020-01-06T23:30:00-05:00", "2020-01-07T04:30:00+00:00")
    first, second = (datetime.fromisoformat(moment) for moment in moments)
    posts = [
        post(name, title="Light", content=PAGE, published=when)
        for name, when in zip("ab", (first, second), strict=True)
    ]
    assert joined(*posts).conflicts == ()


# Vetoes


def test_owners_that_differ_keep_apart() -> None:
    assert apart(role("a", owner="1"), role("b", owner="2"))
    assert apart(role("a", owner_name="Ida Moor"), role("b", owner_name="Olav Fell"))
    assert joined(role("a", owner_name="Ida Moor"), role("b", owner_name="IDA MOOR")).conflicts == ()
    named = role("a", owner="1", owner_name="Ida Moor"), role("b", owner="1", owner_name="I. Moor")
    assert [conflict.field for conflict in joined(*named).conflicts] == ["owner_name"]


def test_one_document_tells_a_fact_once() -> None:
    first = role("a", id="role-1", sources=(SourceReference(name="a", line=1),))
    second = role("a", id="role-2", work_mode="remote", sources=(SourceReference(name="a", line=20),))
    assert apart(first, second)


@pytest.mark.parametrize(
    "record",
    [
        role("a"),
        role("a", organization=None),
        role("a", None, None),
        role("a", title=None, organization=None, description=PARAGRAPHS[0]),
        education("a", None, None),
        post("a", title="Light", published=PartialDate(2020)),
        post("a", url="https://tarn.example/light"),
        post("a", content=PARAGRAPHS[0]),
    ],
    ids=["all", "title, dates", "two names", "text", "degree", "title, day", "address", "note"],
)
def test_one_document_that_repeats_its_words_tells_one_record(record: AnyRecord) -> None:
    places = [record.sources[0].model_copy(update={"line": line, "end_line": line}) for line in (1, 20, 30)]
    sightings = [record.model_copy(update={"sources": (place,)}) for place in places]
    repeated = joined(*sightings)
    assert [source.line for source in repeated.sources] == [1, 20, 30]
    assert [source.joined for source in repeated.sources].count(None) == 1
    assert repeated.members == (record.id,)


def test_copies_of_a_document_that_repeats_its_words_tell_one_record() -> None:
    sightings = [at_line(role(name), line) for name in "ab" for line in (1, 20)]
    assert [(source.name, source.line) for source in joined(*sightings).sources] == [
        ("a", 1),
        ("a", 20),
        ("b", 1),
        ("b", 20),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"title": None, "organization": None, "description": "Kept the light."},
        {"title": None, "organization": None},
        {"extra": {"lamp": "new"}},
        {"leftover": ("Of the new lamp",)},
    ],
    ids=["few words", "dates", "extra", "leftover"],
)
def test_what_tells_too_little_or_something_else_is_not_told_twice(values: dict[str, Any]) -> None:
    plain: dict[str, Any] = {
        name: values[name] for name in ("title", "organization", "description") if name in values
    }
    records = [
        at_line(role("a", **told_so), line).model_copy(update={"id": "role-x"})
        for line, told_so in ((1, plain), (20, values))
    ]
    result = merged(*records)
    first, second = (record.id for record in result.records)
    assert first != second
    assert "role-x" in (first, second)
    assert result.reviews == ()


def test_one_sighting_that_came_in_twice_joins() -> None:
    first, second, third = role("a"), role("b"), role("c")
    (left,), (right,) = (merge_records(pair).records for pair in ((first, second), (first, third)))
    record = joined(left, right)
    assert record.members == ("role-a", "role-b", "role-c")
    assert [source.name for source in record.sources] == ["a", "b", "c"]
    assert merge_records([first, first]).records == (first,)


def test_a_source_that_tells_two_records_keeps_their_clusters_apart() -> None:
    first = role("a"), role("b", location="Tarn")
    (both,) = merge_records(first).records
    again = role("b", id="role-x", work_mode="remote", sources=(SourceReference(name="b", line=30),))
    result = merge_records([both, again])
    assert result == merge_records([*first, again])
    assert [record.members for record in result.records if record.members] == [("role-a", "role-x")]


def test_kinds_never_join() -> None:
    assert apart(
        role("a", description=PAGE),
        education("b", institution="Tarn Harbour"),
        post("c", title="Signal Engineer"),
    )


def test_a_third_record_does_not_bring_two_together() -> None:
    result = merged(role("a", start="2019-01"), role("b", start="2019"), role("c", start="2019-06"))
    assert len(result.records) == 3
    assert [(review.left, review.right) for review in result.reviews] == [
        ("role-a", "role-b"),
        ("role-b", "role-c"),
    ]


def test_the_better_pair_joins_first() -> None:
    result = merged(
        role("a", start="2019-01", location="Tarn"),
        role("b", start="2019", location="Tarn"),
        role("c", start="2019-06"),
    )
    assert [record.members for record in result.records] == [(), ("role-a", "role-b")]
    assert [(review.left, review.right) for review in result.reviews] == [("role-a", "role-c")]


def test_an_unknown_owner_is_not_guessed() -> None:
    result = merged(role("a", owner="1"), role("b"), role("c", owner="2"))
    assert len(result.records) == 3
    assert len(result.reviews) == 2


def test_equals_join_even_where_a_third_is_undecided() -> None:
    result = merged(role("a", owner="1"), role("b"), role("c", owner="2"), role("d"))
    assert sorted(record.members for record in result.records) == [(), (), ("role-b", "role-d")]


def test_a_merged_record_can_join_what_no_member_could() -> None:
    url, identifier = "https://x.example/p", "tag:x.example,2020:1"
    record = joined(
        post("a", url=url, published=PartialDate(2020)),
        post("b", url=url, source_id=identifier, title="Light"),
        post("c", source_id=identifier),
        post("d", title="Light", published=PartialDate(2020, 5, 1), summary=PARAGRAPHS[0]),
        post("e", source_id=identifier, summary=PARAGRAPHS[0], published=PartialDate(2020, 5, 1)),
    )
    assert len(record.members) == 5


# A page joins the role whose text it repeats


def test_a_page_joins_the_role_whose_content_it_repeats() -> None:
    page = post(
        "page.txt",
        content=PAGE + "\nShare this",
        url="https://tarn.example/keeper",
        title="Keeper | Ida Moor",
        authors=(Person(name="Ida Moor"),),
        published=PartialDate(2022),
        extra={"theme": "dark", "color": "blue"},
        language="en",
        word_count=70,
        is_full=True,
    )
    record = joined(page, role("role.md", content=CONTENT, extra={"color": "red"}))
    assert (record.kind, record.id) == ("role", "role-role.md")
    assert record.members == ("post-page.txt", "role-role.md")
    assert record.content == CONTENT
    assert record.leftover == ("Share this",)
    assert record.language == "en"
    assert record.extra == {
        "color": "red",
        "authors": [{"name": "Ida Moor", "email": None, "url": None}],
        "published": "2022",
        "theme": "dark",
    }
    place, home = record.sources
    assert place.joined == "its text repeats this role's content (similarity 0.97)"
    assert (place.url, home.joined) == ("https://tarn.example/keeper", None)
    assert record.conflicts == (
        Conflict(
            field="title",
            chosen="Signal Engineer",
            others=(OtherValue(value="Keeper | Ida Moor", source=0),),
        ),
        Conflict(field="extra.color", chosen="red", others=(OtherValue(value="blue", source=0),)),
    )


def test_an_address_that_its_source_does_not_have_is_a_conflict() -> None:
    source = SourceReference(name="p", url="https://mirror.example/keeper")
    page = post("p", content=PAGE, url="https://tarn.example/keeper", sources=(source,))
    record = joined(page, role("r", content=CONTENT))
    assert [(conflict.field, conflict.chosen) for conflict in record.conflicts] == [("url", None)]
    assert record.url is None


def test_a_page_joins_by_a_long_description_too() -> None:
    assert joined(post("p", content=PAGE), role("r", description=PAGE)).kind == "role"


def test_other_line_breaks_and_small_edits_do_not_matter() -> None:
    wrapped = CONTENT.replace(" the ", " the\n")
    assert joined(post("p", content=PAGE), role("r", content=wrapped)).kind == "role"
    edited = " ".join(PARAGRAPHS).replace("decade", "dozen years").replace("gear", "wheel")
    assert joined(post("p", content=edited), role("r", content=PAGE)).kind == "role"


def test_a_page_that_repeats_half_is_listed() -> None:
    other = "\nAnd then there is a long story of quite another kind, about boats, ropes and the price of tar."
    assert reviewed(post("p", content=PAGE + other * 2), role("r", content=CONTENT)) == [("post-p", "role-r")]


MORE = "\n".join(
    f"In month {number} the tower was painted and the stairs were counted again." for number in range(20)
)
MENU = "Skip to content\nKeeper\nProjects\n"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        MENU + PAGE + "\n© 2023",
        "\n".join(PARAGRAPHS[1:]),
        " ".join(PARAGRAPHS[:3]),
        PAGE[:310],
        PAGE[:310] + "…",
        PAGE[:310] + " ...\nRead more",
        PAGE[:310] + "… Read more",
        "\n".join(reversed(PARAGRAPHS)),
    ],
    ids=["start", "menu", "end", "one line", "cut", "ellipsis", "read more", "read on", "order"],
)
def test_a_page_that_is_an_excerpt_joins(page: str) -> None:
    assert joined(post("p", content=page), role("r", content=PAGE + "\n" + MORE)).kind == "role"


@pytest.mark.parametrize(
    "page",
    [
        PARAGRAPHS[0] + "\n" + PARAGRAPHS[1],
        PAGE + "\nI do not believe a word of it, and I was there when the lamp was lit.",
        PAGE[:310] + "… and then I was told that all of this was a story, and I went home.",
        PAGE + "\nWe doubt it." * 12,
    ],
    ids=["short", "own line", "own end", "own short lines"],
)
def test_a_page_with_words_of_its_own_or_with_few_is_listed(page: str) -> None:
    assert reviewed(post("p", content=page), role("r", content=PAGE + "\n" + MORE)) == [("post-p", "role-r")]


def test_an_excerpt_of_two_roles_joins_neither() -> None:
    titles = {"r": "Keeper", "s": "Harbour Guide"}
    roles = [
        role(name, title=title, content=f"{PAGE}\n{MORE}\nLamp {name}.") for name, title in titles.items()
    ]
    assert reviewed(post("p", content=PAGE), *roles)[:2] == [("post-p", "role-r"), ("post-p", "role-s")]


def test_a_page_that_quotes_a_line_stays_apart() -> None:
    other = "\n".join(
        f"On day {number} we sailed around the cape and saw neither light nor land." for number in range(9)
    )
    assert apart(post("p", content=PARAGRAPHS[0] + "\n" + other), role("r", content=CONTENT))


def test_a_short_page_joins_the_one_role_with_exactly_its_text() -> None:
    page = post("p", content=PARAGRAPHS[0])
    assert joined(page, role("r", description=PARAGRAPHS[0])).members == ("post-p", "role-r")
    roles = role("r", content=PARAGRAPHS[0]), role("s", title="Keeper", content=PARAGRAPHS[0])
    assert reviewed(page, *roles)[:2] == [("post-p", "role-r"), ("post-p", "role-s")]


def test_a_short_page_joins_no_role_by_a_few_words_or_by_other_words() -> None:
    assert apart(post("p", content="Kept the light."), role("r", description="Kept the light."))
    assert apart(post("p", content=PARAGRAPHS[0]), role("r", description=PARAGRAPHS[1]))


def test_a_page_of_another_owner_stays_apart() -> None:
    assert apart(post("p", content=PAGE, owner="1"), role("r", content=CONTENT, owner="2"))


def test_a_page_joins_the_better_of_two_roles() -> None:
    better = role("r", content=CONTENT)
    worse = role(
        "s", title="Keeper", content=CONTENT.replace(PARAGRAPHS[3], PARAGRAPHS[3][:-30] + "I slept at last.")
    )
    result = merged(post("p", content=PAGE), better, worse)
    assert [record.members for record in result.records if record.members] == [("post-p", "role-r")]
    assert len(result.records) == 2


def test_a_page_joins_neither_of_two_equal_roles() -> None:
    roles = role("r", content=CONTENT), role("s", title="Keeper", content=CONTENT)
    assert reviewed(post("p", content=PAGE), *roles)[:2] == [("post-p", "role-r"), ("post-p", "role-s")]


def test_a_page_does_not_bring_two_roles_together() -> None:
    keeper = {"title": "Keeper", "organization": "Fell Light", "content": CONTENT + "\nMore."}
    dated, undated = role("r", content=CONTENT), role("s", start=None, end=None, **keeper)
    result = merged(post("p", content=PAGE), dated, undated)
    assert sum(record.kind == "role" for record in result.records) == 2


def test_copies_of_a_page_and_of_a_role_all_join() -> None:
    record = joined(
        post("p", content=PAGE, title="Keeper", published=PartialDate(2021)),
        post("q", content=PAGE + "\nPrint", title="Keeper", published=PartialDate(2021, 5)),
        role("r", content=CONTENT),
        role("s", description=LONG),
    )
    assert record.members == ("post-p", "post-q", "role-r", "role-s")
    assert record.leftover == ("Print",)
    assert [source.joined for source in record.sources if source.name in "pq"] == [
        "its text repeats this role's content (similarity 1.00)",
        "its text repeats this role's content (similarity 0.99)",
    ]


def test_what_a_merged_page_had_not_chosen_is_kept() -> None:
    url = "https://x.example/keeper"
    pages = [
        post("p", url=url, title="Keeper", content=PAGE, source_id="tag:x,1:keeper"),
        post("q", url=url, title="Keeper", content=PAGE, source_id="tag:x,2:keeper"),
    ]
    (page,) = merge_records(pages).records
    assert [conflict.field for conflict in page.conflicts] == ["source_id"]
    record = joined(page, role("r", content=CONTENT))
    fields = {conflict.field: conflict.others[0].value for conflict in record.conflicts}
    assert fields["extra.source_id"] == "tag:x,2:keeper"


# What a merge keeps


def test_the_best_value_of_each_field_stays() -> None:
    first = role(
        "a",
        "2019",
        "2021-06-30",
        location="Tarn",
        description="Lit the lamp.",
        technologies=("Brass", "C++"),
        highlights=("Lit the lamp",),
        employment_type="full-time",
        confidence=0.4,
        leftover=("odd",),
    )
    second = role(
        "b",
        "2019-03",
        "2021",
        title="Signal Eng",
        organization="Tarn Harbour",
        location="Tarn, Larkshire",
        description="Lit the lamp. Wound the clock.",
        technologies=("brass", "C"),
        highlights=("Wound the clock", "lit the lamp"),
        confidence=0.9,
        leftover=("odd", "odder"),
    )
    third = role("c", organization="Tarn Harbour", end=None, confidence=0.5)
    record = joined(first, second, third)
    assert (str(record.start), str(record.end)) == ("2019-03", "2021-06-30")
    assert (record.title, record.organization) == ("Signal Engineer", "Tarn Harbour")
    assert record.location == "Tarn, Larkshire"
    assert record.description == "Lit the lamp. Wound the clock."
    assert record.technologies == ("Brass", "C++", "C")
    assert record.highlights == ("Lit the lamp", "Wound the clock")
    assert (record.employment_type, record.confidence) == ("full-time", 0.9)
    assert record.leftover == ("odd", "odder")
    assert record.conflicts == ()


def test_posts_keep_the_first_publication_and_the_last_update() -> None:
    url = "https://x.example/p"
    early, late = (datetime.fromisoformat(f"2020-05-0{number}T10:00:00+00:00") for number in (1, 2))
    record = joined(
        post(
            "a",
            url=url,
            published=late,
            updated=early,
            summary="Of lamps.",
            word_count=2,
            is_full=False,
            title="A",
        ),
        post(
            "b",
            url=url,
            published=early,
            updated=late,
            content="Of lamps. " + PAGE,
            word_count=70,
            is_full=True,
            title="a",
        ),
        post("c", url=url, published=PartialDate(2020, 5), updated=PartialDate(2020), title="A"),
    )
    assert (record.published, record.updated) == (early, late)
    assert (record.word_count, record.is_full) == (70, True)
    assert [(conflict.field, conflict.others[0].value) for conflict in record.conflicts] == [
        ("published", "2020-05-02T10:00:00+00:00"),
        ("updated", "2020-05-01T10:00:00+00:00"),
    ]


def test_lists_of_posts_are_united() -> None:
    url = "https://x.example/p"
    record = joined(
        post("a", url=url, authors=(Person(name="Ida Moor"),), tags=("Light",), images=("i/A.png",)),
        post(
            "b",
            url=url,
            authors=(Person(name="ida moor"), Person(email="o@fell.example")),
            tags=("light", "sea"),
            images=("i/a.png",),
        ),
    )
    assert record.authors == (Person(name="Ida Moor"), Person(email="o@fell.example"))
    assert record.tags == ("Light", "sea")
    assert record.images == ("i/A.png", "i/a.png")


def test_an_end_settles_whether_it_goes_on() -> None:
    record = joined(role("a", current=True), role("b", current=False))
    assert record.current is False
    assert record.conflicts[0].others == (OtherValue(value=True, source=0),)


def test_conflicts_name_every_other_value_and_its_source() -> None:
    record = joined(
        role(
            "c", location="Fellby", employment_type="contract", work_mode="remote", url="https://c.example/a"
        ),
        role("b", location="Tarn", employment_type="full-time", url="https://b.example/a"),
        role("a", location="Fellby", extra={"rank": 3}),
        role("d", extra={"rank": 2}),
    )
    assert record.location == "Fellby"
    assert record.extra == {"rank": 3}
    assert record.conflicts == (
        Conflict(field="location", chosen="Fellby", others=(OtherValue(value="Tarn", source=1),)),
        Conflict(
            field="employment_type", chosen="contract", others=(OtherValue(value="full-time", source=1),)
        ),
        Conflict(
            field="url",
            chosen="https://c.example/a",
            others=(OtherValue(value="https://b.example/a", source=1),),
        ),
        Conflict(field="extra.rank", chosen=3, others=(OtherValue(value=2, source=3),)),
    )


def test_earlier_conflicts_are_carried_over() -> None:
    (pair,) = merge_records(
        [role("m", location="Tarn", url="https://m.example/a"), role("n", location="Fellby")]
    ).records
    record = joined(
        pair,
        role("a", description=LONG, highlights=("x",), technologies=("y",), content="z", location="Fellby"),
    )
    assert record.location == "Fellby"
    assert record.conflicts == (
        Conflict(field="location", chosen="Fellby", others=(OtherValue(value="Tarn", source=1),)),
    )


def test_an_earlier_conflict_on_a_date_is_carried_over_as_text() -> None:
    others = (
        OtherValue(value="2018-02", source=0),
        OtherValue(value="2019-03", source=7),
        OtherValue(value=5),
    )
    record = joined(
        role("a", conflicts=(Conflict(field="start", chosen="2019-03", others=others),)), role("b")
    )
    (conflict,) = record.conflicts
    assert conflict.others == (OtherValue(value="2018-02", source=0), OtherValue(value=5))


def test_evidence_points_to_the_merged_sources() -> None:
    first = role(
        "b", evidence={"title": (Evidence(source=0, line=3, raw="Signal Engineer"),)}, location="Tarn"
    )
    second = role(
        "a",
        title="Signal Eng",
        evidence={
            "title": (Evidence(source=0, line=8, raw="Signal Eng"), Evidence(source=4, line=1, raw="?"))
        },
    )
    record = joined(first, second)
    assert [(one.source, one.line) for one in record.evidence["title"]] == [(0, 8), (1, 3), (4, 1)]
    assert record.sources[1].joined is None


def test_a_value_is_ascribed_to_the_source_of_its_evidence() -> None:
    (pair,) = merge_records([role("b", location="Tarn"), role("c", url="https://c.example/a")]).records
    pair = pair.model_copy(update={"evidence": {"location": (Evidence(source=0, line=1, raw="Tarn"),)}})
    record = joined(
        pair,
        role("a", location="Fellby", description=LONG, highlights=("x",), content="z", work_mode="remote"),
    )
    assert record.conflicts[0] == Conflict(
        field="location", chosen="Fellby", others=(OtherValue(value="Tarn", source=1),)
    )


def test_records_without_sources_or_ids_merge() -> None:
    record = joined(
        role("a", sources=(), id="", location="Tarn"), role("b", sources=(), id="", location="Fellby")
    )
    assert (record.id, record.members, record.sources) == ("", (), ())
    assert record.conflicts[0].others[0].source is None


def test_the_same_place_is_one_source() -> None:
    (pair,) = merge_records([role("a"), role("b")]).records
    record = joined(pair, role("a", location="Tarn"))
    assert [source.name for source in record.sources] == ["a", "b"]


def test_records_that_join_nothing_stay_as_they_are() -> None:
    alone = role("a", title="Harbour   Master")
    assert merged(alone).records == (alone,)
    assert merge_records([]) == Merged((), ())


# Ids


@pytest.mark.parametrize(
    "records",
    [
        [role(name, None, None, id="", description=f"Kept lamp {name}") for name in "abc"],
        [post(name, id="", title="Light", summary=PARAGRAPHS[0], tags=(name,)) for name in "abc"],
    ],
    ids=["undated roles", "posts without an address"],
)
def test_records_that_are_listed_for_review_have_ids_of_their_own(records: list[AnyRecord]) -> None:
    result = careerdoc.merge(records)
    ids = sorted(record.id for record in result.records)
    assert len(set(ids)) == 3
    pairs = [(review.left, review.right) for review in result.reviews]
    assert sorted(pairs) == list(combinations(ids, 2))


def test_an_id_is_made_of_names_and_dates_where_both_are_known() -> None:
    told_otherwise = [
        role("a", id="", description="Kept a lamp."),
        role("b", id="", description="Kept a clock."),
    ]
    first, second = (careerdoc.merge([one]).records[0].id for one in told_otherwise)
    assert first == second


def test_a_document_with_two_texts_under_one_head_gives_two_ids() -> None:
    entries = (
        f"  - title: Keeper\n    company: Tarn Harbour\n    start: 2019\n    summary: {text}\n"
        for text in "xyx"
    )
    result = careerdoc.parse_bytes(f"---\nexperience:\n{''.join(entries)}---\n".encode(), name="a.md")
    assert len({record.id for record in result.sightings}) == 2
    assert sorted(record.id for record in result.roles) == sorted({record.id for record in result.sightings})


def test_two_entries_on_one_line_are_two_records_beside_a_copy_of_one() -> None:
    head = "title: Keeper, company: Tarn, start: 2019, summary"
    texts = {
        "a.md": f"---\nexperience: [{{{head}: Of lamps}}, {{{head}: Of clocks}}]\n---\n",
        "b.md": "---\ntitle: Keeper\ncompany: Tarn\nstart: 2019\nsummary: Of clocks\n---\n",
    }
    result = careerdoc.parse_sources(sources.from_text(text, name) for name, text in texts.items())
    assert sorted((record.description, len(record.sources)) for record in result.roles) == [
        ("Of clocks", 2),
        ("Of lamps", 1),
    ]


# Order, cost


def test_the_timeline_runs_from_now_to_then() -> None:
    in_order: list[AnyRecord] = [
        role("1", "2022", None, current=True),
        role("2", "2020", None, current=True),
        role("3", "2016", "2021"),
        role("4", "2015", "2021"),
        role("5", "2020-05", None),
        role("6", None, None),
        role("7", None, None),
        education("8", "2010", "2014"),
        post("a", published=datetime.fromisoformat("2020-01-02T00:30:00+02:00")),
        post("b", published=datetime.fromisoformat("2020-01-01T20:30:00+00:00")),
        post("c", published=PartialDate(2019)),
        post("d"),
    ]
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert [record.id for record in timeline_order(shuffled)] == [record.id for record in in_order]


def test_blocks_that_are_too_large_are_compared_in_a_window() -> None:
    records = [
        role(f"{copy}{number}", f"{1000 + 2 * number}-05", None, location=place)
        for number in range(300)
        for copy, place in (("a", None), ("b", "Tarn"))
    ]
    result = merge_records(records)
    assert len(result.records) == 300
    assert result.reviews == ()


def sentence(number: int) -> str:
    """Another one for each number, of the same length."""
    return " ".join(f"word{(number * 7 + place) * 7919 % 5000:04}" for place in range(12)) + "."


SHAPES: dict[str, Callable[[int], list[AnyRecord]]] = {
    "copies": lambda size: [role(f"{one}") for one in range(size)],
    "sightings told again and again": lambda size: [at_line(role("a"), one) for one in range(size)],
    "dates told again and again": lambda size: [
        at_line(nameless("a", location=None, description=None), one).model_copy(update={"id": "role-x"})
        for one in range(size)
    ],
    "copies that two sources tell": lambda size: [at_line(role("ab"[one % 2]), one) for one in range(size)],
    "nothing in common": lambda size: [
        role(f"{one}", title=f"Keeper {one}", organization=f"Tarn {one}") for one in range(size)
    ],
    "titles of one organization": lambda size: [
        role(f"{one}", title=f"Keeper of {sentence(one)}") for one in range(size)
    ],
    "one role in other words": lambda size: [
        role(f"{one}", sources=(), description=sentence(one)) for one in range(size)
    ],
    "lookalikes": lambda size: [
        role("x", "2019", None),
        *(role(f"{one}", f"2019-03-{1 + one % 28:02}", None, location=f"T{one}") for one in range(size)),
    ],
    "one text under many titles": lambda size: [
        post(f"{one}", title=sentence(one), content=PAGE) for one in range(size)
    ],
    "one address on many days": lambda size: [
        post(f"{one}", url="x.example/p", title="Light", published=PartialDate(1600 + one))
        for one in range(size)
    ],
    "pages that repeat one role": lambda size: [
        role("r", content=CONTENT),
        *(post(f"{one}", content=f"{PAGE}\nNote {one}") for one in range(size)),
    ],
    "pages that repeat many roles": lambda size: [
        record
        for one in range(size // 2)
        for record in (
            role(f"r{one}", title=f"Keeper {one}", content=CONTENT),
            post(f"p{one}", content=f"{PAGE}\nNote {one}"),
        )
    ],
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_cost_grows_in_step_with_the_records(shape: Callable[[int], list[AnyRecord]]) -> None:
    assert calls_to_merge(shape(400)) < 3 * calls_to_merge(shape(200))


def test_a_long_page_that_is_wrapped_otherwise_repeats_its_role() -> None:
    sentences = [sentence(number) for number in range(600)]
    wrapped = [" ".join(sentences[place : place + 3]) for place in range(0, 600, 3)]
    record = joined(role("r", content="\n".join(sentences)), post("p", content="\n".join(wrapped)))
    assert record.leftover == ()


@untraced()
def calls_to_merge(records: Sequence[AnyRecord]) -> int:
    """How many functions are called: a measure of cost that is the same on every machine."""
    calls = 0
    for cache in bounded_caches():
        cache.cache_clear()

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    earlier = sys.getprofile()
    sys.setprofile(count)
    try:
        merge_records(records)
    finally:
        sys.setprofile(earlier)
    return calls


# Properties

SOURCES = st.sampled_from("abcde")
DATES = st.sampled_from([None, "2019", "2019-03", "2019-03-04", "2019-05", "2020"])
TEXTS = st.sampled_from([None, LONG, PAGE, CONTENT, "Short."])
OWNERS = st.sampled_from([None, None, None, "1", "2"])
ROLES = st.builds(
    lambda source, start, end, **values: role(source, start, end, **values),
    SOURCES,
    DATES,
    DATES,
    id=st.sampled_from(["role-1", "role-2", "role-3", "role-4"]),
    title=st.sampled_from(["Signal Engineer", "Signal Eng", None]),
    organization=st.sampled_from(["Tarn Harbour", "Tarn Harbour Ltd", None]),
    location=st.sampled_from([None, "Tarn", "Tarn, Larkshire", "Fellby"]),
    current=st.sampled_from([None, True, False]),
    description=TEXTS,
    content=TEXTS,
    owner=OWNERS,
    technologies=st.lists(st.sampled_from(["Brass", "brass", "C", "C++"]), max_size=2).map(tuple),
    extra=st.dictionaries(st.sampled_from("xy"), st.integers(0, 1), max_size=1),
    leftover=st.lists(st.sampled_from("uv"), max_size=1).map(tuple),
)
POSTS = st.builds(
    lambda source, **values: post(source, **values),
    SOURCES,
    id=st.sampled_from(["post-1", "post-2", "post-3"]),
    title=st.sampled_from([None, "Light", "light!", "Light 2"]),
    url=st.sampled_from([None, "https://x.example/p", "https://x.example/q"]),
    published=st.sampled_from([None, PartialDate(2020), PartialDate(2020, 1, 6), PartialDate(2021)]),
    content=TEXTS,
    owner=OWNERS,
)
RECORDS = st.lists(st.one_of(ROLES, POSTS), min_size=1, max_size=7)


@given(RECORDS, st.randoms(use_true_random=False))
def test_order_never_matters(records: list[AnyRecord], chance: random.Random) -> None:
    assert merge_records(chance.sample(records, len(records))) == merge_records(records)


@given(RECORDS)
def test_merging_again_changes_nothing(records: list[AnyRecord]) -> None:
    once = merge_records(records).records
    assert merge_records(once).records == once


@given(RECORDS, st.lists(st.integers(0, 2), min_size=7, max_size=7))
def test_batches_merged_one_after_the_other_give_the_same(records: list[AnyRecord], batch: list[int]) -> None:
    placed = [at_line(record, line) for line, record in enumerate(records)]
    batches = [[one for one, number in zip(placed, batch, strict=False) if number == at] for at in range(3)]
    first = merge_records([*merge_records(batches[0]).records, *merge_records(batches[1]).records])
    assert merge_records([*first.records, *merge_records(batches[2]).records]) == merge_records(placed)


@given(RECORDS)
def test_no_source_tells_a_merged_record_twice_and_owners_agree(records: list[AnyRecord]) -> None:
    placed = [at_line(record, line) for line, record in enumerate(records)]
    told_by = {record.id: record for record in placed}
    for record in merge_records(placed).records:
        members = [told_by[member] for member in record.members]
        wordings = {(one.sources[0].name, wording_key(one)) for one in members}
        assert len(wordings) == len({name for name, _ in wordings})
        assert {member.owner for member in members} <= {record.owner, None}


@given(RECORDS)
def test_every_record_has_an_id_of_its_own(records: list[AnyRecord]) -> None:
    placed = [
        record.model_copy(update={"sources": at_line(record, line).sources})
        for line, record in enumerate(records)
    ]
    result = merge_records(placed)
    assert len({record.id for record in result.records}) == len(result.records)
    assert all(review.left != review.right for review in result.reviews)
    assert merge_records(result.records).records == result.records


@given(st.lists(ROLES, min_size=2, max_size=5, unique_by=lambda record: record.sources[0].name))
def test_every_value_of_a_member_is_chosen_or_in_a_conflict(roles: Sequence[Role]) -> None:
    named = [one.model_copy(update={"id": f"role-{one.sources[0].name}"}) for one in roles]
    known = {one.id: one for one in named}
    for record in merge_records(named).records:
        assert isinstance(record, Role)
        for member in record.members or (record.id,):
            assert_kept(known[member], record)


def assert_kept(member: Role, record: Role) -> None:
    for name in ("title", "organization", "location", "start", "end", "current", "description", "content"):
        value = getattr(member, name)
        others = [one.value for found in record.conflicts if found.field == name for one in found.others]
        plain = value if isinstance(value, bool) else str(value)
        assert value is None or plain in others or covers(name, getattr(record, name), value), name
    for name, value in member.extra.items():
        others = [
            one.value for found in record.conflicts if found.field == f"extra.{name}" for one in found.others
        ]
        assert record.extra[name] == value or value in others
    assert set(map(fold, member.technologies)) <= set(map(fold, record.technologies))
    assert set(member.leftover) <= set(record.leftover)
    assert {source.name for source in member.sources} <= {source.name for source in record.sources}


def covers(name: str, chosen: Any, value: Any) -> bool:
    if isinstance(value, PartialDate):
        return bool(chosen.is_compatible_with(value)) and chosen.precision >= value.precision
    if name == "location":
        return set(locations.key(value).split()) <= set(locations.key(chosen).split())
    keys = {"title": titles.key, "organization": organizations.key}
    if name in keys:
        return bool(keys[name](value) == keys[name](chosen))
    return bool(value == chosen) or (isinstance(value, str) and fold(value) in fold(chosen))
