"""Data files and front matter, read one by one with all that is told of them."""

from __future__ import annotations

from careerdoc import IssueCode, Options, parse_bytes
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import ParseResult

OPTIONS = Options(provenance="full", merge=False)


def read(text: str, name: str = "data.yml") -> ParseResult:
    """What stands in a text of this name, not merged."""
    return parse_bytes(text.encode(), name=name, options=OPTIONS)


def only(text: str, name: str = "data.yml") -> AnyRecord:
    """The one record of a text."""
    (record,) = read(text, name).records
    return record


def named(result: ParseResult) -> list[tuple[str, str | None, str | None]]:
    """Kind, title or degree, and employer or school of each record."""
    return [
        (record.kind, getattr(record, "title", None) or getattr(record, "degree", None), _body_of(record))
        for record in result.records
    ]


def _body_of(record: AnyRecord) -> str | None:
    return getattr(record, "organization", None) or getattr(record, "institution", None)


def told(result: ParseResult) -> list[tuple[IssueCode, int | None, str | None]]:
    """Code, line and quote of each issue."""
    return [(issue.code, issue.line, issue.raw) for issue in result.issues]
