"""Texts that end where the rest is to be read elsewhere."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LONGEST_END = 80
"""Characters at the end of a text in which it sends its readers on."""
_LEFT_OUT = re.compile(r"(?:\A|\s)[\[(](?:more\s?)?(?:…|\.{3}|&hellip;)[\])]\s*\Z")
_TRAILS_OFF = re.compile(r"(?:…|\.{3})\s*\Z")
_LAST_SENTENCE = re.compile(r"[^.!?…\n\])。]*\Z")
_POINTING = " \t[]()»›→⇒>:"


def is_teaser(text: str, *, is_whole: bool) -> bool:
    """Whether `text` ends by sending its readers on: "[…]", "Read more »", "Weiterlesen".

    A text that may be the whole one (`is_whole`) can also end with dots that mean something else,
    such as a sentence that trails off; for any other these are enough.

    >>> is_teaser("The kiln was cold. Read more »", is_whole=True)
    True
    """
    end = text[-_LONGEST_END:].rstrip()
    if _LEFT_OUT.search(end) or (not is_whole and _TRAILS_OFF.search(end)):
        return True
    end = _TRAILS_OFF.sub("", end)
    words = end.rstrip(_POINTING)
    last = _LAST_SENTENCE.search(words)
    sent_on = _sent_on().match(fold(last[0].strip(_POINTING))) if last else None
    # "Read more about kilns" may be a sentence; with a sign that points on it is none.
    return sent_on is not None and (not sent_on["name"] or end.endswith(("»", "›", "→", "⇒", ">")))


@cache
def _sent_on() -> re.Pattern[str]:
    words = "|".join(map(re.escape, map(fold, table(__package__, "teasers")["words"])))
    return re.compile(rf"(?:{words})(?P<name>\b.*)?\Z", re.DOTALL)
