"""Dates and ranges of dates: whole texts, parts of lines, printed durations."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from benchmarks.dates import exact, open_ranges, read, written_ranges
from careerdoc import parse_date_range
from careerdoc.fields import dates
from careerdoc.fields.dates import DateRange, found_in
from careerdoc.model.partial_date import PartialDate
from careerdoc.text.tables import table
from tests.growth import growth, seconds

LEAST_EXACT_OPEN = 1.0
LEAST_EXACT_BUILDING = 1.0
LEAST_EXACT_APART = 0.99


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2016, 2019, 2099])
def test_plain_dates_say_what_the_same_numbers_say_elsewhere(year: int) -> None:
    """With a weekday or a dot the grammar reads them; alone they have a way of their own."""
    assert parse_date_range(f"{year}") == parse_date_range(f"({year})")
    for month in range(1, 13):
        assert parse_date_range(f"{year}-{month:02}") == parse_date_range(f"({year}-{month:02})")
        for day in range(1, 32):
            text = f"{year}-{month:02}-{day:02}"
            plain, bracketed = parse_date_range(text), parse_date_range(f"({text})")
            assert (plain.start, plain.single) == (bracketed.start, bracketed.single)
            assert [issue.code for issue in plain.issues] == [issue.code for issue in bracketed.issues]


def test_a_long_text_is_no_date() -> None:
    assert parse_date_range(" " * 100 + "2019").is_empty


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("2019 — Now", "2019", None, True),
        ("2018 - 2019", "2018", "2019", False),
        ("Jan 2020 – Present (4 years 3 months)", "2020-01", None, True),
        ("July 2011–Present", "2011-07", None, True),
        ("15 Jan 2019 – 3 March 2020", "2019-01-15", "2020-03-03", False),
        ("May - August 2022", "2022-05", "2022-08", False),
        ("2018-19", "2018", "2019", False),
        ("from 2014 to 2016", "2014", "2016", False),
        ("10/2018 - 03/2020", "2018-10", "2020-03", False),
        ("2023.07 - 2024.01", "2023-07", "2024-01", False),
        ("since March 2021", "2021-03", None, True),
        ("seit 2019", "2019", None, True),
        ("2019–", "2019", None, True),
        ("depuis mai 2018", "2018-05", None, True),
        ("(September 2024 - June 2028)", "2024-09", "2028-06", False),
        ("fev/2015 a jun/2018", "2015-02", "2018-06", False),
        ("2015年7月 - 2018年5月", "2015-07", "2018-05", False),
        ("Sept '20 - Dec '20", "2020-09", "2020-12", False),
        ("Nov. 2016 ~ Apr. 2019", "2016-11", "2019-04", False),
        ("2010 - 2012 · 2 yrs", "2010", "2012", False),
        ("2019-06-01 - 2019-06-30", "2019-06-01", "2019-06-30", False),
        ("2019-01-01T00:00:00Z - Present", "2019-01-01", None, True),
        ("2019-01-01 00:00 - 2020-05-05 00:00", "2019-01-01", "2020-05-05", False),
        ("2019-01-01/2020-05-03", "2019-01-01", "2020-05-03", False),
    ],
)
def test_ranges_of_dates(text: str, start: str, end: str | None, current: bool) -> None:
    stated = parse_date_range(text)
    assert (str(stated.start), stated.end and str(stated.end), stated.current) == (start, end, current)
    assert not stated.single
    assert stated.issues == ()
    assert dates.recognize(text) == 1.0


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", "2019"),
        ("Summer 2017", "2017"),
        ("March 2015", "2015-03"),
        ("3rd of May, 2015", "2015-05-03"),
        ("12.03.2015", "2015-03-12"),
        ("25/12/2015", "2015-12-25"),
        ("12/25/2015", "2015-12-25"),
        ("05/05/2015", "2015-05-05"),
        ("2016-04-20T00:00:00", "2016-04-20"),
        ("2016 April", "2016-04"),
        ("Oct '68", "2068-10"),
        ("Oct '69", "1969-10"),
    ],
)
def test_single_dates(text: str, date: str) -> None:
    assert str(dates.parse(text).value) == date
    stated = parse_date_range(text)
    assert stated.single
    assert str(stated.start) == date
    assert stated.current is None


@pytest.mark.parametrize(
    ("text", "date", "code"),
    [
        ("2016-02-30", "2016-02", "bad-date"),
        ("2019-13-01", "2019", "bad-date"),
        ("2020-00-00", "2020", "zero-date-part"),
        ("2020-10-00", "2020-10", "zero-date-part"),
        ("03/04/2015", "2015", "bad-date"),
    ],
)
def test_the_possible_part_of_a_date_stays(text: str, date: str, code: str) -> None:
    parsed = dates.parse(text)
    assert str(parsed.value) == date
    assert [issue.code for issue in parsed.issues] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001:2015 lead auditor",
        "4-20mA",
        "+49 30 1234567",
        "version 2.10",
        "tomorrow",
        "1815",
        "2019 of June 2",
        "Nov - Mar 2020",
        "Now - 2019",
        "2019-01-01 10:00 and some words",
        "2019-01-01T25:99",
        "Jan 2019-40",
        "",
        "2019 " * 20,
    ],
)
def test_what_is_no_date(text: str) -> None:
    stated = parse_date_range(text)
    assert stated.start is stated.end is None
    assert [issue.code for issue in stated.issues] == ["bad-date"]
    assert dates.parse(text).value is None
    assert dates.recognize(text) == 0.0


def test_labelled_ranges_are_read() -> None:
    building, apart = written_ranges()
    assert exact(open_ranges(), read).value >= LEAST_EXACT_OPEN
    assert exact(building, read).value >= LEAST_EXACT_BUILDING
    assert exact(apart, read).value >= LEAST_EXACT_APART


@pytest.mark.parametrize("language", sorted({row.language for row in written_ranges()[0]}))
def test_written_ranges_of_a_language(language: str) -> None:
    rows = [row for row in written_ranges()[0] if row.language == language]
    assert [(row.text, read(row.text)) for row in rows] == [(row.text, row.stated) for row in rows]


@pytest.mark.parametrize("language", sorted({row.language for row in written_ranges()[0]}))
def test_ranges_are_found_inside_a_line(language: str) -> None:
    for row in written_ranges()[0]:
        if row.language == language and row.stated != "none":
            line = f"Keeper of the Seals, Loaf & Son   {row.text}"
            (found,) = found_in(line)
            assert read(line[found.start_offset : found.end_offset]) == row.stated, row.text


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("Head of Maths @ Elmscar Academy (2020 → now)", ["(2020 → now)"]),
        ("Engineer, Acme, Berlin   03/2019 – heute", ["03/2019 – heute"]),
        ("PGDE Mathematics, University of X, 2015", ["2015"]),
        ("2013 - 2016", ["2013 - 2016"]),
        ("Stage 2012", ["2012"]),
        ("2018.05-至今\t云岭航空", ["2018.05-至今"]),
        ("平成25年4月　私立学校　採用", ["平成25年4月"]),
        ("Software Engineer | Jan 2019 - Mar 2020 (1 yr 3 mos)", ["Jan 2019 - Mar 2020 (1 yr 3 mos)"]),
        ("sept. 2020 - aujourd’hui · 4 ans 8 mois", ["sept. 2020 - aujourd’hui · 4 ans 8 mois"]),
        ("3 Jahre 5 Monate, seit Mai 2019", ["3 Jahre 5 Monate, seit Mai 2019"]),
        ("Acme (2018-2020), Beta Ltd (2015–2018)", ["(2018-2020)", "(2015–2018)"]),
        ("2018- Software Engineer, Acme", ["2018-"]),
        ("2018 - Software Engineer, Acme", ["2018"]),
        ("2018   Company 2019", ["2018", "2019"]),
        ("BSc Physics (expected May 2026)", ["(expected May 2026)"]),
        ("Graduated 2014 from X", ["Graduated 2014"]),
        ("Team of 3 - May 2020", ["May 2020"]),
        ("came out in 2021", ["in 2021"]),
        ("07700 900 342Aug 2020 – Present", ["Aug 2020 – Present"]),
        ("2011 – 2014Available on request", ["2011 – 2014"]),
        ("Nov - March 2020", []),
        ("no date at all, present or not", []),
        ("Managed 2000 users on Windows 2000 and SQL Server 2019 R2", []),
        ("A budget of €2020 and 2,019 items, ISO 9001:2015, DIN EN ISO 19011:2018", []),
        ("https://example.org/2019/05/foo", []),
        ("Tel. +49 30 2019 2020, 555-2019", []),
        ("v3.2.2019, Python 3.9, ES2015, COVID-2019, the 1990s, 4-20mA, 24/7, 9:00 - 17:30", []),
        ("1000-2000 users, 2000-3000 users, 2019%, Room 2019, NSW 2000", []),
        ("CHF 2000, 1999 €, 2010 Mitarbeiter", []),
        ("IELTS 7.5 (2018), Java 8 (2014)", ["(2018)", "(2014)"]),
        ("2018\t2019\tAcme", ["2018", "2019"]),
        ("founded in 1836, plan for 2099", []),
    ],
)
def test_dates_inside_lines(line: str, spans: list[str]) -> None:
    assert [line[found.start_offset : found.end_offset] for found in found_in(line)] == spans


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2 yrs 3 mos", 27),
        ("3 Jahre", 36),
        ("1 ano 4 meses", 16),
        ("2 года 3 месяца", 27),
        ("11个月", 11),
        ("1年6ヶ月", 18),
        ("(2년)", 24),
        ("4 ans 8 mois", 56),
        ("٣ سنوات", 36),
        ("2 ปี 3 เดือน", 27),
        ("1.5 years", 18),
        ("less than a year", None),
    ],
)
def test_printed_durations(text: str, months: int | None) -> None:
    assert dates.is_duration(text)
    assert dates.duration_months(text) == months


@pytest.mark.parametrize("text", ["", "in 2 years", "2019", "12", "years", "2 years of it", "3 " * 60])
def test_what_is_no_duration(text: str) -> None:
    assert not dates.is_duration(text)
    assert dates.duration_months(text) is None


def test_a_printed_duration_is_kept_beside_the_dates() -> None:
    assert parse_date_range("Jan 2020 – Present (4 years 3 months)").months == 51
    assert parse_date_range("2 Jahre 1 Monat, Aug. 2017 - Aug. 2019").months == 25
    assert parse_date_range("2019 - 2020").months is None


@pytest.mark.parametrize(
    "text", ["Present", "heute", "à ce jour", "по настоящее время", "至今", "(current)", "в НАСТ. ВР."]
)
def test_words_for_an_end_that_has_not_come(text: str) -> None:
    assert dates.is_present(text)
    assert not dates.is_present(f"{text} Ltd")


@pytest.mark.parametrize("name", ["cldr", "words"])
def test_tables_hold_lower_case_words_once(name: str) -> None:
    for section, row in rows_of(table("careerdoc.fields.dates", name)):
        for line in (
            row.split("\n") if "months" in section or "solar" in section else [row.replace("\n", ",")]
        ):
            words = [word.strip() for word in line.split(",") if word.strip()]
            assert len(set(words)) == len(words), f"{section} holds a word twice"
            assert [word.lower().rstrip(".") for word in words] == words, section


def test_a_name_of_a_month_means_one_month() -> None:
    rows = [
        row.rstrip("\n").split("\n")
        for name in ("cldr", "words")
        for row in table("careerdoc.fields.dates", name)["months"].values()
    ]
    assert max(map(len, rows)) == 12
    numbered = {(word, month) for row in rows for month, line in enumerate(row) for word in line.split(", ")}
    words = [word for word, _ in numbered if word]
    assert len(set(words)) == len(words)


def rows_of(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in section.items():
        if isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            yield from rows_of(value, f"{prefix}{name}.")


def test_months_by_name() -> None:
    assert [dates.month_of(word) for word in ("Sept.", "März", "janv.", "set", "янв", "Mart", "word")] == [
        9, 3, 1, 9, 1, 3, None,
    ]  # fmt: skip


@given(st.text(max_size=120))
@example("İ2019 – ǰ2020")
@example("二〇十九年十十月")
@example("民國0年1月")
@example("９９９９年99月99日 - 31.99.1999")
@example("0 2019 00/00/2019 0000-00-00T99:99")
def test_any_text_is_taken(text: str) -> None:
    stated = parse_date_range(text)
    assert not stated.is_empty or stated.issues
    dates.is_present(text), dates.is_duration(text), dates.duration_months(text), dates.parse(text)
    _check_spans(text)


PIECES = (
    "2019 20 3 12 2563 Jan mai mar. to bis - – / . ( ) , ' since present heute 年 月 至今 Q3 WS de expected",
    "Acme until and from ca. early 民國 พ.ศ. 1998-99 R3.4 09:00 00 1st · + date: yrs mos",
)


@given(st.lists(st.sampled_from(" ".join(PIECES).split()), max_size=14), st.sampled_from(["", " "]))
def test_any_row_of_words_of_dates_is_taken(words: list[str], gap: str) -> None:
    _check_spans(gap.join(words))


def _check_spans(text: str) -> None:
    behind = 0
    for found in found_in(text):
        assert behind <= found.start_offset < found.end_offset <= len(text)
        behind = found.end_offset
        span = text[found.start_offset : found.end_offset]
        if len(span) <= dates.LONGEST:
            stated = parse_date_range(span)
            assert _facts(stated) == _facts(found.stated)


def _facts(stated: DateRange) -> tuple[object, ...]:
    return stated.start, stated.end, stated.current, stated.single, stated.months


@given(st.dates(), st.integers(1, 3))
def test_a_date_that_is_written_reads_back(day: datetime.date, precision: int) -> None:
    date = PartialDate(*(day.year, day.month, day.day)[:precision])
    if 1900 <= date.year <= 2100:
        assert dates.parse(str(date)).value == date


@pytest.mark.parametrize(
    "piece",
    [
        "2019 ",
        "2019-",
        "Jan ",
        "1.",
        "12.2",
        "- ",
        "(",
        "( 2019 ",
        "1/2/",
        "年",
        "to ",
        "3 - ",
        "3 years ",
        "May 1 ",
    ],
)
def test_the_cost_grows_in_step_with_the_line(piece: str) -> None:
    assert growth(found_in, lambda size: piece * size + "2019", 400) < 8


@pytest.mark.parametrize(
    "line", ["1 2 3 4 5 6 7 8 90", "- – - – 20", "Jan Jan Jan 20", "...... 12.12 ......"]
)
def test_ten_thousand_hostile_lines_take_a_second(line: str) -> None:
    assert seconds(lambda text: [found_in(text) for _ in range(1_000)], line) < 0.3


@pytest.mark.parametrize("year", [0, 10_000, 10**40])
def test_a_year_that_cannot_be_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="year"):
        PartialDate(year)
