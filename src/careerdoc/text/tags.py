"""The tags in HTML, but for what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache


def tags_in(html: str, tag_or_comment: re.Pattern[str], raw: Collection[str]) -> Iterator[re.Match[str]]:
    """The tags that a pattern with the groups `name` and `closing` finds, and `<!--`, which has no name.

    What looks like a tag in a comment, or in one of the `raw` elements, which hold text alone, is none.
    """
    position, last_comment = 0, html.rfind("-->")
    while tag := tag_or_comment.search(html, position):
        position = tag.end()
        if tag["name"] is None:
            if tag.start() + 2 <= last_comment:
                position = html.find("-->", tag.start() + 2) + 3
            continue
        yield tag
        name = tag["name"].lower()
        if name in raw and not tag["closing"]:
            end = _end_of(name).search(html, position)
            if end is None:
                return
            position = end.start()


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
