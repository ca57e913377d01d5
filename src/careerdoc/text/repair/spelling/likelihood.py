"""How likely a character is where it stands, by what languages spell and how punctuation sits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from careerdoc.text.repair.spelling.letters import Letters, letters_of
from careerdoc.text.repair.spelling.punctuation import cost_at_best, cost_before, cost_behind
from careerdoc.text.repair.spelling.quotes import QUOTES, Style
from careerdoc.text.repair.spelling.scripts import LANGUAGES, family_of, kind_of, script_of, symbol

# All are natural logarithms. No standard gives them: they are judgements.
UNKNOWN_LETTER = -13.0
"""What a letter costs that no language at hand has."""
_FOREIGN_LETTER = -9.0
"""A letter of a script that no table covers."""
_WRONG_CASE = -6.0
"""A capital behind a small letter, or a small letter behind two capitals."""
_CAPITAL_INSIDE = -1.0
"""A capital at the start of a word behind a word that ends small."""
_OTHER_LANGUAGE = -2.5
"""What a letter costs in a language that another one of its script fits better."""
_LEAST_APOSTROPHE = -5.5
"""An apostrophe behind a letter: names and possessives have it where no table does."""
_OTHER_SCRIPT = -7.0
"""What a letter costs behind one of another script."""
_BEHIND_ASCII = -3.0
"""An ASCII mark or blank behind an ASCII character, where only the one before is another."""
_BEHIND_UNKNOWN = -4.0
"""An ASCII mark or blank behind a character that no language at hand has."""
_FEWEST_OF_ANY = 9
"""So many languages are not those of one text: whose style it follows is then unknown."""
_REMEMBERED = 200_000
"""Texts of three characters whose likelihood is remembered."""

Value = TypeVar("Value")


class Remembered(dict[str, Value]):
    """What a function gave for each text it was asked, at most so much that memory stays bounded."""

    def __init__(self, asked: Callable[[str], Value], most: int = _REMEMBERED) -> None:
        super().__init__()
        self._asked = asked
        self._most = most

    def __missing__(self, text: str) -> Value:
        if len(self) > self._most:
            self.clear()
        found = self[text] = self._asked(text)
        return found


class Likelihood:
    """Log probabilities under a choice of languages; what was asked once is remembered."""

    def __init__(self, languages: Sequence[tuple[str, float]], preferred: Collection[str] = ()) -> None:
        """`languages` are those of the Latin script, each with what choosing it costs (0 or less).

        Where another script has one of the `preferred`, its other languages cost something too.
        """
        self._preferred = preferred
        self._style = Style(languages[0][0] if 0 < len(languages) < _FEWEST_OF_ANY else "")
        self.windows = Remembered(self._asked)
        """How likely the last of three characters is behind the other two: for loops that ask often."""
        self._spellings: dict[tuple[str, str], float | None] = {}
        self._tables = {"latin": [(letters_of(name), cost) for name, cost in languages]}

    def of(self, before: str, character: str) -> float:
        """How likely `character` is after the two characters `before`: a natural logarithm."""
        return self.windows[before + character]

    def alone(self, character: str) -> float:
        """How likely `character` is wherever it fits best."""
        if kind_of(character) in "LC":
            folded = symbol(character)
            tables = self._for_script(script_of(character))
            return max(
                (table.rows.get(folded, UNKNOWN_LETTER) for table, _ in tables), default=_FOREIGN_LETTER
            )
        if character in QUOTES:
            return max(self._style.cost_behind(last, character) for last in " a")
        return cost_at_best(character)

    def of_text(self, text: str, before: str = "  ", after: str = " ") -> float:
        """How likely `text` is between the two characters `before` and the character `after`."""
        whole = before + text + after
        windows = map("".join, zip(whole, whole[1:], whole[2:], strict=False))
        return sum(map(self.windows.__getitem__, windows))

    def _asked(self, window: str) -> float:
        before, last, character = window[:2], window[1], window[2]
        score = cost_before(before, character)
        if last in QUOTES:
            score += self._style.cost_before(before[0], last, character)
        if before.isascii() and character.isascii():
            return score
        if kind_of(character) in "LC":
            return score + self._letter(before, character)
        if character == "’" and kind_of(last) == "L":
            return score + self._apostrophe(before)
        if character.isascii():
            return score + self._plain(before, character)
        if character in QUOTES:
            return score + self._style.cost_behind(last, character)
        return score + cost_behind(before, character)

    def _apostrophe(self, before: str) -> float:
        """Between letters it is a matter of spelling; behind the last letter it also closes."""
        found = self._spelled(before, "’", script_of(before[1]))
        return _LEAST_APOSTROPHE if found is None else max(found, _LEAST_APOSTROPHE)

    def _letter(self, before: str, character: str) -> float:
        script = script_of(character)
        found = self._spelled(before, character, script)
        if found is None:
            found = UNKNOWN_LETTER if script else _FOREIGN_LETTER
        if kind_of(before[1]) in "LC" and family_of(before[1]) != family_of(character):
            found += _OTHER_SCRIPT
        return found + _case_cost(before, character)

    def _plain(self, before: str, character: str) -> float:
        if before[1].isascii():
            return _BEHIND_ASCII
        found = self._spelled(before, character, script_of(before[1]) or "latin")
        return _BEHIND_UNKNOWN if found is None else found

    def _spelled(self, before: str, character: str, script: str) -> float | None:
        folded = symbol(before[0]) + symbol(before[1]) + symbol(character)
        key = (script, folded)
        if key not in self._spellings:
            if len(self._spellings) > _REMEMBERED:
                self._spellings.clear()
            self._spellings[key] = self._best_spelled(folded, script)
        return self._spellings[key]

    def _best_spelled(self, folded: str, script: str) -> float | None:
        best = None
        for table, cost in self._for_script(script):
            found = table.log_probability(folded[:-1], folded[-1])
            if found is not None and (best is None or found + cost > best):
                best = found + cost
        return best

    def _for_script(self, script: str) -> list[tuple[Letters, float]]:
        if script not in self._tables:
            names = LANGUAGES.get(script, ())
            chosen = set(names) & set(self._preferred) or names
            self._tables[script] = [
                (letters_of(name), 0.0 if name in chosen else _OTHER_LANGUAGE) for name in names
            ]
        return self._tables[script]


def _case_cost(before: str, character: str) -> float:
    earlier, last = before[0], before[1]
    if character.isupper():
        if last.islower():
            return _WRONG_CASE
        return _CAPITAL_INSIDE if last == " " and earlier.islower() else 0.0
    small_after_capitals = character.islower() and last.isupper() and earlier.isupper()
    return _WRONG_CASE if small_after_capitals else 0.0
