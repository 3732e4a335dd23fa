"""Reads for one person; fetches for one purpose."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from common.refusals import Forbidden, Unknown, WrongState
from dotanks import rules
from dotanks.models import (
    DoTank,
    Invitation,
    Need,
    Proposal,
    ProposedTeam,
    Seat,
    SeatBeside,
    SeatChange,
)
from dotanks.room.owners import About
from dotanks.states import DoTankState, InvitationState
from dotanks.suggestions import suggested_by
from ideas.models import Problem
from ideas.queries import along, get_problem
from people.models import Person
from people.queries import persons_by_id, with_organisation
from people.rules import is_coordinator

# What is fetched along with every Do Tank.
ALONG = [*along("problem__"), "organisation", "proposal__version"]


def dotanks_for(person: Person) -> QuerySet[DoTank]:
    """Do Tanks this person may see, newest first, as a list shows them."""
    return _visible_to(person).select_related(*ALONG).prefetch_related("seats").order_by("-created_at", "-id")


def get_dotank(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank, if this person may see it."""
    try:
        return _with_team(_visible_to(person)).get(pk=dotank_id)
    except DoTank.DoesNotExist as missing:
        raise Unknown from missing


def get_dotank_for_team(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank for a change by a member of its team, locked."""
    get_dotank_to_read_work(person, dotank_id)
    return lock_dotank(dotank_id)


def get_dotank_to_read_work(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank for reading its drafts: the team alone."""
    dotank = _seen(person, dotank_id)
    if not rules.has_seat(person, dotank):
        raise Forbidden
    return dotank


def get_dotank_for_coordinator(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank for a change by a coordinator, locked."""
    _seen(person, dotank_id)
    require_coordinator(person)
    return lock_dotank(dotank_id)


def get_dotank_to_ask(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank for a coordinator who wants to know whom to ask next."""
    dotank = _seen(person, dotank_id)
    require_coordinator(person)
    return dotank


def get_dotank_to_start(person: Person, dotank_id: UUID) -> DoTank:
    """The Do Tank for one of its team or a coordinator, locked."""
    if not rules.has_seat(person, _seen(person, dotank_id)):
        require_coordinator(person)
    return lock_dotank(dotank_id)


def lock_dotank(dotank_id: UUID) -> DoTank:
    """The Do Tank, locked until the transaction ends.

    Locks are taken in one order, or two wait for each other for ever: the Do Tank, its proposal, its pilot, and then
    what hangs on them. A row that names the Do Tank waits for it too: whoever adds one to a locked pilot begins here.
    """
    team = Prefetch("seats", Seat.objects.order_by("created_at", "pk").select_related("person"))
    rows = DoTank.objects.select_for_update(of=("self",)).select_related(*ALONG)
    return rows.prefetch_related(team).get(pk=dotank_id)


def dotank_of_invitation(invitation: Invitation) -> DoTank:
    """The Do Tank somebody is invited to, with its team."""
    return _with_team(DoTank.objects.all()).get(pk=invitation.dotank_id)


@dataclass(frozen=True)
class Beside:
    """With whom an invited colleague would work: organisations, and by name whoever has accepted."""

    organisations: list[str]
    already_in: list[Person]


def beside(invitation: Invitation) -> Beside:
    """Who else is asked or in."""
    dotank = dotank_of_invitation(invitation)
    others = [
        other.person
        for other in dotank.invitations.all()
        if other.pk != invitation.pk and other.state in {InvitationState.SENT, InvitationState.ACCEPTED}
    ]
    jobs = [job for other in others for job in other.employments_today]  # type: ignore[attr-defined]
    return Beside(
        organisations=sorted({job.organisation.name for job in jobs}),
        already_in=[seat.person for seat in dotank.seats.all() if seat.person_id != invitation.person_id],
    )


def require_coordinator(person: Person) -> None:
    """Refuse whoever is no coordinator today."""
    if not is_coordinator(person):
        raise Forbidden


def get_problem_to_assemble(person: Person, problem_id: UUID) -> Problem:
    """A problem for a coordinator who forms its team."""
    problem = get_problem(person, problem_id)
    require_coordinator(person)
    return problem


def get_need(person: Person, problem_id: UUID) -> Need:
    """What the problem's team must bring; where nobody has stated it yet, what the problem itself says, unsaved."""
    problem = get_problem_to_assemble(person, problem_id)
    stated = Need.objects.select_related(*along("problem__")).filter(problem=problem).first()
    return stated or Need(problem=problem, **asdict(suggested_by(problem)))


def latest_proposed_team_id(need: Need) -> UUID | None:
    """The team advised last for the need as it is stated now, if nobody has confirmed one."""
    advised = ProposedTeam.objects.filter(need=need, need_version=need.version, confirmed_at__isnull=True)
    return None if need._state.adding else advised.order_by("-created_at").values_list("pk", flat=True).first()


def get_proposed_team(person: Person, proposed_team_id: UUID, *, lock: bool = False) -> ProposedTeam:
    """A proposed team, for coordinators only: it names people who were never asked."""
    if not is_coordinator(person):
        raise Unknown
    rows = ProposedTeam.objects.select_related(*along("need__problem__"))
    try:
        return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=proposed_team_id)
    except ProposedTeam.DoesNotExist as missing:
        raise Unknown from missing


def get_seat_changes(person: Person, dotank_id: UUID) -> QuerySet[SeatChange]:
    """Where this Do Tank's team was confirmed otherwise than advised; for coordinators."""
    dotank = _seen(person, dotank_id)
    require_coordinator(person)
    people = with_organisation(Person.objects.all())
    return dotank.seat_changes.order_by("created_at", "pk").prefetch_related(
        Prefetch("came_in", people), Prefetch("went_out", people), Prefetch("coordinator", people)
    )


def get_others(person: Person, dotank_id: UUID) -> list[dict[str, Any]]:
    """Whom a coordinator may ask next: advised for this team, not asked, from no organisation that is still in it."""
    dotank = get_dotank_to_ask(person, dotank_id)
    proposed = (
        ProposedTeam.objects.filter(need__problem=dotank.problem, confirmed_at__isnull=False)
        .order_by("-confirmed_at")
        .first()
    )
    if proposed is None:
        return []
    advised = [*(proposed.answer["team"] or {"seats": []})["seats"], *proposed.answer["alternates"]]
    people = persons_by_id(UUID(one["member_id"]) for one in advised)
    invitations = dotank.invitations.prefetch_related(Prefetch("person", with_organisation(Person.objects.all())))
    asked = {dotank.manager_id, *(invitation.person_id for invitation in invitations)}
    taken = {
        job.organisation_id
        for invitation in invitations
        if invitation.state in {InvitationState.SENT, InvitationState.ACCEPTED}
        for job in invitation.person.employments_today  # type: ignore[attr-defined]
    }
    return [
        {"person": other, "reasons": one["reasons"]}
        for one in advised
        if (other := people.get(UUID(one["member_id"]))) is not None
        and other.is_active
        and other.pk not in asked
        and not taken & {job.organisation_id for job in other.employments_today}  # type: ignore[attr-defined]
    ]


def get_invitation(person: Person, invitation_id: UUID, *, lock: bool = False) -> Invitation:
    """My invitation; nobody opens somebody else's."""
    rows = Invitation.objects.select_related(*along("dotank__problem__"), "dotank__coordinator")
    try:
        return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=invitation_id, person_id=person.pk)
    except Invitation.DoesNotExist as missing:
        raise Unknown from missing


def reads_version_with(person: Person, room_id: UUID, attachment_id: UUID) -> bool:
    """Whether this person reads the submitted version of the team in this room, and it shows this picture."""
    proposal = (
        Proposal.objects.filter(dotank__room_id=room_id, version__html__contains=f'data-attachment="{attachment_id}"')
        .select_related("dotank")
        .first()
    )
    return proposal is not None and rules.may_read_proposal(person, proposal)


def get_proposal(person: Person, proposal_id: UUID) -> Proposal:
    """A submitted proposal, if this person may read it."""
    try:
        proposal = _proposals().get(pk=proposal_id)
    except Proposal.DoesNotExist as missing:
        raise Unknown from missing
    if not rules.may_read_proposal(person, proposal):
        raise Unknown
    return proposal


def get_proposal_to_answer(person: Person, proposal_id: UUID) -> Proposal:
    """A proposal that this person reads, locked for an answer; whether it is theirs to give is asked next."""
    proposal = get_proposal(person, proposal_id)
    # The Do Tank first, as submitting does: two who lock in opposite order wait for each other for ever.
    dotank = lock_dotank(proposal.dotank_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("version").get(pk=proposal_id)
    proposal.dotank = dotank
    return proposal


def require_working(dotank: DoTank) -> None:
    """Refuse what only a working team may do."""
    if dotank.state != DoTankState.WORKING:
        raise WrongState(state=dotank.state)


def team_of(dotank: DoTank) -> list[Person]:
    """The people who have a seat."""
    return [seat.person for seat in dotank.seats.all()]


def team_seen_by(person: Person, problem: Problem) -> QuerySet[Person]:
    """Who works on the problem, as far as this person sees its Do Tanks."""
    seen = DoTank.objects.visible_to(person, coordinator=is_coordinator(person)).filter(problem=problem)
    return Person.objects.filter(seats__dotank__in=seen.values("pk"))


def people_in_room(room_id: UUID) -> QuerySet[Person]:
    """The team, and whoever stands beside it today."""
    beside = SeatBeside.objects.today().filter(dotank__room_id=room_id)
    seats = Seat.objects.filter(dotank__room_id=room_id)
    return Person.objects.filter(Q(pk__in=seats.values("person_id")) | Q(pk__in=beside.values("person_id")))


def room_shown(room_id: UUID) -> About:
    """What the team's room is about, and where it is."""
    dotank = DoTank.objects.select_related("problem").get(room_id=room_id)
    return About(title=dotank.problem.title, language=dotank.language, link=f"/app/dotanks/{dotank.pk}/room")


def may_see(person: Person, dotank_id: str) -> bool:
    """Whether this person may watch the Do Tank."""
    return _visible_to(person).filter(pk=dotank_id).exists()


def _visible_to(person: Person) -> QuerySet[DoTank]:
    return DoTank.objects.visible_to(person, coordinator=is_coordinator(person))


def _seen(person: Person, dotank_id: UUID) -> DoTank:
    """The bare row, if this person may see it."""
    try:
        return _visible_to(person).get(pk=dotank_id)
    except DoTank.DoesNotExist as missing:
        raise Unknown from missing


def _with_team(rows: QuerySet[DoTank]) -> QuerySet[DoTank]:
    people = with_organisation(Person.objects.all())
    return rows.select_related(*ALONG).prefetch_related(
        Prefetch("coordinator", people),
        Prefetch("manager", people),
        Prefetch("seats", Seat.objects.order_by("created_at", "pk").prefetch_related(Prefetch("person", people))),
        Prefetch(
            "invitations", Invitation.objects.order_by("created_at", "pk").prefetch_related(Prefetch("person", people))
        ),
    )


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("version", *along("dotank__problem__")).prefetch_related(
        Prefetch("dotank__manager", with_organisation(Person.objects.all())),
        Prefetch(
            "dotank__seats",
            Seat.objects.order_by("created_at", "pk").prefetch_related(
                Prefetch("person", with_organisation(Person.objects.all()))
            ),
        ),
    )
