"""Which kind keys, pages and places speak of."""

from __future__ import annotations

import pytest

from careerdoc.fields import aliases, kinds
from careerdoc.fields.keys import key_of, words_of
from careerdoc.fields.kinds import NOWHERE, Judgement, Place, Refusal
from careerdoc.model.document import Kind
from tests.keyed_reading import named, read

SURE_ROLE, WEAK_ROLE, SURE_STUDY = Place("role", 2), Place("role", 1), Place("education", 2)
ANY = "any rule"
SURE_POST = Place("post", 2)


@pytest.mark.parametrize(
    ("keys", "pages", "place", "judgement"),
    [
        ("role company", [], NOWHERE, Judgement("role", 0.7, "organization + title")),
        ("role company start", [], NOWHERE, Judgement("role", 0.9, "organization + title + start")),
        ("role start", [], NOWHERE, Judgement("role", 0.7, "title + start")),
        ("role company start tech end", [], SURE_ROLE, Judgement("role", 1.0, ANY)),
        ("role", [], SURE_ROLE, Judgement("role", 0.7, "title + place")),
        ("role", [], WEAK_ROLE, Refusal("a page with other metadata")),
        ("title company", ["work"], NOWHERE, Judgement("role", 0.9, "organization + title + page")),
        ("school date", [], NOWHERE, Judgement("education", 0.7, "institution + date")),
        ("school degree company role start", [], NOWHERE, Judgement("education", 1.0, ANY)),
        ("degree", [], SURE_STUDY, Judgement("education", 0.8, "degree + place")),
        ("title company", ["education"], NOWHERE, Judgement("education", 0.7, "page + organization")),
        ("title date", [], NOWHERE, Judgement("post", 0.7, "title + date")),
        ("title", ["dated name"], NOWHERE, Judgement("post", 0.7, "title + date")),
        ("title", [], SURE_POST, Judgement("post", 0.7, "title + place")),
        ("titel datum", [], NOWHERE, Judgement("post", 0.7, "title + date")),
        ("position arbeitgeber", [], NOWHERE, Judgement("role", 0.7, "organization + title")),
        ("title date", ["page"], NOWHERE, Refusal("a plain page")),
        ("role company", ["page"], NOWHERE, Refusal("a plain page")),
        ("role company start", ["page"], NOWHERE, Judgement("role", 0.9, ANY)),
        ("title date tags", ["talk"], NOWHERE, Refusal("a talk")),
        ("title", ["talk"], NOWHERE, Refusal("a talk")),
        ("title date", [], Place(looks_like="a recipe"), Refusal("a recipe")),
        ("note", [], Place(looks_like="a recipe"), Refusal("a recipe")),
        ("title date doi venue slides", [], NOWHERE, Refusal("a paper")),
        ("role company repo", [], NOWHERE, Refusal("a project")),
        ("title entreprise date contrat salaire postuler", [], NOWHERE, Refusal("a job advert")),
        ("titel firma datum gehalt bewerbungsfrist", [], NOWHERE, Refusal("a job advert")),
        ("", [], NOWHERE, Refusal("a page with other metadata")),
    ],
)
def test_kinds(keys: str, pages: list[str], place: Place, judgement: Judgement | Refusal) -> None:
    assert_judged(kinds.judge(keys.split(), pages, place), judgement)


def assert_judged(judged: Judgement | Refusal, judgement: Judgement | Refusal) -> None:
    if isinstance(judgement, Judgement) and judgement.rule == ANY:
        assert isinstance(judged, Judgement)
        judged = Judgement(judged.kind, judged.confidence, ANY)
    assert judged == judgement


@pytest.mark.parametrize(
    ("kind", "keys", "place", "judgement"),
    [
        ("role", "name", SURE_ROLE, Judgement("role", 0.8, "place")),
        (
            "role",
            "role company start",
            SURE_ROLE,
            Judgement("role", 1.0, ANY),
        ),
        ("role", "role salary", SURE_ROLE, Refusal("a job advert")),
        (
            "education",
            "school degree",
            SURE_STUDY,
            Judgement("education", 1.0, ANY),
        ),
        ("education", "school doi", SURE_STUDY, Refusal("a paper")),
    ],
)
def test_entries_of_lists_that_say_what_they_hold(
    kind: Kind, keys: str, place: Place, judgement: Judgement | Refusal
) -> None:
    assert_judged(kinds.judge_listed(kind, keys.split(), (), place), judgement)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("experience", SURE_ROLE),
        ("workExperience", SURE_ROLE),
        ("work_experience", SURE_ROLE),
        ("Berufserfahrung", SURE_ROLE),
        ("work", WEAK_ROLE),
        ("education", SURE_STUDY),
        ("Ausbildung", Place("education", 1)),
        ("posts", SURE_POST),
        ("news", Place("post", 1)),
        ("volunteer", Place("role", 2, employment_type="volunteer")),
        ("internships", Place("role", 2, employment_type="internship")),
        ("projects", Place(looks_like="a project")),
        ("work_experience_entries", SURE_ROLE),
        ("list", NOWHERE),
        ("Compétences", Place(looks_like="a list of skills")),
        ("colour", NOWHERE),
        ("", NOWHERE),
    ],
)
def test_what_stands_under_a_key(name: str, place: Place) -> None:
    assert kinds.listed_under(name) == place


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("_posts", SURE_POST),
        ("experience", SURE_ROLE),
        ("notes", Place("post", 1)),
        ("_talks", Place(looks_like="a talk")),
        ("content", NOWHERE),
    ],
)
def test_what_a_folder_holds(folder: str, place: Place) -> None:
    assert kinds.kept_in(folder) == place


def test_a_place_is_sure_whose_name_means_one_thing() -> None:
    assert (SURE_ROLE.is_sure, WEAK_ROLE.is_sure, NOWHERE.is_sure) == (True, False, False)


@pytest.mark.parametrize(
    ("stem", "is_page"),
    [("about", True), ("About Me", True), ("_index", True), ("looms", False), ("", False)],
)
def test_names_of_plain_pages(stem: str, is_page: bool) -> None:
    assert kinds.is_page_name(stem) is is_page


def test_the_keys_of_a_group() -> None:
    assert kinds.keys_of_group("role", "title", ["Job-Title", "company", "x"]) == {"jobtitle"}


POST = "title: Looms\ndate: 2020-01-02\n"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("looms.yml", POST, [("post", "Looms", None)]),
        ("about.yml", POST, []),
        ("2020-01-02-about.yml", POST, [("post", "Looms", None)]),
        ("looms.yml", f"{POST}layout: page", []),
        ("looms.yml", f"{POST}layout: layouts/page.njk", []),
        ("looms.yml", f"{POST}layout: post", [("post", "Looms", None)]),
        ("looms.yml", f"{POST}type: [talk]", []),
        ("looms.yml", f"{POST}type: ''", [("post", "Looms", None)]),
        ("_projects/looms.yml", POST, []),
        ("a/b/_projects/c/d/looms.yml", POST, []),
        ("_projects/a/b/c/d/e/f/looms.yml", POST, [("post", "Looms", None)]),
        ("01-experience/looms.yml", "title: Cook\ndate: 2020", [("role", "Cook", None)]),
        ("looms.yml", "company: Ash\nrole: Cook\nremote: false", [("role", "Cook", "Ash")]),
        ("looms.yml", "company: Ash\nrole: false\n", []),
        ("looms.yml", "title: Ash\nrole: Cook\n", []),
        ("looms.yml", "title: Ash\nrole: Cook\ntech: x", [("role", "Cook", "Ash")]),
    ],
)
def test_pages_and_paths(name: str, text: str, found: list[tuple[str, str | None, str | None]]) -> None:
    assert named(read(text, name)) == found


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("start_date", "startdate", "start date"),
        ("startDate", "startdate", "start Date"),
        ("Start-Date.", "startdate", "Start Date"),
        ("  Größe ", "grösse", "Größe"),
        ("URL", "url", "URL"),
        ("", "", ""),
    ],
)
def test_folded_keys(name: str, key: str, words: str) -> None:
    assert (key_of(name), words_of(name)) == (key, words)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("date_debut", "start"),
        ("Arbeitgeber", "organization"),
        ("Titel", "title"),
        ("myOwnKey", "myownkey"),
        ("repo", "repo"),
        ("Start-Date", "startdate"),
    ],
)
def test_keys_of_other_languages(name: str, canonical: str) -> None:
    assert aliases.canonical_key(name) == canonical


def test_aliases() -> None:
    assert aliases.is_alias("Start-Date")
    assert aliases.is_alias("Schlagworte")
    assert not aliases.is_alias("repo")
    assert aliases.all_fields_of("company") == {"organization", "institution"}
    assert aliases.all_fields_of("myOwnKey") == frozenset()


def test_several_keys_of_a_field() -> None:
    assert aliases.fields_of("role", ["position", "role"]) == {"role": "title"}
    assert aliases.fields_of("post", ["tags", "categories"]) == {"tags": "tags", "categories": "tags"}
    assert aliases.fields_of("role", ["name", "position"]) == {"position": "title"}
    assert aliases.fields_of("role", ["name", "position"], listed=True) == {
        "name": "organization",
        "position": "title",
    }
