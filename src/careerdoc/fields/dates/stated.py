"""What a text says of time: a range with its two ends, and where in a text it stands."""

from __future__ import annotations

from dataclasses import dataclass

from careerdoc.model.issue import Issue
from careerdoc.model.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class DateRange:
    """Two ends, each as precise as written.

    `current` is True where the text says that it goes on, False where it gives an end, else
    None. `single` is True for one date that is no range; it stands in `start`. `issues` say
    what could not be read. `months` is the duration that is printed beside the dates, in
    months, None where none is; it is not compared with them.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    current: bool | None = None
    single: bool = False
    issues: tuple[Issue, ...] = ()
    months: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no date is stated."""
        return self.start is None and self.end is None


@dataclass(frozen=True, slots=True)
class Found:
    """A date or range inside a text, from `start_offset` up to `end_offset`, in characters."""

    start_offset: int
    end_offset: int
    stated: DateRange
