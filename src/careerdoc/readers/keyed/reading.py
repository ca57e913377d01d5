"""The records of a tree of keys and the body below it, with all that is told beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping as Map, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from careerdoc.fields.aliases import all_fields_of, fields_of
from careerdoc.fields.kinds import NOWHERE, Judgement, Refusal
from careerdoc.fields.placeholders import is_placeholder
from careerdoc.model.document import Document, Kind, Line, Lines, RawItem, RawValue, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import nothing_found, run_of, with_issues
from careerdoc.readers.keyed.finding.candidates import Listed, Passed, headings_of_types, search
from careerdoc.readers.keyed.finding.judging import judged
from careerdoc.readers.keyed.finding.pages import signs_of
from careerdoc.readers.keyed.finding.sharing import owner_of
from careerdoc.readers.keyed.leftovers import is_key_alone, is_of_brackets, lines_of_heads, strays_beside
from careerdoc.readers.keyed.pieces import with_whole_values
from careerdoc.readers.keyed.places import is_post_by_name, path_of
from careerdoc.readers.keyed.telling.beside import item_with_beside
from careerdoc.readers.keyed.telling.bodies import Body, read_body, read_org_body
from careerdoc.readers.keyed.telling.told import told_by
from careerdoc.readers.keyed.tree import Entry, Loaded, Mapping, Scalar
from careerdoc.readers.keyed.values import quote_of, texts_of, written

_A_PAGE = "a page"
_BODY_ALONE = 0.7
_NAMING = frozenset({"title", "organization", "institution", "degree"})


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a reader found: the lines of the text with keys, what was loaded of them, and what stands around.

    `form` names the format, `fences` hold it, `body` stands below, `above` in front.
    """

    form: str
    lines: Sequence[Line]
    loaded: Loaded
    fences: Sequence[Line] = ()
    body: Sequence[Line] = ()
    above: Sequence[Line] = ()

    @property
    def whole(self) -> Lines:
        """All lines, from the first to the last, without their text."""
        parts = [part for part in (self.above, self.fences, self.lines, self.body) if part]
        return Lines(min(part[0].number for part in parts), max(part[-1].number for part in parts), "")


def read_keyed(document: Document, keyed: Keyed) -> Reading:
    """The records that the keys tell, or none and an issue that says what the text looks like."""
    root = keyed.loaded.root
    assert root is not None
    path = path_of(document.name)
    found = search(root, path.of_lists)
    listed, passed = found.listed, found.passed
    wanted = document.kind
    if listed and (wanted is None or any(one.judgement.kind == wanted for one in listed)):
        return with_comments(_list_reading(document, keyed, listed, passed), keyed)
    if isinstance(root, Mapping):
        entries = with_whole_values(root.entries)
        judgement = Judgement(wanted, 1.0, "said") if wanted else _judgement(entries, document)
        if isinstance(judgement, Judgement) and not (_is_template(entries, judgement) and not wanted):
            return with_comments(_record_reading(document, keyed, entries, judgement), keyed)
        is_template = any(map(_keeps_place_for_name, entries))
        looks_like = "a template" if is_template or isinstance(judgement, Judgement) else judgement.looks_like
    else:
        looks_like = path.of_lists.looks_like or "a list of something else"
    if passed and looks_like.startswith(_A_PAGE):
        looks_like = passed[0].refusal.looks_like
    nothing = nothing_found(document, looks_like)
    return replace(nothing, issues=(*_placeholder_issues(passed, keyed), *nothing.issues), is_settled=True)


def _judgement(entries: Sequence[Entry], document: Document) -> Judgement | Refusal:
    path = path_of(document.name)
    pages = signs_of(entries) | ({"dated name"} if path.date else set())
    if path.is_page and not path.date:
        pages |= {"page"}
    return judged(entries, pages, path.folder if path.folder != NOWHERE else path.of_lists)


def _keeps_place_for_name(entry: Entry) -> bool:
    fields = all_fields_of(entry.key)
    return bool(fields & _NAMING) and any(map(is_placeholder, texts_of(entry.value) or ()))


def _is_template(entries: Sequence[Entry], judgement: Judgement) -> bool:
    """Whether what names the record only keeps a place."""
    fields = fields_of(judgement.kind, [entry.key for entry in entries])
    texts = [texts_of(entry.value) for entry in entries if fields.get(entry.key) in _NAMING]
    named = [text for found in texts for text in found or () if text.strip()]
    return bool(named) and all(map(is_placeholder, named))


def _record_reading(
    document: Document, keyed: Keyed, entries: Sequence[Entry], judgement: Judgement
) -> Reading:
    """The one record that the whole text tells."""
    kind = judgement.kind
    folder = path_of(document.name).folder
    is_listed = folder.kind == kind and folder.is_sure
    told = told_by(entries, kind, keyed.lines, listed=is_listed)
    is_org = keyed.form == "org"
    body = read_org_body(keyed.body, kind) if is_org else read_body(keyed.body, kind, told.values)
    unread = (*keyed.above, *(keyed.lines[number] for number in keyed.loaded.unread))
    whole = keyed.whole
    values = (*told.values, *_dated(document, told.values, kind, whole.line), *body.values)
    item, issues = item_with_beside(
        RawItem(
            kind,
            whole.line,
            whole.end_line,
            values,
            told.extra,
            tuple(run_of([line]) for line in unread),
            judgement.confidence,
        )
    )
    return Reading(
        items=(item,),
        syntax=tuple(run_of([fence]) for fence in keyed.fences),
        noted=(Lines(keyed.lines[0].number, keyed.lines[-1].number, ""),),
        issues=(*issues, *_code_issues(body)),
        lossy=bool(keyed.loaded.unread),
        layout=f"{keyed.form}: {judgement.rule}" if judgement.rule else keyed.form,
    )


def read_body_alone(document: Document, lines: Sequence[Line]) -> Reading | None:
    """The post that a body is whose head says nothing; None where its path does not say that it is one."""
    if not lines or not is_post_by_name(document.name):
        return None
    body = read_body(lines, "post", ())
    values = (*_dated(document, body.values, "post", lines[0].number), *body.values)
    first, last = lines[0].number, lines[-1].number
    item, issues = item_with_beside(RawItem("post", first, last, values, confidence=_BODY_ALONE))
    return Reading(items=(item,), issues=(*issues, *_code_issues(body)), layout="body alone")


def _dated(document: Document, values: Iterable[RawValue], kind: Kind, line: int) -> Iterator[RawValue]:
    """The day of publication with which Jekyll begins the name of a post."""
    date = path_of(document.name).date
    if kind == "post" and date and not any(value.field == "published" for value in values):
        yield RawValue("published", date, line, line, document.name)


def _list_reading(
    document: Document, keyed: Keyed, listed: Sequence[Listed], passed: Sequence[Passed]
) -> Reading:
    """A record for each entry of the lists; what stands around them belongs to none."""
    assert keyed.loaded.root is not None
    owner = owner_of(keyed.loaded.root)
    types = _types_of_lists(document, keyed, listed)
    made = [item_with_beside(_listed_item(one, owner, types.get(id(one.node)), keyed)) for one in listed]
    spans = [keyed.lines[record.line : record.end_line + 1] for record in listed]
    heads = lines_of_heads(keyed.loaded.root, {id(record.node) for record in listed})
    syntax = [
        line
        for number, line in enumerate(keyed.lines)
        if is_of_brackets(line.text) or (number in heads and is_key_alone(line.text, keyed.form))
    ]
    rules = dict.fromkeys(record.judgement.rule for record in listed)
    return Reading(
        items=tuple(item for item, _ in made),
        syntax=tuple(run_of([line]) for line in (*keyed.fences, *syntax)),
        noted=tuple(map(run_of, filter(None, spans))),
        issues=(
            *(issue for _, issues in made for issue in issues),
            *_placeholder_issues(passed, keyed),
            *_stray_issues(keyed, listed, types),
            *_unread_issues(keyed),
        ),
        lossy=bool(keyed.loaded.unread),
        layout=f"{keyed.form} list: {', '.join(filter(None, rules))}",
    )


def _listed_item(record: Listed, owner: Entry | None, type_of_list: RawValue | None, keyed: Keyed) -> RawItem:
    kind = record.judgement.kind
    shared = tuple(one for one in record.shared if one.key not in {own.key for own in record.entries})
    told = told_by((*record.entries, *shared), kind, keyed.lines, listed=True)
    values, extra = list(told.values), told.extra
    if owner is not None and not any(value.field == "owner_name" for value in values):
        owned = told_by((replace(owner, key="owner"),), kind, keyed.lines)
        values += owned.values
        names = {one.name for one in extra}
        extra += tuple(replace(one, name=owner.key) for one in owned.extra if owner.key not in names)
    if type_of_list is not None and not any(value.field == "employment_type" for value in values):
        values.append(type_of_list)
    first, last = keyed.lines[record.line].number, keyed.lines[record.end_line].number
    return RawItem(kind, first, last, tuple(values), extra, confidence=record.judgement.confidence)


def _types_of_lists(document: Document, keyed: Keyed, listed: Sequence[Listed]) -> dict[int, RawValue]:
    """The employment type of each record under a heading such as "volunteering", by its node.

    It stands in the heading, or in the name of the file.
    """
    typed = [record for record in listed if record.place.employment_type]
    headings = headings_of_types(keyed.loaded.root) if typed and keyed.loaded.root else {}
    found: dict[int, RawValue] = {}
    for record in typed:
        heading = headings.get(id(record.node))
        line = keyed.lines[heading.line if heading else record.line]
        raw = quote_of(_name_of(heading), keyed.lines) if heading else document.name
        text = record.place.employment_type or ""
        found[id(record.node)] = RawValue("employment_type", text, line.number, line.number, raw)
    return found


def _name_of(heading: Entry) -> Scalar:
    """The text that heads a list: the value of a title, or else the key; on the line of the key."""
    text = heading.value.text if isinstance(heading.value, Scalar) else heading.key
    return Scalar(text, False, heading.line, heading.line)


def _stray_issues(keyed: Keyed, listed: Sequence[Listed], types: Map[int, RawValue]) -> Iterator[Issue]:
    """Issues for what belongs to no record though it stands on a line of one, as in `[{...}, {...}]`."""
    root = keyed.loaded.root
    assert root is not None
    told = {id(record.node) for record in listed} | {
        id(one.value) for record in listed for one in record.shared
    }
    owner = owner_of(root)
    owned = () if owner is None else (owner,)
    titles = headings_of_types(root).values() if types else ()
    told |= {id(one.value) for one in (*owned, *titles) if isinstance(one.value, Scalar)}
    entries = (*owned, *(one for record in listed for one in (*record.entries, *record.shared)))
    spans = {(record.line, record.end_line) for record in listed}
    spans |= {(entry.line, entry.end_line) for entry in entries}
    first = keyed.lines[0].number
    spans |= {(value.line - first, value.end_line - first) for value in types.values()}
    lines = {line for first, last in spans for line in range(first, last + 1)}
    for stray in strays_beside(root, told, lines):
        raw = quoted(written(stray.value))
        message = "this stands on a line of a record and belongs to none"
        yield Issue(IssueCode.LEFTOVER, message, line=keyed.lines[stray.line].number, raw=raw)


def _unread_issues(keyed: Keyed) -> Iterator[Issue]:
    for run in _runs(keyed.loaded.unread, keyed):
        yield Issue(IssueCode.LEFTOVER, "this could not be read", line=run.line, raw=quoted(run.text))


def _placeholder_issues(passed: Sequence[Passed], keyed: Keyed) -> Iterator[Issue]:
    """An issue for each entry of a list that only keeps a place for a record."""
    for one in passed:
        if _keeps_place(one.mapping):
            raw = quoted(quote_of(one.mapping, keyed.lines))
            message = "the entry only keeps a place; it is no record"
            line = keyed.lines[one.mapping.line].number
            yield Issue(IssueCode.PLACEHOLDER_DROPPED, message, line=line, raw=raw)


def _keeps_place(mapping: Mapping) -> bool:
    return any(is_placeholder(text) for entry in mapping.entries for text in texts_of(entry.value) or ())


def _code_issues(body: Body) -> Iterator[Issue]:
    for lines in body.code:
        yield Issue(
            IssueCode.LEFTOVER, "code of a module is no text", line=lines.line, raw=quoted(lines.text)
        )


def with_comments(reading: Reading, keyed: Keyed) -> Reading:
    """The reading with an issue for each run of lines with comments, which give nothing to a record."""
    return with_issues(
        reading,
        [
            Issue(IssueCode.LEFTOVER, "a comment gives no field", line=run.line, raw=quoted(run.text))
            for run in _runs(keyed.loaded.comments, keyed)
        ],
    )


def _runs(numbers: Sequence[int], keyed: Keyed) -> Iterator[Lines]:
    """The lines that follow each other, as runs."""
    for _, run in groupby(enumerate(numbers), key=lambda numbered: numbered[1] - numbered[0]):
        yield run_of([keyed.lines[number] for _, number in run])
