"""How well two records agree: a level and a weight for each field, their sum, a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Literal

from careerdoc.dedupe.facts import Facts, outline_of
from careerdoc.dedupe.wording import Repetition, has_pieces, is_same_text, repetition, text_level
from careerdoc.model.partial_date import PartialDate
from careerdoc.text.tables import table

Verdict = Literal["join", "review", "apart"]
Level = Callable[[Facts, Facts], str | None]
_NAMES = {"role": ("title", "organization"), "education": ("institution", "degree")}
"""The fields that two records must share, beside a date, to be one."""
_PRECISIONS = {1: "same year", 2: "same month", 3: "same day"}


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

    `keeps_apart` is whether they must not even stand in one cluster through a third record;
    it follows from their outlines alone. `repetition` is how a page repeats a role.
    """

    agreements: tuple[Agreement, ...]
    score: float
    verdict: Verdict
    keeps_apart: bool
    repetition: Repetition | None = None

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
        return f"{fields or 'all facts'} agree (score {self.score:g})"


_VETOED = Comparison((), 0.0, "apart", keeps_apart=True)
_NOTHING_SAID = Comparison((), 0.0, "apart", keeps_apart=False)


@dataclass(slots=True)
class Comparer:
    """Compares facts by number, each pair once; equal facts have one number."""

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
            self._known[pair] = compare(self._facts[pair[0]], self._facts[pair[1]])
        return self._known[pair]


def compare(left: Facts, right: Facts) -> Comparison:
    """How two records agree. Records of two kinds are apart, except a post that repeats a role."""
    if _is_vetoed(left, right):
        return _VETOED
    if {left.kind, right.kind} == {"role", "post"}:
        return _compare_page(left, right) if left.kind == "post" else _compare_page(right, left)
    weights = table(__package__, "weights")[left.kind]
    agreements = tuple(
        Agreement(name, level, weights[name][level])
        for name, level_of in _LEVELS[left.kind].items()
        if (level := level_of(left, right)) is not None
    )
    return _judged(agreements, left, right)


def _is_vetoed(left: Facts, right: Facts) -> bool:
    # Names of one person are spelled in many ways; they only count where no owner is given.
    if (_level_of("owner")(left, right) or _level_of("owner_name")(left, right)) == "different":
        return True
    if left.kind != right.kind:
        return "education" in (left.kind, right.kind)
    # "Part 1" and "Part 2" are two posts, "Engineer 2" and "Engineer 3" two roles.
    return bool(left.title and right.title) and left.title_numbers != right.title_numbers


def _judged(agreements: tuple[Agreement, ...], left: Facts, right: Facts) -> Comparison:
    limits = table(__package__, "weights")
    score = round(sum(agreement.weight for agreement in agreements), 3)
    levels = {agreement.field: agreement.level for agreement in agreements}
    is_barred = any(f"{name}: {level}" in _bars()[left.kind] for name, level in levels.items())
    is_proved = _is_proved_post(levels) if left.kind == "post" else _is_proved(levels, left.kind)
    verdict: Verdict = "apart"
    if score >= limits["join"] and is_proved and not is_barred:
        verdict = "join"
    elif score >= limits["review"]:
        verdict = "review"
    return Comparison(agreements, score, verdict, keeps_apart=is_barred)


@cache
def _bars() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(levels) for kind, levels in table(__package__, "weights")["bars"].items()}


def _compare_page(page: Facts, role: Facts) -> Comparison:
    found = [
        repeated
        for page_text in page.long_texts
        for role_text in role.long_texts
        if (repeated := repetition(page_text, role_text)) is not None
    ]
    if not found:
        return _NOTHING_SAID
    best = max(found, key=_page_score)
    score = _page_score(best)
    agreement = Agreement("content", f"{best.level}, similarity {best.similarity:.2f}", score)
    verdict: Verdict = "review" if best.level == "partly repeated" else "join"
    return Comparison((agreement,), score, verdict, keeps_apart=False, repetition=best)


def _page_score(found: Repetition) -> float:
    weights = table(__package__, "weights")["page"]["content"]
    return float(round(weights[found.level] + weights["similarity"] * found.similarity, 3))


def _is_proved_post(levels: Mapping[str, str]) -> bool:
    # A letter repeats most of the last one; only its day or address tells which one it is.
    sure = levels.get("published") == "same day" or "url" in levels or "source_id" in levels
    return sure or levels.get("text") != "mostly repeated"


def _is_proved(levels: Mapping[str, str], kind: str) -> bool:
    """Whether two records have in common what a join needs, whatever the score."""
    if "every fact" in levels:
        return True
    if all(levels.get(name) == "same" for name in _NAMES[kind]):
        return any(levels.get(name) in _PRECISIONS.values() for name in ("start", "end"))
    # A profile page can lose its names; then only equal text tells that two roles are one.
    dates = {levels.get("start"), levels.get("end")}
    is_known = not dates.isdisjoint(_PRECISIONS.values()) and levels.get("location") != "different"
    return levels.get("text") == "same" and is_known


def _level_of(name: str) -> Level:
    """Compares a key: same, different, or None where either record does not say."""

    def level(left: Facts, right: Facts) -> str | None:
        left_key, right_key = getattr(left, name), getattr(right, name)
        if left_key is None or right_key is None:
            return None
        return "same" if left_key == right_key else "different"

    return level


def _same_only(name: str) -> Level:
    """Like `_level_of` for keys of which one fact can have many, as addresses."""

    def level(left: Facts, right: Facts) -> str | None:
        return "same" if _level_of(name)(left, right) == "same" else None

    return level


def _location_level(left: Facts, right: Facts) -> str | None:
    if not left.location or not right.location:
        return None
    if left.location == right.location:
        return "same"
    places = set(left.location.split()), set(right.location.split())
    return "compatible" if places[0] <= places[1] or places[1] <= places[0] else "different"


def _start_level(left: Facts, right: Facts) -> str | None:
    return _date_level(left.start, right.start)


def _end_level(left: Facts, right: Facts) -> str | None:
    if left.end and right.end:
        return _date_level(left.end, right.end)
    if _is_open(left) and _is_open(right):
        return "both open"
    is_doubtful = (_is_open(left) and _is_closed(right)) or (_is_closed(left) and _is_open(right))
    return "open and closed" if is_doubtful else None


def _is_open(facts: Facts) -> bool:
    return facts.current is True and facts.end is None


def _is_closed(facts: Facts) -> bool:
    return facts.current is False or facts.end is not None


def _date_level(left: PartialDate | None, right: PartialDate | None) -> str | None:
    if left is None or right is None:
        return None
    if not left.is_compatible_with(right):
        return "different"
    return _PRECISIONS[min(left.precision, right.precision)]


def _dates_level(left: Facts, right: Facts) -> str | None:
    # Dates in the wrong order say nothing about before and after; start and end still count.
    if _is_before(left, left) or _is_before(right, right):
        return None
    return "disjoint" if _is_before(left, right) or _is_before(right, left) else None


def _is_before(left: Facts, right: Facts) -> bool:
    return left.end is not None and right.start is not None and left.end.latest < right.start.earliest


def _published_level(left: Facts, right: Facts) -> str | None:
    if left.published is None or right.published is None:
        return None
    if left.published == right.published:
        return "same day"
    left_day, right_day = _day_of(left.published), _day_of(right.published)
    level = _date_level(left_day, right_day)
    return level if level in ("same day", "different") else "compatible"


def _day_of(moment: PartialDate | datetime) -> PartialDate:
    if isinstance(moment, PartialDate):
        return moment
    return PartialDate(moment.year, moment.month, moment.day)


def _role_text_level(left: Facts, right: Facts) -> str | None:
    return "same" if left.text and right.text and is_same_text(left.text, right.text) else None


def _equality_level(left: Facts, right: Facts) -> str | None:
    """Equal records are one fact, as long as they say anything that few others could say."""
    tells_enough = bool(left.organization and (left.title or left.degree)) or has_pieces(left.text)
    return "same" if left == right and tells_enough else None


def _text_level(left: Facts, right: Facts) -> str | None:
    if left.text is None or right.text is None:
        return None
    level = text_level(left.text, right.text)
    if level != "excerpt":
        return level
    # A page can quote all of a post and answer it; a text that holds nothing else is no such page.
    shorter = left if len(left.text.whole) < len(right.text.whole) else right
    is_named = shorter.title or shorter.url or shorter.source_id or shorter.published
    return "excerpt" if is_named else "nameless excerpt"


_SPAN: Mapping[str, Level] = {
    "location": _location_level,
    "start": _start_level,
    "end": _end_level,
    "dates": _dates_level,
}
_LEVELS: Mapping[str, Mapping[str, Level]] = {
    "role": {
        "title": _level_of("title"),
        "organization": _level_of("organization"),
        **_SPAN,
        "text": _role_text_level,
        "every fact": _equality_level,
    },
    "education": {
        "institution": _level_of("organization"),
        "degree": _level_of("degree"),
        "field_of_study": _level_of("field_of_study"),
        **_SPAN,
        "every fact": _equality_level,
    },
    "post": {
        "title": _level_of("title"),
        "url": _same_only("url"),
        "source_id": _same_only("source_id"),
        "published": _published_level,
        "text": _text_level,
    },
}
"""For each kind, how its fields are compared, in the order in which reasons are given."""
