"""How two degrees agree, and two fields of study; both may stand in one text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.fields import degrees
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import table

DEGREE_LEVELS = ("same", "same level", "another of the level", "different")
"""From full agreement to none; "same level" where one of the two names no more than the level."""
FIELD_LEVELS = ("same", "part of the other", "some words", "different")
_LEVEL_END = "|"
_BRACKETED = re.compile(r"(?:(?<!\s)\s++)?\([^()]*\)")


@lru_cache(maxsize=8192)
def comparable(degree: str | None, field: str | None) -> tuple[str | None, str | None]:
    """The degree as its level, "|" and written-out name, and the field's words; None where not said.

    A field that stands behind the degree in one text counts where none is given apart. A degree
    without any word is none.
    """
    split_degree, split_field = degrees.split(degree) if degree else (None, None)
    plain_field = _words_of_field(field or split_field or "")
    if split_degree is None:
        return None, plain_field
    bare = _BRACKETED.sub(" ", split_degree).strip() or split_degree
    level, name = degrees.level(bare), degrees.key(bare)
    if not level and not name:
        return None, plain_field
    return f"{level or ''}{_LEVEL_END}{'' if name == level else name}", plain_field


@lru_cache(maxsize=65536)
def degree_level(left: str, right: str) -> str:
    """How two comparable degrees agree: one of `DEGREE_LEVELS`."""
    if left == right:
        return "same"
    (left_level, left_name), (right_level, right_name) = (one.split(_LEVEL_END, 1) for one in (left, right))
    if not left_level or left_level != right_level:
        return "different"
    return "another of the level" if left_name and right_name else "same level"


@lru_cache(maxsize=65536)
def field_level(left: str, right: str) -> str:
    """How two comparable fields of study agree: one of `FIELD_LEVELS`."""
    left_words, right_words = set(left.split()), set(right.split())
    if left_words == right_words or left.replace(" ", "") == right.replace(" ", ""):
        return "same"
    if left_words <= right_words or right_words <= left_words:
        return "part of the other"
    return "some words" if left_words & right_words else "different"


def _words_of_field(text: str) -> str | None:
    plain = wording_key(text.replace("&", " and "))
    plain = _short_fields().get(plain, plain)
    words = (_short_words().get(word, word) for word in plain.split())
    small = table(__package__, "studies")["small_words"]
    return " ".join(word for word in words if word not in small) or None


@cache
def _short_fields() -> dict[str, str]:
    rows = table(__package__, "studies")["fields"].items()
    return {wording_key(short): meant for meant, shorts in rows for short in shorts}


@cache
def _short_words() -> dict[str, str]:
    rows = table(__package__, "studies")["words"].items()
    return {short: meant for meant, shorts in rows for short in shorts}
