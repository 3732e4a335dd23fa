"""The rules and the value once more, word by word from the formulation and without numpy: the measure for the code."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from dotanks.assembly import Member, Need

LEVELS = (0, 0.4, 0.7, 0.9, 1)


def level(member: Member, skill: str) -> int:
    mine = member.skills.get(skill, 0)
    return mine // 2 if skill in member.unwanted_skills else mine


def may_be_asked(member: Member, need: Need) -> bool:
    poster = {str(need.poster_id)}
    blocked = [set(map(str, pair)) for pair in need.blocked_pairs]
    return not (
        str(member.id) in poster
        or str(member.organisation) == str(need.poster_organisation)
        or member.opted_out
        or str(member.id) in set(map(str, need.declined_ids))
        or poster | {str(member.id)} in blocked
        or min(member.cap - member.active - member.open, member.hours // need.hours) < 1
        or abs(member.utc_offset - need.poster_utc_offset) > 3
        or not set(member.languages) & set(need.languages)
    )


def may_be_together(team: Sequence[Member], need: Need) -> bool:
    organisations = Counter(str(member.organisation) for member in team)
    lines = Counter(member.line for member in team if member.line)
    pairs = {frozenset(map(str, pair)) for pair in need.blocked_pairs}
    return (
        max(organisations.values(), default=0) <= need.max_per_organisation
        and not (need.conflict_lines and max(lines.values(), default=0) > 1)
        and not any(frozenset((str(one.id), str(other.id))) in pairs for one, other in combinations(team, 2))
    )


def personal(member: Member, need: Need) -> float:
    weights = need.weights
    fit = len(member.topics & need.topics) / len(need.topics) if need.topics else 0
    spare = min(1, max(0, (member.hours - need.hours) / need.hours))
    rested = 1 / (1 + member.invitations_90 + member.active) + 0.25 * member.only_at_home
    rested += 0.1 * (str(member.id) in set(map(str, need.good_past_ids)))
    return (
        weights.topics * fit
        + weights.availability * spare
        + weights.acceptance * member.acceptance
        + weights.spread * min(1, rested)
    )


def value(team: Iterable[Member], need: Need) -> float:
    team, weights = list(team), need.weights
    total = sum(personal(member, need) for member in team) / need.size_wanted
    all_skills = sum(need.skills.values())
    for skill, weight in need.skills.items():
        levels = [*sorted((level(member, skill) for member in team), reverse=True), 0, 0]
        total += weights.skills * weight / all_skills * (0.8 * LEVELS[levels[0]] + 0.2 * (levels[1] >= 2))
    for name, share, cap in (("kind", 0.4, 4), ("region", 0.35, 5), ("level", 0.15, 3), ("seniority", 0.1, 3)):
        values = {getattr(member, name) for member in team} - {""}
        total += weights.diversity * share * min(len(values), cap) / cap
    newcomers = sum(member.first_timer for member in team)
    return total + weights.new_voices * (0.7 * (newcomers >= 1) + 0.3 * (newcomers >= 2))


def best(members: Iterable[Member], need: Need, size: int) -> tuple[int, float]:
    """By trying every team in every language: the largest size two organisations reach, and the best value there."""
    reached = (0, 0.0)
    for language in need.languages:
        people = [one for one in members if may_be_asked(one, need) and language in one.languages]
        for count in range(max(2, reached[0]), size + 1):
            for team in combinations(people, count):
                if len({str(one.organisation) for one in team}) > 1 and may_be_together(team, need):
                    reached = max(reached, (count, value(team, need)))
    return reached
