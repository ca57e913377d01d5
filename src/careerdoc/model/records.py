"""The public records: Role, Education and Post, flat, frozen and typed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    TypeAdapter,
)

from careerdoc.model.partial_date import PartialDate

SCHEMA = "careerdoc/1"
"""The name and version of the output schema."""


def _moment_text(moment: PartialDate | datetime) -> str:
    # pydantic writes UTC as "Z"; the contract's form is RFC 3339 with a numeric offset.
    return moment.isoformat() if isinstance(moment, datetime) else str(moment)


Moment = Annotated[
    PartialDate | AwareDatetime,
    Field(union_mode="left_to_right"),
    PlainSerializer(_moment_text, return_type=str),
]
"""A PartialDate where the source gives a day or less, else a time with its offset."""


class _Frozen(BaseModel):
    # Error texts leave the input out: logs and tracebacks hold no document text.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class SourceReference(_Frozen):
    """One place that told a record: file, reader and lines (from 1, both ends included)."""

    name: str
    reader: str | None = None
    line: int | None = None
    end_line: int | None = None
    url: str | None = None
    retrieved: str | None = Field(default=None, description="Day the source was taken, where known")
    joined: str | None = Field(default=None, description="Why this source was taken for the same fact")


class LoggedRepair(_Frozen):
    """One repair inside an evidence text; spans are characters before and after it."""

    line: int
    span_before: tuple[int, int]
    span_after: tuple[int, int]
    before: str
    after: str
    reason: str
    certainty: Literal["exact", "inferred", "stylistic"]


class Evidence(_Frozen):
    """Where one value stands: index into `sources`, line (from 1), text as given, repairs."""

    source: int
    line: int
    raw: str
    repairs: tuple[LoggedRepair, ...] = ()


class OtherValue(_Frozen):
    """A value that was not chosen, and the index of its source in `sources`."""

    value: JsonValue
    source: int | None = None


class Conflict(_Frozen):
    """A field on which the sources differ: what was chosen, and every other value."""

    field: str
    chosen: JsonValue
    others: tuple[OtherValue, ...]


class Person(_Frozen):
    """An author: any of name, email and url."""

    name: str | None = None
    email: str | None = None
    url: str | None = None


class Record(_Frozen):
    """What all records share. An unknown value is None or an empty tuple, never ''."""

    kind: str
    id: str = ""
    owner: str | None = Field(default=None, description="Identifier of the person, given by the caller")
    owner_name: str | None = Field(default=None, description="The person's name, found in the source")
    language: str | None = Field(default=None, description="BCP 47 tag, where the source names one")
    extra: dict[str, JsonValue] = Field(
        default_factory=dict, description="Fields of the source that the schema has no place for"
    )
    leftover: tuple[str, ...] = Field(default=(), description="Lines of the record that fit no field")
    sources: tuple[SourceReference, ...] = ()
    members: tuple[str, ...] = Field(default=(), description="Ids of the unmerged records")
    conflicts: tuple[Conflict, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)
    confidence: float = Field(default=1.0, ge=0, le=1)

    FACTS: ClassVar[tuple[str, ...]] = ()
    """The fields that state the fact itself, in the order of the table in the contract."""


class Role(Record):
    """One position at one organization."""

    kind: Literal["role"] = "role"
    title: str | None = None
    organization: str | None = None
    location: str | None = None
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2")
    work_mode: Literal["on-site", "hybrid", "remote"] | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    current: bool | None = None
    employment_type: str | None = None
    description: str | None = None
    highlights: tuple[str, ...] = ()
    content: str | None = Field(default=None, description="Long text, such as a markdown body")
    technologies: tuple[str, ...] = ()
    url: str | None = None

    FACTS = (
        "title",
        "organization",
        "location",
        "country",
        "work_mode",
        "start",
        "end",
        "current",
        "employment_type",
        "description",
        "highlights",
        "content",
        "technologies",
        "url",
    )


class Education(Record):
    """One course of study at one institution."""

    kind: Literal["education"] = "education"
    institution: str | None = None
    degree: str | None = None
    field_of_study: str | None = None
    location: str | None = None
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2")
    start: PartialDate | None = None
    end: PartialDate | None = None
    current: bool | None = None
    grade: str | None = None
    description: str | None = None
    highlights: tuple[str, ...] = ()
    url: str | None = None

    FACTS = (
        "institution",
        "degree",
        "field_of_study",
        "location",
        "country",
        "start",
        "end",
        "current",
        "grade",
        "description",
        "highlights",
        "url",
    )


class Post(Record):
    """One published text: a feed entry, an article, a page."""

    kind: Literal["post"] = "post"
    title: str | None = None
    url: str | None = Field(default=None, description="Absolute where it can be known, else as given")
    source_id: str | None = Field(default=None, description="guid or atom id")
    authors: tuple[Person, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    summary: str | None = None
    content: str | None = Field(default=None, description="Clean text")
    content_html: str | None = Field(default=None, description="Sanitized, links absolute; on request")
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    is_full: bool | None = Field(default=None, description="Full text (true) or teaser (false)")
    word_count: int | None = None

    FACTS = (
        "title",
        "url",
        "source_id",
        "authors",
        "published",
        "updated",
        "summary",
        "content",
        "content_html",
        "tags",
        "images",
        "is_full",
        "word_count",
    )

    @property
    def text(self) -> str | None:
        """The longer of `content` and `summary`; content on a tie, None without either."""
        return max(self.content, self.summary, key=lambda text: len(text or "")) or None


AnyRecord = Role | Education | Post
RECORD_TYPES: dict[str, type[Role] | type[Education] | type[Post]] = {
    "role": Role,
    "education": Education,
    "post": Post,
}
_ANY_RECORD: TypeAdapter[AnyRecord] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="kind")])

_OUTPUT_ORDER = (
    ("kind", "id", "owner", "owner_name", "language"),
    ("extra", "leftover", "sources", "members", "conflicts", "evidence", "confidence"),
)


def record_to_json(record: AnyRecord) -> dict[str, Any]:
    """All keys of the record's kind as JSON values: schema, identity, facts, then provenance."""
    values = record.model_dump(mode="json")
    before, after = _OUTPUT_ORDER
    order = before + record.FACTS + after
    return {"schema": SCHEMA} | {name: values[name] for name in order}


def record_from_json(values: dict[str, Any]) -> AnyRecord:
    """The record that `record_to_json` wrote; keys may be left out, `schema` is optional.

    Raises:
        ValueError: when the values are not those of a record of this schema.
    """
    schema = values.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise ValueError(f"the schema is {schema!r}, this version reads {SCHEMA!r}")
    return _ANY_RECORD.validate_python({key: value for key, value in values.items() if key != "schema"})


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of `jsonl` output: a Role, Education or Post."""
    schema = _ANY_RECORD.json_schema(mode="serialization")
    for name in ("Role", "Education", "Post"):
        definition = schema["$defs"][name]
        definition["properties"] = {"schema": {"const": SCHEMA}} | definition["properties"]
        definition["required"] = sorted(definition["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA} | schema
