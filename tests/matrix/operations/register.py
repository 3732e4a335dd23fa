"""The register of rules in the way: anybody reads it, coordinators keep it."""

from ideas.models import Rule
from tests import register, stages
from tests.matrix.rows import PUBLIC, Read, Row, at, first, get

KEPT = {"coordinator": 200}


def to_first(rest: str = "") -> Read:
    return "member", lambda _: f"rules/{first(Rule).pk}/{rest}"


ROWS = [
    Row("list_rules", get("rules/"), 200, PUBLIC),
    Row("add_rule", lambda cast: ("post", "rules/", register.RULE), 403, {"coordinator": 201}),
    Row("list_rule_suggestions", at("get", register.rule, "rules/suggestions/?q=travel rules"), 200, PUBLIC),
    Row("read_rule", at("get", register.rule, "rules/{id}/"), 200, PUBLIC),
    Row("edit_rule", at("patch", register.rule, "rules/{id}/", {"read_version": 1, "about": "New"}), 403, KEPT),
    Row("list_rule_problems", at("get", register.rule, "rules/{id}/problems/"), 200, PUBLIC),
    Row("record_fate", at("post", register.rule, "rules/{id}/fates/", register.FATE), 403, {"coordinator": 201}),
    Row(
        "merge_rule",
        at(
            "post",
            register.rule,
            "rules/{id}/merge/",
            lambda cast, _: {"into": str(register.rule(cast, name="The other").pk)},
        ),
        403,
        KEPT,
    ),
    Row("separate_rule", at("post", register.twin, "rules/{id}/separate/"), 403, KEPT),
    Row(
        "name_rule",
        at("post", stages.posted, "problems/{id}/rule/", lambda cast, _: {"rule": str(register.rule(cast).pk)}),
        403,
        KEPT,
    ),
]

READS: dict[str, Read] = {
    "list_rules": ("member", "rules/"),
    "list_rule_suggestions": ("member", "rules/suggestions/?q=travel+rule+spelling"),
    "read_rule": to_first(),
    "list_rule_problems": to_first("problems/"),
}
