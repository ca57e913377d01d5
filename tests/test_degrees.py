"""Degrees in 29 languages: recognized, split from their field, and their level."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.fields import degrees

# Degree | field of study ("-" where none stands) | level, of the text that joins them as it stands in front.
TUNED = """
BSc (Hons) Adult Nursing | BSc (Hons) | Adult Nursing | bachelor
Access to HE Diploma, Social Work | Access to HE Diploma | Social Work | secondary
Laurea in Scienze Politiche | Laurea | Scienze Politiche | bachelor
Laurea Magistrale in Fisica | Laurea Magistrale | Fisica | master
Master of Science Wirtschaftsinformatik | Master of Science | Wirtschaftsinformatik | master
Bachelor of Music, Oboe | Bachelor of Music | Oboe | bachelor
Diplom-Kaufmann (FH) | Diplom-Kaufmann (FH) | - | diploma
Licence de lettres modernes | Licence | lettres modernes | bachelor
Grado en Fisioterapia | Grado | Fisioterapia | bachelor
Tecnólogo, Redes de Computadores | Tecnólogo | Redes de Computadores | associate
学士（理学） | 学士 | 理学 | bachelor
магистр экономики | магистр | экономики | master
B.Tech., Civil Engineering | B.Tech. | Civil Engineering | bachelor
PhD, Chemistry | PhD | Chemistry | doctorate
Ph.D. in History | Ph.D. | History | doctorate
Master of Business Administration | Master of Business Administration | - | master
MA Film Studies | MA | Film Studies | master
A Levels | A Levels | - | secondary
PGDE Primary Education | PGDE | Primary Education | professional
HND in Music Production | HND | Music Production | vocational
BTS Comptabilité et gestion | BTS | Comptabilité et gestion | vocational
CAP Pâtisserie | CAP | Pâtisserie | vocational
Allgemeine Hochschulreife | Allgemeine Hochschulreife | - | secondary
Havo | Havo | - | secondary
本科 | 本科 | - | bachelor
工商管理 硕士 | 硕士 | 工商管理 | master
컴퓨터공학 학사 | 학사 | 컴퓨터공학 | bachelor
İşletme Lisans | Lisans | İşletme | bachelor
Yüksek Lisans, Makine Mühendisliği | Yüksek Lisans | Makine Mühendisliği | master
mgr inż. | mgr inż. | - | master
Bc. | Bc. | - | bachelor
Perito agrario | Perito agrario | - | secondary
Ausbildung zum Bankkaufmann | Ausbildung | Bankkaufmann | vocational
Staatsexamen Rechtswissenschaften | Staatsexamen | Rechtswissenschaften | master
Hbo-bachelor Verpleegkunde | Hbo-bachelor | Verpleegkunde | bachelor
Kandidatexamen i statsvetenskap | Kandidatexamen | statsvetenskap | bachelor
Professionsbachelor i sygepleje | Professionsbachelor | sygepleje | bachelor
Filosofian maisteri, historia | Filosofian maisteri | historia | master
Licenciatura em Direito | Licenciatura | Direito | bachelor
Diploma de bacalaureat | Diploma de bacalaureat | - | secondary
Бакалавр, информатика | Бакалавр | информатика | bachelor
Πτυχίο Νομικής | Πτυχίο | Νομικής | bachelor
תואר ראשון במדעי המחשב | תואר ראשון | מדעי המחשב | bachelor
بكالوريوس هندسة مدنية | بكالوريوس | هندسة مدنية | bachelor
کارشناسی ارشد مدیریت | کارشناسی ارشد | مدیریت | master
S1 Teknik Informatika | S1 | Teknik Informatika | bachelor
Cử nhân Kinh tế | Cử nhân | Kinh tế | bachelor
ปริญญาตรี วิศวกรรมศาสตร์ | ปริญญาตรี | วิศวกรรมศาสตร์ | bachelor
Associate of Applied Science | Associate of Applied Science | - | associate
City & Guilds Level 2 Joinery | City & Guilds Level 2 | Joinery | vocational
Führerschein Klasse B | Führerschein Klasse B | - | none
Senior Engineer | Senior Engineer | - | none
Nursing Home | Nursing Home | - | none
Master Chef | Master Chef | - | none
Associate Director | Associate Director | - | none
"""
APART = """
BEng (Hons) in Aeronautics | BEng (Hons) | Aeronautics | bachelor
MSc Marine Biology | MSc | Marine Biology | master
M.Sc. Informatik | M.Sc. | Informatik | master
LL.M. in European Law | LL.M. | European Law | master
Bachelor of Laws | Bachelor of Laws | - | bachelor
Bachelor of Science in Statistics | Bachelor of Science | Statistics | bachelor
GCSEs | GCSEs | - | secondary
NVQ Level 3, Hairdressing | NVQ Level 3 | Hairdressing | vocational
BTEC National Diploma in Sport | BTEC National Diploma | Sport | vocational
Abitur | Abitur | - | secondary
Fachhochschulreife | Fachhochschulreife | - | secondary
Dipl.-Ing. Elektrotechnik | Dipl.-Ing. | Elektrotechnik | diploma
Magister Germanistik | Magister | Germanistik | master
Promotion, Biochemie | Promotion | Biochemie | doctorate
Baccalauréat scientifique | Baccalauréat | scientifique | secondary
DUT Génie civil | DUT | Génie civil | associate
Diplôme d'ingénieur | Diplôme d'ingénieur | - | master
Master en droit public | Master | droit public | master
Bachillerato | Bachillerato | - | secondary
Máster en Marketing Digital | Máster | Marketing Digital | master
Técnico Superior en Electrónica | Técnico Superior | Electrónica | vocational
Mestrado em Engenharia Civil | Mestrado | Engenharia Civil | master
Ensino Médio | Ensino Médio | - | secondary
Diploma di maturità | Diploma di maturità | - | secondary
Dottorato di ricerca in Chimica | Dottorato di ricerca | Chimica | doctorate
Vwo | Vwo | - | secondary
Mbo niveau 4 Logistiek | Mbo niveau 4 | Logistiek | vocational
Civilingenjör, datateknik | Civilingenjör | datateknik | master
Studentexamen | Studentexamen | - | secondary
Fagbrev | Fagbrev | - | vocational
Mastergrad i økonomi | Mastergrad | økonomi | master
Insinööri (AMK), konetekniikka | Insinööri (AMK) | konetekniikka | bachelor
licencjat, filologia angielska | licencjat | filologia angielska | bachelor
Magister prawa | Magister | prawa | master
Maturitní zkouška | Maturitní zkouška | - | secondary
Mgr., psychologie | Mgr. | psychologie | master
gépészmérnök BSc | BSc | gépészmérnök | bachelor
Érettségi | Érettségi | - | secondary
Licență în Drept | Licență | Drept | bachelor
специалист, юриспруденция | специалист | юриспруденция | master
Кандидат технических наук | Кандидат технических наук | - | doctorate
Бакалавр права | Бакалавр | права | bachelor
Молодший спеціаліст | Молодший спеціаліст | - | associate
Μεταπτυχιακό στη Βιολογία | Μεταπτυχιακό | Βιολογία | master
Ön Lisans, Muhasebe | Ön Lisans | Muhasebe | associate
Tarih Doktora | Doktora | Tarih | doctorate
תואר שני, משפטים | תואר שני | משפטים | master
ماجستير في إدارة الأعمال | ماجستير | إدارة الأعمال | master
کارشناسی مهندسی برق | کارشناسی | مهندسی برق | bachelor
बी.ए., इतिहास | बी.ए. | इतिहास | bachelor
Sarjana Hukum | Sarjana Hukum | - | bachelor
D3 Akuntansi | D3 | Akuntansi | associate
Thạc sĩ Luật | Thạc sĩ | Luật | master
ปริญญาโท บริหารธุรกิจ | ปริญญาโท | บริหารธุรกิจ | master
硕士，金融学 | 硕士 | 金融学 | master
修士（情報学） | 修士 | 情報学 | master
경영학 석사 | 석사 | 경영학 | master
Juris Doctor | Juris Doctor | - | doctorate
Bachelor pad | Bachelor pad | - | none
Promotion Manager | Promotion Manager | - | none
Technical Writer | Technical Writer | - | none
"""
FLOORS = {"tuned": 0.98, "apart": 0.95}


def cases(rows: str) -> list[list[str]]:
    return [[part.strip() for part in line.split(" | ")] for line in rows.strip().split("\n")]


def right_share(name: str, told: list[tuple[object, bool]]) -> float:
    """How many are right, printed with what is wrong."""
    share = sum(right for _, right in told) / len(told)
    print(f"{name}: {share:.3f} of {len(told)}; wrong: {[what for what, right in told if not right]}")
    return share


@pytest.mark.parametrize(("name", "rows"), [("tuned", TUNED), ("apart", APART)])
def test_degrees_are_recognized(name: str, rows: str) -> None:
    told: list[tuple[object, bool]] = []
    for text, _, _, level in cases(rows):
        score = degrees.recognize(text)
        told.append(((text, score), score < 0.6 if level == "none" else score >= 0.7))
    assert right_share(f"degrees {name}", told) >= FLOORS[name]


@pytest.mark.parametrize(("name", "rows"), [("tuned", TUNED), ("apart", APART)])
def test_degrees_are_split_from_their_fields(name: str, rows: str) -> None:
    told: list[tuple[object, bool]] = []
    for text, degree, field, _ in cases(rows):
        found = degrees.split(text)
        told.append(((text, found), found == (degree, None if field == "-" else field)))
    assert right_share(f"splits {name}", told) >= FLOORS[name]


@pytest.mark.parametrize(("name", "rows"), [("tuned", TUNED), ("apart", APART)])
def test_degrees_have_levels(name: str, rows: str) -> None:
    told: list[tuple[object, bool]] = []
    for text, _, _, level in cases(rows):
        found = degrees.level(text)
        told.append(((text, found), (found or "none") == level))
    assert right_share(f"levels {name}", told) >= FLOORS[name]


@given(st.text(max_size=60))
@example("BSc ()")
@example("of of of")
@example("学士（")
def test_any_text_is_split(text: str) -> None:
    degree, field = degrees.split(text)
    assert degree in text
    assert field is None or field in text
    assert 0 <= degrees.recognize(text) <= 1
    degrees.level(text)
