"""What rows of a profile are before records are: wrapped, glued, refused; and that none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from careerdoc import Source
from tests.accounting import lost_lines, lost_words
from tests.growth import growth
from tests.profile_told import parsed, roles, span


def test_a_name_goes_on_where_it_cannot_end() -> None:
    text = """
        Experience

        Head of the Department of
        Medieval Manuscripts
        Larkmead University Library
        2014 - 2019
        """
    assert roles(text) == [
        ("Head of the Department of Medieval Manuscripts", "Larkmead University Library", None, "2014/2019")
    ]


def test_a_range_goes_on_behind_its_dash_and_a_title_behind_und() -> None:
    text = """
        Berufserfahrung

        Sachbearbeiterin für Einkauf und
        Vertrieb
        Kranwerk Sundermann GmbH
        03/2011 –
        06/2015
        """
    assert roles(text) == [
        ("Sachbearbeiterin für Einkauf und Vertrieb", "Kranwerk Sundermann GmbH", None, "2011-03/2015-06")
    ]


def test_an_open_bracket_is_closed_on_the_next_row() -> None:
    text = """
        Experience

        Nurse (night
        shifts)
        Larkmead House
        2014 - 2019
        """
    assert roles(text) == [("Nurse (night shifts)", "Larkmead House", None, "2014/2019")]


def test_headings_that_ran_into_their_neighbours_stand_alone() -> None:
    text = """
        EXPERIENCEMaxwell Tern
        Nurse
        2014 - 2019
        Larkmead House
        EDUCATIONBachelor of Arts
        Larkmead University
        2004 - 2007
        """
    result = parsed(text)
    assert [(role.title, role.organization, span(role)) for role in result.roles] == [
        ("Nurse", "Larkmead House", "2014/2019")
    ]
    assert [(study.institution, span(study)) for study in result.education] == [
        ("Larkmead University", "2004/2007")
    ]


@pytest.mark.parametrize(
    ("last", "spans"),
    [
        ("25/06/2019", ["2020-02-01/2022-03-05", "2014-04-03/2019-06-25"]),
        ("06/25/2019", ["2020-01-02/2022-05-03", "2014-03-04/2019-06-25"]),
        ("06/05/2019", ["2020/2022", "2014/2019"]),
    ],
    ids=["the day first", "the month first", "nobody knows"],
)
def test_one_date_tells_the_order_of_all(last: str, spans: list[str]) -> None:
    text = f"""
        Experience

        Nurse
        Larkmead House
        03/04/2014 - {last}

        Matron
        Thornbury Clinic
        01/02/2020 - 05/03/2022
        """
    assert [dates for *_, dates in roles(text)] == spans


ADVERTS = {
    "English": """
        Nurse
        Larkmead House, Leeds
        About the role
        You will look after twelve beds.
        What we offer
        2019 - 2020
        How to apply
        """,
    "German": """
        Buchhalterin (m/w/d)
        Kranwerk Sundermann GmbH
        01/2024 - 12/2025
        Ihre Aufgaben
        - Konten
        Wir bieten
        - Urlaub
        """,
    "French": """
        Comptable
        Verreries Dulac
        2024 - 2025
        Vos missions
        - Tenir les comptes
        Profil recherché
        """,
    "Japanese": """
        看護師
        株式会社青葉
        2024年4月 - 2025年3月
        仕事内容
        病棟
        応募資格
        """,
}
PROGRAMME = """
    Larkmead Fair
    2019
    09:00 - 10:00 Doors, Anna Fell, Director at Thornbury Clinic
    10:00 - 11:00 Talk, Tom Ash, Engineer at Marl Works
    11:30 Coffee
    12:00 Panel, Mira Oldfield, Nurse at Larkmead House
    """
CHANGES = """
    # Changelog

    ## 1.2.0 - 2019-03-01
    - Engineer page at Marl Works

    ## 1.1.0 - 2018-03-01
    - Fixed it
    """


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((advert, "a job advert") for advert in ADVERTS.values()),
        (PROGRAMME, "the programme of an event"),
        (CHANGES, "a list of changes to a program"),
    ],
    ids=[*ADVERTS, "programme", "changes"],
)
def test_what_names_jobs_and_years_may_be_nobodys_career(text: str, name: str) -> None:
    result = parsed(text)
    assert not result.roles
    assert not result.education
    assert any(name in issue.message for issue in result.issues)


PIECES = st.sampled_from(
    [
        *("2014 - 2019", "03/2011 –", "06/2015", "2020", "Since 2021", "2008年4月", "2012年9月", "Jan Jan"),
        *("Employer:", "Position: Nurse", "Period: 2014 - 2019", "Zeitraum", "A: b", "入社", "退職", "卒業"),
        *(
            "Experience",
            "Education",
            "EXPERIENCEMaxwell",
            "Berufserfahrung",
            "職歴",
            "# Skills",
            "About the role",
        ),
        *("- ", "• ", "* ", "-----", "| ", "\t", "; ", ", ", "(", ")", "[", "]", "“", "—", "·", "1.2.0"),
        *("Nurse", "Larkmead House", "in Leeds", "at", "as a", "joined", "studied", "BA in History", "of"),
        *(
            "Larkmead University",
            "株式会社青葉",
            "Location: Leeds",
            "Willing to relocate: No",
            "she was",
            "10:00",
        ),
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=5).map(" ".join), max_size=14).map("\n".join)


@given(LINES, st.sampled_from([None, "profile"]))
def test_no_profile_raises_and_no_word_is_lost(text: str, reader: str | None) -> None:
    assert not lost_words(Source("x.txt", text.encode()), reader)


@given(LINES, st.sampled_from([None, "profile"]))
def test_every_line_of_a_profile_is_accounted_for(text: str, reader: str | None) -> None:
    assert not lost_lines(text.encode(), reader)


SHAPES = {
    "digits": "1234567 890\n",
    "dashes": "-----\n",
    "bullets": "- \n",
    "months": "Jan Jan\n",
    "ranges": "2019 - 2020\n",
    "labels": "A: b\n",
    "brackets": "( a\n",
    "prose": "and then the long river went on and on towards the sea\n",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("heading", ["", "Experience\n"], ids=["bare", "headed"])
def test_many_lines_cost_in_step_with_their_number(shape: str, heading: str) -> None:
    assert growth(parsed, lambda size: heading + SHAPES[shape] * size, 1_000) < 8


@pytest.mark.parametrize(
    "piece",
    [
        *("a ", "( ", "-", "Jan ", "A, ", "7", "2019 ", "2019 - 2020 ", "A | ", "AbcAbc", "EXPERIENCE"),
        *("Title:" + " " * 40, "2019 as" + " " * 40, ". ", "\t"),
    ],
)
def test_a_long_line_costs_in_step_with_its_length(piece: str) -> None:
    assert growth(parsed, lambda size: "EXPERIENCEMax\nEDUCATIONMax\n" + piece * size, 2_000) < 8
