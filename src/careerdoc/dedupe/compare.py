"""How well two records agree: a level and a weight for each field, their sum, a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from careerdoc.dedupe.facts import Facts, outline_of
from careerdoc.dedupe.levels import is_hopeless, levels_of, owner_level
from careerdoc.dedupe.shingles import shared
from careerdoc.dedupe.wording import Repetition, repetition
from careerdoc.fields.agreement import people
from careerdoc.text.tables import table

Verdict = Literal["join", "review", "apart"]
_TOGETHER = " & "
_LEAST_REPEATED = 0.25
"""Of the shorter text's runs of words: of a page that repeats half a role's text, more are shared."""
_EITHER, _UNTITLED = "start or end", "title unsaid"
_NEEDS_UNMET = "what a join needs does not agree"
_MOST_OF_A_CLUSTER = 8.0
"""The most that the score of one pair counts for or against joining two clusters."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two records agree on one field, and what that adds to their score."""

    field: str
    level: str
    weight: float

    def __str__(self) -> str:
        return f"{self.field}: {self.level} ({self.weight:+.1f})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreements of two records and what follows from them.

    `veto` names what keeps them out of one cluster, even through a third record: a veto or a bar of
    rules.toml. `shortfall` says why they do not join where nothing keeps them apart. `repetition`
    is how a page repeats a role.
    """

    agreements: tuple[Agreement, ...]
    score: float
    verdict: Verdict
    veto: str | None = None
    shortfall: str | None = None
    repetition: Repetition | None = None

    @property
    def is_close(self) -> bool:
        """Whether the two are as likely one fact as two, and nothing keeps them apart."""
        return self.veto is None and self.score >= table(__package__, "rules")["review"]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each agreement as `field: level (weight)`."""
        return tuple(str(agreement) for agreement in self.agreements)

    @property
    def explanation(self) -> str:
        """Why the two are the same fact, in words."""
        if self.repetition is not None:
            return f"its text repeats this role's content (similarity {self.repetition.similarity:.2f})"
        fields = ", ".join(agreement.field for agreement in self.agreements if agreement.weight > 0)
        return f"{fields or 'all facts'} agree (score {self.score:.1f})"


_OTHER_KINDS = Comparison((), 0.0, "apart", veto="kind: different")
_OTHER_PERSONS = Comparison((), 0.0, "apart", veto="owner: different")
_OTHER_PEOPLE = ("different", "different name")
_NOTHING_SAID = Comparison((), 0.0, "apart")


@dataclass(slots=True)
class Comparer:
    """Compares facts by number, each pair once; equal facts have one number.

    `is_one_person` is whether no two of the records at hand say that they are two people's,
    `is_owner_sure` whether all that is compared is known to be one person's.
    """

    is_one_person: bool = True
    is_owner_sure: bool = False
    _numbers: dict[Facts, int] = field(default_factory=dict)
    _known: dict[tuple[int, int], Comparison] = field(default_factory=dict)
    _facts: list[Facts] = field(default_factory=list)
    _outlines: dict[int, int] = field(default_factory=dict)

    def number_of(self, facts: Facts) -> int:
        """The number of these facts, given on first sight."""
        if facts not in self._numbers:
            self._numbers[facts] = len(self._facts)
            self._facts.append(facts)
        return self._numbers[facts]

    def outline_number(self, number: int) -> int:
        """The number of the outline of these facts."""
        if number not in self._outlines:
            self._outlines[number] = self.number_of(outline_of(self._facts[number]))
        return self._outlines[number]

    def facts(self, number: int) -> Facts:
        """The facts that have this number."""
        return self._facts[number]

    def compare(self, left: int, right: int) -> Comparison:
        """The comparison of two facts by their numbers; the order of the two does not matter."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._known:
            left_facts, right_facts = (self._facts[number] for number in pair)
            self._known[pair] = self._compared(left_facts, right_facts)
        return self._known[pair]

    def is_hopeless(self, left: int, right: int) -> bool:
        """Whether two facts cannot be one, which is seen at less cost than how they agree."""
        left_facts, right_facts = self._facts[left], self._facts[right]
        return left_facts.kind == right_facts.kind and is_hopeless(left_facts, right_facts)

    def of_one_person(self) -> Comparer:
        """The same facts by the same numbers, compared as those that one person surely owns."""
        return Comparer(True, True, self._numbers, {}, self._facts, self._outlines)

    def _compared(self, left: Facts, right: Facts) -> Comparison:
        names = left.owner_name, right.owner_name
        is_one_name = (
            None in names or people.level(left.owner_name or "", right.owner_name or "") != "different"
        )
        if self.is_owner_sure and is_one_name and left.owner is None and right.owner is None:
            sure = left.owner_name or right.owner_name or ""
            left, right = replace(left, owner=sure), replace(right, owner=sure)
        return compare(left, right, is_one_person=self.is_one_person)

    def compare_groups(self, left: Iterable[int], right: Iterable[int]) -> Comparison:
        """How two groups of facts of one kind agree, all that each of them says taken together."""
        pairs = [self.compare(one, other) for one, other in product(left, right)]
        kind = self._facts[next(iter(left))].kind
        return combined(pairs, kind, is_one_person=self.is_one_person)


def compare(left: Facts, right: Facts, *, is_one_person: bool = True) -> Comparison:
    """How two records agree. Records of two kinds are apart, except a post that repeats a role.

    `is_one_person` is whether nothing says that the records they stand among are several people's:
    then less is needed to tell one fact from another.
    """
    if left.kind == right.kind:
        return _judged(tuple(levels_of(left, right).items()), left.kind, is_one_person)
    if "education" in (left.kind, right.kind):
        return _OTHER_KINDS
    page, role = (left, right) if left.kind == "post" else (right, left)
    return _compare_page(page, role)


def combined(comparisons: Iterable[Comparison], kind: str, *, is_one_person: bool = True) -> Comparison:
    """What several comparisons between two clusters say together: of each field the best level.

    A merged record knows more than each of its members, so it can agree with another to which
    no member alone says enough.
    """
    best: dict[str, Agreement] = {}
    for comparison in comparisons:
        for agreement in comparison.agreements:
            known = best.setdefault(agreement.field, agreement)
            if (agreement.weight, agreement.level) > (known.weight, known.level):
                best[agreement.field] = agreement
    return _judged(tuple((name, one.level) for name, one in best.items()), kind, is_one_person)


def bounded(score: float) -> float:
    """A pair's score as it counts when two clusters are compared."""
    return max(-_MOST_OF_A_CLUSTER, min(_MOST_OF_A_CLUSTER, score))


@lru_cache(maxsize=131072)
def _judged(told: tuple[tuple[str, str], ...], kind: str, is_one_person: bool) -> Comparison:
    """What the levels of a pair, each with its field, come to; few combinations make most pairs."""
    levels = dict(told)
    whose = "one_person" if is_one_person or levels["owner"] == "same" else "many_people"
    weights = _weights()[whose][kind]
    agreements = tuple(
        Agreement(name, level, weights.get((name, level), 0.0)) for name, level in levels.items()
    )
    score = round(sum(agreement.weight for agreement in agreements), 3)
    if veto := _rule_that_holds("vetoes", levels, kind):
        return Comparison(agreements, score, "apart", veto)
    verdict, shortfall = _verdict(score, levels, kind, whose)
    bar = _rule_that_holds("bars", levels, kind)
    return Comparison(agreements, score, "review" if bar and verdict == "join" else verdict, bar, shortfall)


def _rule_that_holds(rule: str, levels: Mapping[str, str], kind: str) -> str | None:
    """The first of a kind's rows of a rule of which the levels hold all parts."""
    return next((row for row, parts in _rows_of(rule)[kind] if levels.items() >= parts), None)


def _verdict(score: float, levels: Mapping[str, str], kind: str, whose: str) -> tuple[Verdict, str | None]:
    """The verdict on a pair that nothing keeps apart, and what it lacks to join."""
    rules = table(__package__, "rules")
    agreed, least = _agreed(levels, kind), rules["join"][whose]
    if score >= least and _has_any(agreed, "needs", kind):
        return "join", None
    is_listed = score >= rules["review"] and _has_any(agreed, "listed", kind)
    shortfall = f"less than {least:g}, which a join takes" if score < least else _NEEDS_UNMET
    return "review" if is_listed else "apart", shortfall


def _agreed(levels: Mapping[str, str], kind: str) -> set[str]:
    """The fields that agree; "start or end" where either does, "title unsaid" where one has no title."""
    agreeing = _agreeing()[kind]
    agreed = {name for name, level in levels.items() if level in agreeing.get(name, ())}
    agreed |= {f"{name}: {level}" for name, level in levels.items()}
    if agreed & {"start", "end"}:
        agreed.add(_EITHER)
    if "title" not in levels:
        agreed.add(_UNTITLED)
    return agreed


def _has_any(agreed: set[str], rule: str, kind: str) -> bool:
    return any(agreed >= needed for needed in _sets_of(rule)[kind])


def _compare_page(page: Facts, role: Facts) -> Comparison:
    if owner_level(page, role) in _OTHER_PEOPLE:
        return _OTHER_PERSONS
    best = _best_repetition(page, role)
    if best is None:
        return _NOTHING_SAID
    score = _page_score(best)
    agreement = Agreement("content", f"{best.level}, similarity {best.similarity:.2f}", score)
    verdict: Verdict = "review" if best.level == "partly repeated" else "join"
    return Comparison((agreement,), score, verdict, repetition=best)


def _best_repetition(page: Facts, role: Facts) -> Repetition | None:
    share = shared(page.shingles, role.shingles)
    if share is not None and share < _LEAST_REPEATED:
        return None
    found = [
        repeated
        for page_text in page.long_texts
        for role_text in role.long_texts
        if (repeated := repetition(page_text, role_text)) is not None
    ]
    return max(found, key=_page_score, default=None)


def _page_score(found: Repetition) -> float:
    weights = table(__package__, "rules")["page"]["content"]
    return float(round(weights[found.level] + weights["similarity"] * found.similarity, 3))


@cache
def _weights() -> Mapping[str, Mapping[str, Mapping[tuple[str, str], float]]]:
    """For records of one person and of several, by kind, the weight of each field and level."""
    return {
        whose: {
            kind: {(name, level): weight for name, row in rows.items() for level, weight in row.items()}
            for kind, rows in kinds.items()
        }
        for whose, kinds in table(__package__, "weights").items()
    }


@cache
def _rows_of(rule: str) -> Mapping[str, tuple[tuple[str, frozenset[tuple[str, str]]], ...]]:
    """For each kind, each row of a rule with the fields and levels that it is made of."""
    kinds: Mapping[str, Iterable[str]] = table(__package__, "rules")[rule]
    return {kind: tuple((row, _parts_of(row)) for row in rows) for kind, rows in kinds.items()}


def _parts_of(rule: str) -> frozenset[tuple[str, str]]:
    parts = (part.partition(": ") for part in rule.split(_TOGETHER))
    return frozenset((name, level) for name, _, level in parts)


@cache
def _agreeing() -> Mapping[str, Mapping[str, frozenset[str]]]:
    rows = table(__package__, "rules")["agreeing"]
    return {kind: {name: frozenset(row) for name, row in fields.items()} for kind, fields in rows.items()}


@cache
def _sets_of(rule: str) -> Mapping[str, tuple[frozenset[str], ...]]:
    rows = table(__package__, "rules")[rule]
    return {kind: tuple(frozenset(row.split(_TOGETHER)) for row in told) for kind, told in rows.items()}
