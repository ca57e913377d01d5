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
    # A type checker takes `x as x` for an export; when the program runs, `__getattr__` gives it.
    from careerdoc.batch import iter_isolated_documents as iter_isolated_documents
    from careerdoc.decisions import Decisions as Decisions, read_decisions as read_decisions
    from careerdoc.dedupe import unmerge as unmerge
    from careerdoc.errors import (
        CareerdocError as CareerdocError,
        OptionError as OptionError,
        OutputError as OutputError,
        SourceError as SourceError,
        UnknownFormatError as UnknownFormatError,
    )
    from careerdoc.fields.dates import DateRange as DateRange, parse_date_range as parse_date_range
    from careerdoc.model.document import (
        Decoded as Decoded,
        Repair as Repair,
        Repaired as Repaired,
        Source as Source,
    )
    from careerdoc.model.issue import Issue as Issue, IssueCode as IssueCode, Severity as Severity
    from careerdoc.model.limits import Limits as Limits
    from careerdoc.model.partial_date import PartialDate as PartialDate
    from careerdoc.model.records import (
        Education as Education,
        Original as Original,
        Person as Person,
        Post as Post,
        Record as Record,
        Role as Role,
        json_schema as json_schema,
        record_from_json as record_from_json,
        record_to_json as record_to_json,
    )
    from careerdoc.model.result import (
        ExplainedLine as ExplainedLine,
        ParsedDocument as ParsedDocument,
        ParseResult as ParseResult,
        Review as Review,
        Sighting as Sighting,
    )
    from careerdoc.options import Options as Options
    from careerdoc.pipeline import (
        iter_documents as iter_documents,
        iter_sightings as iter_sightings,
        merge as merge,
        parse as parse,
        parse_bytes as parse_bytes,
        parse_sources as parse_sources,
    )
    from careerdoc.text.decode import decode as decode
    from careerdoc.text.repair import repair_text as repair_text
    from careerdoc.writers import write as write

__version__ = "0.1.0"

_NAMES = {
    "batch": ("iter_isolated_documents",),
    "decisions": ("Decisions", "read_decisions"),
    "dedupe": ("unmerge",),
    "errors": ("CareerdocError", "OptionError", "OutputError", "SourceError", "UnknownFormatError"),
    "fields.dates": ("DateRange", "parse_date_range"),
    "model.document": ("Decoded", "Repair", "Repaired", "Source"),
    "model.issue": ("Issue", "IssueCode", "Severity"),
    "model.limits": ("Limits",),
    "model.partial_date": ("PartialDate",),
    "model.records": (
        "Education",
        "Original",
        "Person",
        "Post",
        "Record",
        "Role",
        "json_schema",
        "record_from_json",
        "record_to_json",
    ),
    "model.result": ("ExplainedLine", "ParsedDocument", "ParseResult", "Review", "Sighting"),
    "options": ("Options",),
    "pipeline": ("iter_documents", "iter_sightings", "merge", "parse", "parse_bytes", "parse_sources"),
    "text.decode": ("decode",),
    "text.repair": ("repair_text",),
    "writers": ("write",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}
__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'careerdoc' has no attribute {name!r}")
    value = getattr(import_module(f"careerdoc.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
