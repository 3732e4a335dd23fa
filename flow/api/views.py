"""The trail, the desk, search, and the steps that reach across stages."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, checked, checked_query, once
from common.requests import SignedInRequest
from common.throttles import PerKind
from dotanks.api.answers import DoTankAnswer
from dotanks.api.bodies import SubmitBody
from dotanks.api.views import dotank_answer
from experiments.actions import sign_offs
from experiments.api.answers import PilotAnswer
from experiments.api.bodies import AnswerBody, ConcludeBody, ReasonBody
from experiments.api.decisions import ProposalToDecide
from experiments.api.proposals import proposal_answer
from experiments.api.views import pilot_answer
from experiments.states import Level
from flow import desk, steps
from flow.api.answers import DeskAnswer, SearchAnswer, TrailAnswer, found_answer
from flow.finding import FACET_WORDS, KIND_WORDS, find
from flow.trail import trail_of
from ideas.principles import Principle
from ideas.queries import get_problem_for_trail
from learning.api.lessons import LessonAnswer, lesson_answer
from learning.states import Outcome
from people.step_up import stepped_up
from people.words import Language, OrganisationKind


class TrailView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="read_trail", responses=TrailAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Where a problem is on its way, with dates and who has the next step."""
        return Response(TrailAnswer(trail_of(get_problem_for_trail(request.user, problem_id), request.user)).data)


class DeskView(APIView):
    @extend_schema(operation_id="read_desk", responses=DeskAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """What waits for me, what changed, and what I might help with."""
        person = request.user
        lesson = desk.one_good_lesson()
        return Response(
            DeskAnswer(
                {
                    "waits": desk.waits_for(person),
                    "changed": desk.changed_for(person),
                    "might_help": desk.might_help(person),
                    "lesson": lesson
                    and {"title": lesson.title, "story": lesson.story, "link": f"/library/lessons/{lesson.pk}/"},
                }
            ).data
        )


class SubmitView(APIView):
    @extend_schema(
        operation_id="submit_proposal", parameters=[IDEMPOTENCY_KEY], request=SubmitBody, responses={201: DoTankAnswer}
    )
    @once
    def post(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """Put a numbered version, with what is asked and answered around it, before whoever must sign it off."""
        steps.submit_proposal(person=request.user, dotank_id=dotank_id, **checked(SubmitBody, request))
        return dotank_answer(request, dotank_id, 201)


class DeclineProposalView(APIView):
    @extend_schema(
        operation_id="decline_proposal",
        parameters=[IDEMPOTENCY_KEY],
        request=AnswerBody,
        responses={201: ProposalToDecide},
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """Decline, with the reason; the team's lesson opens."""
        steps.decline_proposal(manager=request.user, proposal_id=proposal_id, **checked(AnswerBody, request))
        return proposal_answer(request, proposal_id, 201)


class WithdrawSignOffView(APIView):
    @extend_schema(operation_id="withdraw_sign_off", request=ReasonBody, responses={201: ProposalToDecide})
    @stepped_up
    def post(self, request: SignedInRequest, proposal_id: UUID) -> Response:
        """Take the sign-off back; where no pilot has started, the proposal goes back to the team."""
        sign_offs.withdraw_sign_off(manager=request.user, proposal_id=proposal_id, **checked(ReasonBody, request))
        return proposal_answer(request, proposal_id, 201)


class ConcludePilotView(APIView):
    @extend_schema(
        operation_id="conclude_pilot", parameters=[IDEMPOTENCY_KEY], request=ConcludeBody, responses={201: PilotAnswer}
    )
    @once
    def post(self, request: SignedInRequest, pilot_id: UUID) -> Response:
        """End the pilot with verdict and value; its lesson opens."""
        steps.conclude_pilot(person=request.user, pilot_id=pilot_id, **checked(ConcludeBody, request))
        return pilot_answer(request, pilot_id, 201)


class PublishLessonView(APIView):
    @extend_schema(operation_id="publish_lesson", request=None, responses=LessonAnswer)
    def post(self, request: SignedInRequest, lesson_id: UUID) -> Response:
        """Publish the lesson for anybody to read."""
        steps.publish_lesson(person=request.user, lesson_id=lesson_id)
        return lesson_answer(request, lesson_id)


class SearchQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    page = serializers.IntegerField(min_value=1, max_value=50, required=False, default=1)
    alike = serializers.BooleanField(
        required=False, default=False, help_text="Also what says it in other words: fewer words need to be the same."
    )
    kind = serializers.ListField(
        child=serializers.ChoiceField(choices=list(KIND_WORDS)),
        required=False,
        max_length=len(KIND_WORDS),
    )
    principle = serializers.ListField(
        child=serializers.ChoiceField(choices=Principle.choices), required=False, max_length=5
    )
    outcome = serializers.ListField(
        child=serializers.ChoiceField(choices=Outcome.choices), required=False, max_length=5
    )
    performance = serializers.ListField(
        child=serializers.ChoiceField(choices=Level.choices), required=False, max_length=5
    )
    quality_of_work = serializers.ListField(
        child=serializers.ChoiceField(choices=Level.choices), required=False, max_length=5
    )
    question = serializers.ListField(child=serializers.SlugField(max_length=80), required=False, max_length=30)
    country = serializers.ListField(child=serializers.CharField(max_length=3), required=False, max_length=20)
    year = serializers.ListField(
        child=serializers.IntegerField(min_value=1900, max_value=2100), required=False, max_length=20
    )
    language = serializers.ListField(
        child=serializers.ChoiceField(choices=Language.choices), required=False, max_length=4
    )
    organisation_kind = serializers.ListField(
        child=serializers.ChoiceField(choices=OrganisationKind.choices), required=False, max_length=8
    )


class SearchView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [PerKind]
    throttle_scope = "search"

    @extend_schema(operation_id="search", parameters=[SearchQuery], responses=SearchAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """Find lessons, cases, tools and problems; members also find pilots."""
        asked = checked_query(SearchQuery, request)
        filters = {name: [str(value) for value in asked[name]] for name in FACET_WORDS if asked.get(name)}
        finding = find(request.user, asked["q"], filters, asked["page"], alike=asked["alike"])
        return Response(
            SearchAnswer(
                {
                    "total": finding.found.total,
                    "page": finding.found.page,
                    "pages": finding.found.pages,
                    "catching_up": finding.found.catching_up,
                    "results": [found_answer(result) for result in finding.results],
                    "facets": [
                        {"facet": name, "words": words, "values": [asdict(choice) for choice in choices]}
                        for name, words, choices in finding.facets
                    ],
                }
            ).data
        )
