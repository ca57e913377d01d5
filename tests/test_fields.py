"""What is known of each field, value by value."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from hypothesis import given, strategies as st

from careerdoc.fields import (
    aliases,
    degrees,
    employment,
    kinds,
    locations,
    moments,
    organizations,
    people,
    sections,
    teasers,
    technologies,
    titles,
    urls,
)
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "moment", "codes"),
    [
        ("2023-02-23T16:00:00Z", "2023-02-23T16:00:00+00:00", []),
        ("Fri, 22 May 2015 22:49:01 +0200", "2015-05-22T22:49:01+02:00", []),
        ("2019-09-02 14:19:14 +0100", "2019-09-02T14:19:14+01:00", []),
        ("2020-01-01T10:00", "2020-01-01T10:00:00+00:00", ["zone-assumed"]),
        ("2020-01-01", "2020-01-01", []),
        ("2020", "2020", []),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None, ["bad-date"]),
        ("2020-13-45T99:00:00Z", "2020", ["bad-date"]),
        ("2015-03-02T25:00:00Z", "2015-03-02", ["bad-date"]),
        ("9999-12-31T24:00:00Z", None, ["bad-date"]),
        ("2015-03-02T24:00:00Z", "2015-03-03T00:00:00+00:00", []),
        ("2015-03-02T10:00:00+01:00:30", "2015-03-02", ["bad-date"]),
        ("Mon, 02 Mar 2015", "2015-03-02", []),
        ("Monday, March 2, 2015", "2015-03-02", []),
        ("Mon, 02 Mar 2015 10:00 CET", "2015-03-02T10:00:00+01:00", []),
        ("2015-03-02T10:00:00 CEST", "2015-03-02T10:00:00+02:00", []),
        ("Mon, 02 Mar 2015 10:00:00 IST", "2015-03-02T10:00:00+00:00", ["zone-assumed"]),
        ("Mon, 02 Mar 2015 10:00:00 +0100 (CET)", "2015-03-02T10:00:00+01:00", []),
        ("March 2, 2015 11:00 PM", "2015-03-02T23:00:00+00:00", ["zone-assumed"]),
        ("10/18/2016 3:05:07 PM", "2016-10-18T15:05:07+00:00", ["zone-assumed"]),
        ("Ke, 30 Lok 2013 11:34:37 +0000", "2013-10-30T11:34:37+00:00", []),
        ("Mo, 25 Jun 2018 11:41:36 CEST", "2018-06-25T11:41:36+02:00", []),
        ("Пн, 3 мар 2014 10:00:00 MSK", "2014-03-03T10:00:00+03:00", []),
        ("pt, 5 wrz 14 10:00 +0200", "2014-09-05T10:00:00+02:00", []),
        ("5 de mayo de 2012 08:00 +0000", "2012-05-05T08:00:00+00:00", []),
        ("31 Lok 99 24:00 UTC", "1999-11-01T00:00:00+00:00", []),
        ("30 Foo 2013 11:34:37 +0000", None, ["bad-date"]),
        ("2015/3/2 9:05", "2015-03-02T09:05:00+00:00", ["zone-assumed"]),
        ("soon", None, ["bad-date"]),
        ("x" * 100, None, ["bad-date"]),
    ],
)
def test_moments(text: str, moment: str | None, codes: list[str]) -> None:
    parsed = moments.parse(text)
    value = parsed.value
    written = None if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    assert (written, [issue.code for issue in parsed.issues][:1]) == (moment, codes)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Bengaluru, India", "IN"),
        ("Vienna, VA", "US"),
        ("Vienna", "AT"),
        ("Greater New York City Area", "US"),
        ("San Francisco Bay Area", "US"),
        ("Washington, D.C.", "US"),
        ("London", None),
        ("Greater London", "GB"),
        ("Cambridge, MA", "US"),
        ("Cambridge, England", "GB"),
        ("Paris, in", None),
        ("Remote", None),
        ("Middle of Nowhere", None),
        ("Lisboa (remote)", "PT"),
        ("Berlin, DE", "DE"),
        ("Wilmington, DE", "US"),
        ("Toronto, CA", "CA"),
        ("Palo Alto, CA", "US"),
        ("Chennai, IN", "IN"),
        ("Recife, PE", "BR"),
        ("Halifax, NS", "CA"),
        ("San Juan, PR", "PR"),
        ("Columbus, Ohio", "US"),
        ("Ohio", "US"),
        ("Georgia", None),
        ("Tbilisi, Georgia", "GE"),
        ("Savannah, Georgia", "US"),
        ("Libreville, GA", "GA"),
        ("Casablanca, MA", "MA"),
        ("Sydney, New South Wales", "AU"),
        ("San Jose", None),
        ("San Jose, Costa Rica", "CR"),
        ("Valencia", None),
        ("Melbourne, United States", "US"),
        ("Kreuzberg, Berlin", "DE"),
        ("Houston, Texas, United States", "US"),
        ("Muscat, Oman", "OM"),
        ("Leeds, U.K.", "GB"),
        ("Boston, USA", "US"),
        ("Paris, TX 75460", "US"),
        ("Vienna, AT", "AT"),
        ("Nowhere Known, CA", None),
        ("Granada, CO", None),
    ],
)
def test_countries(text: str, country: str | None) -> None:
    assert locations.country(text) == country


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("New York", True),
        ("Vienna, VA", True),
        ("Portland, Oregon, United States", True),
        ("Greater Elmsund Area", True),
        ("Remote", True),
        ("Facebook Live: product", False),
        ("Macro hedge fund trading rates, FX, and equities", False),
        ("Somewhere Unheard Of", False),
        ("Télétravail", True),
        ("Washington, D.C.", True),
        ("Engineering, IT", False),
        ("Columbus, Ohio", True),
        ("Ohio", False),
        ("Oslo.", False),
        ("x" * 200, False),
    ],
)
def test_places(text: str, is_place: bool) -> None:
    assert (locations.recognize(text) >= 0.8) == is_place


def test_two_names_of_a_town_are_one() -> None:
    assert locations.key("Bangalore, India") == locations.key("Bengaluru, India")


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("B.S. Computer Science", ("B.S.", "Computer Science")),
        ("BSc in Physics", ("BSc", "Physics")),
        ("Master of Science, Physics", ("Master of Science", "Physics")),
        ("Master’s Degree", ("Master’s Degree", None)),
        ("BSc (Hons) Children's Nursing", ("BSc (Hons)", "Children's Nursing")),
        ("SSC (X)", ("SSC (X)", None)),
        ("High School", ("High School", None)),
        ("Something else", ("Something else", None)),
        ("PhD -", ("PhD", None)),
        ("Bachelor of Science (B.S.), Physics", ("Bachelor of Science (B.S.)", "Physics")),
        ("Bachelor of Arts - BA, Economics", ("Bachelor of Arts - BA", "Economics")),
        ("Bachelor of Arts - Economics", ("Bachelor of Arts", "Economics")),
        ("MA History", ("MA", "History")),
        ("Master of Science Computer Science", ("Master of Science", "Computer Science")),
        ("Bachelor of Business Science", ("Bachelor of Business Science", None)),
        ("Bachelor of Music, Cello", ("Bachelor of Music", "Cello")),
        ("Bachelor of Engineering (Hons) in Physics", ("Bachelor of Engineering (Hons)", "Physics")),
        ("Ph.D. Candidate", ("Ph.D. Candidate", None)),
        ("Magister Artium", ("Magister Artium", None)),
        ("As president I led", ("As president I led", None)),
    ],
)
def test_degrees_and_fields_of_study(text: str, split: tuple[str, str | None]) -> None:
    assert degrees.split(text) == split


def test_spellings_of_a_degree_are_one() -> None:
    assert degrees.key("B.Sc.") == degrees.key("Bachelor of Science") != degrees.key("MSc")
    assert degrees.recognize("Bachelor's Degree") == 1.0
    assert degrees.recognize("Newport High School") == 0.0
    assert degrees.recognize("As president I led") == degrees.recognize("Dr. Jane Doe") == 0.0
    assert degrees.recognize("M.A.") == degrees.recognize("MS") == degrees.recognize("Dr. rer. nat.") == 1.0


@pytest.mark.parametrize(
    ("given", "base", "address"),
    [
        ("https://a.example/x?utm_source=y", None, "https://a.example/x?utm_source=y"),
        ("/x", "https://a.example/b/", "https://a.example/x"),
        ("x", None, "x"),
        ("x", "not a base", "x"),
        ("#", None, None),
        ("", None, None),
        ("java\nscript:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("http://[broken", "https://a.example/", None),
    ],
)
def test_addresses(given: str, base: str | None, address: str | None) -> None:
    parsed = urls.parse(given, base)
    assert parsed.value == address
    assert [issue.code for issue in parsed.issues] == ([] if address else ["bad-url"])


def test_comparing_addresses_ignores_what_does_not_matter() -> None:
    plain = urls.key("https://a.example/b?id=2")
    assert urls.key("http://www.A.example/b/?utm_medium=x&id=2&fbclid=1#top") == plain
    assert urls.key("https://a.example/b?id=3") != plain
    assert urls.key("https://a.example/b?id=2&draft=") != plain
    assert urls.key("https://a.example/b/index.html?id=2") == plain
    assert urls.key("https://a.example/b/myindex.html?id=2") != plain
    assert urls.key(" http://[Broken ") == "http://[broken"
    assert urls.recognize("https://a.example") == 1.0
    assert (
        urls.recognize("http://[broken") == urls.recognize("a.example") == urls.recognize("http://a b") == 0.0
    )


@pytest.mark.parametrize(
    ("text", "name", "email", "url"),
    [
        ("Jo Doe", "Jo Doe", None, None),
        ("jo@ex.example (Jo Doe)", "Jo Doe", "jo@ex.example", None),
        ("Jo <jo@ex.example> https://jo.example/", "Jo", "jo@ex.example", "https://jo.example/"),
        ("mailto:jo@ex.example", None, "jo@ex.example", None),
    ],
)
def test_people(text: str, name: str | None, email: str | None, url: str | None) -> None:
    person = people.parse(text)
    assert person is not None
    assert (person.name, person.email, person.url) == (name, email, url)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Jo Doe", "Jo Doe"),
        ("von  Ada van der Berg", "Ada van der Berg"),
        ("By Jo Doe and Al Poe", "Jo Doe and Al Poe"),
        ("By Train", None),
        ("By the time we left", None),
        ("By Jo Doe. It was late.", None),
        ("Jo Doe", None),
    ],
)
def test_bylines(text: str, name: str | None) -> None:
    assert people.byline(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jo Doe and Al Poe", ("Jo Doe", "Al Poe")),
        ("Jo Doe & Al van Poe und Bo Roe", ("Jo Doe", "Al van Poe", "Bo Roe")),
        ("Simon and Garfunkel", ("Simon and Garfunkel",)),
        ("Jo Doe", ("Jo Doe",)),
        ("", ("",)),
    ],
)
def test_names_that_an_and_joins(text: str, names: tuple[str, ...]) -> None:
    assert people.parted(text) == names


def test_nobody() -> None:
    assert people.parse("  ,  ") is None
    assert people.parse("a" * 2_000) is None
    assert people.bare_name("Jo Doe " * 200) == ""


@pytest.mark.parametrize("call", [people.parted, people.byline, people.bare_name])
@pytest.mark.parametrize("piece", [" ", "\t", "and ", "\u0301\u0323"])
def test_cost_of_names_grows_in_step_with_the_line(call: Callable[[str], object], piece: str) -> None:
    assert growth(call, lambda count: f"By Jo Doe{piece * count}x", 2_000) < 8


def test_lists_of_technologies() -> None:
    assert technologies.listed("Keywords: Go, SQL (all kinds, really), C++.") == (
        "Go",
        "SQL (all kinds, really)",
        "C++",
    )
    assert technologies.listed("Worked on: resilience, logging") is None
    assert technologies.listed("Keywords") is None
    assert technologies.split("Go (fast, SQL, C") == ("Go (fast", "SQL", "C")
    assert technologies.split("A) b, c (d, e)") == ("A) b", "c (d, e)")
    assert technologies.split("read / write, I/O") == ("read", "write", "I/O")
    assert technologies.key("C++") != technologies.key("C#")


def test_employment_and_modes_of_work() -> None:
    assert employment.parse("Full Time") == "full-time"
    assert employment.parse("Lay  preacher") == "Lay preacher"
    assert employment.key("Vollzeit") == employment.key("full-time")
    assert employment.work_mode("Remoto") == "remote"
    assert employment.work_mode("Oslo") is None
    assert employment.recognize("Praktikum") == 1.0


def test_titles_and_organizations() -> None:
    assert titles.key("Sr. SW Eng.") == "senior software engineer"
    assert titles.recognize("Charge Nurse, Paediatric Emergency") > 0.8
    assert titles.recognize("Forschungsingenieur") == 0.9
    assert titles.recognize("I was a nurse.") == 0.0
    assert organizations.key("The Marlow Company, Inc.") == organizations.key("Marlow")
    assert organizations.recognize("Grand Hotel Varnhem") == 0.8
    assert 0.3 <= organizations.recognize("Grand Quellheim Varnhem") <= 0.5
    assert (
        organizations.key("The Loaf & Son Ltd.")
        == organizations.key("Loaf and Son")
        != organizations.key("Loaf")
    )
    assert organizations.recognize("Marlow Analytics") == 0.8
    assert organizations.recognize("This is a sentence.") == 0.0
    assert organizations.recognize_institution("Escola Secundária da Ribeira Alta") == 0.9
    assert organizations.recognize_institution("Technische Hochschule Quellheim") == 0.9
    assert organizations.recognize_institution("Which school?") == 0.0
    assert organizations.recognize_institution("Grand Hotel") == 0.1


def test_headings() -> None:
    assert sections.section_of("## Work Experience ##") == "experience"
    assert sections.section_of("AUSBILDUNG:") == "education"
    assert sections.section_of("Skills") == "skills"
    assert sections.section_of("Facebook Live: product") is None
    assert sections.section_of("Education " * 20) is None


@pytest.mark.parametrize(
    ("keys", "judgement"),
    [
        (["title", "company", "startDate"], kinds.Judgement("role", 0.9)),
        (["school", "degree"], kinds.Judgement("education", 0.9)),
        (["title", "date", "tags"], kinds.Judgement("post", 0.8)),
        (["title", "company", "date", "salary"], kinds.Refusal("a job advert")),
        (["title", "date", "venue"], kinds.Refusal("a paper")),
        (["title", "menu"], kinds.Refusal("a page with other metadata")),
    ],
)
def test_kinds_of_keys(keys: list[str], judgement: kinds.Judgement | kinds.Refusal) -> None:
    judged = kinds.judge(keys)
    if isinstance(judgement, kinds.Judgement):
        assert isinstance(judged, kinds.Judgement)
        judged = kinds.Judgement(judged.kind, judged.confidence)
    assert judged == judgement


def test_a_page_is_no_post() -> None:
    assert kinds.judge(["title", "date"], pages=["page"]) == kinds.Refusal("a plain page")


def test_start_and_end_count_before_a_range_before_a_date() -> None:
    assert aliases.fields_of("role", ["start-date", "range", "date"]) == {"start-date": "start"}
    assert aliases.fields_of("role", ["Date", "period"]) == {"period": "dates"}
    assert aliases.fields_of("role", ["Date"]) == {"Date": "date"}
    assert aliases.fields_of("role", ["role", "title", "company"]) == {
        "role": "title",
        "company": "organization",
    }


@pytest.mark.parametrize(
    ("text", "sends_on", "summary_sends_on"),
    [
        ("The kiln was cold. Read more »", True, True),
        ("It rained […]", True, True),
        ("It rained. (more…)", True, True),
        ("We read more books. Continue reading The kiln →", True, True),
        ("Trocken.\n\nWeiterlesen", True, True),
        ("寒い。続きを読む", True, True),
        ("And so on…", False, True),
        ("So it goes ...", False, True),
        ("I like to read more.", False, False),
        ("Read more about kilns in the book by Anna.", False, False),
        ("She told me to read on", False, False),
        ("", False, False),
    ],
)
def test_teasers(text: str, sends_on: bool, summary_sends_on: bool) -> None:
    assert teasers.is_teaser(text, is_whole=True) is sends_on
    assert teasers.is_teaser(text, is_whole=False) is summary_sends_on


MAIL_TIMES = st.builds(
    "{}{} {} {} {:02}:05:09 {}".format,
    st.sampled_from(["", "Mon, ", "Sun, "]),
    st.integers(1, 31),
    st.sampled_from(["Jan", "Feb", "Dec"]),
    st.sampled_from(["0099", "1969", "2024", "9999"]),
    st.integers(0, 25),
    st.sampled_from(["GMT", "+0100", "-0000", "-1234", "+9999", "-2400"]),
)


@given(MAIL_TIMES)
def test_what_mail_writes_is_read_like_any_other_spelling(usual: str) -> None:
    assert moments.parse(usual).value == moments.parse(usual.replace(" ", "  ")).value


@given(
    st.lists(
        st.sampled_from(
            ["/", "a", "b.c", "..", ".", "?", "#", "x=1", ";", "%20", "//", "http://", "h.ex", "ü", "["]
        ),
        min_size=1,
        max_size=7,
    ).map("".join),
    st.sampled_from(["https://k.ex/a/b", "http://k.ex", "https://k.ex?x", "https://u@k.ex/"]),
)
def test_addresses_are_joined_as_the_standard_library_does(given_address: str, base: str) -> None:
    parsed = urls.parse(given_address, base).value
    if parsed is not None:
        assert parsed == urljoin(base, given_address)
