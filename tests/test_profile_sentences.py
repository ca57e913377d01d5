"""Careers told in sentences, in several languages."""

from __future__ import annotations

import pytest

from tests.growth import growth
from tests.profile_told import Told, parsed, roles, span, studies

ENGLISH = """
    Mira Oldfield

    From 2014 to 2019 she was a nurse at Larkmead House in Leeds.
    Since 2020 she has been a matron at Thornbury Clinic.
    """
FRENCH = """
    De 2012 à 2016, il a été comptable chez Verreries Dulac.
    Depuis 2017, il est directeur financier chez Moulins Garnier.
    """
SPANISH = """
    De 2012 a 2016 fue enfermera en Clínica Robledal. Desde 2017 es directora en Hospital Montenegro.
    """


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENGLISH,
            [
                ("matron", "Thornbury Clinic", None, "2020/now"),
                ("nurse", "Larkmead House", "Leeds", "2014/2019"),
            ],
        ),
        (
            FRENCH,
            [
                ("directeur financier", "Moulins Garnier", None, "2017/now"),
                ("comptable", "Verreries Dulac", None, "2012/2016"),
            ],
        ),
        (
            SPANISH,
            [
                ("directora", "Hospital Montenegro", None, "2017/now"),
                ("enfermera", "Clínica Robledal", None, "2012/2016"),
            ],
        ),
    ],
    ids=["English", "French", "Spanish"],
)
def test_a_sentence_tells_a_title_an_employer_and_the_years(text: str, told: list[Told]) -> None:
    assert roles(text) == told


def test_a_verb_of_joining_names_the_employer_first() -> None:
    text = (
        "In 2012 Ada joined Cobalt & Crane as a thrower. In 2015 she joined Marl Works as workshop manager."
    )
    assert roles(text) == [
        ("workshop manager", "Marl Works", None, "2015/2015"),
        ("thrower", "Cobalt & Crane", None, "2012/2012"),
    ]


def test_a_sentence_of_studying_is_education() -> None:
    text = (
        "Tom Ash\n\nHe studied History at Larkmead University from 2004 to 2007. "
        "From 2008 to 2012 he was an archivist at Thornbury Museum.\n"
    )
    assert [(study.institution, span(study)) for study in parsed(text).education] == [
        ("Larkmead University", "2004/2007")
    ]
    assert [(role.title, role.organization, span(role)) for role in parsed(text).roles] == [
        ("archivist", "Thornbury Museum", "2008/2012")
    ]


def test_sentences_that_were_folded_at_a_width_are_whole() -> None:
    text = """
        Mira Oldfield

        From 2014 to 2019 she was a nurse at Larkmead House in
        Leeds. From 2020 to 2022 she was a matron at Thornbury
        Clinic in York.
        """
    assert roles(text) == [
        ("matron", "Thornbury Clinic", "York", "2020/2022"),
        ("nurse", "Larkmead House", "Leeds", "2014/2019"),
    ]


def test_one_fact_makes_no_profile() -> None:
    assert not roles("Mira Oldfield\n\nFrom 2014 to 2019 she was a nurse at Larkmead House.\n")


def test_one_fact_is_enough_of_somebody_who_looks_for_work() -> None:
    labels = """
        Location: Leeds
        Remote: Yes
        Willing to relocate: No
        Technologies: Python, Go
        Email: mira@example.org

        """
    fact = "        From 2014 to 2019 I was a nurse at Larkmead House.\n"
    assert roles(labels + fact) == [("nurse", "Larkmead House", None, "2014/2019")]
    assert roles(labels + "        I like boats.\n") == []


def test_years_with_what_happened_in_them_are_a_timeline() -> None:
    text = """
        2010
        Graduated from Larkmead University with a BA in Ceramics

        2012
        Joined Cobalt & Crane as Thrower

        2015
        Appointed head of workshop at Slipway Ltd

        2018
        Left Cobalt & Crane
        """
    assert studies(text) == [("Larkmead University", "BA", "Ceramics", "None/2010")]
    assert [(role.title, role.organization, span(role)) for role in parsed(text).roles] == [
        ("Thrower", "Cobalt & Crane", "2012/2018"),
        ("head of workshop", "Slipway Ltd", "2015/None"),
    ]


def test_a_timeline_tells_who_left_in_french() -> None:
    text = """
        2012
        Rejoint Verreries Dulac comme comptable

        2017
        Nommé directeur chez Moulins Garnier

        2019
        Quitté Verreries Dulac
        """
    assert roles(text) == [
        ("comptable", "Verreries Dulac", None, "2012/2019"),
        ("directeur", "Moulins Garnier", None, "2017/None"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "a nurse at Larkmead House in 2019 and ",
        "She was a nurse at Larkmead House in 2019. ",
        "joined Acme as cook in 2019 ",
        "joined Acme as cook in ",
        "studied History at Larkmead University 2019, ",
        "at Larkmead University ",
        "BA in History 2019 ",
        "as a ",
    ],
)
def test_a_long_row_costs_in_step_with_its_length(sentence: str) -> None:
    assert growth(parsed, lambda size: sentence * size + "2019", 200) < 8
