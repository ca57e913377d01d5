"""Which records are worth comparing: those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, combinations, product

from careerdoc.dedupe.facts import Facts
from careerdoc.dedupe.wording import pieces_of

_LARGEST_BLOCK = 100
"""Records. In larger blocks only neighbours are compared, so that cost stays in step."""
_WINDOW = 20
"""Records on each side that are neighbours."""

Pair = tuple[int, int]


def candidate_pairs(all_facts: Sequence[Facts]) -> list[Pair]:
    """Pairs of positions that share a key, smaller position first, sorted, each once."""
    blocks: defaultdict[Hashable, dict[int, None]] = defaultdict(dict)
    for position, facts in enumerate(all_facts):
        for key in keys_of(facts):
            blocks[key][position] = None
    return sorted({pair for block in blocks.values() for pair in _pairs_of(list(block), all_facts)})


def keys_of(facts: Facts) -> Iterator[Hashable]:
    """The keys of a record; two that could be the same fact have one in common.

    A piece of long text is the only key that a post and a role can share.
    """
    own = (facts.text,) if facts.text and facts.text not in facts.long_texts else ()
    for text in (*facts.long_texts, *own):
        for piece in pieces_of(text):
            yield "piece", piece
    yield from {"role": _role_keys, "education": _education_keys, "post": _post_keys}[facts.kind](facts)


def _role_keys(role: Facts) -> Iterator[Hashable]:
    if role.organization:
        yield "organization", role.organization
        yield "position", role.organization, role.title
    if role.title and role.start:
        yield "start", role.title, role.start.year
    if not role.organization and not role.title:
        yield "dates", role.start, role.end, role.location


def _education_keys(education: Facts) -> Iterator[Hashable]:
    if education.organization:
        yield "institution", education.organization
        yield "course", education.organization, education.degree


def _post_keys(post: Facts) -> Iterator[Hashable]:
    for name, key in (("url", post.url), ("source_id", post.source_id), ("post title", post.title)):
        if key:
            yield name, key


def _pairs_of(block: Sequence[int], all_facts: Sequence[Facts]) -> Iterable[Pair]:
    if len(block) <= _LARGEST_BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda position: (_neighbourhood(all_facts[position]), position))
    roles = [position for position in ordered if all_facts[position].kind == "role"]
    others = [position for position in ordered if all_facts[position].kind != "role"]
    # A line that many roles have in common does not tell which of them a page repeats.
    pages = product(roles, others) if len(roles) <= _WINDOW else ()
    pairs = chain(_neighbours(roles), _neighbours(others), pages)
    return ((min(pair), max(pair)) for pair in pairs)


def _neighbours(ordered: Sequence[int]) -> Iterator[Pair]:
    for place, left in enumerate(ordered):
        for right in ordered[place + 1 : place + 1 + _WINDOW]:
            yield left, right


def _neighbourhood(facts: Facts) -> tuple[str, str, str]:
    return facts.owner or "", str(facts.start or facts.published or ""), facts.title or ""
