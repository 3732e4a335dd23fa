"""Do Tanks over HTTP: forming a team, answering, working, proposing."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks import queries
from dotanks.actions import asking, managers, teams
from dotanks.api.answers import (
    AskedAnswer,
    DoTankAnswer,
    DoTankCard,
    InvitationAnswer,
    SeatAnswer,
)
from dotanks.api.bodies import (
    ConfirmTeamBody,
    DeclineInvitationBody,
    DissolveBody,
    InviteBody,
    NameManagerBody,
    NeedBody,
)
from dotanks.api.team_answers import (
    NeedAnswer,
    OtherAnswer,
    ProposedTeamAnswer,
    need_answer,
    others_answer,
    proposed_team_answer,
)
from people.models import Person
from people.queries import with_organisation
from people.rules import is_coordinator


def dotank_answer(request: SignedInRequest, dotank_id: UUID, status: int = 200) -> Response:
    """The Do Tank as this person sees it."""
    dotank = queries.get_dotank(request.user, dotank_id)
    context = {"request": request, "coordinates": is_coordinator(request.user)}
    return Response(DoTankAnswer(dotank, context=context).data, status=status)


class NeedView(APIView):
    @extend_schema(operation_id="read_need", responses=NeedAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """What the team for this problem must bring."""
        return Response(need_answer(queries.get_need(request.user, problem_id)))

    @extend_schema(operation_id="state_need", request=NeedBody, responses=NeedAnswer)
    def put(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say what the team must bring."""
        body = checked(NeedBody, request)
        return Response(need_answer(teams.state_need(coordinator=request.user, problem_id=problem_id, **body)))


class ProposedTeamsView(APIView):
    @extend_schema(
        operation_id="propose_team", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: ProposedTeamAnswer}
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Let the assembler advise a team."""
        proposed = teams.propose_team(coordinator=request.user, problem_id=problem_id)
        return Response(proposed_team_answer(proposed), status=201)


class ProposedTeamView(APIView):
    @extend_schema(operation_id="read_proposed_team", responses=ProposedTeamAnswer)
    def get(self, request: SignedInRequest, proposed_team_id: UUID) -> Response:
        """A team as it was advised."""
        return Response(proposed_team_answer(queries.get_proposed_team(request.user, proposed_team_id)))


class ConfirmTeamView(APIView):
    @extend_schema(
        operation_id="confirm_team",
        parameters=[IDEMPOTENCY_KEY],
        request=ConfirmTeamBody,
        responses={201: DoTankAnswer},
    )
    @once
    def post(self, request: SignedInRequest, proposed_team_id: UUID) -> Response:
        """Form the Do Tank and ask its people."""
        body = checked(ConfirmTeamBody, request)
        dotank = teams.confirm_team(coordinator=request.user, proposed_team_id=proposed_team_id, **body)
        return dotank_answer(request, dotank.pk, 201)


class DoTanksView(APIView):
    @extend_schema(operation_id="list_dotanks", parameters=[PageQuery], responses=page_schema(DoTankCard))
    def get(self, request: SignedInRequest) -> Response:
        """Do Tanks that I can see."""
        return page_of(request, queries.dotanks_for(request.user), DoTankCard)


class DoTankView(APIView):
    @extend_schema(operation_id="read_dotank", responses=DoTankAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """One Do Tank."""
        return dotank_answer(request, dotank_id)


class InvitationsView(APIView):
    @extend_schema(
        operation_id="invite", parameters=[IDEMPOTENCY_KEY], request=InviteBody, responses={201: AskedAnswer}
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Ask one more colleague."""
        invitation = asking.invite(coordinator=request.user, dotank_id=dotank_id, **checked(InviteBody, request))
        invitation.person = with_organisation(Person.objects.all()).get(pk=invitation.person_id)
        return Response(AskedAnswer(invitation).data, status=201)


class OthersView(APIView):
    @extend_schema(operation_id="list_others", responses=OtherAnswer(many=True))
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Colleagues who were advised for this team and not asked yet; for coordinators."""
        return Response(others_answer(queries.get_others(request.user, dotank_id)))


class InvitationView(APIView):
    @extend_schema(operation_id="read_invitation", responses=InvitationAnswer)
    def get(self, request: SignedInRequest, invitation_id: UUID) -> Response:
        """My invitation: why me, with whom, how many hours, until when."""
        return Response(invitation_answer(request, invitation_id))


class AcceptInvitationView(APIView):
    @extend_schema(operation_id="accept_invitation", request=None, responses={201: SeatAnswer})
    def post(self, request: SignedInRequest, invitation_id: UUID) -> Response:
        """Take the seat."""
        seat = asking.accept(person=request.user, invitation_id=invitation_id)
        seat.person = with_organisation(Person.objects.all()).get(pk=seat.person_id)
        return Response(SeatAnswer(seat).data, status=201)


class DeclineInvitationView(APIView):
    @extend_schema(operation_id="decline_invitation", request=DeclineInvitationBody, responses=InvitationAnswer)
    def post(self, request: SignedInRequest, invitation_id: UUID) -> Response:
        """Say no."""
        asking.decline(person=request.user, invitation_id=invitation_id, **checked(DeclineInvitationBody, request))
        return Response(invitation_answer(request, invitation_id))


def invitation_answer(request: SignedInRequest, invitation_id: UUID) -> Any:
    """The invitation with the organisations of those asked beside, and the names of those who accepted."""
    invitation = queries.get_invitation(request.user, invitation_id)
    context = {"request": request, "beside": queries.beside(invitation)}
    return InvitationAnswer(invitation, context=context).data


class StartView(APIView):
    @extend_schema(operation_id="start_dotank", request=None, responses=DoTankAnswer)
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Start working."""
        teams.start(person=request.user, dotank_id=dotank_id)
        return dotank_answer(request, dotank_id)


class DissolveView(APIView):
    @extend_schema(operation_id="dissolve_dotank", request=DissolveBody, responses=DoTankAnswer)
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """End a Do Tank that did not come together."""
        teams.dissolve(coordinator=request.user, dotank_id=dotank_id, **checked(DissolveBody, request))
        return dotank_answer(request, dotank_id)


class ManagerView(APIView):
    @extend_schema(operation_id="name_manager", request=NameManagerBody, responses=DoTankAnswer)
    def put(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Let another manager decide."""
        managers.name_manager(coordinator=request.user, dotank_id=dotank_id, **checked(NameManagerBody, request))
        return dotank_answer(request, dotank_id)
