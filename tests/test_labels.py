"""Labels in front of values in many languages."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from careerdoc.fields import breaks, labels
from tests.wording_cases import shares

LABELS = """
Company => organization
Employer => organization
Company Name => organization
Name of employer => organization
Job Title => title
Job Title/Position => title
Position held => title
Period => dates
Dates Employed => dates
Employment Duration => duration
Total Duration => duration
From => start
Until => end
Graduation year => end
Location => location
Duties and responsibilities => description
Key achievements => highlights
Tech stack => technologies
Degree => degree
Major => field_of_study
Field of Study => field_of_study
GPA => grade
Type of employment => employment_type
Remote => work_mode
Team => department
Industry => industry
Website => url
Full name => name
Date of birth => other
Willing to relocate => other
Driving licence => other
Supervisor => other
Start Date (MM/YYYY) => start
Arbeitgeber => organization
Firma => organization
Tätigkeit als => title
Zeitraum => dates
Einsatzort => location
Aufgaben => description
Abschluss => degree
Studiengang => field_of_study
Abschlussnote => grade
Familienstand => other
Entreprise => organization
Poste occupé => title
Période => dates
Lieu => location
Missions => description
Diplôme obtenu => degree
Établissement => institution
Date de naissance => other
Empresa => organization
Puesto => title
Cargo desempeñado => title
Periodo => dates
Funciones => description
Titulación => degree
Centro de estudios => institution
Local => location
Atividades desenvolvidas => description
Instituição de ensino => institution
Nome e indirizzo del datore di lavoro => organization
Tipo di impiego => title
Tipo di azienda o settore => industry
Date (da – a) => dates
Principali mansioni e responsabilità => description
Nome e tipo di istituto di istruzione o formazione => institution
Qualifica conseguita => degree
Votazione => grade
Nazionalità => other
Werkgever => organization
Functie => title
Periode => dates
Taken => description
Arbetsgivare => organization
Befattning => title
Arbetsuppgifter => description
Virksomhed => organization
Stilling => title
Arbeidsoppgaver => description
Työnantaja => organization
Tehtävänimike => title
Oppilaitos => institution
Pracodawca => organization
Stanowisko => title
Zakres obowiązków => description
Kierunek studiów => field_of_study
Zaměstnavatel => organization
Pracovní pozice => title
Náplň práce => description
Munkáltató => organization
Munkakör => title
Angajator => organization
Funcția => title
Perioada => dates
Работодатель => organization
Компания => organization
Должность => title
Период работы => dates
Обязанности => description
Учебное заведение => institution
Специальность => field_of_study
Роботодавець => organization
Посада => title
Εργοδότης => organization
Θέση => title
Καθήκοντα => description
ŞİRKET => organization
Pozisyon => title
Görev tanımı => description
מעסיק => organization
תפקיד => title
الشركة => organization
المسمى الوظيفي => title
المسؤوليات => description
شرکت => organization
سمت => title
شرح وظایف => description
कंपनी => organization
पदनाम => title
Perusahaan => organization
Jabatan => title
Công ty => organization
Vị trí => title
บริษัท => organization
ตำแหน่ง => title
公司名称 => organization
工作单位 => organization
职务 => title
起止时间 => dates
专业 => field_of_study
学历 => degree
出生年月 => other
会社名 => organization
職種 => title
業務内容 => description
在籍期間 => dates
雇用形態 => employment_type
회사명 => organization
직위 => title
담당업무 => description
전공 => field_of_study
Initech => -
Head of Sales => -
Berlin => -
2019 - 2021 => -
Software Engineer => -
Acme Trading Ltd => -
Vertriebsleiter => -
Full-time => -
"""

LINES = """
Company: Initech => organization|Initech
Position:  Clerk => title|Clerk
**Role:** Cook => title|Cook
**Location**: Bern => location|Bern
- Period: 2010 - 2012 => dates|2010 - 2012
• Employer   Hollow Oak Ltd => organization|Hollow Oak Ltd
Employer\\tHollow Oak Ltd => organization|Hollow Oak Ltd
Nome                          Ugo Bardi => name|Ugo Bardi
• Date (da – a)               Dal 2011 ad oggi => dates|Dal 2011 ad oggi
公司：青鲤科技 => organization|青鲤科技
岗位: 工程师 => title|工程师
氏名　　霧島　ことね => name|霧島　ことね
회사명: 한빛 => organization|한빛
Должность: повар => title|повар
- Location — Bern => location|Bern
Responsibilities: => description|
Email: a@b.example => other|a@b.example
Motto: onwards => None|onwards
Favourite tea: oolong => None|oolong
12:30 lunch break => -
https://initech.example/jobs => -
I left early. Then: a surprise => -
Built three things, among them: a kiln => -
Worked at Initech => -
Initech - Clerk => -
2019  Clerk => -
Ratio 3:1 mixes => -
Job title | Baker => title|Baker
Tech stack: Go, Rust => technologies|Go, Rust
Grade: 2:1 => grade|2:1
"""

BREAKS = """
Parental leave => True
Career break => True
Maternity leave (second child) => True
Sabbatical - round the world => True
Elternzeit => True
Congé parental => True
Excedencia => True
Licença-maternidade => True
Congedo di maternità => True
Ouderschapsverlof => True
Föräldraledig => True
Barsel => True
Vanhempainvapaa => True
Urlop wychowawczy => True
Mateřská dovolená => True
GYES/GYED => True
Concediu de creștere a copilului => True
Декретный отпуск => True
Γονική άδεια => True
Doğum izni => True
חופשת לידה => True
إجازة أمومة => True
مرخصی زایمان => True
Cuti melahirkan => True
Nghỉ thai sản => True
ลาคลอด => True
产假 => True
育児休業 => True
육아휴직 => True
Breaker operator => -
Leave policy analyst => -
Travel agent => -
Career coach => -
Break Media GmbH => -
Retirement home manager => -
"""


def told(line: str) -> str | None:
    found = labels.labelled(line)
    return f"{found.field}|{found.value}" if found else None


FLOOR = 0.95


@pytest.mark.parametrize(
    ("table", "of"),
    [(LABELS, labels.label_of), (LINES, told), (BREAKS, breaks.is_career_break)],
    ids=["labels", "lines", "breaks"],
)
def test_labels_of_many_languages_are_known(table: str, of: object) -> None:
    assert callable(of)
    first, second = shares(table, of)
    assert first >= FLOOR - 0.03
    assert second >= FLOOR - 0.03


@given(st.text(max_size=120))
def test_no_text_raises_and_a_value_stands_where_it_is_said(line: str) -> None:
    labels.label_of(line)
    breaks.is_career_break(line)
    found = labels.labelled(line)
    assert found is None or line.startswith(found.value, found.value_offset)
