"""The open tasks of a room, read on the server, and the outlines a text can begin with."""

from typing import Any
from uuid import UUID, uuid4

import pycrdt
import pytest
from django.db import connection
from django.utils import translation

from dotanks.live import crdt, rooms, store
from dotanks.live.guard import check_update
from dotanks.live.seeding import write
from dotanks.live.shapes import DOCUMENT
from dotanks.room.templates import templates
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.dotanks.live.test_document_nodes import element, paragraph, tasted


def put(room: UUID, *blocks: Any) -> None:
    document = crdt.new_document(DOCUMENT)
    for block in blocks:
        document.get("document", type=pycrdt.XmlFragment).children.append(block)
    with connection.cursor() as cursor:
        cursor.execute(store.APPEND, store.appending({room: document.get_update()}, {}))


def check(text: str, *more: Any, **facts: Any) -> pycrdt.XmlElement:
    return element("taskItem", paragraph(text), *more, **{"checked": False, **facts})


@pytest.mark.django_db
def test_open_tasks_are_what_is_not_ticked_with_who_and_when(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    put(
        room,
        element("taskList", check("Ask", element("taskList", check("Ask again", due="2026-13-40")), due="2026-12-01")),
        element("taskList", check("Done", checked=True), check("Mine", assignee=str(cast.member.pk)), check("")),
        element("taskList", check("Of a stranger", assignee=str(cast.outsider.pk)), check("X", assignee=str(uuid4()))),
    )

    tasks = as_person(cast.member).get(f"/api/rooms/{room}/tasks/").json()

    found = {one["text"]: (one["assignee"] and one["assignee"]["name"], one["due"]) for one in tasks}
    assert found == {
        "Ask": (None, "2026-12-01"),
        "Ask again": (None, None),
        "Mine": (cast.member.name, None),
        "Of a stranger": (None, None),
        "X": (None, None),
    }, "a name is shown only of who may enter"
    assert [one["text"] for one in tasks][:2] == ["Ask", "Ask again"]


@pytest.mark.parametrize("language", ["en", "nl", "sv", "nb"])
def test_templates_pass_the_guard_and_stand_in_a_room_as_they_are(language: str) -> None:
    with translation.override(language):
        for template in templates():
            update = write(template.blocks, DOCUMENT)
            check_update(update, DOCUMENT)
            assert tasted(update) == [True], template.id


@pytest.mark.django_db
def test_a_template_seeds_an_empty_room_once() -> None:
    room = rooms.open_room("dotank")
    plan = templates()[2]

    assert rooms.seed_document(room, plan.blocks)
    assert not rooms.seed_document(room, plan.blocks)

    text = rooms.read_document(room).text
    assert "Measure | Baseline | Target | Threshold | Who counts" in text
    assert "[ ] Take the baseline" in text
    assert [item.text for item in rooms.read_checks(room)][1] == "Take the baseline"


@pytest.mark.django_db
def test_templates_come_in_the_language_of_the_reader(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id

    answer = as_person(cast.member).get(f"/api/rooms/{room}/templates/", HTTP_ACCEPT_LANGUAGE="en").json()

    assert [one["id"] for one in answer] == ["challenge_statement", "business_case", "pilot_plan"]
    grid = next(block for block in answer[2]["blocks"] if block["kind"] == "grid")
    assert len({len(row) for row in grid["rows"]}) == 1
