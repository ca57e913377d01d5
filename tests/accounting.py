"""What of an input ended nowhere: lines and words that no record and no issue holds."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from careerdoc import Options, ParsedDocument, Source
from careerdoc.conservation import Coverage
from careerdoc.decoding import decoded_document
from careerdoc.model.document import Document, Line, texts_of_lines
from careerdoc.model.records import AnyRecord, record_to_json
from careerdoc.pipeline import parse_source
from careerdoc.readers import READERS
from careerdoc.text.decode import decode

WORD = re.compile(r"[^\W_]{2,}")
MARKUP = re.compile(r"<!\[CDATA\[|<[^<>]*>")
KEY = re.compile(r"^\s*[\w-]+:")
LABEL = re.compile(r"^\W*[^\W\d_][\w .'\"/()-]{0,40}?(?:\s*[:：=]|\t| {2,})")
KEY_OF_DATA = re.compile(r"^\s*(?:- )*\w[\w\s-]*[:=](?=\s|$)|\"[\w-]+\"\s*:|^\[\[?[\w.-]+\]\]?$")
CUT = re.compile(r"(?P<start>.*)… \[(?P<length>\d+) characters\]", re.DOTALL)
PROSE = {"content", "content_html", "description", "summary", "highlights"}


def lost_lines(data: bytes, reader: str | None) -> list[Line]:
    """The lines whose words stand in no record, issue's quotation or declared line of syntax."""
    source, options = Source("input", data), Options(reader=reader, provenance="full")
    parsed = parse_source(source, options)
    if parsed.status == "skipped":
        assert parsed.issues
        return []
    document, _ = decoded_document(source, options)
    read = next(one for one in READERS if one.name == parsed.reader).read(document)
    coverage = Coverage()
    coverage.take(read)
    assert list(coverage.unread_issues(texts_of_lines(document.text), document.name)) == [
        issue
        for issue in parsed.issues
        if issue.message.endswith(("belongs to no record", "belong to no record"))
    ]
    covered = {line for record in parsed.records for line in lines_of(record, document)}
    covered |= {
        line
        for issue in parsed.issues
        if issue.line and issue.raw
        for line in range(issue.line, issue.line + issue.raw.count("\n") + 1)
    }
    covered |= {
        line for lines in (*read.syntax, *read.noted) for line in range(lines.line, lines.end_line + 1)
    }
    left = [line for line in document.lines if line.number not in covered]
    return list(_without_syntax(left, read.without_syntax))


def _without_syntax(left: list[Line], without_syntax: Callable[[str], str]) -> Iterator[Line]:
    """The lines that hold more than syntax; those that stand together are looked at together."""
    for _, pairs in groupby(enumerate(left), key=lambda pair: pair[1].number - pair[0]):
        run = [line for _, line in pairs]
        texts = without_syntax("\n".join(line.text for line in run)).split("\n")
        yield from (line for line, text in zip(run, texts, strict=False) if text.strip())


def lost_words(source: Source, reader: str | None) -> list[str]:
    """The words of a source that stand in no value, extra, leftover or quotation.

    A date, a degree or a place counts as kept where its text is quoted; prose only where the field
    holds it. Names of elements and keys are no words, nor are the marks that a reader calls syntax.
    """
    options = Options(reader=reader, provenance="full", repair="off")
    parsed = parse_source(source, options)
    if parsed.status == "skipped" or (reader is None and parsed.reader == "feed"):
        return []
    document, _ = decoded_document(source, options)
    reading = next(one for one in READERS if one.name == parsed.reader).read(document)
    syntax = {line for lines in reading.syntax for line in range(lines.line, lines.end_line + 1)}
    texts = list(kept_texts(parsed, document))
    kept, together = {word for text in texts for word in WORD.findall(text)}, "\n".join(texts)
    shown = plain_lines([line.text for line in document.lines], parsed.reader)
    return [
        word
        for number, line in enumerate(shown, start=1)
        if number not in syntax
        for word in WORD.findall(line)
        # A tag or a reference inside a word parts it here, and not in the text that is shown.
        if word not in kept and word not in together
    ]


def kept_texts(parsed: ParsedDocument, document: Document) -> Iterator[str]:
    for record in parsed.records:
        values = record_to_json(record)
        quoted = {name: found for name, found in values["evidence"].items() if name not in PROSE}
        yield from texts_in(values | {"evidence": quoted})
    for issue in parsed.issues:
        yield issue.raw or ""
        if issue.line and (cut := CUT.fullmatch(issue.raw or "")):
            yield behind_the_cut(cut, document.text, document.lines[issue.line - 1].start_offset)


def behind_the_cut(cut: re.Match[str], text: str, line_start: int) -> str:
    """All of what an issue quotes the first 2,000 characters of; empty where it does not stand there."""
    start = text.find(cut["start"], line_start)
    return "" if start < 0 else text[start : start + int(cut["length"])]


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside a JSON value, keys included."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


def plain_lines(lines: list[str], reader: str | None) -> list[str]:
    """Lines without the names of elements, keys or labels, where their format has any."""
    if reader == "profile":
        return [LABEL.sub("", line) for line in lines]
    if reader == "data":
        return [KEY_OF_DATA.sub(" ", line) for line in lines]
    if reader == "frontmatter":
        # The body of a post is markdown, which may hold elements.
        return [KEY_OF_DATA.sub(" ", KEY.sub("", line)) for line in without_tags("\n".join(lines))]
    if reader not in {"feed", "page"}:
        return lines
    # A tag may go over several lines; what is read of a reference may look like the end of one.
    return [html.unescape(MARKUP.sub(" ", html.unescape(line))) for line in without_tags("\n".join(lines))]


def without_tags(text: str) -> list[str]:
    """The lines of `text` with a blank for each tag."""
    return MARKUP.sub(lambda tag: " " + "\n" * tag[0].count("\n"), text).split("\n")


def document_of(data: bytes, declared: str | None = None) -> Document:
    text = decode(data, declared).text
    return Document(Source("input", data), text, "utf-8")


def lines_of(record: AnyRecord, document: Document) -> set[int]:
    covered: set[int] = set()
    for pieces in record.evidence.values():
        for piece in pieces:
            covered |= set(range(piece.line, piece.line + piece.raw.count("\n") + 1))
    held = {line.strip() for text in record.leftover for line in text.split("\n")}
    return covered | {line.number for line in document.lines if line.text.strip() in held}
