"""The lines of files of records: small files are read as everywhere, large ones line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from careerdoc.model.document import Source
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options
from careerdoc.pipeline import read_records
from careerdoc.writers import jsonl

Line = tuple[str, int, bytes]
"""The name of its file, its number from 1, and what stands in it."""
_MARK = b"\xef\xbb\xbf"


def lines_of(name: str, file: BinaryIO, options: Options) -> Iterator[Line | ParsedDocument]:
    """The lines of one file, and at last what became of it, without records.

    JSON Lines in UTF-8 come as they stand, in any amount. All else that `max_bytes` allows (JSON
    documents, other encodings and line ends) is read as a whole, and its records come as lines.
    """
    content = file.read(options.limits.max_bytes + 1)
    if len(content) > options.limits.max_bytes or _are_lines(content):
        *whole, cut = content.removeprefix(_MARK).split(b"\n")
        whole.append(cut + file.readline())
        yield from ((name, number, line) for number, line in enumerate(whole, start=1))
        yield from ((name, number, line) for number, line in enumerate(file, start=len(whole) + 1))
        yield ParsedDocument(name, "ok")
        return
    document = read_records(Source(name, content), options)
    yield from ((name, 1, jsonl.line(record).encode("utf-8")) for record in document.records)
    yield replace(document, records=())


def _are_lines(content: bytes) -> bool:
    """Whether the content is JSON Lines in UTF-8 with plain line ends, as far as its first line tells."""
    first = next(filter(bytes.strip, content.split(b"\n", 16)), b"")
    try:
        values = json.loads(first)
        content.decode("utf-8")
    except (ValueError, RecursionError):
        return False
    return b"\r" not in content and isinstance(values, dict) and "kind" in values
