"""Feeds of invented posts in the styles that publishing tools write."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Literal
from xml.sax.saxutils import escape

from benchmarks.texts import invented_sentences

_LANGUAGES = ("en", "fr", "pl", "ru")
_RARE = 0.4
"""The share of blocks that are no plain paragraph."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a feed is written; `paragraphs` are the blocks of one post, `blocks` their kinds."""

    name: str
    paragraphs: int
    content: Literal["escaped", "cdata"]
    head: str
    entry: str
    tail: str
    blocks: list[str]


def _styles() -> tuple[Style, ...]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(Style(**style) for style in table["styles"])


STYLES = _styles()


def invented_feed(style: Style, posts: int) -> bytes:
    """A feed of so many posts, with lists, code, links and pictures between the paragraphs."""
    return b"".join(feed_pieces(style, posts))


def feed_pieces(style: Style, posts: int) -> Iterator[bytes]:
    """The same feed in pieces, one for each post and two around them."""
    chance = Random(posts)
    sentences = [text.content for text in invented_sentences() if text.language in _LANGUAGES]
    entries = (_entry(style, number, chance, sentences) for number in range(posts))
    return (piece.encode("utf-8") for piece in chain([style.head], entries, [style.tail]))


def _entry(style: Style, number: int, chance: Random, sentences: Sequence[str]) -> str:
    markup = "".join(_blocks(style, number, chance, sentences))
    return style.entry.format(
        title=escape(chance.choice(sentences)),
        number=number,
        minute=number % 60,
        summary=escape(chance.choice(sentences)),
        content=f"<![CDATA[{markup}]]>" if style.content == "cdata" else escape(markup),
    )


def _blocks(style: Style, number: int, chance: Random, sentences: Sequence[str]) -> Iterator[str]:
    """The blocks of a post: most of the first kind, some of each other kind."""
    usual, *others = style.blocks
    for place in range(1, style.paragraphs + 1):
        told = " ".join(escape(sentence) for sentence in chance.choices(sentences, k=chance.randint(1, 3)))
        block = chance.choice(others) if chance.random() < _RARE else usual
        yield block.format(text=told, number=number, place=place)
