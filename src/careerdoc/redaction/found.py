"""What is found in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a text, what kind of thing it is, and a key that all its spellings share.

    `is_sure` is whether the text alone tells it; what is not sure goes where the same key stands
    elsewhere for sure. `is_user` is whether it is the user's part of the address of a page, where no
    bracket may stand.
    """

    kind: str
    start: int
    end: int
    key: str
    is_sure: bool = True
    is_user: bool = False
