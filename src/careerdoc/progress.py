"""A bar on a terminal that shows how many inputs are read, how fast, and for how long yet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from careerdoc.batch import Given
from careerdoc.console import is_terminal
from careerdoc.model.result import ParsedDocument

_FEWEST = 20
"""Inputs; fewer are read before a bar could be looked at."""


def with_progress(
    read: Callable[[Iterable[Given]], Iterable[ParsedDocument]], given: Iterable[Given]
) -> Iterator[ParsedDocument]:
    """What `read` makes of the inputs; where a person looks at standard error, with a bar there.

    All inputs are found first, so that it is known how many there are. Messages stand above the
    bar, which is gone when all is read.
    """
    if not is_terminal(sys.stderr):
        yield from read(given)
        return
    listed = list(given)
    if len(listed) < _FEWEST:
        yield from read(listed)
        return
    yield from _shown(read(listed), len(listed))


def _shown(documents: Iterable[ParsedDocument], total: int) -> Iterator[ParsedDocument]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="")
        for document in documents:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.0f} a second" if speed else "")
            yield document
