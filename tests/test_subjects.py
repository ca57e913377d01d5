"""Fields of study in 29 languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, strategies as st

from careerdoc.fields import subjects
from careerdoc.text.keys import fold
from careerdoc.text.tables import table

# "+" is a field of study (.6 and more), "-" is none (.3 and less).
TUNED = """
+ Informatik
+ Wirtschaftsingenieurwesen
+ Computer Science
+ Psychologia
+ 法学部
+ Факультет журналистики
+ Mechanical Engineering
+ Children's Nursing
+ Versicherungsmathematik
+ Hôtellerie-Restauration
+ Droit des affaires
+ Ingeniería Industrial
+ Enfermería
+ Engenharia de Produção
+ Scienze Agrarie
+ Werktuigbouwkunde
+ Datateknik
+ Sygepleje
+ Rettsvitenskap
+ Tietojenkäsittelytiede
+ ratownictwo medyczne
+ Strojírenství
+ Gépészmérnöki
+ Contabilitate
+ Информатика и вычислительная техника
+ Право
+ Ηλεκτρολόγων Μηχανικών
+ Mimarlık
+ מדעי המחשב
+ هندسة مدنية
+ مهندسی کامپیوتر
+ कंप्यूटर विज्ञान
+ Teknik Sipil
+ Quản trị kinh doanh
+ วิศวกรรมไฟฟ้า
+ 计算机科学与技术
+ 経済学部
+ 기계공학
+ Fine Arts and Design
- Quillmark
- Nordlicht Versicherung AG
- Berlin
- 2015 - 2018
- Managed a team of ten people in three towns
- Hotel Caddo Grand
- Maria Lopez
- Software Engineer
"""
APART = """
+ Maschinenbau
+ Rechtswissenschaften
+ Biochemistry
+ Marine Biology
+ Hospitality Management
+ Theology and Religious Studies
+ Génie civil
+ Comptabilité et gestion
+ Filología Hispánica
+ Administración de Sistemas
+ Ciência da Computação
+ Direito
+ Ingegneria Meccanica
+ Giurisprudenza
+ Verpleegkunde
+ Rechten
+ Nationalekonomi
+ Statskundskab
+ Sosialt arbeid
+ Sähkötekniikka
+ Prawo i administracja
+ Ekonomie
+ Közgazdaságtan
+ Drept
+ Прикладная математика
+ Міжнародні відносини
+ Φιλολογία
+ Bilgisayar Mühendisliği
+ הנדסת חשמל
+ إدارة الأعمال
+ حقوق
+ इतिहास
+ Ilmu Hukum
+ Công nghệ thông tin
+ นิติศาสตร์
+ 土木工程
+ 看護学科
+ 경영학과
+ Graphic Design
+ Politikwissenschaft
- ZeltaNova
- Lyon, France
- March 2018
- We learned a lot in this course
- Harrow & Pike
- Sales Manager
- John Smith
- 3rd Castlemoor Signal Regiment
"""
# What stands glued to a field of study is compared as written.
KEPT = {"d’", "l’", "dell’", "nell’", "all’"}
FLOORS = {"tuned": 0.98, "apart": 0.95}


@pytest.mark.parametrize(("name", "rows"), [("tuned", TUNED), ("apart", APART)])
def test_fields_of_study_are_recognized(name: str, rows: str) -> None:
    told = []
    for line in rows.strip().split("\n"):
        score = subjects.recognize(line[2:])
        told.append((line[2:], score, score >= 0.6 if line[0] == "+" else score <= 0.3))
    share = sum(right for *_, right in told) / len(told)
    print(f"subjects {name}: {share:.3f} of {len(told)}; wrong: {[one[:2] for one in told if not one[2]]}")
    assert share >= FLOORS[name]


@given(st.text(max_size=60))
def test_any_text_has_a_score(text: str) -> None:
    assert 0 <= subjects.recognize(text) <= 1


def lists(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, f"{prefix}{name}.")
        elif isinstance(value, str):
            entries = (entry.strip() for entry in value.replace("\n", ",").split(","))
            yield f"{prefix}{name}", [entry for entry in entries if entry]


@pytest.mark.parametrize("name", ["organizations", "degrees", "grades", "subjects"])
def test_word_lists_hold_folded_words_once(name: str) -> None:
    for path, entries in lists(table("careerdoc.fields", name)):
        assert len(set(entries)) == len(entries), f"{path} holds a word twice"
        # The Turkish capital dotted I falls into two characters, and the lists hold one.
        unfolded = [entry for entry in entries if fold(entry).replace("i\u0307", "i") != entry]
        assert not set(unfolded) - KEPT, f"{path} is not folded: {unfolded}"
