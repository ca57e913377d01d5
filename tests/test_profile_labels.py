"""Careers told as labels with values, and as tables."""

from __future__ import annotations

import pytest

from tests.profile_told import Told, parsed, roles, span, studies

ENGLISH = """
    Employer: Larkmead House
    Position: Nurse
    Period: 2014 - 2019
    Location: Leeds

    Employer: Thornbury Clinic
    Position: Matron
    Period: 2020 - Present
    """
ITALIAN = """
    Date	2010 - 2014
    Nome e indirizzo del datore di lavoro	Mulino Ferri S.r.l.
    Lavoro o posizione ricoperti	Contabile
    """
BELOW = """
    Company Name
    Larkmead House
    Title
    Nurse
    Dates Employed
    2014 - 2019
    """
LED = """
    Nurse
    Company: Larkmead House
    Dates: 2014 - 2019
    Location: Leeds
    Matron
    Company: Thornbury Clinic
    Dates: 2020 - 2022
    Location: York
    """


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENGLISH,
            [
                ("Matron", "Thornbury Clinic", None, "2020/now"),
                ("Nurse", "Larkmead House", "Leeds", "2014/2019"),
            ],
        ),
        (ITALIAN, [("Contabile", "Mulino Ferri S.r.l.", None, "2010/2014")]),
        (BELOW, [("Nurse", "Larkmead House", None, "2014/2019")]),
        (
            LED,
            [
                ("Matron", "Thornbury Clinic", "York", "2020/2022"),
                ("Nurse", "Larkmead House", "Leeds", "2014/2019"),
            ],
        ),
    ],
    ids=["a colon", "a gap", "the value below", "a title above the labels"],
)
def test_labels_name_what_stands_behind_them(text: str, told: list[Told]) -> None:
    assert roles(text) == told


def test_labels_below_headings_in_german() -> None:
    text = """
        Berufserfahrung

        Arbeitgeber: Kranwerk Sundermann GmbH
        Position: Buchhalterin
        Zeitraum: 03/2011 - 06/2015
        Ort: Bremen

        Ausbildung

        Hochschule: Universität Bremen
        Abschluss: Bachelor
        Zeitraum: 2008 - 2011
        """
    assert studies(text) == [("Universität Bremen", "Bachelor", None, "2008/2011")]
    assert [(role.title, role.organization, role.location, span(role)) for role in parsed(text).roles] == [
        ("Buchhalterin", "Kranwerk Sundermann GmbH", "Bremen", "2011-03/2015-06")
    ]


@pytest.mark.parametrize(("sign", "frame"), [("\t", ""), (" | ", "| "), ("   ", ""), ("; ", ""), (",", "")])
def test_a_row_of_labels_names_the_columns_below_it(sign: str, frame: str) -> None:
    rows = [
        ("Title", "Company", "Start", "End"),
        ("Nurse", "Larkmead House", "2014", "2019"),
        ("Matron", "Thornbury Clinic", "2020", "2022"),
    ]
    text = "\n".join(frame + sign.join(row) + frame.rstrip() for row in rows)
    assert roles(text) == [
        ("Matron", "Thornbury Clinic", None, "2020/2022"),
        ("Nurse", "Larkmead House", None, "2014/2019"),
    ]


def test_columns_may_stand_in_any_order_and_language() -> None:
    text = """
        | Zeitraum | Position | Firma |
        |---|---|---|
        | 2014 - 2019 | Buchhalter | Kranwerk Sundermann GmbH |
        | 2020 - heute | Leiter | Haldenberg AG |
        """
    assert roles(text) == [
        ("Leiter", "Haldenberg AG", None, "2020/now"),
        ("Buchhalter", "Kranwerk Sundermann GmbH", None, "2014/2019"),
    ]


def test_a_table_of_schools_is_education() -> None:
    text = """
        Institution;Degree;Start;End
        Larkmead University;BA;2004;2007
        Thornbury College;MA;2007;2009
        """
    assert studies(text) == [
        ("Thornbury College", "MA", None, "2007/2009"),
        ("Larkmead University", "BA", None, "2004/2007"),
    ]
