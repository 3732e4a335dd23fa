"""One case brought to a stage through the real actions, each building on the one before."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils import timezone

from dotanks import trying
from dotanks.actions import asking, proposals, teams
from dotanks.models import DocumentVersion, DoTank, Invitation, Need, Proposal, ProposedTeam
from experiments.actions import pilots, sign_offs
from experiments.models import Pilot
from flow import steps
from ideas.actions import looks, triage
from ideas.actions import problems as ideas
from ideas.models import Attachment, Look, Problem
from learning import actions as learning
from learning.models import Lesson
from tests import files
from tests.cast import Cast
from tests.factories import make_person

WORDS = {
    "title": "Three signatures for one bus ticket",
    "situation": "I need three signatures for a bus ticket.",
    "who_is_stopped": "Field workers",
    "rule": "Travel rules, article 12",
    "whom_it_hurts": "Residents",
    "what_was_tried": "Asking",
    "how_we_would_know": "Visits on the same day",
    "language": "en",
    "topics": ["internal-rules"],
}
SAYS_THE_SAME = "Two signatures for a train ticket"
NEED = {
    "skills": {"plain-language": 3, "administrative-law": 5},
    "topics": ["internal-rules"],
    "languages": ["en"],
    "size_min": 2,
    "size_wanted": 4,
    "size_max": 5,
    "hours_a_week": 4,
    "weeks": 13,
}


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


def draft(cast: Cast, **words: Any) -> Problem:
    return ideas.draft_problem(**{"poster": cast.poster, **WORDS, **words})


def posted(cast: Cast, **words: Any) -> Problem:
    return ideas.post_problem(poster=words.get("poster", cast.poster), problem_id=draft(cast, **words).pk)


def published_problem(cast: Cast, **words: Any) -> Problem:
    return ideas.publish_problem(coordinator=cast.coordinator, problem_id=posted(cast, **words).pk)


def photo(cast: Cast) -> Attachment:
    """A photo with a problem that members read."""
    return files.attach(cast.poster, posted(cast))


def other(cast: Cast) -> Problem:
    """Somebody else's problem that says the same, open for everybody."""
    return published_problem(cast, poster=cast.colleague, title=SAYS_THE_SAME)


def asked_back(cast: Cast) -> Problem:
    return triage.ask_back(coordinator=cast.coordinator, problem_id=posted(cast).pk, question="Which form?")


def declined_problem(cast: Cast) -> Problem:
    problem = posted(cast)
    return triage.decline_problem(coordinator=cast.coordinator, problem_id=problem.pk, reason="A matter for the court")


def merged(cast: Cast) -> Problem:
    return triage.merge_problem(coordinator=cast.coordinator, problem_id=posted(cast).pk, into=other(cast).pk)


def closed(cast: Cast) -> Problem:
    return triage.close_unanswered(problem_id=asked_back(cast).pk)


def look(cast: Cast) -> Look:
    """Asked for by a coordinator who works where the member works."""
    where = cast.member.employments.get().organisation
    other = make_person(f"Sven Second {Look.objects.count()}", where, roles=["coordinator"])
    return looks.ask_for_look(coordinator=other, problem_id=posted(cast).pk, reason="A threat")


def agreed_look(cast: Cast) -> Look:
    return looks.agree_to_look(coordinator=cast.coordinator, look_id=look(cast).pk)


def needed(cast: Cast) -> Need:
    return teams.state_need(coordinator=cast.coordinator, problem_id=posted(cast).pk, **NEED)


def proposed_team(cast: Cast) -> ProposedTeam:
    return teams.propose_team(coordinator=cast.coordinator, problem_id=needed(cast).problem_id)


def too_much(cast: Cast) -> ProposedTeam:
    """Advised for more hours than anybody has: fewer of them would give a team."""
    need = {**NEED, "hours_a_week": 12}
    problem = posted(cast)
    teams.state_need(coordinator=cast.coordinator, problem_id=problem.pk, **need)
    return teams.propose_team(coordinator=cast.coordinator, problem_id=problem.pk)


def choice(cast: Cast) -> dict[str, Any]:
    """What a coordinator confirms."""
    return {
        "members": [person.pk for person in cast.volunteers],
        "manager": cast.manager.pk,
        "reply_by": in_a_week(),
        "driver": cast.member.pk,
        "challenger": cast.challenger.pk,
    }


def because(team: ProposedTeam, members: list[UUID]) -> list[dict[str, Any]]:
    """A reason for each difference from the advice."""
    advised = {UUID(one) for one in trying.advised_ids(team)}
    came_in, went_out = sorted(set(members) - advised), sorted(advised - set(members))
    return [
        {"came_in": one, "went_out": other, "reason": "They know the counter where it happens."}
        for one, other in zip_longest(came_in, went_out)
    ]


def forming(cast: Cast) -> DoTank:
    team, chosen = proposed_team(cast), choice(cast)
    return teams.confirm_team(
        coordinator=cast.coordinator,
        proposed_team_id=team.pk,
        changes=because(team, chosen["members"]),
        **chosen,
    )


def edited(cast: Cast) -> DoTank:
    """Without the fourth, who was advised."""
    team, chosen = proposed_team(cast), choice(cast)
    members = chosen["members"][:3]
    return teams.confirm_team(
        coordinator=cast.coordinator,
        proposed_team_id=team.pk,
        changes=because(team, members),
        **{**chosen, "members": members},
    )


def invitation(dotank: DoTank, person: Any) -> Invitation:
    return Invitation.objects.get(dotank=dotank, person=person)


def gathered(cast: Cast) -> DoTank:
    """Member, challenger and third have accepted; fourth still thinks."""
    dotank = forming(cast)
    for person in (cast.member, cast.challenger, cast.third):
        asking.accept(person=person, invitation_id=invitation(dotank, person).pk)
    return DoTank.objects.get(pk=dotank.pk)


def working(cast: Cast) -> DoTank:
    return teams.start(person=cast.member, dotank_id=gathered(cast).pk)


def version(cast: Cast) -> DocumentVersion:
    return proposals.save_version(person=cast.member, dotank_id=working(cast).pk)


def submitted(cast: Cast) -> Proposal:
    saved = version(cast)
    return proposals.submit(
        person=cast.member,
        dotank_id=saved.dotank_id,
        version=saved.number,
        title="One signature a year",
        asked="Let team leads sign once a year.",
        summary="One signature a year instead of three a trip.",
    )


def sent_back(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.send_back(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="Add the cost.")
    return Proposal.objects.get(pk=proposal.pk)


def signed_off(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.sign_off(
        manager=cast.manager, proposal_id=proposal.pk, read_version=1, help_promised="A desk.", reason="Clear."
    )
    return Proposal.objects.get(pk=proposal.pk)


def preparing(cast: Cast) -> Pilot:
    return pilots.prepare_pilot(person=cast.member, proposal_id=signed_off(cast).pk)


def preparation(*, days: int = 60, exemption_days: int = 90) -> dict[str, Any]:
    """Everything the gate asks for, with an exemption."""
    today = timezone.localdate()
    return {
        "hypothesis": "Visits happen on the day they are needed.",
        "place": "Two teams",
        "people_limit": 20,
        "money_limit": 500,
        "stop_rule": "Stop when costs double.",
        "ends_on": today + timedelta(days=days),
        "needs_exemption": True,
        "measures": [
            {
                "name": "Days until a visit",
                "kind": "goal",
                "unit": "days",
                "direction": "down",
                "baseline": Decimal(7),
                "baseline_on": today,
                "baseline_source": "Log",
                "target": Decimal(1),
                "threshold": Decimal(3),
            }
        ],
        "exemption": {
            "rule": "Article 12",
            "legal_basis": "Article 3",
            "granted_by": "The town clerk",
            "valid_from": today - timedelta(days=1),
            "valid_until": today + timedelta(days=exemption_days),
        },
    }


def prepared(cast: Cast) -> Pilot:
    pilot = preparing(cast)
    return pilots.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **preparation())


def running(cast: Cast) -> Pilot:
    return pilots.open_pilot(person=cast.member, pilot_id=prepared(cast).pk)


def reading(cast: Cast, pilot: Pilot, value: int = 5) -> UUID:
    measure = pilot.measures.get()
    return pilots.enter_reading(
        person=cast.member, pilot_id=pilot.pk, measure=measure.pk, value=Decimal(value), taken_on=timezone.localdate()
    ).pk


VERDICT = {
    "verdict": "worked",
    "what_happened": "It worked.",
    "performance": 2,
    "quality_of_work": 1,
    "explanation": "Faster.",
}


def concluded(cast: Cast) -> Lesson:
    pilot = running(cast)
    reading(cast, pilot)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **VERDICT)
    return Lesson.objects.get(pilot=pilot)


def told(cast: Cast) -> Lesson:
    """A lesson that lacks nothing."""
    lesson = concluded(cast)
    return learning.edit_lesson(
        person=cast.member, lesson_id=lesson.pk, read_version=1, conditions="A manager.", principles=["p1-embrace"]
    )


def published(cast: Cast) -> Lesson:
    return steps.publish_lesson(person=cast.member, lesson_id=told(cast).pk)
