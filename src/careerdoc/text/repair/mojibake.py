"""Text that was decoded with the wrong encoding, mended by ftfy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from careerdoc.text.repair.ledger import Edit, difference

# Mojibake takes two characters beyond ASCII in a row, or one that no keyboard writes. A single
# accented letter, curly quote or no-break space between ASCII is clean: most text stops here.
_SUSPICIOUS = re.compile(r"[^\x00-\x7f\ue000]{2}|[\x80-\x9f\u0300-\u036f]|[ÂÃâ]")
# A lone "Â" may be an orphan or may be meant: `orphans` decides that with the evidence of
# the whole document. Before a curly quote it would become a control character.
_LONE_LEAD = re.compile(r"Â(?=[ \t]|$|[‘’“”\"'])")
_MASK = "\ue000"
_LONGEST = 65_536
"""Characters of one line that are mended; ftfy's cost on longer ones is not bounded."""
_DAMAGING_ENCODINGS = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1251", "macroman", "cp437")


def mojibake_edits(line: str) -> Iterator[Edit]:
    """The one edit that mends `line`, if it is damaged, or brings it to normal form C.

    Its certainty is exact when decoding the mended text wrongly again gives the input.
    """
    if len(line) > _LONGEST or _MASK in line or not _SUSPICIOUS.search(line):
        return
    masked = _LONE_LEAD.sub(_MASK, line)
    if masked != line and not _SUSPICIOUS.search(masked):
        return
    mended = _fixer()(masked).replace(_MASK, "Â")
    if mended == line:
        return
    if mended == unicodedata.normalize("NFC", line):
        yield difference(line, mended, "normal-form", "stylistic")
        return
    edit = difference(line, mended, "mojibake", "inferred")
    if _damages(mended, line) or _damages(edit.after, line[edit.start : edit.end]):
        edit = replace(edit, certainty="exact")
    yield edit


def _damages(text: str, to: str) -> bool:
    """Whether decoding `text` wrongly once gives `to`."""
    return any(_damaged(text, encoding) == to for encoding in _DAMAGING_ENCODINGS)


def _damaged(text: str, encoding: str) -> str | None:
    try:
        return text.encode("utf-8").decode(encoding)
    except UnicodeDecodeError:
        return None


@cache
def _fixer() -> Callable[[str], str]:
    import ftfy  # 70 ms, and most documents never need it

    # Only the repairs that can be undone: quotes keep their curls, ligatures and full-width
    # letters stay in values (folding them is for keys), entities are the reader's affair.
    # ftfy would delete control characters, which joins words; `controls` does that first.
    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization="NFC",
        explain=False,
    )
    return lambda line: ftfy.fix_text(line, config=config)
