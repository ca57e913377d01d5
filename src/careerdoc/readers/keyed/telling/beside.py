"""What stands beside the text in markdown and HTML: links, labels, pictures, each with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from careerdoc.model.document import Extra, Kind, Lines, RawItem, RawValue, TextForm
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import beside_text


def item_with_beside(item: RawItem) -> tuple[RawItem, tuple[Issue, ...]]:
    """The record with what stands beside the text of its values in `extra`, and issues for what is hidden.

    The pictures of a post stay with its text, for they are a field of their own. What has the name of
    a key of the source is told by an issue.
    """
    if all(value.form is TextForm.PLAIN for value in item.values):
        return item, ()
    beside = beside_text(item.values)
    values, extra = _without_images(beside.values, item.kind)
    placed = [_placed(one, item.values) for one in (*beside.extra, *extra)]
    known = {one.name for one in item.extra}
    free = tuple(one for one in placed if one.name not in known)
    untold = tuple(_untold(one) for one in placed if one.name in known)
    issues = tuple(_placed_issue(issue, item.values) for issue in beside.issues)
    return replace(item, values=values, extra=(*item.extra, *free)), (*issues, *untold)


def _untold(extra: Extra) -> Issue:
    message = f"this stands beside the text, and a key of the source is named {extra.name!r}, too"
    return Issue(IssueCode.LEFTOVER, message, line=extra.lines.line, raw=quoted(extra.lines.text))


def _without_images(values: Sequence[RawValue], kind: Kind) -> tuple[tuple[RawValue, ...], tuple[Extra, ...]]:
    """The values of a record that has no field for pictures without them, and the pictures."""
    images = [image for value in values for image in value.images]
    if kind == "post" or not images:
        return tuple(values), ()
    plain = tuple(replace(value, images=()) for value in values)
    return plain, (Extra("images", [*images], Lines(1, 1, "\n".join(images))),)


def _placed(extra: Extra, values: Sequence[RawValue]) -> Extra:
    """The extra with the lines of the source on which its texts stand, from the first to the last."""
    lines = [line for text in extra.lines.text.split("\n") if (line := _line_of(text, values)) is not None]
    if not lines:
        return extra
    return replace(extra, lines=Lines(min(lines), max(lines), extra.lines.text))


def _placed_issue(issue: Issue, values: Sequence[RawValue]) -> Issue:
    line = _line_of((issue.raw or "").split("\n")[0], values)
    return issue if line is None else replace(issue, line=line)


def _line_of(text: str, values: Sequence[RawValue]) -> int | None:
    """The line of the first value that quotes `text`; None where none does, such as a reference."""
    for value in values:
        offset = value.raw.find(text) if text else -1
        if offset >= 0:
            return value.line + value.raw.count("\n", 0, offset)
    return None
