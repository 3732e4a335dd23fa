"""Files that are not taken: by what is in them, by how they were sent, and by whom."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from rest_framework.test import APIClient

from common.uploads import MOST_BYTES
from ideas.models import Attachment
from tests import files, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.files import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def bomb() -> bytes:
    """A small file that becomes 60 million pixels."""
    file = BytesIO()
    Image.new("1", (10_000, 6_000)).save(file, "PNG")
    return file.getvalue()


NOT_TAKEN: dict[str, tuple[bytes, str, int, str]] = {
    "a page that says it is a photo": (b"<html><script>alert(1)</script>", "image/jpeg", 415, "wrong_kind"),
    "a drawing with scripts": (b"<svg onload='alert(1)'/>", "image/svg+xml", 415, "wrong_kind"),
    "a program": (b"MZ\x90\x00" + bytes(100), "image/png", 415, "wrong_kind"),
    "a moving GIF": (b"GIF89a" + bytes(100), "image/gif", 415, "wrong_kind"),
    "a text document": (b"PK\x03\x04" + bytes(100), "application/zip", 415, "wrong_kind"),
    "a document that says it is a photo": (files.PDF, "image/jpeg", 415, "wrong_kind"),
    "a photo that says it is a document": (files.photo(), "application/pdf", 415, "wrong_kind"),
    "half a document": (files.PDF[:-8], "application/pdf", 415, "wrong_kind"),
    "half a photo": (files.photo(size=(300, 200))[:-400], "image/jpeg", 422, "invalid"),
    "the beginning of a photo": (b"\xff\xd8\xff\xe0", "image/jpeg", 422, "invalid"),
    "a PNG of rubbish": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png", 422, "invalid"),
    "a WebP of rubbish": (b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(64), "image/webp", 422, "invalid"),
    "a bomb": (bomb(), "image/png", 413, "too_big"),
    "nothing": (b"", "image/jpeg", 422, "invalid"),
    "a form": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 422, "invalid"),
    "words": (b"title=a", "application/x-www-form-urlencoded", 422, "invalid"),
    "a document under a pseudonym": (files.PDF, "application/pdf", 422, "names_its_maker"),
}


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_not_taken_is_refused_with_what_to_do(what: str, cast: Cast, as_person: ClientFor) -> None:
    content, said_type, status, code = NOT_TAKEN[what]

    response = send(as_person(cast.poster), stages.draft(cast), content, said_type)

    said = response.json()
    assert (response.status_code, said["status"], said["code"]) == (status, status, code)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert len(said["detail"].split(". ")) >= 2, "it says what to do"
    assert not Attachment.objects.exists()
    assert not files.kept_files()


def test_more_than_twenty_megabytes_are_refused_before_they_are_read(cast: Cast, as_person: ClientFor) -> None:
    problem, client = stages.draft(cast), as_person(cast.poster)
    largest = files.photo(size=(4000, 3000))
    largest += bytes(MOST_BYTES - len(largest))

    assert send(client, problem, largest).status_code == 201, "twenty megabytes are taken"
    refused = send(client, problem, largest + b"x")

    assert (refused.status_code, refused.json()["code"]) == (413, "too_big")
    assert Attachment.objects.count() == 1


def test_a_file_that_stops_on_its_way_leaves_nothing(cast: Cast, as_person: ClientFor) -> None:
    content = files.photo()
    cut: dict[str, Any] = {"CONTENT_LENGTH": str(len(content) + 10), "wsgi.input": BytesIO(content)}

    response = send(as_person(cast.poster), stages.draft(cast), content, **cut)

    assert (response.status_code, list(response.json()["details"])) == (422, ["file"])
    assert not files.kept_files()


def in_a_browser(person: Any) -> APIClient:
    """A client that is asked for the page's token, as every browser is, and has it."""
    client, token = APIClient(enforce_csrf_checks=True), "a" * 32
    client.cookies["csrftoken"] = token
    client.credentials(HTTP_X_CSRFTOKEN=token)
    if person is not None:
        client.force_login(person)
    return client


def test_a_stranger_is_refused_before_a_byte_is_read(cast: Cast, settings: Any) -> None:
    draft, posted = stages.draft(cast), stages.posted(cast)
    # Nothing can be written here: whoever is let through to reading gets 503.
    settings.MEDIA_ROOT = "/dev/null"
    who = ((cast.outsider, draft), (cast.outsider, posted), (None, draft), (cast.poster, draft))

    answers = [send(in_a_browser(person), problem, files.photo()).status_code for person, problem in who]

    assert answers == [404, 403, 401, 503]


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_a_browser_is_told_the_same(what: str, cast: Cast) -> None:
    content, said_type, status, _ = NOT_TAKEN[what]

    assert send(in_a_browser(cast.poster), stages.draft(cast), content, said_type).status_code == status
    assert not files.kept_files()


def test_the_token_of_the_page_is_asked_for(cast: Cast) -> None:
    client = in_a_browser(cast.poster)
    client.credentials()

    response = send(client, stages.draft(cast), files.photo())

    assert (response.status_code, response.json()["code"]) == (403, "csrf")
    assert not files.kept_files()
