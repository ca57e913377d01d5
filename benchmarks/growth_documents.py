"""Whole documents that grow: profiles, data, feeds, and values inside of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from benchmarks.growth_shapes import Shape, lines_of, nested, numbered, numbered_lines

_ROLE = "Engineer @\nAcme Inc.\nJan 2019 - Mar 2020\nOslo, Norway\n- Built thing @\n"
PROFILES: Mapping[str, Shape] = {
    "roles": lambda n: "Experience\n\n" + numbered(_ROLE, n),
    "roles of one employer": lambda n: (
        "Experience\n\nAcme Inc.\n\n" + numbered("Engineer @\nJan 2019 - Mar 2020\nBuilt thing @\n", n)
    ),
    "roles of equal dates": lambda n: (
        "Experience\n\n" + numbered("2019 - 2020\nEngineer\nCompany @ Ltd\n", n)
    ),
    "equal roles": lambda n: "Experience\n\n" + lines_of("Engineer\nAcme Inc.\n2019 - 2020\n\n", n),
    "roles on one line": lambda n: "Experience\n\n" + numbered("Engineer @, Acme Inc., 2019 - 2020", n),
    "roles without dates": lambda n: "Experience\n\n" + numbered("Engineer at Company @\n", n),
    "roles with labels": numbered_lines("Employer: Acme @\nTitle: Engineer\nFrom: 2019\nTo: 2020\n"),
    "schools": lambda n: "Education\n\n" + numbered("BSc in Physics\nUniversity @\n2010 - 2014\n", n),
    "sections": numbered_lines(
        "Experience\n\nEngineer\nAcme @\n2019 - 2020\n\nEducation\n\nBSc\nMIT\n2010 - 2014\n"
    ),
    "dates": lambda n: "Experience\n" + numbered("2019 - 2020", n),
    "text below one role": lambda n: (
        "Experience\n\nEngineer\nAcme Inc.\n2019 - 2020\n" + numbered("Built thing @ of the shop.", n)
    ),
    "lines of one role": lambda n: (
        "Experience\n\nEngineer\nAcme Inc.\n2019 - 2020\n" + "- Built it\n" * (n // 11)
    ),
    "a biography": numbered_lines("From 2010 to 2012 I was an engineer at Acme @ in Oslo.", " "),
    "years of a life": numbered_lines("2019: Engineer at Acme @"),
    "rows of a table": numbered_lines("| 2019 - 2020 | Engineer @ | Acme Inc. |"),
    "columns of tabs": numbered_lines("2019 - 2020\tEngineer @\tAcme Inc."),
    "wrapped lines": numbered_lines(
        "Responsible for thing @ of the large and growing shop of the town and of the"
    ),
}
"""Profiles that grow."""

KEYED: Mapping[str, Shape] = {
    "records in YAML": numbered_lines("- title: Engineer @\n  company: Acme\n  start: 2019"),
    "keys in YAML": numbered_lines("key@: value"),
    "one key again": lambda n: "a: b\n" * (n // 5),
    "merge chain": lambda n: "a0: &a0 {k: v}\n" + numbered("b@: &b@\n  <<: *a0\n  k@: v", n),
    "chain of merges": lambda n: (
        "x0: &x0 {k: v}\n" + "".join(f"x{i + 1}: &x{i + 1}\n  <<: *x{i}\n  k{i}: v\n" for i in range(n // 30))
    ),
    "aliases": lambda n: "a: &a [1, 2]\nb:\n" + "- *a\n" * (n // 5),
    "nested keys in YAML": lambda n: "\n".join(" " * depth + "a:" for depth in range(max(2, int(n**0.5)))),
    "block text": lambda n: "a: |\n" + "  text\n" * (n // 7),
    "folded text": lambda n: "a: >\n" + "  text\n" * (n // 7),
    "open quote in YAML": lambda n: 'a: "' + "text\n  " * (n // 7),
    "items of a list": lambda n: "a:\n" + "- text\n" * (n // 7),
    "broken lines in YAML": numbered_lines("key@: it's: 'broken"),
    "tabs in YAML": numbered_lines("key@:\n\t- value"),
    "remarks": lambda n: "a: 1\n" + "# remark\n" * (n // 9),
    "documents in YAML": lambda n: "---\na: b\n" * (n // 9),
    "records in JSON": lambda n: (
        '{"work": ['
        + numbered('{"position": "Engineer @", "name": "Acme", "startDate": "2019"}', n, ",")
        + "]}"
    ),
    "keys in JSON": lambda n: "{" + numbered('"key@": "value"', n, ",") + "}",
    "open records in JSON": lambda n: (
        '{"work": [' + numbered('{"position": "Engineer @", "name": "Acme"', n, ",")
    ),
    "nested lists in JSON": partial(nested, "[", "]"),
    "nested keys in JSON": lambda n: '{"a":' * (n // 6) + "1" + "}" * (n // 6),
    "single quotes in JSON": lambda n: "{'work': [" + numbered("{'position': 'Engineer @'}", n, ",") + "]}",
    "trailing commas in JSON": lambda n: (
        '{"work": [' + numbered('{"position": "Engineer @",}', n, ",") + ",]}"
    ),
    "JSON Lines": numbered_lines('{"position": "Engineer @", "name": "Acme", "startDate": "2019"}'),
    "long number in JSON": lambda n: '{"a": ' + "1" * n + "}",
    "tables in TOML": numbered_lines("[table@]\na = 1"),
    "records in TOML": numbered_lines('[[work]]\ntitle = "Engineer @"\ncompany = "Acme"\nstart = 2019'),
    "dotted keys in TOML": lambda n: ".".join(["a"] * (n // 2)) + " = 1",
    "deep tables in TOML": lambda n: "[" + ".".join(["a"] * (n // 2)) + "]",
    "keys in TOML": numbered_lines('key@ = "value"'),
    "open text in TOML": lambda n: 'a = """' + "text\n" * (n // 5),
    "arrays in TOML": lambda n: "a = [" + "1," * (n // 2) + "]",
    "nested arrays in TOML": lambda n: "a = " + nested("[", "]", n),
    "broken lines in TOML": numbered_lines("key@ = 'broken"),
    "keys in Org": numbered_lines("#+key@: value"),
    "headings in Org": numbered_lines("* Heading @\n:PROPERTIES:\n:start: 2019\n:END:"),
}
"""Data in YAML, JSON, TOML and Org that grows."""

_ENTRY = "<item><title>Post @</title><link>https://example.org/@</link><guid>@</guid>{}</item>"


def _rss(entries: str) -> str:
    return f'<rss version="2.0"><channel><title>Blog</title>{entries}</channel></rss>'


def _in_entry(inside: str) -> str:
    return _rss(_ENTRY.replace("@", "1").format(inside))


def _of_entry(form: str) -> Shape:
    return lambda n: _in_entry(numbered(form, n))


FEEDS: Mapping[str, Shape] = {
    "entries": lambda n: _rss(numbered(_ENTRY.format("<description>Text of @</description>"), n)),
    "equal entries": lambda n: _rss(_ENTRY.format("") * (n // len(_ENTRY))),
    "entries that are not closed": lambda n: _rss(numbered("<item><title>Post @</title>", n)),
    "entries of a broken feed": lambda n: _rss(numbered(_ENTRY.format("<b>&nope;"), n)),
    "ampersands that are not escaped": lambda n: _rss(numbered(_ENTRY.format("a & b"), n)),
    "prefixes nobody declares": lambda n: _rss(numbered(_ENTRY.format("<a@:b>c</a@:b>"), n)),
    "categories": _of_entry("<category>tag @</category>"),
    "equal categories": lambda n: _in_entry("<category>tag</category>" * (n // 24)),
    "authors": _of_entry("<author>a@example.org (Name @)</author>"),
    "creators": _of_entry('<c:creator xmlns:c="http://purl.org/dc/elements/1.1/">Name @</c:creator>'),
    "links": _of_entry("<link>https://example.org/@</link>"),
    "enclosures": _of_entry('<enclosure url="https://a.b/@.png" type="image/png"/>'),
    "unknown elements": _of_entry("<x@>y</x@>"),
    "titles": _of_entry("<title>Title @</title>"),
    "dates": lambda n: _in_entry("<pubDate>Mon, 01 Jan 2019 10:00:00 GMT</pubDate>" * (n // 48)),
    "one author": lambda n: _in_entry(f"<author>{'a' * n}</author>"),
    "one author in a broken feed": lambda n: _in_entry(f"<author>{'a' * n}</author><b>&nope;"),
    "categories in a broken feed": lambda n: _in_entry(numbered("<category>@</category>", n) + "<b>&nope;"),
    "declared prefixes": lambda n: (
        "<rss version='2.0' " + numbered("xmlns:a@='http://a.b/@'", n, " ") + _in_entry("")[18:]
    ),
    "prefixes of elements": _of_entry("<a@:b xmlns:a@='http://a.b/@'>c</a@:b>"),
    "attributes of an element": lambda n: _in_entry("<x " + numbered("a@='b'", n, " ") + "/>"),
    "nested elements": lambda n: _in_entry(nested("<x>", "</x>", n)),
    "nested HTML": lambda n: _in_entry(
        f"<description><![CDATA[{nested('<div>', '</div>', n)}]]></description>"
    ),
    "sections of data": lambda n: _in_entry(f"<description>{'<![CDATA[a]]>' * (n // 13)}</description>"),
    "open sections of data": lambda n: _in_entry(f"<description>{'<![CDATA[' * (n // 9)}</description>"),
    "comments": lambda n: _in_entry("<!-- a -->" * (n // 10)),
    "declared entities": lambda n: (
        "<!DOCTYPE rss [" + numbered('<!ENTITY e@ "text">', n, "") + "]>" + _in_entry("<title>a</title>")
    ),
    "entries of JSON Feed": lambda n: (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": ['
        + numbered('{"id": "@", "title": "Post @", "content_text": "Text of @"}', n, ",")
        + "]}"
    ),
    "tags of JSON Feed": lambda n: (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": [{"id": "1", "tags": ['
        + numbered('"tag @"', n, ",")
        + "]}]}"
    ),
}
"""Feeds that grow."""


def in_rss(text: str) -> str:
    """An entry whose every element holds `text`, escaped."""
    names = ("title", "author", "category", "pubDate", "link", "guid", "description")
    return _rss(f"<item>{''.join(f'<{name}>{xml_escaped(text)}</{name}>' for name in names)}</item>")


def in_atom(text: str) -> str:
    """An entry whose content is `text` as HTML, escaped."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><id>1</id><title>Post</title>'
        f'<author><name>A</name></author><content type="html">{xml_escaped(text)}</content></entry></feed>'
    )


def in_json_feed(text: str) -> str:
    """An entry of JSON Feed whose every value is `text`."""
    names = ("id", "url", "title", "summary", "content_html", "date_published", "language")
    entry = {**dict.fromkeys(names, text), "tags": [text], "authors": [{"name": text}]}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": text, "items": [entry]})


def in_role(text: str) -> str:
    """Front matter of a role whose every value is `text`."""
    names = ("title", "company", "location", "start", "end", "employment_type", "description", "technologies")
    values = "\n".join(f"{name}: {json.dumps(text)}" for name in names)
    return f"---\n{values}\n---\nBody.\n"


def in_resume(text: str) -> str:
    """A JSON resume whose every value is `text`."""
    work = dict.fromkeys(("position", "name", "location", "startDate", "endDate", "summary", "url"), text)
    school = dict.fromkeys(("institution", "studyType", "area", "score", "startDate"), text)
    return json.dumps({"work": [work], "education": [school]})


def xml_escaped(text: str) -> str:
    """`text` as XML holds it, without the characters that XML cannot hold."""
    plain = "".join(character for character in text if character >= " " or character in "\t\n\r")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
