"""A poster who wants to be recognised posts under an earlier pseudonym of their own; everybody else stays unlinked."""

from typing import Any

import pytest

from ideas import identity
from ideas.actions import problems
from ideas.models import Persona, Problem
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


def mine(cast: Cast, as_person: ClientFor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_person(cast.poster).get("/api/me/personas/").json()["results"]
    return found


def test_only_my_own_that_others_have_read_under_no_name_of_mine(cast: Cast, as_person: ClientFor) -> None:
    read = stages.posted(cast)
    stages.draft(cast)
    named = stages.posted(cast, by_name=True)
    shown = problems.show_name(poster=cast.poster, problem_id=stages.posted(cast).pk)
    stages.posted(cast, poster=cast.colleague)

    found = mine(cast, as_person)

    assert [one["id"] for one in found] == [str(read.persona_id)]
    assert found[0] == {**found[0], "name": str(read.persona), "hue": read.persona.hue, "posts": 1}
    assert {named.persona_id, shown.persona_id}.isdisjoint({read.persona_id})


def test_a_draft_goes_to_an_earlier_pseudonym_and_back_to_a_new_one(cast: Cast, as_person: ClientFor) -> None:
    read = stages.posted(cast)
    draft = stages.draft(cast)
    drawn = draft.persona_id
    client, address = as_person(cast.poster), f"/api/problems/{draft.pk}/"

    again = client.patch(address, {"read_version": 1, "persona": str(read.persona_id)}, format="json").json()

    assert again["poster"]["name"] == str(read.persona)
    assert again["as_posted"]["persona"] == str(read.persona_id)
    # What nobody has read is gone, and nobody stands behind it.
    assert not Persona.objects.filter(pk=drawn).exists()
    assert identity.person_to_tell(drawn) is None

    same = client.patch(address, {"read_version": 2, "title": "Said better"}, format="json").json()
    assert same["as_posted"]["persona"] == str(read.persona_id)
    anew = client.patch(address, {"read_version": 3, "persona": None}, format="json").json()
    assert anew["as_posted"]["persona"] is None
    assert anew["poster"]["name"] != str(read.persona)
    assert Persona.objects.filter(pk=read.persona_id).exists()


def test_a_new_problem_begins_under_an_earlier_pseudonym(cast: Cast, as_person: ClientFor) -> None:
    read = stages.posted(cast)

    drafted = as_person(cast.poster).post(
        "/api/problems/", {**stages.WORDS, "persona": str(read.persona_id)}, format="json"
    )
    problems.post_problem(poster=cast.poster, problem_id=drafted.json()["id"])

    assert [(one["id"], one["posts"]) for one in mine(cast, as_person)] == [(str(read.persona_id), 2)]


@pytest.mark.parametrize("whose", ["somebody else's", "an unread one", "one with my name", "nobody's"])
def test_any_other_pseudonym_is_refused(whose: str, cast: Cast, as_person: ClientFor) -> None:
    other = {
        "somebody else's": lambda: stages.posted(cast, poster=cast.colleague).persona_id,
        "an unread one": lambda: stages.draft(cast).persona_id,
        "one with my name": lambda: stages.posted(cast, by_name=True).persona_id,
        "nobody's": lambda: cast.poster.pk,
    }[whose]()
    draft = stages.draft(cast)

    refused = as_person(cast.poster).patch(
        f"/api/problems/{draft.pk}/", {"read_version": 1, "persona": str(other)}, format="json"
    )

    assert (refused.status_code, list(refused.json()["details"])) == (422, ["persona"])
    draft.refresh_from_db()
    assert (draft.version, Persona.objects.filter(pk=draft.persona_id).exists()) == (1, True)


def test_what_was_read_under_one_pseudonym_keeps_it(cast: Cast, as_person: ClientFor) -> None:
    read, asked = stages.posted(cast), stages.asked_back(cast)

    refused = as_person(cast.poster).patch(
        f"/api/problems/{asked.pk}/", {"read_version": 1, "persona": str(read.persona_id)}, format="json"
    )

    assert refused.status_code == 409
    assert Problem.objects.get(pk=asked.pk).persona_id == asked.persona_id


def test_posting_by_name_never_takes_an_earlier_pseudonym_along(cast: Cast) -> None:
    read = stages.posted(cast)

    named = stages.posted(cast, by_name=True, persona=read.persona_id)

    assert named.posted_by == cast.poster
    assert named.persona_id != read.persona_id
