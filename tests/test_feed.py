"""What becomes of feeds that are odd, hostile, cut off or not well-formed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from careerdoc import Options, Source, parse_bytes
from careerdoc.model.issue import RAW_LIMIT, Issue, IssueCode
from careerdoc.model.records import Post
from careerdoc.model.result import ParsedDocument
from careerdoc.pipeline import parse_source
from tests.growth import growth

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Quay</title>{inner}</feed>'
RSS = "<rss version='2.0'><channel><title>Quay</title>{inner}</channel></rss>"


def read(text: str, **options: Any) -> ParsedDocument:
    chosen = Options(provenance="full", **options)
    return parse_source(Source("feed.xml", text.encode("utf-8")), chosen)


def atom(inner: str, attributes: str = "") -> ParsedDocument:
    return read(ATOM.format(inner=inner, attributes=attributes))


def rss(inner: str) -> ParsedDocument:
    return read(RSS.format(inner=inner))


def the_post(document: ParsedDocument) -> Post:
    (post,) = document.records
    assert isinstance(post, Post)
    return post


def issues_of(document: ParsedDocument, code: str) -> list[Issue]:
    return [issue for issue in document.issues if issue.code == code]


def told(document: ParsedDocument) -> str:
    """All that a document gives: its records without evidence, and what its issues quote."""
    records = [record.model_dump_json(exclude={"evidence"}) for record in document.records]
    return "\n".join([*records, *(issue.raw or "" for issue in document.issues)])


EVERY_PLACE = """<?xml version="1.0"?>
<!-- alder --><!DOCTYPE rss [
  <!ENTITY ash "aspen">
]>
<rss version="2.0"
     xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:gd="http://schemas.google.com/g/2005">bamboo
  <channel>baobab<title>beech</title>
    <!-- birch
    <boxwood> -->
    <textInput>cedar<name>cherry</name></textInput> chestnut
    <item gd:etag="cypress"
          gd:kind="ebony">
      elder
      <title>elm <b>fir</b> ginkgo</title> hazel <!-- hemlock -->
      <author>hickory<name>holly</name><phone>juniper</phone></author>
      <link href="https://quay.example/1">larch</link>
      <category term="lime">linden<hint>locust</hint></category>
      <media:content url="/a.png" type="image/png"><media:credit>mahogany</media:credit></media:content>
      <mood kind="mangrove">maple <i ref="medlar">mulberry</i> oak</mood>
      <place><name place="olive">palm</name></place>
      <enclosure url="pear.mp3" type="audio/mpeg"/>
      pine
    </item>
    <image><url>plane.png</url></image>
    poplar
  </channel>
  <footer>rowan</footer>
</rss>
<!-- willow -->
"""
TREES = """
alder ash aspen bamboo baobab beech birch boxwood cedar cherry chestnut cypress ebony elder elm fir
ginkgo hazel hemlock hickory holly juniper larch lime linden locust mahogany mangrove maple medlar
mulberry oak olive palm pear pine plane poplar rowan willow
"""


@pytest.mark.parametrize("joint", ["\n", " "], ids=["lines", "one line"])
def test_no_word_is_lost_wherever_it_stands(joint: str) -> None:
    document = read(EVERY_PLACE.replace("\n", joint))
    words = set(re.findall("[a-z]+", told(document)))
    assert [tree for tree in TREES.split() if tree not in words] == []
    assert len(document.records) == 1


def test_text_between_the_elements_of_an_entry_is_leftover_with_its_line() -> None:
    document = rss(
        "\n<item>\none\n\n<title>A <b>B</b> C</title> two\nthree <link>https://a.example/</link></item>"
    )
    post = the_post(document)
    assert post.title == "A B C"
    assert post.leftover == ("one", "two\nthree")
    assert [issue.line for issue in issues_of(document, "leftover")] == [3, 5]


def test_texts_between_entries_are_told_with_their_lines() -> None:
    entry = "<item>\n<title>A</title></item>\n"
    document = rss(f"one\n{entry}<!-- a\n b -->\ntwo\n{entry}{entry}three\nfour")
    issues = [(issue.line, issue.raw) for issue in issues_of(document, "leftover")]
    assert issues == [(1, "one"), (4, "<!-- a\n b -->"), (6, "two"), (11, "three\nfour")]


HTML_OF_A_FEED = """<description><![CDATA[
<!-- alder
ash -->
<p>bamboo
<a
href="/beech">
</a></p>
<script>
birch()
</script>
<style>
.cedar {}
</style>
<img src="cherry.png" alt="elder">
]]></description>"""


@pytest.mark.parametrize("joint", ["\n", " "], ids=["lines", "one line"])
def test_no_word_is_lost_in_the_html_of_a_feed(joint: str) -> None:
    text = f"\n<?elm\n href='fir'?>\n<item>\n{HTML_OF_A_FEED}</item>".replace("\n", joint)
    document = rss(text)
    trees = ["alder", "ash", "bamboo", "beech", "birch", "cedar", "cherry", "elder", "elm", "fir"]
    assert [tree for tree in trees if tree not in told(document)] == []
    post = the_post(document)
    assert post.summary == "bamboo"
    assert (post.extra["links"], post.images) == (["/beech"], ("cherry.png",))
    assert post.extra["labels"] == ["elder"]
    lines = [issue.line for issue in issues_of(document, "leftover")]
    assert lines == ([2, 6, 12] if joint == "\n" else [1, 1, 1])


def test_an_element_called_links_keeps_its_name() -> None:
    post = the_post(rss("<item><links>A</links><description>&lt;a href='/b'>B</description></item>"))
    assert post.extra["links"] == "A"
    assert post.extra["html:links"] == ["/b"]


def test_comments_are_quoted_and_not_taken_for_tags() -> None:
    document = rss("\n<!-- <item> once\n<item> twice -->\n<item><title>A</title></item>")
    (issue,) = issues_of(document, "leftover")
    assert (issue.line, issue.raw) == (2, "<!-- <item> once\n<item> twice -->")


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE rss>", '<!DOCTYPE\n rss [\n<!ENTITY a "b">\n<!ENTITY c "d">\n]\n>']
)
def test_the_whole_document_type_is_quoted(doctype: str) -> None:
    document = read("\n" + doctype + RSS.format(inner="<item><title>A</title></item>"))
    (issue,) = document.issues
    assert (issue.code, issue.line, issue.raw) == (IssueCode.XML_ENTITIES, 2, doctype)


def test_a_document_type_that_is_named_elsewhere_is_quoted_from_its_start() -> None:
    doctype = '<!DOCTYPE rss SYSTEM "https://quay.example/<!DOCTYPE">'
    document = read(f"<!-- <!DOCTYPE html> -->{doctype}" + RSS.format(inner="<item><title>A</title></item>"))
    (issue,) = issues_of(document, "xml-entities")
    assert issue.raw == doctype


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_tags_over_several_lines_hold_nothing_that_could_be_lost(line_end: str) -> None:
    start = "<?xml\n version='1.0'?>\n<rss\n version='2.0'\n><channel\n>\n<item\n>\n"
    text = start + "<title>A</title></item\n></channel>\n</rss>"
    document = read(text.replace("\n", line_end))
    assert the_post(document).title == "A"
    assert document.issues == ()


def test_a_long_document_type_is_quoted_short() -> None:
    entities = "".join(f'<!ENTITY e{number} "x">\n' for number in range(400))
    document = read(f"<!DOCTYPE rss [{entities}]>" + RSS.format(inner="<item><title>A</title></item>"))
    (issue,) = document.issues
    assert issue.raw is not None
    assert len(issue.raw) == RAW_LIMIT
    assert issue.raw.endswith(f"[{len(entities) + 17} characters]")


BASED = [
    (' xml:base="https://a.example/x/"', "", "", "https://a.example/x/p"),
    (' xml:base="https://a.example/x/"', ' xml:base="y/"', "", "https://a.example/x/y/p"),
    (' xml:base="https://a.example/x/"', ' xml:base="y/"', ' xml:base="z/"', "https://a.example/x/y/z/p"),
    ("", ' xml:base="https://b.example/"', "", "https://b.example/p"),
    (' xml:base="https://a.example/"', ' xml:base="javascript:x"', "", "https://a.example/p"),
    ("", "", "", "p"),
]


@pytest.mark.parametrize(("feed", "entry", "element", "address"), BASED)
def test_the_nearest_base_counts(feed: str, entry: str, element: str, address: str) -> None:
    content = f'<content type="html"{element}>B &lt;img src="p"></content>'
    inner = f'<entry{entry}><title>A</title><link href="p"{element}/>{content}</entry>'
    post = the_post(atom(inner, feed))
    assert (post.url, post.images) == (address, (address,))


NAMED = "<name>Åsa Ö</name>"
ASA = {"name": "Åsa Ö", "email": None, "url": None}
PEOPLE = [
    (NAMED, ASA, None, "Åsa Ö"),
    (f"{NAMED}<uri>/about</uri>", ASA | {"url": "https://a.example/about"}, None, None),
    (f"{NAMED}<uri>ex.org/about</uri>", ASA, {"uri": "ex.org/about"}, "Åsa Ö"),
    (f"{NAMED}<email>asa at ex.org</email>", ASA, {"email": "asa at ex.org"}, "Åsa Ö"),
    (f"<email>asa@ex.org</email>{NAMED}", ASA | {"email": "asa@ex.org"}, None, None),
    (
        f"{NAMED} <email>asa@ex.org</email><uri>https://b.example/å</uri>",
        ASA | {"email": "asa@ex.org", "url": "https://b.example/å"},
        None,
        None,
    ),
    (
        f"{NAMED}<uri>https://b.example/</uri><uri>https://c.example/</uri>",
        ASA | {"url": "https://b.example/"},
        {"uri": "https://c.example/"},
        None,
    ),
    (f"{NAMED}<name>Jo</name>", ASA, {"name": "Jo"}, "Åsa Ö"),
    ("<uri>javascript:0</uri>", None, {"uri": "javascript:0"}, None),
]


@pytest.mark.parametrize(("inner", "author", "extra", "raw"), PEOPLE)
def test_an_author_is_built_of_its_parts(
    inner: str, author: dict[str, str | None] | None, extra: object, raw: str | None
) -> None:
    entry = f"<entry><title>A</title><author>{inner}</author></entry>"
    post = the_post(atom(entry, ' xml:base="https://a.example/x/"'))
    assert [one.model_dump() for one in post.authors] == ([author] if author else [])
    assert post.extra.get("author") == extra
    assert [one.raw for one in post.evidence.get("authors", ())] == ([raw or inner] if author else [])


def test_a_base_inside_of_content_counts_there() -> None:
    content = (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        '<p xml:base="https://c.example/"><img src="one"/></p>B <img src="two"/></div></content>'
    )
    post = the_post(atom(f'<entry xml:base="https://a.example/">{content}</entry>'))
    assert post.images == ("https://c.example/one", "https://a.example/two")


SPOKEN = [
    (' xml:lang="en"', "", "", "en", ()),
    (' xml:lang="en"', ' xml:lang="de"', "", "de", ()),
    (' xml:lang="en"', ' xml:lang="de"', ' xml:lang="fr"', "fr", ("de",)),
    ("", "", ' xml:lang="fr"', "fr", ()),
    (' xml:lang="en"', ' xml:lang=""', "", None, ()),
]


@pytest.mark.parametrize(("feed", "entry", "content", "language", "leftover"), SPOKEN)
def test_the_nearest_language_counts(
    feed: str, entry: str, content: str, language: str | None, leftover: tuple[str, ...]
) -> None:
    inner = f"<entry{entry}><title>A</title><content{content}>B</content></entry>"
    post = the_post(atom(inner, feed))
    assert (post.language, post.leftover) == (language, leftover)


@pytest.mark.parametrize(
    "attributes",
    [
        'type="image/png"',
        'type="image/svg+xml"',
    ],
)
def test_content_that_is_no_text_is_extra(attributes: str) -> None:
    post = the_post(atom(f"<entry><title>A</title><content {attributes}>aGVsbG8=</content></entry>"))
    assert post.content is None
    held = post.extra["content"]
    assert isinstance(held, dict)
    assert held["text"] == "aGVsbG8="


@pytest.mark.parametrize("attributes", ['type="application/octet-stream"', 'type="text/html" mode="base64"'])
def test_text_in_base64_is_read(attributes: str) -> None:
    post = the_post(
        atom(f"<entry><title>A</title><content {attributes}>PGI+aGVsbG88L2I+IHlvdQ==</content></entry>")
    )
    assert post.content == "hello you"


@pytest.mark.parametrize("text", ["iVBORw0KGgo=", "AAEC", "aGVsbG8", "no base64"])
def test_data_in_base64_is_extra(text: str) -> None:
    content = f'<content type="application/octet-stream">{text}</content>'
    post = the_post(atom(f"<entry><title>A</title>{content}</entry>"))
    assert post.content is None
    assert text in str(post.extra["content"])


def test_what_only_podcasts_and_media_say_fills_what_nothing_else_does() -> None:
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd"'
    )
    alone = f"<item {spaces}><media:group><media:title>Film</media:title></media:group></item>"
    beside = f"<item {spaces}><title>Kiln</title><media:title>Film</media:title></item>"
    first, second = rss(alone + beside).records
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert (first.title, second.title) == ("Film", "Kiln")
    assert second.extra["media:title"] == "Film"


def test_tags_of_podcasts_and_media() -> None:
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    nested = '<itunes:category text="Crafts"><itunes:category text="Clay"/></itunes:category>'
    listed = "<itunes:keywords>glaze, kiln,</itunes:keywords><media:category>Film</media:category>"
    post = the_post(rss(f"<item {spaces}><title>A</title>{nested}{listed}</item>"))
    assert post.tags == ("Crafts", "Clay", "glaze", "kiln", "Film")


def test_the_last_of_several_dates_counts_and_the_plainest_name() -> None:
    dates = "<issued>2004-01-01</issued><published>2009-01-01</published><published>2010-01-01</published>"
    post = the_post(atom(f"<entry><title>A</title>{dates}</entry>"))
    assert str(post.published) == "2010-01-01"
    assert sorted(post.leftover) == ["2004-01-01", "2009-01-01"]


def test_a_channel_in_capitals_is_read() -> None:
    item = '<ITEM HREF="https://kiln.example/a" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>A</TITLE></ITEM>'
    post = the_post(read(f"<CHANNEL><TITLE>Kiln</TITLE>{item}</CHANNEL>"))
    assert (post.title, post.url) == ("A", "https://kiln.example/a")
    assert str(post.updated) == "2004-04-06 23:05:43-05:00"


def test_a_repeated_id_is_told_where_the_entries_differ() -> None:
    first, same = 2 * ["<item><title>A</title><guid>urn:1</guid></item>"]
    other = "\n<item><title>B</title><guid>urn:1</guid></item>"
    assert not rss(first + same).issues
    (issue,) = rss(first + same + other).issues
    assert (issue.code, issue.line, issue.raw) == (IssueCode.POSSIBLE_DUPLICATE, 2, "urn:1")


def test_an_entry_alone_is_one_post() -> None:
    entry = '<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title>\n<link href="https://kiln.example/a"/></entry>'
    post = the_post(read(f"<?xml version='1.0'?>\n{entry}"))
    assert (post.title, post.url) == ("A", "https://kiln.example/a")


def test_a_list_of_feeds_is_refused_by_its_name() -> None:
    (issue,) = read('<opml version="2.0"><body><outline text="Kiln"/></body></opml>').issues
    assert issue.code is IssueCode.NOT_A_FEED
    assert "OPML" in issue.message


@pytest.mark.parametrize("kind", ["text", "html", "text/plain", "text/html; charset=utf-8", "TEXT"])
def test_content_that_is_text_is_content(kind: str) -> None:
    post = the_post(atom(f'<entry><content type="{kind}">Hello</content></entry>'))
    assert post.content == "Hello"


@pytest.mark.parametrize(
    "empty",
    ["<item/>", "<item></item>", "<item >\n<title> </title><guid/></item >", "<item><title/></item>"],
)
@pytest.mark.parametrize("behind", ["", "\n", "<item><title>B</title></item>"])
def test_an_entry_without_anything_is_no_post(empty: str, behind: str) -> None:
    document = rss(f"<item><title>A</title></item>\n{empty}{behind}")
    assert next(record.title for record in document.records if isinstance(record, Post)) == "A"
    (issue,) = document.issues
    assert (issue.code, issue.line, issue.raw) == (IssueCode.NO_RECORD, 2, empty)


def test_what_extra_holds_is_quoted() -> None:
    document = rss(
        "<link>https://a.example/</link><image url='a.png'><url>b.png</url></image>"
        "<item><source url='c'/><place><name>Oslo</name></place></item>"
    )
    raws = {name: proof[0].raw for name, proof in the_post(document).evidence.items()}
    assert raws == {
        "extra.source": "c",
        "extra.place": "Oslo",
        "extra.feed": "Quay\nhttps://a.example/\na.png\nb.png",
    }


def test_what_is_nested_too_deep_is_told_and_harms_no_other_entry() -> None:
    deep = "<b>" * 300 + "far down" + "</b>" * 300
    document = rss(
        f"<item><title>A</title></item>\n<item><deep>{deep}</deep></item>\n<item><title>C</title></item>"
    )
    (issue,) = document.issues
    assert (issue.code, issue.line) == (IssueCode.TOO_DEEP, 2)
    assert issue.raw is not None
    assert "far down" in issue.raw
    assert document.status == "partial"
    assert [record.extra.get("deep") is not None for record in document.records] == [False, True, False]
    assert "far down" in json.dumps(document.records[1].extra)


ENTRIES = [
    "<item><title>Alpha</title><description>&lt;p&gt;caf\u00e9</description></item>",
    "\n  <item><title>Beta &amp; <![CDATA[ <i>gamma</i> ]]></title><!-- note --><guid>b</guid></item>",
    "stray <item>\n<title>Delta</title>\r\n<media:x xmlns:media='http://search.yahoo.com/mrss/'/>\n</item>\n",
    "<item><title>Epsilon &nbsp; \u65e5\u672c</title><link>https://e.example/</link></item>",
]
WHOLE = RSS.format(inner="".join(ENTRIES)).encode("utf-8")
ENDS = [match.end() for match in re.finditer(b"</item>", WHOLE)]
TITLES = ["Alpha", "Beta & gamma", "Delta", "Epsilon \u65e5\u672c"]


@given(st.integers(0, len(WHOLE)))
@example(ENDS[0])
@example(ENDS[1] - 1)
def test_a_feed_cut_at_any_byte_keeps_every_complete_entry(length: int) -> None:
    source = Source("feed.xml", WHOLE[:length])
    document = parse_source(source, Options(reader="feed"))
    complete = sum(end <= length for end in ENDS)
    titles = [record.title for record in document.records if isinstance(record, Post)]
    assert titles in (TITLES[:complete], TITLES[: complete + 1])
    if complete and length < len(WHOLE):
        assert document.status == "partial"
        assert issues_of(document, "truncated")


def test_what_a_cut_takes_away_is_quoted_from_the_start_of_its_entry() -> None:
    document = read("<rss><channel><item><title>A</title></item><item>\n<title>Half a &amp")
    (issue,) = issues_of(document, "truncated")
    assert (issue.line, issue.raw) == (1, "<item>\n<title>Half a &amp")


CUTS = [
    ("<title>Only</title><link>/o</link><guid>o</guid><description>It was a", "Only", "/o", "o"),
    ("<guid>o</guid><link>/o</link><description", None, "/o", "o"),
    ("<title>Only</title>", "Only", None, None),
]


@pytest.mark.parametrize(("inner", "title", "url", "source_id"), CUTS)
def test_the_complete_elements_of_a_cut_entry_are_kept(
    inner: str, title: str | None, url: str | None, source_id: str | None
) -> None:
    document = read(f"<rss><channel>\n<item>{inner}")
    post = the_post(document)
    assert (post.title, post.url, post.source_id) == (title, url, source_id)
    assert (post.summary, document.status) == (None, "partial")
    (issue,) = issues_of(document, "truncated")
    assert (issue.line, issue.raw) == (2, f"<item>{inner}")


def test_a_cut_entry_that_nothing_names_is_no_post() -> None:
    document = read("<rss><channel><item><guid>o</guid><title></title><description>It was a")
    assert (document.records, document.status) == ((), "failed")


NOTE = "This XML file does not appear to have any style information associated with it."


@pytest.mark.parametrize("declaration", ["", "<!-- a -->", '<?xml version="1.0"?>\n'])
@pytest.mark.parametrize("note", [NOTE, f"\n{NOTE}\nThe document tree is shown below.\n\n"])
def test_a_note_above_the_root_does_not_hide_the_feed(note: str, declaration: str) -> None:
    document = read(note + declaration + RSS.format(inner="\n<item><title>A</title></item>"))
    assert (document.reader, the_post(document).title) == ("feed", "A")
    issue = issues_of(document, "leftover")[0]
    assert (issue.line, issue.raw) == (1 + note.startswith("\n"), note.strip())
    assert the_post(document).sources[0].line == (note + declaration).count("\n") + 2


@pytest.mark.parametrize(
    "text",
    [NOTE * 9 + RSS.format(inner="<item/>"), NOTE + RSS.format(inner="") + NOTE, NOTE + "<b/>" + RSS],
    ids=["much text", "text behind", "an element"],
)
def test_a_text_that_shows_a_feed_is_none(text: str) -> None:
    assert read(text).reader != "feed"


def test_what_lies_behind_an_error_is_quoted() -> None:
    document = read(
        "<rss><channel><item><title>A</title></item>\n<item>\n<title>B</b></title></item> end</channel></rss>"
    )
    (issue,) = issues_of(document, "malformed-xml")
    assert issue.line == 2
    assert issue.raw == "<item>\n<title>B</b></title></item> end</channel></rss>"
    assert "line 3" in issue.message
    assert "A" in [record.title for record in document.records if isinstance(record, Post)]


def test_a_tolerant_parser_adds_no_empty_entry() -> None:
    document = rss("<item><title>A</title></item><item><title>B</item><item><title>C</title></item>")
    assert not issues_of(document, "no-record")
    (issue,) = issues_of(document, "malformed-xml")
    assert issue.raw == "<item><title>B</item>"
    assert {record.title for record in document.records if isinstance(record, Post)} >= {"A", "C"}


def test_an_error_that_was_mended_quotes_its_line() -> None:
    document = rss("\n<item><title>Salt & sand</title></item>\n")
    (issue,) = document.issues
    assert (issue.code, issue.line) == (IssueCode.MALFORMED_XML, 2)
    assert issue.raw == "<item><title>Salt & sand</title></item>"
    assert the_post(document).title == "Salt & sand"


@pytest.mark.parametrize("repair", ["inferred", "off"])
@pytest.mark.parametrize(
    "given", ["A\0B\x1bC", "A\x1cB", "A \uffff B", "&lt;p>A\x07B", "\U000f0000 A\x08B \U000f0001"]
)
@pytest.mark.parametrize("name", ["title", "description", "mood", "category"])
def test_control_characters_reach_the_log(name: str, given: str, repair: str) -> None:
    document = read(RSS.format(inner=f"<item><guid>a</guid><{name}>{given}</{name}></item>"), repair=repair)
    fields = {"title": "title", "description": "summary", "mood": "extra.mood", "category": "tags"}
    (proof,) = the_post(document).evidence[fields[name]]
    controls = [one for one in given if not one.isprintable() and one < "\U000f0000"]
    assert proof.raw == given.replace("&lt;", "<")
    assert [one.before for one in proof.repairs] == controls
    assert [issue.raw for issue in issues_of(document, "control-chars")] == controls


def test_control_characters_in_an_attribute_reach_the_log() -> None:
    document = read(RSS.format(inner='<item><mood kind="A\x1bB">C</mood></item>'))
    assert the_post(document).extra["mood"] == {"kind": "A B", "text": "C"}
    assert [issue.raw for issue in issues_of(document, "control-chars")] == ["\x1b"]


ORPHANS = [
    (["It was fine.Â Really.Â"], ["It was fine. Really."]),
    (["&lt;p>It was fine.Â&lt;/p>&lt;p>Really.Â&lt;/p>"], ["It was fine.\n\nReally."]),
    (["It was fine.Â", "Really.Â"], ["It was fine.", "Really."]),
    (["Two words Â", "and Ânes"], ["Two words Â", "and Ânes"]),
    (["The “Â” is a letter.Â", "Really.Â"], ["The “Â” is a letter.Â", "Really.Â"]),
]


@pytest.mark.parametrize(("given", "summaries"), ORPHANS)
def test_lone_lead_bytes_are_counted_in_the_texts(given: list[str], summaries: list[str]) -> None:
    inner = "".join(f"<item><description>{text}</description></item>" for text in given)
    records = rss(inner).records
    assert [record.summary for record in records if isinstance(record, Post)] == summaries


def test_an_entry_with_an_element_called_feed_keeps_both() -> None:
    post = the_post(rss("<item><title>A</title><feed>B</feed></item>"))
    assert post.extra["feed"] == ["B", {"title": "Quay"}]


def test_a_long_head_is_told_once_and_not_with_each_post() -> None:
    document = rss(f"<about>{'x' * 9_000}</about>" + "<item><title>A</title></item>" * 3)
    assert [record.extra["feed"] for record in document.records] == [{"title": "Quay"}] * 3
    (issue,) = document.issues
    assert "about" in issue.message
    assert issue.raw is not None
    assert issue.raw.startswith("xxx")


def entry_with(inner: str) -> str:
    return RSS.format(inner=f"<item><title>A</title>{inner}</item>")


def numbered(pattern: str, count: int) -> str:
    return "".join(pattern.format(number) for number in range(count))


HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "entries": (500, lambda count: RSS.format(inner=count * "<item><title>A</title></item>\n")),
    "a long tag without an end": (20_000, lambda count: "<rss><" + "a" * count + entry_with("</b>")),
    "a long root": (
        300,
        lambda count: (
            f"<rss x='{'y' * 30 * count}'><channel>{'<item></b></item>' + '<item>A</item>' * count}"
        ),
    ),
    "parts of an author": (
        1_000,
        lambda count: entry_with(f"<author><name>Jo</name>{numbered('<phone>{}</phone>', count)}</author>"),
    ),
    "elements of the feed": (
        60,
        lambda count: RSS.format(inner=count * "<x>a</x><item><title>A</title></item>\n"),
    ),
    "an element behind the entries": (
        1_000,
        lambda count: RSS.format(inner=count * "<item><title>A</title></item>\n" + "<x>a</x>\n"),
    ),
    "children of many names": (2_000, lambda count: entry_with(numbered("<x{0}>a</x{0}>\n", count))),
    "names in turn": (2_000, lambda count: entry_with(numbered("<x{0}>a</x{0}>\n", count) * 2)),
    "attributes": (5_000, lambda count: entry_with("<x" + numbered(" a{}='b'", count) + "/>")),
    "entities": (10_000, lambda count: entry_with(f"<x>{'&nbsp;' * count}</x>")),
    "texts between elements": (2_000, lambda count: entry_with("<x/>a" * count)),
    "titles": (1_000, lambda count: entry_with(numbered("<title>a{}</title>", count))),
    "comments before the root": (10_000, lambda count: "<!-- -->" * count + entry_with("")),
    "tags without an end": (2_500, lambda count: "<rss><a " * count),
    "quotes without an end": (5_000, lambda count: entry_with('<x a="b ' * count)),
    "blanks in base64": (
        5_000,
        lambda count: ATOM.format(
            attributes="", inner=f"<entry><content type='a/b'>a{' ' * count}!</content></entry>"
        ),
    ),
    "categories beside an error": (
        4_000,
        lambda count: entry_with("</b>" + numbered("<category>a{}</category>", count)),
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_cost_grows_in_step_with_the_feed(shape: str) -> None:
    size, make = HOSTILE[shape]
    assert growth(lambda text: read(text, reader="feed"), make, size) < 8


def test_an_entry_behind_an_error_states_no_more_than_it_says() -> None:
    dated = "<pubDate>Mon, 06 Sep 2021 10:00:00 GMT</pubDate><description>x</b></description>"
    (post,) = parse_bytes(
        f"<rss><channel><item><title>A</title>{dated}</item></channel></rss>".encode()
    ).posts
    assert (str(post.published), post.updated) == ("2021-09-06 10:00:00+00:00", None)
    text = "<entry><title>A</title><content>Some text</b></content></entry>"
    (post,) = parse_bytes(f'<feed xmlns="http://www.w3.org/2005/Atom">{text}</feed>'.encode()).posts
    assert (post.content, post.summary) == ("Some text", None)


def test_hidden_parts_are_no_text_and_are_quoted() -> None:
    html = '<p>Ash</p><div style="display: none">tracker</div><p hidden>old</p><p title="hidden gem">Oak</p>'
    document = read(
        RSS.format(inner=f"<item><title>T</title><description><![CDATA[{html}]]></description></item>"),
        html=True,
    )
    post = the_post(document)
    assert post.summary == "Ash\n\nOak"
    assert post.content_html == '<p>Ash</p><p title="hidden gem">Oak</p>'
    (issue,) = issues_of(document, "leftover")
    assert issue.raw == '<div style="display: none">tracker</div><p hidden>old</p>'


@pytest.mark.parametrize("unclosed", ["<div hidden>", "<p style='display:none'>", "<i hidden"])
def test_what_is_never_closed_hides_nothing(unclosed: str) -> None:
    assert the_post(
        rss(f"<item><title>T</title><description><![CDATA[{unclosed}>Ash]]></description></item>")
    ).summary


def test_the_pictures_and_the_markup_of_a_lone_description_are_those_of_the_post() -> None:
    html = "&lt;p>Ash &lt;img src='/a.png'>&lt;/p>"
    feed = "<link>https://quay.example/</link><item><title>T</title>{}</item>"
    alone = the_post(read(RSS.format(inner=feed.format(f"<description>{html}</description>")), html=True))
    assert alone.images == ("https://quay.example/a.png",)
    assert alone.content_html == '<p>Ash <img src="https://quay.example/a.png"></p>'
    content = (
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>Oak</content:encoded>"
    )
    beside = the_post(rss(feed.format(f"<description>{html}</description>{content}")))
    assert (beside.images, beside.extra["links"]) == ((), ["/a.png"])


def test_authors_of_the_feed_are_marked() -> None:
    author = "<author><name>Mara Oduya</name></author>"
    inherited = the_post(atom(f"{author}<entry><title>T</title></entry>"))
    assert [person.name for person in inherited.authors] == ["Mara Oduya"]
    assert inherited.extra["inherited"] == ["authors"]
    own = the_post(atom(f"{author}<entry><title>T</title><author><name>Al Poe</name></author></entry>"))
    assert "inherited" not in own.extra


@pytest.mark.parametrize(
    ("inner", "is_full"),
    [
        ("<description>Ash and oak.</description>", None),
        ("<description>Ash and oak [&amp;#8230;]</description>", False),
        ("<description>Ash and oak. Continue reading &amp;rarr;</description>", False),
    ],
)
def test_a_text_that_sends_its_readers_on_is_not_full(inner: str, is_full: bool | None) -> None:
    assert the_post(rss(f"<item><title>T</title>{inner}</item>")).is_full is is_full


def test_prefixes_that_are_nowhere_declared_are_declared() -> None:
    inner = "<title>T</title><dc:creator>Mara Oduya</dc:creator><geo:lat>59.9</geo:lat>"
    document = rss(f"<item>{inner}</item><item><title>U</title></item>")
    first, second = document.records
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert ([person.name for person in first.authors], first.extra["geo:lat"]) == (["Mara Oduya"], "59.9")
    assert (second.title, document.status) == ("U", "ok")
    assert [issue.code for issue in document.issues] == ["malformed-xml"]


def test_a_bare_ampersand_in_cdata_stays_when_others_are_mended() -> None:
    post = the_post(
        rss(
            "<item><title>A & B</title><link>https://q.example/?a=1</link><guid><![CDATA[x&y]]></guid></item>"
        )
    )
    assert (post.title, post.source_id) == ("A & B", "x&y")


@pytest.mark.parametrize("filler", [0, 131_060, 131_064, 131_068])
def test_references_in_attributes_are_neither_resolved_nor_lost(filler: int) -> None:
    doctype = '<!DOCTYPE feed [<!ENTITY oak "OAK">]>'
    inner = f"<title>{'a' * filler}</title><category term='ash &oak; caf&eacute;'/><link href='/?a&copy;=2'/>"
    post = the_post(read(doctype + ATOM.format(inner=f"<entry>{inner}</entry>", attributes="")))
    assert (post.tags, post.url) == (("ash &oak; café",), "/?a&copy;=2")


def test_an_entry_behind_a_broken_one_is_read_like_any_other() -> None:
    whole = """<item>
<title>{}</title>
<category>clay</category><x:y xmlns:x="urn:x">kept</x:y>
</item>
"""
    broken = "<item><title>B</b></title><link>https://q.example/b</link></item>\n"
    document = rss(
        "\n" + (whole.format("A") + broken) * 3 + whole.format("Z") + "</wrong>" + whole.format("E")
    )
    posts = [record for record in document.records if isinstance(record, Post)]
    assert [post.title for post in posts] == ["A", "B", "A", "B", "A", "B", "Z", "E"]
    post = posts[-1]
    assert (post.tags, post.extra["urn:x:y"], post.evidence["title"][0].line) == (("clay",), "kept", 22)
    assert [issue.line for issue in issues_of(document, "malformed-xml")] == [6, 11, 16, 21]
    assert document.status == "partial"


@given(st.lists(st.sampled_from(["A", "B</b>", "&", "C"]), max_size=6), st.sampled_from([ATOM, RSS]))
def test_every_whole_entry_of_a_broken_feed_is_read(titles: list[str], form: str) -> None:
    name = "entry" if form is ATOM else "item"
    entries = "".join(
        f"<{name}><title>{title}</title><id>{place}</id></{name}>\n" for place, title in enumerate(titles)
    )
    document = read(form.format(inner=entries, attributes=""))
    read_titles = [record.title for record in document.records if isinstance(record, Post)]
    whole = [title for title in titles if "<" not in title]
    assert [title for title in read_titles if title in whole] == whole


def test_a_picture_in_a_media_group_is_one_of_the_post_where_none_else_is() -> None:
    film = "<m:content url='/a.mp4' type='video/mp4'/>"
    thumbnail = "<m:thumbnail url='https://q.example/a.jpg'/><m:description>Ash</m:description>"
    group = f"<m:group xmlns:m='http://search.yahoo.com/mrss/'>{film}{thumbnail}</m:group>"
    post = the_post(atom(f"<entry><title>T</title>{group}</entry>"))
    assert (post.images, post.summary) == (("https://q.example/a.jpg",), "Ash")


def test_pictures_that_a_script_shows_later_are_pictures() -> None:
    html = "&lt;img src='data:image/gif;base64,R0lG' data-src='https://q.example/a.jpg'>"
    document = rss(f"<item><title>T</title><description>Ash {html}</description></item>")
    assert the_post(document).images == ("https://q.example/a.jpg",)
    assert [issue.raw for issue in issues_of(document, "bad-url")] == ["data:image/gif;base64,R0lG"]


@pytest.mark.parametrize(
    ("element", "name", "email"),
    [
        ("<managingEditor>jo@quay.example (Jo Doe)</managingEditor>", "Jo Doe", "jo@quay.example"),
        ("<managingEditor>jo@quay.example</managingEditor>", None, "jo@quay.example"),
        (
            "<managingEditor>jo@quay.example</managingEditor>"
            "<i:author xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>Al Poe</i:author>",
            "Al Poe",
            None,
        ),
    ],
)
def test_the_editor_of_a_channel_owns_it(element: str, name: str | None, email: str | None) -> None:
    post = the_post(rss(f"{element}<item><title>T</title></item>"))
    assert post.owner_name == name
    assert [(person.name, person.email) for person in post.authors] == [(name, email)]
    assert post.extra["inherited"] == ["authors"]
