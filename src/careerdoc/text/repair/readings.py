"""The likeliest of all readings of a line that the usual repair leaves damaged."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from careerdoc.model.document import Evidence
from careerdoc.text.repair.channels import COST_OF_PIECE, Channel, shown_for, sloppy
from careerdoc.text.repair.evidence import any_language, find_evidence, likelihood_of
from careerdoc.text.repair.gate import is_doubtful
from careerdoc.text.repair.ledger import Edit, differences
from careerdoc.text.repair.legacy import legacy_reading
from careerdoc.text.repair.multibyte import multibyte_reading
from careerdoc.text.repair.spans import Decoder, Piece, Reading
from careerdoc.text.repair.spelling.nearest import likeliest_languages
from careerdoc.text.repair.spelling.scripts import LANGUAGES, kind_of
from careerdoc.text.tables import alternatives, table

_EAST_ASIAN = re.compile("[ãäåæçèéêëìí]")
# Four letters alone, two capitals with accents beside each other, or one in a formula: none is damage.
_LETTERS_ALONE = re.compile(
    r"(?:(?<![^\W\d_])[^\W\d_](?![^\W\d_])[\s,;/]{0,3}){4}"
    r"|(?<![^\W\d_])[À-ÖØ-Ý] ?[,;/] ?[À-ÖØ-Ý](?![^\W\d_])|(?<![^\W\d_])[ÃÂâ] ?="
)
# Margins are natural logarithms: how much likelier than the usual repair a reading must be.
_MARGIN_IF_DAMAGED = 3.0
"""Where the usual repair changes the line, too, so that it is damaged for sure."""
_MARGIN = 5.0
"""Where the line may be clean."""
_ODD = -6.5
"""A character less likely than this hardly stands there in any language."""
_LONG = 600
"""Characters of a line on which every way of damage is tried."""
_MARGIN_OF_ONE = 2.5
"""What a single place must gain beyond that: it proves less than several."""
_NOT_NEAREST = 1.0
"""What a language costs more that the text does not fit best."""
_FEWEST_EAST_ASIAN = 4
"""First bytes of East Asian characters for which those are tried."""


_STRONG_SIGN = re.compile("[€ÃÂ\ufffd]|[ãâ][^\\x00-\\x7f\\w\\s]|[ÐÑÎÏØÙ][^\\w\\s]|[âãåäæçè][?]")
"""What hardly any text holds that is not damaged."""
# The three bytes of a mark, of which two show as nothing else does.
_UNMISTAKABLE = re.compile(r"(?<=[^\W\d_])â(?:\?\?|€)(?=[^\W\d_])")
_SHORT = 12
_FEWEST_IF_SHORT = 3
_FEWEST_WEAK = 5
"""Pieces that prove as much where no such sign is."""


@cache
def _pairs() -> dict[str, re.Pattern[str]]:
    """What shows for the first byte of a character in UTF-8 and, behind it, for a second one."""
    return {
        encoding: re.compile(f"[{shown_for(encoding, 0xC2, 0xF5)}][{shown_for(encoding, 0x80, 0xC0)}]")
        for encoding in table(__package__, "encodings")["utf-8"]["single_byte"]
    }


_LONE = frozenset("âÂãà")
# What a lost no-break space or soft hyphen leaves, and Turkish letters as windows-1252 shows them,
# stand where other languages have the same: only the whole tells.
_AMBIGUOUS = re.compile("Ã[a-z ]|[þðý]")
# What the usual repair left of damage that it found.
_REST_OF_DAMAGE = re.compile(
    rf"[À-ÖØ-öø-ÿĂĹ][\x80-\xbf{shown_for('cp1252', 0x80, 0xC0)}]|[^\x00-\x7f]\?(?=[^\s\"')\]])|\ufffd"
    # The first byte of a letter that another script goes before.
    r"|[\u0370-\u06ff][ÂÃÄÅÎÏÐÑÒ×ØÙÚÛ]"
    r"|[a-zß-ÿ]Ã(?=[a-z ]|$)"
    # Where a blank was taken for the last byte of a character.
    r"|(?<=\w)†(?=\w)|[\u0621-\u064a]٠|٠[\u0621-\u064a]"
)
_VOWEL = "[aeiouyhéèêàîôAEIOUHÉÈÊ]"
# The three bytes of a mark in UTF-8 of which only the first is left stand for an apostrophe in a
# contraction or an elision, or for a pair around words; elsewhere "â" is a letter, in more
# languages than any table knows.
_LONE_QUOTES = re.compile(r"(?<![^\W\d_])(â)(?=[\w./:])[^â]{1,80}(?<=[\w.,!?…])(â)(?![^\W\d_])")
_WRONG_CASE = re.compile("[A-ZÀ-Þ][à-öø-ÿ][A-ZÀ-Þ]|[a-zß-öø-ÿ][À-ÖØ-Þ]")
_LEADS = "[\u00c2-\u00f4]"
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2}")
_SMALL = re.compile(r"[a-zß-ÿ]{2}")
# Signs of each loss; trying one that shows none only costs time.
_SIGNS: dict[tuple[str, str], Callable[[str], object]] = {
    ("cp1252", "undefined dropped"): re.compile(_LEADS).search,
    ("cp1252", "undefined \ufffd"): re.compile("\ufffd").search,
    ("cp1252", "undefined ?"): re.compile(r"[^\x00-\x7f]\?").search,
    ("cp1252", "soft hyphen"): re.compile(r"[ÃÐÑØÙÎÏÄÅ]").search,
    ("cp1252", "small"): re.compile(r"[ãâäåæ][^\x00-\x7fa-zà-ÿ]|ã[à-ÿ]").search,
    ("cp1252", "capital"): lambda line: _CAPITALS.search(line) and not _SMALL.search(line),
    ("cp1252", "title"): re.compile(r"[ãâäåÃÂÄÅ][^\x00-\x7fa-zà-ÿ][A-Z]|\b[A-Z][a-z]+ [A-Z][a-z]+").search,
    ("cp1252", "bare"): re.compile(r"[Aa][^\x00-\x7fA-Za-zÀ-ÿ]").search,
    ("latin-1", "controls dropped"): re.compile(_LEADS).search,
    ("latin-1", "controls ?"): re.compile(r"[^\x00-\x7f]\?").search,
    ("latin-1", "controls \ufffd"): re.compile("\ufffd").search,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of a line and the way of damage that it undoes."""

    score: float
    channel: Channel
    reading: Reading


@cache
def _lone_apostrophe() -> re.Pattern[str]:
    words = table(__package__, "apostrophes")
    english, elision = words["english"], words["elision"]
    elided = rf"{_VOWEL}\w\w|(?:{alternatives(elision['short'])})\b"
    return re.compile(
        r"(?<=[A-Za-z])â(?=s\b)|(?<=n)â(?=t\b)"
        rf"|\b(?i:{alternatives(english['before'])})â(?=(?:{alternatives(english['behind'])})\b)"
        rf"|\b(?i:{alternatives(elision['letters'] + elision['words'])})â(?={elided})"
    )


def likelier_edits(line: str, usual: str, evidence: Evidence) -> Iterator[Edit]:
    """The edits to the likeliest reading of `line`; none if the `usual` repair of it is as good."""
    if not _is_unsettled(line, usual) or _LETTERS_ALONE.search(line) or not is_odd(line, usual):
        return
    if not evidence.languages:
        evidence = find_evidence(line)
    found = likelier_reading(line, usual, evidence)
    others = (legacy_reading(line, usual, evidence), multibyte_reading(line, evidence))
    best = max(filter(None, others), key=lambda other: other.score, default=None)
    if best is not None and (found is None or best.score > found.score):
        yield from differences(line, best.text, best.reason, "inferred")
    elif found is not None:
        yield from _edits(found, line)


def _edits(found: Found, line: str) -> Iterator[Edit]:
    """One edit for each run of pieces; exact where damaging its result again gives the input."""
    encoding = found.channel.encoding
    run: list[Piece] = []
    for piece in (*found.reading.pieces, None):
        if run and (piece is None or piece.start != run[-1].end):
            start, end, meant = run[0].start, run[-1].end, "".join(one.meant for one in run)
            if sloppy(meant.encode("utf-8"), encoding) == line[start:end]:
                yield Edit(start, end, meant, f"mojibake:{encoding}", "exact")
            else:
                yield Edit(start, end, meant, "mojibake:lossy", "inferred")
            run = []
        if piece is not None:
            run.append(piece)


def _is_unsettled(line: str, usual: str) -> bool:
    """Whether the `usual` repair did nothing, left signs of damage, or had a choice."""
    if line == usual or is_doubtful(usual) or _AMBIGUOUS.search(line):
        return True
    return _REST_OF_DAMAGE.search(usual) is not None or _WRONG_CASE.search(usual) is not None


def is_odd(line: str, usual: str) -> bool:
    """Whether a character stands in the `usual` repair of `line` where hardly any language has it.

    Marks that stand as an apostrophe or as quotation marks would are odd, too.
    """
    if _AMBIGUOUS.search(line) or _places_of_lone_marks(line):
        return True
    if line != usual and _REST_OF_DAMAGE.search(usual):
        return True
    of = any_language().of
    context = "  "
    for character in usual:
        told = line == usual or kind_of(character) != "C"  # no table knows all East Asian characters
        if told and not (character.isascii() and context.isascii()) and of(context, character) < _ODD:
            return True
        context = context[1] + character
    return False


def likelier_reading(line: str, usual: str, evidence: Evidence) -> Found | None:
    """The likeliest reading of `line`, if it is clearly likelier than the `usual` repair; None otherwise."""
    first = _languages(usual, evidence)
    found = _likeliest(line, usual, *first)
    if found is None or found.channel.loss == "none":
        return found
    sharper = _languages(found.reading.text(line), evidence)
    if sharper == first:
        return found
    return _likeliest(line, usual, *sharper) or found


def _languages(text: str, evidence: Evidence) -> tuple[Evidence, frozenset[str]]:
    """The evidence with the language first that `text` fits best, and the like for other scripts."""
    preferred = likeliest_languages(text[:_LONG], dict(evidence.languages))
    latin = {name: 0.0 for name in preferred if name in LANGUAGES["latin"]}
    others = {name: cost - _NOT_NEAREST if latin else cost for name, cost in evidence.languages}
    nearest_first = sorted((others | latin).items(), key=lambda language: -language[1])
    return replace(evidence, languages=tuple(nearest_first)), preferred


def _likeliest(line: str, usual: str, evidence: Evidence, preferred: frozenset[str]) -> Found | None:
    likelihood = likelihood_of(evidence.languages, preferred)
    sure, unsure = likelihood.of_text(usual), any_language().of_text(usual)
    east_asian = _may_be_east_asian(line)
    best: Found | None = None
    for channel in _channels_worth_trying(line, evidence, preferred):
        reading = _decoder(channel, evidence.languages, preferred, east_asian).read(line)
        least = _least(line, usual, reading, channel.loss != "none", (sure, unsure))
        score = likelihood.of_text(reading.text(line)) + reading.cost
        if score > least and (best is None or score > best.score):
            best = Found(score, channel, reading)
    return best


def _least(line: str, usual: str, reading: Reading, lossy: bool, usual_scores: tuple[float, float]) -> float:
    """What a reading must score to be believed: the less, the more else speaks for it."""
    sure, unsure = usual_scores
    if line != usual and lossy and not _REST_OF_DAMAGE.search(usual):
        return sure + _MARGIN_IF_DAMAGED
    if line != usual:
        # The usual repair assumes pieces, too, and at least one for each character that it joins.
        also_assumed = min(len(reading.pieces), max(0, len(line) - len(usual)))
        return sure + _MARGIN_IF_DAMAGED + COST_OF_PIECE * also_assumed
    if reading.pieces and _UNMISTAKABLE.search(line):
        return sure + _MARGIN_IF_DAMAGED
    if len(line) < _SHORT and len(reading.pieces) < _FEWEST_IF_SHORT:
        return math.inf
    lone = [piece for piece in reading.pieces if line[piece.start : piece.end] in _LONE]
    if not lone and lossy and not _STRONG_SIGN.search(line) and len(reading.pieces) < _FEWEST_WEAK:
        return math.inf
    if not lone:
        return unsure + _MARGIN + (_MARGIN_OF_ONE if len(reading.pieces) == 1 else 0.0)
    marks = _places_of_lone_marks(line)
    if any(piece.start not in marks for piece in lone):
        return math.inf
    return (sure + unsure) / 2 + _MARGIN


def _places_of_lone_marks(line: str) -> set[int]:
    """Where "â" stands in `line` as an apostrophe or one of two quotation marks would."""
    if "â" not in line:
        return set()
    places = {found.end() - 1 for found in _lone_apostrophe().finditer(line)}
    return places.union(*(found.span(group) for found in _LONE_QUOTES.finditer(line) for group in (1, 2)))


def _channels_worth_trying(line: str, evidence: Evidence, preferred: frozenset[str]) -> Iterator[Channel]:
    """All that the signs in `line` allow; for a long line the one that reads its beginning best."""
    if len(line) <= _LONG:
        yield from _channels(line)
        return
    beginning = line[: line.rfind(" ", 0, _LONG) + 1] or line[:_LONG]
    likelihood = likelihood_of(evidence.languages, preferred)
    east_asian = _may_be_east_asian(line)

    def score(channel: Channel) -> float:
        reading = _decoder(channel, evidence.languages, preferred, east_asian).read(beginning)
        return likelihood.of_text(reading.text(beginning)) + reading.cost

    yield from sorted(_channels(line), key=score)[-1:]


def _may_be_east_asian(line: str) -> bool:
    return len(_EAST_ASIAN.findall(line)) >= _FEWEST_EAST_ASIAN


def _channels(line: str) -> Iterator[Channel]:
    counts = {encoding: len(pairs.findall(line)) for encoding, pairs in _pairs().items()}
    most = max(counts.values())
    likely = [encoding for encoding, count in counts.items() if count and count * 2 >= most]
    for encoding in sorted(likely, key=lambda name: -counts[name]):
        yield Channel(encoding)
    for (encoding, loss), shows in _SIGNS.items():
        if shows(line):
            yield Channel(encoding, loss)


@lru_cache(64)
def _decoder(
    channel: Channel, languages: tuple[tuple[str, float], ...], preferred: frozenset[str], east_asian: bool
) -> Decoder:
    return Decoder(channel, likelihood_of(languages, preferred), east_asian)
