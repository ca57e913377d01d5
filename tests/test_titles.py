"""Job titles, types of employment, lists of technologies and people's names in 29 languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.fields import employment, people, technologies, titles
from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_TEXTS = tomllib.loads(Path(__file__).with_name("title_texts.toml").read_text(encoding="utf-8"))
_LITERAL_TABLES = ("titles", "employment", "technologies", "people")
_LANGUAGES = 29

# Shares of the texts that are told right, of the half that the tables were made with and of the
# half that was kept apart; a floor goes up in the commit that earned it.
FLOORS = {
    ("titles", "seen"): 1.0,
    ("others", "seen"): 1.0,
    ("titles", "apart"): 0.993,
    ("others", "apart"): 1.0,
}


def texts_of(section: str, half: str) -> list[str]:
    start = ("seen", "apart").index(half)
    return [text for row in _TEXTS[section].values() for text in row.strip().split("\n")[start::2]]


def test_there_are_texts_in_every_language() -> None:
    assert len(_TEXTS["titles"]) == len(_TEXTS["others"]) == _LANGUAGES
    assert sum(len(texts_of(section, half)) for section, half in FLOORS) >= 500


@pytest.mark.parametrize(("section", "half"), FLOORS)
def test_titles_are_told_from_other_texts(section: str, half: str) -> None:
    texts = texts_of(section, half)
    wrong = [text for text in texts if (titles.recognize(text) >= 0.5) != (section == "titles")]
    share = 1 - len(wrong) / len(texts)
    print(f"{section}, {half}: {share:.3f} of {len(texts)}")
    assert share >= FLOORS[section, half], wrong


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Charge Nurse, Paediatric Emergency", 0.8, 1),
        ("assistant dairy herd manager", 0.8, 1),
        ("Deputy Head", 0.7, 1),
        ("Asst. Prof.", 0.5, 1),
        ("Responsable des cuissons et des stages", 0.4, 0.6),
        ("Responsable de la maintenance", 0.6, 0.8),
        ("Lead", 0.4, 0.6),
        ("Acme, Engineer", 0.4, 0.6),
        ("CI/CD Engineer", 0.8, 1),
        ("Projektleiter (m/w/d)", 0.8, 1),
        ("Engineer at Globex", 0.8, 1),
        ("Nurses Association", 0, 0.2),
        ("Engineer Solutions GmbH", 0, 0.2),
        ("Engineer, Baker & Co", 0.4, 0.6),
        ("Jane Baker", 0, 0.2),
        ("Globex", 0, 0.1),
        ("Remote", 0, 0.4),
        ("full time", 0, 0.4),
        ("정규직", 0, 0.4),
        ("I was a nurse.", 0, 0),
        ("Senior", 0.1, 0.4),
        ("Word " * 60, 0, 0),
        ("", 0, 0),
    ],
)
def test_scores_mean_what_they_say(text: str, least: float, most: float) -> None:
    assert least <= titles.recognize(text) <= most


def test_a_rank_is_no_job() -> None:
    assert all(map(titles.is_level, ("Senior", "II", "stellvertretende", "Старший", "वरिष्ठ", "Jr.")))
    assert not any(map(titles.is_level, ("Engineer", "Oslo", "", "-")))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Promoted to Team Lead", "Team Lead"),
        ("Joined as Engineer", "Engineer"),
        ("国語科教諭として採用", "国語科教諭"),
        ("назначен начальником", "начальником"),
        ("promotedness", "promotedness"),
        ("採用", "採用"),
        ("Engineer ", "Engineer"),
    ],
)
def test_an_event_stands_around_a_title(text: str, title: str) -> None:
    assert titles.without_event(text) == title


def literal_rows() -> Iterator[tuple[str, str]]:
    for name in _LITERAL_TABLES:
        for section, rows in table("careerdoc.fields", name).items():
            if isinstance(rows, dict):
                yield from ((f"{name}.{section}.{key}", row) for key, row in rows.items())


@pytest.mark.parametrize(("name", "row"), [pair for pair in literal_rows() if "abbrev" not in pair[0]])
def test_rows_hold_folded_words_once(name: str, row: str) -> None:
    words = [word.strip() for word in row.replace("\n", ",").split(",") if word.strip()]
    assert len(set(words)) == len(words), sorted(word for word in words if words.count(word) > 1)
    assert [word for word in words if word != word.lower()] == []
    if name.startswith("titles") and "events" not in name:
        assert [word for word in words if fold(word) != word] == []
    if name.startswith("titles"):
        assert ", ".join(words) == row.strip().replace(",\n", ", "), "parted by a comma and one blank"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Tempo integral", "full-time"),
        ("Festanstellung", "full-time"),
        ("полная занятость", "full-time"),
        ("Tam zamanlı", "full-time"),
        ("正社員", "full-time"),
        ("전임", "full-time"),
        ("アルバイト", "part-time"),
        ("契約社員", "contract"),
        ("派遣社員", "temporary"),
        ("实习", "internship"),
        ("Praktikantin", "internship"),
        ("Заочно", "Заочно"),
    ],
)
def test_types_of_employment(text: str, normal: str) -> None:
    assert employment.parse(text) == normal
    assert employment.recognize(text) == (normal != text)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Híbrida", "hybrid"),
        ("Hibrit", "hybrid"),
        ("Presencial", "on-site"),
        ("出社", "on-site"),
        ("घर से काम", "remote"),
        ("ทำงานที่บ้าน", "remote"),
        ("In-office", "on-site"),
        ("Lyon", None),
    ],
)
def test_modes_of_work(text: str, mode: str | None) -> None:
    assert employment.work_mode(text) == mode


def test_some_types_are_titles_too() -> None:
    assert all(map(employment.is_also_title, ("Trainee", "Volunteer", "Praktikantin", "実習生")))
    assert not any(map(employment.is_also_title, ("Full-time", "Vollzeit", "Engineer")))
    assert employment.is_type_only("Vollzeit")
    assert employment.is_type_only("Remoto")
    assert not employment.is_type_only("Trainee")


@pytest.mark.parametrize("section", ["types", "modes"])
def test_a_spelling_stands_for_one_thing(section: str) -> None:
    rows = table("careerdoc.fields", "employment")[section]
    spellings = [word.strip() for row in rows.values() for word in row.replace("\n", ",").split(",")]
    told = [word for word in spellings if word]
    assert sorted(word for word in set(told) if told.count(word) > 1) == []


@pytest.mark.parametrize(
    "line",
    [
        "Skills: Go, SQL",
        "Tech stack: Go, SQL",
        "Kompetenzen: Go, SQL",
        "Competências: Go, SQL",
        "Umiejętności: Go, SQL",
        "Стек: Go, SQL",
        "技术栈：Go、SQL",
        "使用技術：Go、SQL",
        "Umgebung: Go, SQL",
        "기술 스택: Go, SQL",
        "الأدوات: Go, SQL",
    ],
)
def test_labels_of_technologies(line: str) -> None:
    assert technologies.listed(line) == ("Go", "SQL")


@pytest.mark.parametrize(
    "text",
    [
        "Marguerite Oyelaran-Finch",
        "LUCINDA ABERNATHY-COLE",
        "Jan van der Berg",
        "Dr. Anna Weber, PhD",
        "Sam Poe (she/her)",
        "J. R. Hartley",
        "O'Neill Brannagh",
        "王小明",
        "김민수",
        "霧島　ことね",
        "Иван Петров",
        "Γιώργος Παπαδόπουλος",
        "محمد علي",
        "דוד כהן",
        "अमित कुमार",
        "Nguyễn Văn An",
        "Jane Baker",
    ],
)
def test_names_of_people(text: str) -> None:
    assert people.recognize_name(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Software Engineer",
        "Marlow Analytics Ltd",
        "Bristol",
        "San Francisco",
        "Work Experience",
        "Led the team",
        "Page 2 of 4",
        "Full Time",
        "Project Management",
        "Jo Doe, Bristol",
        "北京大学",
        "営業部長",
        "Союз писателей",
        "جامعة القاهرة",
        "a longer line that names nobody at all and goes on and on and on",
        "",
    ],
)
def test_other_lines_name_nobody(text: str) -> None:
    assert people.recognize_name(text) <= 0.2


_ALPHABET = st.sampled_from("aIé ,.()/-–·:'\"@|&部長教師사원ครูनर्स́ا\u0307\u200c\u3000\nsS0½")


@given(st.text(max_size=60) | st.text(alphabet=_ALPHABET, max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    assert 0 <= titles.recognize(text) <= 1
    assert 0 <= people.recognize_name(text) <= 1
    assert titles.is_level(text) in {True, False}
    titles.without_event(text)
    employment.recognize(text)
    assert employment.is_also_title(text) in {True, False}


_PIECES = st.sampled_from(
    [
        *("care", "weaver", "Senior", "Lead", "Doctor", "of", "at", "Ltd", "Tarn", "I", "led"),
        *("#", "_", "'", "&", " ", "\u3000", "\u00a0", ",", "(", "/", "@", "・", "ß", "ﬁ", "店長", "ผู้"),
    ]
)


@given(st.lists(_PIECES, max_size=8).map("".join))
@example("care#foo")
def test_no_joining_of_words_is_too_odd(text: str) -> None:
    assert 0 <= titles.recognize(text) <= 1
    employed = titles.with_employer(text)
    assert employed is None or all(part and part in text for part in employed)
