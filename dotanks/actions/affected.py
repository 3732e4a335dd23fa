"""Naming the groups that a team's work affects."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Outdated, WrongState
from common.states import note_step
from dotanks import broadcasts, queries
from dotanks.affected import rules
from dotanks.models import AffectedGroup, DoTank
from dotanks.states import DoTankState
from people.models import Person


@transaction.atomic
def map_affected(*, person: Person, dotank_id: UUID, read_version: int, groups: Sequence[Mapping[str, Any]]) -> DoTank:
    """Put this list in place of the one that was read."""
    dotank = queries.get_dotank_to_start(person, dotank_id)
    if dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(state=dotank.state)
    if not rules.may_map(person, dotank):
        raise Forbidden
    if read_version != dotank.affected_version:
        raise Outdated(version=dotank.affected_version)
    names = [" ".join(group["name"].split()) for group in groups]
    if len({name.lower() for name in names}) < len(names):
        raise Invalid({"groups": [_("Name each group once.")]})
    heard = {one.pk for one in rules.voices(dotank)}
    if any(group["voice"] is not None and group["voice"] not in heard for group in groups):
        raise Invalid({"groups": [_("Choose somebody from the team, or nobody.")]})
    dotank.affected.all().delete()
    AffectedGroup.objects.bulk_create(
        AffectedGroup(dotank=dotank, place=place, name=name, voice_id=group["voice"])
        for place, (name, group) in enumerate(zip(names, groups, strict=True))
    )
    dotank.affected_version += 1
    dotank.save(update_fields=["affected_version"])
    note_step(dotank, "map_affected", by=person, groups=len(names))
    broadcasts.dotank_changed(dotank)
    return dotank
