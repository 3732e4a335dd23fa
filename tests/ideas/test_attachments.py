"""Photos and documents with a problem: what is kept of them, who sees them, what is refused, and when they go."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from common import files as kept
from ideas.actions import attachments as actions
from ideas.actions import problems as ideas
from ideas.models import Attachment, Problem
from ideas.privacy import forget_old_drafts
from tests import files, stages
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor
from tests.files import opened, send
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
MARK = "Xanthippe Quollwright 52.0907N"


def test_a_photo_is_drawn_anew_and_holds_nothing_but_its_picture(cast: Cast, as_person: ClientFor) -> None:
    client, problem = as_person(cast.poster), stages.draft(cast)
    for format in ("JPEG", "PNG", "WEBP"):
        sent = files.photo(format, mark=MARK, turned=6)
        assert MARK.encode() in sent
        response = send(client, problem, sent, f"image/{format.lower()}")
        assert response.status_code == 201, response.content
        said = response.json()

        content, headers = opened(client, said["file"])

        assert headers["Content-Type"] == "image/jpeg"
        assert headers["Content-Disposition"] == f'inline; filename="photo-{said["number"]}.jpg"'
        assert "Xanthippe" not in content.decode(errors="ignore")
        assert segments(content) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}, "only what draws the picture"
        drawn = Image.open(BytesIO(content))
        assert (drawn.size, said["width"], said["height"]) == ((40, 60), 40, 60), "it stands upright"
        above, below = drawn.getpixel((20, 5)), drawn.getpixel((20, 55))
        assert isinstance(above, tuple)
        assert isinstance(below, tuple)
        assert above[0] > 180 > below[0]


def segments(jpeg: bytes) -> set[int]:
    """The kinds of segments before the picture's data; the file ends with it."""
    found, place = set(), 2
    while place < len(jpeg) and jpeg[place + 1] != 0xDA:
        found.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
    assert jpeg.endswith(b"\xff\xd9")
    return found


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "I;16", "1"])
def test_every_kind_of_png_becomes_a_picture_of_the_same_brightness(
    mode: str, cast: Cast, as_person: ClientFor
) -> None:
    file = BytesIO()
    if mode == "I;16":
        Image.new("I;16", (40, 40), 128 * 256).save(file, "PNG")
    else:
        Image.new("L", (40, 40), 128).convert(mode, dither=Image.Dither.NONE).save(file, "PNG")
    client = as_person(cast.poster)

    said = send(client, stages.draft(cast), file.getvalue(), "image/png").json()

    colour = Image.open(BytesIO(opened(client, said["file"])[0])).getpixel((20, 20))
    assert isinstance(colour, tuple)
    assert abs(colour[0] - (255 if mode == "1" else 128)) < 4


def test_what_can_be_seen_through_becomes_white(cast: Cast, as_person: ClientFor) -> None:
    file = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(file, "WEBP", lossless=True)
    client = as_person(cast.poster)

    said = send(client, stages.draft(cast), file.getvalue(), "image/webp").json()

    assert Image.open(BytesIO(opened(client, said["file"])[0])).getpixel((20, 20)) == (255, 255, 255)


def test_a_large_photo_becomes_smaller_and_of_an_animation_the_first_picture_stays(
    cast: Cast, as_person: ClientFor
) -> None:
    client, problem = as_person(cast.poster), stages.draft(cast)
    moving = files.photo("WEBP", size=(90, 30), save_all=True, append_images=[files.picture(90, 30, "L")])

    large = send(client, problem, files.photo(size=(5000, 2500))).json()
    still = send(client, problem, moving, "image/webp").json()

    assert (large["width"], large["height"]) == (2000, 1000)
    drawn = Image.open(BytesIO(opened(client, still["file"])[0]))
    assert drawn.size == (90, 30)
    assert getattr(drawn, "n_frames", 1) == 1


def test_the_same_request_twice_adds_one_and_another_file_under_its_key_is_refused(
    cast: Cast, as_person: ClientFor
) -> None:
    client, problem, key = as_person(cast.poster), stages.draft(cast), {"HTTP_IDEMPOTENCY_KEY": str(uuid4())}

    first, again = (send(client, problem, files.photo(), **key) for _ in range(2))
    other = send(client, problem, files.photo(size=(61, 40)), **key)

    assert (first.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    assert Attachment.objects.count() == 1


def test_six_are_taken_and_no_seventh(cast: Cast, as_person: ClientFor) -> None:
    client, problem = as_person(cast.poster), stages.draft(cast)
    for number in range(6):
        assert send(client, problem, files.photo(size=(60 + number, 40))).status_code == 201

    response = send(client, problem, files.photo(size=(70, 40)))

    assert (response.status_code, response.json()["code"]) == (422, "too_many_files")
    assert len(files.kept_files()) == 6


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_not_seven(cast: Cast, as_person: ClientFor) -> None:
    problem = stages.draft(cast)
    for _ in range(5):
        files.attach(cast.poster, problem)
    clients = [as_person(cast.poster) for _ in range(2)]

    answers = at_once(*[lambda client=client: send(client, problem, files.photo()).status_code for client in clients])

    assert sorted(answers) == [201, 422]
    assert sorted(problem.attachments.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


SEEN = {
    "draft": (stages.draft, {"poster": 200}, 404),
    "posted": (stages.posted, {"anonymous": 404}, 200),
    "asked back": (stages.asked_back, {"anonymous": 404}, 200),
}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("stage", SEEN)
def test_whoever_reads_the_problem_sees_its_photo(stage: str, who: str, cast: Cast, as_person: ClientFor) -> None:
    make, some, others = SEEN[stage]
    photo = files.attach(cast.poster, make(cast))

    response = as_person(cast[who]).get(f"/api/attachments/{photo.pk}/file/")

    assert response.status_code == some.get(who, others)


def test_everybody_sees_it_once_the_problem_is_open_and_nobody_when_it_is_withdrawn(
    cast: Cast, as_person: ClientFor
) -> None:
    problem = stages.draft(cast)
    photo = files.attach(cast.poster, problem)
    actions.describe_attachment(poster=cast.poster, attachment_id=photo.pk, description='A "form" <b>')
    address, page = f"/api/attachments/{photo.pk}/file/", f"/en/problems/{problem.pk}/"
    ideas.post_problem(poster=cast.poster, problem_id=problem.pk)
    assert address not in Client().get(page).content.decode()

    ideas.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk)

    assert opened(Client(), address)[1]["X-Content-Type-Options"] == "nosniff"
    shown = Client().get(page).content.decode()
    assert f'src="{address}"' in shown
    assert 'alt="A &quot;form&quot; &lt;b&gt;"' in shown
    assert as_person(None).get(f"/api/problems/{problem.pk}/").json()["attachments"][0]["file"] == address
    ideas.withdraw_problem(poster=cast.poster, problem_id=problem.pk)
    assert as_person(cast.poster).get(address).status_code == 404
    assert not Attachment.objects.exists()


def test_a_document_stands_beside_a_name_only_and_is_saved_never_shown(cast: Cast, as_person: ClientFor) -> None:
    client, problem = as_person(cast.poster), stages.draft(cast, by_name=True)

    said = send(client, problem, files.PDF, "application/pdf").json()

    content, headers = opened(client, said["file"])
    assert content == files.PDF
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'attachment; filename="document-1.pdf"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    body = {"read_version": 1, "by_name": False}
    refused = client.patch(f"/api/problems/{problem.pk}/", body, format="json")
    assert (refused.status_code, list(refused.json()["details"])) == (422, ["by_name"])
    actions.remove_attachment(poster=cast.poster, attachment_id=said["id"])
    assert client.patch(f"/api/problems/{problem.pk}/", body, format="json").status_code == 200


def test_under_a_pseudonym_a_photo_added_later_waits_for_a_moment_drawn_by_lot(
    cast: Cast, as_person: ClientFor, settings: Any
) -> None:
    problem = stages.posted(cast)
    settings.PERSONA_DELAY_MINUTES = (5, 60)
    address = f"/api/attachments/{files.attach(cast.poster, problem).pk}/file/"
    photo = problem.attachments.get()
    actions.describe_attachment(poster=cast.poster, attachment_id=photo.pk, description="A form")

    def seen_by(who: str) -> bool:
        listed = as_person(cast[who]).get(f"/api/problems/{problem.pk}/").json()["attachments"]
        assert (as_person(cast[who]).get(address).status_code == 200) is bool(listed)
        return bool(listed)

    assert [seen_by("poster"), seen_by("coordinator"), seen_by("member")] == [True, False, False]
    Attachment.objects.update(shown_from=timezone.now() - timedelta(seconds=1))
    actions.show_waiting_attachments()
    assert [seen_by("coordinator"), seen_by("member")] == [True, True]
    assert not Attachment.objects.filter(shown_from__isnull=False).exists(), "the moment is forgotten"
    answer = as_person(cast.poster).patch(f"/api/attachments/{photo.pk}/", {"description": "x"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_what_still_waited_when_the_problem_was_opened_stays_with_the_members(
    cast: Cast, as_person: ClientFor, settings: Any
) -> None:
    problem = stages.posted(cast)
    settings.PERSONA_DELAY_MINUTES = (5, 60)
    address = f"/api/attachments/{files.attach(cast.poster, problem).pk}/file/"
    ideas.publish_problem(coordinator=cast.coordinator, problem_id=problem.pk)
    Attachment.objects.update(shown_from=timezone.now() - timedelta(seconds=1))

    actions.show_waiting_attachments()

    assert as_person(cast.member).get(address).status_code == 200
    assert Client().get(address).status_code == 404, "no coordinator has looked at it"
    refused = send(as_person(cast.poster), problem, files.photo())
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


@pytest.mark.django_db(transaction=True)
def test_the_same_photo_is_kept_once_and_goes_with_the_last_that_shows_it(cast: Cast) -> None:
    problem, other = stages.draft(cast), stages.draft(cast)
    first, second = files.attach(cast.poster, problem), files.attach(cast.poster, other)
    assert len(files.kept_files()) == 1

    actions.remove_attachment(poster=cast.poster, attachment_id=first.pk)
    assert len(files.kept_files()) == 1
    actions.remove_attachment(poster=cast.poster, attachment_id=second.pk)
    assert not files.kept_files()


@pytest.mark.django_db(transaction=True)
def test_a_photo_sent_while_its_twin_is_removed_is_there_afterwards(cast: Cast) -> None:
    problem = stages.draft(cast)
    for round in range(5):
        old = files.attach(cast.poster, stages.draft(cast))
        content = files.photo()

        def add(content: bytes = content) -> None:
            files.attach(cast.poster, problem, content)

        def remove(old: Attachment = old) -> None:
            actions.remove_attachment(poster=cast.poster, attachment_id=old.pk)

        at_once(add, remove)

        new = problem.attachments.get(number=round + 1)
        with kept.opened(new.digest) as file:
            assert file.read(2) == b"\xff\xd8"


def test_files_of_forgotten_drafts_and_of_interrupted_requests_go_with_the_clock(cast: Cast) -> None:
    old, young = stages.draft(cast), stages.draft(cast)
    files.attach(cast.poster, old, files.photo(size=(61, 40)))
    files.attach(cast.poster, young)
    Problem.objects.filter(pk=old.pk).update(day=timezone.localdate() - timedelta(days=400))
    forget_old_drafts()
    assert len(files.kept_files()) == 2

    assert actions.forget_files() == 1
    assert {file.name for file in files.kept_files()} == {young.attachments.get().digest}


def test_a_full_disk_refuses_and_leaves_nothing(cast: Cast, as_person: ClientFor, tmp_path: Path) -> None:
    (tmp_path / "coming").write_text("a file where a folder belongs")

    response = send(as_person(cast.poster), stages.draft(cast), files.photo())

    assert (response.status_code, response.json()["code"]) == (503, "unavailable")
    assert not Attachment.objects.exists()
