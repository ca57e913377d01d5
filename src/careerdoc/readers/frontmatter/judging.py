"""Which kind of record the entries of a mapping speak of, by their keys and what stands under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from careerdoc.fields import degrees, organizations, titles
from careerdoc.fields.kinds import Judgement, Refusal, fields_of, judge
from careerdoc.model.document import Kind
from careerdoc.readers.frontmatter.yaml_block import Entry

_LIKELY = 0.5


def judgement_of(
    entries: Sequence[Entry], pages: Collection[str] = (), place: Kind | None = None
) -> Judgement | Refusal:
    """The kind that the filled entries speak of; `pages` and `place` as `judge` takes them.

    A degree as the title beside a school or university counts like `type: education`.
    """
    names = [entry.key for entry in entries if entry.is_filled]
    studied = ("education",) if _is_study(entries, names) else ()
    return judge(names, {*pages, *studied}, place)


def _is_study(entries: Sequence[Entry], names: Sequence[str]) -> bool:
    fields = fields_of("education", names)
    texts = {fields[entry.key]: " ".join(entry.texts or ()) for entry in entries if entry.key in fields}
    degree = texts.get("degree", "")
    is_degree = degrees.recognize(degree) > _LIKELY > titles.recognize(degree)
    return is_degree and organizations.recognize_institution(texts.get("institution", "")) > _LIKELY
