"""The texts that the table of letters is counted from, as unpacked packages hold them."""

from __future__ import annotations

import ast
import gettext
import html
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.texts import PACKAGES, half, messages
from careerdoc.text.repair.spelling.scripts import LANGUAGES

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "letter_texts.toml").read_text(encoding="utf-8")
)
_KNOWN = {name for names in LANGUAGES.values() for name in names}
_BEYOND_ASCII = _KNOWN - set(LANGUAGES["latin"])
_FEWEST_CHARACTERS = 4
_WORDS_IN_LINE = 12
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-\d.]*[sdfir]")
_MARKUP = re.compile(r"<[^<>]+>|\{[^{}]*\}|&\w+;|https?://\S+|`[^`]*`")
_PARAGRAPH = re.compile(r"<(p|li|h\d)\b[^>]*>(.*?)</\1>", re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_CODE = re.compile(r"[_%{#@\\]")

Told = tuple[str, str]
"""A language and a text in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the kind of source that it comes from."""

    source: str
    content: str


def collected(folders: Iterable[Path], leave_out_unseen: bool) -> dict[str, list[Line]]:
    """The lines of each language, none twice, in a stable order.

    With `leave_out_unseen` no text is taken that the benchmark of repair draws for its unseen half.
    """
    kept_out: set[str] = set()
    lines: dict[str, dict[str, str]] = {}
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    if leave_out_unseen:
        kept_out = {_letters(content) for path in files for content in _unseen(path)}
    for source, language, text in _told(files):
        if language in _KNOWN and _letters(text) not in kept_out:
            _add(lines.setdefault(language, {}), language, text, source)
    return {
        language: [Line(source, content) for content, source in sorted(found.items())]
        for language, found in sorted(lines.items())
    }


def _told(files: list[Path]) -> Iterator[tuple[str, str, str]]:
    for source, is_source, read in _SOURCES:
        for path in filter(is_source, files):
            yield from ((source, language, text) for language, text in read(path))


def _add(found: dict[str, str], language: str, text: str, source: str) -> None:
    for line in re.split(r"[\n\r\t]+", _plain(text)):
        content = " ".join(line.split())
        if len(content) >= _FEWEST_CHARACTERS and _is_translated(language, content):
            found.setdefault(content, source)


def _is_translated(language: str, content: str) -> bool:
    """Whether a text of a language that is not written in Latin letters is more than names of code."""
    plain = sum(one.isascii() and one.isalpha() for one in content)
    return language not in _BEYOND_ASCII or sum(not one.isascii() for one in content) > 0.6 * plain


def _letters(text: str) -> str:
    """What stays of a text however its marks, digits, markup and placeholders are written."""
    return "".join(filter(str.isalpha, _plain(text))).casefold()


def _plain(text: str) -> str:
    return _MARKUP.sub(" ", _PLACEHOLDER.sub(" ", text))


def _unseen(path: Path) -> Iterator[str]:
    if path.suffix == ".mo" and not set(path.parts).isdisjoint(PACKAGES):
        yield from (text.content for text in half(messages(path), "unseen"))


def _language(code: str) -> str:
    return _TABLES["locales"].get(code) or re.split("[-_@]", code)[0]


def _of_catalogue(path: Path) -> Iterator[Told]:
    language = _language(path.parent.parent.name)
    with path.open("rb") as opened:
        catalogue: dict[Any, str] = vars(gettext.GNUTranslations(opened))["_catalog"]
    for key, translation in catalogue.items():
        message = key[0] if isinstance(key, tuple) else key
        if message and (message != translation or language == "en"):
            yield "en", message.rpartition("\x04")[2]
            yield language, translation


def _of_compiler(path: Path) -> Iterator[Told]:
    for message in json.loads(path.read_text(encoding="utf-8")).values():
        yield _language(path.parent.name), message


def _of_editor(path: Path) -> Iterator[Told]:
    for quoted in _QUOTED.findall(path.read_text(encoding="utf-8")):
        yield _language(path.stem), json.loads(quoted)


def _of_declaration(path: Path) -> Iterator[Told]:
    language = _TABLES["declarations"].get(path.stem)
    if language:
        for _, paragraph in _PARAGRAPH.findall(path.read_text(encoding="utf-8")):
            yield language, html.unescape(re.sub("<[^>]+>", "", paragraph))


def _of_word_lists(path: Path) -> Iterator[Told]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    words = [word for word in found if isinstance(word, str) and not _CODE.search(word) and "\n" not in word]
    yield from _in_lines(_language(path.parent.name), words)


def _of_stop_words(path: Path) -> Iterator[Told]:
    for code, words in json.loads(path.read_text(encoding="utf-8")).items():
        yield from _in_lines(_language(code), sorted(word for word in words if len(word) > 1))


def _in_lines(language: str, words: list[str]) -> Iterator[Told]:
    for start in range(0, len(words), _WORDS_IN_LINE):
        yield language, " ".join(words[start : start + _WORDS_IN_LINE])


def _matching(pattern: str) -> Callable[[Path], bool]:
    matches = re.compile(pattern).search
    return lambda path: matches(path.as_posix()) is not None


_SOURCES: tuple[tuple[str, Callable[[Path], bool], Callable[[Path], Iterator[Told]]], ...] = (
    ("catalogues", _matching(r"/LC_MESSAGES/[^/]+\.mo$"), _of_catalogue),
    ("compiler", _matching(r"/diagnosticMessages\.generated\.json$"), _of_compiler),
    ("editor", _matching(r"/nls/lang/[^/]+\.js$"), _of_editor),
    ("declaration", _matching(r"/declaration/[^/]+\.html$"), _of_declaration),
    (
        "word lists",
        _matching(r"/faker/providers/(?:lorem|job)/(?!la/|en_US/)\w+/__init__\.py$"),
        _of_word_lists,
    ),
    ("stop words", _matching(r"/stopwords-iso\.json$"), _of_stop_words),
)
