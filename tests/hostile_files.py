"""Files that a stranger might send: made here, never kept, each with what must be told of it."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator

from careerdoc import Limits

Made = Iterator[tuple[str, str | bytes, str]]
"""The name of a file, what is in it, and the issue that must be told; empty where it may be read as it is."""

LEVELS = 30_000
LIMITS = Limits(max_bytes=2_000_000, max_lines=20_000, max_roles=200)
"""Smaller than those of a caller who says nothing, so that what is over them is read soon."""
HEAD = "---\ntitle: Weaver\ncompany: Loom Ltd\n{}\n---\nWove.\n"
ENTRY = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title>{}</entry></feed>"
ROLE_LINES = "Weaver\nLoom Ltd\n{} - {}\n\n"
TOKENS = (
    *(
        "<a ",
        "<a b=",
        "<a b='",
        "<!--",
        "&amp;",
        "&",
        "]]>",
        "e\u0301\u0301",
        "\u0301",
        "\u00c3\u00a4",
        "\u00a0",
    ),
    *("1 ", "Jan ", "2019 - ", "at ", "a@a.", "](", "- ", "| ", "\\", '"', "#"),
)
SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='java&#10;script:alert(1)'>a</a>",
    "<a href='&#106;avascript&colon;alert(1)'>a</a>",
    "<a href='\x01javascript:alert(1)'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<form action='javascript:alert(1)'><button>a</button></form>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p style='background:url(javascript:alert(1))'>a</p>",
    "<a href=' javascript:alert(1)' target=_blank>a</a>",
    "<<script>alert(1)//<</script>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<base href='javascript:alert(1)//'><a href='x'>a</a>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
)


def hostile_files() -> Made:
    """Every family, one after the other."""
    for family in (_empty, _binary, _big, _nested, _bombs, _entities, _lies):
        yield from family()
    for family in (_scripts, _repeated, _dates, _crowds):
        yield from family()


def _empty() -> Made:
    for number, content in enumerate((b"", b"\n \t\r\n" * 9, b"\xef\xbb\xbf", b"\xff\xfe")):
        yield f"empty{number}.md", content, "empty-input"


def _binary() -> Made:
    noise = random.Random(8).randbytes(50_000)
    yield "noise.txt", noise, "binary-input"
    yield "zeros.md", bytes(50_000), "binary-input"
    yield "picture.md", b"\x89PNG\r\n\x1a\n" + noise, "unsupported-format"
    yield "print.txt", b"%PDF-1.7\n" + noise, "unsupported-format"
    yield "bomb.xml", gzip.compress(b" " * 20_000_000), "compressed-input"
    yield "archive.md", b"PK\x03\x04" + noise, "compressed-input"


def _big() -> Made:
    yield "big.txt", b"word " * 400_001, "too-large"
    yield "lines.txt", "a\n" * 20_001, "too-many-lines"
    yield "line.xml", ENTRY.format(f"<content>{'word ' * 20_000}</content>"), "line-too-long"
    yield "head.md", HEAD.format("note: " + "a" * 300_000), "too-large"
    yield "title.xml", ENTRY.replace("One", "word " * 10_000), "field-too-long"
    yield "data.json", "[" + ",".join(['{"a": 1}'] * 20_001) + "]", "too-large"


def _nested() -> Made:
    for number, opening in enumerate(("[", "{a: ", "- ", "? ", "[[], ")):
        code = "" if number in {2, 3} else "too-deep"  # on one line with a key these are mended
        yield f"deep{number}.md", HEAD.format("a: " + opening * LEVELS), code
        yield f"deep{number}.yaml", opening * LEVELS, "too-deep"
    for number, opening in enumerate(("[", '{"a":', '[{"a":')):
        yield f"deep{number}.json", opening * LEVELS, "too-deep"
    yield "deep.toml", "a = " + "[" * LEVELS, "too-deep"
    yield "deep.xml", "<feed><entry>" + "<a>" * LEVELS + "b", "too-deep"
    yield "inside.xml", ENTRY.format(f"<content type='html'>{'&lt;div&gt;' * LEVELS}</content>"), "too-deep"
    yield "deep.html", "<html><body>" + "<div>" * LEVELS + "words", ""
    for number, opening in enumerate((">", "- ", "*", "[", "(", "`", "!["), start=9):
        yield f"deep{number}.md", HEAD.format("") + opening * 5_000, ""


def _bombs() -> Made:
    laughs = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    yield "laughs.md", HEAD.format("a0: &a0 [lol]\n" + laughs), "yaml-alias-limit"
    merges = "\n".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 10))
    yield "merges.yaml", "a0: &a0 {k: v}\n" + merges, "yaml-alias-limit"
    yield "self.md", HEAD.format("a: &a [*a]"), "yaml-alias-limit"
    yield "squares.yaml", "a: &a [" + "b, " * 3_000 + "]\nc: [" + "*a, " * 60 + "]", "yaml-alias-limit"
    yield "tags.md", HEAD.format("a: !!python/object/apply:os.system ['touch broken-out']"), "yaml-tag"
    yield "numbers.md", HEAD.format("2019: x\na: !!float 1~\nb: " + "9" * 5_000), ""


def _entities() -> Made:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    told = "xml-entities"
    for name, declared in (
        ("laughs.xml", f"<!ENTITY l0 'lol'>{levels}"),
        ("square.xml", f"<!ENTITY l9 '{'a' * 50_000}'>"),
        ("file.xml", "<!ENTITY l9 SYSTEM 'file:///etc/passwd'>"),
        ("http.xml", "<!ENTITY l9 SYSTEM 'http://a.example/x'>"),
        ("parameter.xml", "<!ENTITY % p SYSTEM 'http://a.example/x.dtd'> %p;"),
    ):
        text = ENTRY.format(f"<summary>before {'&l9;' * 50} behind</summary>")
        yield name, f"<?xml version='1.0'?><!DOCTYPE feed [{declared}]>{text}", told
    yield "dtd.xml", f"<!DOCTYPE feed SYSTEM 'http://a.example/x.dtd'>{ENTRY.format('')}", told
    name = "http://www.w3.org/2001/XInclude"
    include = f"<xi:include xmlns:xi='{name}' href='file:///etc/passwd' parse='text'/>"
    yield "include.xml", ENTRY.format(include), ""


def _lies() -> Made:
    names = ("utf-8", "utf-7", "punycode", "undefined", "unicode_escape", "zlib_codec", "utf-16", "x" * 5_000)
    text = ENTRY.format("<summary>caf\u00e9 +AGE- \\u0041</summary>")
    for name in names:
        labelled = f"<?xml version='1.0' encoding='{name}'?>{text}"
        yield f"lie-{name[:9]}.xml", labelled.encode("latin-1"), "encoding-lie"
    yield "half.md", HEAD.format("note: caf\u00e9")[:-30].encode("utf-16-le")[:-1], ""
    yield "surrogates.json", '{"basics": {"name": "\\ud800"}, "work": [{"position": "\\udfff a"}]}', ""


def _scripts() -> Made:
    for number, script in enumerate(SCRIPTS):
        escaped = script.replace("&", "&amp;").replace("<", "&lt;")
        title = f"<title type='html'>{escaped}</title><author><name>{escaped}</name></author>"
        body = f"<content type='html'>{escaped}&lt;p&gt;words&lt;/p&gt;</content>"
        yield f"script{number}.xml", ENTRY.format(title + body), ""
        yield f"script{number}.md", HEAD.format("layout: post") + script, ""


def _repeated() -> Made:
    for number, token in enumerate(TOKENS):
        run = token * (64_000 // len(token))
        yield f"run{number}.txt", run, ""
        yield f"run{number}.md", HEAD.format(f"note: {run[:20_000]}") + run, ""
        yield f"run{number}.html", f"<p>{run}", ""
        yield f"run{number}.xml", ENTRY.format(f"<author>{run[:16_000]}</author><summary>{run}</summary>"), ""


def _dates() -> Made:
    dates = (
        "2023-02-30",
        "0000-00-00",
        "9999-99-99",
        "99999999999999",
        "-1",
        "1e400",
        "2019-13-45T99:99:99+99:99",
    )
    for number, date in enumerate((*dates, "1 " * 8_000)):
        code = "bad-date" if len(date) < 100 else "field-too-long"
        yield f"date{number}.md", HEAD.format(f"startDate: {date}"), code
        yield f"date{number}.xml", ENTRY.format(f"<published>{date}</published>"), "bad-date"


def _crowds() -> Made:
    over = "too-many-items"
    roles = (ROLE_LINES.format(1900 + number % 100, 1901 + number % 100) for number in range(201))
    yield "roles.txt", "".join(roles), over
    tags = "".join(f"<category term='{number}'/>" for number in range(8_000))
    yield "tags.xml", ENTRY.format(tags), over
    authors = "".join(f"<author><name>A {number}</name></author>" for number in range(500))
    yield "authors.xml", ENTRY.format(authors), over
    spaces = "".join(f" xmlns:n{n}='urn:{n}'" for n in range(10_000))
    yield "spaces.xml", ENTRY.replace("<feed", f"<feed{spaces}"), ""
    attributes = "".join(f" a{n}='b'" for n in range(20_000))
    yield "attributes.xml", ENTRY.format(f"<content type='html'>&lt;p{attributes}>words</content>"), ""
    picture = "&lt;img src='data:image/png;base64,AAAA'>"
    yield "pictures.xml", ENTRY.format(f"<content type='html'>{picture * 2_000}</content>"), ""
