"""Characters that nobody sees: which of them writing needs, and which are litter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.text.patterns import wide_pattern
from careerdoc.text.repair.characters.bidi import DIRECTIONS
from careerdoc.text.repair.ledger import Certainty, Edit

VARIATIONS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = r"\U000e0001\U000e0020-\U000e007f"
ZERO_WIDTH = r"\u200b-\u200d\u2060"
BLANKS = r"\u115f\u1160\u2800\u3164\uffa0"
"""Fillers of Korean and the empty cell of braille: letters by their class, blank by their look."""

_RUN = re.compile(f"[{ZERO_WIDTH}{VARIATIONS}{TAGS}{DIRECTIONS}]+")
_DIRECTION = re.compile(f"[{DIRECTIONS}]")
# Scripts beyond Latin, Greek, Cyrillic and Armenian, and symbols, emoji among them.
_SHAPED = wide_pattern(
    r"[\u0590-\u115e\u1161-\u1cff\u2100-\u27ff\u2801-\u3163\u3165-\ua63f\ua800-\uff9f\uffa1-\U0010ffff]"
)
# Thai, Lao, Tibetan, Burmese, Khmer, Tai, Javanese, Chinese, Japanese, Yi: no spaces between words.
_SPACELESS = wide_pattern(
    r"[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u2e80-\u312f\u31a0-\ua4cf\ua980-\ua9ff"
    r"\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_KEPT_BESIDE = {"\u200b": _SPACELESS, "\u2060": _SPACELESS, "\u200c": _SHAPED, "\u200d": _SHAPED}
# The flag of a region is a black flag, the region's code in tags, and a tag that ends it.
# Source: Unicode Technical Standard 51, annex C.
_REGION = re.compile("(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
# The few characters outside `_SHAPED` that can be shown as emoji. Source: emoji-variation-sequences.txt.
_VARIATION = wide_pattern(
    rf"(?<=[©®‼⁉])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)|(?<={_SHAPED.pattern})[{VARIATIONS}]"
)
_ALL_BLANK = re.compile(rf"[\s{BLANKS}]+")
_ANY_BLANK = re.compile(f"[{BLANKS}]")
_TAG = re.compile(f"[{TAGS}]")


def invisible_edits(line: str) -> Iterator[Edit]:
    """Zero-width characters as nothing, but where the script or the emoji beside them needs them.

    What stands around a whole run of invisible characters decides on each of them, so that
    what is dropped never changes what is kept. Marks of direction are left to `bidi_edits`.
    """
    for found in _RUN.finditer(line):
        kept = _kept(found)
        if kept != found[0]:
            # Tags spell words in letters that nobody sees.
            certainty: Certainty = "inferred" if _TAG.search(found[0]) else "stylistic"
            yield Edit(found.start(), found.end(), kept, "zero-width", certainty)


def _kept(run: re.Match[str]) -> str:
    line, start, end = run.string, run.start(), run.end()
    head = _REGION.match(line, start) or _VARIATION.match(line, start)
    beside = line[max(0, start - 1) : start] + line[end : end + 1]
    staying = {character for character, scripts in _KEPT_BESIDE.items() if scripts.search(beside)}
    rest = line[head.end() : end] if head else run[0]
    kept = "".join(one for one in rest if one in staying or _DIRECTION.match(one))
    return head[0] + kept if head else kept


def blank_edits(line: str) -> Iterator[Edit]:
    """No-break spaces at the end of a line, and a line of blanks that nobody sees, as nothing."""
    if _ANY_BLANK.search(line) and _ALL_BLANK.fullmatch(line):
        yield Edit(0, len(line), "", "blank", "stylistic")
        return
    end = len(line.rstrip(" \t\u00a0"))
    if "\u00a0" in line[end:]:
        yield Edit(end, len(line), "", "blank", "stylistic")
