"""What is said about a problem: Mia (member) comments, Cora coordinates, Petra (poster) needs no support."""

from tests import stages, talks
from tests.matrix.rows import Read, Row, at

MINE = {"member": 200}
LOOKS = {"coordinator": 200}
WORDS = {"text": "We have it too."}


def to_comments(rest: str) -> Read:
    return "member", lambda _: f"comments/{talks.first_comment().pk}/{rest}"


def to_problem(rest: str) -> Read:
    return "member", lambda _: f"problems/{talks.first_comment().problem_id}/{rest}"


ROWS = [
    Row("read_conversation", at("get", talks.supported, "problems/{id}/conversation/"), 200, {}),
    Row("support_problem", at("post", stages.posted, "problems/{id}/support/", {"how_often": "daily"}), 201,
        {"poster": 403}),
    Row("withdraw_support", at("post", talks.supported, "problems/{id}/support/withdraw/"), 200, {}),
    Row("follow_problem", at("post", stages.posted, "problems/{id}/follow/"), 201, {"poster": 403}),
    Row("unfollow_problem", at("post", stages.posted, "problems/{id}/unfollow/"), 200, {}),
    Row("list_comments", at("get", talks.commented, "problems/{found.problem_id}/comments/"), 200, {}),
    Row("write_comment", at("post", stages.posted, "problems/{id}/comments/", WORDS), 201, {}),
    Row("list_answers", at("get", talks.commented, "comments/{id}/answers/"), 200, {}),
    Row("edit_comment", at("patch", talks.commented, "comments/{id}/", {**WORDS, "read_version": 1}), 403, MINE),
    Row("remove_comment", at("post", talks.commented, "comments/{id}/remove/"), 403, MINE),
    Row("hide_comment", at("post", talks.commented, "comments/{id}/hide/", talks.REASON), 403, LOOKS),
    Row("show_comment_again", at("post", talks.hidden, "comments/{id}/show-again/"), 403, LOOKS),
    Row("search_mentionable", at("get", talks.commented, "problems/{found.problem_id}/mentionable/?q=mi"), 200, {}),
    Row("report_comment", at("post", talks.commented, "comments/{id}/report/", talks.REPORT), 204, {}),
    Row("report_problem", at("post", stages.posted, "problems/{id}/report/", talks.REPORT), 204, {}),
    Row("list_reports", at("get", talks.reported, "reports/"), 403, LOOKS),
    Row("settle_report", at("post", talks.reported, "reports/{id}/settle/", {"answer": "It may stay."}), 403, LOOKS),
]  # fmt: skip

READS: dict[str, Read] = {
    "read_conversation": to_problem("conversation/"),
    "list_comments": to_problem("comments/"),
    "list_answers": to_comments("answers/"),
    "search_mentionable": to_problem("mentionable/?q=o"),
    "list_reports": ("coordinator", "reports/"),
}
