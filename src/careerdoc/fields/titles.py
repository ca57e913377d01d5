"""Job titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from careerdoc.fields import employment
from careerdoc.fields.title_words import (
    AND,
    BEHIND_A_JOB,
    DEGREE,
    DUTY,
    FIRST,
    FIRST_UNPARTED,
    FORM,
    GIVEN,
    JOB,
    LAST,
    LEVEL,
    MODIFIER,
    OF,
    OPENS_OTHER,
    OTHER,
    SAYS_OTHERWISE,
    SENTENCE,
    SURNAME,
    TITLE_WORD,
    VERB,
    WEAK,
    agents,
    events,
    key_word,
    kind_by_shape,
    lexicon,
    opening_letters,
    openings,
    row,
    trades,
    words_of,
)
from careerdoc.fields.wordings import entries
from careerdoc.text.keys import fold, words
from careerdoc.text.tables import alternatives, table

_POSSIBLE = 0.5
_LONGEST_TEXT = 200
_LONGEST_TITLE = 12
"""Words. Longer lines are sentences."""
_LONG_PHRASE = 6
"""Words before "of" that few titles have."""
_LONGEST_ABBREVIATION = 5

# What follows one of these signs does not belong to the title in front of it.
_PART = re.compile(r"[,(\[/|·•@:،、，（【]|\s[-–—]\s")
_STOPS = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；")
_FIRST_UNSPELLED = "\u0e00"
"""The first letter of the scripts whose titles are told by how they start: Thai and behind it."""


@lru_cache(maxsize=8192)
def recognize(text: str) -> float:
    """How much `text` looks like a job title, 0 to 1, in any of 29 languages.

    From .8 on it surely is one, about .5 it may be, up to .2 hardly. What counts is the word that
    the phrase is about, which languages put first or last: "Bank Manager" is a title, "Nurses
    Association" none. What follows "of", "at", a comma or a bracket is not judged, but a title
    there is a possible one. A word that may be a job alone ("Lead") has .5, an unknown word .1,
    names of people, places, organizations and pieces of sentences less, types of employment .4.
    """
    phrase = text.strip()
    if not phrase or len(phrase) > _LONGEST_TEXT or (phrase.endswith(_STOPS) and not _is_short(phrase)):
        return 0.0
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        # Most texts: what the general way finds, found in half the time.
        score = _score_of_words(phrase, phrase.lower().split())
    else:
        part = _PART.search(phrase)
        score = _score(phrase) if part is None else _score_of_parts(phrase, part)
    return min(score, 0.4) if score >= _POSSIBLE and employment.is_type_only(phrase) else score


def is_level(word: str) -> bool:
    """Whether a word says the rank in a job and not the job: "Senior", "stellvertretende", "II"."""
    return bool(lexicon().get(key_word(word), 0) & BEHIND_A_JOB)


def key(title: str) -> str:
    """The folded words of the title, with abbreviations written out."""
    written_out = table(__package__, "titles")["abbreviations"]
    return " ".join(str(written_out.get(word, word)) for word in words(title))


def names_something_else(text: str) -> bool:
    """Whether a word of the text says that it names an organization, a place, a thing or a deed."""
    found = text.lower().split() if text.isascii() else words_of(text)
    known = [lexicon().get(word, 0) for word in found]
    return any(kind & (OTHER | OPENS_OTHER | VERB | SENTENCE) and not kind & GIVEN for kind in known)


def without_event(text: str) -> str:
    """The job in a text that says someone took it up: "Promoted to Team Lead" gives "Team Lead".

    Any other text comes back as it is, without blanks around it.
    """
    line = text.strip()
    for event in events("before"):
        if line[: len(event)].lower() == event and _is_parted(line[len(event) :], event):
            return line[len(event) :].strip(" :：") or line
    for event in events("behind"):
        if line.endswith(event) and len(line) > len(event):
            return line[: -len(event)].rstrip()
    return line


def _is_parted(rest: str, event: str) -> bool:
    return event[-1] >= FIRST_UNPARTED or rest[:1] in {" ", ":"}


def _is_short(phrase: str) -> bool:
    """Whether the text ends in a short form such as "Asst. Prof." or "Dipl.-Ing."."""
    last = phrase.rsplit(None, 1)[-1]
    return (
        last[-1] == "."
        and len(last) <= _LONGEST_ABBREVIATION
        and bool(lexicon().get(key_word(last), 0) & (TITLE_WORD | BEHIND_A_JOB))
    )


def _score_of_parts(phrase: str, part: re.Match[str]) -> float:
    before, rest = phrase[: part.start()], phrase[part.end() :]
    if not before.strip():
        return _score(rest)
    score = _score(before)
    if score >= _POSSIBLE:
        return min(score, 0.6) if _ends_in_form(rest) else score
    # "(Backend) Developer" and "CI/CD Engineer" are titles; "Acme, Developer" holds one.
    share = {"/": 0.95, "(": 0.6}.get(part[0], 0.6)
    following = _PART.split(rest, 1)[0]
    return max(score, share * _score(following)) if not _ends_in_form(rest) else min(score, 0.1)


def _ends_in_form(text: str) -> bool:
    last = text.split()[-1:]
    return bool(last) and bool(lexicon().get(key_word(last[0]), 0) & FORM)


def _score(phrase: str) -> float:
    """The score of a phrase without inner signs."""
    return _score_of_words(phrase, words(phrase) if phrase.isascii() else words_of(phrase))


def _score_of_words(phrase: str, found: Sequence[str]) -> float:
    if not 0 < len(found) <= _LONGEST_TITLE:
        return 0.0
    if found[0] in openings() or not phrase.isascii():
        opened = _opened(found, phrase)
        if opened is not None:
            return opened
    kinds = _kinds_before_of(found)
    seen = 0
    for kind in kinds:
        seen |= kind
    if not seen & TITLE_WORD:
        return _score_of_unknown(found, kinds, seen, phrase)
    if seen & SENTENCE or " I " in phrase or _starts_in_a_verb(found, kinds[0], phrase):
        return 0.05
    is_of = len(kinds) < len(found)
    while len(kinds) > 1 and kinds[-1] & BEHIND_A_JOB and not kinds[-1] & TITLE_WORD:
        kinds.pop()
    if is_of and kinds[0] & (DEGREE | DUTY) and len(kinds) == 1:
        return _score_of_duty(kinds[0], found)
    return _score_of_head(kinds, is_of, phrase)


def _score_of_unknown(found: Sequence[str], kinds: Sequence[int], seen: int, phrase: str) -> float:
    """The score of a phrase without any word for a job."""
    if seen & SAYS_OTHERWISE:
        return 0.05
    is_ranked = kinds[0] & MODIFIER and not kinds[-1]
    if is_ranked and found[len(kinds) - 1].endswith(agents() + trades()):
        return 0.6
    if not kinds[0] and found[0].endswith(trades()) and (len(found) == 1 or _is_common(phrase)):
        return 0.45
    return 0.25 if seen & MODIFIER else 0.1


def _is_common(phrase: str) -> bool:
    """Whether the second word of a phrase is no name: "Guide de montagne"."""
    return any(second[:1].islower() for second in phrase.split(None, 2)[1:2])


def _kinds_before_of(found: Sequence[str]) -> list[int]:
    """What each word in front of the first "of" can be."""
    get = lexicon().get
    kinds: list[int] = []
    for word in found:
        kind = get(word)
        if kind is None:
            kind = kind_by_shape(word)
        elif kind & OF and kinds and not (kind & LEVEL and len(kinds) == len(found) - 1):
            break
        kinds.append(kind)
    return kinds


def _score_of_duty(kind: int, found: Sequence[str]) -> float:
    """The score of "Doctor of", "Responsable de", "Ansvarlig for" and what follows."""
    if kind & DEGREE:
        return 0.3
    get = lexicon().get
    is_list = any(get(word, 0) & AND for word in found[2:])
    return 0.2 if kind & VERB else 0.5 if is_list else 0.7


def _score_of_head(kinds: Sequence[int], is_of: bool, phrase: str) -> float:
    """The score by the words before "of": the job at their end, else the first."""
    last = kinds[-1]
    if last & OTHER and not last & JOB:
        return _score_of_others(kinds)
    if last & JOB:
        return _score_of_last(kinds)
    if any(kind & JOB for kind in kinds):
        return _score_of_inner(kinds, phrase)
    return _score_of_weak(kinds, is_of)


def _score_of_last(kinds: Sequence[int]) -> float:
    """The score of a phrase that ends in a job."""
    *before, last = kinds
    if not before:
        return 0.6 if last & SURNAME else 0.9
    if all(kind & (MODIFIER | TITLE_WORD) for kind in before):
        return 0.95
    if before[0] & OPENS_OTHER and not before[0] & OTHER and not last & LAST:
        return 0.3
    if before[0] & GIVEN and len(before) < 3 and not before[0] & JOB:
        return 0.1 if last & SURNAME else 0.3
    if last & SURNAME and len(before) < 3 and not any(before):
        return 0.55
    return 0.9 if len(kinds) <= _LONG_PHRASE else 0.6


def _score_of_inner(kinds: Sequence[int], phrase: str) -> float:
    """The score of a phrase with a job inside it, other words behind."""
    at = next(index for index, kind in enumerate(kinds) if kind & JOB)
    is_lower = phrase.split()[-1][:1].islower()
    if is_lower and any(kind & VERB for kind in kinds[at + 1 :]):
        return 0.2
    if kinds[at] & FIRST and at < 3:
        if kinds[0] & OPENS_OTHER and at:
            return 0.2
        is_plain = at == 0 or all(kind & BEHIND_A_JOB for kind in kinds[:at])
        return (0.85 if is_plain else 0.7) if len(kinds) <= _LONG_PHRASE else 0.5
    if kinds[0] & GIVEN and not kinds[0] & JOB:
        return 0.1
    return 0.3 if is_lower or len(kinds) > _LONG_PHRASE else 0.4 if kinds[at] & SURNAME else 0.65


def _score_of_others(kinds: Sequence[int]) -> float:
    """The score of a phrase that ends in a word for an organization, a place or a thing."""
    if kinds[-1] & FORM or not kinds[0] & JOB or len(kinds) == 1:
        return 0.05
    return 0.45 if kinds[0] & FIRST and not kinds[0] & LAST else 0.15


def _score_of_weak(kinds: Sequence[int], is_of: bool) -> float:
    """The score of a phrase whose only words for jobs are none without company."""
    if not kinds[-1] & WEAK:
        return 0.05 if any(kind & SAYS_OTHERWISE for kind in kinds) else 0.4
    if len(kinds) == 1:
        return 0.75 if is_of else 0.5
    return 0.05 if kinds[0] & (GIVEN | OPENS_OTHER) else 0.75


def _starts_in_a_verb(found: Sequence[str], kind: int, phrase: str) -> bool:
    """Whether a phrase starts like "Led a team" or "I cook"; "Certified nurse" does not."""
    first = found[0]
    if len(found) == 1 or kind & (JOB | DUTY):
        return False
    is_past = len(first) > 4 and first.endswith("ed") and first not in row("participles")
    if not (is_past or kind & VERB):
        return first == "i"
    return not phrase.split(None, 1)[-1][:1].isupper()


def _opened(found: Sequence[str], phrase: str) -> float | None:
    """The score of a phrase that starts like a title of several words or like something else."""
    starts = openings().get(found[0])
    if starts is not None:
        line = " ".join(found) + " "
        if line.startswith(starts[1]):
            return 0.05
        if line.startswith(starts[0]):
            return 0.9 if len(found) <= _LONG_PHRASE + 2 else 0.5
    if phrase[0] < _FIRST_UNSPELLED:
        return None
    titles, others = opening_letters()
    line = fold(phrase)
    if line.startswith(others):
        return 0.05
    return 0.9 if line.startswith(titles) else None


def with_employer(text: str) -> tuple[str, str] | None:
    """The title and the employer of a text that holds both: "Cook at Tarn Inn", "Koch bei der Mühle AG".

    None where what stands in front of the word is no title, or what stands behind it no name.
    """
    found = _at_employer().search(text) if len(text) <= _LONGEST_TEXT else None
    if found is None:
        return None
    title, employer = text[: found.start()].strip(" ,"), text[found.end() :].strip()
    is_name = employer[:1].isupper() or not employer[:1].isascii() or employer[:1].isdigit()
    return (title, employer) if is_name and recognize(title) >= _POSSIBLE > recognize(employer) else None


@cache
def at_words() -> frozenset[str]:
    """The words between a job and where it is done."""
    return frozenset(entries(table(__package__, "titles")["employers"]["at"]))


@cache
def _at_employer() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:@\s*|[·•|]\s+|(?:{alternatives(at_words())})\s+)")
