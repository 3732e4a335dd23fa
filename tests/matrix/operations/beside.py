"""Seats beside a team: the driver and coordinators ask, the colleague answers, each of them ends it."""

from dotanks.models import DoTank, SeatBeside
from tests import stages
from tests.cast import Cast
from tests.matrix.rows import Read, Row, at, first

GUEST = {"kind": "guest", "why": "You know the desk.", "until": str(stages.in_a_week())}

ROWS = [
    Row(
        "read_beside_team",
        at("get", lambda cast: stages.guest(cast).dotank, "dotanks/{id}/beside/"),
        404,
        {"member": 200, "challenger": 200, "coordinator": 200, "outsider": 200},
    ),
    Row(
        "ask_beside",
        at("post", stages.working, "dotanks/{id}/beside/", lambda cast, _: {"email": cast.outsider.email, **GUEST}),
        404,
        {"member": 201, "challenger": 403, "coordinator": 201},
    ),
    Row("read_asked_beside", at("get", stages.asked_beside, "beside/{id}/"), 404, {"outsider": 200}),
    Row("accept_beside", at("post", stages.asked_beside, "beside/{id}/accept/"), 404, {"outsider": 200}),
    Row("decline_beside", at("post", stages.asked_beside, "beside/{id}/decline/"), 404, {"outsider": 200}),
    Row(
        "end_beside",
        at("post", stages.guest, "beside/{id}/end/"),
        404,
        {"member": 204, "challenger": 403, "coordinator": 204, "outsider": 204},
    ),
]

READS: dict[str, Read] = {
    "read_beside_team": ("member", lambda cast: f"dotanks/{some(cast).dotank_id}/beside/"),
    "read_asked_beside": ("outsider", lambda cast: f"beside/{some(cast).pk}/"),
}


def some(cast: Cast) -> SeatBeside:
    """Somebody beside each team there is."""
    for dotank in DoTank.objects.order_by("created_at"):
        SeatBeside.objects.get_or_create(
            dotank=dotank,
            person=cast.outsider,
            defaults={"asked_by": cast.coordinator, "kind": "guest", "until": stages.in_a_week(), "why": "Because"},
        )
    found = first(SeatBeside)
    assert isinstance(found, SeatBeside)
    return found
