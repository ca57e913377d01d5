"""What becomes of each raw field."""

from __future__ import annotations

from dataclasses import dataclass

from careerdoc.fields import forms
from careerdoc.fields.forms import FieldParser


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What becomes of one raw field.

    `parse` gives its normal form; no value, or None, for what it cannot read. Where
    `is_repaired`, damaged text is mended first. Prose keeps its lines; any other text is
    one line. Where `is_cut`, the start of a text that is too long still tells the field.
    """

    parse: FieldParser
    is_repaired: bool = True
    is_prose: bool = False
    is_cut: bool = False


FIELDS: dict[str, FieldRule] = {
    "kind": FieldRule(forms.kind_form),
    "title": FieldRule(forms.line_form("title"), is_cut=True),
    "organization": FieldRule(forms.line_form("organization"), is_cut=True),
    "institution": FieldRule(forms.line_form("institution"), is_cut=True),
    "field_of_study": FieldRule(forms.line_form("field_of_study"), is_cut=True),
    "degree": FieldRule(forms.degree_form),
    "degree_name": FieldRule(forms.line_form("degree")),
    "grade": FieldRule(forms.line_form("grade")),
    "work_mode": FieldRule(forms.work_mode_form),
    "location": FieldRule(forms.place_form, is_cut=True),
    "country": FieldRule(forms.country_form),
    "start": FieldRule(forms.start_form),
    "end": FieldRule(forms.end_form),
    "dates": FieldRule(forms.range_form),
    "date": FieldRule(forms.date_form),
    "current": FieldRule(forms.current_form),
    "employment_type": FieldRule(forms.employment_form),
    "description": FieldRule(forms.prose_form("description"), is_prose=True),
    "highlights": FieldRule(forms.item_form("highlights")),
    "content": FieldRule(forms.prose_form("content"), is_prose=True),
    "summary": FieldRule(forms.prose_form("summary"), is_prose=True),
    "technologies": FieldRule(forms.item_form("technologies")),
    "tags": FieldRule(forms.item_form("tags")),
    "url": FieldRule(forms.address_form("url"), is_repaired=False),
    "images": FieldRule(forms.address_form("images"), is_repaired=False),
    "source_id": FieldRule(forms.line_form("source_id"), is_repaired=False),
    "authors": FieldRule(forms.author_form),
    "published": FieldRule(forms.moment_form("published"), is_repaired=False),
    "updated": FieldRule(forms.moment_form("updated"), is_repaired=False),
    "language": FieldRule(forms.language_form, is_repaired=False),
    "owner_name": FieldRule(forms.line_form("owner_name")),
}
"""Every raw field that a reader can give."""
