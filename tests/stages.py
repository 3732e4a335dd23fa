"""One case brought to a stage through the real actions, each building on the one before."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from dotanks import batch_work, trying
from dotanks.actions import asking, batches, proposals, teams
from dotanks.actions import beside as standing_beside
from dotanks.actions import charter as charters
from dotanks.actions import hours as asking_hours
from dotanks.models import (
    Batch,
    DocumentVersion,
    DoTank,
    HoursRequest,
    Invitation,
    Need,
    Proposal,
    ProposedTeam,
    SeatBeside,
)
from dotanks.tasks import work_out_batch
from experiments.actions import cards, pausing, readings, sign_offs
from experiments.actions import preparing as getting_ready
from experiments.models import Card, Pilot, Reading
from flow import steps
from ideas.actions import looks, triage
from ideas.actions import problems as ideas
from ideas.models import Attachment, Look, Problem, Rule
from learning import actions as learning
from learning.models import Lesson
from people.models import Person, Role
from tests import files, gate
from tests.cast import Cast
from tests.factories import LONG_AGO, make_organisation, make_person
from tests.remembered import remembered

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
CHARTER = {
    "aim": "One signature instead of three.",
    "brings": "Four hours a week each.",
    "openness": "Drafts stay with us.",
    "leaving": "Whoever stops says so in time.",
}


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


def draft(cast: Cast, **words: Any) -> Problem:
    return ideas.draft_problem(**{"poster": cast.poster, **WORDS, **words})


@remembered
def posted(cast: Cast, **words: Any) -> Problem:
    return ideas.post_problem(poster=words.get("poster", cast.poster), problem_id=draft(cast, **words).pk)


@remembered
def published_problem(cast: Cast, **words: Any) -> Problem:
    return ideas.publish_problem(coordinator=cast.coordinator, problem_id=posted(cast, **words).pk)


def photo(cast: Cast) -> Attachment:
    """A photo with a problem that members read."""
    return files.attach(cast.poster, posted(cast))


def other(cast: Cast) -> Problem:
    """Somebody else's problem that says the same, open for everybody."""
    return published_problem(cast, poster=cast.colleague, title=SAYS_THE_SAME)


@remembered
def asked_back(cast: Cast) -> Problem:
    return triage.ask_back(coordinator=cast.coordinator, problem_id=posted(cast).pk, question="Which form?")


@remembered
def declined_problem(cast: Cast) -> Problem:
    problem = posted(cast)
    return triage.decline_problem(coordinator=cast.coordinator, problem_id=problem.pk, reason="A matter for the court")


@remembered
def merged(cast: Cast) -> Problem:
    return triage.merge_problem(coordinator=cast.coordinator, problem_id=posted(cast).pk, into=other(cast).pk)


@remembered
def closed(cast: Cast) -> Problem:
    return triage.close_unanswered(problem_id=asked_back(cast).pk)


def look(cast: Cast) -> Look:
    """Asked for by a coordinator who works where the member works."""
    where = cast.member.employments.get().organisation
    other = make_person(f"Sven Second {Look.objects.count()}", where, roles=["coordinator"])
    return looks.ask_for_look(coordinator=other, problem_id=posted(cast).pk, reason="A threat")


@remembered
def agreed_look(cast: Cast) -> Look:
    return looks.agree_to_look(coordinator=cast.coordinator, look_id=look(cast).pk)


@remembered
def needed(cast: Cast) -> Need:
    return teams.state_need(coordinator=cast.coordinator, problem_id=posted(cast).pk, **NEED)


@remembered
def proposed_team(cast: Cast) -> ProposedTeam:
    return teams.propose_team(coordinator=cast.coordinator, problem_id=needed(cast).problem_id)


@remembered
def batch(cast: Cast) -> Batch:
    """Asked for, and waiting for a worker."""
    return batches.start_batch(coordinator=cast.coordinator, problems=[needed(cast).problem_id])


def batch_running(cast: Cast) -> Batch:
    claimed = batch_work.claim(batch(cast).pk)
    assert claimed
    return claimed


@remembered
def batch_done(cast: Cast) -> Batch:
    asked = batch(cast)
    work_out_batch(batch_id=str(asked.pk))
    return Batch.objects.get(pk=asked.pk)


def batch_failed(cast: Cast) -> Batch:
    """Tried as often as it is tried."""
    asked = batch(cast)
    Batch.objects.filter(pk=asked.pk).update(attempts=batch_work.LAST_ATTEMPT)
    assert batch_work.claim(asked.pk) is None
    return Batch.objects.get(pk=asked.pk)


def batch_cancelled(cast: Cast) -> Batch:
    return batches.cancel_batch(coordinator=cast.coordinator, batch_id=batch(cast).pk)


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


@remembered
def forming(cast: Cast) -> DoTank:
    team, chosen = proposed_team(cast), choice(cast)
    return teams.confirm_team(
        coordinator=cast.coordinator,
        proposed_team_id=team.pk,
        changes=because(team, chosen["members"]),
        **chosen,
    )


@remembered
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


def spare(cast: Cast) -> Person:
    """Somebody from one more organisation who could be asked next."""
    found = Person.objects.filter(email="nora.new@school.example").first()
    return found or make_person(
        "Nora New", make_organisation("School", kind="education", region="Zuid"), skills={"archives": 3}
    )


@remembered
def short(cast: Cast) -> DoTank:
    """Only the member has accepted, the others said no, and one more could be asked."""
    spare(cast)
    dotank = forming(cast)
    asking.accept(person=cast.member, invitation_id=invitation(dotank, cast.member).pk)
    for person in (cast.challenger, cast.third, cast.fourth):
        asking.decline(person=person, invitation_id=invitation(dotank, person).pk)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def gathered(cast: Cast) -> DoTank:
    """Member, challenger and third have accepted, and their charter too; fourth still thinks."""
    dotank = joined(cast)
    charters.write_charter(person=cast.coordinator, dotank_id=dotank.pk, read_version=0, **CHARTER)
    for person in (cast.member, cast.challenger, cast.third):
        charters.accept_charter(person=person, dotank_id=dotank.pk, read_version=1)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def joined(cast: Cast) -> DoTank:
    """Member, challenger and third have accepted; nobody has written the charter yet."""
    dotank = forming(cast)
    for person in (cast.member, cast.challenger, cast.third):
        asking.accept(person=person, invitation_id=invitation(dotank, person).pk)
    return DoTank.objects.get(pk=dotank.pk)


@remembered
def working(cast: Cast) -> DoTank:
    return teams.start(person=cast.member, dotank_id=gathered(cast).pk)


def named_manager(cast: Cast) -> Person:
    """Whom the member names as her own manager where she works."""
    job = cast.member.employments.get()
    boss = Person.objects.filter(name="Bea Boss").first() or make_person(
        "Bea Boss", job.organisation, roles=["manager"], hours_a_week=0
    )
    cast.member.employments.update(manager=boss)
    return boss


def hours(cast: Cast) -> dict[str, Any]:
    """What is asked of a manager."""
    today = timezone.localdate()
    return {"hours_a_week": 4, "since": today, "until": today + timedelta(weeks=13)}


@remembered
def asked_hours(cast: Cast) -> HoursRequest:
    """The member has asked her manager for hours, in a team that gathers."""
    named_manager(cast)
    return asking_hours.ask_for_hours(person=cast.member, dotank_id=gathered(cast).pk, **hours(cast))


def asked_beside(cast: Cast, dotank: DoTank | None = None, **more: Any) -> SeatBeside:
    """The outsider is asked to look on for a month."""
    until = timezone.localdate() + timedelta(days=30)
    asked: dict[str, Any] = {"kind": "guest", "until": until, "why": "You know the desk.", **more}
    return standing_beside.ask_beside(
        person=cast.coordinator,
        dotank_id=(dotank or working(cast)).pk,
        **{"email": cast.outsider.email, **asked},
    )


@remembered
def guest(cast: Cast) -> SeatBeside:
    """The outsider stands beside a working team."""
    return standing_beside.accept_beside(person=cast.outsider, beside_id=asked_beside(cast).pk)


@remembered
def version(cast: Cast) -> DocumentVersion:
    return proposals.save_version(person=cast.member, dotank_id=working(cast).pk)


ASKED: dict[str, Any] = {
    "title": "One signature a year",
    "asked": "Let team leads sign once a year.",
    "summary": "One signature a year instead of three a trip.",
    "help_asked": "A desk for two weeks.",
    "people_asked": "Two team leads.",
    "money": 400,
    "promised_effect": "Visits on the same day.",
    "evaluation": "We count the days until a visit.",
}


def submit(cast: Cast, saved: DocumentVersion, **more: Any) -> Proposal:
    """Put this version before whoever must sign it off."""
    return steps.submit_proposal(
        person=cast.member, dotank_id=saved.dotank_id, version=saved.number, **{**ASKED, "risks": [], **more}
    )


@remembered
def submitted(cast: Cast) -> Proposal:
    return submit(cast, version(cast))


OFFICERS = {"legal": "Lea Legal", "data_protection": "Dora Data", "finance": "Fay Finance"}


def officers(cast: Cast) -> dict[str, Person]:
    """Who holds the offices in the organisation that decides."""
    for kind, name in OFFICERS.items():
        if not Person.objects.filter(name=name).exists():
            person = make_person(name, cast.home, hours_a_week=0)
            Role.objects.create(person=person, kind=kind, organisation=cast.home, since=LONG_AGO)
    return {kind: Person.objects.get(name=name) for kind, name in OFFICERS.items()}


@remembered
def risky(cast: Cast) -> Proposal:
    """Submitted with data about people in it: the data protection officer signs it off too."""
    officers(cast)
    return submit(cast, version(cast), risks=["personal_data"])


@remembered
def sent_back(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.send_back(manager=cast.manager, proposal_id=proposal.pk, read_version=1, reason="Add the cost.")
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def signed_off(cast: Cast) -> Proposal:
    proposal = submitted(cast)
    sign_offs.sign_off(
        manager=cast.manager, proposal_id=proposal.pk, read_version=1, help_promised="A desk.", reason="Clear."
    )
    connection.check_constraints()  # as the commit would, while everybody still holds their role
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def signed_off_to_exempt(cast: Cast) -> Proposal:
    """Signed off by the legal officer and the manager, with a rule to set aside and all the money of the pilot."""
    legal = officers(cast)["legal"]
    proposal = submit(
        cast, version(cast), risks=["legal_exemption"], rule_set_aside=gate.RULE, money=preparation()["money_limit"]
    )
    for decider in (legal, cast.manager):
        sign_offs.sign_off(
            manager=decider, proposal_id=proposal.pk, read_version=1, help_promised="A desk.", reason="Clear."
        )
    connection.check_constraints()
    return Proposal.objects.get(pk=proposal.pk)


@remembered
def preparing(cast: Cast) -> Pilot:
    return getting_ready.prepare_pilot(person=cast.member, proposal_id=signed_off_to_exempt(cast).pk)


def preparation(*, days: int = 60, exemption_days: int = 90, rule: Rule | None = None) -> dict[str, Any]:
    """Everything the gate asks for, with an exemption; from this entry of the register, where one is given."""
    today = timezone.localdate()
    return {
        "hypothesis": "Visits happen on the day they are needed.",
        "facet": "enhancement",
        "place": "Two teams",
        "people_limit": 20,
        "money_limit": 500,
        "stop_rule": "Stop when costs double.",
        "check_in_every": 14,
        "services": ["travel"],
        "population": ["field workers"],
        "answers": gate.answers(),
        "rules_in_the_way": [gate.rule(rule)],
        "routes": gate.routes(),
        "checks": gate.checks(),
        "exit_plan": gate.exit_plan(days + 15),
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
            "rule": gate.RULE,
            "legal_basis": "Article 3",
            "granted_by": "The town clerk",
            "valid_from": today - timedelta(days=1),
            "valid_until": today + timedelta(days=exemption_days),
        },
    }


@remembered
def prepared(cast: Cast) -> Pilot:
    pilot = preparing(cast)
    return getting_ready.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **preparation())


@remembered
def running(cast: Cast) -> Pilot:
    pilot = prepared(cast)
    getting_ready.look_at_clashes(person=cast.member, pilot_id=pilot.pk)
    return getting_ready.open_pilot(person=cast.member, pilot_id=pilot.pk)


@remembered
def paused(cast: Cast) -> Pilot:
    return pausing.pause_pilot(person=cast.member, pilot_id=running(cast).pk, reason="Too many calls.")


def reading(cast: Cast, pilot: Pilot, value: int = 5) -> UUID:
    measure = pilot.measures.get()
    return readings.enter_reading(
        person=cast.member, pilot_id=pilot.pk, measure=measure.pk, value=Decimal(value), taken_on=timezone.localdate()
    ).pk


WATCHED = {
    "name": "Complaints",
    "kind": "guardrail",
    "unit": "complaints a week",
    "direction": "down",
    "baseline": Decimal(3),
    "baseline_source": "Log",
    "target": Decimal(3),
    "threshold": Decimal(6),
    "stop_at": Decimal(10),
}


@remembered
def watched(cast: Cast) -> Pilot:
    """Running, with a goal and a guardrail at which it pauses above 6 and stops from 10, and a weekly check-in."""
    pilot = preparing(cast)
    plan = preparation()
    plan["measures"].append({**WATCHED, "baseline_on": timezone.localdate()})
    plan["check_in_every"] = 7
    getting_ready.edit_pilot(person=cast.member, pilot_id=pilot.pk, read_version=1, **plan)
    return getting_ready.open_pilot(person=cast.member, pilot_id=pilot.pk)


def complaints(cast: Cast, pilot: Pilot, value: object, **more: Any) -> Reading:
    """A reading of the guardrail."""
    measure = pilot.measures.get(kind="guardrail").pk
    entered = {"measure": measure, "value": Decimal(str(value)), "taken_on": timezone.localdate(), **more}
    return readings.enter_reading(person=cast.member, pilot_id=pilot.pk, **entered)


def card(cast: Cast) -> Card:
    """The second loop, planned while the first is being tested."""
    pilot = running(cast)
    return cards.plan_card(person=cast.member, pilot_id=pilot.pk, **next_card(pilot))


def next_card(pilot: Pilot) -> dict[str, Any]:
    measure = pilot.measures.order_by("place")[0].pk
    return {"hypothesis": "A form fits.", "test": "Ten forms", "measure": measure, "threshold": Decimal(3)}


LEARNT = {"result": "Four days", "learning": "Ask first", "decision": "go_on"}


def first_card(cast: Cast) -> Card:
    """The loop that began with the pilot."""
    return running(cast).cards.get()


def startable_card(cast: Cast) -> Card:
    """The second loop, once the first was decided."""
    planned = card(cast)
    cards.decide_card(person=cast.member, card_id=planned.pilot.cards.get(number=1).pk, **LEARNT)
    return planned


VERDICT = {
    "verdict": "worked",
    "what_happened": "It worked.",
    "performance": 2,
    "quality_of_work": 1,
    "explanation": "Faster.",
}


@remembered
def concluded(cast: Cast) -> Lesson:
    pilot = running(cast)
    reading(cast, pilot)
    steps.conclude_pilot(person=cast.member, pilot_id=pilot.pk, **VERDICT)
    return Lesson.objects.get(pilot=pilot)


@remembered
def told(cast: Cast) -> Lesson:
    """A lesson that lacks nothing."""
    lesson = concluded(cast)
    return learning.edit_lesson(
        person=cast.member, lesson_id=lesson.pk, read_version=1, conditions="A manager.", principles=["p1-embrace"]
    )


@remembered
def published(cast: Cast) -> Lesson:
    return steps.publish_lesson(person=cast.member, lesson_id=told(cast).pk)
