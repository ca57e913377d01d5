"""The markdown below front matter: its text, bullets and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from careerdoc.model.document import Kind, Line, Lines, RawValue, TextForm
from careerdoc.model.records import FIELD_OF_BODY
from careerdoc.readers.base import joined, run_of, value_of
from careerdoc.readers.keyed.telling.prose import marked, parted

_BULLET_LINE = re.compile(r"\s{0,3}[-*+•]\s+\S")
# MDX: what a module takes from others and gives to them stands at the start of a line.
_MODULE = re.compile(r"import\s[^\n]*?from\s+['\"]|import\s+['\"]|export\s+(?:const|default|function|let|\{)")
_HEADING = re.compile(r"#\s+(?P<title>\S.*)")
_MOST_HEADING_LINES = 8
_STARS = re.compile(r"^\*{1,8} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Body:
    """What a body gives to a record: its values, and lines of code that are no text."""

    values: tuple[RawValue, ...] = ()
    code: tuple[Lines, ...] = ()


def read_org_body(lines: Sequence[Line], kind: Kind) -> Body:
    """The body of an Org file as it stands, its headlines without their stars."""
    body = without_blank_ends(lines)
    if not body:
        return Body()
    raw = joined(body)
    field = FIELD_OF_BODY[kind]
    return Body((RawValue(field, _STARS.sub("", raw), body[0].number, body[-1].number, raw),))


def read_body(lines: Sequence[Line], kind: Kind, told: Iterable[RawValue]) -> Body:
    """The content of a post as its body reads; the long text of any other record as it stands.

    Bullets alone are the highlights of a role that has none in its head. The first heading is the
    title of a post that has none there.
    """
    text_lines = [line for line in lines if not _MODULE.match(line.text)]
    code = tuple(run_of([line]) for line in lines if _MODULE.match(line.text))
    body = without_blank_ends(text_lines)
    if not body:
        return Body((), code)
    fields = {value.field for value in told}
    if kind != "post" and "highlights" not in fields and _is_list(body):
        return Body(tuple(_bullets(body)), code)
    values: list[RawValue] = []
    if kind == "post" and "title" not in fields and (title := _heading(body)):
        values.append(title)
    return Body((*values, _content(body, kind)), code)


def without_blank_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the blank ones around them."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _is_list(body: Sequence[Line]) -> bool:
    """Whether all lines are bullets, or lines below one that go on with it."""
    return bool(_BULLET_LINE.match(body[0].text)) and all(
        _BULLET_LINE.match(line.text) or not line.text.strip() or line.text[:1].isspace() for line in body
    )


def _bullets(body: Sequence[Line]) -> Iterable[RawValue]:
    start = 0
    for index in range(1, len(body) + 1):
        if index == len(body) or _BULLET_LINE.match(body[index].text):
            lines = body[start:index]
            while not lines[-1].text.strip():
                lines = lines[:-1]
            # Below a bullet stand bullets of its own, and behind a blank line more of its text.
            prose, (bullet, *inner) = parted(joined(lines))
            texts = (" ".join([bullet, *prose.split()]), *inner)
            yield from (marked(value_of("highlights", lines, text)) for text in texts)
            start = index


def _heading(body: Sequence[Line]) -> RawValue | None:
    for line in body[:_MOST_HEADING_LINES]:
        if heading := _HEADING.fullmatch(line.text):
            title = heading["title"].rstrip()
            return marked(value_of("title", [line], title.rstrip("#").rstrip() or title[0]))
    return None


def _content(body: Sequence[Line], kind: Kind) -> RawValue:
    field = FIELD_OF_BODY[kind]
    raw = joined(body)
    whole = RawValue(field, raw, body[0].number, body[-1].number, raw)
    return replace(whole, form=TextForm.MARKDOWN) if kind == "post" else whole
