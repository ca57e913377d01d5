"""Degrees and fields of study."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from careerdoc.fields import subjects
from careerdoc.fields.lexicons import Ends, listed, parts_of
from careerdoc.text.keys import fold
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.tables import alternatives, table

_SIGNS = " ,;:-–—·，、；：・|/،"
_JOINTS = (",", ";", ":", " - ", " – ", " — ", "(", "（", "，", "、", "：", "|", "،", "·")
_LONGEST_DEGREE = 14
"""Words. Longer lines are sentences."""
_LONGEST_NAME = 6
"""Words of the longest spelling that a field of study may follow."""
_LIKELY = 0.5
_WHOLE, _IN_PART, _AT_THE_END, _DOUBTFUL = 1.0, 0.8, 0.7, 0.6
_PIECE = re.compile(r"\S+")
_LETTER = re.compile(r"\w")
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")
_NO_SPACES = wide_pattern(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_COUNTED = re.compile(r"\s*\((?:[^()\d]*+\d[^()]*|[IVX]{1,4})\)$")
_DOTTED = re.compile(r"(?:[A-Z][a-z]?\.\s?){2,5}(?=[\s,(])")
_OF_A_SUBJECT = re.compile(r"[,;:()/–—]| - ")
# The short form beside the long one: "Bachelor of Arts (BA)", "Bachelor of Arts - BA, History".
_SHORT_FORM = re.compile(r"\s*\(([^()]{1,30})\)|\s+[-–—]\s+([\w.]{2,8})(?![^\s,])")


class _Place(NamedTuple):
    """Where a degree stands in a text: its two offsets, in characters, and what it is called."""

    start: int
    end: int
    name: str


def recognize(text: str) -> float:
    """How much `text` looks like a degree, 0 to 1.

    1 when all of it is one, .8 when it starts so, .7 to .8 when it ends so behind a field of
    study; .6 to .7 for degrees that are titles or headings as often ("Associate", "Инженер").
    """
    if not 0 < text.count(" ") + 1 <= _LONGEST_DEGREE or text.isspace() or not text:
        return 0.0
    if _is_known(text):
        return _DOUBTFUL if _spelled(text) in _row("doubtful") and "." not in text else _WHOLE
    if _is_of_a_subject(text):
        return _WHOLE
    place = _place(text)
    if place is None:
        return _DOUBTFUL if _unknown_name(text) else 0.0
    is_less_sure = place.name in _row("doubtful") or (place.start and not _is_behind(place.name))
    return _AT_THE_END if is_less_sure else _IN_PART


def level(text: str) -> str | None:
    """The level of the degree that `text` is, starts or ends with; None where none stands.

    One of secondary, vocational, associate, bachelor, diploma, master, doctorate, certificate
    and professional. National degrees are put where the Bologna process puts them, the old
    diplomas of one cycle apart: "Laurea" is bachelor, "специалист" master, "Diplom" diploma.
    """
    if _is_known(text):
        return _levels()[_spelled(text)]
    place = _place(text)
    if place is None:
        return None
    name = text[place.start : place.end]
    return _levels().get(place.name) or _level_of_a_subject(name) or _level_of_a_whole(name)


def split(text: str) -> tuple[str, str | None]:
    """A degree and the field of study behind or before it, as written; the field None where none stands.

    Cut at a connecting word, a comma or a dash behind the longest known degree: "BSc in
    Physics", "Master of Science (M.Sc.), Physics", "Bachelor of Music, Cello"; in front of it
    where the language has it so: "컴퓨터공학 학사". A name of a degree behind a connecting
    word is part of the degree: "Diploma di perito agrario".
    """
    if _is_known(text):
        return text.strip(_SIGNS), None
    place = _place(text)
    if place is None:
        end = _unknown_name(text)
        return (text[:end], _field_behind(text[end:])) if end else (text, None)
    if place.start:
        return text[place.start : place.end].strip(_SIGNS), _bare(text[: place.start]) or None
    end = place.end
    for behind in (_SHORT_FORM, _marks()):
        found = behind.match(text, end)
        if found and (behind is not _SHORT_FORM or _is_known(found[1] or found[2])):
            end = found.end()
    end += _goes_on(text[end:])
    field = _field_behind(text[end:])
    if field and _is_known(field) and not text[end:].lstrip().startswith(_JOINTS):
        return text.strip(_SIGNS), None
    return text[:end].rstrip(" ,;:"), field


def _goes_on(rest: str) -> int:
    """The characters behind a known degree that still belong to it: "Diplôme national d'œnologue, Œnologie".

    What stands up to a comma and is no field of study, or tells numbers in brackets, as "SSC (X)" does.
    """
    if bracketed := _COUNTED.match(rest):
        return bracketed.end()
    head, comma, field = rest.partition(", ")
    name = head.strip(_SIGNS)
    is_name = bool(comma and field.strip() and name) and head.startswith(" ") and not head.startswith(_JOINTS)
    return len(head) if is_name and _without_connectors(name) == name and not _is_subject(name) else 0


def _unknown_name(text: str) -> int | None:
    """Where the name of a degree that no table knows ends, if its form says that it is one.

    Capitals with dots ("A.O.S. in Culinary Arts"), or a known degree's word inside the name in front
    of a comma ("Level 3 NVQ Diploma, Electronics").
    """
    if dotted := _DOTTED.match(text):
        rest = text[dotted.end() :]
        is_parted = rest.startswith((",", " (")) or _without_connectors(_bare(rest)) != _bare(rest)
        return dotted.end() if is_parted else None
    head, comma, _ = text.partition(", ")
    words = head.split()
    if not comma or not 1 < len(words) <= _LONGEST_NAME:
        return None
    holds = any(
        _is_known(word) and _spelled(word) not in _row("doubtful") and len(word) > 2 for word in words
    )
    return len(head) if holds else None


def key(degree: str) -> str:
    """The degree's written-out English name where the table knows it, else its folded words."""
    spelled = _spelled(degree)
    return _names().get(spelled, spelled)


@lru_cache(maxsize=512)
def _place(text: str) -> _Place | None:
    """The degree at the start of `text`, else the one at its end; None where none stands."""
    spelled = _spelled(text).split(" ")
    firsts = {spelled[0]}
    if "." in text:
        firsts |= set(_spelled(text.split(None, 1)[0]).split(" "))
    is_likely = not _first_words().isdisjoint(firsts) or spelled[0].startswith(_whole_starts())
    if is_likely or _NO_SPACES.match(text):
        at_start = _place_at_start(text)
        if at_start:
            return at_start
    return _place_at_end(text) if spelled[-1] in _last_words() or _NO_SPACES.match(text) else None


@cache
def _first_words() -> frozenset[str]:
    names = frozenset(spelling.partition(" ")[0] for spelling in _names())
    return names.union(*(_row("levels", told) for told in table(__package__, "degrees")["levels"]))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(spelling.rpartition(" ")[2] for spelling in _names())


@cache
def _whole_starts() -> tuple[str, ...]:
    return tuple({start.rstrip("-.") for start in _row("wholes")})


def _place_at_start(text: str) -> _Place | None:
    pieces = [piece for piece in _PIECE.finditer(text) if _LETTER.search(piece[0])][:_LONGEST_NAME]
    if not pieces:
        return None
    ends = [piece.end() for piece in reversed(pieces)]
    known = next((end for end in ends if _starts_degree(text, end)), None)
    if known is None or known == pieces[0].end():
        # "Bachelor" alone is the start of "Bachelor of Music".
        of_subject = next((end for end in ends if _is_of_a_subject(text[:end])), None)
        if of_subject:
            return _Place(0, of_subject, _spelled(text[:of_subject]))
    if known:
        return _Place(0, known, _spelled(text[:known]))
    if fold(pieces[0][0]).startswith(tuple(_row("wholes"))) and "-" in pieces[0][0]:
        return _Place(0, pieces[0].end(), "")
    return _run_at_start(text)


def _starts_degree(text: str, end: int) -> bool:
    """Whether the text up to `end` is a degree, and what follows lets it be one."""
    if not _is_known(text[:end]):
        return False
    name, rest = _spelled(text[:end]), text[end:]
    if not rest.strip(_SIGNS):
        return True
    if name in _row("doubtful"):
        is_certificate = _levels()[name] == "certificate" and _is_named_behind(rest)
        return is_certificate or subjects.recognize(_without_connectors(_bare(rest))) > _LIKELY
    if name not in _row("vague"):
        return True
    is_joined = rest.lstrip().startswith(_JOINTS) or text[:end].endswith(_JOINTS) or rest.startswith(_JOINTS)
    return is_joined or _without_connectors(_bare(rest)) != _bare(rest) or _is_subject(rest)


def _is_named_behind(rest: str) -> bool:
    """Whether a connecting word and a name follow: "Certificate in Thatching"."""
    bare = _bare(rest)
    name = _without_connectors(bare)
    return name != bare and not name[:1].islower()


def _is_subject(text: str) -> bool:
    return subjects.recognize(_without_connectors(_bare(text))) >= _LIKELY


def _run_at_start(text: str) -> _Place | None:
    """A degree that its field follows with no space between, in scripts that write so."""
    if not _NO_SPACES.match(text):
        return None
    name = _runs().starts(text)
    if name is None or len(name) == len(text):
        return None
    rest = text[len(name) :]
    is_parted = rest.startswith((*_JOINTS, " "))
    is_degree = len(name) > 1 and (is_parted or _is_subject(rest))
    return _Place(0, len(name), name) if is_degree else None


def _place_at_end(text: str) -> _Place | None:
    pieces = list(_PIECE.finditer(text))
    for piece in pieces[max(1, len(pieces) - 4) :]:
        if not _is_known(text[piece.start() :]):
            continue
        name, front = _spelled(text[piece.start() :]), text[: piece.start()]
        if _is_behind(name) and (bool(_NO_SPACES.match(name)) or _is_field_in_front(front)):
            return _Place(piece.start(), len(text), name)
        return _Place(piece.start(), len(text), name) if _is_subject(front) else None
    return _whole_run(text)


def _is_field_in_front(front: str) -> bool:
    """Whether what stands before is a subject, or two or three words of which the degree says so."""
    return _is_subject(front)


def _whole_run(text: str) -> _Place | None:
    """A whole degree such as "工学学士" or "工商管理硕士"."""
    if _NO_SPACES.match(text) and " " not in text and any(map(text.endswith, _east_ends())):
        return _Place(0, len(text), text)
    return None


def _is_behind(name: str) -> bool:
    """Whether a degree of that name stands behind its field of study."""
    return name in _row("behind") or bool(_NO_SPACES.match(name))


def _is_known(text: str) -> bool:
    """Whether the whole text spells a degree; what is also a word ("as", "be") in capitals only."""
    spelled = _spelled(text)
    if spelled not in _names():
        return False
    if text.rstrip().endswith(".") and spelled in _row("dotted"):
        return True
    return spelled not in _row("also_words") or sum(sign.isupper() or sign.isdigit() for sign in text) > 1


def _is_of_a_subject(text: str) -> bool:
    """Whether the text is "Bachelor of" and a subject, whatever the subject."""
    return _level_of_a_subject(text) is not None


def _level_of_a_subject(text: str) -> str | None:
    first, *rest = fold(text).replace("'", "").strip(_SIGNS).split(" ")
    if not 1 < len(rest) < _LONGEST_NAME or rest[0] != "of" or "in" in rest:
        return None
    if _OF_A_SUBJECT.search(" ".join(rest)):
        return None
    return next(
        (level for level in table(__package__, "degrees")["levels"] if first in _row("levels", level)), None
    )


def _level_of_a_whole(text: str) -> str | None:
    named = next((level for end, level in _east_ends().items() if text.endswith(end)), None)
    is_whole = fold(text).startswith(tuple(_row("wholes")))
    return named or ("diploma" if is_whole else None)


def _field_behind(text: str) -> str | None:
    bracketed = _BRACKETED.fullmatch(text.strip())
    rest = bracketed[1].strip() if bracketed else _bare(text)
    return _without_connectors(rest).strip(_SIGNS) or None


def _bare(text: str) -> str:
    return text.strip(_SIGNS)


def _without_connectors(text: str) -> str:
    """The text without the connecting words at its start, of which at most two stand."""
    for _ in range(2):
        pieces = text.split(" ", 3)
        size = next(
            (
                n
                for n in (3, 2, 1)
                if n < len(pieces) and fold(" ".join(pieces[:n])).rstrip(":.") in _row("connectors")
            ),
            0,
        )
        text = " ".join(pieces[size:]).strip(_SIGNS)
    return _without_glued(text)


def _without_glued(text: str) -> str:
    for start in _row("glued"):
        if text.startswith(start) and len(text) > len(start) + 2:
            return text[len(start) :]
    return text


@lru_cache(maxsize=2048)
def _spelled(text: str) -> str:
    # "B.Sc." and "BSc" are one spelling: dots fall away, other signs part words; but "Cand.merc." has two.
    plain = text.replace("'", "").replace("’", "")
    joined = " ".join(parts_of(plain.replace(".", "")))
    if joined[:1].isdigit():
        count, _, counted = joined.partition(" ")
        return counted if count.isdigit() and counted in _row("counted") else joined
    if "." not in plain or joined in _names():
        return joined
    parted = " ".join(parts_of(plain))
    return parted if parted in _names() else joined


@cache
def _marks() -> re.Pattern[str]:
    """What belongs to the degree in front of it, with or without brackets."""
    marks = alternatives(_row("marks"))
    return re.compile(rf"[\s,]*\((?:{marks})\)|[\s,]+(?:{alternatives(_row('bare_marks'))})\b", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    return {spelling: name for spelling, name, _ in _spellings()}


@cache
def _levels() -> dict[str, str]:
    return {spelling: told for spelling, _, told in _spellings()}


@cache
def _spellings() -> tuple[tuple[str, str, str], ...]:
    """Every spelling with its degree's name and level; the first of two equal ones counts."""
    names: dict[str, dict[str, str]] = table(__package__, "degrees")["names"]
    return tuple(
        (spelling, name, told)
        for told, group in reversed(names.items())
        for name in reversed(group)
        for spelling in (*_row("names", told, name), name)
    )


@cache
def _runs() -> Ends:
    """The degrees in scripts that put no space behind them."""
    return Ends(frozenset(spelling for spelling in _names() if _NO_SPACES.match(spelling)))


@cache
def _east_ends() -> dict[str, str]:
    groups = table(__package__, "degrees")["east_ends"]
    return {end: told for told in groups for end in _row("east_ends", told)}


@cache
def _row(*path: str) -> frozenset[str]:
    return listed(__package__, "degrees", *path)
