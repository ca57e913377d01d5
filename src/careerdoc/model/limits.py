"""How much of an input is read: each limit with the issue that tells where it was reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from careerdoc.model.issue import IssueCode

_GREATEST = 2**53
"""More than any machine has of anything."""


def _limit(default: float, code: IssueCode, what: str) -> Any:
    return field(default=default, metadata={"code": code, "what": what})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an input is read. What is over a limit is told by an issue, and the rest is kept.

    Every value is a whole number from 1 to 2**53, `timeout` a number above 0. Lengths are in
    characters. `rows` says what each limit bounds.

    >>> Limits(max_tags=20).max_tags
    20
    """

    max_bytes: int = _limit(20 * 1024 * 1024, IssueCode.TOO_LARGE, "bytes of an input; a larger is skipped")
    max_lines: int = _limit(200_000, IssueCode.TOO_MANY_LINES, "lines of an input; those behind are not read")
    max_line_length: int = _limit(
        64 * 1024, IssueCode.LINE_TOO_LONG, "a line of a value; the damage of a longer is judged in pieces"
    )
    max_field_length: int = _limit(
        2_048, IssueCode.FIELD_TOO_LONG, "a field of one line; what is over goes to leftover"
    )
    max_front_matter: int = _limit(
        256 * 1024, IssueCode.TOO_LARGE, "a block of front matter; of a longer only the text below is read"
    )
    max_depth: int = _limit(32, IssueCode.TOO_DEEP, "levels of YAML, TOML and JSON; deeper is not read")
    max_nodes: int = _limit(20_000, IssueCode.TOO_LARGE, "values of YAML, TOML and JSON; more are not read")
    max_aliases: int = _limit(64, IssueCode.YAML_ALIAS_LIMIT, "aliases of YAML; more are not read")
    max_expanded: int = _limit(
        100_000, IssueCode.YAML_ALIAS_LIMIT, "the same, each as often as an alias repeats it"
    )
    max_entries: int = _limit(
        10_000, IssueCode.TOO_MANY_ITEMS, "posts of one input; those behind are left out"
    )
    max_roles: int = _limit(
        2_000, IssueCode.TOO_MANY_ITEMS, "roles and education of one input; those behind are left out"
    )
    max_tags: int = _limit(
        200, IssueCode.TOO_MANY_ITEMS, "tags or technologies of one record; those behind are left out"
    )
    max_authors: int = _limit(
        50, IssueCode.TOO_MANY_ITEMS, "authors of one record; those behind are left out"
    )
    max_images: int = _limit(50, IssueCode.TOO_MANY_ITEMS, "images of one record; those behind are left out")
    max_html_length: int = _limit(
        1024 * 1024, IssueCode.FIELD_TOO_LONG, "HTML that is sanitized; a longer gives no content_html"
    )
    max_html_depth: int = _limit(
        100, IssueCode.TOO_DEEP, "nested elements of HTML that is sanitized; more give no content_html"
    )
    timeout: float = _limit(
        30.0, IssueCode.TIMEOUT, "seconds of one input in a process of its own, which is then ended"
    )
    max_memory: int = _limit(
        1024**3, IssueCode.MEMORY_LIMIT, "bytes of address space of such a process; at least 256 MiB"
    )

    @classmethod
    def rows(cls) -> Iterator[tuple[str, float, IssueCode, str]]:
        """The name, the default, the issue and the meaning of each limit."""
        for one in fields(cls):
            yield one.name, getattr(STANDARD, one.name), one.metadata["code"], one.metadata["what"]

    def wrong_ones(self) -> Iterator[str]:
        """The names of those whose value no limit can have."""
        for one in fields(self):
            value = getattr(self, one.name)
            is_number = isinstance(value, int | float if one.name == "timeout" else int)
            if not is_number or isinstance(value, bool) or not 0 < value <= _GREATEST:
                yield one.name


STANDARD = Limits()
"""The limits where a caller names no others."""
