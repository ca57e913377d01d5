"""JSON: one document for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from careerdoc.model.records import SCHEMA, AnyRecord, record_to_json
from careerdoc.model.result import ParseResult, Review

_ALWAYS = ("kind", "confidence")
"""Keys that are written even where they hold their default, which is neither null nor empty."""


def write(result: ParseResult) -> str:
    """One JSON object: schema, roles, education, posts, reviews and issues.

    What is null or empty is left out, false and 0 are not. `extra` and the values of
    `conflicts` are the source's own and stand as they are. The records read back unchanged.
    """
    values = {
        "schema": SCHEMA,
        "roles": _known_records(result.roles),
        "education": _known_records(result.education),
        "posts": _known_records(result.posts),
        "reviews": [_review_values(review) for review in result.reviews],
        "issues": [_known(issue.to_json()) for issue in result.issues],
    }
    return json.dumps(_known(values), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _known_records(records: Iterable[AnyRecord]) -> list[dict[str, Any]]:
    return [known_fields(record) for record in records]


def known_fields(record: AnyRecord) -> dict[str, Any]:
    """The fields of a record that are known, as JSON values in their order."""
    known = record.model_dump(mode="json", exclude_defaults=True)
    values = record_to_json(record)
    return _known(
        {name: known.get(name, values[name]) for name in values if name in known or name in _ALWAYS}
    )


def _review_values(review: Review) -> dict[str, Any]:
    return {
        "left": review.left,
        "right": review.right,
        "score": review.score,
        "reasons": list(review.reasons),
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
