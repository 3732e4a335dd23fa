"""While I am away: who decides in my place, and for whom I do."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from people import rules
from people.actions import delegations as actions
from people.api.answers import OrganisationCard
from people.api.employment import NamedPerson
from people.models import Delegation, Role
from people.roles import queries
from people.states import DelegationState
from people.step_up import stepped_up
from people.words import RoleKind


class DelegationAnswer(serializers.ModelSerializer[Delegation]):
    """Who decides in whose role, from when until when, and whether they do today."""

    person = NamedPerson()
    delegate = NamedPerson()
    role = serializers.ChoiceField(source="role.kind", choices=RoleKind.choices)
    role_words = serializers.CharField(source="role.get_kind_display")
    organisation = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()
    may_end = serializers.SerializerMethodField()

    class Meta:
        model = Delegation
        fields = [
            "id",
            "person",
            "delegate",
            "role",
            "role_words",
            "organisation",
            "since",
            "until",
            "money_limit",
            "state",
            "mine",
            "may_end",
        ]
        read_only_fields = fields

    @extend_schema_field(OrganisationCard)
    def get_organisation(self, delegation: Delegation) -> Any:
        return OrganisationCard(delegation.role.organisation).data

    @extend_schema_field(serializers.ChoiceField(choices=DelegationState.choices))
    def get_state(self, delegation: Delegation) -> str:
        return rules.delegation_state(delegation)

    def get_mine(self, delegation: Delegation) -> bool:
        return bool(delegation.person_id == self.context["request"].user.pk)

    def get_may_end(self, delegation: Delegation) -> bool:
        return rules.delegation_state(delegation) in {DelegationState.AHEAD, DelegationState.IN_FORCE}


class RoleToHandOver(serializers.ModelSerializer[Role]):
    organisation = OrganisationCard()
    kind_words = serializers.CharField(source="get_kind_display")

    class Meta:
        model = Role
        fields = ["id", "kind", "kind_words", "organisation", "until"]
        read_only_fields = fields


class HandOverBody(Body):
    role = serializers.UUIDField()
    email = serializers.CharField(max_length=254)
    since = Day()
    until = Day()
    money_limit = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False, allow_null=True)


def answer(request: SignedInRequest, delegation_id: UUID, status: int = 200) -> Response:
    """The delegation as this person sees it."""
    found = queries.get_delegation(request.user, delegation_id)
    return Response(DelegationAnswer(found, context={"request": request}).data, status=status)


class DelegationsView(APIView):
    @extend_schema(operation_id="list_delegations", parameters=[PageQuery], responses=page_schema(DelegationAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """What I handed over and what I received, newest first."""
        return page_of(request, queries.delegations_of(request.user), DelegationAnswer)

    @extend_schema(
        operation_id="hand_over",
        parameters=[IDEMPOTENCY_KEY],
        request=HandOverBody,
        responses={201: DelegationAnswer},
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest) -> Response:
        """While I am away, this colleague decides in my place."""
        body = checked(HandOverBody, request)
        made = actions.hand_over(person=request.user, role_id=body.pop("role"), **body)
        return answer(request, made.pk, 201)


class EndDelegationView(APIView):
    @extend_schema(operation_id="end_delegation", request=None, responses=DelegationAnswer)
    def post(self, request: SignedInRequest, delegation_id: UUID) -> Response:
        """Take back what I handed over, or give back what I received."""
        actions.end_delegation(person=request.user, delegation_id=delegation_id)
        return answer(request, delegation_id)


class RolesToHandOverView(APIView):
    @extend_schema(operation_id="list_roles_to_hand_over", responses=RoleToHandOver(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """My own roles in which I decide: those I can hand over while I am away."""
        return Response(RoleToHandOver(queries.roles_to_hand_over(request.user), many=True).data)
