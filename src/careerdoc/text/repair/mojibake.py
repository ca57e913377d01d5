"""Text that was decoded with the wrong encoding, mended by ftfy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from careerdoc.text.repair.channels import encoded, sloppy
from careerdoc.text.repair.gate import is_doubtful
from careerdoc.text.repair.ledger import Edit, differences

# A lone "Â" may be an orphan or may be meant: `orphans` decides that with the evidence of
# the whole document. Before a curly quote it would become a control character.
_LONE_LEAD = re.compile(r"Â(?=[ \t]|$|[‘’“”\"'])")
MOJIBAKE = "mojibake"
"""The reason of what was decoded wrongly and can be decoded again."""
_MASK = "\ue000"
# A word in capitals before a mark that closes it: „TEAMĂ“, AMANHÃ”, OBECNÍ¹.
_CAPITALS_CLOSED = re.compile(r"[A-ZÀ-ÞĂ-Ž]{2}[”“’»…¹²³]")
_MOST_TIMES = 3
"""How often text is decoded wrongly again at most."""
_FEWEST_AGAIN = 3
"""Characters beyond ASCII that do not come out by chance."""
_WESTERN_ENCODINGS = ("cp1252", "latin-1")
_BLANKS = dict.fromkeys((0xA0, 0x202F), " ")
"""Those that text may hold, though they are none that can be seen."""
_DAMAGING_ENCODINGS = ("cp1252", "latin-1", "cp1251", "mac-roman", "cp437")


def mojibake_edits(line: str) -> Iterator[Edit]:
    """The edits that mend `line`, if it is damaged, or bring it to normal form C.

    An edit is exact when decoding its text wrongly again gives the input.
    """
    if _MASK in line or _CAPITALS_CLOSED.sub("", line).isascii():
        return
    again = read_again(line)
    mended = again if again and not is_doubtful(again) else _mended(again or line)
    if mended == line:
        return
    if mended == unicodedata.normalize("NFC", line):
        yield from differences(line, mended, "normal-form", "stylistic")
        return
    exact = _damages(mended, line)
    for edit in differences(line, mended, MOJIBAKE, "exact" if exact else "inferred"):
        sure = exact or _damages(edit.after, line[edit.start : edit.end])
        yield edit._replace(certainty="exact") if sure and not exact else edit


def read_again(line: str) -> str | None:
    """The line whose every character beyond ASCII is UTF-8 read as a Western encoding; None otherwise.

    It may have been so several times. Two characters can come out by chance, three do not.
    """
    found: str | None = None
    for _ in range(_MOST_TIMES):
        text = _read_once_again(found or line)
        if text is None:
            break
        found = text
    return found if found is None or found.translate(_BLANKS).isprintable() else None


def _read_once_again(line: str) -> str | None:
    for encoding in _WESTERN_ENCODINGS:
        content = encoded(line, encoding)
        try:
            text = content.decode("utf-8") if content else ""
        except UnicodeDecodeError:
            continue
        if not text.isascii() and sum(map("\x7f".__lt__, text)) >= _FEWEST_AGAIN:
            return text
    return None


def _mended(line: str) -> str:
    masked = _LONE_LEAD.sub(_MASK, line)
    if masked != line and not is_doubtful(masked.replace(_MASK, "a")):
        return line
    mended = _fixer()(masked).replace(_MASK, "Â")
    if masked != line and mended not in (line, unicodedata.normalize("NFC", line)):
        return _fixer()(line)
    return mended


def _damages(text: str, to: str) -> bool:
    """Whether decoding `text` wrongly, up to three times in the same way, gives `to`."""
    for encoding in _DAMAGING_ENCODINGS:
        worse = text
        for _ in range(_MOST_TIMES):
            again = sloppy(worse.encode("utf-8"), encoding)
            if again is None or len(again) > len(to):
                break
            if again == to:
                return True
            worse = again
    return False


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
