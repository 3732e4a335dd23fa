"""Who: operations of the people app."""

from typing import Any

from people.actions.blocks import add_block
from people.actions.privacy import ask_for_archive, ask_for_erasure
from people.models import Notice
from people.tasks import make_archive
from tests import stages
from tests.cast import Cast
from tests.matrix.rows import PUBLIC, Ask, Read, Row, get

PROFILE: dict[str, Any] = {
    "skills": [{"skill": "archives", "level": 2, "wants_to_use": True}],
    "topics": ["forms"],
    "languages": ["en"],
    "hours_a_week": 4,
    "dotank_cap": 1,
    "paused": False,
    "open_to_peers": False,
    "free_periods": [{"since": "2090-02-01", "until": "2090-03-14", "hours_a_week": 4}],
}
BLOCK = {"email": "somebody@nowhere.example"}

RHYTHMS = {"needs_you": "never", "mine": "weekly", "taking_part": "daily", "comments": "never", "followed": "at_once"}


def a_notice(cast: Cast) -> Ask:
    stages.posted(cast)
    return "post", f"me/notices/{Notice.objects.get(person=cast.poster).pk}/seen/", None


def a_block(cast: Cast) -> Ask:
    return "post", f"me/blocks/{add_block(person=cast.poster, **BLOCK).pk}/remove/", None


def an_archive(cast: Cast) -> Ask:
    archive = ask_for_archive(person=cast.poster)
    make_archive(archive_id=str(archive.pk))
    return "get", f"me/archives/{archive.pk}/file/", None


def an_erasure(cast: Cast) -> Ask:
    ask_for_erasure(person=cast.poster)
    return "post", "me/erasure/take-back/", None


ROWS = [
    Row("read_me", get("me/"), 200, {}),
    Row("choose_language", lambda cast: ("patch", "me/", {"language": "sv"}), 200, {}),
    Row("read_profile", get("me/profile/"), 200, {}),
    Row("save_profile", lambda cast: ("put", "me/profile/", PROFILE), 200, {}),
    Row("list_blocks", get("me/blocks/"), 200, {}),
    Row("add_block", lambda cast: ("post", "me/blocks/", BLOCK), 201, {}),
    # Nobody else finds it, not even who is named in it.
    Row("remove_block", a_block, 404, {"poster": 204}),
    Row("list_notices", get("me/notices/"), 200, {}),
    Row("mark_notices_seen", lambda cast: ("post", "me/notices/seen/", None), 200, {}),
    Row("mark_notice_seen", a_notice, 404, {"poster": 200}),
    Row("read_my_data", get("me/data/"), 200, {}),
    Row("ask_for_archive", lambda cast: ("post", "me/archives/", None), 201, {}),
    Row("read_archive_file", an_archive, 404, {"poster": 200}),
    # The last administrator stays until another one is named.
    Row("ask_for_erasure", lambda cast: ("post", "me/erasure/", None), 201, {"administrator": 409}),
    Row("take_erasure_back", an_erasure, 409, {"poster": 200}),
    Row("read_notice_rhythms", get("me/notice-rhythms/"), 200, {}),
    Row("choose_notice_rhythms", lambda cast: ("put", "me/notice-rhythms/", RHYTHMS), 200, {}),
    Row("list_words", get("words/"), 200, PUBLIC),
    Row("list_managers", get("managers/"), 403, {"coordinator": 200}),
]

READS: dict[str, Read] = {
    "read_me": ("member", "me/"),
    "read_profile": ("member", "me/profile/"),
    "list_blocks": ("member", "me/blocks/"),
    "list_notices": ("member", "me/notices/"),
    "read_notice_rhythms": ("member", "me/notice-rhythms/"),
    "read_my_data": ("member", "me/data/"),
    "read_archive_file": ("poster", lambda cast: an_archive(cast)[1]),
    "list_words": ("member", "words/"),
    "list_managers": ("coordinator", "managers/"),
}
