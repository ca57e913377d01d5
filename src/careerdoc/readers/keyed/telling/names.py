"""Names written with marks of markdown or HTML: links, emphasis, entities."""

from __future__ import annotations

import html
import re

from careerdoc.text.html import inline_text

# Every link, emphasis, tag and entity holds one of these; most names hold none.
_MARK = re.compile(r"[\[<&*_`]")
_LINK = re.compile(
    r"(?<!!)\[(?P<label>[^][]{1,200})\]\([ ]{0,3}(?P<target>[^()\s]{1,500})(?:[ ]\"[^\"]{0,200}\")?\)"
)
# Obsidian and wikis: a page, or "page|the text that is shown".
_WIKI_LINK = re.compile(r"\[\[(?:[^][|]{1,200}\|)?(?P<label>[^][|]{1,200})\]\]")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|`)(?P<text>[^*_`\s](?:[^*_`]*[^*_`\s])?)(?P=mark)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_HREF = re.compile(
    r"<a\s[^<>]{0,300}?\bhref\s{0,3}=\s{0,3}(?P<target>\"[^\"<>]{1,500}\"|'[^'<>]{1,500}'|[^\s\"'<>]{1,500})",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_name(text: str) -> str:
    """The name as it reads: links as their label, no emphasis around the whole, entities read.

    >>> plain_name("**[Loaf &amp; Sons](https://loaf.example)**")
    'Loaf & Sons'
    >>> plain_name("[[Ash Inn]]"), plain_name("[[inns/ash|Ash Inn]]")
    ('Ash Inn', 'Ash Inn')
    """
    if not _MARK.search(text):
        return text.strip()
    shown = inline_text(text) if _TAG.search(text) else text
    labelled = _WIKI_LINK.sub(r"\g<label>", _LINK.sub(r"\g<label>", shown)).strip()
    whole = _EMPHASIS.fullmatch(labelled)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), whole["text"] if whole else labelled)


def link_targets(text: str) -> tuple[str, ...]:
    """The addresses that the links in a name lead to."""
    if not _MARK.search(text):
        return ()
    in_tags = (html.unescape(link["target"].strip("\"'")) for link in _HREF.finditer(text))
    return (*(link["target"] for link in _LINK.finditer(text)), *in_tags)
