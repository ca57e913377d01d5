"""What other sites give when their pages are copied: XING, Indeed, Wellfound, Hacker News, READMEs."""

from __future__ import annotations

from tests.profile_families.careers import TODAY, Job, Month, months_between
from tests.profile_families.dates import DateStyle
from tests.profile_families.sheet import Sheet


def xing(sheet: Sheet) -> None:
    """The duration before the dates, then title and organization; the field before the school."""
    words = sheet.words
    sheet.dates = DateStyle(words, "short", " - ", "", words.text("xing.since"))
    person = sheet.career.person
    if sheet.likely(0.5):
        sheet.add(person, f"{sheet.career.town}, {words.text('texts.country')}")
    sheet.add(words.text("xing.experience").format(person))
    for job in sheet.career.jobs:
        if job.end is None:
            sheet.add(words.text("xing.current"))
        sheet.add(f"{_spelled(sheet, job.start, job.end)}, {sheet.when(job)}", job.title, job.organization)
        sheet.duties(job, location=None)
    sheet.add(words.text("xing.education").format(person))
    for school in sheet.career.schools:
        sheet.add(f"{_spelled(sheet, school.start, school.end)}, {sheet.when(school)}")
        sheet.add(school.field, school.institution, school.degree)
        sheet.tell_school(school)
    sheet.heading("tongues")
    sheet.add(*sheet.some("words.tongues", 2))
    if sheet.words.code == "en" and sheet.likely(0.4):
        sheet.others("Members with similar profiles")


def indeed(sheet: Sheet) -> None:
    """Title, `organization - place`, dates with `to`; the degree above its school."""
    sheet.dates = DateStyle(sheet.words, "long", " to ", "Present")
    sheet.add(sheet.career.person, sheet.career.jobs[0].title, sheet.career.town)
    if sheet.likely(0.5):
        sheet.add("Authorized to work in the US for any employer")
    mark = sheet.pick("- ", "• ", "")
    sheet.add("Work Experience")
    for job in sheet.career.jobs:
        place = f" - {job.location}" if job.location else ""
        title, kind = sheet.titled(job)
        sheet.add(title, f"{job.organization}{place}", sheet.when(job))
        sheet.duties(job, mark, employment_type=kind)
    sheet.add("Education")
    for school in sheet.career.schools:
        sheet.add(sheet.study(school), school.institution)
        if sheet.likely(0.5):
            sheet.add(sheet.when(school))
            sheet.tell_school(school)
        else:
            sheet.add(sheet.dates.date(school.end))
            sheet.tell_school(school, start=None)
    sheet.add(
        "Skills",
        *(f"{skill} ({sheet.chance.randint(2, 9)} years)" for skill in sheet.some("words.skills", 3)),
    )
    if sheet.likely(0.4):
        sheet.add("Certifications and Licenses", "Driver's License", "March 2022 to March 2027")
    sheet.add("Additional Information", "References on request")


def wellfound(sheet: Sheet) -> None:
    """Organization, title and dates with their duration; schools with the year of graduation."""
    sheet.dates = DateStyle(sheet.words, "short", " to ", "Present")
    career = sheet.career
    sheet.add("Discover", "Jobs", "Messages", career.person, f"{career.town} · Share profile", "Experience")
    for job in career.jobs:
        length = _spelled(sheet, job.start, job.end).replace(" and ", ", ")
        sheet.add(job.organization, job.title, f"{sheet.when(job)} ({length})")
        sheet.duties(job, location=None)
    sheet.add("Education")
    for school in career.schools:
        sheet.add(school.institution, f"{school.degree}, {school.field}", f"Graduated {school.end[0]}")
        sheet.tell_school(school, start=None, end=str(school.end[0]))
    sheet.add("Skills", *sheet.some("words.skills", 3))
    sheet.add("What I'm looking for", "Job types", "Full-time", "Remote policy", "Remote only")


def hired(sheet: Sheet) -> None:
    """A post of someone who wants to be hired: labels and a few sentences, no records."""
    career = sheet.career
    number = sheet.chance.randint(1, 999)
    sheet.add(
        f"Location: {career.town}",
        f"Remote: {sheet.pick('Yes', 'Preferred', 'No')}",
        f"Willing to relocate: {sheet.pick('Yes', 'No', 'Maybe')}",
        f"Technologies: {', '.join(sheet.some('words.skills', 4))}",
        f"{sheet.pick('Résumé/CV', 'Resume', 'Résumé')}: https://example.org/cv{number}.pdf",
        f"Email: hello{number}@example.org",
        "",
    )
    for sentence in sheet.some("hired.about", sheet.chance.randint(1, 3)):
        sheet.add(sentence.format(number=sheet.chance.randint(3, 20), month=sheet.one("words.months")))


def about_bullets(sheet: Sheet) -> None:
    """A page about someone, with a line for each job, or one line for all of them."""
    write = sheet.pick(_dated_bullets, _dated_bullets, _readme, _one_line)
    write(sheet)


def _dated_bullets(sheet: Sheet) -> None:
    sheet.set_dates("short years long")
    sheet.vary_dates()
    sheet.add(f"Hi, I'm {sheet.career.person}.")
    sheet.heading("experience")
    sheet.add("")
    mark = sheet.pick("- ", "* ", "• ")
    for job in sheet.career.jobs:
        sheet.add(f"{mark}{sheet.when(job)}: {job.title} at {_place(job)}")
        sheet.tell_job(job, location=job.location)
    sheet.heading("education")
    sheet.add("")
    for school in sheet.career.schools:
        sheet.add(f"{mark}{sheet.when(school)}: {sheet.study(school)}, {school.institution}")
        sheet.tell_school(school)


def _readme(sheet: Sheet) -> None:
    sheet.dates = DateStyle(sheet.words, "years", " → ", "now")
    sheet.add(f"### hi, I'm {sheet.career.person.lower()} 👋", "")
    for number, job in enumerate(sheet.career.jobs):
        when = "Currently" if job.end is None else ("Before", "Earlier", "Once")[number % 3]
        sheet.add(f"- 🔭 {when}: {job.title} @ {_place(job)} ({sheet.when(job)})")
        sheet.tell_job(job, location=job.location)
    for school in sheet.career.schools:
        sheet.add(f"- 🎓 {sheet.study(school)}, {school.institution} ({sheet.when(school)})")
        sheet.tell_school(school)


def _one_line(sheet: Sheet) -> None:
    """All jobs in one sentence; the school in a second."""
    sheet.dates = DateStyle(sheet.words, "years", "-", "now")
    told = "; ".join(f"{sheet.when(job)} {job.title} at {_place(job)}" for job in sheet.career.jobs)
    sheet.add(f"{sheet.career.person}, {sheet.career.town}.", f"{told}.")
    for job in sheet.career.jobs:
        sheet.tell_job(job, location=job.location)
    for school in sheet.career.schools:
        sheet.add(f"{sheet.study(school)}, {school.institution}, {school.end[0]}.")
        sheet.tell_school(school, start=None)


def _place(job: Job) -> str:
    return f"{job.organization}, {job.location}" if job.location else job.organization


def _spelled(sheet: Sheet, start: Month, end: Month | None) -> str:
    """A duration in words of XING, such as `2 years and 1 month`."""
    years, months = divmod(months_between(start, end or TODAY), 12)
    counted = [(years, "year", "years"), (months, "month", "months")]
    words = sheet.words
    parts = [
        f"{count} {words.text(f'xing.{one if count == 1 else many}')}"
        for count, one, many in counted
        if count
    ]
    return f" {words.text('xing.and')} ".join(parts)
