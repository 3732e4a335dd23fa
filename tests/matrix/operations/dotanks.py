"""The team, its room and its proposal."""

from collections.abc import Callable
from typing import Any

from dotanks.models import Batch, DocumentVersion, DoTank, Invitation, Proposal, ProposedTeam
from ideas.models import Problem
from tests import deciding, stages
from tests.cast import Cast
from tests.factories import make_person
from tests.matrix.rows import Ask, Read, Row, at, first, get, team

NEED = {**stages.NEED, "skills": [{"skill": "plain-language", "weight": 3}]}
AFFECTED = [{"name": "Residents", "voice": None}]
SUBMIT = {**stages.ASKED, "version": 1, "risks": []}


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if not isinstance(value, bool | int | list | dict) else value for name, value in values.items()
    }


def confirmation(cast: Cast, _: Any) -> dict[str, Any]:
    choice = stages.choice(cast)
    return {**plain(choice), "members": [str(one) for one in choice["members"]]}


def three_of_four(cast: Cast, _: Any) -> dict[str, Any]:
    return {"members": [str(person.pk) for person in cast.volunteers[:3]]}


def of(person: str) -> Callable[[Cast], Any]:
    """The invitation of one of the cast, still open."""
    return lambda cast: stages.invitation(stages.forming(cast), cast[person])


def fourths_offer(cast: Cast) -> Ask:
    stages.gathered(cast)
    return "get", f"people/{cast.fourth.pk}/offer/", None


ROWS = [
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
        "try_team",
        at("post", stages.proposed_team, "proposed-teams/{id}/try/", three_of_four),
        404,
        {"coordinator": 200},
    ),
    Row("widen_need", at("post", stages.too_much, "proposed-teams/{id}/widen/", {"way": 0}), 404, {"coordinator": 201}),
    Row("list_seat_changes", at("get", stages.edited, "dotanks/{id}/seat-changes/"), 404, team(403, coordinator=200)),
    Row(
        "confirm_team",
        at("post", stages.proposed_team, "proposed-teams/{id}/confirm/", confirmation),
        404,
        {"coordinator": 201},
    ),
    # Fourth was asked and thinks; those who are in and the coordinator read what they would bring.
    Row(
        "read_offer",
        fourths_offer,
        404,
        team(200, coordinator=200),
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
    Row("read_next_wave", at("get", stages.forming, "dotanks/{id}/next-wave/"), 404, team(403, coordinator=200)),
    Row(
        "ask_wave",
        at(
            "post",
            stages.short,
            "dotanks/{id}/waves/",
            lambda cast, _: {"people": [str(stages.spare(cast).pk)], "reply_by": str(stages.in_a_week())},
        ),
        404,
        {"member": 403, "coordinator": 201},
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
    Row(
        "name_manager",
        at(
            "put",
            stages.gathered,
            "dotanks/{id}/manager/",
            lambda cast, _: {"manager": str(make_person("Nora New", cast.home, roles=["manager"]).pk)},
        ),
        404,
        team(403, coordinator=200),
    ),
    Row(
        "name_roles",
        at(
            "put",
            stages.gathered,
            "dotanks/{id}/roles/",
            lambda cast, _: {"driver": str(cast.third.pk), "challenger": str(cast.member.pk)},
        ),
        404,
        team(403, coordinator=200),
    ),
    Row("read_charter", at("get", stages.gathered, "dotanks/{id}/charter/"), 404, team(200, coordinator=200)),
    Row(
        "write_charter",
        at("put", stages.joined, "dotanks/{id}/charter/", {"read_version": 0, **stages.CHARTER}),
        404,
        {"member": 200, "challenger": 403, "coordinator": 200},
    ),
    Row(
        "accept_charter",
        at("post", stages.gathered, "dotanks/{id}/charter/accept/", {"read_version": 1}),
        404,
        team(200, coordinator=403),
    ),
    Row("read_affected", at("get", stages.gathered, "dotanks/{id}/affected/"), 404, team(200, coordinator=200)),
    Row(
        "map_affected",
        at("put", stages.gathered, "dotanks/{id}/affected/", {"read_version": 0, "groups": AFFECTED}),
        404,
        team(200, coordinator=200),
    ),
    Row(
        "let_read_along",
        at("put", stages.working, "dotanks/{id}/read-along/", {"open": True}),
        404,
        team(200, coordinator=403),
    ),
    Row(
        "compare_versions",
        at("get", stages.version, "dotanks/{found.dotank_id}/differences/?before=1"),
        404,
        team(200, coordinator=403),
    ),
    Row("name_version", at("put", stages.version, "versions/{id}/name/", {"name": "For the manager"}), 404, team(200)),
    Row("restore_version", at("post", stages.version, "versions/{id}/restore/"), 404, team(201)),
    Row("list_versions", at("get", stages.working, "dotanks/{id}/versions/"), 404, team(200, coordinator=403)),
    Row("save_version", at("post", stages.working, "dotanks/{id}/versions/"), 404, team(201, coordinator=403)),
    Row("read_version", at("get", stages.version, "versions/{id}/"), 404, team(200)),
    Row(
        "submit_proposal",
        at("post", deciding.version, "dotanks/{found.dotank_id}/proposals/", SUBMIT),
        404,
        team(201, coordinator=403),
    ),
    Row("list_problems_to_assemble", at("get", stages.needed, "problems-to-assemble/"), 403, {"coordinator": 200}),
    Row(
        "start_batch",
        at("post", stages.needed, "batches/", {"all_stated": True}),
        403,
        {"coordinator": 201},
    ),
    Row("list_batches", at("get", stages.batch, "batches/"), 404, {"coordinator": 200}),
    Row("read_batch", at("get", stages.batch, "batches/{id}/"), 404, {"coordinator": 200}),
    Row("list_batch_results", at("get", stages.batch_done, "batches/{id}/results/"), 404, {"coordinator": 200}),
    Row("cancel_batch", at("post", stages.batch, "batches/{id}/cancel/"), 404, {"coordinator": 200}),
    Row("read_fairness", at("get", stages.forming, "fairness/"), 403, {"coordinator": 200}),
    Row(
        "read_proposal",
        at("get", deciding.submitted, "proposals/{id}/"),
        404,
        team(200, coordinator=200, manager=200, **deciding.entitled(200)),
    ),
]

READS: dict[str, Read] = {
    "read_need": ("coordinator", lambda _: f"problems/{first(Problem).pk}/need/"),
    "read_proposed_team": ("coordinator", lambda _: f"proposed-teams/{first(ProposedTeam).pk}/"),
    "read_offer": ("coordinator", lambda cast: f"people/{cast.member.pk}/offer/"),
    "list_dotanks": ("coordinator", "dotanks/"),
    "read_dotank": ("coordinator", lambda _: f"dotanks/{first(DoTank).pk}/"),
    "read_next_wave": ("coordinator", lambda _: f"dotanks/{DoTank.objects.filter(state='forming')[0].pk}/next-wave/"),
    "read_affected": ("member", lambda _: f"dotanks/{first(DoTank).pk}/affected/"),
    "read_charter": ("member", lambda _: f"dotanks/{first(DoTank).pk}/charter/"),
    "list_seat_changes": ("coordinator", lambda _: f"dotanks/{first(DoTank).pk}/seat-changes/"),
    "list_others": ("coordinator", lambda _: f"dotanks/{first(DoTank).pk}/others/"),
    "read_invitation": (
        "member",
        lambda cast: f"invitations/{Invitation.objects.filter(person=cast.member)[0].pk}/",
    ),
    "compare_versions": ("member", lambda _: f"dotanks/{first(DocumentVersion).dotank_id}/differences/?before=1"),
    "list_versions": ("member", lambda _: f"dotanks/{first(DoTank).pk}/versions/"),
    "read_version": ("member", lambda _: f"versions/{first(DocumentVersion).pk}/"),
    "list_problems_to_assemble": ("coordinator", "problems-to-assemble/"),
    "list_batches": ("coordinator", "batches/"),
    "read_batch": ("coordinator", lambda _: f"batches/{first(Batch).pk}/"),
    "list_batch_results": ("coordinator", lambda _: f"batches/{first(Batch).pk}/results/"),
    "read_fairness": ("coordinator", "fairness/"),
    "read_proposal": ("manager", lambda _: f"proposals/{first(Proposal).pk}/"),
}
