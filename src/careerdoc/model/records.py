"""The public records: Role, Education and Post, flat, frozen and typed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
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
    WithJsonSchema(
        {"anyOf": [TypeAdapter(PartialDate).json_schema(), {"type": "string", "format": "date-time"}]},
        mode="serialization",
    ),
]
"""A PartialDate where the source gives a day or less, else a time with its offset."""


def _none_if_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Text = Annotated[str | None, BeforeValidator(_none_if_blank)]
"""A text, or None where nothing is known; a blank text says nothing and becomes None."""


class _Frozen(BaseModel):
    # Error texts leave the input out: logs and tracebacks hold no document text. Any bound on
    # the length of texts, even none, makes pydantic refuse halves of characters, which no
    # output can hold.
    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, str_min_length=0, allow_inf_nan=False
    )


class SourceReference(_Frozen):
    """One place that told a record: file, reader and lines (from 1, both ends included)."""

    name: str = Field(description="Path as given, with / between its parts")
    reader: Text = Field(default=None, description="Name of the reader")
    line: int | None = Field(default=None, description="First line, from 1")
    end_line: int | None = Field(default=None, description="Last line, included")
    url: Text = Field(default=None, description="Where the source was taken from, where known")
    retrieved: Text = Field(default=None, description="Day the source was taken, where known")
    joined: Text = Field(default=None, description="Why this source was taken for the same fact")


class LoggedRepair(_Frozen):
    """One repair inside an evidence text; spans are characters before and after it."""

    line: int = Field(description="Line of the source, from 1")
    span_before: tuple[int, int] = Field(description="Place before the repair, in characters")
    span_after: tuple[int, int] = Field(description="Place after the repair, in characters")
    before: str = Field(description="Text that was there")
    after: str = Field(description="Text that took its place")
    reason: str = Field(description="Which rule repaired it")
    certainty: Literal["exact", "inferred", "stylistic"] = Field(
        description="exact: damaging the result again gives the input; inferred: information was lost"
    )


class Evidence(_Frozen):
    """Where one value stands: index into `sources`, line (from 1), text as given, repairs, confidence."""

    source: int = Field(description="Index into sources")
    line: int = Field(description="First line of the text, from 1")
    raw: str = Field(description="Text as the source has it")
    repairs: tuple[LoggedRepair, ...] = Field(default=(), description="What was mended, in order")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How sure it is that the text tells this field"
    )


class OtherValue(_Frozen):
    """A value that was not chosen, and the index of its source in `sources`."""

    value: JsonValue = Field(description="The value that was not chosen")
    source: int | None = Field(default=None, description="Index into sources")


class Conflict(_Frozen):
    """A field on which the sources differ: what was chosen, and every other value."""

    field: str = Field(description="Name of the field")
    chosen: JsonValue = Field(description="The value that the field holds")
    others: tuple[OtherValue, ...] = Field(description="Every other value and its source")


class Original(_Frozen):
    """A record as it was before it was merged: its kind, its id, and what it says otherwise."""

    kind: str = Field(description="Kind of the record; a page may have joined a role")
    id: str = Field(description="Its id")
    otherwise: dict[str, JsonValue] = Field(
        default_factory=dict, description="Each field that differs from the merged record's, as it was"
    )

    @model_validator(mode="after")
    def _can_be_restored(self) -> Original:
        type_ = RECORD_TYPES.get(self.kind)
        if type_ is None:
            raise ValueError(f"its kind is none of {', '.join(RECORD_TYPES)}")
        if self.otherwise.keys() - (type_.model_fields.keys() - {"originals"}):
            raise ValueError(f"it says what no {self.kind} before a merge has")
        try:
            type_.model_validate({**self.otherwise, "kind": self.kind, "id": self.id})
        except ValidationError as error:
            names = ", ".join(sorted({str(one["loc"][0]) for one in error.errors()}))
            raise ValueError(f"what is said of {names} is not what a {self.kind} can say") from error
        return self


class Person(_Frozen):
    """An author: any of name, email and url."""

    name: Text = Field(default=None, description="Name as written")
    email: Text = Field(default=None, description="Address for mail")
    url: Text = Field(default=None, description="Page of the person")


class Record(_Frozen):
    """What all records share. An unknown value is None or an empty tuple, never ''."""

    kind: str
    id: str = Field(default="", description="Kind and 16 hexadecimal digits, the same in every run")
    owner: Text = Field(default=None, description="Identifier of the person, given by the caller")
    owner_name: Text = Field(default=None, description="The person's name, found in the source")
    language: Text = Field(default=None, description="BCP 47 tag, where the source names one")
    extra: dict[str, JsonValue] = Field(
        default_factory=dict, description="Fields of the source that the schema has no place for"
    )
    leftover: tuple[str, ...] = Field(default=(), description="Lines of the record that fit no field")
    sources: tuple[SourceReference, ...] = Field(default=(), description="Where the record was told")
    members: tuple[str, ...] = Field(default=(), description="Ids of the unmerged records")
    originals: tuple[Original, ...] = Field(
        default=(), description="The unmerged records, as what each says otherwise; see `unmerge`"
    )
    conflicts: tuple[Conflict, ...] = Field(default=(), description="Fields on which the sources differ")
    evidence: dict[str, tuple[Evidence, ...]] = Field(
        default_factory=dict, description="Field to where it stands; only with full provenance"
    )
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How sure it is that this is a record of this kind"
    )

    FACTS: ClassVar[tuple[str, ...]] = ()
    """The fields of one kind alone, which state the fact itself, in their order."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Names the facts of a kind once its fields are known."""
        cls.FACTS = tuple(name for name in cls.model_fields if name not in Record.model_fields)


class Role(Record):
    """One position at one organization."""

    kind: Literal["role"] = "role"
    title: Text = Field(default=None, description="Name of the position")
    organization: Text = Field(default=None, description="Who it was for")
    location: Text = Field(default=None, description="Place as cleaned text")
    country: Text = Field(default=None, description="ISO 3166-1 alpha-2")
    work_mode: Literal["on-site", "hybrid", "remote"] | None = Field(
        default=None, description="Where the work is done"
    )
    start: PartialDate | None = Field(default=None, description="First day, as precise as the source")
    end: PartialDate | None = Field(default=None, description="Last day, as precise as the source")
    current: bool | None = Field(
        default=None, description="Whether it goes on; None where the source does not say"
    )
    employment_type: Text = Field(
        default=None, description="full-time, part-time, contract, ...; else the cleaned text"
    )
    description: Text = Field(default=None, description="Short prose")
    highlights: tuple[str, ...] = Field(default=(), description="Bullets")
    content: Text = Field(default=None, description="Long text, such as a markdown body")
    technologies: tuple[str, ...] = Field(default=(), description="Names of tools and skills, as listed")
    url: Text = Field(default=None, description="Page of the organization or the role")


class Education(Record):
    """One course of study at one institution."""

    kind: Literal["education"] = "education"
    institution: Text = Field(default=None, description="School or university")
    degree: Text = Field(
        default=None,
        description="As written; `extra` names its level, where known, as `degree_level`: secondary, "
        "vocational, associate, bachelor, diploma, master, doctorate, certificate or professional",
    )
    field_of_study: Text = Field(default=None, description="What was studied")
    location: Text = Field(default=None, description="Place as cleaned text")
    country: Text = Field(default=None, description="ISO 3166-1 alpha-2")
    start: PartialDate | None = Field(default=None, description="First day, as precise as the source")
    end: PartialDate | None = Field(default=None, description="Last day, as precise as the source")
    current: bool | None = Field(
        default=None, description="Whether it goes on; None where the source does not say"
    )
    grade: Text = Field(default=None, description="As written")
    description: Text = Field(default=None, description="Short prose")
    highlights: tuple[str, ...] = Field(default=(), description="Bullets")
    url: Text = Field(default=None, description="Page of the institution or the course")


class Post(Record):
    """One published text: a feed entry, an article, a page."""

    kind: Literal["post"] = "post"
    title: Text = Field(default=None, description="None where the text has none")
    url: Text = Field(default=None, description="Absolute where it can be known, else as given")
    source_id: Text = Field(default=None, description="guid or atom id")
    authors: tuple[Person, ...] = Field(default=(), description="Who wrote it, in order")
    published: Moment | None = Field(default=None, description="A day or less, or a time with its offset")
    updated: Moment | None = Field(default=None, description="A day or less, or a time with its offset")
    summary: Text = Field(default=None, description="What the source calls summary, description or excerpt")
    content: Text = Field(default=None, description="Clean text")
    content_html: Text = Field(default=None, description="Sanitized, links absolute; on request")
    tags: tuple[str, ...] = Field(default=(), description="Each once")
    images: tuple[str, ...] = Field(default=(), description="Addresses")
    is_full: bool | None = Field(default=None, description="Full text (true) or teaser (false)")
    word_count: int | None = Field(default=None, description="Words of the longer of content and summary")

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
FIELD_OF_BODY = {"role": "content", "education": "description", "post": "content"}
"""The field of each kind that holds its long text, such as the body of a file with front matter."""
# The outermost type says for all whether an error may show what was given.
_ANY_RECORD: TypeAdapter[AnyRecord] = TypeAdapter(
    Annotated[AnyRecord, Field(discriminator="kind")], config=ConfigDict(hide_input_in_errors=True)
)

_OUTPUT_ORDER = (
    ("kind", "id", "owner", "owner_name", "language"),
    ("extra", "leftover", "sources", "members", "originals", "conflicts", "evidence", "confidence"),
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
        ValueError: when the values are not those of a record of this schema. It names fields, and
            quotes no value.
    """
    if not isinstance(values, dict):
        raise ValueError(f"{type(values).__name__} is no mapping of field names to values")
    schema = values.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    if values.get("kind") not in tuple(RECORD_TYPES):
        raise ValueError(f"its kind is none of {', '.join(RECORD_TYPES)}")
    try:
        return _ANY_RECORD.validate_python({key: value for key, value in values.items() if key != "schema"})
    except ValidationError as error:
        # The error of the library names keys inside a field, which are words of the document.
        raise RefusedRecordError(*_refusal(error)) from None


class RefusedRecordError(ValueError):
    """Values that are none of a record: `field` is the one that is wrong, None where none is."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def refusal_of(error: ValueError) -> tuple[str | None, str]:
    """The field for which `record_from_json` refused some values, where it is one, and the reason."""
    return error.field if isinstance(error, RefusedRecordError) else None, str(error)


def _refusal(error: ValidationError) -> tuple[str | None, str]:
    # Of a value that may have several forms, the last complaint is about how it is written.
    last = error.errors(include_input=False, include_url=False)[-1]
    # Of a key that holds half a character only the kind is named, which stands before the fields.
    kind, *place = map(str, last["loc"])
    reason = last["msg"].removeprefix("Value error, ")
    return (place[0], f"{place[0]}: {reason}") if place else (None, f"{kind}: {reason}")


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of `jsonl` output: a Role, Education or Post."""
    schema = _ANY_RECORD.json_schema(mode="serialization")
    for name in ("Role", "Education", "Post"):
        definition = schema["$defs"][name]
        definition["properties"] = {"schema": {"const": SCHEMA}} | definition["properties"]
        definition["required"] = sorted(definition["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA} | schema
