"""The kinds of damage that text suffers, and samples of each beside their truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from benchmarks import misreading as mis

_SYMBOLS = ("£5", "§ 5", "½ cup", "©", "» more", "±3 %", "20 °C", "5 µm", "· end", "® brand")
_TAILS = ("🚀", "✨ ok", "Москва", "東京", "日本語")
_CLAUSE = re.compile(r"(?<=[.,:;!?]) (?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[^\W\d_])")
_TYPOGRAPHY = re.compile(r"[‘’“”–—…•™]+")
_ACCENT = re.compile(r"[^\W\d_a-zA-Z]")
_WESTERN_LETTER = re.compile(r"[À-ÖØ-öø-ÿ]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"\S+")
_LAST_SYMBOL = re.compile(r"[\xa1-\xac\xae-\xbf](?=[^\xa1-\xac\xae-\xbf]*$)")


@dataclass(frozen=True, slots=True)
class Sample:
    """A truth and what the damage made of it; they differ."""

    truth: str
    damaged: str


Damage = Callable[[str, Random], Sample | None]
"""A sample of the damage to a text, or None where the kind does not befall it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage. `languages` holds those it befalls, all of them when empty.

    A text for a kind `of_lines` is several sentences, each on its line. Where `by_chance`, one
    text gives many samples.
    """

    group: str
    name: str
    damage: Damage
    languages: frozenset[str] = frozenset()
    of_lines: bool = False
    by_chance: bool = False


def _always(change: Callable[[str], str | None]) -> Damage:
    return lambda text, chance: _sample(text, change(text))


def _sample(truth: str, damaged: str | None) -> Sample | None:
    return None if damaged is None or damaged == truth else Sample(truth, damaged)


def _somewhere(pattern: re.Pattern[str], change: Callable[[str], str]) -> Damage:
    """About half of the places that the pattern finds changed, at least one."""

    def damage(text: str, chance: Random) -> Sample | None:
        places = [found.start() for found in pattern.finditer(text) if change(found[0]) != found[0]]
        if not places:
            return None
        chosen = {chance.choice(places), *(place for place in places if chance.random() < 0.5)}
        return _sample(text, _changed(pattern, change, text, chosen))

    return damage


def _changed(pattern: re.Pattern[str], change: Callable[[str], str], text: str, places: set[int]) -> str:
    return pattern.sub(lambda found: change(found[0]) if found.start() in places else found[0], text)


def _cased(change: Callable[[str], str]) -> Damage:
    """The case changed after the misreading; of the truth too, which cannot be known before it."""

    def damage(text: str, chance: Random) -> Sample | None:
        mojibake = mis.misread(text)
        return None if mojibake == text else _sample(change(text), change(mojibake))

    return damage


def _quotes_alone(text: str, chance: Random) -> Sample | None:
    if not _ACCENT.search(text):
        return None
    return _sample(text, _TYPOGRAPHY.sub(lambda found: mis.misread(found[0]), text))


def _accents_alone(text: str, chance: Random) -> Sample | None:
    if not _TYPOGRAPHY.search(text):
        return None
    return _sample(text, _WESTERN_LETTER.sub(lambda found: mis.misread(found[0]), text))


def _one_accent(text: str, chance: Random) -> Sample | None:
    places = [found.start() for found in _ACCENT.finditer(text)]
    return _sample(text, _changed(_ACCENT, mis.misread, text, {chance.choice(places)})) if places else None


def _beside_intact(text: str, chance: Random) -> Sample | None:
    tail = " " + chance.choice(_TAILS)
    return Sample(text + tail, mis.misread(text) + tail) if mis.misread(text) != text else None


def _one_of_joined(text: str, chance: Random) -> Sample | None:
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if mis.misread(line) != line]
    if not places:
        return None
    chosen = chance.choice(places)
    damaged = [mis.misread(line) if place == chosen else line for place, line in enumerate(lines)]
    return _sample(" ".join(lines), " ".join(damaged))


def _some_lines(text: str, chance: Random) -> Sample | None:
    return _somewhere(re.compile("[^\n]+"), mis.misread)(text, chance)


def _half_entities(text: str, chance: Random) -> Sample | None:
    return _on_mojibake(text, _somewhere(mis.NOT_ASCII, mis.entity), chance)


def _broken_lines(text: str, chance: Random) -> Sample | None:
    found = _on_mojibake(text, _somewhere(re.compile("[^\n]+"), mis.with_entities), chance)
    return found and Sample(text.replace("\n", "<br>"), found.damaged.replace("\n", "<br>"))


def _on_mojibake(text: str, damage: Damage, chance: Random) -> Sample | None:
    found = damage(mis.misread(text), chance)
    return found and _sample(text, found.damaged)


def _lead_at(pattern: re.Pattern[str], truth: str, damaged: str, text: str, chance: Random) -> Sample | None:
    """Half of the places that the pattern finds replaced, by one string in truth, another in damage."""
    pieces = pattern.split(text)
    chosen = [chance.random() < 0.5 for _ in pieces[1:]]
    if not any(chosen):
        chosen[:1] = [True] * bool(chosen)
    return _sample(*(_joined(pieces, chosen, mark) for mark in (truth, damaged)))


def _joined(pieces: list[str], chosen: list[bool], mark: str) -> str:
    marks = [mark if is_chosen else " " for is_chosen in chosen]
    return pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))


def _lead_before_symbol(text: str, chance: Random) -> Sample | None:
    truth = text if _LAST_SYMBOL.search(text) else f"{text} {chance.choice(_SYMBOLS)}"
    return _sample(truth, _LAST_SYMBOL.sub(lambda found: "Â" + found[0], truth))


def _lead_at_line_ends(text: str, chance: Random) -> Sample | None:
    lines = [line + chance.choice(("Â", " Â")) for line in text.split("\n")]
    return _sample(text, "\n".join(lines))


def _truncated(text: str, chance: Random) -> Sample | None:
    places = [found.start() for found in mis.NOT_ASCII.finditer(text) if found.start()]
    if not places:
        return None
    cut = chance.choice(places)
    whole = len(mis.misread(text[:cut]))
    broken = mis.misread(text[: cut + 1])
    return Sample(text[:cut], broken[: chance.randrange(whole + 1, len(broken))])


def _lines(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(map(change, text.split("\n")))


def _beyond_plane(change: Callable[[str], str]) -> Damage:
    """The change where a character lies beyond U+FFFF, and nothing else is of interest."""
    return lambda text, chance: _sample(text, change(text)) if max(text) > "\uffff" else None


def _once_more(text: str, charsets: tuple[str, ...]) -> str:
    for charset in charsets:
        text = mis.misread(text, charset)
    return text


_WESTERN = frozenset({"ca", "da", "de", "en", "es", "fi", "fr", "gl", "is", "it", "nb", "nl", "pt", "sv"})
_CENTRAL = frozenset({"cs", "hr", "hu", "pl", "ro", "sk", "sl"})
_NO_ROMANIAN = frozenset({"cs", "de", "es", "fr", "it", "pl", "sv"})
"""Languages without a letter Â at the end of a word."""
_SINGLE = {
    "cp1250": _CENTRAL | {"de", "en"},
    "cp1251": frozenset({"ru", "uk", "bg", "pl", "de", "en", "fr"}),
    "cp1252": frozenset(),
    "cp1253": frozenset({"el", "en", "fr"}),
    "cp1254": frozenset({"tr", "de", "en", "fr"}),
    "cp1257": frozenset({"lt", "lv", "et", "pl", "de", "en", "fr"}),
    "cp437": frozenset(),
    "cp850": frozenset({"de", "en", "es", "fr", "pt"}),
    "iso-8859-15": frozenset({"de", "en", "es", "fr"}),
    "iso-8859-2": _CENTRAL,
    "koi8-r": frozenset({"ru", "en"}),
    "latin-1": frozenset(),
    "mac-roman": frozenset(),
}
_LEGACY = (
    ("cp1250", "cp1252", "cs hr hu pl"),
    ("cp1251", "cp1252", "ru"),
    ("cp1251", "koi8-r", "ru"),
    ("cp1252", "latin-1", "de en es fr"),
    ("cp1253", "cp1252", "el"),
    ("cp1254", "cp1252", "tr"),
    ("cp1256", "cp1252", "ar"),
    ("cp850", "cp1252", "de es fr"),
    ("cp932", "cp1252", "ja"),
    ("euc-kr", "cp1252", "ko"),
    ("gbk", "cp1252", "zh"),
    ("koi8-r", "cp1251", "ru"),
    ("mac-roman", "cp1252", "de es fr pt"),
)
_MULTIBYTE = ("big5", "cp932", "euc-kr", "gb18030")
_ENGLISH = frozenset({"en"})
_BUSINESS = frozenset({"de", "en", "es", "fr"})


def _single() -> Iterator[Kind]:
    for charset, languages in _SINGLE.items():
        change = partial(mis.misread, charset=charset)
        yield Kind("single", f"u8_as_{charset}", _always(change), languages)


def _repeated() -> Iterator[Kind]:
    for name, charsets, languages in (
        ("double_cp1252", ("cp1252",) * 2, frozenset[str]()),
        ("double_latin1", ("latin-1",) * 2, frozenset[str]()),
        ("double_mac_then_1252", ("mac-roman", "cp1252"), _WESTERN),
        ("triple_cp1252", ("cp1252",) * 3, frozenset[str]()),
    ):
        yield Kind("multi", name, _always(partial(_once_more, charsets=charsets)), languages)


def _entities() -> Iterator[Kind]:
    def named(text: str) -> str:
        return mis.with_entities(mis.misread(text))

    def numbered(text: str) -> str:
        return mis.with_numbers(mis.misread(text))

    twice = partial(mis.with_entities, opening="&amp;")
    yield Kind("entity", "clean_named_entities", _always(mis.with_entities), _WESTERN)
    yield Kind("entity", "cp1252_numeric_refs", _always(mis.with_windows_numbers), _WESTERN)
    yield Kind("entity", "double_escaped_entities", _always(twice), _WESTERN)
    yield Kind("entity", "moji_named_entities", _always(named), _WESTERN)
    yield Kind("entity", "moji_numeric_entities", _always(numbered))
    yield Kind("entity", "moji_half_entities", _half_entities, _WESTERN, by_chance=True)
    yield Kind("entity", "moji_with_br_tags", _broken_lines, _WESTERN, of_lines=True, by_chance=True)


def _mixed() -> Iterator[Kind]:
    in_mac_roman = partial(mis.misread, charset="mac-roman")
    yield Kind("mixed", "accents_fine_quotes_moji", _quotes_alone, _WESTERN - _ENGLISH)
    yield Kind("mixed", "quote_fine_accents_moji", _accents_alone, _WESTERN - _ENGLISH)
    yield Kind("mixed", "macroman_spans", _somewhere(_BEYOND_ASCII, in_mac_roman), _WESTERN, by_chance=True)
    yield Kind("mixed", "moji_plus_emoji_cjk", _beside_intact, _WESTERN, by_chance=True)
    yield Kind("mixed", "one_para_space_joined", _one_of_joined, _WESTERN, of_lines=True, by_chance=True)
    yield Kind("mixed", "single_accent_only", _one_accent, _WESTERN - _ENGLISH, by_chance=True)
    yield Kind("mixed", "some_lines_cp1252", _some_lines, of_lines=True, by_chance=True)
    yield Kind("mixed", "some_words_cp1252", _somewhere(_WORD, mis.misread), by_chance=True)


def _no_break_spaces() -> Iterator[Kind]:
    to_no_break = partial(_lead_at, _CLAUSE, "\xa0", "Â\xa0")
    before_space = partial(_lead_at, _CLAUSE, " ", "Â ")
    for_space = partial(_lead_at, _SENTENCE, " ", "Â")
    leading = _always(_lines(lambda line: "Â " + line))
    trailing = _always(_lines(lambda line: line + "Â"))
    yield Kind("nbsp", "A_tilde_collapsed", _always(mis.spaced_and_collapsed), frozenset({"fr", "it", "pt"}))
    yield Kind("nbsp", "A_tilde_space", _always(mis.spaced), frozenset({"fr", "pt"}))
    yield Kind("nbsp", "Acirc_before_symbol", _lead_before_symbol, _BUSINESS, by_chance=True)
    yield Kind("nbsp", "Acirc_leading", leading, _ENGLISH, of_lines=True)
    yield Kind("nbsp", "Acirc_line_end_multi", trailing, _NO_ROMANIAN, of_lines=True)
    yield Kind("nbsp", "Acirc_line_end_seed", _lead_at_line_ends, _ENGLISH, of_lines=True, by_chance=True)
    yield Kind("nbsp", "Acirc_nbsp_fine_doc", to_no_break, _WESTERN, by_chance=True)
    yield Kind("nbsp", "Acirc_space_fine_doc", before_space, _WESTERN, by_chance=True)
    yield Kind("nbsp", "Acirc_stripped_inner", for_space, _WESTERN, by_chance=True)
    yield Kind("nbsp", "soft_hyphen_lost", _always(mis.without_soft_hyphens), frozenset({"cs", "es", "pt"}))


def _lossy() -> Iterator[Kind]:
    yield Kind("lossy", "c1_dropped_cp1252", _always(partial(mis.undefined_as, mark="")))
    yield Kind("lossy", "c1_dropped_latin1", _always(partial(mis.controls_as, mark="")), _WESTERN)
    yield Kind("lossy", "c1_to_qmark_latin1", _always(partial(mis.controls_as, mark="?")), _WESTERN)
    yield Kind("lossy", "undef_to_fffd", _always(partial(mis.undefined_as, mark="\ufffd")))
    yield Kind("lossy", "undef_to_qmark", _always(partial(mis.undefined_as, mark="?")))


def _changed_letters() -> Iterator[Kind]:
    yield Kind("case", "accent_stripped", _always(mis.unaccented), _ENGLISH)
    yield Kind("case", "lowercased", _cased(str.lower), _WESTERN)
    yield Kind("case", "titlecased", _cased(str.title), _WESTERN)
    yield Kind("case", "uppercased", _cased(str.upper), _WESTERN)
    yield Kind("ws", "latin1_ws_collapsed_x85", _always(mis.collapsed_latin))
    yield Kind("ws", "whitespace_collapsed", _always(mis.collapsed))


def _other_charsets() -> Iterator[Kind]:
    for charset in _MULTIBYTE:
        yield Kind("multibyte", f"u8_as_{charset}", _always(partial(mis.misread_multibyte, charset=charset)))
    for written, read, languages in _LEGACY:
        change = partial(mis.reread, written=written, read=read)
        yield Kind("legacy", f"{written}_as_{read}", _always(change), frozenset(languages.split()))


def _lost() -> Iterator[Kind]:
    with_question_marks = _always(lambda text: text.replace("’", "?"))
    yield Kind("lost", "fffd_for_apostrophe", _always(mis.as_broken_utf8), _ENGLISH)
    yield Kind("lost", "qmark_for_apostrophe", with_question_marks, _ENGLISH)
    yield Kind("lost", "truncated_moji", _truncated, _WESTERN, by_chance=True)


def _escapes() -> Iterator[Kind]:
    in_cesu = _beyond_plane(lambda text: mis.misread(mis.with_surrogates(text)))
    yield Kind("surrogate", "cesu8_as_cp1252", in_cesu)
    yield Kind("escape", "percent", _always(mis.with_percent), _WESTERN)
    yield Kind("escape", "quoted_printable", _always(mis.with_quoted_printable), _WESTERN)
    yield Kind("surrogate", "surrogate_pairs", _beyond_plane(mis.with_surrogates))
    yield Kind("escape", "unicode_escape", _always(mis.with_unicode_escapes), _WESTERN)


KINDS: tuple[Kind, ...] = (
    *_single(),
    *_repeated(),
    *_entities(),
    *_mixed(),
    *_no_break_spaces(),
    *_lossy(),
    *_changed_letters(),
    *_other_charsets(),
    *_lost(),
    *_escapes(),
)
"""Every kind, in the order in which a table shows them."""
