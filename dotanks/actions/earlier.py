"""What the coordinator made of earlier work."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Invalid
from dotanks import queries
from dotanks.actions.teams import require_posted
from dotanks.models import EarlierWork
from ideas.models import Problem
from people.models import Person


@transaction.atomic
def keep_earlier_work(
    *, coordinator: Person, problem: Problem, used: Sequence[Mapping[str, str]], nothing_fitted: str
) -> EarlierWork:
    """Keep what was used of earlier work, or why nothing fitted; the caller has looked that it is there."""
    queries.require_coordinator(coordinator)
    require_posted(problem)
    if not used and not nothing_fitted:
        raise Invalid({"nothing_fitted": [_("Say what you used, or why nothing fitted.")]})
    if used and nothing_fitted:
        raise Invalid({"nothing_fitted": [_("You used something: leave this empty.")]})
    return EarlierWork.objects.create(
        problem=problem, by=coordinator, used=[dict(one) for one in used], nothing_fitted=nothing_fitted
    )
