"""What a proposal rested on, and whether it comes out again."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils import timezone

from dotanks import assembly, candidates
from dotanks.assembly.digest import digest
from dotanks.assembly.eligibility import CODES, PRIVATE_CODES, refusals
from dotanks.models import Need, ProposedTeam

STATED = (
    "skills",
    "topics",
    "languages",
    "size_min",
    "size_wanted",
    "size_max",
    "hours_a_week",
    "weeks",
    "conflict_lines",
    "max_per_organisation",
)


def basis(need: Need, columns: assembly.Columns, weights: assembly.Weights) -> dict[str, Any]:
    """What is kept beside an advice: the need as it was stated, the weights, and the mark of all members.

    Never the poster, nor anything worked out from who they are: the poster is asked for anew at the door.
    """
    return {
        "need": {name: getattr(need, name) for name in STATED},
        "weights": asdict(weights),
        "members": len(columns),
        "digest": digest(columns),
        "day": timezone.localdate().isoformat(),
    }


@dataclass(frozen=True)
class Replayed:
    """Whether the same team comes out today, whether the members are the same, and who of the team could not be."""

    same_team: bool
    same_members: bool
    # Of those proposed then: the public code of why they cannot be asked today.
    not_today: dict[str, str]


def replay(proposed: ProposedTeam) -> Replayed | None:
    """Propose once more from what was kept, with today's members; None where nothing was kept."""
    if not proposed.basis:
        return None
    stated = Need(problem=proposed.need.problem, **proposed.basis["need"])
    need = replace(candidates.assembly_need(stated), weights=assembly.Weights(**proposed.basis["weights"]))
    columns = candidates.columns(stated.weeks)
    answer = assembly.assemble(columns, need)
    now = {seat.member_id for seat in answer.team.seats} if answer.team else set()
    then = {seat["member_id"] for seat in (proposed.answer["team"] or {"seats": []})["seats"]}
    refused = refusals(columns, need)
    not_today = {one: _why(columns, refused, one) for one in sorted(then)}
    return Replayed(
        same_team=now == then,
        same_members=digest(columns) == proposed.basis["digest"],
        not_today={one: code for one, code in not_today.items() if code},
    )


def _why(columns: assembly.Columns, refused: Any, member_id: str) -> str:
    if member_id not in columns.row_of:
        return "left"
    number = int(refused[columns.row_of[member_id]])
    if number < 0:
        return ""
    return "may_not_be_asked" if CODES[number] in PRIVATE_CODES else CODES[number]
