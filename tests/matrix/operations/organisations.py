"""Organisations, who works there, roles and delegations."""

from people.models import Organisation, Role
from tests import organisations
from tests.cast import Cast
from tests.matrix.rows import Ask, Read, Row, at, first, get

ADDED = {
    "name": "Municipality of Elsewhere-on-Sea",
    "domain": "sea.example",
    "kind": "municipality",
    "level": "local",
    "country": "NL",
    "region": "Zeeland",
    "language": "nl",
    "time_zone": "Europe/Amsterdam",
}
ADMINISTRATOR = {"administrator": 200}


def given(cast: Cast) -> Ask:
    body = {
        "email": cast.colleague.email,
        "kind": "manager",
        "organisation": str(cast.home.pk),
        "since": str(organisations.in_days(0)),
        "until": None,
    }
    return "post", "roles/", body


def moved(cast: Cast) -> Ask:
    return "post", "me/employment/move/", {"organisation": str(cast.home.pk), "job_title": "Clerk"}


def handed(cast: Cast) -> Ask:
    body = {
        "role": str(organisations.manager_role(cast).pk),
        "email": cast.colleague.email,
        "since": str(organisations.in_days(1)),
        "until": str(organisations.in_days(8)),
    }
    return "post", "me/delegations/", body


ROWS = [
    Row("list_organisations", get("organisations/"), 200, {}),
    Row("read_organisation", at("get", organisations.checked, "organisations/{id}/"), 200, {}),
    Row("add_organisation", lambda cast: ("post", "organisations/", ADDED), 403, {"administrator": 201}),
    Row(
        "edit_organisation",
        at("patch", organisations.home, "organisations/{id}/", {"read_version": 1, "region": "Utrecht", "colour": ""}),
        403,
        ADMINISTRATOR,
    ),
    Row(
        "verify_organisation",
        at("post", organisations.home, "organisations/{id}/verify/", organisations.PROOF),
        403,
        ADMINISTRATOR,
    ),
    Row(
        "withdraw_verification",
        at("post", organisations.checked, "organisations/{id}/withdraw-verification/", organisations.REASON),
        403,
        ADMINISTRATOR,
    ),
    Row("read_employment", get("me/employment/"), 200, {}),
    Row("say_job", lambda cast: ("patch", "me/employment/", {"job_title": "Clerk", "manager": None}), 200, {}),
    # Who works there already has nothing to claim.
    Row("move_employer", moved, 201, dict.fromkeys(("poster", "colleague", "manager"), 422)),
    Row("take_claim_back", at("post", organisations.claimed, "claims/{id}/take-back/"), 404, {"outsider": 200}),
    Row("list_claims", at("get", organisations.home, "organisations/{id}/claims/"), 403, ADMINISTRATOR),
    Row("confirm_claim", at("post", organisations.claimed, "claims/{id}/confirm/"), 404, ADMINISTRATOR),
    Row(
        "refuse_claim",
        at("post", organisations.claimed, "claims/{id}/refuse/", organisations.REASON),
        404,
        ADMINISTRATOR,
    ),
    Row("list_roles", get("roles/"), 200, {}),
    Row("read_role", at("get", organisations.manager_role, "roles/{id}/"), 404, {"administrator": 200, "manager": 200}),
    Row("give_role", given, 403, {"administrator": 201}),
    Row(
        "change_role",
        at("patch", organisations.manager_role, "roles/{id}/", lambda *_: {"until": str(organisations.in_days(90))}),
        404,
        {"administrator": 200, "manager": 403},
    ),
    Row(
        "end_role",
        at("post", organisations.manager_role, "roles/{id}/end/", organisations.REASON),
        404,
        {"administrator": 200, "manager": 200},
    ),
    Row("list_delegations", get("me/delegations/"), 200, {}),
    Row("list_roles_to_hand_over", get("me/roles-to-hand-over/"), 200, {}),
    # A role that is not one's own is no choice in the form.
    Row("hand_over", handed, 422, {"manager": 201}),
    Row(
        "end_delegation",
        at("post", organisations.handed_over, "me/delegations/{id}/end/"),
        404,
        {"manager": 200, "colleague": 200},
    ),
]

READS: dict[str, Read] = {
    "list_organisations": ("administrator", "organisations/"),
    "read_organisation": ("administrator", lambda _: f"organisations/{first(Organisation).pk}/"),
    "read_employment": ("member", "me/employment/"),
    "list_claims": ("administrator", lambda cast: f"organisations/{cast.home.pk}/claims/"),
    "list_roles": ("administrator", "roles/"),
    "read_role": ("administrator", lambda _: f"roles/{first(Role).pk}/"),
    "list_delegations": ("manager", "me/delegations/"),
    "list_roles_to_hand_over": ("manager", "me/roles-to-hand-over/"),
}
