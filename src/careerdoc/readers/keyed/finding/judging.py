"""Which kind of record the entries of a mapping speak of, by their keys and what stands under them."""

from __future__ import annotations

from collections.abc import Collection, Mapping as Map, Sequence
from functools import cache

from careerdoc.fields import dates, degrees, organizations, titles
from careerdoc.fields.aliases import canonical_key, fields_of, keys_of_fields
from careerdoc.fields.keys import key_of
from careerdoc.fields.kinds import (
    NOWHERE,
    Judgement,
    Place,
    Refusal,
    judge,
    judge_listed,
    keys_of_group,
    listed_under,
)
from careerdoc.readers.keyed.finding.pages import signs_of_entry
from careerdoc.readers.keyed.pieces import names_in
from careerdoc.readers.keyed.tree import Entry, Scalar
from careerdoc.readers.keyed.values import holds_texts, is_filled, says_no, text_of, texts_of

_LIKELY = 0.5
_ENDS = (1, 2)
"""How many texts a list of dates can hold: a range, or its two ends."""
_OF_CAREERS = ("role", "education")
_ANY_BODY = frozenset({"organization", "organisation", "org"})
_DEGREE_AND_SCHOOL = frozenset({"degree", "institution"})
_DEGREE_KEYS = frozenset({"institution", "degree", "field_of_study"})


def judged(
    entries: Sequence[Entry], pages: Collection[str] = (), place: Place = NOWHERE
) -> Judgement | Refusal:
    """The kind that the filled entries speak of; `pages` and `place` as `judge` takes them.

    A degree as the title beside a school or university counts like `type: education`.
    """
    names = _filled_names(entries)
    studied = ("education",) if _is_study(entries, names) else ()
    signs = {*pages, *studied, *_titled(names)}
    judgement = judge(names, signs, place)
    if isinstance(judgement, Judgement) and judgement.kind == "role" and not _has_name(judgement):
        return Refusal("an entry without a name")
    if isinstance(judgement, Judgement) and _is_post_of_company(judgement, names, place):
        return Judgement("post", judgement.confidence, "title + place")
    if isinstance(judgement, Judgement) and _lacks_job(judgement, entries, names, place):
        of_roles = keys_of_group("role", "start", names) | keys_of_group("role", "technologies", names)
        return judge([name for name in names if canonical_key(name) not in of_roles], signs)
    return judgement


def _has_name(judgement: Judgement) -> bool:
    """Whether a job or an employer is among what speaks for a role, and more than a title as the employer."""
    groups = judgement.rule.split(" + ")
    if "titled" in groups and not {"organization", "start", "date", "technologies", "page"} & set(groups):
        return False
    return bool({"title", "organization"} & set(groups))


def _is_post_of_company(judgement: Judgement, names: Sequence[str], place: Place) -> bool:
    """Whether a folder of posts holds it, and no key names a position or a start."""
    if judgement.kind != "role" or place.kind != "post" or not place.is_sure:
        return False
    return not (keys_of_group("role", "title", names) - {"title"} or keys_of_group("role", "start", names))


def _lacks_job(judgement: Judgement, entries: Sequence[Entry], names: Sequence[str], place: Place) -> bool:
    """Whether all that speaks for a role is a title that names no job, and dates: an event has these, too."""
    if judgement.kind != "role" or place.is_sure or "organization" in judgement.rule:
        return False
    titles_given = keys_of_group("role", "title", names)
    if titles_given != {"title"} or "page" in judgement.rule:
        return False
    title = next(text_of(entry.value) for entry in entries if canonical_key(entry.key) == "title")
    return titles.recognize(title) < _LIKELY and titles.with_employer(title) is None


def speaks_clearly(entries: Sequence[Entry]) -> bool:
    """Whether entries tell a position at an employer, or a degree of a school, with a time."""
    judgement = judged(entries)
    if isinstance(judgement, Refusal):
        return False
    groups = set(judgement.rule.split(" + "))
    if judgement.kind == "education":
        return {"institution", "degree", "date"} <= groups
    if not {"organization", "title"} <= groups or not {"start", "date"} & groups:
        return False
    titled = fields_of("role", _filled_names(entries))
    return titles.recognize(_text(entries, titled, "title")) >= _LIKELY


def judged_in_list(entries: Sequence[Entry], place: Place) -> Judgement | Refusal:
    """The kind of an entry of a list that says what it holds, which its own keys can say otherwise.

    A degree makes an education of an entry under "experience", a position without a degree a role
    of one under "education".
    """
    if not place.is_sure or place.kind not in _OF_CAREERS:
        judgement = judged(entries, signs_of_entry(entries) | _named_employer(entries, place), place)
        is_event = isinstance(judgement, Judgement) and judgement.kind == "post" and place.kind in _OF_CAREERS
        return Refusal("an entry without a name") if is_event else judgement
    named = [entry for entry in entries if not _is_heading(entry)]
    return _listed(named, _filled_names(named), signs_of_entry(entries), place)


def _is_heading(entry: Entry) -> bool:
    """Whether a value is the heading of a section and no name: `title: Education`."""
    return isinstance(entry.value, Scalar) and listed_under(entry.value.text.strip()).is_sure


def _named_employer(entries: Sequence[Entry], place: Place) -> set[str]:
    """A sign of a role where the name in an entry of a list of jobs is that of the employer."""
    names = _filled_names(entries)
    is_named = place.kind == "role" and "organization" in fields_of("role", names, listed=True).values()
    return {"named employer"} if is_named and keys_of_group("role", "title", names) - {"title"} else set()


def _filled_names(entries: Sequence[Entry]) -> list[str]:
    """The keys whose values say something that their field can be."""
    return [entry.key for entry in entries if _counts(entry)]


def _counts(entry: Entry) -> bool:
    if not isinstance(entry.value, Scalar):
        if canonical_key(entry.key) in _date_keys():
            return len(texts_of(entry.value) or ()) in _ENDS
        return bool(names_in(entry.value)) or holds_texts(entry)
    if not is_filled(entry) or says_no(entry):
        return False
    text, key = entry.value.text, canonical_key(entry.key)
    if key in _date_keys():
        return any(map(str.isdigit, text)) or dates.is_present(text)
    return key not in _name_keys() or any(map(str.isalpha, text))


@cache
def _date_keys() -> frozenset[str]:
    """The keys of times, but for a start, which counts even where its value cannot be read."""
    return keys_of_fields("end", "dates", "date", "published") - keys_of_fields("start")


@cache
def _name_keys() -> frozenset[str]:
    return keys_of_fields("organization", "institution", "degree") | {"role", "position", "jobtitle"}


def _listed(
    entries: Sequence[Entry], names: Sequence[str], pages: Collection[str], place: Place
) -> Judgement | Refusal:
    """The kind of an entry of a list that says what it holds."""
    studies = fields_of("education", names, listed=True)
    works = fields_of("role", names, listed=True)
    own = fields_of("education", names)
    title = _text(entries, works, "title")
    is_degree = "education" in pages or _has_degree_key(names) or _names_degree(title)
    if place.kind == "role":
        kind = (
            "education" if is_degree and ("institution" in own.values() or _has_degree_key(names)) else "role"
        )
    else:
        kind = "role" if _is_work(names) and not is_degree else "education"
    named = {"title", "organization"} if kind == "role" else _DEGREE_KEYS
    if not named & set((works if kind == "role" else studies).values()):
        return Refusal("an entry without a name")
    return judge_listed("role" if kind == "role" else "education", names, pages, place)


def _titled(names: Sequence[str]) -> tuple[str, ...]:
    """A sign of a role where the title is that of the employer, since a position has its own key."""
    fields = fields_of("role", names)
    is_titled = any(field == "organization" and key_of(name) == "title" for name, field in fields.items())
    return ("titled employer",) if is_titled else ()


def _has_degree_key(names: Sequence[str]) -> bool:
    return bool(keys_of_group("education", "degree", names))


def _is_work(names: Sequence[str]) -> bool:
    """Whether keys name a position or an employer, and none a school; an "organization" can be one."""
    employers = keys_of_group("role", "organization", names) - _ANY_BODY
    is_work = keys_of_group("role", "title", names) - {"title"} or employers
    return bool(is_work) and not keys_of_group("education", "institution", names)


def _names_degree(text: str) -> bool:
    return bool(text) and degrees.recognize(text) > _LIKELY > titles.recognize(text)


def _text(entries: Sequence[Entry], fields: Map[str, str], field: str) -> str:
    return next((text_of(entry.value) for entry in entries if fields.get(entry.key) == field), "")


def _is_study(entries: Sequence[Entry], names: Sequence[str]) -> bool:
    fields = fields_of("education", names, listed=True)
    if not set(fields.values()) >= _DEGREE_AND_SCHOOL:
        return False
    school = _text(entries, fields, "institution")
    return _names_degree(_text(entries, fields, "degree")) and (
        organizations.recognize_institution(school) > _LIKELY
    )
