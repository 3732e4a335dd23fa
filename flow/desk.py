"""My desk: what waits for me, oldest promise first; what changed; what I might help with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.models import HistoryLine
from dotanks.beside.queries import asked_beside
from dotanks.charter.queries import to_accept
from dotanks.hours.links import link_to
from dotanks.hours.queries import waiting_for
from dotanks.models import DoTank, Invitation, Proposal, Seat
from dotanks.states import DoTankState, InvitationState, ProposalState
from experiments.chain.queries import waiting_for_answer_of as waiting_to_sign_off
from experiments.gate.register import open_copy_requests
from experiments.models import Pilot, Reading
from experiments.running.queries import late_check_ins
from experiments.states import PilotState
from ideas.backing.queries import to_name, waiting_for_answer_of
from ideas.models import Problem
from ideas.peers.queries import answers_waiting_for, asks_waiting_for
from ideas.poster import problems_posted_by
from ideas.queries import NEWEST_FIRST, with_poster
from ideas.states import EDITABLE, WAITING, ProblemState
from learning.models import Lesson
from learning.states import LessonState
from people.groups.states import MembershipState
from people.models import Group, Notice, Person
from people.rules import is_coordinator

AT_MOST = 20
READING_RHYTHM = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for me, with one verb."""

    verb: Promise
    title: str
    link: str
    since: datetime
    due: date | None = None


def waits_for(person: Person) -> list[Waiting]:
    """What waits for this person, oldest promise first; a fixed number of queries whatever there is."""
    found = [
        *_as_invited(person),
        *_as_manager(person),
        *_of_hours(person),
        *_as_asked_beside(person),
        *_as_decision_maker(person),
        *_as_team(person),
        *_of_charter(person),
        *_asked_to_copy(person),
        *_as_poster(person),
        *_as_peer(person),
        *_as_convener(person),
        *(_as_coordinator(person) if is_coordinator(person) else ()),
    ]
    return sorted(found, key=lambda one: one.since)


def changed_for(person: Person) -> QuerySet[Notice]:
    """What changed in what concerns this person and asks nothing of them."""
    return Notice.objects.filter(person=person, needs_you=False).newest_first()[:8]


def might_help(person: Person) -> QuerySet[Problem]:
    """Two or three posted problems on topics that this person follows."""
    topics = person.profile.topics if hasattr(person, "profile") else []
    mine = problems_posted_by(person).values("pk")
    return (
        with_poster(Problem.objects.posted())
        .filter(state__in=WAITING, topics__overlap=topics)
        .exclude(pk__in=mine)
        .order_by(*NEWEST_FIRST)[:3]
    )


def one_good_lesson() -> Lesson | None:
    """Something to read when nothing waits."""
    return Lesson.objects.public().order_by("-published_at").first()


def _as_invited(person: Person) -> Iterator[Waiting]:
    rows = Invitation.objects.filter(
        person=person, state=InvitationState.SENT, dotank__state__in=[DoTankState.FORMING, DoTankState.WORKING]
    ).select_related("dotank__problem")
    for invitation in rows[:AT_MOST]:
        yield Waiting(
            _("Answer the invitation"),
            invitation.dotank.problem.title,
            f"/app/invitations/{invitation.pk}",
            invitation.created_at,
            invitation.reply_by,
        )


def _as_manager(person: Person) -> Iterator[Waiting]:
    for required in waiting_to_sign_off(person)[:AT_MOST]:
        assert required.turn_at is not None
        proposal = required.submission.proposal
        yield Waiting(
            _("Read the proposal and decide"),
            proposal.title,
            f"/app/proposals/{proposal.pk}",
            required.turn_at,
            required.due_on,
        )


def _as_asked_beside(person: Person) -> Iterator[Waiting]:
    for beside in asked_beside(person)[:AT_MOST]:
        page = f"/app/beside/{beside.pk}"
        yield Waiting(
            _("Say whether you help this team"), beside.dotank.problem.title, page, beside.created_at, beside.until
        )


def _of_hours(person: Person) -> Iterator[Waiting]:
    for asked in waiting_for(person)[:AT_MOST]:
        yield Waiting(_("Answer about the hours"), asked.dotank.problem.title, link_to(asked), asked.created_at)


def _as_poster(person: Person) -> Iterator[Waiting]:
    for problem in problems_posted_by(person).filter(state__in=EDITABLE)[:AT_MOST]:
        asked = problem.state == ProblemState.ASKED_BACK
        verb = _("Answer the question about your problem") if asked else _("Finish and post your problem")
        page = f"/app/problems/{problem.pk}"
        yield Waiting(verb, problem.title, page if asked else f"{page}/edit", _morning(problem.day))


def _as_peer(person: Person) -> Iterator[Waiting]:
    for ask in asks_waiting_for(person)[:AT_MOST]:
        title, page = ask.search.problem.title, f"/app/peer-asks/{ask.pk}"
        yield Waiting(
            _("Say whether you would talk with a colleague"), title, page, _morning(ask.day), ask.search.until
        )
    for ask in answers_waiting_for(person)[:AT_MOST]:
        problem = ask.search.problem
        page = f"/app/problems/{problem.pk}/peers"
        yield Waiting(_("Say whether you meet a colleague"), problem.title, page, _morning(ask.day), ask.search.until)


def _as_convener(person: Person) -> Iterator[Waiting]:
    rows = Group.objects.filter(memberships__person=person, memberships__convenes=True)
    asked = Min("memberships__created_at", filter=Q(memberships__state=MembershipState.ASKED))
    waiting = Group.objects.filter(pk__in=rows.values("pk")).annotate(asked=asked).filter(asked__isnull=False)
    for group in waiting[:AT_MOST]:
        yield Waiting(_("Answer who asks to join"), group.name, f"/app/groups/{group.pk}", group.asked)


def _as_coordinator(person: Person) -> Iterator[Waiting]:
    for backing in to_name().order_by("day", "pk")[:AT_MOST]:
        page = f"/app/problems/{backing.problem_id}"
        yield Waiting(_("Name who decides"), backing.problem.title, page, _morning(backing.day))
    for problem in Problem.objects.posted().filter(state__in=WAITING).order_by("day", "pk")[:AT_MOST]:
        page = f"/app/problems/{problem.pk}"
        if problem.state == ProblemState.POSTED:
            yield Waiting(
                _("Read the problem and decide"),
                problem.title,
                f"/app/triage?problem={problem.pk}",
                _morning(problem.day),
            )
        else:
            yield Waiting(_("Form a Do Tank"), problem.title, f"{page}/assemble", _morning(problem.day))
    asked = Invitation.objects.filter(dotank=OuterRef("pk"), state=InvitationState.SENT)
    forming = DoTank.objects.filter(coordinator=person, state=DoTankState.FORMING).exclude(Exists(asked))
    for dotank in forming.select_related("problem")[:AT_MOST]:
        yield Waiting(
            _("Start the Do Tank or ask more colleagues"),
            dotank.problem.title,
            f"/app/dotanks/{dotank.pk}",
            dotank.created_at,
        )


def _as_decision_maker(person: Person) -> Iterator[Waiting]:
    for backing in waiting_for_answer_of(person)[:AT_MOST]:
        page = f"/app/problems/{backing.problem_id}"
        asked = _("Answer the colleagues who stand behind it")
        yield Waiting(asked, backing.problem.title, page, _morning(backing.day), backing.due_on)


def _as_team(person: Person) -> Iterator[Waiting]:
    seats = Seat.objects.filter(person=person).select_related(
        "dotank__problem", "dotank__proposal", "dotank__pilot", "dotank__lesson"
    )
    found = list(seats.order_by("-created_at")[:AT_MOST])
    cases = [getattr(seat.dotank, name, None) for seat in found for name in ("proposal", "pilot")]
    moved = dict(
        HistoryLine.objects.filter(subject_id__in=[case.pk for case in cases if case])
        .exclude(to_state="")
        .values_list("subject_id")
        .annotate(latest=Max("at"))
    )
    running = [
        seat.dotank.pilot.pk
        for seat in found
        if hasattr(seat.dotank, "pilot") and seat.dotank.pilot.state == PilotState.RUNNING
    ]
    last = dict(
        Reading.objects.filter(measure__pilot_id__in=running)
        .values_list("measure__pilot_id")
        .annotate(latest=Max("created_at"))
    )
    for seat in found:
        yield from _of_team(seat, moved, last)
    for pilot, due in late_check_ins(running):
        yield Waiting(_("Check in: how does the pilot go?"), pilot.title, f"/app/pilots/{pilot.pk}", _morning(due), due)


def _of_charter(person: Person) -> Iterator[Waiting]:
    for charter in to_accept(person)[:AT_MOST]:
        page = f"/app/dotanks/{charter.dotank_id}"
        yield Waiting(_("Read the charter and accept it"), charter.dotank.problem.title, page, charter.created_at)


def _asked_to_copy(person: Person) -> Iterator[Waiting]:
    for asked in open_copy_requests(person)[:AT_MOST]:
        yield Waiting(
            _("Say whether your exemption may be copied"), asked.exemption.rule, "/app/exemptions", asked.created_at
        )


def _of_team(seat: Seat, moved: dict[UUID, datetime], last: dict[UUID, datetime]) -> Iterator[Waiting]:
    dotank = seat.dotank
    title = dotank.problem.title
    proposal: Proposal | None = getattr(dotank, "proposal", None)
    pilot: Pilot | None = getattr(dotank, "pilot", None)
    lesson: Lesson | None = getattr(dotank, "lesson", None)
    if lesson is not None:
        if lesson.state == LessonState.DRAFT:
            yield Waiting(_("Publish the lesson"), lesson.title, f"/app/lessons/{lesson.pk}", lesson.created_at)
        return
    again = proposal is not None and proposal.state == ProposalState.SENT_BACK
    if pilot is not None and not (pilot.state == PilotState.PREPARING and again):
        yield from _of_pilot(pilot, moved[pilot.pk], last.get(pilot.pk))
        return
    if dotank.state != DoTankState.WORKING:
        return
    assert dotank.started_at is not None
    if proposal is None or proposal.state == ProposalState.DRAFT:
        yield Waiting(_("Write the proposal together"), title, f"/app/dotanks/{dotank.pk}", dotank.started_at)
    elif proposal.state == ProposalState.SENT_BACK:
        yield Waiting(_("Change the proposal"), title, f"/app/dotanks/{dotank.pk}", moved[proposal.pk])
    elif proposal.state == ProposalState.SIGNED_OFF:
        yield Waiting(_("Prepare the pilot"), title, f"/app/proposals/{proposal.pk}", moved[proposal.pk])


def _of_pilot(pilot: Pilot, since: datetime, read: datetime | None) -> Iterator[Waiting]:
    page = f"/app/pilots/{pilot.pk}"
    if pilot.state == PilotState.PREPARING:
        yield Waiting(_("Complete and start the pilot"), pilot.title, f"{page}/prepare", since)
    elif pilot.state == PilotState.PAUSED:
        yield Waiting(_("Decide whether the pilot goes on or stops"), pilot.title, page, since)
    elif pilot.state == PilotState.STOPPED:
        assert pilot.ends_at is not None
        yield Waiting(_("Give the verdict and close the pilot"), pilot.title, f"{page}/conclude", since)
    elif pilot.state == PilotState.RUNNING:
        latest = read or pilot.opened_at or since
        if latest < timezone.now() - READING_RHYTHM:
            yield Waiting(_("Enter this week's reading"), pilot.title, page, latest)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
