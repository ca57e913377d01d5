"""Which mappings of a tree are records, what they take from around, and what is passed over."""

from __future__ import annotations

import pytest

from careerdoc import IssueCode, parse_bytes
from careerdoc.model.records import Education, Post, Role
from tests.keyed_reading import named, only, read, told

COOK = "{role: Cook, company: Ash Inn, start: 2020}"
COOK_JSON = '{"role": "Cook", "company": "Ash Inn"}'
COOKS = [("role", "Cook", "Ash Inn")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"experience: [{COOK}]", "data.yml"),
        (f"work_experience:\n- {COOK}", "data.yml"),
        (f"berufserfahrung:\n- {COOK}", "data.yml"),
        (f"cv:\n  sections:\n    experience:\n    - {COOK}", "data.yml"),
        (f"experience: {COOK}", "data.yml"),
        (f"WorkExperienceList: [{COOK}]", "data.yml"),
        (f"role1: {COOK}", "data.yml"),
        (f"role_1: {COOK}", "data.yml"),
        (f"- {COOK}", "data.yml"),
        (f"- [{COOK}]", "data.yml"),
        (f"- experience: [{COOK}]", "data.yml"),
        (f"- experience: {COOK}", "data.yml"),
        (f"- name: Experience\n  list:\n  - {COOK}", "data.yml"),
        (f"- type: work\n  content:\n  - {COOK}", "data.yml"),
        (f"sections:\n- title: Berufserfahrung\n  items:\n  - {COOK}", "data.yml"),
        (f"section:\n  title: Work Experience\n  entries:\n  - {COOK}", "data.yml"),
        (f"items:\n- {COOK}", "data.yml"),
        (f"timeline:\n- card: {COOK}", "data.yml"),
        (f"kitchens:\n- {COOK}", "data.yml"),
        (f"cv:\n  sections:\n    kitchens:\n    - {COOK}\n    - {{name: Fair, date: 2019}}", "data.yml"),
        (f"experience:\n  title: What I did\n  items:\n  - {COOK}", "data.yml"),
        ("experience:\n- {name: Ash Inn, position: Cook}", "data.yml"),
        ("experience:\n- {title: Ash Inn, role: Cook}", "data.yml"),
        ("- {name: Ash Inn, position: Cook}", "experience.yml"),
        ("- {name: Ash Inn, position: Cook}", "_data/experience/all.yml"),
        ("items:\n- {name: Ash Inn, position: Cook}", "experience.yml"),
        ("items:\n- {name: Ash Inn, position: Cook}", "01-experience.yml"),
        ("Ash Inn: {role: Cook, start: 2020}", "experience.yml"),
        ("experience:\n  Ash Inn: {role: Cook, start: 2020}", "data.yml"),
        ("company: Ash Inn\npositions: [Cook, '', null]", "data.yml"),
        ("experience:\n- {company: Ash Inn, roles: [Cook]}", "data.yml"),
        ("experience:\n- company: Ash Inn\n  positions:\n  - {title: Cook, start: 2020}", "data.yml"),
        ("education:\n- {role: Cook, company: Ash Inn}", "data.yml"),
        ("postes:\n- {intitulé: Cook, établissement: Ash Inn, début: 2020}", "data.yml"),
    ],
)
def test_a_role_is_found(text: str, name: str) -> None:
    assert named(read(text, name)) == COOKS


BSC = [("education", "BSc", "Elder College")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("education: [{degree: BSc, institution: Elder College}]", "data.yml"),
        ("education: [{degree: BSc, name: Elder College}]", "data.yml"),
        ("ausbildung: [{degree: BSc, school: Elder College}]", "data.yml"),
        ("experience: [{degree: BSc, university: Elder College}]", "data.yml"),
        ("experience: [{title: BSc, institution: Elder College}]", "data.yml"),
        ("experience: [{type: education, degree: BSc, company: Elder College}]", "data.yml"),
        ("- {degree: BSc, name: Elder College}", "education.yml"),
        ("- {title: BSc, company: Elder College, date: 2019}", "data.yml"),
        ("EducationList: [{Title: BSc, Organisation: {Name: Elder College}}]", "data.yml"),
        ("timeline:\n- {type: education, title: BSc, org: Elder College, year: 2019}", "data.yml"),
    ],
)
def test_an_education_is_found(text: str, name: str) -> None:
    assert named(read(text, name)) == BSC


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("posts: [{title: Looms, date: 2020-01-02}]", "data.yml"),
        ("- {title: Looms, date: 2020-01-02}", "posts.yml"),
        ("{title: Looms, date: 2020-01-02, tags: [wool]}", "data.yml"),
    ],
)
def test_a_post_is_found(text: str, name: str) -> None:
    assert named(read(text, name)) == [("post", "Looms", None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"projects:\n- {COOK}", "data.yml"),
        (f"sections:\n- title: Projects\n  items:\n  - {COOK}", "data.yml"),
        (f"- title: Skills\n  items:\n  - {COOK}", "data.yml"),
        ("items:\n- {title: Looms, date: 2020-01-02}", "data.yml"),
        ("experience: [weaving, dyeing]", "data.yml"),
        ("experience:\n- {note: x, more: y}", "data.yml"),
        ("experience:\n- {}", "data.yml"),
        ("company: Ash Inn\nexperience:\n- {}", "data.yml"),
        ("work:\n- {title: Harbour, image: a.png}", "data.yml"),
        ("positions: [Cook, Dyer]", "data.yml"),
        ("fairs:\n- {company: Ash Inn, title: Harvest Fair, date: 2019}", "data.yml"),
        ("crew:\n- {name: Ada, role: Cook, company: Ash Inn}", "data.yml"),
        (
            "experience: [{role: Cook, company: A, salary: 3, apply: x, requirements: x, deadline: y}]",
            "a.yml",
        ),
    ],
)
def test_what_is_no_record_is_quoted(text: str, name: str) -> None:
    result = read(text, name)
    assert result.records == ()
    assert [issue.raw for issue in result.issues if issue.code is IssueCode.NO_RECORD] == [text]


def test_sections_keep_apart_what_they_hold() -> None:
    text = (
        f"- title: Experience\n  items:\n  - {COOK}\n"
        "- title: Volunteering\n  items:\n  - {role: Dyer, company: Bog}\n"
        "- title: Projects\n  items:\n  - {title: Loom, company: Ash, date: 2020}\n"
        "- title: Education\n  items:\n  - {degree: BSc, school: Elder College}\n"
    )
    result = read(text)
    assert named(result) == [*COOKS, ("role", "Dyer", "Bog"), *BSC]
    assert [role.employment_type for role in result.roles] == [None, "volunteer"]
    assert [raw for _, _, raw in told(result)] == [
        "- title: Experience",
        "- title: Projects\n  items:\n  - {title: Loom, company: Ash, date: 2020}\n- title: Education",
    ]


@pytest.mark.parametrize(
    ("text", "name", "proof"),
    [
        (f"volunteer:\n- {COOK}", "data.yml", (1, "volunteer:")),
        (f"note: x\nvolunteering:\n\n- {COOK}", "data.yml", (2, "volunteering:")),
        (f"- title: Volunteering\n  items:\n  - {COOK}", "data.yml", (1, "- title: Volunteering")),
        (f"volunteer:\n  Ash: {COOK}\n  Bog:\n    items: []", "data.yml", (1, "volunteer:")),
        (f"- {COOK}", "volunteer.yml", (1, "volunteer.yml")),
        ('note = "x"\n[volunteer]\nrole = "Cook"\ncompany = "Ash Inn"\n', "a.toml", (2, "[volunteer]")),
    ],
)
def test_the_heading_that_says_volunteer_is_the_proof(text: str, name: str, proof: tuple[int, str]) -> None:
    role = only(text, name)
    assert isinstance(role, Role)
    assert role.employment_type == "volunteer"
    assert [(one.line, one.raw) for one in role.evidence["employment_type"]] == [proof]


def test_an_employment_type_of_its_own_counts_before_that_of_the_list() -> None:
    role = only("volunteer:\n- {role: Cook, company: Ash Inn, type: internship}")
    assert isinstance(role, Role)
    assert role.employment_type == "internship"


@pytest.mark.parametrize(
    "text",
    [
        "company: Ash Inn\nlocation: Oslo\nroles:\n- {title: Cook, start: 2019}\n- {title: Baker}",
        "experience:\n- company: Ash Inn\n  location: Oslo\n  roles:\n  - {title: Cook}\n  - {title: Baker}",
        "work:\n- name: Ash Inn\n  location: Oslo\n  positions: [Cook, Baker]",
        "jobs:\n- title: Ash Inn\n  location: Oslo\n  roles:\n  - {title: Cook}\n  - {title: Baker}",
        "experience:\n- company: {name: Ash Inn, location: Oslo}\n  positions: [Cook, Baker]",
        "company: Ash Inn\nlocation: Oslo\njobs:\n  items:\n  - {title: Cook}\n  - {title: Baker}",
    ],
)
def test_the_positions_share_what_their_employer_says(text: str) -> None:
    roles = read(text).roles
    assert [(role.title, role.organization, role.location) for role in roles] == [
        ("Cook", "Ash Inn", "Oslo"),
        ("Baker", "Ash Inn", "Oslo"),
    ]


def test_a_position_keeps_what_it_says_itself() -> None:
    around = "company: Ash Inn\nlocation: Oslo\nurl: https://ash.example\n"
    text = f"{around}roles:\n- {{title: Cook, location: Bergen}}"
    role = only(text)
    assert isinstance(role, Role)
    assert (role.location, role.url) == ("Bergen", "https://ash.example")


@pytest.mark.parametrize("large", [f"[{'w, ' * 41}]", "w" * 401, f"{{of: {{it: {'w' * 401}}}}}"])
def test_what_is_large_belongs_to_no_position_and_is_told(large: str) -> None:
    result = read(f"company: Ash Inn\ntech: {large}\npositions:\n- Cook\n- Head Cook\n", "work.yml")
    assert [record.technologies for record in result.roles] == [(), ()]
    assert any("www" in raw or "w, w" in raw for _, _, raw in told(result) if raw)


def test_two_levels_of_employers_share_their_keys() -> None:
    text = (
        "company: Ash Group\nurl: https://ash.example\nexperience:\n"
        "- location: Oslo\n  positions:\n  - {title: Cook, start: 2019}"
    )
    role = only(text)
    assert isinstance(role, Role)
    assert (role.title, role.organization, role.url) == ("Cook", "Ash Group", "https://ash.example")


def test_the_name_of_the_person_is_that_of_each_record() -> None:
    job = '{"name": "Ash Inn", "position": "Cook", "startDate": "2019"}'
    text = f'{{"basics": {{"name": "Jo Doe"}}, "work": [{job}]}}'
    assert only(text, "resume.json").owner_name == "Jo Doe"
    assert only(f"name: Jo Doe\nexperience:\n- {COOK}").owner_name == "Jo Doe"
    assert only(f"name: Jo Doe\nexperience:\n- {COOK[:-1]}, owner: Al Poe}}").owner_name == "Al Poe"
    assert only(f"- {COOK}").owner_name is None


def test_a_placeholder_is_no_record_and_told() -> None:
    dropped = "- {role: Your Job Title, company: Company Name}"
    result = read(f"experience:\n{dropped}\n- {COOK}\n- {{note: x}}")
    assert named(result) == COOKS
    assert told(result) == [
        (IssueCode.PLACEHOLDER_DROPPED, 2, dropped),
        (IssueCode.LEFTOVER, 4, "- {note: x}"),
    ]


def test_placeholders_alone_are_told_beside_what_the_file_looks_like() -> None:
    dropped = "- {role: Your Job Title, company: Company Name}"
    result = read(f"experience:\n{dropped}")
    assert (IssueCode.PLACEHOLDER_DROPPED, 2, dropped) in told(result)
    assert {issue.code for issue in result.issues} == {IssueCode.PLACEHOLDER_DROPPED, IssueCode.NO_RECORD}


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        (f'[\n"weaving",\n{COOK_JSON}\n]', "a.json", (2, '"weaving",')),
        (f'["weaving", {COOK_JSON}]', "a.json", (1, '["weaving"]')),
        (f'{{"experience": [["weaving"], {COOK_JSON}]}}', "a.json", (1, '{"experience": [["weaving"]]}')),
        (f'{{"experience": ["work",\n{COOK_JSON}]}}', "a.json", (1, '{"experience": ["work",')),
        (f"experience:\n- work\n- {COOK}", "a.yml", (2, "- work")),
        (f'{{"note": 3, "experience": [{COOK_JSON}]}}', "a.json", (1, '{"note": 3}')),
    ],
)
def test_texts_beside_records_are_told(text: str, name: str, left: tuple[int, str]) -> None:
    result = read(text, name)
    assert named(result) == COOKS
    assert told(result) == [(IssueCode.LEFTOVER, *left)]


@pytest.mark.parametrize(
    "text",
    [
        "experience:\n-\n  role: Cook\n  company: Ash Inn",
        '{\n"experience": [\n{\n"role": "Cook",\n"company": "Ash Inn"\n}\n]\n}',
        "work: []\nexperience:\n- role: Cook\n  company: Ash Inn",
        "cv:\n  experience:\n  - role: Cook\n    company: Ash Inn",
    ],
)
def test_brackets_and_keys_of_lists_are_no_text(text: str) -> None:
    result = read(text, "a.yml")
    assert (named(result), [raw for _, _, raw in told(result) if raw != "cv:"]) == (COOKS, [])


def test_a_text_that_begins_above_a_record_hides_no_other_line() -> None:
    result = read("[[one, 'two\n\n    three'], {role: Cook, company: Ash Inn}]")
    assert named(result) == COOKS
    assert told(result) == [
        (IssueCode.LEFTOVER, 1, "[[one, 'two"),
        (IssueCode.LEFTOVER, 3, '[["two\\nthree"]]'),
    ]


def test_a_kind_that_the_caller_names_counts() -> None:
    text = f"title: Looms\nexperience:\n- {COOK}".encode()
    (post,) = parse_bytes(text, name="a.yml", kind="post").records
    assert isinstance(post, Post)
    (role,) = parse_bytes(text, name="a.yml", kind="role").records
    assert role.kind == "role"


def test_wrapped_keys_are_those_of_the_record() -> None:
    head = "title: Looms\ndate: 2020-01-02\n"
    post = only(f"{head}taxonomies: {{tags: [wool]}}\nmeta: {{author: Jo Doe}}", "posts/a.yml")
    assert isinstance(post, Post)
    assert (post.tags, [author.name for author in post.authors], post.extra) == (("wool",), ["Jo Doe"], {})
    post = only(f"{head}meta: {{date: 2021-01-01}}", "posts/a.yml")
    assert isinstance(post, Post)
    assert (str(post.published), post.extra) == ("2020-01-02", {"meta": {"date": "2021-01-01"}})


def test_an_education_takes_the_school_around_it() -> None:
    education = only("school: Elder College\nlocation: Oslo\ndegrees:\n- {degree: BSc, year: 2001}")
    assert isinstance(education, Education)
    assert (education.institution, education.degree, education.location) == ("Elder College", "BSc", "Oslo")


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        (f"{{name: Jo, note: x,\n  experience: [{COOK}]}}", '{"note": "x"}'),
        (f"{{experience: [{COOK}],\n  note: x, name: Jo}}", '{"note": "x"}'),
    ],
)
def test_what_stands_beside_the_name_of_the_person_is_told(text: str, told_of: str) -> None:
    result = read(text)
    assert [record.owner_name for record in result.records] == ["Jo"]
    assert [raw for _, _, raw in told(result)] == [told_of]


def test_the_link_of_the_name_of_the_person_is_kept() -> None:
    record = only(f"name: '[Jo](https://jo.example)'\nexperience:\n- {COOK}")
    assert (record.owner_name, record.extra) == ("Jo", {"name": "[Jo](https://jo.example)"})


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        (f"note: x\nitems:\n- {COOK}", "volunteer.yml", "note: x"),
        (f"{{note: x, volunteer:\n  [{COOK}]}}", "data.yml", '{"note": "x"}'),
    ],
)
def test_the_proof_of_a_heading_hides_no_other_text(text: str, name: str, left: str) -> None:
    result = read(text, name)
    assert [role.employment_type for role in result.roles] == ["volunteer"]
    assert [raw for _, _, raw in told(result)] == [left]
