"""A date that is only as precise as its source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a year and month, or a day; written `2019`, `2019-06`, `2019-06-30`.

    Years run from 1 to 9999. There is no `<`: whether 2019 comes before 2019-06 has no
    answer. Compare `earliest` and `latest` instead.

    Raises:
        ValueError: for a date that cannot be: a day without its month, February 30.

    >>> str(PartialDate(2019, 6))
    '2019-06'
    >>> PartialDate(2019).latest
    datetime.date(2019, 12, 31)
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except OverflowError as error:
            raise ValueError("years run from 1 to 9999") from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that `str` of a PartialDate wrote; no other spelling is taken.

        Raises:
            ValueError: when `text` is not of that form.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("a partial date is written YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in written.groups())
        assert year is not None
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def precision(self) -> int:
        """How many of year, month and day are known: 1, 2 or 3."""
        return 1 + (self.month is not None) + (self.day is not None)

    def is_compatible_with(self, other: PartialDate) -> bool:
        """Whether both can mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lets records hold partial dates and write them as text."""
        from_text = core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(strict=True, pattern=f"^{_WRITTEN.pattern}$")
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_text]),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """What JSON Schema says of a partial date, read or written."""
        return {"type": "string", "title": cls.__name__, "pattern": f"^{_WRITTEN.pattern}$"}
