"""What the records of a document agree on: where each part of a head stands, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from careerdoc.readers.profile.heads import Entry

_AGREEMENT = 1.6
"""Points for what all records agree on; a share of it for what some do."""
_ORDER = 0.5 * _AGREEMENT


@dataclass(frozen=True, slots=True)
class Agreement:
    """The share of records, 0 to 1, that show each feature of a layout; none before the first vote."""

    shares: Mapping[object, float] = field(default_factory=dict)
    is_vote: bool = False

    def share(self, feature: object) -> float:
        """The share of records that show a feature."""
        return self.shares.get(feature, 0.0)

    def points(self, feature: object) -> float:
        """What a feature is worth to one record more that shows it."""
        return _AGREEMENT * self.shares.get(feature, 0.0)

    def order_points(self, order: str) -> float:
        """What the order of parts in all records says for one record's order, or against it."""
        if not self.shares:
            return 0.0
        value = _ORDER * self.share(order_feature(order))
        first, _, second = order.rstrip(",").partition(",")
        if second and "," not in second:
            # Two parts read the other way round as well.
            value -= _AGREEMENT * self.share(order_feature(f"{second},{first},"))
        return value

    @property
    def missed(self) -> float:
        """How much it matters that a record names nothing, 0 to 1: little where most name nothing."""
        return 1.0 - self.share(order_feature(""))


def order_feature(order: str) -> str:
    """The feature of a layout that its parts stand in this order."""
    return f"order {order}"


def height_feature(above: int) -> tuple[str, int]:
    """The feature of a layout that so many rows stand above the dates."""
    return "above", above


def agreement_of(entries: Iterable[Entry]) -> Agreement:
    """What the entries agree on; one entry alone agrees with nobody.

    Each share counts one entry more than there are, so that two that agree are not yet certain.
    """
    voters = tuple(entries)
    counted: Counter[object] = Counter()
    for entry in voters:
        counted.update({*entry.head.features, height_feature(entry.above)})
    shares = {feature: count / (len(voters) + 1) for feature, count in counted.items()}
    return Agreement(shares if len(voters) > 1 else {}, is_vote=True)
