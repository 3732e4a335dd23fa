"""A team that is confirmed otherwise than advised: why, and what changed in the meantime."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Invalid, Outdated
from dotanks import assembly, candidates, reason_words, trying
from dotanks.models import DoTank, ProposedTeam, SeatChange
from people.models import Person
from people.queries import persons_by_id


def checked_team(proposed: ProposedTeam, members: Sequence[UUID]) -> assembly.Team:
    """The chosen people as a team that breaks no hard rule today."""
    known = candidates.columns_of(members, proposed.need.weeks)
    need = candidates.assembly_need(proposed.need, by_hand=True)
    language = trying.language_of(proposed)
    chosen = list(dict.fromkeys(str(one) for one in members))
    here = [one for one in chosen if one in known.row_of]
    team, broken = assembly.team_of(known, need, here, language=language)
    gone = {one: _("Is not in the network any more.") for one in chosen if one not in known.row_of}
    for rule in broken:
        if "member_id" in rule.data:
            gone.setdefault(str(rule.data["member_id"]), reason_words.broken(rule.code))
    # Whoever the advice names could be asked when it was given.
    if gone and gone.keys() <= set(trying.named_ids(proposed)):
        _offer_repaired(proposed, [one for one in chosen if one not in gone], gone)
    if len(here) < len(chosen):
        raise Invalid({"members": [_("Somebody in this team is not in the network any more.")]})
    if broken:
        raise Invalid(
            {"members": [_("This team breaks a rule. Propose a team again, or change it.")]},
            broken=[
                {"code": rule.code, "data": dict(rule.data), "words": reason_words.broken(rule.code)} for rule in broken
            ],
        )
    return team


def _offer_repaired(proposed: ProposedTeam, kept: Sequence[str], gone: Mapping[str, str]) -> None:
    """Refuse with the nearest team that is possible today; go on where there is none."""
    known = trying.people_today(proposed)
    need, language = proposed.need, trying.language_of(proposed)
    repaired = assembly.replace(known, candidates.assembly_need(need), kept, list(gone), language=language)
    ids = repaired.team.member_ids
    _team, broken = assembly.team_of(known, candidates.assembly_need(need, by_hand=True), ids, language=language)
    if broken:
        return
    people = persons_by_id(UUID(one) for one in ids)
    raise Outdated(
        _("Somebody in this team cannot be asked any more. Look at the repaired team, then ask them."),
        code="changed_since",
        gone=[{"id": one, "words": words} for one, words in gone.items()],
        seats=[
            {
                "id": seat.member_id,
                "name": people[UUID(seat.member_id)].shown_name,
                "came_in": seat.member_id in repaired.added,
                "reasons": [reason_words.reason(one.code, one.data) for one in seat.reasons],
            }
            for seat in repaired.team.seats
        ],
    )


def checked_changes(
    proposed: ProposedTeam, members: Sequence[UUID], changes: Sequence[Mapping[str, Any]]
) -> list[SeatChange]:
    """A reason for each difference from the advice, not saved yet; refused where one is missing or too much."""
    advised = {UUID(one) for one in trying.advised_ids(proposed)}
    came_in, went_out = set(members) - advised, advised - set(members)
    said_in = [change["came_in"] for change in changes if change.get("came_in")]
    said_out = [change["went_out"] for change in changes if change.get("went_out")]
    unsaid = (came_in - set(said_in)) | (went_out - set(said_out))
    if unsaid:
        raise Invalid(
            {"changes": [_("Say for each change why this team is better with it.")]},
            code="reason_missing",
            people=sorted(str(one) for one in unsaid),
        )
    if sorted(said_in) != sorted(came_in) or sorted(said_out) != sorted(went_out):
        raise Invalid({"changes": [_("These reasons do not fit the team. Load the page again.")]})
    # Whoever is not stored any more has left no row to point to.
    stored = Person.objects.in_bulk([*came_in, *went_out])
    return [
        SeatChange(
            proposed_team=proposed,
            came_in=stored.get(change.get("came_in")),
            went_out=stored.get(change.get("went_out")),
            reason=change["reason"],
        )
        for change in changes
        if change.get("came_in") in stored or change.get("went_out") in stored
    ]


def keep_changes(*, coordinator: Person, dotank: DoTank, changes: Sequence[SeatChange]) -> None:
    """Keep why the team is another than was advised."""
    for change in changes:
        change.coordinator, change.dotank = coordinator, dotank
    SeatChange.objects.bulk_create(changes)
