"""How an input was read and why, told to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from careerdoc.model.result import ExplainedLine, ParsedDocument
from careerdoc.writers.base import one_line

_LONGEST_TEXT, _WIDEST_USE = 60, 40
"""Characters that are shown of a line, and columns of what it was taken for."""


def inspection(document: ParsedDocument) -> str:
    """A paragraph about one input: status, reader, encoding, layout, records, repairs, issues, lines.

    Repairs are counted in the evidence, so the document should be read with full provenance; the
    lines are those that it explains. A long line ends with an ellipsis.
    """
    lines = [document.name, *(f"  {name:<10}{text}" for name, text in _facts(document))]
    if document.issues:
        lines += ["  issues", *(f"    {issue}" for issue in document.issues)]
    if document.lines:
        lines += ["  lines", *_listed(document.lines)]
    return "".join(f"{one_line(line)}\n" for line in lines) + "\n"


def _facts(document: ParsedDocument) -> Iterator[tuple[str, str]]:
    yield "status", document.status
    yield "encoding", document.encoding or "unknown"
    yield "reader", document.reader or "none"
    if document.scores:
        yield "scores", ", ".join(f"{name} {score:g}" for name, score in document.scores)
    yield "layout", document.layout or "none"
    yield "records", _tally(Counter(record.kind for record in document.records))
    yield "repairs", _tally(_repairs(document))


def _listed(lines: Sequence[ExplainedLine]) -> Iterator[str]:
    """The explained lines as rows of a table: number, what it was taken for, text."""
    digits = len(str(lines[-1].number))
    width = min(_WIDEST_USE, max(len(line.taken_for) for line in lines))
    for line in lines:
        yield f"    {line.number:>{digits}}  {line.taken_for:<{width}}  {_shortened(line.text.strip())}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1].rstrip()}…"


def _repairs(document: ParsedDocument) -> Counter[str]:
    # Fields that were read from the same lines show the same repair, each in its own evidence.
    distinct = {
        repair
        for record in document.records
        for found in record.evidence.values()
        for evidence in found
        for repair in evidence.repairs
    }
    return Counter(repair.reason for repair in distinct)


def _tally(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "none"
