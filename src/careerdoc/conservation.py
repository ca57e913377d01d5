"""That no line of an input is lost silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from careerdoc.model.document import RawItem, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted


class Coverage:
    """The lines that ended in a value, in `extra`, in leftover, in an issue or are pure syntax."""

    def __init__(self) -> None:
        self._is_read = bytearray()
        self._without_syntax: Callable[[str], str] = str

    def take(self, reading: Reading) -> None:
        """Adds what a reading accounts for; an issue accounts for the lines that it quotes."""
        # Many values can stand on the same lines, such as the entries of one long list.
        for line, end_line in {span for item in reading.items for span in _spans(item)}:
            self._mark(line, end_line)
        for lines in (*reading.syntax, *reading.noted):
            self._mark(lines.line, lines.end_line)
        for issue in reading.issues:
            if issue.line is not None and issue.raw is not None:
                self._mark(issue.line, issue.line + issue.raw.count("\n"))
        if reading.without_syntax is not str:
            self._without_syntax = reading.without_syntax

    def _mark(self, line: int, end_line: int) -> None:
        if end_line >= len(self._is_read):
            self._is_read.extend(bytes(2 * end_line + 1 - len(self._is_read)))
        self._is_read[line : end_line + 1] = b"\1" * (end_line + 1 - line)

    def unread_issues(self, lines: Iterable[str], source: str) -> Iterator[Issue]:
        """One issue for each run of lines that are not accounted for; `lines` are those of the input.

        Blank lines and lines of pure syntax hold nothing that could be lost.
        """
        for first, run in self._unread_runs(lines):
            left = self._without_syntax("\n".join(run)).split("\n")
            yield from _issues_of(first, run, left, source)

    def _unread_runs(self, lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
        """The lines that stand together unread, each run with the number of its first."""
        is_read, end = self._is_read, len(self._is_read)
        run: list[str] = []
        number = 0
        for number, text in enumerate(lines, start=1):
            if number >= end or not is_read[number]:
                run.append(text)
            elif run:
                yield number - len(run), run
                run = []
        if run:
            yield number + 1 - len(run), run


def _issues_of(first: int, run: list[str], left: list[str], source: str) -> Iterator[Issue]:
    """The issues for what is `left` of a run without syntax, each for what only blank lines part."""
    lost: list[int] = []
    for place, (text, rest) in enumerate(zip(run, left, strict=False)):
        if rest.strip():
            lost.append(place)
        elif lost and text.strip():
            yield _issue(first, run, lost, source)
            lost = []
    if lost:
        yield _issue(first, run, lost, source)


def _issue(first: int, run: list[str], lost: list[int], source: str) -> Issue:
    message = "belongs to no record" if len(lost) == 1 else f"{len(lost)} lines belong to no record"
    raw = quoted("\n".join(run[lost[0] : lost[-1] + 1]))
    return Issue(IssueCode.LEFTOVER, message, source, first + lost[0], raw=raw)


def _spans(item: RawItem) -> Iterator[tuple[int, int]]:
    for value in item.values:
        yield value.line, value.end_line
    for lines in (*item.leftover, *(extra.lines for extra in item.extra)):
        yield lines.line, lines.end_line
