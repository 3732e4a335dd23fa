"""Who: operations of thematic groups. Mia (member) convenes, Chris (challenger) is in, Carl (colleague) asks."""

from ideas.models import ProblemInGroup
from people.models import Group
from tests import groups
from tests.cast import Cast
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get, team

LEADS = {"member": 200}
NAMED = {"email": "otto.outsider@elsewhere.example", "endorsement": "The director, in March"}
# Whom it concerns leads the group; another member sees that there is something, a stranger does not.
ANSWERS = {"member": 200, "challenger": 403}


def to_first(rest: str) -> Read:
    def find(_: Cast) -> str:
        return f"groups/{first(Group).pk}/{rest}"

    return "member", find


ROWS = [
    Row("list_groups", get("groups/"), 200, {}),
    Row("found_group", lambda cast: ("post", "groups/", groups.WORDS), 201, {}),
    Row("read_group", at("get", groups.gathered, "groups/{id}/"), 200, {}),
    Row("edit_group", at("patch", groups.gathered, "groups/{id}/", {"read_version": 1, "name": "New"}), 403, LEADS),
    Row(
        "set_group_goal",
        at("put", groups.gathered, "groups/{id}/goal/", lambda cast, _: {"year": groups.this_year(), "words": "Ten"}),
        403,
        LEADS,
    ),
    Row("close_group", at("post", groups.gathered, "groups/{id}/close/", groups.REASON), 403, LEADS),
    Row("join_group", at("post", groups.gathered, "groups/{id}/join/"), 201, team(409)),
    Row("list_group_requests", at("get", groups.on_request, "groups/{id}/requests/"), 403, LEADS),
    Row(
        "ask_to_join_group",
        at("post", groups.on_request, "groups/{id}/requests/", {"why": "I write letters."}),
        201,
        team(409),
    ),
    Row(
        "take_group_request_back",
        at("post", groups.asked, "groups/{found.group_id}/requests/take-back/"),
        409,
        {"colleague": 200},
    ),
    # The last convener has to name another one first.
    Row("leave_group", at("post", groups.gathered, "groups/{id}/leave/"), 409, {"challenger": 200}),
    Row("list_group_members", at("get", groups.gathered, "groups/{id}/members/"), 403, team(200)),
    Row("name_group_member", at("post", groups.formal, "groups/{id}/members/", NAMED), 403, {"coordinator": 201}),
    Row("let_into_group", at("post", groups.asked, "memberships/{id}/let-in/"), 404, ANSWERS),
    Row(
        "turn_down_group_request", at("post", groups.asked, "memberships/{id}/turn-down/", groups.REASON), 404, ANSWERS
    ),
    Row("name_group_convener", at("post", groups.chris, "memberships/{id}/name-convener/"), 404, ANSWERS),
    Row("remove_group_member", at("post", groups.chris, "memberships/{id}/remove/", groups.REASON), 404, ANSWERS),
    Row(
        "send_to_group",
        at("post", groups.to_send, "problems/{id}/groups/", lambda _, to: {"group": str(to.group.pk), "why": "Forms"}),
        403,
        {"coordinator": 201},
    ),
    Row("list_problem_groups", at("get", groups.sent, "problems/{found.problem_id}/groups/"), 200, PUBLIC),
    Row("list_group_cases", at("get", groups.sent, "groups/{found.group_id}/cases/"), 200, {}),
    Row("list_group_changes", at("get", groups.sent, "groups/{found.group_id}/changes/"), 200, {}),
]

READS: dict[str, Read] = {
    "list_groups": ("member", "groups/"),
    "read_group": to_first(""),
    "list_group_requests": to_first("requests/"),
    "list_group_members": to_first("members/"),
    "list_group_cases": to_first("cases/"),
    "list_group_changes": to_first("changes/"),
    "list_problem_groups": (
        "member",
        lambda _: f"problems/{ProblemInGroup.objects.earliest('created_at').problem_id}/groups/",
    ),
}
