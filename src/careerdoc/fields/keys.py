"""Keys of front matter and of data files, folded for comparing."""

from __future__ import annotations

import re
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z\u00df-\u00ff])(?=[A-Z])")
_SEPARATORS = re.compile(r"[-_.\s]+")


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """The folded form under which keys are compared: "start_date" and "startDate" are one."""
    return _SEPARATORS.sub("", name).casefold()


def words_of(name: str) -> str:
    """The words of a key with single blanks between: "workExperience" and "work_experience" alike."""
    return " ".join(_SEPARATORS.sub(" ", _HUMP.sub(" ", name)).split())
