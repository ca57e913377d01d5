"""The table of letters tells real words from words with a wrong letter, and can be built again."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from json import dumps
from pathlib import Path
from struct import pack

import pytest

from benchmarks.texts import half, messages
from careerdoc.text.repair.spelling.letters import Letters, letters_of, read_letters
from careerdoc.text.repair.spelling.scripts import LANGUAGES, symbol
from tools.letter_texts import Line, collected
from tools.letter_weights import Weights, weights_of, written
from tools.train_letters import report, trained

_ROOT = Path(__file__).parent.parent
_MOST_BYTES = 300_000
_ALL = sorted({name for names in LANGUAGES.values() for name in names})
_UNKNOWN = -13.0


def _log_probability(language: str, text: str, width: int = 3) -> float:
    padded = " " * width + "".join(map(symbol, text)) + " "
    found = (
        letters_of(language).log_probability(padded[at - width : at], padded[at])
        for at in range(width, len(padded))
    )
    return sum(_UNKNOWN if one is None else one for one in found)


def test_the_table_is_small() -> None:
    assert len(files("careerdoc.text.repair.spelling").joinpath("letters.bin").read_bytes()) < _MOST_BYTES


@pytest.mark.parametrize("language", _ALL)
def test_every_language_has_its_letters(language: str) -> None:
    table = letters_of(language)
    assert len(table.single) == len(set(table.single)) >= 25
    assert all(weight <= 0 for weight in (*table.rows.values(), *table.back_offs.values()))
    assert set(table.single) <= table.rows.keys()


@pytest.mark.parametrize("width", [2, 3])
@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("ru", "язык", "сзык"),
        ("ru", "система", "яистема"),
        ("uk", "сторінка", "яторінка"),
        ("bg", "страница", "ятраница"),
        ("el", "χρήστης", "χύήστης"),
        ("el", "αρχείο", "αύχείο"),
        ("he", "משתמש", "אשתמש"),
        ("ar", "الملف", "المل٭"),
        ("fa", "فایل", "قایل"),
        ("hi", "नाम", "डाम"),
        ("th", "การ", "แาร"),
        ("ka", "არის", "ორის"),
        ("hy", "համար", "համաց"),
        ("vi", "được", "đưỏc"),
        ("cs", "počet", "poďet"),
        ("pl", "można", "mośna"),
        ("lt", "gali būti", "gali bęti"),
        ("hr", "može", "moće"),
        ("de", "größe", "grãße"),
        ("fr", "créer", "crßer"),
        ("ja", "コード", "コーホ"),
        ("ja", "ファイル", "バァイル"),
        ("zh", "没有", "沁有"),
        ("ko", "파일", "판일"),
    ],
)
def test_a_word_is_likelier_than_one_with_a_wrong_letter(
    language: str, right: str, wrong: str, width: int
) -> None:
    assert _log_probability(language, right, width) > _log_probability(language, wrong, width)


def test_a_letter_that_a_language_does_not_know_has_no_weight() -> None:
    assert letters_of("ru").log_probability("  ", "ש") is None


def test_what_was_not_met_behind_a_context_falls_back() -> None:
    table = Letters("ab", {"a": -1.0, "b": -2.0, "ab": -0.5, "aab": -0.25}, {"a": -3.0, "aa": -4.0})
    assert table.log_probability("aa", "b") == -0.25
    assert table.log_probability("ba", "b") == -0.5
    assert table.log_probability("xaa", "a") == -1.0 - 3.0 - 4.0
    assert table.log_probability("", "a") == -1.0


def test_what_is_written_is_read() -> None:
    russian = Weights(
        {"я": 0.0, "с": -2.0, "яс": -4.0, "ся": -6.0, "сяс": -2.0, "сяся": -8.0},
        {"я": -2.0, "с": -4.0, "ся": -2.0, "сяс": -6.0},
    )
    table = written({"ru": russian, "uk": Weights({"ї": -2.0}, {}), "el": Weights({"ω": 0.0}, {})})
    read = read_letters(table, "ru")
    assert (read.single, read.rows, read.back_offs) == ("яс", russian.rows, russian.back_offs)
    assert read_letters(table, "uk").rows == {"ї": -2.0}
    assert read_letters(table, "el").rows == {"ω": 0.0}


def test_rows_that_gain_too_little_are_not_kept() -> None:
    lines = ["яма сом"] * 3
    assert max(map(len, weights_of(lines, {2: 0.0, 3: 0.0, 4: 0.0}, rare_too=False).rows)) == 4
    assert max(map(len, weights_of(lines, {2: 0.0, 3: 1e9, 4: 1e9}, rare_too=False).rows)) == 2


def test_rare_characters_count_where_there_are_many() -> None:
    thresholds = {2: 0.0, 3: 0.0, 4: 0.0}
    assert "東" not in weights_of(["東京"], thresholds, rare_too=False).rows
    assert {"東", "京"} <= weights_of(["東京"], thresholds, rare_too=True).rows.keys()


_MESSAGES = {
    "ru": "Сохраните страницу и закройте окно\nОткройте страницу %(page)s ещё раз",
    "el": "Αποθηκεύστε τη σελίδα και κλείστε το παράθυρο",
}


def _packages(folder: Path) -> Path:
    """An unpacked package as its translators write it: compiler messages and a declaration."""
    for language, message in _MESSAGES.items():
        path = folder / "lib" / language / "diagnosticMessages.generated.json"
        path.parent.mkdir(parents=True)
        path.write_text(dumps({str(at): f"{message} {at}" for at in range(60)}), encoding="utf-8")
    declaration = folder / "declaration" / "rus.html"
    declaration.parent.mkdir()
    declaration.write_text("<h1>Права &amp; свободы</h1><p>Все <b>люди</b> равны</p>", encoding="utf-8")
    return folder


def test_lines_are_collected_without_placeholders_and_markup(tmp_path: Path) -> None:
    lines = collected([_packages(tmp_path)], leave_out_unseen=False)
    assert {"Права & свободы", "Все люди равны"} <= {line.content for line in lines["ru"]}
    assert Line("compiler", "Откройте страницу ещё раз 7") in lines["ru"]
    assert not any("page" in line.content for line in lines["ru"])
    assert set(lines) == {"ru", "el"}


def test_training_gives_the_same_readable_table_twice(tmp_path: Path) -> None:
    packages = _packages(tmp_path / "packages")
    first, second = (_trained_apart(packages, tmp_path / f"{seed}.bin", seed) for seed in ("1", "2"))
    assert first == second
    greek = read_letters(first, "el")
    likely, unlikely = (greek.log_probability("  σ", letter) or 0.0 for letter in "εθ")
    assert likely > unlikely


def _trained_apart(packages: Path, table: Path, hash_seed: str) -> bytes:
    command = [sys.executable, "-m", "tools.train_letters", str(packages), "--leave-out-unseen"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([*command, "--table", str(table)], cwd=_ROOT, env=environment, check=True, timeout=60)
    return table.read_bytes()


def test_texts_of_the_unseen_half_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "django" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = {
        f"Message number {name} of the tests": f"Die Meldung {name} der Prüfungen hat %s" for name in _NAMES
    }
    (folder / "django.mo").write_bytes(_compiled(catalogue))
    every, chosen = (collected([tmp_path], leave_out_unseen=wanted)["de"] for wanted in (False, True))
    told = [text for text in messages(folder / "django.mo") if text.content.startswith("Die ")]
    unseen = {text.content for text in half(told, "unseen")}
    assert len(every) == len(_NAMES)
    assert 0 < len(unseen) < len(_NAMES)
    assert len(chosen) == len(every) - len(unseen)
    assert unseen.isdisjoint(f"{line.content} 12" for line in chosen)


_NAMES = [
    first + second for first in ("Ahorn", "Birken", "Eichen", "Ulmen") for second in ("blatt", "holz", "ast")
]


def _compiled(catalogue: dict[str, str]) -> bytes:
    """A compiled catalogue. Source: GNU gettext manual, "The Format of GNU MO Files"."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **catalogue}.items())
    texts = [text.encode() for column in (0, 1) for text in (pair[column] for pair in pairs)]
    offset = 28 + 8 * len(texts)
    places = b""
    for text in texts:
        places += pack("<2I", len(text), offset)
        offset += len(text) + 1
    head = pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + places + b"".join(text + b"\0" for text in texts)


def test_the_report_counts_by_language_and_source() -> None:
    counted = report({"el": [Line("editor", "αβγδ"), Line("compiler", "εζ")], "ru": [Line("editor", "яя")]})
    assert [row.split() for row in counted.splitlines()] == [
        ["language", "compiler", "editor", "all"],
        ["el", "2", "4", "6"],
        ["ru", "0", "2", "2"],
    ]


def test_languages_with_little_text_are_left_out() -> None:
    table = trained({"el": [Line("editor", "αβγδ" * 1000)], "ru": [Line("editor", "яя")]})
    assert read_letters(table, "el").single
    with pytest.raises(KeyError):
        read_letters(table, "ru")
