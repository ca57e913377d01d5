"""Names written with marks of markdown or HTML: links, emphasis, entities."""

from __future__ import annotations

import html
import re

_LINK = re.compile(
    r"(?<!!)\[(?P<label>[^][]{1,200})\]\([ ]{0,3}(?P<target>[^()\s]{1,500})(?:[ ]\"[^\"]{0,200}\")?\)"
)
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|`)(?P<text>[^*_`\s](?:[^*_`]*[^*_`\s])?)(?P=mark)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_name(text: str) -> str:
    """The name as it reads: links as their label, no emphasis around the whole, entities read.

    >>> plain_name("**[Loaf &amp; Sons](https://loaf.example)**")
    'Loaf & Sons'
    """
    labelled = _LINK.sub(r"\g<label>", text).strip()
    whole = _EMPHASIS.fullmatch(labelled)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), whole["text"] if whole else labelled)


def link_targets(text: str) -> tuple[str, ...]:
    """The addresses that the links in a name lead to."""
    return tuple(link["target"] for link in _LINK.finditer(text))
