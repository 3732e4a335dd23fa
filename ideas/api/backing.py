"""How many stand behind a problem, and the answer they get, over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, PageQuery, checked, page_of, page_schema
from common.requests import SignedInRequest
from ideas.actions import backing as actions
from ideas.api.answers import ProblemCard
from ideas.backing import queries
from ideas.backing.queries import Weight
from ideas.backing.states import Decision
from ideas.models import Backing
from ideas.models.backing import WORDS
from ideas.queries import get_problem
from people.api.answers import DeciderCard, OrganisationCard, PersonCard
from people.step_up import stepped_up

SHORTEST_ANSWER = 40


class GivenAnswer(serializers.ModelSerializer[Backing]):
    """Who was asked, by when, and what they said; empty where nothing was said yet."""

    state_words = serializers.CharField(source="get_state_display")
    manager = DeciderCard(allow_null=True)
    organisation = OrganisationCard(allow_null=True)
    decision_words = serializers.CharField(source="get_decision_display")
    is_unanswered = serializers.BooleanField()

    class Meta:
        model = Backing
        fields = [
            "state",
            "state_words",
            "people",
            "organisations",
            "day",
            "manager",
            "organisation",
            "due_on",
            "is_unanswered",
            "decision",
            "decision_words",
            "words",
            "language",
            "answered_on",
        ]
        read_only_fields = fields


class BackingAbilities(serializers.Serializer[Any]):
    name_decision_maker = serializers.BooleanField()
    answer = serializers.BooleanField()


class RuleOwnerAnswer(serializers.Serializer[queries.RuleOwner]):
    """Whose rule it is that the problem names, and who decides there; `managers` is empty outside the network."""

    name = serializers.CharField()
    managers = PersonCard(many=True)


class BackingAnswer(serializers.Serializer[Weight]):
    """How many stand behind the problem, how many it takes, and what came of it."""

    people = serializers.IntegerField()
    people_needed = serializers.IntegerField()
    organisations = serializers.IntegerField()
    organisations_needed = serializers.IntegerField()
    backing = GivenAnswer(allow_null=True)
    abilities = serializers.SerializerMethodField()
    owner_of_rule = serializers.SerializerMethodField()

    @extend_schema_field(BackingAbilities)
    def get_abilities(self, weight: Weight) -> dict[str, bool]:
        return queries.abilities(self.context["request"].user, weight)

    @extend_schema_field(RuleOwnerAnswer(allow_null=True))
    def get_owner_of_rule(self, weight: Weight) -> Any:
        """For whoever names who decides."""
        names = queries.abilities(self.context["request"].user, weight)["name_decision_maker"]
        owner = queries.owner_of_rule(weight.problem) if names else None
        return owner and RuleOwnerAnswer(owner).data


class BackedProblem(serializers.ModelSerializer[Backing]):
    """A problem for which a coordinator has to name who decides."""

    problem = ProblemCard()
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = Backing
        fields = ["id", "problem", "state", "state_words", "people", "organisations", "day", "due_on"]
        read_only_fields = fields


class NameDecisionMakerBody(Body):
    manager = serializers.UUIDField()


class AnswerBackingBody(Body):
    decision = serializers.ChoiceField(choices=Decision.choices)
    words = serializers.CharField(min_length=SHORTEST_ANSWER, max_length=WORDS)


def backing_answer(request: SignedInRequest, problem_id: UUID) -> Response:
    """How many stand behind the problem, as this person sees it."""
    weight = queries.weight_of(get_problem(request.user, problem_id))
    return Response(BackingAnswer(weight, context={"request": request}).data)


class BackedProblemsView(APIView):
    @extend_schema(operation_id="list_backed_problems", parameters=[PageQuery], responses=page_schema(BackedProblem))
    def get(self, request: SignedInRequest) -> Response:
        """Problems with many behind them that wait until somebody who decides is named; for coordinators."""
        return page_of(request, queries.waiting_for_a_name(request.user), BackedProblem, ordering=queries.IN_ORDER)


class BackingView(APIView):
    @extend_schema(operation_id="read_backing", responses=BackingAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """How many stand behind the problem, and the answer they got."""
        return backing_answer(request, problem_id)


class NameDecisionMakerView(APIView):
    @extend_schema(operation_id="name_decision_maker", request=NameDecisionMakerBody, responses=BackingAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """As a coordinator: ask this manager to answer."""
        body = checked(NameDecisionMakerBody, request)
        actions.name_decision_maker(coordinator=request.user, problem_id=problem_id, **body)
        return backing_answer(request, problem_id)


class AnswerBackingView(APIView):
    @extend_schema(operation_id="answer_backing", request=AnswerBackingBody, responses=BackingAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """As the decision maker: answer, once and in public."""
        actions.answer_backing(manager=request.user, problem_id=problem_id, **checked(AnswerBackingBody, request))
        return backing_answer(request, problem_id)
