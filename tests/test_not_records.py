"""Files that sound like careers and hold none: labels, schemas, settings, boards, lists of others."""

from __future__ import annotations

import pytest

from tests.keyed_reading import named, read

LABELS = (
    '{"experience": {"title": "Work experience", "company": "Company", "role": "Role", "start": "Start"},'
    ' "education": {"title": "Education", "school": "School", "degree": "Degree"}}'
)
SCHEMA = '{"properties": {"work": {"items": {"properties": {"name": {"type": "string"}, "position": {}}}}}}'
INTERFACE = "components:\n  schemas:\n    Experience:\n      properties:\n        title: {type: string}\n"
ADVERTS = '{"data": [{"title": "Cook", "company": "Ash Inn", "date_posted": "2020-01-01", "job_url": "x"}]}'
SCHOOLS = '[{"name": "Elder College", "country": "NO", "domains": ["elder.example"]}]'
CONTACT = (
    '[{"name": "Jo Reed", "company": "Ash Inn", "title": "Cook", "email": "jo@ash.example", "phone": "1"}]'
)
EVENT = (
    '[{"title": "Soups", "start": "2020-01-01", "end": "2020-01-02", "organization": "A", "role": "Guest"}]'
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("i18n/en.json", LABELS),
        ("schema.json", SCHEMA),
        ("openapi.yaml", INTERFACE),
        ("playbook.yml", "- hosts: all\n  roles:\n    - {role: nginx, tags: web, when: always}\n"),
        ("rbac.yaml", "roles: [{role: admin, title: Administrator}]\n"),
        ("jobs.yml", "jobs: [{name: etl, schedule: daily, start: 2020-01-01, company: Ash Inn}]\n"),
        ("board.json", ADVERTS),
        ("ranking.json", '[{"university": "Elder College", "rank": 1, "year": 2020}]'),
        ("universities.json", SCHOOLS),
        ("schools.json", '[{"name": "Elder School", "city": "Oslo", "students": 300}]'),
        ("contacts.json", CONTACT),
        ("events.json", EVENT),
        (
            "meetups/soups.md",
            "---\ntitle: Soups\nstart: 2020-01-01\nend: 2020-01-02\norganization: Ash\n---\n",
        ),
        ("chart.md", "---\ntitle: Sales\ndata: sales.csv\n---\n"),
        ("charts.json", '[{"title": "Sales", "data": [1, 2, 3]}]'),
        ("orders.yml", "work: [{company: Ash Inn, position: 2}]\n"),
        ("package.json", '{"name": "x", "version": "1.0.0", "author": "Jo Reed", "scripts": {"start": "x"}}'),
        (
            "compose.yml",
            "services:\n  web:\n    image: x\n    environment: {ROLE: web}\n    deploy: {roles: [manager]}\n",
        ),
        (
            "admin/config.yml",
            "collections:\n- name: experience\n  label: Experience\n  fields: [{name: title}]\n",
        ),
        (
            "content/work/shop.md",
            "---\ntitle: A new shop\nclient: Ash Inn\nrole: Designer\ndate: 2022-01-03\n---\n",
        ),
    ],
)
def test_what_only_sounds_like_a_career_gives_no_record(name: str, text: str) -> None:
    result = read(text, name)
    assert result.records == ()
    assert {document.status for document in result.documents} == {"ok"}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("work.json", '{"work": [{"name": "Ash Inn", "position": "Cook"}]}', ("role", "Cook", "Ash Inn")),
        ("a.yml", "work:\n  Ash:\n    title: Dev\n    start: 2019\n", ("role", "Dev", "Ash")),
        (
            "blog/x.md",
            "---\ntitle: My shop\ndate: 2020-01-01\nrepo: x\n---\nText.\n",
            ("post", "My shop", None),
        ),
        (
            "blog/x.md",
            "---\ntitle: My year\ndate: 2020-01-01\ncompany: Ash\n---\nText.\n",
            ("post", "My year", None),
        ),
        (
            "a.yml",
            "positions:\n- companyName: Ash\n  title: Cook\n  startedOn: {month: 3, year: 2019}\n",
            ("role", "Cook", "Ash"),
        ),
    ],
)
def test_what_sounds_like_something_else_and_is_a_record(
    name: str, text: str, found: tuple[str, str | None, str | None]
) -> None:
    assert named(read(text, name)) == [found]
