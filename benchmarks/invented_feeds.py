"""Feeds of invented posts in the styles that publishing tools write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from xml.sax.saxutils import escape

from benchmarks.texts import invented_sentences

_LANGUAGES = ("en", "fr", "pl", "ru")
_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kiln notes</title>
<link>https://kiln.example/</link>
"""
_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Kiln notes</title><id>https://kiln.example/</id>
<link href="https://kiln.example/" rel="alternate"/><author><name>Mara Oduya</name></author>
"""
_ITEM = """<item><title>{title}</title><link>https://kiln.example/{number}</link><guid>urn:kiln:{number}</guid>
<dc:creator>Mara Oduya</dc:creator><category>clay</category><category>kilns</category>
<pubDate>Mon, 06 Sep 2021 10:{minute:02}:00 GMT</pubDate><description>{summary}</description>
<content:encoded>{content}</content:encoded></item>
"""
_ENTRY = """<entry><title type="html">{title}</title><id>urn:kiln:{number}</id>
<link href="https://kiln.example/{number}" rel="alternate"/><category term="clay"/><category term="kilns"/>
<published>2021-09-06T10:{minute:02}:00Z</published><updated>2021-09-07T10:{minute:02}:00+02:00</updated>
<summary>{summary}</summary><content type="html">{content}</content></entry>
"""


@dataclass(frozen=True, slots=True)
class Style:
    """How a feed is written; `paragraphs` are those of one post."""

    name: str
    head: str
    entry: str
    tail: str
    paragraphs: int
    quoted: Callable[[str], str]


def _as_cdata(markup: str) -> str:
    return f"<![CDATA[{markup}]]>"


STYLES = (
    Style("short posts, RSS", _RSS, _ITEM, "</channel></rss>\n", 12, escape),
    Style("a blog, RSS with CDATA", _RSS, _ITEM, "</channel></rss>\n", 60, _as_cdata),
    Style("a journal, Atom", _ATOM, _ENTRY, "</feed>\n", 120, escape),
)


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
    return style.entry.format(
        title=escape(chance.choice(sentences)),
        number=number,
        minute=number % 60,
        summary=escape(chance.choice(sentences)),
        content=style.quoted("\n".join(_blocks(style.paragraphs, number, chance, sentences))),
    )


def _blocks(paragraphs: int, number: int, chance: Random, sentences: Sequence[str]) -> Iterator[str]:
    for place in range(1, paragraphs + 1):
        told = " ".join(escape(sentence) for sentence in chance.choices(sentences, k=chance.randint(1, 4)))
        if chance.random() < 0.2:
            told += f' <a href="/{number}/{place}">more</a>'
        if chance.random() < 0.2:
            told = f"<strong>{chance.choice(sentences)}</strong> {told}"
        yield f"<p>{told}</p>"
        if place % 6 == 0:
            yield f"<h2>Part {place // 6}</h2>"
        if place % 12 == 0:
            yield "<ul>\n<li>clay</li>\n<li>ash from the <em>oldest</em> kiln</li>\n</ul>"
            yield "<pre><code>kiln --slow\n  --cool &lt;24h&gt;</code></pre>"
            yield f'<p><img src="/{number}/{place}.png" alt="the kiln" width="640" height="480" /></p>'
