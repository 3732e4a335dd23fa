"""A group's public page tells what it is for and what it works on, and never who is in it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.actions.groups import close_group, set_group_goal
from people.models import Group
from tests import groups, stages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def page_of(group: Group) -> str:
    return f"/en/groups/{group.pk}/"


def test_it_tells_purpose_goal_and_size_but_no_name(cast: Cast) -> None:
    group = groups.asked(cast).group
    set_group_goal(person=cast.member, group_id=group.pk, year=groups.this_year(), words="Ten forms rewritten")
    group.goals.create(year=groups.this_year() - 1, words="Find each other")

    said = read(page_of(group)) + read("/en/groups/")

    for words in (
        groups.WORDS["purpose"],
        "Ten forms rewritten",
        "Find each other",
        "2 members",
        "Agency, Water Board",
    ):
        assert words in said
    people = (cast.member, cast.challenger, cast.colleague)
    assert not [one.name for one in people if one.name in said or str(one.pk) in said]
    assert "I write letters all day." not in said


def test_only_what_a_coordinator_has_looked_at_is_public(cast: Cast) -> None:
    group = groups.gathered(cast)
    unread, open_one, done = stages.posted(cast, title="Unread"), stages.published_problem(cast), stages.published(cast)
    for problem in (unread, open_one, done.dotank.problem):
        groups.send(cast, problem, group)

    said = read(page_of(group))

    assert "Unread" not in said
    assert reverse("problem", args=[open_one.pk]).removeprefix("/en") in said
    assert f"/library/lessons/{done.pk}/" in said
    assert groups.WORDS["name"] in read(f"/en/problems/{open_one.pk}/")


def test_a_closed_group_says_why_and_is_no_longer_listed(cast: Cast) -> None:
    group = groups.gathered(cast)
    close_group(person=cast.member, group_id=group.pk, reason="It has done its work.")

    assert "It has done its work." in read(page_of(group))
    assert "No group found" in read("/en/groups/")
    assert str(group.pk) not in read("/sitemap.xml")


def test_it_is_found_by_word_and_topic_in_the_readers_language(cast: Cast) -> None:
    groups.founded(cast)

    for query in ("q=FORMS", "topic=forms", "q=&topic=", "topic=gossip", "page=9999", "page=x"):
        assert groups.WORDS["name"] in read(f"/en/groups/?{query}"), query
    assert groups.WORDS["name"] in read("/nl/groups/?q=formulieren")
    for query in ("q=nothing-like-it", "topic=care", "q=%25", "q=%00x"):
        assert "No group found" in read(f"/en/groups/?{query}"), query
    assert str(Group.objects.get().pk) in read("/sitemap.xml")


def test_the_list_turns_pages(cast: Cast) -> None:
    for number in range(25):
        groups.founded(cast, name=f"Group {number:02}")

    first, second = read("/en/groups/?topic=forms"), read("/en/groups/?topic=forms&page=2")

    assert 'href="?topic=forms&amp;page=2"' in first
    assert (len(re.findall('class="entry"', first)), len(re.findall('class="entry"', second))) == (20, 5)


def test_pages_cost_the_same_for_more(cast: Cast) -> None:
    group = groups.gathered(cast)
    groups.send(cast, stages.published(cast).dotank.problem, group)

    def cost() -> list[int]:
        found = []
        for address in ("/en/groups/", page_of(group)):
            with CaptureQueriesContext(connection) as asked:
                read(address)
            found.append(len(asked))
        return found

    before = cost()
    for number in (1, 2):
        groups.founded(cast, name=f"More {number}")
        groups.send(cast, stages.published_problem(cast), group)

    assert cost() == before


def test_an_unknown_group_is_not_there(cast: Cast) -> None:
    assert Client().get("/en/groups/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert Client().get("/groups/", headers={"Accept-Language": "sv"})["Location"] == "/sv/groups/"
