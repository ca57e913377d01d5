"""Prose under keys and bodies of markdown: sentences apart from bullets, marks taken for what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import dedent

from careerdoc.model.document import Kind, Line, RawValue, TextForm
from careerdoc.readers.base import value_of
from careerdoc.text.html import html_to_text
from careerdoc.text.markdown import has_inline_marks

_BULLET = re.compile(r"\s{0,12}(?:[-*+•‣▪◦●–—]|\d{1,2}[.)])(?:\s+|$)(?P<text>.*)")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|h[1-6])\b", re.IGNORECASE)


def bullets_of(text: str) -> tuple[str, ...]:
    """The lines of a text, without the signs of bullets; a line that goes on a bullet is a part of it."""
    prose, bullets = parted(text)
    return (*prose.split("\n"), *bullets) if prose else bullets


def parted(text: str) -> tuple[str, tuple[str, ...]]:
    """The sentences of a text, and its bullets without their signs.

    A line that is indented below a bullet goes on with it.
    """
    prose: list[str] = []
    bullets: list[str] = []
    is_open = False
    for line in text.split("\n"):
        if bullet := _BULLET.fullmatch(line):
            bullets.append(bullet["text"].strip())
            is_open = True
        elif is_open and line[:1].isspace() and line.strip():
            bullets[-1] = f"{bullets[-1]} {line.strip()}"
        else:
            is_open = False
            prose.append(line)
    return "\n".join(prose).strip("\n"), tuple(bullet for bullet in bullets if bullet)


def prose_values(field: str, texts: Sequence[str], lines: Sequence[Line], kind: Kind) -> list[RawValue]:
    """The raw values of prose: sentences for `field`, bullets as highlights where the kind has these."""
    if kind == "post":
        return [marked(value_of(field, lines, text)) for text in texts if text.strip()]
    text = "\n".join(html_to_text(text) if _BLOCK_TAG.search(text) else text for text in texts)
    prose, bullets = parted(dedent(text))
    found = [value_of(field, lines, prose)] if prose.strip() else []
    found += [value_of("highlights", lines, bullet) for bullet in bullets]
    return [marked(value) for value in found]


def marked(value: RawValue) -> RawValue:
    """The value as markdown where marks may stand in its text, else as it is."""
    return replace(value, form=TextForm.INLINE) if has_inline_marks(value.text) else value
