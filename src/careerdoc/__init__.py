"""careerdoc reads messy career documents into typed Role, Education and Post records.

Everything public stands here and loads when it is first used.

>>> import careerdoc
>>> careerdoc.parse_date_range("Jan 2020 - Present").current
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careerdoc.errors import (
        CareerdocError,
        OptionError,
        OutputError,
        SourceError,
        UnknownFormatError,
    )
    from careerdoc.fields.dates import DateRange, parse_date_range
    from careerdoc.model.document import Decoded, Repair, Repaired, Source
    from careerdoc.model.issue import Issue, IssueCode, Severity
    from careerdoc.model.partial_date import PartialDate
    from careerdoc.model.records import (
        Education,
        Person,
        Post,
        Record,
        Role,
        json_schema,
        record_from_json,
        record_to_json,
    )
    from careerdoc.model.result import ParsedDocument, ParseResult, Review
    from careerdoc.options import Options
    from careerdoc.pipeline import iter_documents, merge, parse, parse_bytes
    from careerdoc.text.decode import decode
    from careerdoc.text.repair import repair_text
    from careerdoc.writers import write

__version__ = "0.1.0"

_HOMES = {
    "CareerdocError": "errors",
    "OptionError": "errors",
    "OutputError": "errors",
    "SourceError": "errors",
    "UnknownFormatError": "errors",
    "DateRange": "fields.dates",
    "parse_date_range": "fields.dates",
    "Decoded": "model.document",
    "Repair": "model.document",
    "Repaired": "model.document",
    "Source": "model.document",
    "Issue": "model.issue",
    "IssueCode": "model.issue",
    "Severity": "model.issue",
    "PartialDate": "model.partial_date",
    "Education": "model.records",
    "Person": "model.records",
    "Post": "model.records",
    "Record": "model.records",
    "Role": "model.records",
    "json_schema": "model.records",
    "record_from_json": "model.records",
    "record_to_json": "model.records",
    "ParsedDocument": "model.result",
    "ParseResult": "model.result",
    "Review": "model.result",
    "Options": "options",
    "iter_documents": "pipeline",
    "merge": "pipeline",
    "parse": "pipeline",
    "parse_bytes": "pipeline",
    "decode": "text.decode",
    "repair_text": "text.repair",
    "write": "writers",
}

__all__ = [
    *sorted(_HOMES),
    "__version__",
    "CareerdocError",
    "OptionError",
    "OutputError",
    "SourceError",
    "UnknownFormatError",
    "DateRange",
    "parse_date_range",
    "Decoded",
    "Repair",
    "Repaired",
    "Source",
    "Issue",
    "IssueCode",
    "Severity",
    "PartialDate",
    "Education",
    "Person",
    "Post",
    "Record",
    "Role",
    "json_schema",
    "record_from_json",
    "record_to_json",
    "ParseResult",
    "ParsedDocument",
    "Review",
    "Options",
    "iter_documents",
    "merge",
    "parse",
    "parse_bytes",
    "decode",
    "repair_text",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'careerdoc' has no attribute {name!r}")
    value = getattr(import_module(f"careerdoc.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
