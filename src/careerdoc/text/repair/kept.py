"""What no repair may touch: addresses, paths, code, and damage that a sentence talks about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from careerdoc.text.patterns import wide_pattern
from careerdoc.text.repair.channels import shown_for
from careerdoc.text.tables import row_of

_PACKAGE = "careerdoc.text.repair"
_ENDING = (
    r"(?:pdf|docx?|odt|rtf|txt|md|html?|xml|json|ya?ml|csv|xlsx?|pptx?|png|jpe?g|gif|svg|zip|py|js|php|aspx?)"
)
# An address goes on to a blank or a closing quote, escaped ones too. The only escape that belongs
# to addresses is the percent sign; all others end them.
_REST = (
    r"(?:(?!&(?:amp;)*(?:#[xX]?[0-9a-fA-F]+;|(?!amp;)[A-Za-z]\w{1,31};)"
    r"|=[C-F][0-9A-F]=[89AB]|\\[uUx][0-9A-Fa-f{]|(?i:%C2%A0|%C2%BB|%E2%80%9[CDE]))[^\s<>\"”»])*"
)
# The bounds keep the cost in step with the length of the line.
_ADDRESS = (
    r"(?:(?<![A-Za-z])(?:(?i:https?|ftps?|sftp|ssh|git|file|wss?)://|(?i:www\.)|mailto:|data:|tel:)"
    rf"|(?<!\S)[A-Za-z][A-Za-z0-9+.-]{{1,20}}://){_REST}"
    r"|(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
    rf"|(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}}/{_REST}"
    rf"|(?<!\S)[^\s=?]{{0,120}}\?[\w.%-]{{1,40}}={_REST}|[?&][\w.%-]{{1,40}}=[^\s;\"']*"
)
_PATH = (
    rf"(?<![^\s\"'(=:,])(?:(?:~|\.{{1,2}})?/[^\s/&]+/|(?:~|\.{{1,2}})/){_REST}"
    r"|(?<!\w)[A-Za-z]:\\[^\s\"']*|(?<!\S)\\\\\w\S*"
    rf"|(?<!\S)[^\s;&=\\]{{1,200}}\.{_ENDING}(?!\w)"
)
_STRING = r"[rbufRBUF]{0,2}(?:\"[^\"]{0,200}\"|'[^']{0,200}')"
_CODE = (
    r"`[^`]{1,400}`"
    r"|(?<!\w)(?:[rR]?[bB]|[rR])(?:\"[^\"]{0,200}\"|'[^']{0,200}')"
    r"|/\*.{0,400}?\*/"
    # A call with a string among what it is given; a name that gets a string, or a table of strings.
    rf"|(?<!\w)[A-Za-z_][\w.]{{0,60}}\((?:[^()\"']{{0,80}}[,=]\s?)?{_STRING}[^()]{{0,300}}\)"
    rf"|(?<!\w)[A-Za-z_][\w.\[\]]{{0,60}} ?:?=\s?(?:[\[({{]\s?{_STRING}[^\])}}]{{0,400}}|{_STRING})"
    rf"|\{{\s?{_STRING}\s?:[^}}]{{1,400}}"
    # Ranges of a regular expression.
    r"|\[[^\]\s]{0,60}-\\[uxU][^\]\s]{0,60}\]"
)
_KEPT = wide_pattern(rf"{_ADDRESS}|{_PATH}|{_CODE}")
# One of these stands in every address, path and piece of code; most prose has none.
_SIGN = re.compile(r"[/@`?=\\{:]|\.\w|(?<!\w)[rRbB]{0,2}[\"']")
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "‘": "’", "«": "»", "‚": "‘"}
_QUOTATION_MARKS = frozenset("“”„‘’‚")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
# The five bytes that windows-1252 gives no character.
_MEANINGLESS = frozenset("\x81\x8d\x8f\x90\x9d")
_JOINING = frozenset("&–—•·…")
_NEAR = 60
"""Characters around a reference in which the words of its sentence are looked for."""
_MOST_SHOWN = 8
"""Pieces of damage that a sentence shows on purpose."""
_NAMED = re.compile(
    r"\b(?:entity|entities|entité|entität|entidad|entidade|entità|references?|escape sequence)[ :]+[\"“'«]?$",
    re.IGNORECASE,
)
_SHORT_SENTENCE = 12
"""A sentence of so many words may show a letter beside its damage."""
_FEW_WORDS = 6
"""A line of so many words that names an encoding may hold one damaged word on purpose."""
# UTF-8 read as windows-1252 or Latin-1: the images of a lead byte and of as many bytes as it asks for.
_TAIL = rf"[{shown_for('cp1252', 0x80, 0xC0)}\x80-\x9f]"
_DAMAGED = re.compile(rf"(?:[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}})+")


class _Place(NamedTuple):
    line: str
    start: int
    end: int

    def is_quoted(self) -> bool:
        before, behind = self.line[self.start - 1 : self.start], self.line[self.end : self.end + 1]
        return bool(behind) and _QUOTES.get(before) == behind

    def is_alone(self) -> bool:
        """Whether no word, number or other reference touches the place."""
        before, behind = self.line[self.start - 1 : self.start], self.line[self.end : self.end + 1]
        return not (_belongs(before, ";") or _belongs(behind, "&"))

    def stands_beside(self, meant: str) -> bool:
        """Whether `meant` also stands alone near the place."""
        if not meant.isalnum() and meant not in "&<>":
            return False
        pattern = rf"(?<![\w&;]){re.escape(meant)}(?![\w#])"
        before, behind = self.around()
        return bool(re.search(pattern, before) or re.search(pattern, behind))

    def is_explained_by(self, meant: str) -> bool:
        """Whether only a sign parts the place from `meant`: "&eacute; (é)"."""
        before, behind = self.line[max(0, self.start - 10) : self.start], self.line[self.end : self.end + 10]
        letter = rf"(?<!\w){re.escape(meant)}(?!\w)"
        sign = r"\s*(?:=|→|->|\(|:|\bis\b|\bmeans\b)\s*"
        return bool(re.search(rf"{letter}{sign}$", before) or re.match(rf"{sign}{letter}", behind))

    def is_named(self) -> bool:
        """Whether a word for references stands right before the place: "the entity &nbsp;"."""
        return _NAMED.search(self.line, max(0, self.start - _NEAR), self.start) is not None

    def is_near(self, places: list[int]) -> bool:
        """Whether one of `places`, in order, lies near this one."""
        first = bisect_left(places, self.start - _NEAR)
        return first < len(places) and places[first] < self.end + _NEAR

    def around(self) -> tuple[str, str]:
        return self.line[max(0, self.start - _NEAR) : self.start], self.line[self.end : self.end + _NEAR]


def _belongs(character: str, joint: str) -> bool:
    return character.isalnum() or (character != "" and character in f"{joint}\\%=_")


def kept_spans(line: str) -> list[tuple[int, int]]:
    """Where addresses, paths and code stand in `line`: (start, end), in order and apart.

    >>> kept_spans("see https://a.example/b and `c`")
    [(4, 23), (28, 31)]
    """
    return [found.span() for found in _KEPT.finditer(line)] if _SIGN.search(line) else []


def is_text(characters: str) -> bool:
    """Whether `characters` are what a text can hold, or what mojibake repair makes text of."""
    return not _UNWRITABLE.search(characters) and characters not in _MEANINGLESS


def outside(matches: Iterable[re.Match[str]], kept: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Those of `matches` that touch none of the spans `kept`; both in order."""
    spans = iter(kept)
    span = next(spans, None)
    for found in matches:
        while span and span[1] <= found.start():
            span = next(spans, None)
        if span is None or found.end() <= span[0]:
            yield found


class Talk:
    """What a line says about references and escapes: the words for them, each kind with its places."""

    def __init__(self, line: str) -> None:
        self._line = line
        rows = (_places_of_words(line, "references", row) for row in ("languages", "things", "signs"))
        self._told = [places for places in rows if places]

    def mentions(self, start: int, end: int, meant: str) -> bool:
        """Whether the reference or escape at `start` to `end` is what the line talks about.

        It is when it stands in quotes of its own, behind a word for it, or right beside the letter it
        means; or when it stands alone and two things near it tell: a language that has such references, a
        word for them, a word for how they show, the character `meant`. What joins words in any
        sentence takes three.
        """
        place = _Place(self._line, start, end)
        if len(meant) == 1 and place.is_quoted():
            return True
        if not place.is_alone():
            return False
        if meant.isalpha() and place.is_explained_by(meant):
            return True
        if meant not in _JOINING and place.is_named():
            return True
        told = sum(place.is_near(places) for places in self._told)
        needed = 3 if meant in _JOINING else 2
        return told >= needed or (told == needed - 1 and place.stands_beside(meant))


def discusses_encoding(line: str) -> bool:
    """Whether `line` shows wrongly decoded text on purpose, so that mending it would spoil the sentence.

    Words alone do not tell: the damage must be quoted, stand alone, or be one word in a short
    line; or what it should be stands beside it.

    >>> discusses_encoding("Why do I see ’ written as â€™ on my page?")
    True
    >>> discusses_encoding("UTF-8 est utilisÃ© par dÃ©faut.")
    False
    """
    damaged = [_Place(line, *found.span()) for found in islice(_DAMAGED.finditer(line), _MOST_SHOWN + 1)]
    if not 0 < len(damaged) <= _MOST_SHOWN:
        return False
    if "mojibake" in line.lower() or all(place.is_alone() and _is_explained(place) for place in damaged):
        return True
    if all(_is_quotation_mark_alone(place) for place in damaged):
        return True
    signs = "|" in line or _places_of_words(line, "encoding", "signs")
    is_short = len(line.split()) <= _SHORT_SENTENCE
    if signs and is_short and all(map(_stands_beside_what_it_means, damaged)):
        return True
    subjects = _places_of_words(line, "encoding", "subjects")
    if not subjects and not signs:
        return False
    apart = [place for place in damaged if place.is_quoted() or place.is_alone() or _is_quoted_word(place)]
    if len(apart) == len(damaged) and any(_meant_stands_beside(place) for place in apart):
        return True
    if len(damaged) > 1 or not damaged[0].is_near(subjects):
        return False
    return bool(apart) or len(line.split()) <= _FEW_WORDS


def _is_quoted_word(place: _Place) -> bool:
    """Whether the word around the place stands in quotes: a price, a name."""
    start = max(place.line.rfind(quote, max(0, place.start - 30), place.start) for quote in _QUOTES)
    behind = place.line[place.end : place.end + 30]
    return (
        start >= 0
        and " " not in place.line[start : place.start]
        and re.match(rf"[^\s]*{re.escape(_QUOTES[place.line[start]])}", behind) is not None
    )


def _is_quotation_mark_alone(place: _Place) -> bool:
    """Whether a quotation mark is meant that stands at no word, as only a sentence about it has one."""
    before, behind = place.line[place.start - 1 : place.start], place.line[place.end : place.end + 1]
    return before == behind == " " and _meant(place.line[place.start : place.end]) in _QUOTATION_MARKS


def _is_explained(place: _Place) -> bool:
    meant = _meant(place.line[place.start : place.end])
    return meant is not None and place.is_explained_by(meant)


def _stands_beside_what_it_means(place: _Place) -> bool:
    meant = _meant(place.line[place.start : place.end])
    return place.is_alone() and meant is not None and place.stands_beside(meant)


def _meant_stands_beside(place: _Place) -> bool:
    meant = _meant(place.line[place.start : place.end])
    return meant is not None and any(meant in piece for piece in place.around())


def _meant(damaged: str) -> str | None:
    """What `damaged` was before UTF-8 was read as windows-1252."""
    try:
        return b"".join(_byte(character) for character in damaged).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _byte(character: str) -> bytes:
    return character.encode("cp1252", "ignore") or character.encode("latin-1")


def _places_of_words(line: str, subject: str, row: str) -> list[int]:
    """Where the words of a row of the table begin, none of them inside a word of an alphabet."""
    lowered = line.lower()
    words = (re.escape(word) for word in row_of(_PACKAGE, "talk", subject, row) if word in lowered)
    return sorted(
        found.start() for word in words for found in re.finditer(rf"(?<![a-zà-ÿа-я]){word}", lowered)
    )
