"""Grades in 29 languages: recognized, and split from the end of a line."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.fields import grades

# "+" is a grade (.8 and more), "?" may be one (.3 to .79), "-" is none (.2 and less).
TUNED = """
+ 104/110
+ 110/110 e lode
+ Note: 1,4
+ GPA: 3.8/4.0
+ GPA 3.6
+ 2:1
+ First Class Honours
+ magna cum laude
+ mention Très Bien
+ Sobresaliente
+ средний балл 4,8
+ 成績：優
+ 학점 4.1/4.5
+ Not ortalaması: 3,4
+ cijfer 8
+ красный диплом
+ With Distinction
+ sehr gut (1,3)
+ IPK 3,55
+ Média 8,7
+ Средна оценка 5
+ Abschlussnote 2,0
+ Matrícula de Honor
+ bardzo dobry
+ với kết quả xuất sắc
+ เกียรตินิยมอันดับหนึ่ง
+ المعدل 3.9
+ جيد جداً
+ معدل ۱۷٫۲
+ प्रथम श्रेणी
+ ממוצע 92
+ Βαθμός: 8,5
? 1,4
? A+
? 85 %
- 03/2019
- 2015
- 2019 - 2021
- ISO 9001:2015
- Bank Manager
- 12/04/2018
- First Bank
- grades for pupils were entered by me
- 10:30
- +49 30 1234
- Version 3.8
"""
APART = """
+ 98/110
+ 14/20
+ 8,5/10
+ Notendurchschnitt: 2,1
+ Gesamtnote 1,7
+ CGPA: 8.91/10
+ Upper Second Class
+ Third-class honours
+ summa cum laude
+ Distinction
+ mention Assez Bien
+ Notable
+ Nota media: 7,9
+ Voto: 100/100
+ met lof
+ Med utmärkelse
+ Karakter: 10,2
+ Keskiarvo 4,3
+ Średnia ocen: 4,5
+ Prospěl s vyznamenáním
+ Kitüntetéses oklevél
+ Media 9,20
+ диплом с отличием
+ диплом з відзнакою
+ Άριστα
+ Onur derecesi
+ בהצטיינות
+ بتقدير ممتاز
+ معدل: ۱۸
+ कुल अंक 78%
+ Dengan Pujian
+ Xếp loại: Giỏi
+ เกรดเฉลี่ย 3.45
+ 绩点：3.7/4.0
+ 平均学点 4.2
? 3.21
? B+
- 2018/2019
- 01/01
- 24/7
- DIN 4102
- Excellent communication skills
- 1998
- May 2017
- Note that this is a sentence
- 50 employees
- Distinction Airlines
"""
# Text | what is in front | grade.
SPLITS_TUNED = """
Master of Science Mathematik, Note: 1,4 | Master of Science Mathematik | 1,4
BSc Physics (First Class Honours) | BSc Physics | First Class Honours
BTS Hôtellerie, mention Bien | BTS Hôtellerie | mention Bien
Laurea in Scienze Agrarie, 104/110 | Laurea in Scienze Agrarie | 104/110
Laurea in Fisica (110/110 e lode) | Laurea in Fisica | 110/110 e lode
BA (Hons) History, 2:1 | BA (Hons) History | 2:1
Grade: Distinction | - | Distinction
Computer Science; GPA: 3.8/4.0 | Computer Science | 3.8/4.0
Ph.D. in Physics (summa cum laude) | Ph.D. in Physics | summa cum laude
MSc Artificial Intelligence, cum laude | MSc Artificial Intelligence | cum laude
بكالوريوس هندسة مدنية، تقدير: جيد جداً | بكالوريوس هندسة مدنية | جيد جداً
Mimarlık, Not ortalaması: 3,21 | Mimarlık | 3,21
컴퓨터공학 학사 (학점 4.1/4.5) | 컴퓨터공학 학사 | 4.1/4.5
магистр экономики, красный диплом | магистр экономики | красный диплом
Diplom Informatik (Note 1,3) | Diplom Informatik | 1,3
BSc (Hons) Children's Nursing | BSc (Hons) Children's Nursing | -
Diplom-Informatiker (FH) | Diplom-Informatiker (FH) | -
Informatik, 03/2019 | Informatik, 03/2019 | -
BSc Biology, University of Leeds | BSc Biology, University of Leeds | -
本科 软件工程，绩点：3.6/4.0 | 本科 软件工程 | 3.6/4.0
"""
SPLITS_APART = """
MA Linguistics - Distinction | MA Linguistics | Distinction
Bachelor Informatik; Abschlussnote: 2,0 | Bachelor Informatik | 2,0
BEng Mechanical Engineering (2:2) | BEng Mechanical Engineering | 2:2
Maturità scientifica, voto 95/100 | Maturità scientifica | 95/100
Grado en Derecho. Nota media: 8,1 | Grado en Derecho | 8,1
Licence de droit, mention Assez Bien | Licence de droit | mention Assez Bien
BS Economics (GPA 3.91) | BS Economics | 3.91
licencjat, ocena: bardzo dobry | licencjat | bardzo dobry
Бакалавр права, средний балл: 4,9 | Бакалавр права | 4,9
S1 Akuntansi, IPK: 3,67 | S1 Akuntansi | 3,67
BTech Electronics | CGPA: 8.2/10 | BTech Electronics | 8.2/10
Access to HE Diploma, Health Science | Access to HE Diploma, Health Science | -
Bachelor of Arts (B.A.) | Bachelor of Arts (B.A.) | -
Tecnólogo, Jogos Digitais | Tecnólogo, Jogos Digitais | -
City & Guilds, Level 3 | City & Guilds, Level 3 | -
Cử nhân Kinh tế, xếp loại: Khá | Cử nhân Kinh tế | Khá
"""
FLOORS = {"tuned": 0.98, "apart": 0.95}


def cases(rows: str) -> list[tuple[str, str]]:
    return [(line[0], line[2:]) for line in rows.strip().split("\n")]


def right_share(name: str, told: list[tuple[object, bool]]) -> float:
    """How many are right, printed with what is wrong."""
    share = sum(right for _, right in told) / len(told)
    print(f"{name}: {share:.3f} of {len(told)}; wrong: {[what for what, right in told if not right]}")
    return share


@pytest.mark.parametrize(("name", "rows"), [("tuned", TUNED), ("apart", APART)])
def test_grades_are_recognized(name: str, rows: str) -> None:
    told: list[tuple[object, bool]] = []
    for sign, text in cases(rows):
        score = grades.recognize(text)
        right = {"+": score >= 0.8, "?": 0.3 <= score < 0.8, "-": score <= 0.2}[sign]
        told.append(((text, score), right))
    assert right_share(f"grades {name}", told) >= FLOORS[name]


@pytest.mark.parametrize(("name", "rows"), [("tuned", SPLITS_TUNED), ("apart", SPLITS_APART)])
def test_grades_are_split_from_the_end(name: str, rows: str) -> None:
    told: list[tuple[object, bool]] = []
    for line in rows.strip().split("\n"):
        text, rest, grade = line.rsplit(" | ", 2)
        expected = ("" if rest == "-" else rest, None if grade == "-" else grade)
        found = grades.split(text)
        told.append(((text, found), found == expected))
    assert right_share(f"grade splits {name}", told) >= FLOORS[name]


@given(st.text(max_size=60))
@example("(((")
@example(", ")
@example("1/0")
def test_any_text_is_split(text: str) -> None:
    rest, grade = grades.split(text)
    assert rest in text
    assert grade is None or grade in text
    assert 0 <= grades.recognize(text) <= 1


@pytest.mark.parametrize("text", ["A " * 29 + "x", "AB" * 29 + "x", "A, B " * 11 + "x", "B+ " * 19 + "x"])
def test_a_long_row_of_letters_is_looked_at_once(text: str) -> None:
    # A pattern with two ways to pass each blank would take minutes for one of these.
    assert grades.recognize(text) == 0
    assert grades.recognize(text[:-1].strip()) > 0
