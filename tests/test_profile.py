"""Profiles and articles: what tells one from the other, and what stray lines do to them."""

from __future__ import annotations

import textwrap

import pytest

from careerdoc import Education, IssueCode, Options, ParseResult, PartialDate, Role, parse_bytes
from careerdoc.model.document import Repair
from careerdoc.text.repair import undo
from tests.fixture_cases import FIXTURES

SAMPLES = {path.name[:3]: path.read_text(encoding="utf-8") for path in (FIXTURES / "samples").glob("*.txt")}
PROFILE, ARTICLE, PAGE = SAMPLES["004"], SAMPLES["002"], SAMPLES["000"]
ROLES_PART, EDUCATION_PART = PROFILE.split("Education\n")


def read(text: str, name: str = "input.txt") -> ParseResult:
    return parse_bytes(text.encode("utf-8"), name=name)


def dates(record: Role | Education) -> str:
    return f"{record.start}/{'now' if record.current else record.end}"


ROLE_DATES = ["2019/now", "2018/2019", "2016/2018", "2014/2015", "None/None"]
STUDY_DATES = ["2015/2018", "2010/2014", "2006/2010"]


@pytest.mark.parametrize(
    "before",
    [
        "Jane Doe\n",
        "Jane Doe\n\n",
        "Jane Doe\nSoftware Engineer\nNew York\n",
        "Jane Doe\nBuilds things that stay up.\nNew York\n\n",
        "EXPERIENCE\n-----\n",
        "Experience\n",
        "# Experience\n",
    ],
)
def test_what_stands_above_a_profile_does_not_shift_its_records(before: str) -> None:
    result = read(before + PROFILE)
    assert [dates(role) for role in result.roles] == ROLE_DATES
    assert [dates(study) for study in result.education] == STUDY_DATES
    assert {(role.title, role.organization) for role in result.roles} == {(None, None)}
    descriptions = [role.description for role in read(PROFILE).roles]
    assert [role.description for role in result.roles] == descriptions


@pytest.mark.parametrize(
    "after", ["https://jane.example/\n", "Show all 3 educations\n", "\x1a", "\n\n-----\n"]
)
def test_what_stands_below_a_profile_is_no_record(after: str) -> None:
    result = read(PROFILE.rstrip("\n") + "\n" + after)
    assert [dates(role) for role in result.roles] == ROLE_DATES
    assert [dates(study) for study in result.education] == STUDY_DATES
    told = "".join(issue.raw or "" for issue in result.issues)
    assert after.strip("\x1a\n-") in told


def test_a_part_of_a_profile_gives_its_part_of_the_records() -> None:
    lines = PROFILE.split("\n")
    for cut in (5, 11, 18, 22):
        result = read("\n".join(lines[cut:]))
        assert [dates(study) for study in result.education] == STUDY_DATES, cut
        given = [dates(role) for role in result.roles]
        assert given in (ROLE_DATES[-len(given) :], ROLE_DATES[-len(given) - 1 : -1]), cut


def test_roles_below_the_education_are_roles() -> None:
    result = read("Education\n" + EDUCATION_PART.rstrip("\n") + "\n" + ROLES_PART)
    assert [dates(role) for role in result.roles] == ROLE_DATES
    assert [dates(study) for study in result.education] == STUDY_DATES


def test_schools_with_degrees_are_education_without_a_heading() -> None:
    result = read(EDUCATION_PART)
    assert [(study.institution, study.degree) for study in result.education] == [
        ("Columbia University", "Master’s Degree"),
        ("Yale University", "Bachelor's Degree"),
        ("Newport High School", "High School"),
    ]
    assert result.roles == ()


@pytest.mark.parametrize("text", [ARTICLE, PAGE], ids=["article", "page"])
@pytest.mark.parametrize(
    "before",
    [
        "March 3, 2021\n",
        "By Jane Doe\nMarch 3, 2021\n",
        "2023\n",
        "2019 - 2020\n",
        "Education\n",
        "Work\n",
        "Career\n\n",
        "Learning\n",
    ],
)
def test_an_article_stays_one_whatever_line_stands_above_it(before: str, text: str) -> None:
    result = read(before + text)
    assert (len(result.posts), len(result.records)) == (1, 1)
    assert "".join(text.split())[-300:-30] in "".join((result.posts[0].content or "").split()) or "Â" in text


def test_a_date_in_the_middle_of_an_article_is_a_part_of_it() -> None:
    lines = ARTICLE.split("\n")
    for line in ("2021", "Jan 2021", "March 3, 2021", "Experience"):
        result = read("\n".join([*lines[:5], line, *lines[5:]]))
        assert (len(result.posts), len(result.records)) == (1, 1), line
        assert line in (result.posts[0].content or "")


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("text", [ARTICLE, PAGE], ids=["article", "page"])
def test_an_article_in_short_lines_is_one_post(text: str, width: int) -> None:
    folded = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n"))
    result = read(folded)
    assert (len(result.posts), len(result.records)) == (1, 1)
    assert "Â" not in (result.posts[0].content or "")


def test_an_employer_may_end_in_the_dot_of_its_legal_form() -> None:
    result = read(
        "Initech Inc.\nSoftware Engineer\n2016 - 2019\nAustin, TX\nDid a thing.\n\n"
        "Acme Ltd.\nAnalyst\n2014 - 2016\nAustin, TX\nDid another.\n"
    )
    assert [(role.title, role.organization) for role in result.roles] == [
        ("Software Engineer", "Initech Inc."),
        ("Analyst", "Acme Ltd."),
    ]


def test_title_employer_and_place_on_one_line() -> None:
    result = read(
        "Berufserfahrung\n01/2019 – heute\nSoftwareentwickler, Siemens AG, München\nEntwicklung\n"
        "06/2015 – 12/2018\nProjektleiter, BMW Group, München\n"
    )
    assert [(role.title, role.organization, role.location) for role in result.roles] == [
        ("Softwareentwickler", "Siemens AG", "München"),
        ("Projektleiter", "BMW Group", "München"),
    ]
    assert result.roles[0].start == PartialDate(2019, 1)


def test_a_title_with_a_comma_is_not_cut() -> None:
    (role,) = read("Experience\n2019 - 2020\nCharge Nurse, Paediatric Emergency\nLarkmead Hospital\n").roles
    assert (role.title, role.organization) == ("Charge Nurse, Paediatric Emergency", "Larkmead Hospital")


def test_a_section_without_roles_says_so() -> None:
    (issue,) = read("Projects\n2019 - 2020\nA thing\nWork\nAnother\n").issues
    assert issue.message.endswith("a profile without roles or education that can be read")


@pytest.mark.parametrize(
    ("school", "institution"), [("NTNU", "NTNU"), ("Oslo", None), ("attended in winter", None)]
)
def test_a_name_right_above_a_degree_is_the_school(school: str, institution: str | None) -> None:
    (study,) = read(f"Education\n2012 - 2017\n{school}\nMSc in Computer Science\n2012 - 2017\n").education
    assert (study.institution, study.degree, study.field_of_study) == (institution, "MSc", "Computer Science")
    assert school in (study.institution, study.location, study.description)


CLEAN = (
    "2019 {} Now\nOslo, Norway\nKeeps the ledger.\n2014 {} 2019\nBergen, Norway\nAudited fish.\n"
    "Education\n2008 {} 2012\nUniversity of Iowa\nBachelor's Degree\n2008 {} 2012\n"
)


def facts(result: ParseResult) -> list[dict[str, object]]:
    hidden = {"id", "sources", "evidence", "members"}
    return [record.model_dump(exclude=hidden, exclude_defaults=True) for record in result.sightings]


@pytest.mark.parametrize(
    "dash",
    ["â€”", "Â–", "\x96", "Ã¢â‚¬â€\x9d", "\ufffd", "\ufffd\ufffd\ufffd", "&mdash;", "&#8211;"],
)
def test_damaged_dashes_between_dates_are_read(dash: str) -> None:
    damaged, clean = CLEAN.replace("{}", dash), CLEAN.replace("{}", "–")
    assert facts(read(damaged)) == facts(read(clean))
    assert len(read(clean).records) == 3


def test_what_is_left_of_blanks_at_the_ends_of_lines_hides_no_record() -> None:
    clean = CLEAN.replace("{}", "–")
    damaged = clean.replace("\n", "Â\n")
    result = parse_bytes(damaged.encode(), name="input.txt", options=Options(provenance="full"))
    assert facts(result) == facts(read(clean))
    (evidence,) = result.roles[1].evidence["location"]
    assert (evidence.raw, evidence.line) == ("Bergen, NorwayÂ", 5)
    (repair,) = evidence.repairs
    assert (
        undo(result.roles[1].location or "", [Repair(**repair.model_dump(exclude={"line"}))]) == evidence.raw
    )
    told = [issue.line for issue in result.issues if issue.code is IssueCode.REPAIRED_TEXT]
    assert sorted(set(told), key=lambda line: line or 0) == list(range(1, 12))


def test_without_repair_damaged_dates_are_none() -> None:
    damaged = CLEAN.replace("{}", "â€”").encode()
    result = parse_bytes(damaged, name="input.txt", options=Options(repair="off"))
    assert not [record for record in result.roles if record.start or record.end]


PROSE = (
    "The port wanted one map of its pumps, and nobody had drawn one since the flood.\n"
    "So I walked the quays for a year with a notebook, and then I drew it twice.\n"
    "When I left, the pumps had names, and people greeted them in the morning.\n"
)


@pytest.mark.parametrize(
    "above",
    [
        "Home\nExperience\nEducation\nBlog\nHow the pumps got their names\nMay 5, 2017\n",
        "Home\nAbout\nWork\nBlog\nContact\nHow the pumps got their names\n",
        "About\nEducation\nContact\n",
        "How the pumps got their names\nWork\n",
    ],
)
def test_the_words_of_a_menu_head_no_section(above: str) -> None:
    result = read(above + PROSE + "Education\n" + PROSE)
    assert [record.kind for record in result.records] == ["post"]
    assert PROSE.strip() in (result.posts[0].content or "")


def test_a_record_below_a_menu_is_read() -> None:
    menu = "Home\nAbout\nWork\nBlog\nContact\n"
    result = read(f"{menu}Pump Engineer\nPort of Varnhem AS\nFebruary 2018 - September 2021\n{PROSE}")
    (role,) = result.records
    assert isinstance(role, Role)
    assert (role.title, role.organization, dates(role)) == (
        "Pump Engineer",
        "Port of Varnhem AS",
        "2018-02/2021-09",
    )
    assert "Home\nAbout" in "".join(issue.raw or "" for issue in result.issues)


def test_what_one_reader_cannot_read_the_next_one_reads() -> None:
    article = "Projects\n2019 - 2020\nPumps and their names\n"
    assert [record.kind for record in read(article + PROSE).records] == ["post"]
    (issue,) = read(article).issues
    assert issue.message.endswith("a profile without roles or education that can be read")


def test_empty_sections_do_not_hide_the_next() -> None:
    (study,) = read("Skills\nExperience\nEducation\n2010 - 2014\nYale University\nBA, History\n").records
    assert isinstance(study, Education)


@pytest.mark.parametrize("below", ["Walked a lot and read more.", "grade: good"])
def test_dates_without_school_or_degree_are_no_education(below: str) -> None:
    result = read(f"Education\n2010 - 2014\nYale University\nBA, History\n2006 - 2008\n{below}\n")
    assert [study.institution for study in result.education] == ["Yale University"]
    assert below in "".join(issue.raw or "" for issue in result.issues)


def titled(line: str, place: str = "Oslo, Norway\n") -> Role:
    text = f"2020 — Now\nSoftware Engineer\n{line}\n{place}Builds ticket machines for ferries.\n"
    (role,) = read(text).roles
    assert role.title == "Software Engineer"
    return role


@pytest.mark.parametrize(
    ("line", "employment_type", "work_mode"),
    [
        ("Full-time", "full-time", None),
        ("Vollzeit", "full-time", None),
        ("Internship", "internship", None),
        ("Contract", "contract", None),
        ("Freelance", "freelance", None),
        ("Hybrid", None, "hybrid"),
        ("Remote", None, "remote"),
        ("4 yrs 2 mos", None, None),
    ],
)
def test_a_fact_below_a_title_is_no_employer(
    line: str, employment_type: str | None, work_mode: str | None
) -> None:
    role = titled(line)
    assert (role.employment_type, role.work_mode) == (employment_type, work_mode)
    assert (role.organization, role.location) == (None, "Oslo, Norway")
    assert line not in (role.description or "")


@pytest.mark.parametrize("line", ["Led a team of five", "Python, Go, SQL", "Kubernetes", "Promoted twice"])
def test_a_bare_line_below_a_title_is_an_employer_only_where_something_says_so(line: str) -> None:
    role = titled(line, place="")
    assert role.organization is None
    assert line in (role.description or "")
    assert titled("Fjord Bank", place="").organization == "Fjord Bank"


def test_an_employer_without_a_word_for_it_shows_by_its_siblings() -> None:
    record = "{} — {}\n{}\n{}\nBuilds ticket machines for the ferries.\n"
    text = record.format(2020, "Now", "Engineer", "Globex") + record.format(2015, 2020, "Nurse", "Initech")
    assert [role.organization for role in read(text).roles] == ["Globex", "Initech"]
    (role,) = read(record.format(2020, "Now", "Engineer", "Globex")).roles
    assert role.organization is None


@pytest.mark.parametrize(
    "line",
    [
        "As lead developer I built it",
        "Director level reporting",
        "Teacher training and exams",
        "I was a senior engineer",
        "Trained the new manager",
    ],
)
def test_a_piece_of_a_sentence_is_no_title(line: str) -> None:
    (role,) = read(f"2020 — Now\n{line}\nOslo, Norway\nBuilds ticket machines.\n").roles
    assert role.title is None
    assert line in (role.description or "")


@pytest.mark.parametrize(
    "line",
    [
        "Registered Nurse",
        "Engineer II",
        "VP Engineering",
        "Head of Data",
        "Ingénieur logiciel senior",
        "Responsable de la maintenance",
        "Consultant to three ministries",
        "Менеджер проектов",
    ],
)
def test_the_job_is_what_a_title_is_about(line: str) -> None:
    (role,) = read(f"2020 — Now\n{line}\nOslo, Norway\nBuilds ticket machines.\n").roles
    assert (role.title, role.location) == (line, "Oslo, Norway")


def test_a_type_of_employment_in_brackets_is_no_part_of_the_title() -> None:
    (role,) = read("Board Member (volunteer)\nOpen Wells\n2019 - 2020\nDug wells.\n").roles
    assert (role.title, role.employment_type, role.organization) == (
        "Board Member",
        "volunteer",
        "Open Wells",
    )


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("London\nGraduate trader on the metals desk.\n", 4),
        ("Offices in:\nLondon\nParis\n", 3),
        ("Offices in\nLondon\nwhere we kept the fish in order\n", 3),
        ("Berlin\nMünchen\nHamburg\nand all that lies between them\n", 3),
        ("Remote\nwhere we kept the fish in order\n", 3),
        ("Germany\n", 3),
    ],
)
def test_a_bare_place_opens_a_role_only_alone_above_a_text(lines: str, count: int) -> None:
    result = read(
        "2019 — Now\nOslo, Norway\nKeeps the ledger.\n2016 — 2019\nBergen\nKept the fish in order.\n"
        f"{lines}2010 — 2014\nRome, Italy\nCooked.\n"
    )
    assert len(result.roles) == count
    if count == 3:
        assert lines.split() == (result.roles[1].description or "").split()[-len(lines.split()) :]


@pytest.mark.parametrize("above", ["Education\n", ""])
def test_dates_below_a_study_close_it(above: str) -> None:
    studied = "2008 — 2012\nCurtin University\nBachelor's Degree\n2008 — 2012\n"
    result = read(f"{above}{studied}Perth Modern School\nHigh School\n")
    assert [(study.institution, dates(study)) for study in result.education] == [
        ("Curtin University", "2008/2012"),
        ("Perth Modern School", "None/None"),
    ]


def test_equal_dates_of_two_roles_stay_two_roles() -> None:
    seattle = "2019 — Now\nSeattle, Washington\n{}\n"
    result = read(seattle.format("Leads the storage team.") + seattle.format("Advises a food bank."))
    assert [dates(role) for role in result.roles] == ["2019/now", "2019/now"]


def test_dates_with_nothing_below_are_no_record() -> None:
    result = read("2019 — Now\nOslo, Norway\nLooks after the ledger.\n2012 — 20\n")
    assert [dates(role) for role in result.roles] == ["2019/now"]
    assert "2012 — 20" in [issue.raw for issue in result.issues]


@pytest.mark.parametrize(
    ("head", "author", "published", "notes"),
    [
        ("By Jo Doe · May 5, 2017 · 5 min read", "Jo Doe", "2017-05-05", ("5 min read",)),
        ("By Jo Doe | 5 May 2017", "Jo Doe", "2017-05-05", ()),
        ("By Jo Doe, May 5, 2017", "Jo Doe", "2017-05-05", ()),
        ("5 May 2017 by Jo Doe", "Jo Doe", "2017-05-05", ()),
        ("*By Jo Doe*\nPublished: 2017-05-05", "Jo Doe", "2017-05-05", ()),
        ("Published on 05.05.2017 by Jo Doe\nUpdated: 2018-01-02", "Jo Doe", "2017-05-05", ()),
        ("2017", None, "2017", ()),
    ],
)
def test_who_and_when_below_a_title(
    head: str, author: str | None, published: str, notes: tuple[str, ...]
) -> None:
    (post,) = read(f"How the pumps got their names\n{head}\n{PROSE}").posts
    assert post.title == "How the pumps got their names"
    assert ([person.name for person in post.authors], str(post.published)) == (
        [author] * bool(author),
        published,
    )
    assert (post.content, post.leftover) == (PROSE.strip(), notes)


def test_years_above_the_parts_of_a_text_are_no_day_of_publication() -> None:
    (post,) = read(f"A short history of the pumps\n1911\n{PROSE}1934\n{PROSE}").posts
    assert (post.title, post.published) == ("A short history of the pumps", None)
    assert (post.content or "").startswith("1911\n")


def test_a_line_of_dates_is_no_title() -> None:
    (record,) = read(f"Sep 2010 – Apr 2016\n{PROSE}").records
    assert record.kind != "post" or record.title is None


@pytest.mark.parametrize(
    "text",
    [
        f"Diary\nMay 3, 2020\nOslo, Norway\n{PROSE}May 4, 2020\nOslo, Norway\n{PROSE}",
        "Talks\nMay 3, 2020\nPumps and people\nMay 4, 2021\nA pump engineer looks back\n",
    ],
    ids=["diary", "talks"],
)
def test_full_days_are_no_roles(text: str) -> None:
    assert read(text).roles == ()


@pytest.mark.parametrize("mark", ["## {}", "**{}**", "• {}", "- **{}**", "### {} ###"])
def test_marks_around_dates_do_not_matter(mark: str) -> None:
    first, second = mark.format("2019 – 2022"), mark.format("2014 – 2019")
    marked = read(f"{first}\nOslo, Norway\nKept the ledger.\n{second}\nBergen\nAudited fish.\n")
    assert facts(marked) == facts(
        read("2019 – 2022\nOslo, Norway\nKept the ledger.\n2014 – 2019\nBergen\nAudited fish.\n")
    )
    assert len(marked.roles) == 2


def test_volunteering_ends_the_education() -> None:
    result = read(
        "Education\n2013 — 2017\nUniversity of Auckland\nBA\nVolunteering\n2015 — 2018\nWalks for dogs.\n"
    )
    (study,), (role,) = result.education, result.roles
    assert (study.institution, dates(study)) == ("University of Auckland", "2013/2017")
    assert (role.employment_type, dates(role), role.description) == (
        "volunteer",
        "2015/2018",
        "Walks for dogs.",
    )


def test_a_bullet_over_two_lines_is_one_highlight() -> None:
    (role,) = read("2018 — Now\nOslo\n- Built a thing\n  that spans lines\n- Sold it\nProse.\n").roles
    assert role.highlights == ("Built a thing that spans lines", "Sold it")
    assert role.description == "Prose."


def test_dates_printed_twice_in_a_row_are_one_record() -> None:
    (role,) = read("Acme GmbH\nEngineer\n2018 - 2020\n2018 - 2020\nBuilt pumps.\n").roles
    assert (role.title, role.organization, role.description) == ("Engineer", "Acme GmbH", "Built pumps.")
