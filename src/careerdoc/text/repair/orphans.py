"""Lead bytes left alone when a scraper lost the byte behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.model.document import split_lines
from careerdoc.text.repair.characters.controls import without_controls
from careerdoc.text.repair.ledger import Edit

# A no-break space is C2 A0 in UTF-8. Read as windows-1252 it is "Â" and a blank; many
# scrapers then strip the blank. Inside or before a word, or behind a capital, "Â" is a letter.
# Before a real no-break space it is the exact pair, which mojibake repair reads.
_BLANKS = " \t\u00a0"
_LETTER_OF_A_LIST = re.compile(r"(?:^|[\s,;/(])[A-Za-zÀ-ɏ][\s,;/]+$")
# A text that quotes or lists the letter speaks about it: "the “Â” you see", "Á, Â, Ã".
_MENTION = re.compile(r"[“„\"'‘(«`]Â[“”\"'’`)»]|Â[”\"'’`),;»]|\b[^\W\d_]\s?[,;/]\s?Â")
# Vietnamese and Romanian have the letter "Â" and also "ă", which no UTF-8 read as windows-1252
# can show.
_OF_ITS_ALPHABETS = re.compile("[ăĂ]")
# A sentence and the next one, joined by what was a blank.
_JOINED = (
    r"(?:(?<=[a-zß-ÿ0-9)\]»”][.!?:;,»”)])|(?<=[A-Z]{2}[.!?]))Â(?=[A-ZÀ-Þ])|(?<=\b[A-Z]\.)Â(?=[A-Z][a-z])"
)
# Before a small letter it may begin a word ("Âge", "Âdem"), so this proves nothing, and is an orphan
# only behind the end of a sentence.
_BEFORE_SMALL = r"(?<=[a-zß-ÿ)”][.!?])Â(?=[a-zß-ÿ](?<![bcgmnprt]))"
# Behind a small letter "Â" is no spelling of any language.
_SURE = re.compile(
    r"[^\W\dA-ZÀ-Þ_]Â(?=[ \t]|$)|\w[.,;:!?…%”\")\]»]+Â(?=[ \t]|$)|[ \u00a0][;:!?»]Â(?=[ \t])"
    r"|[.!?…%:”\")]\s?Â\s*$|^Â [A-Z]|" + _JOINED
)
_ORPHAN = re.compile(rf"(?<![A-ZÀ-Þ])Â(?=[ \t]|$)|{_JOINED}")
_ORPHAN_IF_PROVEN = re.compile(rf"{_ORPHAN.pattern}|{_BEFORE_SMALL}")
# Where no character follows that shows for a second byte, or a control that will be a blank.
_ALONE = re.compile(r"Â(?=[\x00-\x20A-Za-z\x7f-\x9fÀ-ÿ]|$)")
_ENOUGH = 2
_REASON = "nbsp:lone-lead-byte"


def find_orphans(text: str) -> frozenset[str]:
    """The lead bytes that stand alone in `text` so often that they cannot be meant.

    Two places are enough, or one behind a small letter, between two sentences, or at the end of a
    line behind a finished sentence. A text that quotes or lists the letter, or is in a language that has
    it, gives no evidence at all.
    """
    if "Â" not in text or _MENTION.search(text) or _OF_ITS_ALPHABETS.search(text):
        return frozenset()
    found = 0
    for line in split_lines(text):
        if _ALONE.search(line.text):
            found += sum(1 for _ in _places(without_controls(line.text), _ORPHAN))
            found += bool(_SURE.search(line.text))
    return frozenset("Â") if found >= _ENOUGH else frozenset()


def orphan_edits(line: str, orphans: frozenset[str]) -> Iterator[Edit]:
    """Removals of the orphans in `line`, each with the white space that went with it.

    Blanks before an orphan go too, but for where that would join two words; at the start of a
    line the blank behind it goes. Between two sentences that it joins, a blank takes its place.
    """
    if "Â" not in orphans:
        return
    for place in _places(line, _ORPHAN_IF_PROVEN):
        start, end = place, place + 1
        while start and line[start - 1] in _BLANKS:
            start -= 1
        if start == 0 and end < len(line):
            end += line[end] in _BLANKS
        yield Edit(
            start,
            end,
            "" if end == len(line) or line[end] in _BLANKS or start == 0 else " ",
            _REASON,
            "inferred",
        )


def _places(line: str, pattern: re.Pattern[str]) -> Iterator[int]:
    for orphan in pattern.finditer(line):
        if not _LETTER_OF_A_LIST.search(line[max(0, orphan.start() - 8) : orphan.start()]):
            yield orphan.start()
