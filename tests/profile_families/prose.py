"""Texts without a layout: two columns run together, timelines, biographies and articles."""

from __future__ import annotations

from tests.profile_families.careers import Career, Job, School
from tests.profile_families.dates import DateStyle
from tests.profile_families.sheet import Sheet, prose

Side = dict[str, tuple[str, ...]]
"""The headings of a side column, each with its lines."""


def two_columns(sheet: Sheet) -> None:
    """The lines of a side column between those of the main one, or glued before them."""
    sheet.set_dates("short long slashes years")
    main = _main_column(sheet)
    side = {
        sheet.one("headings.skills").upper(): sheet.some("words.skills", 4),
        sheet.one("headings.tongues").upper(): sheet.some("words.tongues", 3),
    }
    sheet.add(sheet.career.person)
    if sheet.likely(0.4):
        _glue(sheet, side, main)
    else:
        _interleave(sheet, side, main)


def timeline(sheet: Sheet) -> None:
    """Years with what happened in them, a biography of whole sentences, or an article without records."""
    sheet.pick(_timeline, _timeline, _biography, _biography, _article)(sheet)


def _main_column(sheet: Sheet) -> list[tuple[str, ...]]:
    """Blocks of lines that belong together; the first line of a record holds title and date."""
    blocks: list[tuple[str, ...]] = [(sheet.one("headings.experience").upper(),)]
    gap = sheet.pick(" | ", "  ", "\t")
    for job in sheet.career.jobs:
        blocks += [
            (f"{job.title}{gap}{sheet.when(job)}", job.organization),
            *((line,) for line in job.bullets),
        ]
        sheet.tell_job(job, description=prose(job.bullets) and "*")
    blocks.append((sheet.one("headings.education").upper(),))
    for school in sheet.career.schools:
        blocks.append((f"{sheet.study(school)}{gap}{sheet.when(school)}", school.institution))
        sheet.tell_school(school)
    return blocks


def _interleave(sheet: Sheet, side: Side, main: list[tuple[str, ...]]) -> None:
    """A line of the side column after some of the blocks, the rest at the end."""
    waiting = [line for heading, lines in side.items() for line in (heading, *lines)]
    for block in main:
        sheet.add(*block)
        if waiting and sheet.likely(0.5):
            sheet.add(waiting.pop(0))
    sheet.add(*waiting)


def _glue(sheet: Sheet, side: Side, main: list[tuple[str, ...]]) -> None:
    """Headings in capitals of the side column run into lines of the main one."""
    heads = list(side)
    for block in main:
        first, *rest = block
        is_record = bool(rest)
        if heads and is_record and sheet.likely(0.4):
            first = heads.pop(0) + first
        sheet.add(first, *rest)
    sheet.add(*(line for lines in side.values() for line in lines))


def _timeline(sheet: Sheet) -> None:
    sheet.dates = DateStyle(sheet.words, "years", "–", "now")
    order = -1 if sheet.likely(0.4) else 1
    between = sheet.pick("", None)
    for year, sentence in sorted(_events(sheet), key=lambda event: event[0] * order):
        sheet.add(str(year), sentence, between)


def _events(sheet: Sheet) -> list[tuple[int, str]]:
    """What happened by year; notes what is told."""
    events = []
    for job in _stays(sheet.career):
        is_left = job.end is not None and sheet.likely(0.5) and job.end[0] > job.start[0]
        said = _named(sheet, job)
        events.append((job.start[0], sheet.one("timeline.joined").format(**said)))
        if is_left and job.end:
            events.append((job.end[0], sheet.one("timeline.left").format(**said)))
        end = sheet.dates.told(job.end) if is_left else None
        sheet.tell_job(job, location=job.location, end=end, current=False if is_left else None)
    for school in sheet.career.schools:
        events.append((school.end[0], sheet.one("timeline.graduated").format(**_taught(school))))
        sheet.tell_school(school, start=None)
    first = sheet.career.schools[-1].start[0]
    other = sheet.some("timeline.other", 2)
    return [
        *events,
        *((first - 3 + number, line.format(town=sheet.career.town)) for number, line in enumerate(other)),
    ]


def _stays(career: Career) -> list[Job]:
    """One job for each organization: of two stays nobody could tell which was left."""
    return list({job.organization: job for job in career.jobs}.values())


def _biography(sheet: Sheet) -> None:
    sheet.dates = DateStyle(sheet.words, "years", "–", "now")
    person = sheet.career.person
    sentences = []
    for job in sheet.career.jobs:
        pattern = sheet.one("bio.current" if job.end is None else "bio.past")
        sentences.append(pattern.format(**_named(sheet, job), person=person))
        sheet.tell_job(job, location=job.location)
    for school in sheet.career.schools:
        sentences.append(sheet.one("bio.school").format(**_taught(school), person=person))
        sheet.tell_school(school, degree=None)
    sentences.append(sheet.one("bio.filler").format(person=person, town=sheet.career.town))
    part = sheet.pick("\n", "\n\n", " ")
    sheet.add(person, "", *part.join(sentences).split("\n"))


def _article(sheet: Sheet) -> None:
    """A text that names years, titles and organizations and tells of no one's career."""
    sheet.add(_filled(sheet, sheet.one("article.titles")), "")
    for heading in (None, *sheet.some("article.headings", 2)):
        sheet.add(heading, *(_filled(sheet, line) for line in sheet.some("article.sentences", 3)), "")


def _filled(sheet: Sheet, pattern: str) -> str:
    year = sheet.chance.randint(2008, 2019)
    return pattern.format(
        number=sheet.chance.randint(3, 90),
        year=year,
        later=year + sheet.chance.randint(1, 4),
        month=sheet.one("words.months"),
        organization=sheet.name("lines.organizations"),
        stem=sheet.one("words.heads"),
        trade=sheet.one("words.trades").lower(),
    )


def _named(sheet: Sheet, job: Job) -> dict[str, str]:
    place = sheet.pick(" in {}", " ({})").format(job.location) if job.location else ""
    return {
        "title": job.title,
        "organization": job.organization,
        "place": place,
        "start": str(job.start[0]),
        "end": str(job.end[0]) if job.end else "",
    }


def _taught(school: School) -> dict[str, str]:
    return {
        "institution": school.institution,
        "degree": school.degree,
        "field": school.field,
        "start": str(school.start[0]),
        "end": str(school.end[0]),
    }
