"""Whether a text can be damaged at all: one search proves most text clean.

It looks for characters that hardly stand in clean text, or stand there only in other company.
Whatever a step of the repair acts on surely has such a sign; one or two damaged characters that clean text
has as well are let through. Most text has none, and goes through unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from careerdoc.text.patterns import wide_pattern
from careerdoc.text.repair.characters.policy import ODD_CLASS
from careerdoc.text.repair.entities import has_entities
from careerdoc.text.repair.escapes import has_escapes
from careerdoc.text.tables import alternatives, table

_FREQUENT_IN_EAST_ASIAN = re.compile("[的一是のをにがでる이다는을에]")
_PLAIN = re.compile(r"[\t\n\x20-\x7e]*")
# The same without what references, escapes and lost apostrophes begin with: "%", "&", "=", "?" and "\\".
_PLAINEST = re.compile(r"[\t\n\x20-$'-<>@-\[\]-~]*")

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
# Marks that show for the second byte of a character in UTF-8, but for those that close words.
_SECOND = "¡-§©-¬¯-·¹º¼-¿€‚„†‡ˆ‰‹‘“˜›ƒ"
# Letters that no encoding has which shows the first byte of a character as one of its capitals.
_VIETNAMESE = "ăĩũơưƠƯ\u1e00-\u1eff"
_EAST_ASIAN = "\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f\uf900-\ufaff\ue000-\uf8ff"


def _rare_in_chinese(leads: Iterable[int], seconds: Iterable[int]) -> str:
    """What shows in gb18030 for the first two bytes of characters, where GB 2312 has none."""
    shown = (bytes(pair).decode("gb18030", "ignore") for pair in product(leads, seconds))
    return "".join(sorted({one for one in shown if len(one) == 1}))


# (the characters that the search stops at, what must hold behind that character)
_RARE_SIGNS = (
    (rf"{ODD_CLASS}\ufffd", ""),
    ("\u00a0", r"(?=[ \t\n]|$)"),
    # First bytes as windows-1252 shows them, without what showed for a second one.
    ("Ã", r"(?![A-ZÀ-Þ])|(?<=[a-zß-ÿ0-9.,;:!?…)»”].)"),
    ("Â", r"(?![A-ZÀ-Þa-z])|(?<=[a-zß-ÿ0-9.,;:!?…)»”].)"),
    (
        "â",
        r"(?=[aeioh]|u[a-z]{2}|[std]\b|(?:re|ve|ll)\b|[^\w’”»…])|(?<![^\W\d_].)(?![gmnpcrty])|(?<=[Ii].)(?=m\b)|(?<=\b[Nn].)(?=y\b)|$",
    ),
    # Marks inside words, or behind a letter that lost its accent.
    (_SECOND, rf"(?<=[Aa].)|(?<=[{_LETTER}].)(?=[{_LETTER}])(?<![Ll]·(?=[Ll]))"),
    ("€", "(?<=[^\x00-\x7f\u00a0–—‘“„«].)"),
    ("»", r"(?<=á.)(?=[^\x00-\x7f…–—”’»])"),
    ("¹³¿¼¶", f"(?<=[{_LETTER}].)"),
    ("ÕÒÓŽˆ‰Š‡", "(?<=[a-z].)(?=[a-z ])"),
    ("þðÞÐ", ""),
    ("ý", "(?=[a-z]ý)"),
    ("Ñ", "(?<= .)(?= )"),
    # Cyrillic, Macintosh and DOS encodings.
    ("ЂЃѓ‚„†‡€‰Љ‹ЊЌЋЏђ‘“•™љ›њќћџЎў¤¦§Ё©Є¬®ЇІієїЅѕјЈґҐ№°±µ¶·»", "(?<=[РСВГ].)(?<![ВС][ієїґ])"),
    ("…Ђ‡™‚", "(?<=[а-яЕД].)(?=[a-z ])|(?<=в.)"),
    ("\u2500-\u259f", r"(?<=[^\W\d_].)|(?=[^\W\d_])"),
    ("√¬≈ƒŒœ‚–", "(?=[^\x00-\x7f\u2018-\u201f\u00a0«»€])"),
    # East Asian encodings.
    ("\uff61-\uff9f", "(?<=[A-Za-z].)|(?=[A-Za-z])"),
    ("ﾂﾃﾄﾅﾎﾏﾐﾑ", "(?=[\uff61-\uff9f])"),
)
_NO_MARKS = r"\w\s\x00-\u02ff\u2000-\u20cf\u2100-\u2cee\u3000-\u3029\u3030-\u303f\uff00-\uffff"
_RARE_IN_CHINESE = _rare_in_chinese((*range(0xC2, 0xE0), 0xE2, 0xE3), range(0x80, 0xA1))
# Japanese and traditional Chinese are full of those; there only what stands for marks is a sign.
_RARE_IN_ANY_CHINESE = _rare_in_chinese((0xE2,), (0x80, 0x84, 0x86)) + _rare_in_chinese((0xE3,), (0x80, 0x81))
_USUAL_MARKS = "‘’“”„‚«»‹›–—…•·°€\u00a0"
_LONG_RUN_OF_MARKS = r"(?=[^\w\s]{30})"
# The same for letters that clean text is full of: none is a sign before ASCII.
_SIGNS_BEFORE_OTHERS = (
    ("À-ÖØ-öø-ÿ", "(?=[À-ÖØ-öø-ÿ]{2})"),
    ("А-ЯЁ", "(?<=[а-яё].)(?=[А-ЯЁ])"),
    ("ÄÅÆÐÑÎÏØÙ×ÖÕĂĐŃĎĪÊË", rf"(?=[^{_LETTER}{_VIETNAMESE}–—’”»])"),
    ("ÂÃÄĂĹĆĀÅÔ", "(?=[^–—’”»])"),
    ("â", rf"(?=[^{_LETTER}\u0100-\u024f\u1e00-\u1eff’”»…–—\u00a0•™®‑]|[éèêàô])"),
    ("ãåäæçèéêëìíðàáïî", f"(?=[{_SECOND}])"),
    ("ΒΓΞΟΔβ", "(?=[€‚ƒ„†‡‰‹‘“•™›΅£¤¥¦§¨©«¬®―°±²³΄µ¶·½À-ÿ\u00a0])"),
    ("ДЕВГ", "(?=[…™‚›ђѓє])"),
)


# One or two East Asian characters in a Latin word. Twice the same sign: the search stops at what
# the text at hand has less of.
_IN_LATIN = (
    _EAST_ASIAN,
    f"(?<=[A-Za-z].)[{_EAST_ASIAN}]?(?=[\x20-\x7e]|$)|(?<![{_EAST_ASIAN}].)(?=[a-z]{{2}})",
)
# What Korean and Japanese write behind a Latin word.
_PARTICLES = "(?:[이가은는을를의에로도와과만들서란용형및]{1,2}|[はがをのにでもとや])"
_IN_EAST_ASIAN = wide_pattern(
    f"[A-Za-z](?:(?=[{_EAST_ASIAN}]{{1,2}}(?:[\x20-\x7e]|$))(?!{_PARTICLES}(?:[\x20-\x7e]|$))|(?=[a-z])(?<=(?<![{_EAST_ASIAN}])[{_EAST_ASIAN}][a-z]))"
)


@cache
def _search(east_asian: bool) -> re.Pattern[str]:
    """The search for all signs. What clean text is full of is told from the others first."""
    marks = (_complement(_NO_MARKS) + "\U00010000-\U0010ffff", _LONG_RUN_OF_MARKS)
    chinese = [(_RARE_IN_ANY_CHINESE, "")] if east_asian else [(_RARE_IN_CHINESE, ""), _IN_LATIN]
    rare_signs = [*_RARE_SIGNS, marks, *chinese]
    rare, full = (_stops(signs) for signs in (rare_signs, _SIGNS_BEFORE_OTHERS))
    usual = [("".join(re.findall(f"[{stops}]", _USUAL_MARKS)), behind) for stops, behind in rare_signs]
    usual = [sign for sign in usual if sign[0]]
    return re.compile(
        f"[^{_complement(rare + full)}](?:(?=[^\x00-\x7f])(?<=[{full}])(?:{_choices(_SIGNS_BEFORE_OTHERS)})"
        f"|(?<=[{rare}])(?:(?<=[{_stops(usual)}])(?:{_choices(usual)})"
        f"|(?<![{_USUAL_MARKS}])(?:{_choices(rare_signs)})))"
    )


def _complement(characters: str) -> str:
    """What of the basic plane is not in a class.

    A search for all but these is quick, since most characters are found in its one table; a class
    that reaches beyond the plane is looked through range by range.
    """
    plane = "".join(map(chr, range(0x10000)))
    return "".join(
        f"\\u{ord(run[0]):04x}-\\u{ord(run[-1]):04x}" for run in re.findall(f"[^{characters}]+", plane)
    )


def _stops(signs: Sequence[tuple[str, str]]) -> str:
    return "".join(stops for stops, _ in signs)


def _choices(signs: Sequence[tuple[str, str]]) -> str:
    return "|".join(f"(?<=[{stops}])(?:{behind})" for stops, behind in signs)


def is_doubtful(text: str) -> bool:
    """Whether `text` shows a sign of damage; what shows none the repair leaves alone."""
    if text.isascii():
        return not _PLAINEST.fullmatch(text) and (not _PLAIN.fullmatch(text) or _is_escaped(text))
    if _is_east_asian(text):
        found = _search(east_asian=True).search(text) or _IN_EAST_ASIAN.search(text)
    else:
        found = _search(east_asian=False).search(text)
    return found is not None or _is_escaped(text)


def _is_escaped(text: str) -> bool:
    if has_entities(text) or has_escapes(text):
        return True
    return "?" in text and _lost_apostrophe().search(text) is not None


@cache
def _lost_apostrophe() -> re.Pattern[str]:
    behind = alternatives(table(__package__, "apostrophes")["english"]["behind"])
    return re.compile(rf"\?(?=(?:s|t|{behind})(?![A-Za-z0-9=]))(?<=[A-Za-z].)")


def _is_east_asian(text: str) -> bool:
    sample = text[:2_000]
    return len(_FREQUENT_IN_EAST_ASIAN.findall(sample)) * 50 > len(sample)
