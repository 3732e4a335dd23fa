"""Who hears of a step of a pilot."""

from dotanks.queries import team_of
from experiments import broadcasts
from experiments.models import Pilot
from ideas.broadcasts import tell_of_step
from people.notices import promise_notices


def tell_of_pilot(pilot: Pilot, kind: str, *, poster: str = "") -> None:
    """Tell the team, the manager and the poster what happened, and open screens to read again."""
    promise_notices(
        key=f"{kind}:{pilot.pk}",
        kind=kind,
        to=[*team_of(pilot.dotank), pilot.dotank.manager],
        link=f"/app/pilots/{pilot.pk}",
        needs_you=kind in {"pilot_stopped", "pilot_reached_end"},
        pilot=pilot.title,
    )
    tell_of_step(pilot.dotank.problem, key=f"{kind}:{pilot.pk}", kind=poster or f"poster_{kind}")
    broadcasts.pilot_changed(pilot)
