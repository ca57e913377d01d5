"""Character references of HTML that were left in text, once or several times escaped.

Source: HTML Living Standard, 13.5 Named character references, 13.2.5.80 Numeric character
reference end state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from careerdoc.text.repair.kept import Talk, is_text, kept_spans, outside
from careerdoc.text.repair.ledger import Edit

_DEEPEST = 3
"""How often text is escaped at most before nothing is sure any more."""
_AMPERSAND = r"(?:amp|AMP|#0{0,5}38|#[xX]0{0,5}26);"
# Without ";" only names that stand in no word of any language: "cut&copy", "R&eth" are none.
_UNENDED_NAMES = r"[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash)|(?:ae|AE|sz)lig|nbsp|[lr]aquo"
_REFERENCE = re.compile(
    rf"&(?P<levels>(?:{_AMPERSAND})*)(?:"
    # Characters beyond the first plane come as two halves from programs that know only those.
    rf"#(?P<decimal_high>55[2-9]\d\d|56[0-2]\d\d);&(?:{_AMPERSAND})*#(?P<decimal_low>5[67]\d{{3}});"
    rf"|#[xX](?P<high>[dD][89abAB][0-9a-fA-F]{{2}});&(?:{_AMPERSAND})*#[xX](?P<low>[dD][c-fC-F][0-9a-fA-F]{{2}});"
    r"|#(?P<decimal>\d{1,8})(?:;|(?!\w))"
    r"|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,7})(?:;|(?!\w))"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)"
    rf"|(?P<unended>{_UNENDED_NAMES})(?![\w;=])"
    r"|)"
)
_FIRST = re.compile(rf"&(?:#[xX]?[0-9A-Fa-f]|[A-Za-z][A-Za-z0-9]{{1,31}};|(?:{_UNENDED_NAMES})(?!\w))")
# What would make another reference or escape of what stands around it.
_BUILDING = frozenset("#;%=\\")
_TAG_START = (
    rf"(?:[A-Za-z/!?]|&(?:{_AMPERSAND})*(?:#0*(?:33|47|63);|#[xX]0*(?:21|2[fF]|3[fF]);|(?:sol|excl|quest);))"
)
_OPENS_TAG = re.compile(_TAG_START)
_TAG = re.compile(rf"(?:<|&(?:{_AMPERSAND})*(?:lt;|LT;|#0*60;|#[xX]0*3[cC];)){_TAG_START}")
_LONGEST_ABBREVIATION = len("pm;")


def has_entities(text: str) -> bool:
    """Whether `text` holds what looks like a character reference; a lone "&" does not."""
    return "&" in text and _FIRST.search(text) is not None


def entity_edits(line: str) -> Iterator[Edit]:
    """The references in `line` as the characters they stand for.

    References stay in addresses and code, where a sentence talks about them, and where "<"
    would open a tag. What was escaped more than three times stays too.
    """
    if not has_entities(line):
        return
    talk, is_tagged = Talk(line), _TAG.search(line) is not None
    for found in outside(_REFERENCE.finditer(line), kept_spans(line)):
        end, after = _meaning(found)
        if after is None or talk.mentions(found.start(), end, after):
            continue
        if (after == "<" and _OPENS_TAG.match(line, end)) or (after == ">" and is_tagged):
            continue
        before = line[found.start() : end]
        reason = "entity:twice" if _depth(found, end) > 1 else "entity"
        yield Edit(found.start(), end, after, reason, "exact" if before.endswith(";") else "inferred")


def _meaning(found: re.Match[str]) -> tuple[int, str | None]:
    """Where a reference ends and what it stands for; None for what is none, or too deep."""
    end, after = found.end(), _character(found)
    if after is None and found["levels"]:
        # An escaped ampersand before what only looks like a reference.
        end, after = found.end("levels"), "&"
    if after is None or _depth(found, end) > _DEEPEST or not _is_text(after, found):
        return end, None
    return end, after


def _depth(found: re.Match[str], end: int) -> int:
    return found["levels"].count(";") + (end > found.end("levels"))


def _character(found: re.Match[str]) -> str | None:
    if found["name"]:
        return _named(found)
    if found["unended"]:
        return html5[f"{found['unended']};"]
    if found["decimal_high"]:
        return _joined(int(found["decimal_high"]), int(found["decimal_low"]))
    if found["high"]:
        return _joined(int(found["high"], 16), int(found["low"], 16))
    if found["decimal"]:
        return _numbered(int(found["decimal"]))
    return _numbered(int(found["hexadecimal"], 16)) if found["hexadecimal"] else None


def _named(found: re.Match[str]) -> str | None:
    name = found["name"]
    if len(name) <= _LONGEST_ABBREVIATION and name.lower() not in {"lt;", "gt;"}:
        # Names that short are also the ends of abbreviations: "the 9am&pm; shift".
        before = found.string[found.start() - 1 : found.start()]
        return None if before.isascii() and before.isalnum() else html5.get(name)
    return html5.get(name)


def _joined(high: int, low: int) -> str | None:
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return None


def _numbered(number: int) -> str | None:
    if 0x80 <= number < 0xA0:
        return bytes([number]).decode("cp1252", "ignore") or chr(number)
    return chr(number) if number <= 0x10FFFF else None


def _is_text(after: str, found: re.Match[str]) -> bool:
    if after <= "\x7f":
        return after.isprintable() and not after.isalnum() and after not in _BUILDING
    # A byte without a meaning is only ever a part of wrongly decoded text.
    before = found.string[found.start() - 1 : found.start()]
    return is_text(before + after if before == ";" or before > "\x7f" else after)
