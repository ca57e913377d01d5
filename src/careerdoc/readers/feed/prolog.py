"""What stands before the root of a feed, and the tags that open it."""

from __future__ import annotations

import re

_PROLOG = re.compile(
    r"(?P<text>[^<]*)(?>(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+", re.DOTALL
)
_START_TAG = re.compile(r"""\s*<(?P<name>[A-Za-z][\w:.-]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_KEPT_ATTRIBUTE = re.compile(r"""\s(?:xmlns(?::[\w.-]+)?|xml:\w+)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_LONGEST_OPENING = 4_000


def text_before(text: str) -> str | None:
    """The text before the first markup, without blanks around it; None where no root can follow."""
    found = _PROLOG.match(text)
    return found["text"].strip() if found else None


def root_offset(text: str) -> int:
    """Where the root begins: behind text, comments, instructions and a document type."""
    found = _PROLOG.match(text)
    return found.end() if found else 0


def opening(text: str) -> str:
    """The start tags of the root and of its channel on one line; of long ones only what is inherited."""
    offset, tags = root_offset(text), ""
    while tag := _START_TAG.match(text, offset):
        name = tag["name"].rpartition(":")[2].lower()
        if tags and name != "channel":
            break
        told = " ".join(tag[0].split())
        if len(tags) + len(told) > _LONGEST_OPENING:
            inherited = "".join(_KEPT_ATTRIBUTE.findall(tag[0]))
            told = (
                f"<{tag['name']}{inherited[:_LONGEST_OPENING] if len(inherited) <= _LONGEST_OPENING else ''}>"
            )
        tags, offset = tags + told, tag.end()
        if name not in ("rss", "rdf"):
            break
    return tags
