"""Languages: tags, names, and the locales of systems."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.fields import countries
from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LONGEST = 64
"""Characters. A longer text is no tag and no name."""
_TAG = re.compile(
    r"""(?P<language>[a-z]{2,3})(?:-[a-z]{3})?
        (?:-[a-z]{4})?                                # script
        (?:-(?:[a-z]{2}|\d{3}))?                      # region
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*           # variants
        (?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*             # extensions
        (?:-x(?:-[a-z\d]{1,8})+)?                     # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# "pt_PT.UTF-8", "de_DE@euro": POSIX, section 8.2, puts the encoding and a variant behind.
_BEHIND_LOCALE = re.compile(r"[.@].*")
_NAME = re.compile(r"(?P<name>[^()]+)\((?P<country>[^()]+)\)")


def parse(text: str) -> str | None:
    """The BCP 47 tag that the whole text is or names ("pt_PT.UTF-8", "English (US)"), else None.

    A tag keeps its case.
    Source: RFC 5646, section 2.1; ISO 639-1.
    """
    given = text.strip()
    if len(given) > _LONGEST:
        return None
    return _tag(_BEHIND_LOCALE.sub("", given).replace("_", "-")) or _named(given)


def _tag(text: str) -> str | None:
    found = _TAG.fullmatch(text)
    if found is None or (len(found["language"]) == 2 and found["language"].lower() not in _codes()):
        return None
    return text


def _named(text: str) -> str | None:
    found = _NAME.fullmatch(text)
    if found is None:
        return _names().get(fold(text))
    tag, country = _names().get(fold(found["name"])), countries.parse(found["country"])
    return f"{tag}-{country}" if tag and country and "-" not in tag else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(table(__package__, "languages")["codes"].split())


@cache
def _names() -> dict[str, str]:
    names: dict[str, list[str]] = table(__package__, "languages")["names"]
    return {fold(name): tag for tag, all_of in names.items() for name in all_of}
