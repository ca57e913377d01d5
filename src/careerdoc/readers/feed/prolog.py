"""What stands before the root of a feed, and the tags that open it."""

from __future__ import annotations

import re

_PROLOG = re.compile(
    r"(?P<text>[^<]*)(?>(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+", re.DOTALL
)
_START_TAG = re.compile(r"""\s*<(?P<name>[A-Za-z][\w:.-]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_KEPT_ATTRIBUTE = re.compile(r"""\s(?:xmlns(?::[\w.-]+)?|xml:\w+)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_LONGEST_OPENING = 4_000


def before_root(text: str) -> tuple[str, int]:
    """The text before the first markup, without blanks around it, and the offset where the root begins.

    The root stands behind text, comments, instructions and a document type.
    """
    found = _PROLOG.match(text)
    return (found["text"].strip(), found.end()) if found else ("", 0)


def opening(text: str) -> str:
    """The start tags of the root and of its channel on one line; of long ones only what is inherited."""
    tags, (_, offset) = "", before_root(text)
    while tag := _START_TAG.match(text, offset):
        name = tag["name"].rpartition(":")[2].lower()
        if tags and name != "channel":
            break
        told = " ".join(tag[0].split())
        if len(tags) + len(told) > _LONGEST_OPENING:
            inherited = "".join(_KEPT_ATTRIBUTE.findall(tag[0]))
            told = f"<{tag['name']}{inherited if len(inherited) <= _LONGEST_OPENING else ''}>"
        tags, offset = tags + told, tag.end()
        if name not in ("rss", "rdf"):
            break
    return tags
