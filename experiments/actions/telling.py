"""Who hears of a pilot's steps: its team, its manager and, in words of their own, the poster and the followers."""

from dotanks.queries import team_of
from experiments import broadcasts
from experiments.models import Pilot
from ideas.broadcasts import tell_of_step
from people.models import Person
from people.notices import Said, promise_notices

NEEDS_AN_ANSWER = {
    "pilot_paused",
    "pilot_paused_by_guardrail",
    "pilot_paused_exemption_over",
    "pilot_stopped",
    "pilot_stopped_by_rule",
    "pilot_reached_end",
}


def tell_of_pilot(
    pilot: Pilot, kind: str, *, poster: str = "", time: str = "", page: str = "", reason: str = "", **words: Said
) -> None:
    """Promise the notices of this step; `time` tells apart steps that a pilot may take more than once."""
    key = f"{kind}:{pilot.pk}{time}"
    promise_notices(
        key=key,
        kind=kind,
        to=[*team_of(pilot.dotank), pilot.dotank.manager],
        link=f"/app/pilots/{pilot.pk}{page}",
        needs_you=kind in NEEDS_AN_ANSWER,
        pilot=pilot.title,
        reason=reason,
        measure=words.get("measure", ""),
        value=words.get("value", ""),
        unit=words.get("unit", ""),
        limit=words.get("limit", ""),
        rule=words.get("rule", ""),
    )
    tell_of_step(pilot.dotank.problem, key=key, kind=poster or f"poster_{kind}")
    broadcasts.pilot_changed(pilot)


def tell_owners(pilot: Pilot, kind: str, *, time: str, to: list[Person], **words: Said) -> None:
    """Promise a notice that asks something of these people alone; the poster and the followers hear nothing."""
    promise_notices(
        key=f"{kind}:{pilot.pk}:{time}",
        kind=kind,
        to=to,
        link=f"/app/pilots/{pilot.pk}",
        needs_you=True,
        pilot=pilot.title,
        measure=words.get("measure", ""),
        value=words.get("value", ""),
        unit=words.get("unit", ""),
        limit=words.get("limit", ""),
        used=words.get("used", ""),
        day=words.get("day", ""),
    )
