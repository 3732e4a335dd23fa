"""What is stored of teams and their work."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from common.retention import Rule, keep_until, remove
from dotanks.live.clock import prune_logs
from dotanks.models import (
    AffectedGroup,
    Batch,
    Charter,
    CharterAcceptance,
    DoTank,
    EarlierWork,
    HoursRequest,
    Invitation,
    JoinRequest,
    OpenCall,
    Proposal,
    ProposedTeam,
    Seat,
    SeatBeside,
    SeatChange,
    Submission,
)
from dotanks.states import InvitationState
from dotanks.written_privacy import WRITTEN
from people.models import Person
from people.privacy.registry import Fate, Ground, Store, Table, nobody, store

PROPOSED_KEPT = timedelta(days=91)
CHANGES_KEPT = timedelta(days=730)


def forget_invitations(person: Person) -> None:
    """An invitation that led to no seat tells only of the person; one that did tells how the team came about."""
    Invitation.objects.filter(person=person).exclude(state=InvitationState.ACCEPTED).delete()


def forget_join_requests(person: Person) -> None:
    """What somebody wrote to join tells only of them; a seat that came of it stays with the team."""
    JoinRequest.objects.filter(person=person).delete()


def forget_words(person: Person) -> None:
    """What was written with an answer about hours goes with either of the two it passed between."""
    HoursRequest.objects.filter(Q(person=person) | Q(manager=person)).update(words="")


def forget_why(person: Person) -> None:
    """Why somebody was asked beside a team is written about them."""
    SeatBeside.objects.filter(person=person).update(why="")


store(
    Store(
        name="teams",
        title=_("Work in a Do Tank"),
        what=_(
            "Invitations and why you were asked, your answer, your seat, teams you formed or decide for, the "
            "versions you saved, and the document you write together."
        ),
        why=_("So that a team comes together, and its proposal rests on what was really written."),
        ground=Ground.PUBLIC_TASK,
        kept=_(
            "As long as the case. Teams that were proposed and never confirmed go after three months, and why a seat "
            "was given otherwise than advised after two years. Erase yourself, and the work stays without your name."
        ),
        seen_by=_(
            "Drafts can be read by the team alone. A submitted version can also be read by the manager who "
            "decides and by coordinators."
        ),
        tables=(
            Table(
                ProposedTeam,
                _("Teams you had proposed, or in which you were proposed"),
                Fate.UNNAMED,
                mine=lambda person: ProposedTeam.objects.filter(
                    Q(coordinator=person) | Q(answer__icontains=str(person.pk))
                ).select_related("need__problem"),
                columns={
                    _("Problem"): "need.problem.title",
                    _("Day"): "created_at",
                    _("Confirmed"): "confirmed_at",
                },
                erase=nobody,
            ),
            Table(
                EarlierWork,
                _("What you used of earlier work when you formed a team"),
                Fate.UNNAMED,
                mine=lambda person: EarlierWork.objects.filter(by=person).select_related("problem"),
                columns={
                    _("Problem"): "problem.title",
                    _("Used"): lambda answer: [one["title"] for one in answer.used],
                    _("Why nothing fitted"): "nothing_fitted",
                    _("Day"): "created_at",
                },
            ),
            Table(
                Batch,
                _("Teams you had worked out for many problems at once"),
                Fate.UNNAMED,
                mine=lambda person: Batch.objects.filter(coordinator=person),
                columns={_("State"): "state", _("Problems"): "total", _("Day"): "created_at"},
            ),
            Table(
                SeatChange,
                _("Seats that were given otherwise than advised: to you, instead of to you, or by you"),
                Fate.UNNAMED,
                mine=lambda person: SeatChange.objects.filter(
                    Q(came_in=person) | Q(went_out=person) | Q(coordinator=person)
                ).select_related("dotank__problem"),
                columns={
                    _("Problem"): "dotank.problem.title",
                    _("Reason"): "reason",
                    _("Day"): "created_at",
                },
                erase=nobody,
            ),
            Table(
                DoTank,
                _("Do Tanks you formed or decide for"),
                Fate.UNNAMED,
                mine=lambda person: DoTank.objects.filter(Q(coordinator=person) | Q(manager=person)).select_related(
                    "problem"
                ),
                columns={_("Problem"): "problem.title", _("State"): "state", _("Started"): "started_at"},
            ),
            Table(
                Invitation,
                _("Your invitations"),
                Fate.UNNAMED,
                mine=lambda person: Invitation.objects.filter(person=person).select_related("dotank__problem"),
                columns={
                    _("Problem"): "dotank.problem.title",
                    _("Part in the team"): "role",
                    _("Why you were asked"): lambda invitation: [one.get("code", "") for one in invitation.reasons],
                    _("State"): "state",
                    _("Why not"): "decline_reason",
                    _("Reply by"): "reply_by",
                    _("Day"): "created_at",
                },
                erase=forget_invitations,
            ),
            Table(
                Seat,
                _("Your seats in teams"),
                Fate.UNNAMED,
                mine=lambda person: Seat.objects.filter(person=person).select_related("dotank__problem"),
                columns={_("Problem"): "dotank.problem.title", _("Part in the team"): "role", _("Since"): "created_at"},
            ),
            Table(
                OpenCall,
                _("Open calls you published"),
                Fate.UNNAMED,
                mine=lambda person: OpenCall.objects.filter(coordinator=person).select_related("dotank__problem"),
                columns={_("Problem"): "dotank.problem.title", _("What you wrote"): "words", _("Until"): "until"},
            ),
            Table(
                JoinRequest,
                _("Do Tanks you asked to join"),
                Fate.REMOVED,
                mine=lambda person: JoinRequest.objects.filter(person=person).select_related("call__dotank__problem"),
                columns={
                    _("Problem"): "call.dotank.problem.title",
                    _("What you wrote"): "reason",
                    _("State"): "state",
                    _("What was answered"): "answer",
                    _("Day"): "created_at",
                },
                erase=forget_join_requests,
            ),
            Table(
                Charter,
                _("Charters you wrote"),
                Fate.UNNAMED,
                mine=lambda person: Charter.objects.filter(written_by=person).select_related("dotank__problem"),
                columns={
                    _("Problem"): "dotank.problem.title",
                    _("Number"): "number",
                    _("What it says"): lambda charter: [
                        charter.aim,
                        charter.brings,
                        charter.openness,
                        charter.leaving,
                    ],
                    _("Moment"): "created_at",
                },
            ),
            Table(
                CharterAcceptance,
                _("Charters you accepted"),
                Fate.UNNAMED,
                mine=lambda person: CharterAcceptance.objects.filter(person=person).select_related(
                    "charter__dotank__problem"
                ),
                columns={
                    _("Problem"): "charter.dotank.problem.title",
                    _("Number"): "charter.number",
                    _("Moment"): "created_at",
                },
            ),
            Table(
                HoursRequest,
                _("Hours you asked your manager for, or were asked for"),
                Fate.UNNAMED,
                mine=lambda person: HoursRequest.objects.filter(Q(person=person) | Q(manager=person)).select_related(
                    "dotank__problem"
                ),
                columns={
                    _("Problem"): "dotank.problem.title",
                    _("Hours a week"): "hours_a_week",
                    _("From"): "since",
                    _("Until"): "until",
                    _("State"): "state",
                    _("Words with the answer"): "words",
                    _("Day"): "created_at",
                },
                erase=forget_words,
            ),
            Table(
                SeatBeside,
                _("Teams you stood beside, or asked somebody to"),
                Fate.UNNAMED,
                mine=lambda person: SeatBeside.objects.filter(Q(person=person) | Q(asked_by=person)).select_related(
                    "dotank__problem"
                ),
                columns={
                    _("Problem"): "dotank.problem.title",
                    _("Part in the team"): "kind",
                    _("Skill"): "skill",
                    _("Until"): "until",
                    _("Why you were asked"): "why",
                    _("State"): "state",
                    _("Day"): "created_at",
                },
                erase=forget_why,
            ),
            Table(
                AffectedGroup,
                _("Groups for which you speak in a team"),
                Fate.UNNAMED,
                mine=lambda person: AffectedGroup.objects.filter(voice=person).select_related("dotank__problem"),
                columns={_("Problem"): "dotank.problem.title", _("Group"): "name", _("Since"): "created_at"},
            ),
            Table(
                Proposal,
                _("Proposals"),
                Fate.UNNAMED,
                because="A proposal is the team's; it says nothing of who wrote what.",
            ),
            Table(
                Submission,
                _("Proposals you submitted"),
                Fate.UNNAMED,
                mine=lambda person: Submission.objects.filter(submitted_by=person).select_related("version"),
                columns={
                    _("Title"): "title",
                    _("Version"): "version.number",
                    _("What was asked"): "asked",
                    _("Moment"): "created_at",
                },
            ),
            *WRITTEN,
        ),
    )
)

keep_until(
    Rule(
        "proposed-teams",
        _("A team that was proposed and never confirmed"),
        _("three months"),
        lambda: remove(ProposedTeam.objects.filter(confirmed_at__isnull=True, created_at__lt=Now() - PROPOSED_KEPT)),
    )
)
keep_until(
    Rule(
        "batches",
        _("That teams were worked out for many problems at once"),
        _("three months"),
        lambda: remove(Batch.objects.filter(created_at__lt=Now() - PROPOSED_KEPT)),
    )
)
keep_until(
    Rule(
        "seat-changes",
        _("Why a seat was given otherwise than advised"),
        _("two years"),
        lambda: remove(SeatChange.objects.filter(created_at__lt=Now() - CHANGES_KEPT)),
    )
)
keep_until(
    Rule("room-log", _("Each keystroke in a room; the document itself stays"), _("30 days"), lambda: int(prune_logs()))
)
