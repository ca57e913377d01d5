"""How likely a quotation mark is where it stands: as one that opens or closes in the language around it."""

from __future__ import annotations

from functools import cache

from careerdoc.text.repair.spelling.punctuation import Sitting, sitting_of
from careerdoc.text.repair.spelling.scripts import kind_of
from careerdoc.text.tables import table

QUOTES = frozenset("„“”")
"""The marks of which a language uses one to open and one to close, each its own."""
# Costs and gains are natural logarithms. No standard gives them: they are judgements.
_OF_THE_LANGUAGE = 0.5
"""What the mark gains that the language uses there."""
_OF_ANOTHER = -1.2
"""What one costs that it does not use there."""
# What each mark costs besides where hardly any language uses it.
_UNUSUAL = {("opening", "„"): -0.5, ("opening", "”"): -4.5, ("closing", "“"): -7.5, ("closing", "„"): -7.5}


@cache
def _roles() -> dict[str, Sitting]:
    return {role: sitting_of(row) for role, row in table(__package__, "punctuation")["roles"].items()}


class Style:
    """How one language sets quotation marks; an empty name is no language."""

    def __init__(self, language: str) -> None:
        """`language` as the table of letters names it."""
        quotes: dict[str, str] = table(__package__, "punctuation")["quotes"]
        used = quotes.get(language)
        self._used = {"opening": used[0], "closing": used[1]} if used else {}

    def cost_behind(self, last: str, quote: str) -> float:
        """What one of `QUOTES` costs behind the character `last`."""
        return self._role(last, quote)[0]

    def cost_before(self, last: str, quote: str, character: str) -> float:
        """What it costs that one of `QUOTES` behind `last` stands before `character`."""
        return _roles()[self._role(last, quote)[1]].after[kind_of(character)]

    def _role(self, last: str, quote: str) -> tuple[float, str]:
        """What `quote` costs behind `last` in the role that fits it best, and that role; a tie opens."""
        kind = kind_of(last)
        costs = {role: sits.before[kind] + self._form(role, quote) for role, sits in _roles().items()}
        role = max(costs, key=costs.__getitem__)
        return costs[role], role

    def _form(self, role: str, quote: str) -> float:
        if self._used and quote == self._used[role]:
            return _OF_THE_LANGUAGE
        return _UNUSUAL.get((role, quote), 0.0) + (_OF_ANOTHER if self._used else 0.0)
