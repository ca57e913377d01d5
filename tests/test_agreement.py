"""How two values of one field agree, in the field's own terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, strategies as st

from careerdoc.fields.agreement import addresses, headlines, organizations, people, places, studies, titles
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import table
from tests.growth import growth

Level = Callable[[str, str], str]


def level_of(comparable: Callable[[str], str | None], level: Level, left: str, right: str) -> str:
    one, other = comparable(left), comparable(right)
    assert one is not None
    assert other is not None
    assert level(one, other) == level(other, one)
    return level(one, other)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Larkholm Works", "LARKHOLM WORKS GmbH", "same"),
        ("Larkholm Works", "The Larkholmworks, Ltd.", "same"),
        ("Larkholm & Sons", "Larkholm and Sons", "same"),
        ("Larkholm Works", "Larkholm Works · Full-time", "same"),
        ("Facebook", "Meta (formerly Facebook)", "same"),
        ("Facebook", "Meta Platforms, Inc.", "known name"),
        ("I.B.M.", "International Business Machines Corporation", "known name"),
        ("UC Berkeley", "University of California, Berkeley", "known name"),
        ("Larkholm Works", "Larkhlom Works", "misspelt"),
        ("Larkholm Iron Works", "LIW", "initials"),
        ("Society of Larkholm Painters", "SLP", "initials"),
        ("Larkholm", "Larkholm Works", "shortened"),
        ("Larkholm Analytics", "Larkholm Anal.", "shortened"),
        ("Uniwersytet Jaworanka", "Jaworanka", "shortened"),
        ("Préfecture de Boisnoue", "Boisnoue", "shortened"),
        ("株式会社白沢口木工所", "白沢口木工所", "same"),
        ("ООО Лариса", "Лариса", "same"),
        ("Larkholm Works", "Fellby Larkholm Trust", "shares a word"),
        ("Larkholm Health", "Fellby Health", "different"),
        ("Tarn 1", "Tarn 2", "shares a word"),
        ("University of York", "York University", "shares a word"),
        ("Larkholm (Bergen)", "Fellby (Bergen)", "different"),
        ("Larkholm (acquired)", "Fellby (acquired)", "different"),
        ("Larkholm - Consulting", "Fellby - Consulting", "different"),
    ],
)
def test_names_of_organizations(left: str, right: str, level: str) -> None:
    assert level_of(organizations.comparable, organizations.level, left, right) == level


@pytest.mark.parametrize(
    ("left", "right", "level", "rank"),
    [
        ("Sr. Software Eng.", "Senior Software Developer", "same", "same"),
        ("ML Engineer", "Machine-Learning Engineer", "same", "same"),
        ("Engineer, Software (Staff)", "Staff Software Engineer", "same", "same"),
        ("Software Engineer II", "Software Engineer", "same", "same"),
        ("Junior Nurse", "Senior Nurse", "same", "different"),
        ("Nurse", "Senior Nurse", "same", "unsaid"),
        ("Softwrae Engineer", "Software Engineer", "misspelt", "same"),
        ("Lab Technician", "Laboratory Technician", "part of the other", "same"),
        ("Nurse", "Night Nurse", "part of the other", "same"),
        ("C# Developer", "C++ Developer", "some words", "same"),
        ("Nurse", "Carpenter", "different", "same"),
        ("Cabinet Maker", "Cabinetmaker", "same", "same"),
        ("Prof. de piano", "PROFESORA DE PIANO", "same", "same"),
        ("Asistant Surveyor", "Assistant Surveyor", "same", "same"),
        ("President", "Vice President", "same", "different"),
        ("Professor", "Assistant Professor", "same", "different"),
        ("Nurse Intern", "Nurse", "same", "different"),
        ("Intern", "Nursing Intern", "part of the other", "same"),
        ("Office Assistant", "Assistant", "part of the other", "same"),
        ("Trainee", "Assistant", "different", "same"),
        ("Senior", "Senior Nurse", "part of the other", "same"),
    ],
)
def test_titles(left: str, right: str, level: str, rank: str) -> None:
    assert level_of(titles.comparable, titles.level, left, right) == level
    assert level_of(titles.comparable, titles.rank_level, left, right) == rank


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Bangalore", "Bengaluru, Karnataka, India", "same"),
        ("NYC", "Greater New York City Area", "same"),
        ("München", "Munich Area, Germany", "same"),
        ("Germany", "Munich, Germany", "compatible"),
        ("Vienna, VA", "Wien", "different"),
        ("Oslo, Norway", "Bergen, Norway", "different"),
    ],
)
def test_places(left: str, right: str, level: str) -> None:
    assert level_of(places.comparable, places.level, left, right) == level


@pytest.mark.parametrize(
    ("left", "right", "degree", "field"),
    [
        (("BSc", "CS"), ("Bachelor of Science in Computer Science", None), "same", "same"),
        (("B.Sc. (Hons)", "Maths"), ("Bachelor of Science", "Mathematics"), "same", "same"),
        (("Bachelor's Degree", "Physics"), ("BA", "Applied Physics"), "same level", "part of the other"),
        (("BSc", "Law"), ("BA", "Music"), "another of the level", "different"),
        (("BSc", "Social Work"), ("MSc", "Social Policy"), "different", "some words"),
    ],
)
def test_studies(
    left: tuple[str, str | None], right: tuple[str, str | None], degree: str, field: str
) -> None:
    (one, one_field), (other, other_field) = (studies.comparable(*told) for told in (left, right))
    assert one
    assert other
    assert one_field
    assert other_field
    assert (studies.degree_level(one, other), studies.field_level(one_field, other_field)) == (degree, field)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Ida Moor", "MOOR, Ida", "same"),
        ("Ida Moor", "I. Moor", "initials"),
        ("Ida B. Moor", "Ida Moor", "initials"),
        ("Dr. Ida Moor", "Ida Moor, PhD", "same"),
        ("Ida Moor", "Ida Berg Moor", "different"),
        ("Jürgen Groß", "Jrgen Gro", "damaged"),
        ("Wang 伟", "Wang 芳", "different"),
        ("Ida Moor", "Olav Fell", "different"),
        ("あかり 野々村", "Кирилл Лисицын", "different"),
    ],
)
def test_names_of_people(left: str, right: str, level: str) -> None:
    assert level_of(people.comparable, people.level, left, right) == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("https://www.x.example/p/?utm_source=a", "http://X.example/p/index.html#top", "same"),
        ("https://m.x.example/p.html", "https://x.example/p", "same"),
        ("https://x.example/of-the-lamp", "https://medium.com/@ida/of-the-lamp-0a1b2c3d4e5f", "same name"),
        ("https://x.example/of-the-lamp", "https://ida.medium.com/of-the-lamp-0a1b2c3d4e5f", "same name"),
        ("https://x.example/of-the-lamp", "https://dev.to/ida/of-the-lamp-3pm5", "same name"),
        ("https://dev.to/ida/our-year-2021", "https://dev.to/ida/our-year-2022", "other page"),
        ("https://x.example/of-the-lamp", "https://x.example/of-the-clock", "other page"),
        ("https://x.example/of-the-lamp", "https://y.example/of-the-clock", "other site"),
    ],
)
def test_addresses(left: str, right: str, level: str) -> None:
    assert level_of(addresses.comparable, addresses.level, left, right) == level


def test_a_front_page_is_no_address_of_a_post() -> None:
    assert addresses.comparable("https://x.example/") is None


@pytest.mark.parametrize(
    ("left", "right", "level", "is_two"),
    [
        ("Of the Lamp", "of the lamp | Ida Moor", "same but for the site", False),
        ("Of the Lamp &amp; Oil", "Of the lamp & oil", "same", False),
        ("Lamps, Part Two", "Lamps, Pt. 2", "same", False),
        ("Lamps, Part 1", "Lamps, Part 2", "different", True),
        ("Lamps", "Lamps - Part 2", "different", True),
        ("2019 in review", "2020 in review", "different", True),
        ("Looking back | ida7.example", "Looking back", "same but for the site", False),
        ("On oil, one year in", "Of the lamp", "different", False),
        ("Of the harbour lamp", "Of the harbuor lamp", "misspelt", False),
        ("A guide to sharp knives", "A guide to knives", "most words", False),
        ("Learning C#", "Learning C++", "different", True),
    ],
)
def test_titles_of_posts(left: str, right: str, level: str, is_two: bool) -> None:
    assert level_of(headlines.comparable, headlines.level, left, right) == level
    one, other = headlines.comparable(left), headlines.comparable(right)
    assert one
    assert other
    assert headlines.tell_two_issues(one, other) == is_two


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("studies", "fields"),
        ("studies", "words"),
        ("titles", "words"),
        ("titles", "ranks"),
        ("places", "towns"),
    ],
)
def test_a_short_form_stands_for_one_thing(name: str, section: str) -> None:
    rows = table("careerdoc.fields.agreement", name)[section]
    shorts = [wording_key(short) for row in rows.values() for short in row]
    assert [short for short, times in Counter(shorts).items() if times > 1] == []


@pytest.mark.parametrize("text", ["🎓", "—", "( )"])
def test_a_degree_without_a_word_is_none(text: str) -> None:
    assert studies.comparable(text, None) == (None, None)


@pytest.mark.parametrize("field", [organizations, titles, places, people, headlines])
@pytest.mark.parametrize("piece", [" ", "(a) ", "\t", "有限会社", "- ", "A. ", "& "])
def test_cost_grows_in_step_with_the_value(field: ModuleType, piece: str) -> None:
    def unknown(text: str) -> None:
        field.comparable.cache_clear()
        field.comparable(text)

    assert growth(unknown, lambda count: f"Larkholm {piece * count}Works", 500) < 8


def test_cost_grows_in_step_with_the_degree() -> None:
    def unknown(text: str) -> None:
        studies.comparable.cache_clear()
        studies.comparable(text, None)

    assert growth(unknown, lambda count: f"BSc{' ' * count}x", 1_000) < 8
    assert growth(unknown, lambda count: f"BSc ({'1' * count}", 1_000) < 8


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_a_comparison(left: str, right: str) -> None:
    for field, level in (
        (organizations, organizations.level),
        (titles, titles.level),
        (places, places.level),
        (people, people.level),
        (headlines, headlines.level),
        (addresses, addresses.level),
    ):
        one, other = field.comparable(left), field.comparable(right)
        if one is not None and other is not None:
            assert level(one, other) in field.LEVELS
            assert level(one, other) == level(other, one)
            assert level(one, one) == "same"
