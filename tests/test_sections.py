"""Headings of sections in many languages, decorated, numbered, joined and with names."""

from __future__ import annotations

from hypothesis import given, strategies as st

from careerdoc.fields import sections
from tests.wording_cases import shares

HEADINGS = """
Work Experience => experience
PROFESSIONAL BACKGROUND => experience
=== Employment ===  => experience
Where I have worked => experience
My journey so far => -
Selected Work Experience => experience
Relevant Professional Experience => experience
3. Employment History => experience
II. Education => education
B) Education and Training => education
E X P E R I E N C E => experience
S K I L L S => skills
*** VOLUNTEER WORK *** => volunteering
Internships & Placements => internships
Honors & Awards => awards
Languages (3) => languages
Experience (12 years) => experience
Experience and Education => experience
Skills / Tools => skills
Mara Quill's experience => experience
Work experience of Mara Quill => experience
Educational background of Tom van Aken => education
Talks & Publications => publications
🎓 Education => education
▼ Projects => projects
I gained experience in many fields => -
Senior Experience Designer => -
Head of Learning => -
Director of Education and Outreach => -
User Experience => -
Bachelor of Education => -
University of Leeds => -
Master's Degree => -
Work Foundation => -
Experience Rating Bureau => -
College of Marine Studies => -
Beruflicher Werdegang => experience
Berufspraxis: => experience
AUS- UND WEITERBILDUNG => education
Schulbildung & Studium => education
Praktika => internships
Ehrenamtliches Engagement => volunteering
EDV-Kenntnisse => skills
Persönliche Daten => contact
Werdegang von Ute Vogelsang => experience
Ute Vogelsangs Werdegang => experience
Leiter Ausbildung => -
Parcours professionnel => experience
EXPERIENCES PROFESSIONNELLES => experience
Formation académique => education
Études et diplômes => education
Centres d’intérêt => interests
Stages et alternances => internships
Experiencia laboral => experience
Formación académica y complementaria => education
Idiomas => languages
Trayectoria profesional => experience
Referencias personales => references
Experiência Profissional => experience
Formação Acadêmica => education
Cursos e certificações => certifications
Objetivo => summary
Esperienze professionali => experience
ISTRUZIONE E FORMAZIONE => education
Capacità e competenze personali => skills
Tirocini => internships
Werkervaring => experience
Opleidingen => education
Loopbaan van Pim Hoekstra => experience
Nevenactiviteiten => interests
Arbetslivserfarenhet => experience
Utbildning => education
Uppdrag => experience
Erhvervserfaring => experience
Uddannelse => education
Arbeidserfaring => experience
Utdanning og kurs => education
Työkokemus => experience
Koulutus => education
Kielitaito => languages
DOŚWIADCZENIE ZAWODOWE => experience
Wykształcenie => education
Doswiadczenie zawodowe => experience
Zainteresowania => interests
Pracovní zkušenosti => experience
Vzdělání => education
Szakmai tapasztalat => experience
Tanulmányok => education
EXPERIENȚĂ PROFESIONALĂ => experience
Studii => education
Опыт работы => experience
Опыт работы — 7 лет 3 месяца => experience
Образование => education
Повышение квалификации, курсы => certifications
Ключевые навыки => skills
Досвід роботи => experience
Освіта => education
ΕΠΑΓΓΕΛΜΑΤΙΚΗ ΕΜΠΕΙΡΙΑ => experience
Εκπαίδευση => education
İŞ DENEYİMİ => experience
Eğitim Bilgileri => education
ניסיון תעסוקתי => experience
השכלה => education
شירות => -
الخبرات العملية => experience
المؤهلات العلمية => education
سوابق شغلی => experience
تحصیلات => education
مهارت‌ها => skills
कार्य अनुभव => experience
शिक्षा => education
Pengalaman Kerja => experience
Riwayat Pendidikan => education
Kinh nghiệm làm việc => experience
Học vấn => education
ประสบการณ์การทำงาน => experience
ประวัติการศึกษา => education
工作经历 => experience
二、教育背景 => education
【项目经验】 => projects
自我评价 => summary
實習經歷 => internships
教育背景 / Education => education
工作经历 WORK EXPERIENCE => experience
職務経歴 => experience
■学歴 => education
学歴・職歴 => experience
資格・免許 => certifications
職　歴 => experience
경력사항 => experience
학력 사항 => education
자격증 => certifications
수상 경력 => awards
Expérience / Experience => experience
Worked on the education platform => -
Responsible for training and development of staff => -
Project Manager => -
Research Assistant => -
Languages: English, Dutch => -
Volunteer Firefighter => -
Professional Wrestler => -
Teaching Fellow => -
Personal Trainer => -
Contact Centre Agent => -
Sports Journalist => -
Interests => interests
Military Service => experience
Positions held => experience
Publications (selected) => publications
Work History: => experience
- Education - => education
> Certifications => certifications
Additional Information => other
Education (continued) => education
# 💻 Tech stack => skills
Career so far => experience
Other volunteering => volunteering
Previous employment => experience
Recent projects => projects
"""


def test_headings_of_many_languages_are_known() -> None:
    first, second = shares(HEADINGS, sections.section_of)
    assert first >= FLOOR
    assert second >= FLOOR


FLOOR = 0.93


def test_plain_words_are_told() -> None:
    assert all(
        map(sections.is_plain_word, ["Work", "## Projects", "TRAINING", "Learning", "Stage", "Formation"])
    )
    assert not any(map(sections.is_plain_word, ["Work experience", "Berufserfahrung", "Computer", ""]))


@given(st.text(max_size=90))
def test_no_text_raises(line: str) -> None:
    sections.section_of(line)
    assert isinstance(sections.is_plain_word(line), bool)
