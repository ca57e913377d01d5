"""Front matter: what its keys and their values become, and what is said of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, strategies as st

from careerdoc import IssueCode, Options, parse_bytes
from careerdoc.fields import countries, flags, kinds, languages, placeholders
from careerdoc.model.records import Role
from careerdoc.model.result import ParseResult
from tests.growth import seconds


def read(block: str, body: str = "", name: str = "text.md") -> ParseResult:
    options = Options(provenance="full", merge=False)
    return parse_bytes(f"---\n{block}\n---\n{body}".encode(), name=name, options=options)


def role_of(block: str) -> Role:
    (role,) = read(f"role: Weaver\ncompany: Tarn Mill\n{block}").roles
    return role


def times(role: Role) -> tuple[str | None, str | None, bool | None]:
    start, end = (None if date is None else str(date) for date in (role.start, role.end))
    return start, end, role.current


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("start: 2019\nend:", ("2019", None, True)),
        ('start: 2019\nend: ""', ("2019", None, True)),
        ("start: 2019\nend: ' '", ("2019", None, True)),
        ("start: 2019\nend: ~", ("2019", None, True)),
        ("start: 2019", ("2019", None, None)),
        ("start:\nend:\ntech: looms", (None, None, None)),
        ("end:\ntech: looms", (None, None, None)),
        ("start:\nend: 2020", (None, "2020", False)),
        ("date: 2019-05\nend:", ("2019-05", None, None)),
        ("end:\nperiod: 2019 - 2020", ("2019", "2020", False)),
        ("start:\nend: ''\nperiod: 2019 - 2020", ("2019", "2020", False)),
        ("start: 2019-03\nend:\nperiod: 2019 - 2020", ("2019-03", "2020", False)),
        ("period: 2019 - 2020\nstart: 2019-03", ("2019-03", "2020", False)),
        ("start: 2019\nend: 2021\nperiod: 2019 - 2020", ("2019", "2021", False)),
        ("start: 2019\nend:\nduration: 4 months", ("2019", None, True)),
        ("end_date:\nend: 2020\nstart: 2019", ("2019", "2020", False)),
    ],
)
def test_an_empty_end_goes_on_only_beside_a_start(
    block: str, expected: tuple[str | None, str | None, bool | None]
) -> None:
    assert times(role_of(block)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[2019, 2020]", ("2019", "2020", False)),
        ("[2019-02-01, 2020-03]", ("2019-02-01", "2020-03", False)),
        ("[2019, present]", ("2019", None, True)),
        ("[2019, null]", ("2019", None, True)),
        ("\n- Jan 2019\n- May 2020", ("2019-01", "2020-05", False)),
        ("[null, 2020]", (None, "2020", False)),
        ("[2019]", ("2019", "2019", False)),
        ("[2019 - 2020]", ("2019", "2020", False)),
        ("[2019 - 2020, 2022 - 2023]", ("2019", "2020", False)),
    ],
)
@pytest.mark.parametrize("key", ["dates", "period"])
def test_a_list_under_a_range_key_is_a_start_and_an_end(
    key: str, written: str, expected: tuple[str | None, str | None, bool | None]
) -> None:
    assert times(role_of(f"{key}: {written}")) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("startMonth: September\nstartYear: 2021", ("2021-09", None, None)),
        ("startYear: 2021\nstartMonth: 9\nstartDay: 3\nendYear: 2022", ("2021-09-03", "2022", False)),
        ("start: {year: 2021, month: 9}\nend: {month: May, year: 2022}", ("2021-09", "2022-05", False)),
        ("dates: {from: 2021, to: present}", ("2021", None, True)),
        ("period:\n  start: 2021-01\n  end:", ("2021-01", None, True)),
        ("dates: {start: {year: 2021, month: 9}, end: 2022}", ("2021-09", "2022", False)),
        ("startMonth: September", (None, None, None)),
    ],
)
def test_dates_in_pieces(block: str, expected: tuple[str | None, str | None, bool | None]) -> None:
    assert times(role_of(block)) == expected


def test_pieces_that_are_no_date_are_kept() -> None:
    pay = "pay: {from: 10, to: 20}\nendYear: 2020\nendDay: 3"
    role = role_of(f"startMonth: September\ndates: {{from: 2021, note: about}}\nlocation: {{year: 3}}\n{pay}")
    assert times(role) == (None, "2020", False)
    assert role.extra == {
        "startMonth": "September",
        "dates": {"from": 2021, "note": "about"},
        "location": {"year": 3},
        "pay": {"from": 10, "to": 20},
        "endDay": 3,
    }


def test_pieces_that_stand_twice_are_kept() -> None:
    assert role_of("start: {year: 2019, Year: 2020}").extra == {"start": {"year": 2019, "Year": 2020}}


def test_a_date_in_pieces_is_proved_by_all_of_them() -> None:
    (proof,) = role_of("startMonth: May\nstartYear: 2021").evidence["start"]
    assert (proof.line, proof.raw) == (4, "startMonth: May\nstartYear: 2021")


def test_a_list_that_is_no_range_is_kept_as_it_is() -> None:
    role = role_of("dates: [2019, 2020, 2021]")
    assert times(role) == (None, None, None)
    assert role.extra == {"dates": [2019, 2020, 2021]}


def test_a_key_without_a_value_leaves_its_field_to_another_key() -> None:
    (role,) = read("role:\ntitle: Weaver\ncompany: Tarn Mill\nstart: 2019\nmentor:\nlocation:").roles
    assert (role.title, role.location) == ("Weaver", None)
    assert role.extra == {"mentor": None}


@pytest.mark.parametrize(
    ("keys", "judgement"),
    [
        ("title company start end", kinds.Judgement("role", 1.0)),
        ("title company start end repo", kinds.Judgement("role", 1.0)),
        ("title company start end tech repo demo", kinds.Judgement("role", 1.0)),
        ("title company start end github", kinds.Judgement("role", 1.0)),
        ("title company start end salary", kinds.Judgement("role", 1.0)),
        ("school degree year salary", kinds.Judgement("education", 1.0)),
        ("title company start salary", kinds.Refusal("a job advert")),
        ("title company start employmenttype salary apply", kinds.Refusal("a job advert")),
        ("title company start end tech repo demo stars", kinds.Refusal("a project")),
        ("title company date repo tech", kinds.Refusal("a project")),
        ("title company date conference slides", kinds.Refusal("a talk")),
        ("title date tags slides", kinds.Refusal("a talk")),
    ],
)
def test_a_key_that_speaks_against_a_record_yields_to_a_clear_margin(
    keys: str, judgement: kinds.Judgement | kinds.Refusal
) -> None:
    judged = kinds.judge(keys.split())
    assert judged == judgement if isinstance(judgement, kinds.Refusal) else _without_rule(judged) == judgement


def _without_rule(judged: kinds.Judgement | kinds.Refusal) -> kinds.Judgement:
    assert isinstance(judged, kinds.Judgement)
    return kinds.Judgement(judged.kind, judged.confidence)


@pytest.mark.parametrize("written", ["1e999", "-1e999", ".nan", ".inf", "-.INF"])
def test_a_number_that_is_not_finite_stays_text(written: str) -> None:
    role = role_of(f"start: 2019\nodds: {written}\nmore: [{written}, {{deep: {written}}}]")
    assert role.extra == {"odds": written, "more": [written, {"deep": written}]}
    assert json.loads(json.dumps(role.extra, allow_nan=False)) == role.extra


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("a: " + "[" * 33 + "]" * 33, IssueCode.TOO_DEEP),
        ("a: &a x\nb: [" + "*a, " * 65 + "]", IssueCode.YAML_ALIAS_LIMIT),
        ("a: [" + "x, " * 20_001 + "]", IssueCode.YAML_ALIAS_LIMIT),
    ],
)
def test_a_block_over_a_limit_tells_the_limit_alone(block: str, code: IssueCode) -> None:
    result = read(block, "the body\n")
    (issue,) = result.issues
    assert (issue.code, issue.line) == (code, 2)
    assert issue.raw is not None
    assert issue.raw.startswith(block[:100])
    assert result.documents[0].status == "failed"
    if len(block) < 1_000:
        assert issue.raw == f"{block}\n---\nthe body"


def test_a_conflict_quotes_the_value_that_loses() -> None:
    result = read("role: Weaver\ncompany: Tarn Mill\nstart: 2010\nend: 2012\ncurrent: yes")
    (issue,) = result.issues
    assert (issue.code, issue.line, issue.raw) == (IssueCode.CONFLICT, 6, "current: yes")
    (role,) = result.roles
    assert role.current is False
    assert [proof.raw for proof in role.evidence["current"]] == ["end: 2012"]


@pytest.mark.parametrize(
    ("separator", "written"),
    [("NEL", "\x85"), ("line separator", "\u2028"), ("paragraph separator", "\u2029")],
)
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_what_editors_count_as_no_line_end_moves_no_line(separator: str, written: str, quote: str) -> None:
    result = read(
        f"note: {quote}one{written}two{quote}\nrole: Weaver\ncompany: Tarn Mill\nstart: 2019\nlast: 3"
    )
    (role,) = result.roles
    lines = {name: proofs[0].line for name, proofs in role.evidence.items()}
    assert lines == {"extra.note": 2, "title": 3, "organization": 4, "start": 5, "extra.last": 6}, separator
    assert role.extra["last"] == 3


def test_a_key_that_stands_twice_inside_a_value_is_told() -> None:
    result = read("role: Weaver\ncompany: Tarn Mill\nstart: 2019\nteam:\n  size: 4\n  size: 5")
    assert [(issue.code, issue.line, issue.raw) for issue in result.issues] == [
        (IssueCode.DUPLICATE_KEY, 6, "size: 4")
    ]


def test_a_key_that_stands_twice_in_a_broken_block_is_told() -> None:
    result = read("role: Weaver\ncompany: Tarn Mill\nstart: 2019\nnote: one\nnote: two\nbad: [")
    assert (IssueCode.DUPLICATE_KEY, 5, "note: one") in [
        (issue.code, issue.line, issue.raw) for issue in result.issues
    ]


def test_comments_inside_a_value_are_told_and_hash_signs_in_texts_are_not() -> None:
    listed = "tech:\n  - looms\n  # one\n  # two\n  - dye"
    result = read(f"role: Weaver\ncompany: Tarn Mill\nstart: 2019\n{listed}\ndetails: |\n  # three")
    assert [(issue.code, issue.line, issue.raw) for issue in result.issues] == [
        (IssueCode.LEFTOVER, 7, "  # one\n  # two")
    ]
    assert result.roles[0].description == "# three"


@pytest.mark.parametrize(
    ("text", "flag"),
    [("Yes", True), (" TRUE ", True), ("oui", True), ("0", False), ("Nein", False), ("x", None)],
)
def test_words_for_yes_and_no(text: str, flag: bool | None) -> None:
    assert flags.parse(text) is flag


def reading_seconds(text: bytes) -> float:
    return seconds(lambda given: parse_bytes(given, name="text.md"), text)


@pytest.mark.parametrize(
    "line",
    [
        "key:{} \x01",
        "key:{}[ \x01",
        "role: a{}b",
        "tech: a{}b",
        "dates: a{}b",
        "highlights: a{}b",
        "key{}: \x01",
        "key:\xa0{} \x01",
        "role: '[{}'",
        "role: '[a]({}'",
        "role: '*{}'",
        "role: '&{}'",
    ],
)
@pytest.mark.parametrize("filling", [" ", "\t", ", ", "(", "-"])
def test_the_time_grows_in_step_with_a_long_line(line: str, filling: str) -> None:
    def text(length: int) -> bytes:
        long = line.format(filling * (length // len(filling)))
        return f"---\ntitle: Weaver\ncompany: Tarn Mill\nstart: 2019\n{long}\n---\n".encode()

    assert reading_seconds(text(40_000)) < 10 * reading_seconds(text(10_000)) + 0.05


@pytest.mark.parametrize(
    "block",
    [
        "company: Tarn Mill\nroles:\n- {title: Weaver, start: 2019}\n- {title: Dyer, start: 2020}",
        "experience:\n- {company: Tarn Mill, title: Weaver, start: 2019}\n- {company: Tarn Mill, role: Dyer}",
        "jobs:\n- company: Tarn Mill\n  roles: [{title: Weaver, start: 2019}, {title: Dyer, start: 2020}]",
        "work: {items: [{company: Tarn Mill, title: Weaver}, {company: Tarn Mill, title: Dyer}]}",
    ],
)
def test_each_entry_of_a_list_of_roles_is_a_role(block: str) -> None:
    roles = read(block).roles
    assert [(role.title, role.organization) for role in roles] == [
        ("Weaver", "Tarn Mill"),
        ("Dyer", "Tarn Mill"),
    ]


def test_a_record_with_a_name_of_its_own_takes_nothing_from_around() -> None:
    block = (
        "organization: Hawk College\nlocation: Leeds\neducation:\n- {institution: Elder College, degree: BSc}"
    )
    result = read(block)
    (record,) = result.education
    assert (record.institution, record.location) == ("Elder College", None)
    assert [(issue.code, issue.raw) for issue in result.issues] == [
        (IssueCode.LEFTOVER, "organization: Hawk College\nlocation: Leeds")
    ]


def test_what_is_no_record_on_the_line_of_one_is_told() -> None:
    result = read("company: Tarn Mill\nroles: [{title: Weaver, start: 2019}, {note: later, of: [1, {a: 2}]}]")
    assert len(result.roles) == 1
    assert [(issue.line, issue.raw) for issue in result.issues] == [
        (3, '{"note": "later"}'),
        (3, '{"of": [1, {"a": 2}]}'),
    ]


@pytest.mark.parametrize(
    "block",
    ["work:\n- {title: Harbour, image: a.png}", "jobs: [weaving, dyeing]", "roles:\n- admin\n- owner"],
)
def test_a_list_that_holds_no_roles_gives_none(block: str) -> None:
    assert read(f"name: Wynn\n{block}").records == ()


def test_the_time_grows_in_step_with_the_depth_of_lists() -> None:
    def text(depth: int) -> bytes:
        nested = "{work: " * depth + "x" + "}" * depth
        return f"---\nwork: {nested}\n---\n".encode()

    assert reading_seconds(text(28)) < 10 * reading_seconds(text(14)) + 0.05


@pytest.mark.parametrize(
    ("name", "block", "published"),
    [
        ("_posts/2021-03-04-looms.md", "title: Looms\ntags: wool", "2021-03-04"),
        ("2021-3-4-looms.markdown", "title: Looms", "2021-03-04"),
        ("_posts/2021-03-04-looms.md", "title: Looms\ndate: 2020-01-02", "2020-01-02"),
        ("_posts/2021-03-04-looms.md", "title: Looms\ndate:", "2021-03-04"),
        ("_posts/2021-03-looms.md", "title: Looms\ntags: wool", None),
    ],
)
def test_a_post_is_dated_by_its_name_where_its_keys_give_no_date(
    name: str, block: str, published: str | None
) -> None:
    (post,) = read(block, "Wool.", name).posts
    assert (str(post.published) if post.published else None) == published


def test_the_date_in_a_name_is_proved_by_the_name() -> None:
    (post,) = read("title: Looms", name="_posts/2021-03-04-looms.md").posts
    assert [(proof.line, proof.raw) for proof in post.evidence["published"]] == [
        (1, "_posts/2021-03-04-looms.md")
    ]


@pytest.mark.parametrize(
    "block", ["title: '{{ title }}'\ncompany: '{{ company }}'\nstart: 2019", "title: TODO\ndate: TBD"]
)
def test_a_template_is_no_record(block: str) -> None:
    assert read(block).records == ()


def test_a_placeholder_takes_no_field_and_is_kept() -> None:
    role = role_of("start: 2019\nend: TBD\nurl: 'https://{{ host }}/'\nlocation: '[TODO]'")
    assert (role.end, role.current, role.url, role.location) == (None, None, None, None)
    assert role.extra == {"end": "TBD", "url": "https://{{ host }}/", "location": "[TODO]"}


@pytest.mark.parametrize("text", ["Todorov", "a {brace}", "{{ x }}" + "a" * 200, ""])
def test_texts_that_say_something_are_no_placeholders(text: str) -> None:
    assert not placeholders.is_placeholder(text)


def test_three_dots_close_the_block() -> None:
    (role,) = parse_bytes(b"---\nrole: Weaver\ncompany: Tarn Mill\n...\nBody.\n", name="a.md").roles
    assert role.content == "Body."


@pytest.mark.parametrize(
    "kind_of_text",
    [
        lambda count: (
            "company: Tarn Mill\n" + keys(count) + "roles:\n" + "- {title: Weaver, start: 2019}\n" * count
        ),
        lambda count: "work:\n" + "- {note: x, more: {year: 2019}}\n" * count,
        lambda count: keys(count) + "role: Weaver\ncompany: Tarn Mill\nstart: 2019\n",
        lambda count: "role: Weaver\ncompany: Tarn Mill\nstart: 2019\n" + "# note\n" * count,
        lambda count: "role: Weaver\ncompany: Tarn Mill\nstart: 2019\nx: [\n" + keys(count),
    ],
)
def test_the_time_grows_in_step_with_the_number_of_keys(kind_of_text: Callable[[int], str]) -> None:
    def text(count: int) -> bytes:
        return f"---\n{kind_of_text(count)}---\n".encode()

    assert reading_seconds(text(1_200)) < 10 * reading_seconds(text(300)) + 0.05


def keys(count: int) -> str:
    return "".join(f"key{number}: x\n" for number in range(count))


@pytest.mark.parametrize(
    ("name", "block", "kind"),
    [
        ("text.md", "title: PhD in Soil Science\ncompany: Elder University\ndate: 2014", "education"),
        ("text.md", "title: Soil Scientist\ncompany: Elder University\ndate: 2014", "role"),
        ("text.md", "title: PhD in Soil Science\ncompany: Elder Mill\ndate: 2014", "role"),
        (
            "text.md",
            "type: education\ntitle: Soil Science\ncompany: Elder University\nstart: 2014",
            "education",
        ),
        ("content/experience/mill.md", "title: Weaver\ndate: 2014\nexternal: http://tarn.example", "role"),
        ("content/notes/mill.md", "title: Weaver\ndate: 2014\nexternal: http://tarn.example", "post"),
        ("content/education/why.md", "title: Why we teach\ndate: 2014\ntags: school", "post"),
        ("_talks/2019-05-17-looms.md", "title: Looms\nvenue: Guild of Weavers\ndate: 2019-05-17", None),
        (
            "text.md",
            "title: Tarn Media\ncompany: Tarn Media Ltd\nfounded: 2004\nceo: A. Reed\ndate: 2022",
            None,
        ),
    ],
)
def test_values_and_places_help_to_tell_the_kind(name: str, block: str, kind: str | None) -> None:
    assert [record.kind for record in read(block, name=name).records] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("block", "employment_type", "extra"),
    [
        ("type: Full time", "full-time", {}),
        ("type: job", None, {"type": "job"}),
        ("type: current\njobType: Part-time", "part-time", {"type": "current"}),
        ("jobType: on call", "on call", {}),
        ("jobType: on call, nights", "on call, nights", {}),
        ("jobType: Full-time / on call", "full-time, on call", {}),
        ("type: Vollzeit/Teilzeit", "full-time, part-time", {}),
        ("type: contract / page", None, {"type": "contract / page"}),
        ("type: [page, contract]", "contract", {"type": ["page", "contract"]}),
        ("type: 3", None, {"type": 3}),
        ("type: bÃ©nÃ©vole", "volunteer", {}),
    ],
)
def test_type_is_an_employment_only_where_it_names_one(
    block: str, employment_type: str | None, extra: dict[str, object]
) -> None:
    role = role_of(f"start: 2019\n{block}")
    assert (role.employment_type, role.extra) == (employment_type, extra)


def test_names_are_taken_out_of_mappings_and_the_rest_is_kept() -> None:
    block = "title: Weaver\ncompany: {name: Tarn Mill, url: http://tarn.example}\nstart: 2019\n"
    (role,) = read(f"{block}tech:\n- name: looms\n- name: dye\nlocation: {{hamlet: Tarn}}").roles
    assert (role.organization, role.technologies, role.location) == ("Tarn Mill", ("looms", "dye"), None)
    assert role.url == "http://tarn.example"
    assert role.extra == {
        "company": {"name": "Tarn Mill", "url": "http://tarn.example"},
        "location": {"hamlet": "Tarn"},
    }


def test_authors_in_mappings() -> None:
    (post,) = read(
        "title: Looms\ndate: 2019-01-01\nauthors:\n- name: Ada Reed\n  role: weaver\n- name: Bo"
    ).posts
    assert [author.name for author in post.authors] == ["Ada Reed", "Bo"]
    assert post.extra == {"authors": [{"name": "Ada Reed", "role": "weaver"}, {"name": "Bo"}]}
    (post,) = read("title: Looms\ndate: 2019-01-01\nauthors: [Cy, {name: Bo}]").posts
    assert ([author.name for author in post.authors], post.extra) == (["Cy", "Bo"], {})


KEYS = st.sampled_from(
    [
        "role",
        "title",
        "company",
        "start",
        "end",
        "dates",
        "date",
        "experience",
        "education",
        "institution",
        "degree",
        "location",
        "tech",
        "year",
        "startYear",
        "startMonth",
        "from",
        "to",
        "roles",
        "name",
        "other",
    ]
)
LEAVES = st.integers(100, 999).map(lambda number: f"word{number}") | st.sampled_from(
    [None, 2019, "2019 - 2020"]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=30,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6), st.sampled_from([None, False, True]))
def test_every_value_ends_in_a_record_or_an_issue(values: dict[str, object], style: bool | None) -> None:
    block = yaml.safe_dump(values, default_flow_style=style, width=100)
    result = read(block)
    told = json.dumps([record.model_dump(mode="json", exclude={"evidence"}) for record in result.records])
    told += json.dumps([issue.to_json() for issue in result.issues])
    assert set(re.findall(r"word\d+", block)) <= set(re.findall(r"word\d+", told))


def place(role: Role) -> tuple[str | None, str | None]:
    return role.location, role.country


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("city: Melbourne\ncountry: United States", ("Melbourne, United States", "US")),
        ("country: Costa Rica\ncity: San Jose", ("San Jose, Costa Rica", "CR")),
        ("city: Oslo\ncountry: NO", ("Oslo", "NO")),
        ("location: Oslo, Norway\ncountry: Norway", ("Oslo, Norway", "NO")),
        ("city: Singapore\ncountry: Singapore", ("Singapore", "SG")),
        ("city: Oslo\ncountry: Ruritania", ("Oslo, Ruritania", None)),
        ("country: Trinidad & Tobago", ("Trinidad & Tobago", "TT")),
        ("country: DE", (None, "DE")),
        ("country: no", (None, "NO")),
        ("country: deu", (None, "DE")),
        ("countryCode: in", (None, "IN")),
        ("country: XX", ("XX", None)),
        ("location: Oslo", ("Oslo", "NO")),
    ],
)
def test_a_stated_country_counts_before_one_that_the_town_tells(
    block: str, expected: tuple[str | None, str | None]
) -> None:
    role = role_of(f"start: 2019\n{block}")
    assert (place(role), role.extra, role.leftover) == (expected, {}, ())


def test_a_town_with_its_country_is_proved_by_both_lines() -> None:
    proofs = role_of("country: Venezuela\nstart: 2019\ncity: Valencia").evidence["location"]
    assert sorted((proof.line, proof.raw) for proof in proofs) == [
        (4, "country: Venezuela"),
        (6, "city: Valencia"),
    ]


@pytest.mark.parametrize("country", ["Germany", "DE"])
def test_a_place_that_names_another_country_is_told(country: str) -> None:
    result = read(
        f"role: Weaver\ncompany: Tarn Mill\nlocation: Paris, France\ncountry: {country}\nstart: 2019"
    )
    assert place(result.roles[0]) == ("Paris, France", "DE")
    assert [(issue.code, issue.line, issue.raw) for issue in result.issues] == [
        (IssueCode.CONFLICT, 4, "location: Paris, France")
    ]


def test_a_second_range_is_left_over_once() -> None:
    role = role_of("dates: [2019 - 2020, 2022 - 2023]")
    assert (times(role), role.leftover) == (
        ("2019", "2020", False),
        ("dates: [2019 - 2020, 2022 - 2023]",),
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("start: 2019\nend:\ncurrent: false", ("2019", None, False)),
        ("current: false\nstart: 2019\nend:", ("2019", None, False)),
        ("start: 2019\nend: now\ncurrent: yes", ("2019", None, True)),
        ("end: 2020\nperiod: 2019 - 2020", ("2019", "2020", False)),
        ("period: 2019 - 2020\nstart: 2019-03", ("2019-03", "2020", False)),
        ("start: since 2019", ("2019", None, True)),
        ("start: 2019 -", ("2019", None, True)),
        ("start: Jan 2020 – Present", ("2020-01", None, True)),
        ("start: 2019 - 2020", ("2019", "2020", False)),
        ("start: 2019 - 2020\nend:", ("2019", "2020", False)),
        ("start: 2019 - 2020\nend: 2020-03", ("2019", "2020-03", False)),
    ],
)
def test_times_that_agree_are_read_without_a_word(
    block: str, expected: tuple[str | None, str | None, bool | None]
) -> None:
    result = read(f"role: Weaver\ncompany: Tarn Mill\ntech: wool\n{block}")
    (role,) = result.roles
    assert (times(role), role.leftover, role.extra, result.issues) == (expected, (), {}, ())


@pytest.mark.parametrize(
    ("block", "expected", "loser"),
    [
        ("current: no\nend: ongoing\nstart: 2019", ("2019", None, False), "end: ongoing"),
        ("start: 2019\nend: ongoing\ncurrent: no", ("2019", None, False), "end: ongoing"),
        ("current: no\nperiod: 2019 - now", ("2019", None, False), "period: 2019 - now"),
        ("start: since 2019\ncurrent: no", ("2019", None, False), "start: since 2019"),
        ("current: yes\nperiod: 2019 - 2020", ("2019", "2020", False), "current: yes"),
        ("period: 2019 - 2020\nend: 2021", ("2019", "2021", False), "period: 2019 - 2020"),
        ("start: 2018 - 2020\nend: 2021", ("2018", "2021", False), "start: 2018 - 2020"),
        ("start: since 2019\nend: 2021", ("2019", "2021", False), "start: since 2019"),
        ("start: 2019-03\nperiod: 2018 - 2020", ("2019-03", "2020", False), "period: 2018 - 2020"),
    ],
)
def test_times_that_contradict_each_other_are_told(
    block: str, expected: tuple[str | None, str | None, bool | None], loser: str
) -> None:
    result = read(f"role: Weaver\ncompany: Tarn Mill\ntech: wool\n{block}")
    assert times(result.roles[0]) == expected
    assert [(issue.code, issue.raw) for issue in result.issues] == [(IssueCode.CONFLICT, loser)]


@pytest.mark.parametrize(
    ("block", "employment_type", "work_mode"),
    [
        ("type: part-time, remote", "part-time", "remote"),
        ("type: Remote", None, "remote"),
        ("jobType: Contract / Hybrid", "contract", "hybrid"),
        ("jobType: Full-time · Remote", "full-time", "remote"),
    ],
)
def test_each_piece_of_a_type_goes_to_its_field(
    block: str, employment_type: str | None, work_mode: str
) -> None:
    role = role_of(f"start: 2019\n{block}")
    assert (role.employment_type, role.work_mode, role.extra) == (employment_type, work_mode, {})


@pytest.mark.parametrize(
    ("block", "commented"),
    [
        ("last: Dyer # fired", "last: Dyer # fired"),
        ("tech: [a, b] # one", "tech: [a, b] # one"),
        ("note: 'it''s # no' # two", "note: 'it''s # no' # two"),
        ("list: # six\n- x", "list: # six"),
        ("details: | # three\n  # no", "details: | # three"),
        ("list:\n- 'y\n  # no\n  z' # nine", "  z' # nine"),
        ("note: a: b # mended", "note: a: b # mended"),
        ("note: plain#sign", None),
        ('url: "http://tarn.example/ #top"', None),
        ("folded: >-\n  text # no\n\n  # no", None),
    ],
)
def test_a_comment_behind_a_value_is_told(block: str, commented: str | None) -> None:
    result = read(f"role: Weaver\ncompany: Tarn Mill\nstart: 2019\n{block}")
    told = [issue.raw for issue in result.issues if issue.code is IssueCode.LEFTOVER]
    assert told == ([commented] if commented else [])


@pytest.mark.parametrize(
    ("written", "country", "work_mode"),
    [
        ("Remote (Lisbon, Portugal)", "PT", "remote"),
        ("Oslo (Hybrid)", "NO", "hybrid"),
        ("Remote, US", "US", "remote"),
        ("Hybrid - Oslo", "NO", "hybrid"),
        ("Remote – Norway", "NO", "remote"),
        ("Oslo, Norway / Remote", "NO", "remote"),
        ("Vienna, VA [Remote]", "US", "remote"),
        ("Remote", None, "remote"),
        ("Nowhere-upon-Avon", None, None),
        ("Remote Islands, Norway", "NO", None),
    ],
)
def test_a_mode_of_work_beside_a_place(written: str, country: str | None, work_mode: str | None) -> None:
    role = role_of(f"start: 2019\nlocation: '{written}'")
    assert (role.location, role.country, role.work_mode) == (written, country, work_mode)


def test_a_mode_of_work_that_is_stated_counts_before_one_beside_a_place() -> None:
    result = read("role: Weaver\ncompany: Tarn Mill\nstart: 2019\nlocation: Oslo (Hybrid)\nremote: yes")
    (role,) = result.roles
    assert (role.location, role.work_mode, role.leftover) == ("Oslo (Hybrid)", "remote", ())
    assert [(issue.code, issue.raw) for issue in result.issues] == [
        (IssueCode.CONFLICT, "location: Oslo (Hybrid)")
    ]


@pytest.mark.parametrize(
    ("mapping", "expected", "extra"),
    [
        ({"city": "Malmö", "country": "Sweden"}, ("Malmö, Sweden", "SE"), False),
        ({"country": "SE"}, (None, "SE"), False),
        ({"city": "Malmö", "countryCode": "SE", "address": "Kajen 3"}, ("Malmö", "SE"), True),
        ({"name": "Malmö", "country": "Sweden"}, ("Malmö", "SE"), True),
    ],
)
def test_a_place_in_a_mapping(
    mapping: dict[str, str], expected: tuple[str | None, str | None], extra: bool
) -> None:
    role = role_of(f"start: 2019\nlocation: {json.dumps(mapping)}")
    assert (place(role), role.extra) == (expected, {"location": mapping} if extra else {})


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("en_US", "en-US"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("de-CH-1901", "de-CH-1901"),
        ("es-419", "es-419"),
        ("en-US-x-twain", "en-US-x-twain"),
        ("tlh", "tlh"),
        ("pt_PT.UTF-8", "pt-PT"),
        ("de_DE@euro", "de-DE"),
        ("english", "en"),
        ("English (US)", "en-US"),
        ("Deutsch (Schweiz)", "de-CH"),
        ("Brazilian Portuguese", "pt-BR"),
        ("中文", "zh"),
        *((text, None) for text in ("de, en", "12", "x", "xx", "C", "Go", "English (loud)", "a" * 99, "")),
    ],
)
def test_languages(text: str, tag: str | None) -> None:
    assert languages.parse(text) == tag


def test_what_is_no_language_is_kept_and_told() -> None:
    result = read("role: Weaver\ncompany: Tarn Mill\nstart: 2019\nlang: 12")
    assert (result.roles[0].language, result.roles[0].extra) == (None, {"lang": 12})
    assert [(issue.code, issue.line, issue.raw) for issue in result.issues] == [
        (IssueCode.BAD_TYPE, 5, "lang: 12")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("GB", "GB"), ("gbr", "GB"), ("U.K.", "GB"), ("The Netherlands", "NL"), ("Oslo", None), ("", None)],
)
def test_what_is_said_to_be_a_country(text: str, code: str | None) -> None:
    assert countries.parse(text) == code


FENCED = "---\nrole: Weaver\ncompany: Tarn Mill\nstart: 2019\n---\n"


@pytest.mark.parametrize(
    ("above", "leftover"),
    [
        ("weaver.md\n", ("weaver.md",)),
        ("\nweaver.md\n\nfrom the archive\n", ("weaver.md", "from the archive")),
        ("\n\n", ()),
    ],
)
def test_short_lines_above_a_sure_block_are_left_over(above: str, leftover: tuple[str, ...]) -> None:
    result = parse_bytes(f"{above}{FENCED}".encode(), name="text.txt")
    assert [(role.title, role.leftover) for role in result.roles] == [("Weaver", leftover)]
    assert [issue.raw for issue in result.issues] == list(leftover)


@pytest.mark.parametrize(
    "text",
    [
        f"one\ntwo\nthree\n{FENCED}",
        f"{'long ' * 20}\n{FENCED}",
        "Weaver\n---\nrole: Weaver\ncompany: Tarn Mill\nstart: 2019\n",
        "Weaver\n---\nrole: Weaver\nand a line of text\n---\n",
    ],
)
def test_a_rule_below_other_text_opens_no_block(text: str) -> None:
    assert [document.reader for document in parse_bytes(text.encode(), name="text.txt").documents] != [
        "frontmatter"
    ]


@pytest.mark.parametrize(
    ("block", "mended"),
    [
        ("role:\xa0Weaver\ncompany: Tarn Mill", [2]),
        ("role:\xa0Weaver\ncompany:\u2003Tarn Mill", [2, 3]),
    ],
)
def test_a_blank_of_any_kind_ends_a_key(block: str, mended: list[int]) -> None:
    result = read(f"{block}\nstart:\xa02019")
    (role,) = result.roles
    assert (role.title, role.organization, str(role.start)) == ("Weaver", "Tarn Mill", "2019")
    told = [issue.line for issue in result.issues if issue.code is IssueCode.MENDED_YAML]
    assert told == [*mended, 4]


LINK = "[Tarn Mill](https://tarn.example)"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("**Tarn Mill**", "Tarn Mill"),
        ("`Tarn Mill`", "Tarn Mill"),
        ("_Tarn Mill_", "Tarn Mill"),
        ("Tarn &amp; Sons", "Tarn & Sons"),
        ("Tarn &#38; Sons", "Tarn & Sons"),
        ("AT&T;", "AT&T;"),
        ("Tarn *and* Sons", "Tarn *and* Sons"),
        ("snake_mill", "snake_mill"),
        ("![mill](mill.png)", "![mill](mill.png)"),
    ],
)
def test_a_name_is_read_without_its_marks(written: str, name: str) -> None:
    (role,) = read(f"role: Weaver\ncompany: '{written}'\nstart: 2019").roles
    assert (role.organization, role.extra, role.leftover) == (name, {}, ())


@pytest.mark.parametrize(
    ("block", "url", "extra"),
    [
        (f"company: '{LINK}'", "https://tarn.example", {}),
        (f"company: '**{LINK}**'", "https://tarn.example", {}),
        (f"company: '{LINK}'\nurl: https://a.example", "https://a.example", {"company": LINK}),
        (f"company: '{LINK}'\nlocation: '{LINK}'", "https://tarn.example", {"location": LINK}),
        (f"company: Tarn Mill\ntech: '{LINK}'", None, {"tech": LINK}),
    ],
)
def test_the_link_of_a_name_is_the_address_where_no_other_is(
    block: str, url: str | None, extra: dict[str, str]
) -> None:
    (role,) = read(f"role: Weaver\nstart: 2019\n{block}").roles
    assert (role.organization, role.url, role.extra) == ("Tarn Mill", url, extra)


@pytest.mark.parametrize(
    ("block", "code", "raw"),
    [
        ("start: {year: 2019, month: 13}", IssueCode.BAD_DATE, "start: {year: 2019, month: 13}"),
        ("start: 2019-13-01", IssueCode.BAD_DATE, "2019-13-01"),
        ("start: 2019\nkey: !!python/name:os.x y", IssueCode.YAML_TAG, "key: !!python/name:os.x y"),
        ("start: 2019\nlist:\n  - !secret y", IssueCode.YAML_TAG, "- !secret y"),
        ("start: 2019\nnote: [a,  b]\nnote: c", IssueCode.DUPLICATE_KEY, "note: [a,  b]"),
        ("start: 2019\nnote:\n  - a\nnote: c", IssueCode.DUPLICATE_KEY, "note:\n  - a"),
    ],
)
def test_issues_quote_the_source(block: str, code: IssueCode, raw: str) -> None:
    result = read(f"role: Weaver\ncompany: Tarn Mill\n{block}")
    assert [(issue.code, issue.raw) for issue in result.issues] == [(code, raw)]
