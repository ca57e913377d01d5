"""What a whole text says about its damage, handed to the repair of each of its parts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from careerdoc.model.document import Evidence
from careerdoc.text.language import ranked_languages
from careerdoc.text.repair.characters.marks import without_long_runs
from careerdoc.text.repair.gate import is_doubtful
from careerdoc.text.repair.orphans import find_orphans
from careerdoc.text.repair.spelling.likelihood import Likelihood
from careerdoc.text.repair.spelling.scripts import LANGUAGES

_SAMPLE = 8_000
"""Characters that the languages of a text are told from."""
_NAMES = {"no": "nb", "nn": "nb", "bs": "hr", "sh": "hr"}
"""The detector's names of languages that are spelled as another, by the table of letters."""
_LATIN = frozenset(LANGUAGES["latin"])
_COMMON = ("en", "fr", "es", "de")
"""Languages that are considered even if the detector names none of them."""
_ASKED = 12
"""Languages that the detector is asked for, since some of them have no table of letters."""
_ANY_RANK = 100_000
"""A rank beyond all that the detector gives: even short and damaged text is nearest to some language."""
_CONSIDERED = 4
"""Languages that are considered; each one more makes the search slower and the choice vaguer."""
_RANKS_PER_NAT = 20
"""Ranks of the detector that count as much as a language e times less likely."""
_RANKS_OF_COMMON = 80
"""How much farther than the nearest language a common one counts that the detector does not name."""
_COST_OF_FARTHEST = 4.0
"""The most that a considered language costs, as a natural logarithm: the detector may be wrong."""
# Pairs that no spelling of any language has.
_DAMAGE = re.compile(r"â\?\?|[a-z]Ã[a-z? ]|â€|[ÃÂ][\u0080-\u00bf\u2018-\u203a€™œšž]|Ð[\u0080-\u00bf]|\ufffd")
# What orphans and blanks at line ends are; for them alone nobody needs to know the language.
_LONE_BLANKS = re.compile(r"[Â\u00a0](?=\s|$)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def find_evidence(text: str) -> Evidence:
    """The orphaned lead bytes of `text` and the languages it may be in, nearest first."""
    if not is_doubtful(text):
        return Evidence()
    orphans = find_orphans(text)
    if not is_doubtful(_LONE_BLANKS.sub("a", text)):
        return Evidence(orphans)
    composed = unicodedata.normalize("NFC", without_long_runs(text[:_SAMPLE]))
    return Evidence(orphans, _languages(composed), _DAMAGE.search(composed) is not None)


def _languages(text: str) -> tuple[tuple[str, float], ...]:
    """Those written in Latin letters, by the letters that damage does not touch."""
    plain = _BEYOND_ASCII.sub("", text[:_SAMPLE]).lower()
    ranks: dict[str, int] = {}
    for name, rank in ranked_languages(plain, most=_ASKED, farthest=_ANY_RANK):
        ranks.setdefault(_NAMES.get(name, name), rank)
    found = [(name, rank) for name, rank in ranks.items() if name in _LATIN][:_CONSIDERED]
    found += [(name, found[0][1] + _RANKS_OF_COMMON if found else 0) for name in _COMMON if name not in ranks]
    return tuple(
        (name, -min(_COST_OF_FARTHEST, (rank - found[0][1]) / _RANKS_PER_NAT)) for name, rank in found
    )


@lru_cache(32)
def likelihood_of(
    languages: tuple[tuple[str, float], ...], preferred: frozenset[str] = frozenset()
) -> Likelihood:
    """The likelihood under these languages of the Latin script, each with what it costs."""
    return Likelihood(languages, preferred)


@cache
def any_language() -> Likelihood:
    """The likelihood under whichever of all languages fits best."""
    return Likelihood([(name, 0.0) for name in LANGUAGES["latin"]])
