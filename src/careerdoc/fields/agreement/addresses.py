"""How two addresses of posts agree: one page, one post on two sites, two pages of one site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import cast

from careerdoc.fields import urls
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import table

LEVELS = ("same", "same name", "other site", "other page")
"""From full agreement to none; "same name" is that of the page, on whatever site."""
_END = "|"
_ENDING = re.compile(r"\.(?:html?|php|aspx?|md)$")
_INDEX = re.compile(r"/index$")
_YEAR = re.compile(r"\d{4}")
_SHORTEST_NAME = 8
_ALTERNATE_HOST = re.compile(r"^(?:www\d?|m|amp|mobile)\.")


@lru_cache(maxsize=8192)
def comparable(url: str) -> str | None:
    """The address's key without ending or alternate host, "|", and the words of the page's own name.

    None for a site's front page, which is the link of every note that has no page of its own.
    """
    key = _ALTERNATE_HOST.sub("", urls.key(url))
    path, question, query = key.partition("?")
    path = _INDEX.sub("", _ENDING.sub("", path)).rstrip("/")
    if "/" not in path and not query:
        return None
    name = "" if question else wording_key(_without_mark(path.rpartition("/")[2], path))
    return f"{path}{question}{query}{_END}{name if len(name) >= _SHORTEST_NAME else ''}"


def is_hosted(url: str) -> bool:
    """Whether the address is on a site that hosts many people's posts, and not on one's own."""
    return _host_of(urls.key(url).partition("/")[0]) is not None


def page_of(comparable_url: str) -> str:
    """What one page's addresses have in common."""
    return comparable_url.rpartition(_END)[0]


def name_of(comparable_url: str) -> str:
    """The words of the page's own name; "" where it has none that tells anything."""
    return comparable_url.rpartition(_END)[2]


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How two comparable addresses agree: one of `LEVELS`."""
    (left_key, left_name), (right_key, right_name) = (one.rsplit(_END, 1) for one in (left, right))
    if left_key == right_key:
        return "same"
    if left_name and left_name == right_name:
        return "same name"
    is_one_site = left_key.partition("/")[0] == right_key.partition("/")[0]
    return "other page" if is_one_site else "other site"


def _without_mark(name: str, path: str) -> str:
    """The name without what its site puts behind it; a year is no such mark, nor a word."""
    mark = _mark_of(_host_of(path.partition("/")[0]))
    head, _, end = name.rpartition("-")
    is_mark = mark is not None and mark.fullmatch(end) and any(map(str.isdecimal, end))
    return head if is_mark and not _YEAR.fullmatch(end) else name


def _host_of(host: str) -> str | None:
    """The site that hosts this one: itself, or that of which it is a part; None for one's own."""
    return next((one for one in _hosts() if host == one or host.endswith(f".{one}")), None)


@cache
def _mark_of(host: str | None) -> re.Pattern[str] | None:
    mark = _hosts().get(host or "")
    return re.compile(mark) if mark else None


def _hosts() -> Mapping[str, str]:
    return cast(Mapping[str, str], table(__package__, "addresses")["hosts"])
