"""Words of job titles: what each can be in 29 languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from careerdoc.fields.wordings import entries
from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LONGEST_SIGNS = 16
"""Characters of a word at whose end a title may stand in languages without blanks."""
_SHORTEST_COMPOUND = 7
"""Letters of a word that its ending may tell."""
_SHORTEST_PART = 7
"""Letters of a known word that may be the last part of a longer one."""

# What a word can be, as bits: one look-up tells all of it.
LAST, FIRST, WEAK, MODIFIER, LEVEL, DUTY, SURNAME, GIVEN = (1 << bit for bit in range(8))
OTHER, OPENS_OTHER, FORM, DEGREE, OF, AND, SENTENCE, VERB = (1 << bit for bit in range(8, 16))
JOB = LAST | FIRST
TITLE_WORD = JOB | WEAK
BEHIND_A_JOB = LEVEL | MODIFIER
SAYS_OTHERWISE = OTHER | OPENS_OTHER | GIVEN
_ROWS = {
    "last": LAST,
    "first": FIRST,
    "either": JOB,
    "weak": WEAK,
    "modifiers": MODIFIER,
    "levels": LEVEL,
    "duties": DUTY,
    "surnames": SURNAME,
    "others": OTHER,
    "places": OTHER,
    "firsts": OPENS_OTHER,
    "forms": FORM | OTHER,
    "degrees": DEGREE,
    "of": OF,
    "and": AND,
    "sentence": SENTENCE,
    "verbs": VERB,
}

_NOT_A_WORD = re.compile(r"[\s!-/:-@\[-`{-~·•…、。「」『』【】״׳،؛؟“”„«»–—]+")
_DOTTED = "i̇"
"""What folding makes of the Turkish capital."""
FIRST_UNPARTED = "\u3040"
"""The first letter of the scripts that leave no blanks between words."""


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a text in any script; signs of vowels part no words."""
    return tuple(filter(None, _NOT_A_WORD.split(fold(phrase).replace(_DOTTED, "i"))))


def key_word(word: str) -> str:
    """The first folded word of a text, "" where there is none."""
    return "".join(words_of(word)[:1])


def kind_by_shape(word: str) -> int:
    """What a word that no row holds can be: a compound, an inflection, an unparted phrase."""
    if word[-1] >= FIRST_UNPARTED:
        return _by_signs(word)
    if len(word) >= _SHORTEST_COMPOUND and (
        word.endswith(_endings().get(word[-3:], ())) or _ends_in_known(word)
    ):
        return JOB
    if word.isascii():
        return 0
    article: str = table(__package__, "titles")["article"]
    return lexicon().get(word[len(article) :], 0) if word.startswith(article) else 0


def _ends_in_known(word: str) -> bool:
    """Whether a word is a compound of which a known job is the last part: "Afdelingsjordemoder"."""
    parts = _last_parts()
    return any(word[start:] in parts for start in range(3, len(word) - _SHORTEST_PART + 1))


def _by_signs(word: str) -> int:
    titles, others = _signs().get(word[-1], ((), ()))
    return LAST if len(word) <= _LONGEST_SIGNS and word.endswith(titles) and not word.endswith(others) else 0


def all_of(name: str) -> list[str]:
    """The words of all languages in a section of the table."""
    rows: dict[str, str] = table(__package__, "titles")[name]
    return list(chain.from_iterable(map(entries, rows.values())))


@cache
def row(name: str) -> frozenset[str]:
    """The words of a section of the table as a set."""
    return frozenset(all_of(name))


@cache
def events(place: str) -> tuple[str, ...]:
    """What stands before or behind a title that someone took up, the longer before the shorter."""
    return tuple(sorted(entries(table(__package__, "titles")["events"][place]), key=len, reverse=True))


@cache
def lexicon() -> dict[str, int]:
    """Every known word with its bits."""
    kinds = dict.fromkeys(_given_names(), GIVEN)
    for name, kind in _ROWS.items():
        spelled = dict.fromkeys(all_of(name), kind)
        for word in kinds.keys() & spelled.keys():
            spelled[word] |= kinds[word]
        kinds |= spelled
    return kinds


@cache
def _last_parts() -> frozenset[str]:
    """Known jobs of the languages that join words to longer ones."""
    rows = table(__package__, "titles")
    joining = [*rows["either"].values(), *(rows["last"][language] for language in rows["joining"])]
    return frozenset(
        word for spellings in joining for word in entries(spellings) if len(word) >= _SHORTEST_PART
    )


def _given_names() -> list[str]:
    rows: dict[str, str] = table(__package__, "people")["given"]
    return list(chain.from_iterable(map(entries, rows.values())))


def _grouped(endings: Iterable[str], letters: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for ending in endings:
        tail = ending[-letters:]
        groups[tail] = (*groups.get(tail, ()), ending)
    return groups


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """Endings of words for jobs by their last three letters."""
    return _grouped(all_of("endings"), 3)


@cache
def trades() -> tuple[str, ...]:
    """Endings of words that no table knows and that may be jobs."""
    return tuple(all_of("trades"))


@cache
def agents() -> tuple[str, ...]:
    """Endings of words that are jobs behind a rank."""
    return tuple(all_of("agents"))


@cache
def _signs() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Endings of titles and of other words by their last character."""
    titles, others = _grouped(all_of("signs"), 1), _grouped(all_of("not_signs"), 1)
    return {sign: (endings, others.get(sign, ())) for sign, endings in titles.items()}


@cache
def openings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Starts of titles and of other phrases by their first word, each with a blank behind."""
    groups: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for name in ("openings", "phrases", "not_openings"):
        for start in all_of(name):
            titles, others = groups.get(start.split(" ", 1)[0], ((), ()))
            is_title = name != "not_openings"
            added = (f"{start} ",)
            groups[start.split(" ", 1)[0]] = (
                (titles + added, others) if is_title else (titles, others + added)
            )
    return groups


@cache
def opening_letters() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Letters that titles, and that other texts start with, in languages without blanks."""
    return tuple(all_of("opening_letters")), tuple(all_of("not_opening_letters"))
