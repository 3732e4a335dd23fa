"""Pictures in a room: what is kept, who sees them, and what is refused."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from common import files as kept
from dotanks.actions import proposals
from dotanks.live import rooms
from dotanks.room.models import RoomAttachment
from ideas.actions.attachments import forget_files
from tests import files, stages
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.dotanks.live.test_document_nodes import element, paragraph
from tests.dotanks.room.test_tasks_and_templates import put
from tests.files import opened
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
MARK = "Xanthippe Quollwright 52.0907N"


def send(client: Any, room: UUID, content: bytes, said: str = "image/jpeg", **more: Any) -> Any:
    return client.generic("POST", f"/api/rooms/{room}/attachments/", content, content_type=said, **more)


def test_a_picture_is_drawn_anew_kept_once_and_seen_in_the_room(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    client = as_person(cast.member)

    said = send(client, room, files.photo(mark=MARK, turned=6))
    again = send(as_person(cast.challenger), room, files.photo(mark=MARK, turned=6))

    assert (said.status_code, again.json()) == (201, said.json())
    content, headers = opened(client, said.json()["file"])
    assert "Xanthippe" not in content.decode(errors="ignore")
    assert Image.open(BytesIO(content)).size == (40, 60), "it stands upright"
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (RoomAttachment.objects.count(), len(files.kept_files())) == (1, 1)


def test_the_sweep_of_unused_files_leaves_those_of_rooms(cast: Cast, as_person: ClientFor) -> None:
    said = send(as_person(cast.member), stages.working(cast).room_id, files.photo()).json()

    assert forget_files() == 0
    opened(as_person(cast.member), said["file"])
    RoomAttachment.objects.all().delete()
    assert forget_files() == 1
    assert not list(kept.kept())


REFUSED = {
    "a web page that says it is a picture": (b"<html><script>alert(1)</script>", "image/jpeg", 415),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "image/svg+xml", 415),
    "a document": (files.PDF, "application/pdf", 415),
    "a document that says it is a picture": (files.PDF, "image/png", 415),
    "half a picture": (files.photo()[:200], "image/jpeg", 422),
    "a very large file": (b"\xff\xd8\xff" + b"x" * (20 * 1024 * 1024), "image/jpeg", 413),
    "nothing": (b"", "image/jpeg", 422),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(
    wrong: str, cast: Cast, as_person: ClientFor
) -> None:
    content, said, status = REFUSED[wrong]

    response = send(as_person(cast.member), stages.working(cast).room_id, content, said)

    assert response.status_code == status, response.content
    assert response.json()["detail"]
    assert not RoomAttachment.objects.exists()
    assert not files.kept_files()


@pytest.mark.parametrize("who", ROLES)
def test_only_who_enters_the_room_sees_its_pictures(who: str, cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    address = send(as_person(cast.member), room, files.photo()).json()["file"]

    response = as_person(cast[who]).get(address)

    enters = who in {"member", "challenger"}
    assert response.status_code == (200 if enters else 401 if who == "anonymous" else 404)


def test_a_picture_of_another_room_is_not_there(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    client = as_person(cast.member)
    said = send(client, room, files.photo()).json()
    other = rooms.open_room("dotank")

    assert client.get(said["file"].replace(str(room), str(other))).status_code == 404
    assert send(client, other, files.photo()).status_code == 404
    assert client.get(f"/api/rooms/{room}/attachments/{uuid4()}/file/").status_code == 404


def test_the_manager_sees_it_in_the_submitted_version_and_nobody_by_name_who_left(
    cast: Cast, as_person: ClientFor
) -> None:
    dotank = stages.working(cast)
    picture = send(as_person(cast.member), dotank.room_id, files.photo()).json()
    other = send(as_person(cast.member), dotank.room_id, files.photo(size=(70, 40))).json()
    gone = uuid4()
    write(dotank.room_id, picture["id"], [cast.member.pk, gone])
    version = proposals.save_version(person=cast.member, dotank_id=dotank.pk)
    manager = as_person(cast.manager)
    assert manager.get(picture["file"]).status_code == 404
    stages.submit(cast, version)

    html = manager.get(f"/api/versions/{version.pk}/").json()["html"]

    assert f'src="{picture["file"]}"' in html
    assert cast.member.name in html
    assert "Somebody who left" in html
    assert str(cast.member.pk) not in html
    assert str(gone) not in html
    assert cast.member.name not in version.html, "a name can be erased; a version stays as it is"
    assert manager.get(picture["file"]).status_code == 200
    assert manager.get(other["file"]).status_code == 404, "it is in the room, not in the version"
    assert as_person(cast.outsider).get(picture["file"]).status_code == 404


def write(room: UUID, picture: str, people: list[Any]) -> None:
    """What the team's editors would have stored."""
    tasks = [element("taskItem", paragraph("Ask"), checked=False, assignee=str(one)) for one in people]
    put(room, element("image", attachment=picture, alt="A form"), element("taskList", *tasks))


@pytest.mark.django_db(transaction=True)
def test_the_same_picture_from_two_at_once_is_one(cast: Cast, as_person: ClientFor) -> None:
    room = stages.working(cast).room_id
    clients = [as_person(cast.member), as_person(cast.challenger)]

    answers = at_once(*[lambda client=client: send(client, room, files.photo()).json()["id"] for client in clients])

    assert len(set(answers)) == 1
    assert RoomAttachment.objects.count() == 1


def test_who_may_enter_can_be_asked_by_who_enters(cast: Cast, as_person: ClientFor) -> None:
    dotank = stages.guest(cast).dotank

    people = as_person(cast.member).get(f"/api/rooms/{dotank.room_id}/people/").json()

    assert {str(cast.member.pk), str(cast.challenger.pk), str(cast.outsider.pk)} <= {one["id"] for one in people}
    assert str(cast.manager.pk) not in {one["id"] for one in people}
