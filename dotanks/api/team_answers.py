"""How a stated need and a proposed team appear to a coordinator."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from dotanks import queries, reason_words, trying
from dotanks.models import Need, ProposedTeam
from dotanks.suggestions import suggested_by
from people.api.answers import PersonCard
from people.models import Person
from people.queries import persons_by_id


class SkillWeightAnswer(serializers.Serializer[Any]):
    skill = serializers.CharField()
    weight = serializers.IntegerField()


class SuggestedAnswer(serializers.Serializer[Any]):
    """What the problem's own answers point at."""

    skills = SkillWeightAnswer(many=True)
    topics = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())


class NeedAnswer(serializers.Serializer[Any]):
    skills = SkillWeightAnswer(many=True)
    topics = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())
    size_min = serializers.IntegerField()
    size_wanted = serializers.IntegerField()
    size_max = serializers.IntegerField()
    hours_a_week = serializers.IntegerField()
    weeks = serializers.IntegerField()
    conflict_lines = serializers.BooleanField()
    max_per_organisation = serializers.IntegerField()
    stated = serializers.BooleanField(help_text="Whether a coordinator has said it; else it is what is suggested.")
    suggested = SuggestedAnswer()
    proposed_team_id = serializers.UUIDField(allow_null=True)


STATED = [
    "topics",
    "languages",
    "size_min",
    "size_wanted",
    "size_max",
    "hours_a_week",
    "weeks",
    "conflict_lines",
    "max_per_organisation",
]


class ProposedSeatAnswer(serializers.Serializer[Any]):
    person = PersonCard()
    reasons = serializers.ListField(child=serializers.CharField())


class AlternateAnswer(serializers.Serializer[Any]):
    person = PersonCard()
    reasons = serializers.ListField(child=serializers.CharField())
    fits = serializers.ListField(child=serializers.UUIDField())


class OtherAnswer(serializers.Serializer[Any]):
    person = PersonCard()
    reasons = serializers.ListField(child=serializers.CharField())


class WayToWidenAnswer(serializers.Serializer[Any]):
    way = serializers.IntegerField()
    words = serializers.CharField()


class LanguageTeamAnswer(serializers.Serializer[Any]):
    language = serializers.CharField()
    people = PersonCard(many=True)


class ProposedTeamAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    problem_id = serializers.UUIDField()
    language = serializers.CharField(allow_blank=True)
    seats = ProposedSeatAnswer(many=True)
    alternates = AlternateAnswer(many=True)
    unmet = serializers.ListField(child=serializers.CharField())
    widenings = WayToWidenAnswer(many=True)
    by_language = LanguageTeamAnswer(many=True)
    chance_of_quorum = serializers.FloatField(allow_null=True)
    proven = serializers.BooleanField()
    left_since = serializers.IntegerField()
    eligible = serializers.IntegerField()


def need_answer(need: Need) -> dict[str, Any]:
    """The need as the form shows it."""
    suggested = suggested_by(need.problem)
    return dict(
        NeedAnswer(
            {
                **{field: getattr(need, field) for field in STATED},
                "proposed_team_id": queries.latest_proposed_team_id(need),
                "stated": not need._state.adding,
                "suggested": {
                    "skills": _weights(suggested.skills),
                    "topics": suggested.topics,
                    "languages": suggested.languages,
                },
                "skills": _weights(need.skills),
            }
        ).data
    )


def _weights(skills: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"skill": skill, "weight": weight} for skill, weight in skills.items()]


def proposed_team_answer(proposed: ProposedTeam) -> dict[str, Any]:
    """The advice with names and sentences; whoever has left the network since is left out, and counted."""
    answer = proposed.answer
    team = answer["team"] or {"seats": [], "language": "", "chance_of_quorum": None, "proven": True}
    languages = [] if answer["team"] else [one for one in answer["by_language"] if one["member_ids"]]
    named = [*trying.named_ids(proposed), *(one for other in languages for one in other["member_ids"])]
    people = people_here(UUID(one) for one in named)
    seats = [_with_person(seat, people) for seat in team["seats"] if UUID(seat["member_id"]) in people]
    return dict(
        ProposedTeamAnswer(
            {
                "id": proposed.pk,
                "problem_id": proposed.need.problem_id,
                "language": team["language"],
                "seats": seats,
                "alternates": [
                    {**_with_person(one, people), "fits": [fit["seat_member_id"] for fit in one["fits"]]}
                    for one in answer["alternates"]
                    if UUID(one["member_id"]) in people
                ],
                "unmet": [reason_words.unmet(one["code"], one["data"]) for one in answer["unmet"]],
                "widenings": [
                    {
                        "way": place,
                        "words": reason_words.widening(
                            one["code"], one["data"], size=one["size"], skills_gained=one["skills_gained"]
                        ),
                    }
                    for place, one in trying.ways_to_widen(proposed)
                ],
                "by_language": [
                    {
                        "language": one["language"],
                        "people": [people[UUID(each)] for each in one["member_ids"] if UUID(each) in people],
                    }
                    # Side by side, where they stand beside another.
                    for one in (languages if len(languages) > 1 else [])
                ],
                "chance_of_quorum": team["chance_of_quorum"],
                "proven": team["proven"],
                "left_since": len(team["seats"]) - len(seats),
                "eligible": answer["eligible"],
            }
        ).data
    )


def people_here(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These people with their organisations, by id, without those who have left."""
    return {one: person for one, person in persons_by_id(ids).items() if person.is_active}


def others_answer(others: Sequence[Mapping[str, Any]]) -> Any:
    """Whom to ask next, with the reasons in sentences."""
    return OtherAnswer(
        [
            {
                "person": other["person"],
                "reasons": [reason_words.reason(one["code"], one["data"]) for one in other["reasons"]],
            }
            for other in others
        ],
        many=True,
    ).data


def _with_person(one: dict[str, Any], people: dict[UUID, Person]) -> dict[str, Any]:
    return {
        "person": people[UUID(one["member_id"])],
        "reasons": [reason_words.reason(reason["code"], reason["data"]) for reason in one["reasons"]],
    }
