"""Refuse what cannot be worked on, before any work is done."""

from collections.abc import Collection
from dataclasses import asdict
from math import isfinite

from dotanks.assembly.types import LARGEST_SIZE, InvalidNeed, Member, Need


def check_need(need: Need, known_skills: Collection[str] | None = None) -> None:
    """Refuse a need that makes no sense, with the code and the field it belongs to."""
    _check_sizes(need)
    _check_skills(need, known_skills)
    weights = asdict(need.weights)
    wrong = sorted(name for name, weight in weights.items() if not isfinite(weight) or weight < 0)
    if wrong:
        raise InvalidNeed("weight_below_zero", {"field": "weights", "names": wrong})
    if not any(weights.values()):
        raise InvalidNeed("all_weights_zero", {"field": "weights"})
    if not need.languages:
        raise InvalidNeed("no_language_given", {"field": "languages"})
    if not isfinite(need.hours) or need.hours <= 0:
        raise InvalidNeed("hours_out_of_range", {"field": "hours", "hours": need.hours, "above": 0})
    if need.max_per_organisation < 1:
        raise InvalidNeed(
            "per_organisation_out_of_range",
            {"field": "max_per_organisation", "given": need.max_per_organisation, "smallest": 1},
        )
    if not isfinite(need.poster_utc_offset):
        raise InvalidNeed("time_zone_unknown", {"field": "poster_utc_offset"})


def _check_sizes(need: Need) -> None:
    sizes = {"size_min": need.size_min, "size_wanted": need.size_wanted, "size_max": need.size_max}
    for name, size in sizes.items():
        if not 1 <= size <= LARGEST_SIZE:
            raise InvalidNeed(
                "size_out_of_range", {"field": name, "size": size, "smallest": 1, "largest": LARGEST_SIZE}
            )
    if not need.size_min <= need.size_wanted <= need.size_max:
        raise InvalidNeed("sizes_out_of_order", {"field": "size_wanted", **sizes})


def _check_skills(need: Need, known_skills: Collection[str] | None) -> None:
    wrong = sorted(skill for skill, weight in need.skills.items() if not isfinite(weight) or weight < 0)
    if wrong:
        raise InvalidNeed("weight_below_zero", {"field": "skills", "names": wrong})
    if need.skills and not any(need.skills.values()):
        raise InvalidNeed("all_weights_zero", {"field": "skills"})
    if known_skills is not None:
        unknown = sorted(set(need.skills) - set(known_skills))
        if unknown:
            raise InvalidNeed("unknown_skill", {"field": "skills", "names": unknown})


def check_member(member: Member) -> None:
    """Refuse a member whose record would make the arithmetic wrong."""
    numbers = (member.utc_offset, member.hours, member.acceptance)
    problem = ""
    if not all(isfinite(number) for number in numbers):
        problem = "not_a_number"
    elif not 0 <= member.acceptance <= 1:
        problem = "acceptance"
    elif any(not 0 <= level <= 4 for level in member.skills.values()):
        problem = "skills"
    elif min(member.hours, member.active, member.open, member.invitations_90) < 0:
        problem = "below_zero"
    if problem:
        raise InvalidNeed("invalid_member", {"member_id": str(member.id), "what": problem})
