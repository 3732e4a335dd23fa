"""The problem."""

from ideas.models import Problem
from tests import files, stages
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get

ROWS = [
    Row("list_problems", get("problems/"), 200, PUBLIC),
    Row("draft_problem", lambda cast: ("post", "problems/", stages.WORDS), 201, {}),
    Row("list_my_personas", get("me/personas/"), 200, {}),
    Row("read_problem", at("get", stages.draft, "problems/{id}/"), 404, {"poster": 200, "anonymous": 404}),
    Row(
        "edit_problem",
        at("patch", stages.draft, "problems/{id}/", {"read_version": 1, "title": "New"}),
        404,
        {"poster": 200},
    ),
    Row("post_problem", at("post", stages.draft, "problems/{id}/post/"), 404, {"poster": 200}),
    Row("publish_problem", at("post", stages.posted, "problems/{id}/publish/"), 403, {"coordinator": 200}),
    Row("list_triage", get("triage/"), 403, {"coordinator": 200}),
    Row(
        "ask_back",
        at("post", stages.posted, "problems/{id}/ask-back/", {"question": "Which form?"}),
        403,
        {"coordinator": 200},
    ),
    Row(
        "decline_problem",
        at("post", stages.posted, "problems/{id}/decline/", {"reason": "A matter for the court"}),
        403,
        {"coordinator": 200},
    ),
    Row(
        "merge_problem",
        at("post", stages.posted, "problems/{id}/merge/", lambda cast, _: {"into": str(stages.other(cast).pk)}),
        403,
        {"coordinator": 200},
    ),
    Row("undo_merge", at("post", stages.merged, "problems/{id}/undo-merge/"), 403, {"coordinator": 200}),
    Row("reopen_problem", at("post", stages.closed, "problems/{id}/reopen/"), 403, {"poster": 200}),
    Row("show_name", at("post", stages.posted, "problems/{id}/show-name/"), 403, {"poster": 200}),
    Row(
        "ask_for_look",
        at("post", stages.posted, "problems/{id}/looks/", {"reason": "A threat"}),
        403,
        {"coordinator": 201},
    ),
    Row("read_look", at("get", stages.look, "looks/{id}/"), 404, {"coordinator": 200}),
    Row("agree_to_look", at("post", stages.look, "looks/{id}/agree/"), 404, {"coordinator": 200}),
    Row("refuse_look", at("post", stages.look, "looks/{id}/refuse/", {"reason": "No need"}), 404, {"coordinator": 200}),
    Row("look_behind", at("post", stages.agreed_look, "looks/{id}/look/"), 404, {"coordinator": 200}),
    Row("add_attachment", at("post", stages.draft, "problems/{id}/attachments/", files.photo()), 404, {"poster": 201}),
    Row(
        "describe_attachment",
        at("patch", stages.photo, "attachments/{id}/", {"description": "A form"}),
        403,
        {"poster": 200},
    ),
    Row("download_attachment", at("get", stages.photo, "attachments/{id}/file/"), 200, {"anonymous": 404}),
    Row("remove_attachment", at("post", stages.photo, "attachments/{id}/remove/"), 403, {"poster": 204}),
    Row(
        "take_attachment_away",
        at("post", stages.photo, "attachments/{id}/take-away/", {"reason": "It shows a face."}),
        403,
        {"coordinator": 204},
    ),
    Row("withdraw_problem", at("post", stages.posted, "problems/{id}/withdraw/"), 403, {"poster": 200}),
]

READS: dict[str, Read] = {
    "list_triage": ("coordinator", "triage/"),
    "read_look": ("coordinator", lambda cast: f"looks/{stages.look(cast).pk}/"),
    "list_problems": ("member", "problems/"),
    "list_my_personas": ("poster", "me/personas/"),
    "read_problem": ("member", lambda _: f"problems/{first(Problem).pk}/"),
}
