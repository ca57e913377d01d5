"""Addresses for mail in a text, however they are escaped, spelled out or hidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from careerdoc.fields import titles
from careerdoc.redaction.found import Found
from careerdoc.text.keys import fold
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.tables import alternatives, row_of, table

_ASIAN = r"\u0e00-\u0eff\u1100-\u11ff\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Words of scripts without blanks touch the address beside them, so none of its parts mixes them.
_LETTER = rf"[^\W{_ASIAN}]"
_LABEL = rf"(?:{_LETTER}(?:(?:{_LETTER}|-){{0,61}}{_LETTER})?|[{_ASIAN}]{{1,20}})"
_PART = rf"(?:(?!-dot-|_dot_|(?-i:DOT))(?:{_LETTER}|-)){{1,63}}"
_ENDING = r"(?:xn--[a-z0-9-]{2,59}|[a-z]{2,24}|[^\W\d_a-z]{2,20})"
_LONGEST_NAME = 64
"""Characters before the sign. Source: RFC 5321, section 4.5.3.1.1."""
_LONGEST_PHRASE = 60
_SURELY_A_JOB = 0.5
_MOLDOVA = "md"
"""The end of domains that is also that of files of markdown."""
_PHRASE_END = re.compile(r"[,;:|•·()<>\"\[\]\n]| [-–—] ")
_DAMAGE = re.compile("^[\u00c2\u00c3\u00e2\u0153\u017e\u2026\u0161\u2122]+(?=[a-z0-9])", re.IGNORECASE)
"""What is left of a quotation mark that was read in the wrong encoding, and touches a name."""
_NAMES_BACKWARDS = (
    re.compile(r'"[^"\n@]{1,60}"(?!\w)'),
    wide_pattern(rf"(?:{_LETTER}|[+-]|(?<=[\w+-])[.'’&%!#$*]{{1,2}}(?=[\w+]))+"),
    wide_pattern(rf"[{_ASIAN}]+"),
)
"""What a name before a sign looks like, read from its end: quoted, or in letters of either kind."""
_CUT_OFF = wide_pattern(rf"(?:{_LABEL}\.){{0,8}}(?:{_LABEL})?(?=…)", re.IGNORECASE)
"""A domain at which a quotation was cut off."""
_COMPUTER = wide_pattern(_LABEL, re.IGNORECASE)
"""The name of a computer, which only a link makes sure."""
_LITERAL = re.compile(r"\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]{2,45})\]", re.IGNORECASE)
_USER = re.compile(r"://(?:(?P<name>[^\s/@?#:]{1,64}):)?\Z")
_DOT = re.compile(r"[^\w.'+-]+(?:\w+|\.)[^\w.'+-]+|\.")
_OPEN, _CLOSE = r"[(\[{<|*\"'«“‹]{1,2}", r"[)\]}>|*\"'»”›]{1,2}"


def found_in(text: str, *, is_labelled: bool = False) -> Iterator[Found]:
    """Each address of a text in its order; `is_labelled` where its field is one of addresses.

    `Engineer at Booking.com` and `head of data @ example.org` are not sure, and `Engineer @ Acme` is none.
    """
    done = 0
    for sign in _signs().finditer(text):
        if sign.start() < done:
            continue
        found = _address(text, sign, done, is_labelled)
        if found is not None:
            done = found.end
            yield found


def is_label(words: str) -> bool:
    """Whether these words, folded, announce an address."""
    return words in row_of(__package__, "emails", "labels")


def has_sign(text: str) -> bool:
    """Whether anything in a text may stand for "@"; what nobody finds in most texts."""
    return _signs().search(text) is not None


@cache
def _signs() -> re.Pattern[str]:
    """Whatever may stand for "@", by its kind."""
    words = table(__package__, "emails")
    inside = alternatives(words["at"])
    return re.compile(
        rf"""(?P<bracketed>[ ]{{0,2}}{_OPEN}[ ]?(?:{inside})[ ]?{_CLOSE}[ ]{{0,2}}|(?<=\w)\(a\)(?=\w))
           | (?P<spaced>[ ]{{1,2}}@[ ]{{1,2}})
           | (?P<leaning>(?<=\w)@[ ]{{1,2}}(?=\w))
           | (?P<tight>@)
           | (?P<alone>[ ](?:{alternatives(words["at_alone"])})[ ])
           | (?P<capital>(?-i:[ ]AT[ ]|(?<=[a-z0-9])AT(?=[a-z0-9])))
           | (?P<plain>[ ]at[ ])
           | (?P<joined>(?<=\w)(?:-at-|_at_|\.at\.)(?=\w))
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _told_parts() -> re.Pattern[str]:
    """Parts of a name with a word for each dot, such as `jane dot `; its last part stands behind."""
    words = alternatives(table(__package__, "emails")["dot"])
    dot = rf"(?:[ ](?:{words})[ ]|[ ]?{_OPEN}(?:{words}){_CLOSE}[ ]?)"
    return re.compile(rf"(?<![\w+-])(?:[\w+-]{{1,30}}{dot}){{1,3}}\Z", re.IGNORECASE)


@cache
def _domain() -> re.Pattern[str]:
    r"""A domain with plain dots, or dots in brackets: `example.org`, `example[.]org`, `example (dot) org`."""
    words = alternatives(table(__package__, "emails")["dot"])
    dot = rf"(?:\.|[ ]{{0,2}}{_OPEN}[ ]?(?:{words})[ ]?{_CLOSE}[ ]{{0,2}})"
    return re.compile(rf"(?:{_LABEL}{dot}){{1,8}}{_ENDING}", re.IGNORECASE)


@cache
def _told_domain() -> re.Pattern[str]:
    """A domain whose dots are words, all the same: `example dot co dot uk`."""
    words = alternatives(table(__package__, "emails")["dot"])
    dot = rf"(?P<dot>[ ](?:{words})[ ]|-dot-|_dot_|\.dot\.|(?-i:(?<=[a-z0-9])DOT(?=[a-z])))"
    part = _PART
    return re.compile(
        rf"{part}(?:\.{part}){{0,4}}{dot}(?:{part}(?:\.|(?P=dot))){{0,4}}(?P<ending>{_ENDING})",
        re.IGNORECASE,
    )


def _address(text: str, sign: re.Match[str], done: int, is_labelled: bool) -> Found | None:
    """The address around a sign; None where there is none."""
    start = _start_of_name(text, max(done, sign.start() - _LONGEST_NAME), sign.start())
    if start == sign.start():
        return None
    if sign.lastgroup != "tight" and (
        told := _told_parts().search(text, max(done, start - _LONGEST_NAME), start)
    ):
        start = told.start()
    before = text[max(done, start - _LONGEST_PHRASE) : start]
    domain = _domain_at(text, sign, before.lower().endswith("mailto:"))
    if domain is None:
        return None
    end, parts = domain
    name = text[start : sign.start()]
    if name.lower() == "git" and text[end : end + 1] in {":", "/"}:  # where programs fetch code
        return None
    host = text[sign.end() : end]
    is_sure = is_labelled or _is_announced(before) or _is_sure(str(sign.lastgroup), name, host, before)
    user = _USER.search(before)
    if user is None:
        return Found("email", start, end, _key(name, parts), is_sure)
    first = user["name"] or name  # behind the name of a user may stand a word that opens the page
    return Found(
        "email", user.start() + start - len(before) + 3, sign.start(), _key(first, parts), is_user=True
    )


def _start_of_name(text: str, earliest: int, sign: int) -> int:
    """Where the name before a sign begins; at the sign where there is none."""
    backwards = text[earliest:sign][::-1]
    match = next((found for name in _NAMES_BACKWARDS if (found := name.match(backwards))), None)
    if match is None:
        return sign
    name = match[0][::-1]
    damage = _DAMAGE.match(name)
    name = name[damage.end() :] if damage else name
    return sign - len(name.lstrip("_'-.%&!#$*"))


def _domain_at(text: str, sign: re.Match[str], is_linked: bool) -> tuple[int, list[str]] | None:
    """Where the domain behind a sign ends, and its parts; None where there is none."""
    start = sign.end()
    if plain := _domain().match(text, start):
        return _without_file(plain)
    told = _told_domain().match(text, start)
    if told is not None and _is_ending(told["ending"]):
        return told.end(), told[0].replace(told["dot"], ".").split(".")
    if sign.lastgroup != "tight":
        return None
    patterns = (_LITERAL, _CUT_OFF, *([_COMPUTER] if is_linked else []))
    matches = (pattern.match(text, start) for pattern in patterns)
    return next(((match.end(), [match[0]]) for match in matches if match), None)


def _without_file(match: re.Match[str]) -> tuple[int, list[str]] | None:
    """The domain without the end of a file's name; None for what is no domain at all."""
    end, parts = match.end(), _DOT.split(match[0])
    ending = parts[-1].lower()
    if ending in row_of(__package__, "emails", "files") and not (len(parts) == 2 and ending == _MOLDOVA):
        if len(parts) < 3 or not _is_ending(parts[-2]):
            return None
        end, parts = match.start() + match[0].rindex(parts[-1]) - 1, parts[:-1]
    is_version = len(parts) > 2 and all(part.isdecimal() for part in parts[:-1])
    return None if is_version else (end, parts)


def _is_ending(part: str) -> bool:
    """Whether a word is the end of domains that people use."""
    folded = part.lower()
    return (len(folded) == 2 and folded.isascii()) or folded in row_of(__package__, "emails", "endings")


def _is_announced(before: str) -> bool:
    """Whether the text before a name ends with a label, such as `E-mail:`."""
    told = before.rstrip(" \t\n\"'(<[*_")
    if not told.endswith((":", "=", "：")):
        return False
    words = fold(told[:-1].rpartition("\n")[2]).rstrip(" *_\"'").split()
    return any(is_label(" ".join(words[-count:]).strip("*_\"'(-•·|,")) for count in (1, 2, 3))


def _is_sure(kind: str, name: str, host: str, before: str) -> bool:
    """Whether such a sign between these two makes an address of them, and no sentence."""
    if kind in {"tight", "bracketed", "alone"}:
        return True
    is_told = "." not in host
    if kind == "joined":
        return is_told
    is_lower = name.islower() and host.islower()
    if kind == "plain" and not is_told:
        return False
    if (kind in {"capital", "spaced", "leaning"} and not (is_told or is_lower)) or _is_prose(name, before):
        return False
    if kind in {"spaced", "leaning"} and not _is_ending(host.rpartition(".")[2].strip()):
        return False
    return kind != "spaced" or _stands_alone(name, before)


def _is_prose(name: str, before: str) -> bool:
    """Whether a name is what somebody is or does at a place: `Engineer`, `worked`."""
    if name.lower() in row_of(__package__, "emails", "not_names"):
        return True
    phrase = _PHRASE_END.split(before)[-1] + name
    return max(titles.recognize(name), titles.recognize(phrase)) > _SURELY_A_JOB


def _stands_alone(name: str, before: str) -> bool:
    """Whether a name between blanks is no part of a sentence."""
    phrase = _PHRASE_END.split(before)[-1].split()
    is_alone = not phrase or phrase[-1].lower() in row_of(__package__, "emails", "announcing")
    is_name = any(not character.isalpha() for character in name)
    return is_alone or is_name


def _key(name: str, parts: list[str]) -> str:
    host = ".".join(map(_readable, parts))
    plain = name.strip('"') if name.startswith('"') else _DOT.sub(".", name)
    return unicodedata.normalize("NFKC", f"{plain}@{host}").casefold()


def _readable(part: str) -> str:
    """A part of a domain in letters, where it is written in ASCII for programs."""
    if not part.lower().startswith("xn--"):
        return part
    try:
        return part[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return part
