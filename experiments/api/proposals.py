"""Proposals to decide over HTTP: reading, answering, the inbox. What reaches upwards lives in flow."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from dotanks.queries import get_dotank_to_read_work, get_proposal
from dotanks.room.api.exporting import file_answer
from dotanks.rules import missing_before_submit
from dotanks.states import Risk
from dotanks.submission_queries import changes_since, submission_of
from experiments.actions import sign_offs
from experiments.api.bodies import AnswerBody, SignOffBody
from experiments.api.decisions import ProposalToDecide, SubmissionChangesAnswer, risk_answer
from experiments.api.inbox import BoxQuery, SignOffCard, ToSubmitAnswer
from experiments.chain.queries import Box, sign_offs_for
from experiments.paper import paper_of
from people.roles.queries import stands_in_for
from people.step_up import stepped_up


def proposal_answer(request: SignedInRequest, proposal_id: UUID, status: int = 200) -> Response:
    """The proposal as this person sees it."""
    proposal = get_proposal(request.user, proposal_id)
    return Response(ProposalToDecide(proposal, context={"request": request}).data, status=status)


class ProposalView(APIView):
    @extend_schema(operation_id="read_proposal", responses=ProposalToDecide)
    def get(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """A submitted proposal with the text of exactly the version it names."""
        return proposal_answer(request, proposal_id)


class ChangesQuery(serializers.Serializer[Any]):
    before = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="The number of the earlier version.")


class ChangesView(APIView):
    @extend_schema(operation_id="read_proposal_changes", parameters=[ChangesQuery], responses=SubmissionChangesAnswer)
    def get(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """What changed since an earlier submitted version."""
        asked = checked_query(ChangesQuery, request)
        proposal = get_proposal(request.user, proposal_id)
        return Response(SubmissionChangesAnswer(changes_since(proposal, asked["before"])).data)


class PaperView(APIView):
    @extend_schema(operation_id="export_proposal", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
        """The proposal as a PDF file."""
        return file_answer(paper_of(request.user, proposal_id))


class SignOffView(APIView):
    @extend_schema(
        operation_id="sign_off", parameters=[IDEMPOTENCY_KEY], request=SignOffBody, responses={201: ProposalToDecide}
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """Approve exactly the version read, with the help promised."""
        sign_offs.sign_off(manager=request.user, proposal_id=proposal_id, **checked(SignOffBody, request))
        return proposal_answer(request, proposal_id, 201)


class SendBackView(APIView):
    @extend_schema(
        operation_id="send_back", parameters=[IDEMPOTENCY_KEY], request=AnswerBody, responses={201: ProposalToDecide}
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """Ask the team for changes."""
        sign_offs.send_back(manager=request.user, proposal_id=proposal_id, **checked(AnswerBody, request))
        return proposal_answer(request, proposal_id, 201)


class SignOffsView(APIView):
    @extend_schema(operation_id="list_sign_offs", parameters=[PageQuery, BoxQuery], responses=page_schema(SignOffCard))
    def get(self, request: SignedInRequest) -> Response:
        """What waits for my sign-off, what is due, what I may answer for somebody else, what I decided."""
        box = checked_query(BoxQuery, request)["box"]
        standing_in = list(stands_in_for(request.user)) if box == Box.DELEGATED else []
        ordering = ("-created_at", "-id") if box == Box.DECIDED else ("created_at", "id")
        rows = sign_offs_for(request.user, box).order_by(*ordering)
        return page_of(request, rows, SignOffCard, ordering=ordering, standing_in=standing_in)


class ToSubmitView(APIView):
    @extend_schema(operation_id="read_what_to_submit", responses=ToSubmitAnswer)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """The questions a submission answers, what is missing before it, and what the last one said; for the team."""
        dotank = get_dotank_to_read_work(request.user, dotank_id)
        proposal = getattr(dotank, "proposal", None)
        told = {
            "organisation": dotank.organisation,
            "sign_off_limit": dotank.organisation.sign_off_limit,
            "in_order": dotank.organisation.sign_offs_in_order,
            "risks": [risk_answer(risk, yes=False) for risk in Risk],
            "missing": missing_before_submit(dotank),
            "before": submission_of(proposal) if proposal else None,
        }
        return Response(ToSubmitAnswer(told).data)
