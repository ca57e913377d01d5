"""What can be odd about the data: coded, placed and quoted, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RAW_LIMIT = 2_000
"""The most characters of the source that one issue quotes."""


class Severity(StrEnum):
    """How much an issue matters: info (kept, nothing lost), warning (look at it), error (lost)."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class IssueCode(StrEnum):
    """The stable names of issues; `docs/issues.md` has a row for each."""

    EMPTY_INPUT = "empty-input"
    BINARY_INPUT = "binary-input"
    COMPRESSED_INPUT = "compressed-input"
    UNSUPPORTED_FORMAT = "unsupported-format"
    REPLACED_BYTES = "replaced-bytes"
    ENCODING_GUESSED = "encoding-guessed"
    ENCODING_LIE = "encoding-lie"
    ENCODING_MIXED = "encoding-mixed"
    CONTROL_CHARS = "control-chars"
    BAD_UNICODE = "bad-unicode"
    REPAIRED_TEXT = "repaired-text"
    UNCLOSED_FRONTMATTER = "unclosed-frontmatter"
    MALFORMED_FRONTMATTER = "malformed-frontmatter"
    MALFORMED_YAML = "malformed-yaml"
    MENDED_YAML = "mended-yaml"
    MALFORMED_DATA = "malformed-data"
    MENDED_DATA = "mended-data"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS_LIMIT = "yaml-alias-limit"
    DUPLICATE_KEY = "duplicate-key"
    BAD_TYPE = "bad-type"
    NOT_A_FEED = "not-a-feed"
    MALFORMED_XML = "malformed-xml"
    XML_ENTITIES = "xml-entities"
    MALFORMED_RECORD = "malformed-record"
    TRUNCATED = "truncated"
    BAD_URL = "bad-url"
    BAD_DATE = "bad-date"
    ZERO_DATE_PART = "zero-date-part"
    PLACEHOLDER_DROPPED = "placeholder-dropped"
    ZONE_ASSUMED = "zone-assumed"
    FUTURE_DATE = "future-date"
    END_BEFORE_START = "end-before-start"
    NO_RECORD = "no-record"
    LOW_CONFIDENCE = "low-confidence"
    LEFTOVER = "leftover"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    LINE_TOO_LONG = "line-too-long"
    FIELD_TOO_LONG = "field-too-long"
    TOO_MANY_ITEMS = "too-many-items"
    TOO_MANY_LINES = "too-many-lines"
    NOT_FOUND = "not-found"
    NOT_A_FILE = "not-a-file"
    PERMISSION_DENIED = "permission-denied"
    SYMLINK_SKIPPED = "symlink-skipped"
    TIMEOUT = "timeout"
    MEMORY_LIMIT = "memory-limit"
    WORKER_DIED = "worker-died"
    INTERNAL_ERROR = "internal-error"
    POSSIBLE_DUPLICATE = "possible-duplicate"
    CONFLICT = "conflict"


_ERRORS = frozenset(
    {
        IssueCode.BINARY_INPUT,
        IssueCode.COMPRESSED_INPUT,
        IssueCode.UNSUPPORTED_FORMAT,
        IssueCode.NOT_A_FEED,
        IssueCode.MALFORMED_RECORD,
        IssueCode.TOO_LARGE,
        IssueCode.TOO_DEEP,
        IssueCode.YAML_ALIAS_LIMIT,
        IssueCode.NOT_FOUND,
        IssueCode.NOT_A_FILE,
        IssueCode.PERMISSION_DENIED,
        IssueCode.TIMEOUT,
        IssueCode.MEMORY_LIMIT,
        IssueCode.WORKER_DIED,
        IssueCode.INTERNAL_ERROR,
    }
)
_INFOS = frozenset(
    {
        IssueCode.ENCODING_GUESSED,
        IssueCode.CONTROL_CHARS,
        IssueCode.BAD_UNICODE,
        IssueCode.REPAIRED_TEXT,
        IssueCode.PLACEHOLDER_DROPPED,
        IssueCode.ZERO_DATE_PART,
        IssueCode.ZONE_ASSUMED,
        IssueCode.FUTURE_DATE,
        IssueCode.NO_RECORD,
        IssueCode.LOW_CONFIDENCE,
        IssueCode.LEFTOVER,
        IssueCode.POSSIBLE_DUPLICATE,
        IssueCode.CONFLICT,
    }
)


@dataclass(frozen=True, slots=True)
class Issue:
    """One oddity of the data, with its place and the text it speaks of.

    `source` is the name of the input, `line` and `column` count from 1 (`column` in
    characters), `field` is the record's field, `raw` the text of the source, at most
    `RAW_LIMIT` characters. What is unknown is None.
    """

    code: IssueCode
    message: str
    source: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    raw: str | None = None

    @property
    def severity(self) -> Severity:
        """Follows from the code alone; any code not listed otherwise is a warning."""
        if self.code in _ERRORS:
            return Severity.ERROR
        return Severity.INFO if self.code in _INFOS else Severity.WARNING

    def __str__(self) -> str:
        """The message line of the command line: `path:line:column: severity code: text`."""
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        return f"{place or '-'}: {self.severity} {self.code}: {self.message}"

    def to_json(self) -> dict[str, str | int | None]:
        """All parts as JSON values, in fixed order, None where unknown."""
        return {
            "code": str(self.code),
            "severity": str(self.severity),
            "message": self.message,
            "source": self.source,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "raw": self.raw,
        }


def quoted(text: str) -> str:
    """`text` as an issue quotes it: whole, or its first 2,000 characters and its length."""
    if len(text) <= RAW_LIMIT:
        return text
    note = f"… [{len(text)} characters]"
    return text[: RAW_LIMIT - len(note)] + note
