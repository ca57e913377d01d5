"""What a profile tells, in few words, for tests that compare whole results."""

from __future__ import annotations

import textwrap

from careerdoc import Education, ParseResult, Role, parse_bytes

Told = tuple[str | None, ...]


def parsed(text: str) -> ParseResult:
    """The result of a text, whose indent is that of the test."""
    return parse_bytes(textwrap.dedent(text).lstrip("\n").encode("utf-8"), name="x.txt")


def roles(text: str) -> list[Told]:
    """Title, organization, location and dates of the roles of a text, the latest first."""
    result = parsed(text)
    assert not result.education
    return [(role.title, role.organization, role.location, span(role)) for role in result.roles]


def studies(text: str) -> list[Told]:
    """Institution, degree, field of study and dates of the education of a text, the latest first."""
    return [
        (study.institution, study.degree, study.field_of_study, span(study))
        for study in parsed(text).education
    ]


def span(record: Role | Education) -> str:
    """The dates of a record: "2014/2019", "2020/now", "2015/None"."""
    return f"{record.start}/{'now' if record.current else record.end}"
