"""Addresses of pages: which are real, how they resolve, when two are the same."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.text.tables import table

# An address that stays as it is, whatever its base, and a path from the root of a site: what most
# addresses are. Parameters, dots between slashes and empty parts change when addresses are joined.
_WHOLE = re.compile(
    r"https?://[\w.-]+(?::\d+)?(?:/[^\s;?#\\\[\]]*)?(?:\?[^\s;?#\\\[\]]+)?(?:#[^\s#\\\[\]]+)?", re.ASCII
)
_PATH = re.compile(r"/(?:[\w~%-][\w.~%-]*(?:/|(?=[?#])|\Z))*(?:\?[^\s;?#\\]+)?(?:#[^\s#\\]+)?", re.ASCII)
_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d+)?(?=[/?#]|\Z)", re.ASCII)


def recognize(text: str) -> float:
    """1.0 for an absolute http or https address without blanks, else 0.0."""
    return 1.0 if is_absolute(text.strip()) else 0.0


def parse(text: str, base: str | None = None) -> Parsed[str]:
    """The address, made absolute through `base` where that can be done, else as given.

    Placeholders ("#", "javascript:") and schemes that name no page give None with a
    `bad-url` issue; so does an address that cannot be split.
    """
    given = text.strip()
    if _WHOLE.fullmatch(given):
        return Parsed(given)
    if base and _PATH.fullmatch(given) and (origin := _origin(base)):
        return Parsed(origin + given)
    joined = _joined(base, given)
    if joined is None or not given or given.startswith("#"):
        return Parsed(None, (_bad_url(text),))
    scheme = _scheme(joined)
    if scheme and scheme not in table(__package__, "urls")["schemes"]:
        return Parsed(None, (_bad_url(text),))
    return Parsed(joined)


def key(url: str) -> str:
    """Equal for addresses that differ in scheme, www, tracking, fragment or a final slash.

    A final index.html counts as the folder it stands for. The query's other parameters stay
    in their order, empty ones too. Text that is no address is only stripped and lower-cased.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip().casefold()
    if not parts.netloc:
        return url.strip().casefold()
    host = parts.netloc.casefold().removeprefix("www.")
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, value) for name, value in parameters if not _is_tracking(name)]
    path = parts.path.removesuffix("/index.html").rstrip("/")
    return f"{host}{path}" + (f"?{urlencode(query)}" if query else "")


def is_absolute(text: str) -> bool:
    """Whether `text` is an absolute http or https address."""
    if any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.casefold() in ("http", "https") and bool(parts.netloc)


@lru_cache(maxsize=64)
def _origin(base: str) -> str | None:
    """The scheme and host of an absolute address, as it writes them; None of any other."""
    start = _ORIGIN.match(base)
    return start[0] if start and is_absolute(base) else None


def _joined(base: str | None, given: str) -> str | None:
    try:
        return urljoin(base, given) if base and is_absolute(base) else given
    except ValueError:
        return None


def _scheme(url: str) -> str:
    # Browsers ignore tabs and line ends inside a scheme, so "java\nscript:" is one.
    compact = "".join(url.split())
    try:
        return urlsplit(compact).scheme.casefold()
    except ValueError:
        return "?"


def _is_tracking(name: str) -> bool:
    tracking = table(__package__, "urls")
    folded = name.casefold()
    return folded in tracking["tracking"] or folded.startswith(tuple(tracking["tracking_prefixes"]))


def _bad_url(text: str) -> Issue:
    return Issue(IssueCode.BAD_URL, "this is not the address of a page", raw=text)
