"""Documents in which labels or column heads name the values: forms, Europass, tables."""

from __future__ import annotations

from tests.profile_families.careers import Job, School
from tests.profile_families.sheet import Sheet, prose

_WIDTH = 38
_FORMS = "long short dots slashes years"

Named = dict[str, str | None]
"""The values of a record by the name of their label."""


def label_value(sheet: Sheet) -> None:
    """A label on each line; the first label of a record stands again where the next starts."""
    if sheet.words.all("europass.title") and sheet.likely(0.4):
        _europass(sheet)
    elif sheet.likely(0.25):
        _listed(sheet)
    else:
        _form(sheet)


def table(sheet: Sheet) -> None:
    """Rows of columns that a row on top names, parted by tabs or bars."""
    sheet.set_dates(_FORMS)
    part = sheet.pick("\t", "\t", " | ", "|")
    columns = list(sheet.pick(*_COLUMN_ORDERS))
    with_places = all(job.location for job in sheet.career.jobs)
    if with_places:
        columns.append("location")
    sheet.heading("experience")
    sheet.add(_row(part, [sheet.one(f"labels.{name}") for name in columns]))
    for job in sheet.career.jobs:
        sheet.add(_row(part, [_job(sheet, job)[name] or "" for name in columns]))
        sheet.tell_job(job, location=job.location)
    sheet.heading("education")
    names = ["period", "institution", "field", "degree"]
    sheet.add(_row(part, [sheet.one(f"labels.{name}") for name in names]))
    for school in sheet.career.schools:
        values = _school(sheet, school) | {"degree": school.degree, "field": school.field}
        sheet.add(_row(part, [values[name] or "" for name in names]))
        sheet.tell_school(school)


_COLUMN_ORDERS = (
    ("period", "organization", "title"),
    ("period", "title", "organization"),
    ("title", "organization", "period"),
    ("organization", "title", "period"),
)


def _form(sheet: Sheet) -> None:
    sheet.set_dates(_FORMS)
    sheet.vary_dates()
    colon = sheet.pick(": ", ": ", " : ", ":\t", "：" if sheet.words.code in {"zh", "ja"} else ": ")
    gap = sheet.pick("", "", None)
    order = list(sheet.pick(*_COLUMN_ORDERS))
    names = {
        name: sheet.one(f"labels.{name}") for name in (*order, "location", "duties", "institution", "degree")
    }
    sheet.top()
    sheet.heading("experience")
    for job in sheet.career.jobs:
        sheet.add(gap)
        values = _job(sheet, job)
        told = [(names[name], values[name]) for name in (*order, "location", "duties")]
        sheet.add(*(f"{label}{colon}{value}" for label, value in told if value))
        sheet.tell_job(job, location=job.location, description=prose(job.bullets))
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add(gap)
        schooling = _school(sheet, school)
        sheet.add(*(f"{names[name]}{colon}{schooling[name]}" for name in ("institution", "degree", "period")))
        sheet.tell_school(school)
    sheet.tail()


def _listed(sheet: Sheet) -> None:
    """Organization and title behind a bullet, the rest below under labels."""
    sheet.set_dates(_FORMS)
    period, place = sheet.one("labels.period"), sheet.one("labels.location")
    title_first = sheet.likely(0.5)
    sheet.heading("experience")
    for job in sheet.career.jobs:
        names = (job.title, job.organization) if title_first else (job.organization, job.title)
        sheet.add(f"- {' - '.join(names)}", f"  {period}: {sheet.when(job)}")
        sheet.add(f"  {place}: {job.location}" if job.location else None)
        sheet.tell_job(job, location=job.location)
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add(f"- {school.institution} - {sheet.study(school)}", f"  {period}: {sheet.when(school)}")
        sheet.tell_school(school)


def _europass(sheet: Sheet) -> None:
    """Labels in a left column, values behind blanks; the place below the employer's name."""
    sheet.set_dates("long dots slashes years")
    mark = sheet.pick("", "• ")
    between = sheet.pick("", None)
    sheet.heading("experience")
    for job in sheet.career.jobs:
        sheet.add(between)
        for name in ("period", "organization", "title", "duties"):
            value = _job(sheet, job)[name]
            if value:
                sheet.add(_column(mark, sheet.words.text(f"europass.{name}"), value))
            if name == "organization" and job.location:
                sheet.add(_column("", "", job.location))
        sheet.tell_job(job, location=job.location, description=prose(job.bullets))
    sheet.heading("education")
    for school in sheet.career.schools:
        sheet.add(between)
        for name in ("period", "institution", "degree"):
            label = sheet.words.text(f"europass.{name}")
            sheet.add(_column(mark, label, _school(sheet, school)[name] or ""))
        sheet.tell_school(school)


def _job(sheet: Sheet, job: Job) -> Named:
    return {
        "period": sheet.when(job),
        "organization": job.organization,
        "title": job.title,
        "location": job.location,
        "duties": "; ".join(job.bullets) or None,
    }


def _school(sheet: Sheet, school: School) -> Named:
    return {
        "period": sheet.when(school),
        "institution": school.institution,
        "degree": sheet.study(school),
    }


def _column(mark: str, label: str, value: str) -> str:
    name = mark + label
    return f"{name:{_WIDTH}}{value}" if len(name) < _WIDTH - 1 else f"{name}  {value}"


def _row(part: str, values: list[str]) -> str:
    line = part.join(values)
    return f"|{line}|" if part == "|" else line
