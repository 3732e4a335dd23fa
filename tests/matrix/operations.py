"""Every operation of the API: how to ask it at the stage where it belongs, and what each of the cast is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from learning.handbook.loading import load
from tests import stages
from tests.cast import Cast

Ask = tuple[str, str, Any]


@dataclass(frozen=True)
class Row:
    """One operation: how to ask it, and what each of the cast is answered.

    `answers` names those who differ from `others`; anonymous gets 401 unless it is named.
    """

    operation: str
    ask: Callable[[Cast], Ask]
    others: int
    answers: dict[str, int]

    def status(self, who: str) -> int:
        if who == "anonymous":
            return self.answers.get(who, 401)
        return self.answers.get(who, self.others)


def get(address: str) -> Callable[[Cast], Ask]:
    return lambda cast: ("get", address, None)


def read_of_the_handbook(address: str) -> Callable[[Cast], Ask]:
    """Ask for something that the handbook brings."""

    def ask(_: Cast) -> Ask:
        load()
        return "get", address, None

    return ask


def at(method: str, stage: Callable[[Cast], Any], address: str, body: Any = None) -> Callable[[Cast], Ask]:
    """Ask at a stage: `{id}` is the stage's own id, and a body may be made from what the stage gave."""

    def ask(cast: Cast) -> Ask:
        found = stage(cast)
        made = body(cast, found) if callable(body) else body
        return method, address.format(id=found.pk, found=found), made

    return ask


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if not isinstance(value, bool | int | list | dict) else value for name, value in values.items()
    }


def confirmation(cast: Cast, _: Any) -> dict[str, Any]:
    choice = stages.choice(cast)
    return {**plain(choice), "members": [str(one) for one in choice["members"]]}


def of(person: str) -> Callable[[Cast], Any]:
    """The invitation of one of the cast, still open."""
    return lambda cast: stages.invitation(stages.forming(cast), cast[person])


NEED = {**stages.NEED, "skills": [{"skill": "plain-language", "weight": 3}]}
SUBMIT = {"version": 1, "title": "T", "asked": "A", "summary": "S"}
SIGN_OFF = {"read_version": 1, "help_promised": "A desk", "reason": "Clear"}
ANSWER = {"read_version": 1, "reason": "Because"}
PUBLIC = {"anonymous": 200}
TEAM = ("member", "challenger")


def team(status: int, **more: int) -> dict[str, int]:
    return {**dict.fromkeys(TEAM, status), **more}


MATRIX = [
    Row("read_me", get("me/"), 200, {}),
    Row("choose_language", lambda cast: ("patch", "me/", {"language": "sv"}), 200, {}),
    Row("list_notices", get("me/notices/"), 200, {}),
    Row("mark_notices_seen", lambda cast: ("post", "me/notices/seen/", None), 200, {}),
    Row("list_words", get("words/"), 200, PUBLIC),
    Row("list_managers", get("managers/"), 403, {"coordinator": 200}),
    Row("read_desk", get("desk/"), 200, {}),
    Row("search", get("search/?q=bus"), 200, PUBLIC),
    Row("read_handbook", get("handbook/"), 200, PUBLIC),
    Row("read_case", read_of_the_handbook("cases/be-nido/"), 200, PUBLIC),
    Row("read_tool", read_of_the_handbook("tools/culture-map/"), 200, PUBLIC),
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
    Row("withdraw_problem", at("post", stages.posted, "problems/{id}/withdraw/"), 403, {"poster": 200}),
    Row("read_trail", at("get", stages.posted, "problems/{id}/trail/"), 200, PUBLIC),
    Row("read_need", at("get", stages.posted, "problems/{id}/need/"), 403, {"coordinator": 200}),
    Row("state_need", at("put", stages.posted, "problems/{id}/need/", NEED), 403, {"coordinator": 200}),
    Row(
        "propose_team",
        at("post", stages.needed, "problems/{found.problem_id}/proposed-teams/"),
        403,
        {"coordinator": 201},
    ),
    Row("read_proposed_team", at("get", stages.proposed_team, "proposed-teams/{id}/"), 404, {"coordinator": 200}),
    Row(
        "confirm_team",
        at("post", stages.proposed_team, "proposed-teams/{id}/confirm/", confirmation),
        404,
        {"coordinator": 201},
    ),
    Row("list_dotanks", get("dotanks/"), 200, {}),
    Row("read_dotank", at("get", stages.working, "dotanks/{id}/"), 404, team(200, coordinator=200)),
    Row(
        "invite",
        at(
            "post",
            stages.gathered,
            "dotanks/{id}/invitations/",
            lambda cast, _: {"person": str(cast.fourth.pk), "reply_by": str(stages.in_a_week())},
        ),
        404,
        # Asking the same colleague twice is refused to her who may ask.
        team(403, coordinator=422),
    ),
    Row("list_others", at("get", stages.forming, "dotanks/{id}/others/"), 404, team(403, coordinator=200)),
    Row("read_invitation", at("get", of("member"), "invitations/{id}/"), 404, {"member": 200}),
    Row("accept_invitation", at("post", of("member"), "invitations/{id}/accept/"), 404, {"member": 201}),
    Row("decline_invitation", at("post", of("member"), "invitations/{id}/decline/", {}), 404, {"member": 200}),
    Row("start_dotank", at("post", stages.gathered, "dotanks/{id}/start/"), 404, team(200, coordinator=200)),
    Row(
        "dissolve_dotank",
        at("post", stages.gathered, "dotanks/{id}/dissolve/", {"reason": "Too few"}),
        404,
        team(403, coordinator=200),
    ),
    Row("list_versions", at("get", stages.working, "dotanks/{id}/versions/"), 404, team(200, coordinator=403)),
    Row("save_version", at("post", stages.working, "dotanks/{id}/versions/"), 404, team(201, coordinator=403)),
    Row("read_version", at("get", stages.version, "versions/{id}/"), 404, team(200)),
    Row(
        "submit_proposal",
        at("post", stages.version, "dotanks/{found.dotank_id}/proposals/", SUBMIT),
        404,
        team(201, coordinator=403),
    ),
    Row("read_proposal", at("get", stages.submitted, "proposals/{id}/"), 404, team(200, coordinator=200, manager=200)),
    Row(
        "sign_off",
        at("post", stages.submitted, "proposals/{id}/sign-off/", SIGN_OFF),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "send_back",
        at("post", stages.submitted, "proposals/{id}/send-back/", ANSWER),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "decline_proposal",
        at("post", stages.submitted, "proposals/{id}/decline/", ANSWER),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "withdraw_sign_off",
        at("post", stages.signed_off, "proposals/{id}/withdraw-sign-off/", {"reason": "New law"}),
        404,
        team(403, coordinator=403, manager=201),
    ),
    Row(
        "prepare_pilot",
        at("post", stages.signed_off, "proposals/{id}/pilots/"),
        404,
        team(201, coordinator=403, manager=403),
    ),
    Row("list_pilots", get("pilots/"), 200, {}),
    Row("read_pilot", at("get", stages.preparing, "pilots/{id}/"), 404, team(200, coordinator=200, manager=200)),
    Row(
        "edit_pilot",
        at("patch", stages.preparing, "pilots/{id}/", {"read_version": 1, "place": "Here"}),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "open_pilot",
        at("post", stages.prepared, "pilots/{id}/open/"),
        404,
        team(200, coordinator=403, manager=403),
    ),
    Row(
        "enter_reading",
        at(
            "post",
            stages.running,
            "pilots/{id}/readings/",
            lambda cast, pilot: {
                "measure": str(pilot.measures.get().pk),
                "value": "5",
                "taken_on": str(timezone.localdate()),
            },
        ),
        403,
        team(201),
    ),
    Row("stop_pilot", at("post", stages.running, "pilots/{id}/stop/", {"reason": "Enough"}), 403, team(200)),
    Row("conclude_pilot", at("post", stages.running, "pilots/{id}/conclude/", stages.VERDICT), 403, team(201)),
    Row("read_lesson", at("get", stages.concluded, "lessons/{id}/"), 404, team(200, anonymous=404)),
    Row(
        "edit_lesson",
        at("patch", stages.concluded, "lessons/{id}/", {"read_version": 1, "title": "New"}),
        404,
        team(200),
    ),
    Row("publish_lesson", at("post", stages.told, "lessons/{id}/publish/"), 404, team(200)),
]


def trace() -> dict[str, str]:
    """A digest of every row the product keeps, but for sessions."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label != "sessions"]
    digests = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(digests)
        return dict(cursor.fetchall())
