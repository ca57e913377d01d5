"""The keys by which records are put into parts that cannot share a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careerdoc.dedupe.documents import People, voice_of
from careerdoc.dedupe.facts import facts_of
from careerdoc.dedupe.keys import Key, keys_of
from careerdoc.dedupe.originals import unmerge
from careerdoc.model.records import AnyRecord


def block_keys(record: AnyRecord, people: People | None = None) -> Iterator[Key]:
    """The keys of all unmerged records behind a record, and the documents that tell them.

    `people` are those whom the documents speak of, where they are known.
    """
    for one in unmerge(record):
        for source in one.sources:
            yield Key("document", source.retrieved or "", source.name)
        facts = facts_of(one)
        if people is not None:
            facts = replace(facts, owner_name=people.told(voice_of(one))[1])
        yield from keys_of(facts)
