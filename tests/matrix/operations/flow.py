"""The desk, the trail, search, and the steps that reach across stages."""

from dotanks.models import DoTank
from experiments.models import Pilot
from ideas.models import Problem
from tests import deciding, portfolios, stages
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get, team

ANSWER = {"read_version": 1, "reason": "Because"}

SPEAKS_FOR_IT = {"administrator": 200}

ROWS = [
    Row("read_desk", get("desk/"), 200, {}),
    Row("search", get("search/?q=bus"), 200, PUBLIC),
    Row("read_trail", at("get", stages.posted, "problems/{id}/trail/"), 200, PUBLIC),
    Row("read_earlier", at("get", stages.posted, "problems/{id}/earlier/"), 403, {"coordinator": 200}),
    Row(
        "say_what_was_used",
        at("post", stages.posted, "problems/{id}/earlier/", {"used": [], "nothing_fitted": "Nothing about tickets"}),
        403,
        {"coordinator": 201},
    ),
    Row("read_what_was_used", at("get", stages.working, "dotanks/{id}/earlier/"), 404, team(200, coordinator=200)),
    Row(
        "decline_proposal",
        at("post", deciding.submitted, "proposals/{id}/decline/", ANSWER),
        404,
        team(403, coordinator=403, manager=201, **deciding.entitled(201)),
    ),
    Row(
        "withdraw_sign_off",
        at("post", deciding.signed_off, "proposals/{id}/withdraw-sign-off/", {"reason": "New law"}),
        404,
        team(403, coordinator=403, manager=201, **deciding.entitled(201)),
    ),
    Row(
        "conclude_pilot",
        at(
            "post",
            deciding.running,
            "pilots/{id}/conclude/",
            {
                **stages.VERDICT,
                "actual_effect": "Two days less",
                "value_entries": [{"kind": "quality", "score": 1, "words": "Fewer mistakes"}],
            },
        ),
        403,
        team(201),
    ),
    Row("read_portfolio", at("get", portfolios.declared, "organisations/{id}/portfolio/"), 200, {}),
    Row(
        "declare_portfolio",
        at(
            "patch",
            portfolios.declared,
            "organisations/{id}/portfolio/",
            {"read_version": 1, "wanted": portfolios.WANTED, "budget": portfolios.BUDGET},
        ),
        403,
        SPEAKS_FOR_IT,
    ),
    Row("publish_lesson", at("post", deciding.told, "lessons/{id}/publish/"), 404, team(200)),
]

READS: dict[str, Read] = {
    "read_desk": ("member", "desk/"),
    "search": ("member", "search/?q=signature"),
    "read_earlier": ("coordinator", lambda _: f"problems/{first(Problem).pk}/earlier/"),
    "read_what_was_used": ("coordinator", lambda _: f"dotanks/{first(DoTank).pk}/earlier/"),
    "read_portfolio": ("member", lambda cast: f"organisations/{first(Pilot).dotank.organisation_id}/portfolio/"),
    "read_trail": ("member", lambda _: f"problems/{first(Problem).pk}/trail/"),
}
