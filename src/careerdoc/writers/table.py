"""Tables for people: what someone did, when, where, and which sources say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import PurePosixPath

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Education, Post, Role
from careerdoc.model.result import ParseResult
from careerdoc.writers.base import TABLE_WIDTH, one_line

_UNKNOWN = "—"
_OPENING_LENGTH = 48
"""How much of its text stands for an untitled record, in characters."""

Row = tuple[str, str, str, tuple[str, ...]]
"""When, what, where or who, and the sources."""


def write(result: ParseResult, width: int = TABLE_WIDTH) -> str:
    """The roles, education and posts as one table each, `width` columns wide, without colour.

    An untitled record shows how its text begins, behind `(untitled)`. Sources are base
    names, one a line.
    """
    text = StringIO()
    console = Console(
        file=text,
        width=width,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
    )
    for title, place, rows in _sections(result):
        console.print(_table(title, place, tuple(rows), width))
    lines = [line.rstrip() for line in text.getvalue().split("\n")]
    return "\n".join(lines) if any(lines) else "No records.\n"


def _sections(result: ParseResult) -> Iterator[tuple[str, str, Iterator[Row]]]:
    if result.roles:
        yield "Roles", "Where", (_role_row(role) for role in result.roles)
    if result.education:
        yield "Education", "Where", (_education_row(study) for study in result.education)
    if result.posts:
        yield "Posts", "Who", (_post_row(post) for post in result.posts)


def _table(title: str, place: str, rows: tuple[Row, ...], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", title_style="", pad_edge=False)
    table.add_column("When", no_wrap=True)
    for name in ("What", place):
        table.add_column(name, min_width=width // 8, overflow="fold")
    # A name that is cut in two is hard to find again, so names get their room before prose does.
    longest_name = max(cell_len(name) for row in rows for name in row[-1])
    table.add_column("Source(s)", min_width=min(longest_name, width // 3), overflow="fold")
    for when, what, where, sources in rows:
        cells = [one_line(cell) for cell in (when, what, where)]
        # Text, never str: brackets in a record are no markup.
        table.add_row(*map(Text, cells), Text("\n".join(map(one_line, sources))))
    return table


def _role_row(role: Role) -> Row:
    what = role.title or _opening(role.description, *role.highlights, role.content)
    return _span(role), what, _listed(role.organization, role.location), _sources(role)


def _education_row(study: Education) -> Row:
    what = _listed(study.degree, study.field_of_study)
    if what == _UNKNOWN:
        what = _opening(study.description, *study.highlights)
    return _span(study), what, _listed(study.institution, study.location), _sources(study)


def _post_row(post: Post) -> Row:
    authors = _listed(*(author.name or author.email or author.url for author in post.authors))
    return _day(post.published or post.updated), post.title or _opening(post.text), authors, _sources(post)


def _span(record: Role | Education) -> str:
    end = "now" if record.current else record.end
    if record.start is None and end is None:
        return _UNKNOWN
    return str(end) if record.start == end else f"{record.start or '?'} – {end or '?'}"


def _day(moment: PartialDate | datetime | None) -> str:
    if moment is None:
        return _UNKNOWN
    return moment.date().isoformat() if isinstance(moment, datetime) else str(moment)


def _opening(*texts: str | None) -> str:
    text = next((text for text in texts if text), "")
    words = " ".join(text.split())
    if len(words) > _OPENING_LENGTH:
        words = words[:_OPENING_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return f"(untitled) {words}".rstrip()


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part) or _UNKNOWN


def _sources(record: AnyRecord) -> tuple[str, ...]:
    names = dict.fromkeys(PurePosixPath(source.name).name for source in record.sources)
    return tuple(names) or (_UNKNOWN,)
