"""Resumes as plain text: dates first, one-line headers, organizations first, columns of blanks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from tests.profile_families.careers import Job, invented_career
from tests.profile_families.sheet import BULLETS, Sheet, prose

_HEADER = 60


def bare_dates(sheet: Sheet) -> None:
    """Dates and places, for titles and names were lost; schools keep theirs."""
    sheet.set_dates("long short years")
    sheet.heading("experience")
    for job in sheet.career.jobs:
        location = job.location or sheet.location()
        sheet.add("", sheet.when(job), location, *job.bullets)
        sheet.tell_job(job, title=None, organization=None, location=location, description=prose(job.bullets))
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add("", sheet.when(school), school.institution, sheet.study(school))
        sheet.tell_school(school)


def date_first(sheet: Sheet) -> None:
    """The date, then title and organization in an order that the document keeps."""
    sheet.vary_dates()
    sheet.top()
    title_first = sheet.likely(0.65)
    on_one_line = sheet.likely(0.3)
    gap = sheet.pick("\t", "   ", ": ")
    mark = sheet.pick(*BULLETS)
    sheet.heading("experience")
    for job in sheet.career.jobs:
        place = f"{job.organization}, {job.location}" if job.location else job.organization
        if on_one_line:
            sheet.add("", f"{sheet.when(job)}{gap}{job.title}, {place}")
        else:
            sheet.add("", sheet.when(job), *([job.title, place] if title_first else [place, job.title]))
        sheet.duties(job, mark)
    sheet.heading("education")
    for school in sheet.career.schools:
        if on_one_line:
            sheet.add(f"{sheet.when(school)}{gap}{sheet.study(school)}, {school.institution}")
        else:
            sheet.add("", sheet.when(school), sheet.study(school), school.institution)
        sheet.tell_school(school, grade=None if on_one_line else sheet.graded(school))
    sheet.tail()


def header_line(sheet: Sheet) -> None:
    """Title, organization, place and date on one line above the bullets; at times all on one line."""
    sheet.vary_dates()
    if sheet.words.code == "en" and sheet.likely(0.15):
        _run_together(sheet)
    else:
        _header_lines(sheet)


def _header_lines(sheet: Sheet) -> None:
    sheet.top()
    header = sheet.pick(_piped, _piped, _at, _with_commas, _dashed)
    mark = sheet.pick(*BULLETS)
    between = sheet.pick("", None)
    separator = sheet.pick(" | ", " · ", " / ")
    sheet.heading("experience")
    for job in sheet.career.jobs:
        sheet.add(*header(sheet, job, separator))
        sheet.duties(job, mark)
        sheet.add(between)
    sheet.heading("education")
    for school in sheet.career.schools:
        study = sheet.study(school)
        if header is _piped:
            sheet.add(separator.join((study, school.institution, sheet.when(school))))
        else:
            sheet.add(study, f"{school.institution} ({sheet.when(school)})")
        sheet.tell_school(school)
    sheet.tail()


def company_first(sheet: Sheet) -> None:
    """The organization, and below it the title with the date at the right."""
    sheet.vary_dates()
    sheet.top()
    rule = sheet.pick("", "-", "=")
    gap: Callable[[str], str] = sheet.pick(lambda _: "\t\t", lambda text: " " * max(3, _HEADER - len(text)))
    comma = sheet.pick(" - ", ", ", " | ")
    mark = sheet.pick(*BULLETS)
    once = sheet.likely(0.4)
    sheet.heading("experience", rule)
    for _, group in groupby(sheet.career.jobs, key=lambda job: (job.organization, job.location)):
        jobs = list(group)
        for number, job in enumerate(jobs):
            if not (once and number):
                sheet.add(
                    "", f"{job.organization}{comma}{job.location}" if job.location else job.organization
                )
            title, kind = sheet.titled(job)
            sheet.add(f"{title}{gap(title)}{sheet.when(job)}")
            sheet.duties(job, mark, employment_type=kind)
    sheet.heading("education", rule)
    for school in sheet.career.schools:
        study = sheet.study(school)
        sheet.add("", school.institution, f"{study}{gap(study)}{sheet.when(school)}")
        sheet.tell_school(school)
    sheet.tail()


def three_lines(sheet: Sheet) -> None:
    """Title, organization and date on three lines; here and there the first two change places."""
    sheet.vary_dates()
    sheet.top()
    mark = sheet.pick(*BULLETS)
    swaps = sheet.pick(0.0, 0.0, 0.25)
    sheet.heading("experience")
    for job in sheet.career.jobs:
        place = f"{job.organization}, {job.location}" if job.location else job.organization
        title, kind = sheet.titled(job)
        sheet.add("", *([place, title] if sheet.likely(swaps) else [title, place]), sheet.when(job))
        sheet.duties(job, mark, employment_type=kind)
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add("", sheet.study(school), school.institution, sheet.when(school))
        sheet.tell_school(school, grade=sheet.graded(school))
    if sheet.words.all("headings.volunteering") and sheet.likely(0.2):
        _volunteering(sheet)
    sheet.tail()


def ascii_columns(sheet: Sheet) -> None:
    """Dates in a left column padded with blanks; the organization beside them, no titles at all."""
    sheet.set_dates("years years short slashes")
    sheet.vary_dates()
    rule = sheet.pick("-", "=", "~")
    sheet.top()
    sheet.heading("experience", rule)
    for job in sheet.career.jobs:
        leader = " " + "-" * sheet.chance.randint(4, 12) + " "
        place = f"{job.organization}{leader}{job.location}" if job.location else job.organization
        sheet.add(f"{sheet.when(job):24}  {place}", *(f"{'':26}{line}" for line in job.bullets), "")
        sheet.tell_job(job, title=None, location=job.location, description=prose(job.bullets))
    sheet.heading("education", rule)
    for school in sheet.career.schools:
        sheet.add(f"{sheet.when(school):24}  {school.institution}", f"{'':26}{sheet.study(school)}")
        sheet.tell_school(school)


def _run_together(sheet: Sheet) -> None:
    """No line ends: headings in capitals, bars and bullets part what belongs apart."""
    sheet.add("EXPERIENCE")
    for job in sheet.career.jobs:
        sheet.add(*_piped(sheet, job, " | "))
        sheet.duties(job, "• ")
    sheet.add("EDUCATION")
    for school in sheet.career.schools:
        sheet.add(" | ".join((sheet.study(school), school.institution, sheet.when(school))))
        sheet.tell_school(school)
    sheet.lines = [" ".join(sheet.lines)]


def _volunteering(sheet: Sheet) -> None:
    """One more position, below a heading that tells its kind."""
    job = invented_career(sheet.chance, sheet.words).jobs[-1]
    sheet.heading("volunteering")
    sheet.add("", job.title, job.organization, sheet.when(job))
    sheet.tell_job(job, employment_type="volunteer")


def _piped(sheet: Sheet, job: Job, separator: str) -> list[str]:
    parts = (job.title, job.organization, job.location, sheet.when(job))
    return [separator.join(part for part in parts if part)]


def _at(sheet: Sheet, job: Job, _: str) -> list[str]:
    at = {
        "en": " at ",
        "de": " bei ",
        "fr": " chez ",
        "es": " en ",
        "pt": " na ",
        "it": " presso ",
        "nl": " bij ",
    }
    line = f"{job.title}{at.get(sheet.words.code, ' @ ')}{job.organization} ({sheet.when(job)})"
    return [line, job.location] if job.location else [line]


def _with_commas(sheet: Sheet, job: Job, _: str) -> list[str]:
    names = ", ".join(filter(None, (job.title, job.organization, job.location)))
    return [f"{names}{' ' * max(4, _HEADER - len(names))}{sheet.when(job)}"]


def _dashed(sheet: Sheet, job: Job, _: str) -> list[str]:
    lines = [f"{job.title} - {job.organization}", job.location, sheet.when(job)]
    return [line for line in lines if line]
