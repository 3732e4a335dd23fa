"""The problem."""

from ideas.models import Problem
from tests import stages
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get

ROWS = [
    Row("list_problems", get("problems/"), 200, PUBLIC),
    Row("draft_problem", lambda cast: ("post", "problems/", stages.WORDS), 201, {}),
    Row("read_problem", at("get", stages.draft, "problems/{id}/"), 404, {"poster": 200, "anonymous": 404}),
    Row(
        "edit_problem",
        at("patch", stages.draft, "problems/{id}/", {"read_version": 1, "title": "New"}),
        404,
        {"poster": 200},
    ),
    Row("post_problem", at("post", stages.draft, "problems/{id}/post/"), 404, {"poster": 200}),
    Row("publish_problem", at("post", stages.posted, "problems/{id}/publish/"), 403, {"coordinator": 200}),
    Row("withdraw_problem", at("post", stages.posted, "problems/{id}/withdraw/"), 403, {"poster": 200}),
]

READS: dict[str, Read] = {
    "list_problems": ("member", "problems/"),
    "read_problem": ("member", lambda _: f"problems/{first(Problem).pk}/"),
}
