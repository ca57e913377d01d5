"""Layouts of one country or calling: hh.ru, Lebenslauf, Chinese, Japanese, Korean and academic resumes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.profile_families.careers import Job, Month, School, months_before
from tests.profile_families.dates import DateStyle, duration
from tests.profile_families.sheet import Sheet, prose

_FIRST_YEAR_OF_REIWA = 2019
_FIRST_YEAR_OF_HEISEI = 1989
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SPACE = "\u3000"


def headhunter(sheet: Sheet) -> None:
    """hh.ru: industries between organization and title; as copied, or as printed with the date first."""
    sheet.dates = DateStyle(sheet.words, "long", " — ", "настоящее время")
    printed = sheet.likely(0.6)
    career = sheet.career
    sheet.add("Резюме обновлено 3 марта 2025 в 09:40", career.person, f"Проживает: {career.town}")
    sheet.add(
        "Желаемая должность и зарплата",
        career.jobs[0].title,
        f"{sheet.chance.randint(80, 300)} 000 ₽ на руки",
    )
    length = duration(sheet.words, career.jobs[-1].start, career.jobs[0].end)
    sheet.add(f"Опыт работы — {length}")
    for job in career.jobs:
        town = job.location.split(",")[0] if job.location else sheet.one("lines.towns")
        site = sheet.pick("", ", www.example.org")
        when, length = _capitalized(sheet.when(job)), duration(sheet.words, job.start, job.end)
        place = [
            job.organization,
            f"{town}{site}",
            *sheet.some("words.industries", sheet.chance.randint(1, 3)),
        ]
        sheet.add(*([when, length, *place] if printed else [*place, f"{when} {length}"]), job.title)
        sheet.duties(job, location=town)
    sheet.add("Образование", "Высшее")
    for school in career.schools:
        sheet.add(str(school.end[0]), f"{school.institution}, {sheet.one('lines.towns')}")
        sheet.add(f"{school.field}, {school.degree}")
        sheet.tell_school(school, start=None, end=str(school.end[0]))
    sheet.add("Ключевые навыки", *sheet.some("words.skills", 3), "Знание языков", "Русский — Родной")


def lebenslauf(sheet: Sheet) -> None:
    """A German table: the date, a tab and the title, the organization below it."""
    sheet.set_dates("slashes slashes dots years")
    tab = sheet.pick("\t", "\t", " " * 6)
    sheet.add("LEBENSLAUF", "", f"Name:{tab}{sheet.career.person}")
    sheet.add(f"Geboren:{tab}{sheet.chance.randint(10, 28)}.09.1988 in {sheet.one('lines.towns')}")
    sheet.heading("experience")
    between = sheet.pick("", None)
    indented = sheet.pick("\t", "\t", "")
    mark = sheet.pick("• ", "- ")
    for job in sheet.career.jobs:
        place = f"{job.organization}, {job.location}" if job.location else job.organization
        sheet.add(between, f"{sheet.when(job)}{tab}{job.title}", f"{indented}{place}")
        sheet.duties(job, indented + mark)
        _break(sheet, job, tab)
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add(between, f"{sheet.when(school)}{tab}{school.institution}")
        grade = f", Note: {school.grade}" if school.grade else ""
        sheet.add(f"{indented}{sheet.study(school)}{grade}")
        sheet.tell_school(school, grade=school.grade)
    sheet.tail()
    sheet.add("", f"{sheet.career.town}, {sheet.chance.randint(1, 28)}. Februar 2025")


def chinese(sheet: Sheet) -> None:
    """Date, organization and title on one line with runs of blanks; or the title under its label."""
    sheet.dates = DateStyle(
        sheet.words,
        sheet.pick("pointed", "long", "hyphens"),
        sheet.pick(" - ", "—", " – ", " 至 ", "～"),
        sheet.pick("至今", "现在"),
    )
    is_wide = sheet.likely(0.2)
    gap = sheet.pick("    ", "  ", "\t", _SPACE * 2)
    with_label = sheet.likely(0.3)
    sheet.add("个人简历", f"姓名：{sheet.career.person}")
    sheet.heading("experience")
    for job in sheet.career.jobs:
        when = sheet.when(job).translate(_WIDE) if is_wide else sheet.when(job)
        head = f"{when}{gap}{job.organization}"
        sheet.add(*([head, f"岗位：{job.title}"] if with_label else [f"{head}{gap}{job.title}"]))
        sheet.duties(job, sheet.pick("", "- "), location=None)
    if sheet.likely(0.4):
        sheet.add("", "项目经历", f"{sheet.when(sheet.career.jobs[0])}{gap}库存盘点改造项目", "参与需求讨论")
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add(gap.join((sheet.when(school), school.institution, school.field, school.degree)))
        sheet.tell_school(school)
    sheet.tail()


def japanese(sheet: Sheet) -> None:
    """A table of events (one line to enter, one to leave), or a list of duties by organization."""
    sheet.dates = DateStyle(sheet.words, "long", "〜", "現在")
    if sheet.likely(0.5):
        _events(sheet)
    else:
        _duties_by_organization(sheet)


def korean(sheet: Sheet) -> None:
    """`organization - title (date ~ date)`; or dates first on the line."""
    dates = _Dotted(sheet.words, "pointed", " ~ ", sheet.pick("현재", "재직중"))
    sheet.dates = sheet.pick(dates, DateStyle(sheet.words, "pointed", " ~ ", "현재"))
    dates_first = sheet.likely(0.3)
    sheet.add("이력서", f"이름: {sheet.career.person}")
    sheet.heading("experience")
    for job in sheet.career.jobs:
        names = f"{job.organization} - {job.title}"
        length = sheet.pick("", "", f", {duration(sheet.words, job.start, job.end)}")
        line = f"{sheet.when(job)}  {names}" if dates_first else f"{names} ({sheet.when(job)}{length})"
        sheet.add(line)
        sheet.duties(job, sheet.pick("- ", "• "), location=None)
    sheet.heading("education")
    for school in sheet.career.schools:
        names = f"{school.institution} {school.field} {school.degree}"
        sheet.add(f"{sheet.when(school)}  {names}" if dates_first else f"{names} ({sheet.when(school)})")
        sheet.tell_school(school)
    sheet.tail()


def academic(sheet: Sheet) -> None:
    """Years hanging at the left; appointments, degrees, and publications of the same shape."""
    sheet.vary_dates()
    sheet.dates = DateStyle(sheet.words, "years", "–", sheet.pick("", "present"))
    gap = sheet.pick("   ", "     ", "\t")
    sheet.add(f"Prof. {sheet.career.person}", "Curriculum vitae", "", sheet.one("academic.headings"))
    for job, pattern in zip(sheet.career.jobs, _ranks(sheet), strict=False):
        title = pattern.format(field=sheet.one("words.fields"))
        institution = sheet.name("lines.institutions")
        sheet.add(f"{sheet.when(job):9}{gap}{title}, {institution}")
        sheet.tell_job(job, title=title, organization=institution)
    sheet.add("", sheet.one("academic.degrees"))
    for school in sheet.career.schools:
        supervisor = f" (supervisor: Prof. {sheet.person()})" if sheet.likely(0.4) else ""
        sheet.add(f"{school.end[0]:<9}{gap}{school.degree} {school.field}, {school.institution}{supervisor}")
        sheet.tell_school(school, start=None)
    sheet.add("", sheet.one("academic.publications"))
    family = sheet.career.person.split()[-1]
    for paper in sheet.some("academic.papers", 3):
        year, volume = sheet.chance.randint(2005, 2024), sheet.chance.randint(2, 40)
        sheet.add(f"{year:<9}{gap}{family}, {paper}, {sheet.one('academic.journals')} {volume}.")


class _Dotted(DateStyle):
    """Months with a dot behind them, as in `2010.03.`."""

    def date(self, month: Month) -> str:
        return f"{month[0]}.{month[1]:02}."


def _break(sheet: Sheet, job: Job, tab: str) -> None:
    """Here and there a leave before the job: no job, though it has the same shape."""
    if sheet.likely(0.08):
        leave = replace(job, start=months_before(job.start, 14), end=months_before(job.start, 1))
        sheet.add(f"{sheet.when(leave)}{tab}Elternzeit")
        sheet.tell_job(leave, title="Elternzeit", organization=None, optional=True)


def _ranks(sheet: Sheet) -> tuple[str, ...]:
    return sheet.some("academic.titles", len(sheet.career.jobs))


def _capitalized(text: str) -> str:
    """The range with both months capitalized."""
    return " — ".join(
        part if part.startswith("настоящее") else part.capitalize() for part in text.split(" — ")
    )


def _events(sheet: Sheet) -> None:
    date: Callable[[Month], str] = sheet.pick(_era, _era, _wide_era, sheet.dates.date)
    blank = sheet.pick(_SPACE, "  ")
    sheet.add("履歴書", f"氏名{blank}{sheet.career.person}", "", "学歴")
    for school in reversed(sheet.career.schools):
        _school_events(sheet, school, date, blank)
    sheet.add("", "職歴")
    for job in reversed(sheet.career.jobs):
        _job_events(sheet, job, date, blank)
    sheet.add(
        f"{_SPACE * 16}以上", "", "免許・資格", f"{date((2009, 7))}{blank}普通自動車第一種運転免許{blank}取得"
    )


def _school_events(sheet: Sheet, school: School, date: Callable[[Month], str], blank: str) -> None:
    faculty = sheet.one("academic.faculties")
    name = f"{school.institution}{blank}{faculty}"
    sheet.add(f"{date(school.start)}{blank}{name}{blank}入学", f"{date(school.end)}{blank}{name}{blank}卒業")
    sheet.tell_school(school, degree=None, field_of_study=faculty)


def _job_events(sheet: Sheet, job: Job, date: Callable[[Month], str], blank: str) -> None:
    with_title = sheet.likely(0.5)
    joined = f"{job.title}として入社" if with_title else "入社"
    sheet.add(f"{date(job.start)}{blank}{job.organization}{blank}{joined}")
    if job.end is None:
        sheet.add(f"{blank * 5}現在に至る")
    else:
        left = sheet.pick(f"{job.organization}{blank}退職", "一身上の都合により退職")
        sheet.add(f"{date(job.end)}{blank}{left}")
    sheet.tell_job(job, title=job.title if with_title else None)


def _duties_by_organization(sheet: Sheet) -> None:
    sheet.add("職務経歴書", sheet.career.person, "", "職務経歴")
    brackets = sheet.pick("（{}）", " ({})", "　{}")
    for job in sheet.career.jobs:
        sheet.add(f"{job.organization}{brackets.format(sheet.when(job))}", job.title)
        sheet.duties(job, "・", location=None, description=prose(job.bullets))
    sheet.heading("education")
    for school in sheet.career.schools:
        faculty = sheet.one("academic.faculties")
        sheet.add(sheet.when(school), f"{school.institution} {faculty}")
        sheet.tell_school(school, degree=None, field_of_study=faculty)


def _era(month: Month) -> str:
    year, number = month
    is_reiwa = (year, number) >= (_FIRST_YEAR_OF_REIWA, 5)
    since = year - (_FIRST_YEAR_OF_REIWA if is_reiwa else _FIRST_YEAR_OF_HEISEI) + 1
    return f"{'令和' if is_reiwa else '平成'}{'元' if since == 1 else since}年{number}月"


def _wide_era(month: Month) -> str:
    return _era(month).translate(_WIDE)
