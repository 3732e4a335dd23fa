"""The gate, the register of exemptions and copying over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from experiments.actions import copying, preparing
from experiments.api.answers import PilotAnswer
from experiments.api.gate_answers import CopyRequestAnswer, ExemptionCard
from experiments.api.gate_bodies import AskToCopyBody, CopyAnswerBody, CopyBody, ExemptionsQuery
from experiments.api.views import pilot_answer
from experiments.gate import register


class ClashesLookView(APIView):
    @extend_schema(operation_id="look_at_clashes", request=None, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Say that the team has seen which other pilots touch the same."""
        preparing.look_at_clashes(person=request.user, pilot_id=pilot_id)
        return pilot_answer(request, pilot_id)


class CopyExemptionView(APIView):
    @extend_schema(operation_id="copy_exemption", request=CopyBody, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Fill the pilot with what another team's exemption rests on; it agreed to that before."""
        body = checked(CopyBody, request)
        copying.copy_exemption(
            person=request.user,
            pilot_id=pilot_id,
            read_version=body["read_version"],
            exemption_id=body["exemption"],
        )
        return pilot_answer(request, pilot_id)


class ExemptionsView(APIView):
    @extend_schema(operation_id="list_exemptions", parameters=[ExemptionsQuery], responses=page_schema(ExemptionCard))
    def get(self, request: SignedInRequest) -> Response:
        """Every exemption that a pilot was opened with, newest first."""
        asked = checked_query(ExemptionsQuery, request)
        wanted = {name: asked[name] for name in ("rule", "organisation", "state", "q") if name in asked}
        return page_of(request, register.exemptions_for(request.user, **wanted), ExemptionCard)


class AskToCopyView(APIView):
    @extend_schema(
        operation_id="ask_to_copy",
        parameters=[IDEMPOTENCY_KEY],
        request=AskToCopyBody,
        responses={201: CopyRequestAnswer},
    )
    @once
    def post(self, request: SignedInRequest, exemption_id: UUID) -> Response:
        """Ask the team that holds an exemption whether it may be copied."""
        body = checked(AskToCopyBody, request)
        asked = copying.ask_to_copy(person=request.user, exemption_id=exemption_id, **body)
        return _request_answer(request, asked.pk, 201)


class CopyRequestsView(APIView):
    @extend_schema(operation_id="list_copy_requests", parameters=[PageQuery], responses=page_schema(CopyRequestAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """What I asked other teams, and what my teams are asked; newest first."""
        return page_of(request, register.copy_requests_for(request.user), CopyRequestAnswer)


class CopyRequestAnswerView(APIView):
    @extend_schema(operation_id="answer_copy_request", request=CopyAnswerBody, responses=CopyRequestAnswer)
    def post(self, request: SignedInRequest, request_id: UUID) -> Response:
        """Agree that another team copies the exemption, or decline."""
        body = checked(CopyAnswerBody, request)
        asked = copying.answer_copy_request(person=request.user, request_id=request_id, **body)
        return _request_answer(request, asked.pk)


def _request_answer(request: SignedInRequest, request_id: UUID, status: int = 200) -> Response:
    asked = register.get_copy_request(request.user, request_id)
    return Response(CopyRequestAnswer(asked, context={"request": request}).data, status=status)
