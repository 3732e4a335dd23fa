"""Hours: the member asks, their own manager answers through a signed link, the team reads hours and dates."""

from collections.abc import Callable
from typing import Any

from dotanks.actions import hours
from dotanks.hours.links import key_of
from dotanks.models import DoTank, HoursRequest
from tests import stages
from tests.cast import Cast
from tests.matrix.rows import Ask, Read, Row, at, first, team


def plain(cast: Cast, _: Any = None) -> dict[str, Any]:
    return {**stages.hours(cast), "since": str(stages.hours(cast)["since"]), "until": str(stages.hours(cast)["until"])}


def joined_with_a_manager(cast: Cast) -> DoTank:
    stages.named_manager(cast)
    return stages.gathered(cast)


def of_the_manager(cast: Cast) -> HoursRequest:
    """A question to the manager of the cast, who otherwise has nothing to do with the member."""
    asked = stages.asked_hours(cast)
    cast.member.employments.update(manager=cast.manager)
    HoursRequest.objects.filter(pk=asked.pk).update(manager=cast.manager)
    return HoursRequest.objects.get(pk=asked.pk)


def granted(cast: Cast) -> HoursRequest:
    asked = of_the_manager(cast)
    return hours.grant_hours(manager=cast.manager, key=key_of(asked), **stages.hours(cast))


def through_the_link(
    method: str, stage: Callable[[Cast], HoursRequest], step: str = "", body: Any = None
) -> Callable[[Cast], Ask]:
    def ask(cast: Cast) -> Ask:
        return method, f"hours-asked/{key_of(stage(cast))}/{step}", body(cast) if callable(body) else body

    return ask


ROWS = [
    Row("read_team_hours", at("get", stages.gathered, "dotanks/{id}/hours/"), 404, team(200, coordinator=200)),
    Row(
        "ask_for_hours",
        at("post", joined_with_a_manager, "dotanks/{id}/hours/", plain),
        404,
        # The challenger has not named a manager.
        {"member": 201, "challenger": 403, "coordinator": 403},
    ),
    Row("end_hours", at("post", stages.asked_hours, "hours/{id}/end/"), 404, {"member": 200}),
    Row("read_hours_asked", through_the_link("get", of_the_manager), 404, {"manager": 200}),
    Row("grant_hours", through_the_link("post", of_the_manager, "grant/", plain), 404, {"manager": 200}),
    Row("refuse_hours", through_the_link("post", of_the_manager, "refuse/", {}), 404, {"manager": 200}),
    Row("revoke_hours", through_the_link("post", granted, "revoke/", {}), 404, {"manager": 200}),
]

READS: dict[str, Read] = {
    "read_team_hours": ("member", lambda cast: f"dotanks/{some(cast).dotank_id}/hours/"),
    "read_hours_asked": ("manager", lambda cast: f"hours-asked/{key_of(some(cast))}/"),
}


def some(cast: Cast) -> HoursRequest:
    """A question to the manager; as many as there are Do Tanks."""
    stages.named_manager(cast)
    for dotank in DoTank.objects.order_by("created_at"):
        HoursRequest.objects.get_or_create(
            dotank=dotank, person=cast.member, defaults={"manager": cast.manager, **stages.hours(cast)}
        )
    found = first(HoursRequest)
    assert isinstance(found, HoursRequest)
    return found
