"""Data files of YAML, TOML or JSON: resumes, lists of roles and schools, sections of a site."""

from __future__ import annotations

import re
from dataclasses import replace

from careerdoc.model.document import Document, Reader, Reading, suffix_of
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import (
    first_filled_line,
    joined,
    nothing_found,
    placed_issues,
    unread,
    with_issues,
)
from careerdoc.readers.keyed.formats.loaders import LOADERS
from careerdoc.readers.keyed.reading import Keyed, read_keyed
from careerdoc.readers.keyed.tree import Scalar

_FORM_OF_SUFFIX = {
    ".yml": "yaml",
    ".yaml": "yaml",
    ".toml": "toml",
    ".json": "json",
    ".json5": "json",
    ".jsonc": "json",
}
_BY_SUFFIX = 0.9
_BY_CONTENT = 0.7
_SIGNS = {
    "yaml": re.compile(r"^\s{0,12}(?:- )?[\"']?[\w .@/-]{1,80}[\"']?:(?:\s|$)", re.MULTILINE),
    "toml": re.compile(r"^\s{0,12}(?:\[|[\w.\"-]{1,80}\s*=)", re.MULTILINE),
    "json": re.compile(r"\A\s*(?:[\[{]|/[/*])"),
}
"""What the start of a file of each format holds somewhere."""
_HEAD = 4_000
"""Characters that tell the format of a text without a name."""
_JSON = re.compile(r"\s*(?:\{\s*\"[^\"\n]{1,80}\"\s*:|\[\s*\{\s*\"[^\"\n]{1,80}\"\s*:)")
_KEY = r"[\w.\"-]{1,80}"
_NOTHING = r"[ \t]*(?:#[^\n]*)?\n"
_TOML = re.compile(
    rf"^\[{{1,2}}{_KEY}\]{{1,2}}{_NOTHING}(?:{_NOTHING})*[ \t]*{_KEY}[ \t]*=[ \t]*\S", re.MULTILINE
)
_ITEM = re.compile(r"^\s{0,8}- [A-Za-z_][\w-]{0,40}:(?: |$)", re.MULTILINE)
_KEYED = re.compile(r"^\s{1,12}[A-Za-z_][\w-]{0,40}:(?: |$)", re.MULTILINE)


def _sniff(document: Document) -> float:
    form = _form_of_name(document)
    if form is not None:
        return 1.0 if _SIGNS[form].search(document.text, 0, _HEAD) else _BY_SUFFIX
    return _BY_CONTENT if _form_of_text(document.text[:_HEAD]) else 0.0


def _form_of_name(document: Document) -> str | None:
    return _FORM_OF_SUFFIX.get(suffix_of(document.name))


def _form_of_text(text: str) -> str | None:
    """The format that the start of a text shows without doubt; YAML only by a list of mappings."""
    if _JSON.match(text):
        return "json"
    if _TOML.search(text):
        return "toml"
    return "yaml" if _ITEM.search(text) and _KEYED.search(text) else None


def _read(document: Document) -> Reading:
    form = _form_of_name(document) or _form_of_text(document.text[:_HEAD]) or "yaml"
    if form != "json" and _JSON.match(document.text):
        form = "json"
    loaded = LOADERS[form](joined(document.lines), document.limits)
    issues = placed_issues(loaded.issues, 1)
    if not loaded.is_whole:
        return unread(document, issues, 0)
    if loaded.root is None or isinstance(loaded.root, Scalar):
        message = "this holds no keys with values"
        raw = quoted(document.text.strip())
        issue = Issue(IssueCode.MALFORMED_DATA, message, line=first_filled_line(document), raw=raw)
        return replace(nothing_found(document, "plain text"), issues=(*issues, issue), lossy=bool(issues))
    return with_issues(read_keyed(document, Keyed(form, document.lines, loaded)), issues)


READER = Reader(
    name="data",
    title="Data files in YAML, TOML or JSON: resumes, lists of roles and schools",
    suffixes=tuple(_FORM_OF_SUFFIX),
    media_types=("application/yaml", "application/toml", "application/json"),
    sniff=_sniff,
    read=_read,
)
