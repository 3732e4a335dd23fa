"""Many stand behind a problem: coordinators name who decides, Max (manager) answers."""

from ideas.models import Backing
from tests import backing
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at


def first_backing(_: Cast) -> str:
    return f"problems/{Backing.objects.order_by('day')[0].problem_id}/backing/"


ROWS = [
    Row("list_backed_problems", at("get", backing.reached, "backed-problems/"), 403, {"coordinator": 200}),
    Row("read_backing", at("get", backing.reached, "problems/{found.problem_id}/backing/"), 200, {}),
    Row(
        "name_decision_maker",
        at(
            "post",
            backing.reached,
            "problems/{found.problem_id}/backing/name/",
            lambda cast, _: {"manager": str(cast.manager.pk)},
        ),
        403,
        {"coordinator": 200},
    ),
    Row(
        "answer_backing",
        at("post", backing.named, "problems/{found.problem_id}/backing/answer/", backing.ANSWER),
        403,
        {"manager": 200},
    ),
]

READS: dict[str, Read] = {
    "list_backed_problems": ("coordinator", "backed-problems/"),
    "read_backing": ("member", first_backing),
}
