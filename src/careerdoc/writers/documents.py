"""JSON Lines: one input a line, with its records and issues, not merged."""

from __future__ import annotations

import json

from careerdoc.model.records import record_to_json
from careerdoc.model.result import ParsedDocument, ParseResult


def write(result: ParseResult) -> str:
    """One line for each input, in the order of the inputs."""
    return "".join(write_document(document) for document in result.documents)


def write_document(document: ParsedDocument) -> str:
    """The line of one input, with its line end."""
    values = {
        "source": document.name,
        "status": document.status,
        "reader": document.reader,
        "encoding": document.encoding,
        "issues": [issue.to_json() for issue in document.issues],
        "records": [record_to_json(record) for record in document.records],
    }
    return f"{json.dumps(values, ensure_ascii=False, allow_nan=False)}\n"
