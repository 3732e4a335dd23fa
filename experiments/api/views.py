"""Sign-offs and pilots over HTTP: one step, one view. Concluding reaches upwards and lives in flow."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, checked, once
from common.requests import SignedInRequest
from experiments import queries
from experiments.actions import pausing, pilots, preparing
from experiments.api.answers import PilotAnswer, ValueAnswer
from experiments.api.bodies import PilotBody, ReasonBody


def pilot_answer(request: SignedInRequest, pilot_id: UUID, status: int = 200) -> Response:
    """The pilot as this person sees it."""
    pilot = queries.get_pilot(request.user, pilot_id)
    return Response(PilotAnswer(pilot, context={"request": request}).data, status=status)


class PreparePilotView(APIView):
    @extend_schema(
        operation_id="prepare_pilot", parameters=[IDEMPOTENCY_KEY], request=None, responses={201: PilotAnswer}
    )
    @once
    def post(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """Begin the pilot of a signed-off proposal."""
        pilot = preparing.prepare_pilot(person=request.user, proposal_id=proposal_id)
        return pilot_answer(request, pilot.pk, 201)


class PilotView(APIView):
    @extend_schema(operation_id="read_pilot", responses=PilotAnswer)
    def get(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """One pilot with its measures and readings."""
        return pilot_answer(request, pilot_id)

    @extend_schema(operation_id="edit_pilot", request=PilotBody, responses=PilotAnswer)
    def patch(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Change what is being prepared."""
        preparing.edit_pilot(person=request.user, pilot_id=pilot_id, **checked(PilotBody, request))
        return pilot_answer(request, pilot_id)


class InnovationView(APIView):
    @extend_schema(operation_id="read_innovation", responses=ValueAnswer)
    def get(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """The value that makes this pilot an innovation; refused, with the reason, while none is recorded."""
        return Response(ValueAnswer(queries.get_value(request.user, pilot_id)).data)


class OpenPilotView(APIView):
    @extend_schema(operation_id="open_pilot", request=None, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Start the pilot."""
        preparing.open_pilot(person=request.user, pilot_id=pilot_id)
        return pilot_answer(request, pilot_id)


class PausePilotView(APIView):
    @extend_schema(operation_id="pause_pilot", request=ReasonBody, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Let the pilot rest."""
        pausing.pause_pilot(person=request.user, pilot_id=pilot_id, **checked(ReasonBody, request))
        return pilot_answer(request, pilot_id)


class ResumePilotView(APIView):
    @extend_schema(operation_id="resume_pilot", request=ReasonBody, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Let the pilot go on; refused while sign-off, exemption or end date do not hold."""
        pausing.resume_pilot(person=request.user, pilot_id=pilot_id, **checked(ReasonBody, request))
        return pilot_answer(request, pilot_id)


class StopPilotView(APIView):
    @extend_schema(operation_id="stop_pilot", request=ReasonBody, responses=PilotAnswer)
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """Stop before the end."""
        pilots.stop_pilot(person=request.user, pilot_id=pilot_id, **checked(ReasonBody, request))
        return pilot_answer(request, pilot_id)
