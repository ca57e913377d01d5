"""How two names of employers or schools agree: spellings, short forms, former names, namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from careerdoc.fields import employment
from careerdoc.fields.agreement.slips import is_cut, is_one_slip_in_words
from careerdoc.fields.lexicons import listed
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import alternatives, table

LEVELS = ("same", "known name", "misspelt", "initials", "shortened", "shares a word", "different")
"""From full agreement to none; of several names the best level counts."""
_ALTERNATIVE = "|"
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_BEHIND = re.compile(r"(?<!\s)\s++[-–—·•|]\s+")
_LETTER_DOT = re.compile(r"(?<!\w)(\w)\.(?=\w\.|\s|$)")
_AND = re.compile(r"[&+]")
_LONGEST_INITIALS = 7
_START = 4
"""Letters at the start of a name in which few slips happen."""
_SHORTEST_WORD = 3
"""Letters of a word that two organizations hardly share by chance."""


@lru_cache(maxsize=8192)
def comparable(name: str) -> str | None:
    """The name's words without accents, legal form and article; other names, from brackets, behind "|".

    Types of employment and modes of work beside a name are dropped. None where no word is left.
    """
    inside = [first or second for first, second in _BRACKETED.findall(name)]
    outside = _BRACKETED.sub(" ", name)
    head, *behind = _BEHIND.split(outside)
    names = [head, *(piece for piece in [*inside, *behind] if not _is_about_work(piece))]
    if inside and (whole := _plain(name)) in _known_names():
        return whole
    words = dict.fromkeys(plain for one in names if (plain := _plain(one)))
    return _ALTERNATIVE.join(words) or None


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How two comparable names agree: one of `LEVELS`, the same in either order."""
    if left == right:
        return "same"
    (left_head, *left_others), (right_head, *right_others) = (
        one.split(_ALTERNATIVE) for one in (left, right)
    )
    # What stands behind the names of two ("(Berlin)", "(acquired)") may say no more than that of both.
    pairs = [
        (left_head, right_head),
        *product((left_head,), right_others),
        *product(left_others, (right_head,)),
    ]
    found = {_level_of_names(*sorted(pair)) for pair in pairs}
    return next(one for one in LEVELS if one in found)


@lru_cache(maxsize=8192)
def blocks(comparable_name: str) -> tuple[str, ...]:
    """Texts of which two names of one organization mostly have one in common, sorted.

    The known name where there is one, else the start of the name's first word.
    """
    found: set[str] = set()
    for name in comparable_name.split(_ALTERNATIVE):
        found |= _groups(name)
        large = [word for word in name.split(" ") if word not in _small_words()]
        found.add("".join(large)[:_START])
        if len(large) > 1:
            found.add("".join(word[0] for word in large)[:_START])
    return tuple(sorted(found))


def _is_about_work(text: str) -> bool:
    return employment.is_type_only(text) or employment.work_mode(text) is not None


def _plain(name: str) -> str:
    """The words of one name that tell it from others."""
    dotless = _LETTER_DOT.sub(r"\1", _AND.sub(" and ", _eastern_forms().sub(" ", name)))
    words = wording_key(dotless).split()
    row = table(__package__, "organizations")
    while len(words) > 1 and (words[0] in row["before"] or words[0] in row["forms_in_front"]):
        words.pop(0)
    while len(words) > 1 and (words[-1] in _legal_forms() or words[-1] in row["behind"]):
        words.pop()
    return " ".join(word for word in words if word != "and") or " ".join(words)


def _level_of_names(left: str, right: str) -> str:
    if left == right or left.replace(" ", "") == right.replace(" ", ""):
        return "same"
    groups = _groups(left), _groups(right)
    if groups[0] & groups[1]:
        return "known name"
    left_words, right_words = left.split(" "), right.split(" ")
    if groups[0] and groups[1]:
        # Two that are known: "University of York" is in England, "York University" in Canada.
        return "shares a word" if _share_a_word(left_words, right_words) else "different"
    if is_one_slip_in_words(left_words, right_words):
        return "misspelt"
    if _is_initials(left_words, right) or _is_initials(right_words, left):
        return "initials"
    if _is_shortened(left_words, right_words) or _is_telling_part(left_words, right_words):
        return "shortened"
    return "shares a word" if _share_a_word(left_words, right_words) else "different"


def _is_initials(words: list[str], short: str) -> bool:
    """Whether `short` is made of the first letters of the words, small words counted or not."""
    letters = short.replace(" ", "")
    if not 1 < len(letters) <= _LONGEST_INITIALS or len(words) < 2:
        return False
    large = [word for word in words if word not in _small_words()]
    return letters in {"".join(word[0] for word in some) for some in (words, large)}


def _is_shortened(left: list[str], right: list[str]) -> bool:
    """Whether one is the beginning of the other, word for word, each word whole or cut."""
    shorter, longer = sorted((left, right), key=len)
    pairs = list(zip(shorter, longer, strict=False))
    return all(is_cut(one, other) for one, other in pairs) and any(one[0] == other[0] for one, other in pairs)


def _is_telling_part(left: list[str], right: list[str]) -> bool:
    """Whether one name is the other without its common words: "Jaworanka", "Uniwersytet Jaworanka"."""
    fewer, more = sorted((set(left), set(right)), key=len)
    return fewer < more and not fewer <= _common_words() and more - fewer <= _common_words()


def _share_a_word(left: list[str], right: list[str]) -> bool:
    common = set(left) & set(right)
    return any(len(word) >= _SHORTEST_WORD and word not in _common_words() for word in common)


def _groups(name: str) -> frozenset[str]:
    return _known_names().get(name, frozenset())


@cache
def _known_names() -> dict[str, frozenset[str]]:
    """For each known name in its plain form, the organizations that are called so."""
    names: dict[str, frozenset[str]] = {}
    for first, *others in _rows():
        for name in (first, *others):
            names[name] = names.get(name, frozenset()) | {first}
    return names


def _rows() -> Iterator[list[str]]:
    tables = table(__package__, "organizations")
    for first, others in (tables["companies"] | tables["schools"]).items():
        yield [plain for one in (first, *others) if (plain := _plain(one))]


@cache
def _legal_forms() -> frozenset[str]:
    return listed("careerdoc.fields", "organizations", "legal_forms")


@cache
def _small_words() -> frozenset[str]:
    return frozenset(table(__package__, "organizations")["small_words"])


@cache
def _common_words() -> frozenset[str]:
    own = frozenset(table(__package__, "organizations")["common_words"]) | _small_words()
    schools = listed("careerdoc.fields", "organizations", "schools")
    return own | {word for name in schools for word in wording_key(name).split()}


@cache
def _eastern_forms() -> re.Pattern[str]:
    return re.compile(alternatives(listed("careerdoc.fields", "organizations", "apart_forms")))
