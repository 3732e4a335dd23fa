"""Asking for less, where the need as stated cannot be met."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Invalid
from dotanks import queries, trying
from dotanks.actions.teams import propose_team, state_need
from dotanks.models import Need, ProposedTeam
from people.models import Person


@transaction.atomic
def widen_need(*, coordinator: Person, proposed_team_id: UUID, way: int) -> ProposedTeam:
    """Change the need in one of the ways the advice offers, and let a team be proposed again."""
    proposed = queries.get_proposed_team(coordinator, proposed_team_id)
    # Two who widen at once: the second finds a need that has changed since.
    proposed.need = need = Need.objects.select_for_update().select_related("problem").get(pk=proposed.need_id)
    trying.require_open(proposed)
    ways = dict(trying.ways_to_widen(proposed))
    if way not in ways:
        raise Invalid({"way": [_("Choose one of the ways that are offered.")]})
    match ways[way]["code"], ways[way]["data"]:
        case "second_language", {"language": language}:
            wider: dict[str, object] = {"languages": [*need.languages, language]}
        case "one_more_per_organisation", {"max_per_organisation": most}:
            wider = {"max_per_organisation": most}
        case "fewer_hours", {"hours": hours}:
            wider = {"hours_a_week": max(1, int(hours))}
        case code, _data:
            raise LookupError(f"No way to widen a need by {code!r}.")
    state_need(coordinator=coordinator, problem_id=need.problem_id, **wider)
    return propose_team(coordinator=coordinator, problem_id=need.problem_id)
