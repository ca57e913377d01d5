"""That no line of an input is lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from careerdoc.model.document import Document, Line, RawItem, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted


def unread_issues(document: Document, reading: Reading) -> Iterator[Issue]:
    """One issue for each run of lines that ended in no value, extra, leftover or other issue.

    An issue covers the lines that it quotes.

    Blank lines and lines of pure syntax hold nothing that could be lost.
    """
    read = _read_lines(reading)
    filled = (line for line in document.lines if line.text.strip())
    for is_read, run in groupby(filled, key=lambda line: line.number in read):
        if not is_read:
            yield _issue_of(list(run), document)


def _read_lines(reading: Reading) -> set[int]:
    read: set[int] = set()
    for lines in (*reading.syntax, *reading.noted):
        read.update(range(lines.line, lines.end_line + 1))
    # Many values can stand on the same lines, such as the entries of one long list.
    for line, end_line in {span for item in reading.items for span in _spans(item)}:
        read.update(range(line, end_line + 1))
    for issue in reading.issues:
        if issue.line is not None and issue.raw is not None:
            read.update(range(issue.line, issue.line + issue.raw.count("\n") + 1))
    return read


def _spans(item: RawItem) -> Iterator[tuple[int, int]]:
    for value in item.values:
        yield value.line, value.end_line
    for lines in (*item.leftover, *(extra.lines for extra in item.extra)):
        yield lines.line, lines.end_line


def _issue_of(run: list[Line], document: Document) -> Issue:
    message = "belongs to no record" if len(run) == 1 else f"{len(run)} lines belong to no record"
    quotation = document.lines[run[0].number - 1 : run[-1].number]
    raw = quoted("\n".join(line.text for line in quotation))
    return Issue(IssueCode.LEFTOVER, message, document.name, run[0].number, raw=raw)
