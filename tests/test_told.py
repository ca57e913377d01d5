"""What the value of a key gives: prose and bullets, names and their links, dates, addresses, people."""

from __future__ import annotations

import pytest

from careerdoc import IssueCode
from careerdoc.fields import titles
from careerdoc.fields.dates import spans
from careerdoc.model.records import Education, Post, Role
from tests.keyed_reading import only, read, told

HEAD = "role: Cook\ncompany: Ash Inn\n"


def role_of(block: str) -> Role:
    role = only(f"{HEAD}{block}")
    assert isinstance(role, Role)
    return role


def post_of(block: str) -> Post:
    post = only(f"title: Looms\n{block}", "posts/looms.yml")
    assert isinstance(post, Post)
    return post


@pytest.mark.parametrize(
    ("block", "description", "highlights"),
    [
        ("details: We cooked.", "We cooked.", ()),
        ("details: |\n  We cooked.\n  - soups\n  - stews", "We cooked.", ("soups", "stews")),
        (
            "details: |\n  - soups\n    and more\n  - stews\n\n  And baked.",
            "And baked.",
            ("soups and more", "stews"),
        ),
        ("details: |\n  1. soups\n  2) stews\n  • pies\n  -", None, ("soups", "stews", "pies")),
        (
            "details: '<p>We cooked.</p><ul><li>soups</li><li>stews</li></ul>'",
            "We cooked.",
            ("soups", "stews"),
        ),
        ("details: 'Soups &amp; **stews**, `pies`, a_b_c'", "Soups & stews, pies, a_b_c", ()),
        ("details: 2 * 3 < 7 & more", "2 * 3 < 7 & more", ()),
        ("details: '**Soups**<br>stews'", "Soups\nstews", ()),
        ("details: [soups, '', null, '*stews*']", None, ("soups", "stews")),
        ("highlights: [soups, '**stews**']", None, ("soups", "stews")),
        ("highlights: |\n  - soups\n  - stews", None, ("soups", "stews")),
        ("highlights: |\n  soups\n  stews", None, ("soups", "stews")),
        ("highlights: soups", None, ("soups",)),
        ("highlights: ['<b>soups</b> & more', 'stews &amp; pies']", None, ("soups & more", "stews & pies")),
        ("highlights: ['- soups']", None, ("- soups",)),
    ],
)
def test_prose_and_bullets(block: str, description: str | None, highlights: tuple[str, ...]) -> None:
    role = role_of(block)
    assert (role.description, role.highlights, role.extra, role.leftover) == (description, highlights, {}, ())


@pytest.mark.parametrize(
    ("block", "highlights"),
    [
        ("details: [soups, {a: 1}]", ("soups",)),
        ("highlights: [soups, {a: 1}, [deep]]", ("soups",)),
        ("highlights: [soups, [stews]]", ("soups",)),
    ],
)
def test_what_stands_between_bullets_is_kept(block: str, highlights: tuple[str, ...]) -> None:
    role = role_of(block)
    name = block.partition(":")[0]
    assert role.highlights == highlights
    assert name in role.extra


@pytest.mark.parametrize(
    ("block", "description"),
    [
        ("details: See [it](https://a.example)", "See [it](https://a.example)"),
        ("details: '![soup](soup.png) **hot**'", "![soup](soup.png) hot"),
        ("details: <b>Hot</b> &amp; *cold* `soup`", "Hot & cold soup"),
        ("details: 5 * 3 snake_case", "5 * 3 snake_case"),
    ],
)
def test_marks_in_prose_are_read_and_links_stay(block: str, description: str) -> None:
    role = role_of(block)
    assert (role.description, role.extra) == (description, {})


def test_what_markup_hides_is_told() -> None:
    result = read(f"{HEAD}details: 'Soups <!-- burnt --> and stews'")
    assert told(result) == [(IssueCode.LEFTOVER, 3, "<!-- burnt -->")]


def test_links_beside_a_key_of_their_name_are_told() -> None:
    text = "---\ntitle: Looms\ndate: 2020\nlinks: {a: x}\n---\nSee [it](https://a.example).\n"
    result = read(text, "a.md")
    assert result.posts[0].extra == {"links": {"a": "x"}}
    assert told(result) == [(IssueCode.LEFTOVER, 6, "https://a.example")]


@pytest.mark.parametrize(
    ("block", "technologies"),
    [
        ("tech: [Go, Rust]", ("Go", "Rust")),
        ("tech: Go, Rust (fast, safe), C", ("Go", "Rust (fast, safe)", "C")),
        ("tech: |\n  - Go\n  - Rust", ("Go", "Rust")),
        ("tech: |\n  Go\n  Rust", ("Go", "Rust")),
        ("tech: [{name: Go}, {name: Rust}]", ("Go", "Rust")),
        ("tech: ['**Go**', 'R&amp;D']", ("Go", "R&D")),
        ("tech: [Go, go, '']", ("Go",)),
        ("skills: Go", ("Go",)),
    ],
)
def test_technologies(block: str, technologies: tuple[str, ...]) -> None:
    role = role_of(block)
    assert (role.technologies, role.extra) == (technologies, {})


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ("tags: [wool, dye]", ("wool", "dye")),
        ("tags: wool, dye", ("wool", "dye")),
        ("tags: ['#wool', '##dye']", ("wool", "dye")),
        ("tags: [wool]\ncategories: [dye, Wool]\ncategory: yarn", ("wool", "dye", "yarn")),
        ("keywords: wool", ("wool",)),
    ],
)
def test_tags_and_categories_are_tags_together(block: str, tags: tuple[str, ...]) -> None:
    post = post_of(f"date: 2020-01-02\n{block}")
    assert (post.tags, post.extra) == (tags, {})


@pytest.mark.parametrize(
    ("block", "authors", "extra"),
    [
        ("author: Jo Doe", [("Jo Doe", None, None)], {}),
        ("author: Jo Doe, Al Poe", [("Jo Doe", None, None), ("Al Poe", None, None)], {}),
        ("authors: [Jo Doe, '**Al Poe**']", [("Jo Doe", None, None), ("Al Poe", None, None)], {}),
        (
            "author: {name: Jo Doe, email: jo@ex.example, url: 'https://jo.example'}",
            [("Jo Doe", "jo@ex.example", "https://jo.example")],
            {"author": {"name": "Jo Doe", "email": "jo@ex.example", "url": "https://jo.example"}},
        ),
        ("authors: [{name: Jo Doe}, Al Poe]", [("Jo Doe", None, None), ("Al Poe", None, None)], {}),
        ("authors: [{age: 3}]", [], {"authors": [{"age": 3}]}),
        ("authors: [[Jo]]", [], {"authors": [["Jo"]]}),
    ],
)
def test_authors(
    block: str, authors: list[tuple[str, str | None, str | None]], extra: dict[str, object]
) -> None:
    post = post_of(f"date: 2020-01-02\n{block}")
    assert [(one.name, one.email, one.url) for one in post.authors] == authors
    assert post.extra == extra


@pytest.mark.parametrize(
    ("block", "url", "extra", "leftover"),
    [
        ("url: https://a.example", "https://a.example", {}, ()),
        ("url: '#'", None, {}, ("url: '#'",)),
        ("url: '#'\nlink: https://a.example", "https://a.example", {"url": "#"}, ()),
        ("link: '#top'\nwebsite: https://a.example", "https://a.example", {"link": "#top"}, ()),
    ],
)
def test_a_hash_sign_is_no_address(
    block: str, url: str | None, extra: dict[str, object], leftover: tuple[str, ...]
) -> None:
    role = role_of(block)
    assert (role.url, role.extra, role.leftover) == (url, extra, leftover)


@pytest.mark.parametrize(
    ("block", "url", "extra"),
    [
        ("url: https://a.example/x", "https://a.example/x", {}),
        ("slug: looms", None, {"slug": "looms"}),
        ("permalink: /looms/\nlink: https://a.example", "https://a.example", {"permalink": "/looms/"}),
    ],
)
def test_the_address_of_a_post_is_a_whole_one(block: str, url: str | None, extra: dict[str, object]) -> None:
    post = post_of(f"date: 2020-01-02\n{block}")
    assert (post.url, post.extra) == (url, extra)


@pytest.mark.parametrize(
    ("block", "times", "extra"),
    [
        ("date: 3\nstart: 2019", ("2019", None, None), {"date": 3}),
        ("date: 3\nyear: 2019", ("2019", None, None), {"date": 3}),
        ("start: true\nfrom: 2019", ("2019", None, None), {"start": True}),
        ("start: 12\nend: 2020", (None, "2020", False), {"start": 12}),
        ("duration: 4 months\ndate: 2019", ("2019", None, None), {"duration": "4 months"}),
        ("duration: 4 months", (None, None, None), {"duration": "4 months"}),
        ("end: 2020\ndate: 2019", ("2019", "2020", False), {}),
        ("end: 2020\nyear: 7", (None, "2020", False), {"year": 7}),
        ("end: 2020\nrange: 2019 - 2020", ("2019", "2020", False), {}),
        ("start: 2019\nrange: about then", ("2019", None, None), {"range": "about then"}),
        ("dates: [Jan_2019, Feb_2020]", ("2019-01", "2020-02", False), {}),
        ("time: Nov_2004_–_Mar_2014", ("2004-11", "2014-03", False), {}),
        ("time: May - August 2017 | October 2018 - January 2019", ("2017-05", "2019-01", False), {}),
        ("time: Summer 2017 & 2018", ("2017", "2018", False), {}),
        ("time: 2015 - 2016, 2018 - present", ("2015", None, True), {}),
    ],
)
def test_dates_beside_each_other(
    block: str, times: tuple[str | None, str | None, bool | None], extra: dict[str, object]
) -> None:
    role = role_of(block)
    start, end = (None if date is None else str(date) for date in (role.start, role.end))
    assert ((start, end, role.current), role.extra, role.leftover) == (times, extra, ())


@pytest.mark.parametrize(
    ("written", "work_mode", "told_of"),
    [
        ("June 2025 - Present • Remote", "remote", []),
        ("2025 (part of the year)", None, ["part of the year"]),
        ("2015 - 2016 | Ash House | Remote, 2018", "remote", ["Ash House"]),
        ("2015 - 2016 (3 months)", None, []),
    ],
)
def test_words_beside_dates_are_told(written: str, work_mode: str | None, told_of: list[str]) -> None:
    result = read(f"{HEAD}time: {written}")
    assert result.roles[0].start is not None
    assert result.roles[0].work_mode == work_mode
    assert told(result) == [(IssueCode.LEFTOVER, 3, raw) for raw in told_of]


def test_a_mode_of_work_beside_the_dates_of_a_study_is_told() -> None:
    result = read("degree: BSc\nschool: Elder College\ntime: 2015 - 2016 • Remote")
    assert told(result) == [(IssueCode.LEFTOVER, 3, "Remote")]


@pytest.mark.parametrize(
    ("text", "span", "others"),
    [
        ("2019 | 2020", ("2019", "2020", False), ()),
        ("2019 and 2021", ("2019", "2021", False), ()),
        ("2020, 2019", ("2019", "2020", False), ()),
        ("2019 - 2020 (4 months)", ("2019", "2020", False), ()),
        ("2019 - 2020 • Oslo", ("2019", "2020", False), ("Oslo",)),
        ("2015 - now + 2013", ("2013", None, True), ()),
    ],
)
def test_spans(text: str, span: tuple[str | None, str | None, bool | None], others: tuple[str, ...]) -> None:
    found = spans.spanned(text)
    assert found is not None
    stated = found.stated
    start, end = (None if date is None else str(date) for date in (stated.start, stated.end))
    assert ((start, end, stated.current), found.others) == (span, others)


@pytest.mark.parametrize("text", ["", "Oslo", "4 months", "x" * 5_000, "2019 | " * 2_000])
def test_what_holds_no_dates_has_no_span(text: str) -> None:
    assert spans.spanned(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Cook at Ash Inn", ("Cook", "Ash Inn")),
        ("Cook @ Ash Inn", ("Cook", "Ash Inn")),
        ("Cook @Ash", ("Cook", "Ash")),
        ("Koch bei der Mühle AG", ("Koch", "Mühle AG")),
        ("Head Cook, at 3 Oaks", ("Head Cook", "3 Oaks")),
        ("Cook at large", None),
        ("Looking at Art", None),
        ("Cook at home", None),
        ("Cook", None),
        ("Cook at ", None),
        ("Cook at " + "A" * 5_000, None),
    ],
)
def test_titles_with_employers(text: str, parts: tuple[str, str] | None) -> None:
    assert titles.with_employer(text) == parts


def test_an_employer_in_a_title_counts_where_no_key_names_one() -> None:
    role = only("title: Cook at Ash Inn\nstart: 2019", "experience/a.yml")
    assert isinstance(role, Role)
    assert (role.title, role.organization) == ("Cook", "Ash Inn")
    role = only("title: Cook at Ash Inn\ncompany: Ash Group\nstart: 2019")
    assert isinstance(role, Role)
    assert (role.title, role.organization) == ("Cook at Ash Inn", "Ash Group")


@pytest.mark.parametrize(
    ("block", "url", "extra"),
    [
        ("company: '[Ash](https://a.example)'", "https://a.example", {}),
        ("company: {name: Ash, url: 'https://a.example'}", "https://a.example", {"company": ...}),
        ("company: {name: Ash, url: a.example}", None, {"company": ...}),
        ("company: {name: Ash}", None, {}),
        ("company: '[Ash](https://a.example) and [Bog](https://b.example)'", None, {"company": ...}),
    ],
)
def test_the_address_in_a_name(block: str, url: str | None, extra: dict[str, object]) -> None:
    role = only(f"role: Cook\nstart: 2019\n{block}")
    assert isinstance(role, Role)
    assert (role.url, list(role.extra)) == (url, list(extra))


@pytest.mark.parametrize(
    ("block", "place", "extra"),
    [
        ("company: Ash\nlocation: {city: Oslo, country: Norway}", "Oslo, Norway", {}),
        ("company: Ash\nlocation: [{city: Oslo}]", "Oslo", {}),
        ("company: {name: Ash, location: Oslo}", "Oslo", {"company": {"name": "Ash", "location": "Oslo"}}),
        ("company: {name: Ash, location: Oslo}\nlocation: Bergen", "Bergen", {"company": ...}),
        ("company: {name: Ash, contactInfo: {address: {city: Oslo}}}", "Oslo", {"company": ...}),
        ("company: {name: Ash, address: {city: Oslo, planet: Earth}}", "Oslo", {"company": ...}),
        (
            "company: Ash\nlocation: {city: Oslo, floor: 3}",
            "Oslo",
            {"location": {"city": "Oslo", "floor": 3}},
        ),
        ("company: Ash\nlocation: {city: Oslo}\ncity: Bergen", "Bergen", {"location": {"city": "Oslo"}}),
        ("company: Ash\nlocation: {}", None, {"location": {}}),
    ],
)
def test_places_in_mappings(block: str, place: str | None, extra: dict[str, object]) -> None:
    role = only(f"role: Cook\nstart: 2019\n{block}")
    assert isinstance(role, Role)
    assert (role.location, role.extra) == (place, {name: role.extra[name] for name in extra})


def test_the_year_of_a_degree_is_its_end() -> None:
    education = only("degree: BSc\nschool: Elder College\nyear: 2001\ngpa: 3.7")
    assert isinstance(education, Education)
    assert (education.start, str(education.end), education.grade) == (None, "2001", "3.7")


def test_a_post_keeps_lists_under_prose_as_prose() -> None:
    post = post_of("date: 2020-01-02\ndescription: [one, '**two**']")
    assert post.summary == "one\ntwo"


@pytest.mark.parametrize(
    ("written", "read_as"), [("[[Ash Inn]]", "Ash Inn"), ("[[inns/ash|Ash Inn]]", "Ash Inn")]
)
def test_the_link_of_a_wiki_is_the_name_that_it_shows(written: str, read_as: str) -> None:
    (role,) = read(f"company: '{written}'\nrole: Cook\nstart: 2020\ntech: ['#bread', C#]").roles
    assert (role.organization, role.technologies) == (read_as, ("bread", "C#"))


@pytest.mark.parametrize(
    ("note", "grade", "extra"), [("1,7", "1,7", {}), ("in the evenings", None, {"note": "in the evenings"})]
)
def test_a_note_is_a_mark_where_it_looks_like_one(
    note: str, grade: str | None, extra: dict[str, str]
) -> None:
    (education,) = read(f"abschluss: BSc\nhochschule: Elder College\njahr: 2019\nnote: '{note}'").education
    left = {name: value for name, value in education.extra.items() if name != "degree_level"}
    assert (education.grade, left) == (grade, extra)


def test_the_summary_of_json_resume_is_that_of_the_work() -> None:
    work = (
        "{name: Ash Inn, position: Cook, startDate: 2020, description: An inn, summary: Bakes., tags: [rye]}"
    )
    (role,) = read(f"work: [{work}]", "resume.yml").roles
    assert (role.organization, role.description, role.extra) == (
        "Ash Inn",
        "Bakes.",
        {"description": "An inn"},
    )


def test_a_place_that_reads_like_an_employer_is_one() -> None:
    entries = (
        "- {type: work, title: Cook, place: Ash Inn, date: 2019}\n- {type: life, title: Moved, date: 2018}\n"
    )
    entries += "- {type: work, title: Baker, place: Oslo, date: 2017}"
    result = read(f"timeline:\n{entries}")
    assert [(role.title, role.organization, role.location) for role in result.roles] == [
        ("Cook", "Ash Inn", None),
        ("Baker", None, "Oslo"),
    ]
    assert not result.posts
