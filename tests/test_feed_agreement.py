"""What careerdoc reads of a well-formed feed is what feedparser reads, but for what the docs list."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import given, settings, strategies as st

from benchmarks.feed_agreement import agreeing, differences

WORDS = st.text("abc é&<>\"'ü–東", min_size=1, max_size=12).map(str.strip).filter(bool)
PATHS = st.sampled_from(["https://quay.example/a", "/b?c=d", "d/e", "../f", "https://other.example/ü"])
IDS = st.sampled_from(["urn:1", "tag:quay.example,2020:x", "urn:uuid:7f3"])
NAMES = st.sampled_from(["Mara Oduya", "Zoë Fairweather", "Ó Briain"])
EMAILS = st.sampled_from(["mara@example.org", "zoe@example.com"])
RSS_TIMES = st.sampled_from(
    [
        "Mon, 06 Sep 2021 10:00:00 GMT",
        "6 Sep 2021 10:00 +0200",
        "Mon, 06 Sep 21 10:00:00 EST",
        "2021-09-06T10:00:00+02:00",
        "06 Sep 2021 23:59:59 -0330",
    ]
)
ATOM_TIMES = st.sampled_from(
    ["2021-09-06T10:00:00Z", "2021-09-06T10:00:00.25+02:00", "2021-09-06T23:59:59-03:30"]
)
RSS = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Q</title>{}</channel></rss>'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/x/"><title>Q</title>{}</feed>'
)


def element(tag: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element that may be missing."""
    name = tag.partition(" ")[0]
    return st.just("") | texts.map(lambda text: f"<{tag}>{escape(text)}</{name}>")


def categories(form: str) -> st.SearchStrategy[str]:
    return st.lists(WORDS.map(lambda word: form.format(quoteattr(word), escape(word))), max_size=3).map(
        "".join
    )


def feeds(form: str, name: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Feeds of up to three entries, each with its parts in any order."""
    entry = st.tuples(*parts).flatmap(st.permutations).map(lambda told: f"<{name}>{''.join(told)}</{name}>")
    return st.lists(entry, min_size=1, max_size=3).map(lambda entries: form.format("".join(entries)).encode())


RSS_FEEDS = feeds(
    RSS,
    "item",
    element("title", WORDS),
    element("link", PATHS),
    IDS.map('<guid isPermaLink="false">{}</guid>'.format),
    element("pubDate", RSS_TIMES),
    element("dc:creator", NAMES) | element("author", st.builds("{} ({})".format, EMAILS, NAMES)),
    categories("<category>{1}</category>"),
    element("description", WORDS),
)
ATOM_FEEDS = feeds(
    ATOM,
    "entry",
    element('title type="html"', WORDS.map(escape)),
    PATHS.map('<link rel="alternate" href="{}"/>'.format),
    element("id", IDS),
    element("published", ATOM_TIMES),
    element("updated", ATOM_TIMES),
    st.builds("<author><name>{}</name><email>{}</email></author>".format, NAMES, EMAILS),
    categories("<category term={0}/>"),
    element("summary", WORDS),
)


@given(RSS_FEEDS | ATOM_FEEDS)
@settings(max_examples=80, deadline=None)
def test_fields_of_well_formed_feeds_are_those_of_feedparser(feed: bytes) -> None:
    if agreeing(feed, "feed.xml"):
        assert list(differences(feed, "feed.xml")) == []
