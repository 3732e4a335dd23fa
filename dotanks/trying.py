"""What a change of a proposed team would cost, worked out for the coordinator and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from common.refusals import Clash, Invalid, Outdated
from dotanks import assembly, candidates, queries
from dotanks.models import ProposedTeam
from dotanks.models.teams import MOST_PER_ORGANISATION
from people.models import Person

WAYS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A team on one side of the comparison."""

    team: assembly.Team
    skills: tuple[assembly.Covered, ...]

    @property
    def organisations(self) -> int:
        """How many organisations its people come from."""
        return len({seat.organisation for seat in self.team.seats})


@dataclass(frozen=True, slots=True)
class Tried:
    """The advised team beside the one tried, both with the people as they are today."""

    advised: Side
    chosen: Side
    broken: tuple[assembly.Broken, ...]
    beside: tuple[assembly.Beside, ...]


def try_team(person: Person, proposed_team_id: UUID, members: Sequence[UUID]) -> Tried:
    """Work out a changed team against the advised one.

    Only people whom the advice names are offered beside it. Whoever could look through the whole network for one
    team after another, without a trace, would find out who is never offered: the poster.
    """
    proposed = queries.get_proposed_team(person, proposed_team_id)
    require_open(proposed)
    known = people_today(proposed)
    by_hand = candidates.assembly_need(proposed.need, by_hand=True)
    language = language_of(proposed)
    advised = [one for one in advised_ids(proposed) if one in known.row_of]

    def side(chosen: Sequence[str]) -> tuple[Side, tuple[assembly.Broken, ...]]:
        team, broken = assembly.team_of(known, by_hand, chosen, language=language)
        return Side(team, assembly.covered(known, by_hand, chosen)), broken

    chosen = [str(one) for one in members]
    try:
        after, broken = side(chosen)
    except assembly.InvalidNeed as invalid:
        raise Invalid({"members": [_("Somebody in this team is not in the network any more.")]}) from invalid
    others = set(named_ids(proposed)) - set(chosen)
    return Tried(
        advised=side(advised)[0],
        chosen=after,
        broken=broken,
        beside=assembly.beside(
            known, candidates.assembly_need(proposed.need), chosen, sorted(others), language=language
        ),
    )


def people_today(proposed: ProposedTeam) -> assembly.Columns:
    """Everybody who could be in a team, as they are today."""
    return candidates.columns(proposed.need.weeks)


def require_open(proposed: ProposedTeam) -> None:
    """Refuse to change a team that was confirmed, or that answers a need which has changed since."""
    if proposed.confirmed_at is not None:
        raise Clash(_("This team was already confirmed."))
    if proposed.need_version != proposed.need.version:
        raise Outdated(
            _("The need changed since this team was proposed. Propose a team again."), version=proposed.need.version
        )


def ways_to_widen(proposed: ProposedTeam) -> list[tuple[int, dict[str, Any]]]:
    """The three ways of asking for less that give most, each with its place in the advice."""
    possible = [
        (place, way)
        for place, way in enumerate(proposed.answer["widenings"])
        if way["data"].get("max_per_organisation", 1) <= MOST_PER_ORGANISATION
    ]
    possible.sort(
        key=lambda one: (
            -one[1]["proposal"], -one[1]["size"], -len(one[1]["skills_gained"]), -round(one[1]["value"]), one[0]
        )
    )  # fmt: skip
    return possible[:WAYS]


def language_of(proposed: ProposedTeam) -> str:
    """The language the team works in."""
    return str((proposed.answer["team"] or {}).get("language") or proposed.need.languages[0])


def advised_ids(proposed: ProposedTeam) -> list[str]:
    """Who was advised for a seat."""
    return [seat["member_id"] for seat in (proposed.answer["team"] or {"seats": []})["seats"]]


def named_ids(proposed: ProposedTeam) -> list[str]:
    """Everybody the advice names: for a seat, or to be asked next."""
    return [*advised_ids(proposed), *(one["member_id"] for one in proposed.answer["alternates"])]
