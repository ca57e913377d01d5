"""What pairs, and chains of pairs, hold together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def homes(links: Iterable[Sequence[Node]]) -> dict[Node, Node]:
    """For each node of a link, one that stands for all that links connect it with, itself among them.

    A link connects all its nodes. Nodes stand in the order in which links name them first; what
    stands for a group is one of it, which one the order of the links decides.
    """
    toward: dict[Node, Node] = {}

    def home(node: Node) -> Node:
        while toward.setdefault(node, node) != node:
            toward[node] = toward[toward[node]]
            node = toward[node]
        return node

    for first, *others in filter(None, links):
        known = home(first)
        for other in others:
            toward[home(other)] = known
    return {node: home(node) for node in toward}
