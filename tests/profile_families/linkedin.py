"""LinkedIn: pages copied from a browser, with and without groups, and the text of its PDF."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from tests.profile_families.careers import Job, School
from tests.profile_families.dates import duration, linkedin_style
from tests.profile_families.sheet import Sheet, prose

_NAVIGATION = ("Skip to main content", "Home", "My Network", "Jobs", "Messaging", "Notifications")
_WIDTH = 46


def web(sheet: Sheet) -> None:
    """A profile page as the clipboard has it: most lines stand twice."""
    copies = _start(sheet)
    for job in sheet.career.jobs:
        _logo(sheet, job.organization)
        _double(sheet, copies, job.title, _with_kind(sheet, job), _time(sheet, job))
        place = _place(sheet, job)
        if place:
            _double(sheet, copies, place)
        _duties(sheet, job)
        sheet.tell_job(job, location=job.location, employment_type=job.kind, description=prose(job.bullets))
    _end(sheet, copies)


def grouped(sheet: Sheet) -> None:
    """The same page where positions at one organization stand under its name."""
    copies = _start(sheet)
    jobs = sheet.career.jobs
    count = sheet.chance.randint(2, len(jobs))
    head = jobs[0]
    group = [_moved(job, head) for job in jobs[:count]]
    first_month = group[-1].start
    total = duration(sheet.words, first_month, group[0].end)
    kind = sheet.words.text(f"types.{head.kind}") if head.kind else None
    _logo(sheet, head.organization)
    _double(sheet, copies, head.organization, f"{kind} · {total}" if kind else total)
    if head.location:
        _double(sheet, copies, head.location)
    for job in group:
        _double(sheet, copies, job.title, _time(sheet, job))
        _duties(sheet, job)
        sheet.tell_job(job, location=head.location, employment_type=head.kind, description=prose(job.bullets))
    for job in jobs[count:]:
        _logo(sheet, job.organization)
        _double(sheet, copies, job.title, _with_kind(sheet, job), _time(sheet, job))
        if job.location:
            _double(sheet, copies, job.location)
        _duties(sheet, job)
        sheet.tell_job(job, location=job.location, employment_type=job.kind, description=prose(job.bullets))
    _end(sheet, copies)


def pdf(sheet: Sheet) -> None:
    """The text of `Save to PDF`: a side column first, organizations above titles, no blank lines."""
    sheet.dates = linkedin_style(sheet.chance, sheet.words)
    if sheet.likely(0.3):  # exports keep the English word in any language
        sheet.dates = replace(sheet.dates, now="Present")
    sheet.add(sheet.one("headings.skills"), *sheet.some("words.skills", 3))
    sheet.add(sheet.one("headings.tongues"), *sheet.some("words.tongues", 2))
    career = sheet.career
    sheet.add(career.person, career.jobs[0].title, career.town)
    sheet.add(sheet.words.text("linkedin.experience"))
    for organization, jobs in groupby(career.jobs, key=lambda job: job.organization):
        _pdf_group(sheet, organization, list(jobs))
    sheet.add(sheet.words.text("linkedin.education"))
    for school in career.schools:
        _pdf_school(sheet, school)
    sheet.add(*_page_end(sheet))


def labelled(sheet: Sheet) -> None:
    """A copy of 2017 to 2020, in which hidden labels name the next line."""
    sheet.dates = linkedin_style(sheet.chance, sheet.words)
    sheet.add(sheet.career.person, sheet.career.jobs[0].title, "Experience")
    for organization, group in groupby(sheet.career.jobs, key=lambda job: job.organization):
        jobs = list(group)
        if len(jobs) > 1:
            sheet.add("Company Name", organization, "Total Duration")
            sheet.add(duration(sheet.words, jobs[-1].start, jobs[0].end))
        for job in jobs:
            head = ("Title", job.title) if len(jobs) > 1 else (job.title, "Company Name", organization)
            sheet.add(*head)
            _labelled_job(sheet, job)
    sheet.add("Education")
    for school in sheet.career.schools:
        sheet.add(school.institution, "Degree Name", school.degree, "Field Of Study", school.field)
        sheet.add("Dates attended or expected graduation", f"{school.start[0]} – {school.end[0]}")
        _tell_by_years(sheet, school)


def _labelled_job(sheet: Sheet, job: Job) -> None:
    sheet.add("Dates Employed", sheet.when(job), "Employment Duration")
    sheet.add(duration(sheet.words, job.start, job.end))
    if job.location:
        sheet.add("Location", job.location)
    sheet.duties(job)


def _start(sheet: Sheet) -> int:
    """Writes what stands above the first job; how often each line is to stand."""
    sheet.dates = linkedin_style(sheet.chance, sheet.words)
    copies = sheet.pick(2, 2, 2, 1)
    career = sheet.career
    if sheet.words.code == "en" and sheet.likely(0.6):
        sheet.add(*_NAVIGATION)
    if sheet.likely(0.6):
        _double(sheet, copies, career.person)
        sheet.add(career.jobs[0].title, f"{career.town}, {sheet.words.text('texts.country')}")
    _double(sheet, copies, sheet.words.text("linkedin.experience"))
    return copies


def _end(sheet: Sheet, copies: int) -> None:
    if sheet.likely(0.4):
        sheet.add(sheet.words.text("linkedin.all").format(len(sheet.career.jobs) + 2))
    _double(sheet, copies, sheet.words.text("linkedin.education"))
    for school in sheet.career.schools:
        _logo(sheet, school.institution)
        _double(sheet, copies, school.institution, f"{school.degree}, {school.field}")
        _double(sheet, copies, f"{school.start[0]} - {school.end[0]}")
        if school.grade:
            sheet.add(sheet.words.text("linkedin.grade").format(school.grade))
        _tell_by_years(sheet, school, grade=school.grade)
    _double(sheet, copies, sheet.words.text("linkedin.skills"))
    for skill in sheet.some("words.skills", 2):
        _double(sheet, copies, skill)
    if sheet.words.code == "en" and sheet.likely(0.5):
        sheet.others(sheet.pick("People also viewed", "People you may know"))


def _tell_by_years(sheet: Sheet, school: School, grade: str | None = None) -> None:
    sheet.tell_school(school, start=str(school.start[0]), end=str(school.end[0]), grade=grade)


def _double(sheet: Sheet, copies: int, *lines: str) -> None:
    for line in lines:
        sheet.add(*[line] * copies)


def _logo(sheet: Sheet, name: str) -> None:
    if sheet.likely(0.9):
        sheet.add(sheet.words.text("linkedin.logo").format(name))


def _with_kind(sheet: Sheet, job: Job) -> str:
    kind = f" · {sheet.words.text(f'types.{job.kind}')}" if job.kind else ""
    return job.organization + kind


def _time(sheet: Sheet, job: Job) -> str:
    return f"{sheet.when(job)} · {duration(sheet.words, job.start, job.end)}"


def _place(sheet: Sheet, job: Job) -> str | None:
    mode = sheet.words.text(f"linkedin.{sheet.pick('remote', 'hybrid', 'onsite')}")
    with_mode = sheet.likely(0.3)
    if job.location is None:
        return None
    return f"{job.location} · {mode}" if with_mode else job.location


def _duties(sheet: Sheet, job: Job) -> None:
    sheet.add(*job.bullets)
    if job.bullets and sheet.likely(0.3):
        sheet.add(sheet.words.text("linkedin.more"))


def _moved(job: Job, head: Job) -> Job:
    """The job as one at the organization of `head`."""
    return Job(job.title, head.organization, head.location, job.start, job.end, head.kind, job.bullets)


def _pdf_group(sheet: Sheet, organization: str, jobs: list[Job]) -> None:
    sheet.add(*_wrapped(organization))
    if len(jobs) > 1:
        sheet.add(duration(sheet.words, jobs[-1].start, jobs[0].end))
    for job in jobs:
        sheet.add(*_wrapped(job.title))
        if sheet.likely(0.08):
            sheet.add(*_page_end(sheet))
        blank = sheet.pick(" ", "\u00a0")
        time = f"{sheet.when(job)} ({duration(sheet.words, job.start, job.end)})"
        sheet.add(time.replace(" ", blank), job.location, *job.bullets)
        sheet.tell_job(job, location=job.location, description=prose(job.bullets))


def _pdf_school(sheet: Sheet, school: School) -> None:
    sheet.add(school.institution)
    study = f"{school.degree}, {school.field}"
    if sheet.likely(0.8):
        sheet.add(*_wrapped(f"{study} · ({school.start[0]} - {school.end[0]})"))
        _tell_by_years(sheet, school)
    else:
        sheet.add(*_wrapped(study))
        sheet.tell_school(school, start=None, end=None)


def _wrapped(line: str) -> list[str]:
    """The line on two where it is long, cut at a blank."""
    cut = line.rfind(" ", 0, _WIDTH)
    return [line] if len(line) <= _WIDTH or cut < 0 else [line[:cut], line[cut + 1 :]]


def _page_end(sheet: Sheet) -> tuple[str, str]:
    return f"  Page {sheet.chance.randint(1, 2)} of 3", " "
