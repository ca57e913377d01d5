"""Clean text to do damage to: invented sentences of careers, and catalogues of installed packages."""

from __future__ import annotations

import gettext
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Half = Literal["seen", "unseen"]

HALVES: tuple[Half, ...] = ("seen", "unseen")
"""Those who tune the repair look at `seen` alone, so that `unseen` says what it does elsewhere."""

PACKAGES = ("django", "allauth", "rest_framework", "sphinx", "wagtail")
"""Packages whose message catalogues are read where they are installed: `pip install -e '.[benchmarks]'`."""

_FOLDER = Path(__file__).parent / "repair_texts"
_FEWEST_LETTERS = 30
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"[<>{}`*|\\]|&\w+;|https?:|__|``|\[\[")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-\d.]*[sdfir]")
_PERCENT = re.compile(r"%%?")
_PAIR_OF_QUOTES = re.compile(r"""(?<![\w"'])(["'])(?=\S)([^"'\n]+?)(?<=\S)\1(?![\w"'])""")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_DASH = re.compile(r" --? ")
_QUOTES = {
    **dict.fromkeys(("cs", "de", "is", "sk", "sl", "bg", "et", "lt", "ka"), ("„", "“")),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "sr"), ("„", "”")),
    **dict.fromkeys(("ru", "uk", "be", "el", "nb", "es", "it", "hy", "fa"), ("«", "»")),
    **dict.fromkeys(("fi", "sv"), ("”", "”")),
}
_LANGUAGES = {"no": "nb", "zh_Hans": "zh", "zh_CN": "zh", "zh_Hant": "zht", "zh_TW": "zht"}
_SCRIPTS_APART = {"sr_Latn", "ca@valencia", "tt"}


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or paragraph and its language, by the code of ISO 639-1 (`zht`: in traditional script)."""

    language: str
    content: str


@cache
def invented_sentences() -> tuple[Text, ...]:
    """The invented sentences, in the order of the table."""
    table = _table("sentences")
    return tuple(Text(language, content) for language, sentences in table.items() for content in sentences)


@cache
def clean_controls() -> dict[str, list[str]]:
    """Clean texts that look damaged, by what they hold."""
    return _table("controls")


def missing_packages() -> list[str]:
    """Those of `PACKAGES` that are not installed, whose texts a draw therefore lacks."""
    return [package for package in PACKAGES if find_spec(package) is None]


@cache
def catalogue_texts() -> tuple[Text, ...]:
    """Sentences of the message catalogues of the packages that are installed, in a stable order.

    A placeholder is filled, quotes and dashes are set as the language sets them, and letters
    composed (NFC), as clean text has them; what holds markup or fewer than thirty letters is left out.
    """
    catalogues = sorted(path for package in PACKAGES for path in _catalogues(package))
    texts = {text for path in catalogues for text in messages(path)}
    return tuple(sorted(texts, key=lambda text: (text.language, text.content)))


def half(texts: Iterable[Text], name: Half) -> tuple[Text, ...]:
    """The texts of one half, told by a hash of each, so that a text is always in the same one."""
    wanted = HALVES.index(name)
    return tuple(text for text in texts if sha256(text.content.encode()).digest()[0] % 2 == wanted)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _catalogues(package: str) -> Iterator[Path]:
    found = find_spec(package)
    for folder in (found and found.submodule_search_locations) or ():
        yield from Path(folder).rglob("LC_MESSAGES/*.mo")


def messages(path: Path) -> Iterator[Text]:
    """The sentences of one compiled catalogue and of the messages that it translates."""
    locale = path.parent.parent.name
    if locale in _SCRIPTS_APART:
        return
    language = _LANGUAGES.get(locale) or re.split("[_@]", locale)[0]
    with path.open("rb") as opened:
        catalogue: dict[object, str] = vars(gettext.GNUTranslations(opened))["_catalog"]
    for message, translation in catalogue.items():
        yield from _told("en", message.rpartition("\x04")[2] if isinstance(message, str) else "")
        yield from _told(language, translation if translation != message else "")


def _told(language: str, message: str) -> Iterator[Text]:
    if _MARKUP.search(message):
        return
    content = _typeset(" ".join(message.replace("\xa0", "\x00").split()).replace("\x00", "\xa0"), language)
    if len(_LETTER.findall(content)) >= _FEWEST_LETTERS:
        yield Text(language, content)


def _typeset(message: str, language: str) -> str:
    filled = _PERCENT.sub("%", _PLACEHOLDER.sub("12", message))
    opening, closing = _QUOTES.get(language, ("“", "”"))
    quoted = _PAIR_OF_QUOTES.sub(rf"{opening}\2{closing}", filled)
    dashed = _DASH.sub(" – ", _APOSTROPHE.sub("’", quoted)).replace("...", "…")
    return unicodedata.normalize("NFC", dashed)
