"""Invented profile documents of 25 layout families, each with what it tells.

>>> written("date-first", 7) == written("date-first", 7)
True
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.profile_families import labels, linkedin, national, prose, resumes, sites
from tests.profile_families.sheet import Profile, Sheet
from tests.profile_families.wear import worn

_EUROPEAN = "en en de fr es pt it nl pl"
_MORE = f"{_EUROPEAN} ru tr sv fi cs ro da no hu uk el id vi"
_LOCALIZED = "en de fr es pt it nl pl ru tr ja zh ko"
_ALL = f"{_MORE} ar he fa hi th ja zh ko"

_FAMILIES: dict[str, tuple[Callable[[Sheet], None], str]] = {
    "linkedin-web": (linkedin.web, _LOCALIZED),
    "linkedin-web-grouped": (linkedin.grouped, _LOCALIZED),
    "linkedin-pdf": (linkedin.pdf, _LOCALIZED),
    "linkedin-labels": (linkedin.labelled, "en"),
    "date-first-bare": (resumes.bare_dates, _EUROPEAN),
    "date-first": (resumes.date_first, _MORE),
    "resume-header-line": (resumes.header_line, _MORE),
    "resume-company-first": (resumes.company_first, _MORE),
    "resume-three-lines": (resumes.three_lines, _MORE),
    "ascii-columns": (resumes.ascii_columns, _EUROPEAN),
    "label-value": (labels.label_value, _ALL),
    "about-bullets": (sites.about_bullets, "en"),
    "xing": (sites.xing, "de de en"),
    "indeed": (sites.indeed, "en"),
    "wellfound": (sites.wellfound, "en"),
    "hn-hired": (sites.hired, "en"),
    "hh-ru": (national.headhunter, "ru"),
    "de-lebenslauf": (national.lebenslauf, "de"),
    "cn-resume": (national.chinese, "zh"),
    "jp-resume": (national.japanese, "ja"),
    "kr-resume": (national.korean, "ko"),
    "academic-cv": (national.academic, "en"),
    "pdf-two-column": (prose.two_columns, "en en de fr es"),
    "timeline": (prose.timeline, "en"),
    "table-tsv": (labels.table, _ALL),
}

FAMILIES: tuple[str, ...] = tuple(_FAMILIES)
"""The layout families, in the order of their description."""


def written(family: str, seed: int) -> Profile:
    """The document of a family that belongs to the seed: the same text and records each time.

    The seed decides the language, the person and the variant of the layout. Values that the
    layout loses are None in the records, as are those that no careful person could tell.

    Raises:
        KeyError: for a family that is not one of `FAMILIES`.
    """
    layout, codes = _FAMILIES[family]
    chance = Random(f"{family} {seed}")
    sheet = Sheet(chance, chance.choice(codes.split()))
    layout(sheet)
    profile = sheet.profile(family, seed)
    return Profile(worn(family, profile.text, chance), profile.gold)


__all__ = ["FAMILIES", "Profile", "written"]
