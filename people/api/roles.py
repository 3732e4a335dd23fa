"""Who holds which role, for how long, and who gave it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, PageQuery, checked, checked_query, once, page_of, page_schema
from common.models import HistoryLine
from common.refusals import Forbidden
from common.requests import SignedInRequest
from people import queries as people
from people import rules
from people.actions import roles as actions
from people.api.answers import OrganisationCard, PersonCard
from people.models import Role
from people.organisations.queries import organisation_to_name
from people.roles import queries
from people.step_up import stepped_up
from people.words import RoleKind


class RolesQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=80, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=RoleKind.choices, required=False)
    organisation = serializers.UUIDField(required=False)


class GiveRoleBody(Body):
    email = serializers.CharField(max_length=254)
    kind = serializers.ChoiceField(choices=RoleKind.choices)
    organisation = serializers.UUIDField(allow_null=True)
    since = Day()
    until = Day(allow_null=True)


class ChangeRoleBody(Body):
    until = Day(allow_null=True)


class EndRoleBody(Body):
    reason = serializers.CharField(max_length=1000)


class RoleAbilities(serializers.Serializer[Any]):
    change = serializers.BooleanField()
    end = serializers.BooleanField()


class RoleLine(serializers.ModelSerializer[HistoryLine]):
    """One grant, change or end of the role, as it stands in the history."""

    step = serializers.ChoiceField(choices=["give_role", "change_role", "end_role"])
    by = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()

    class Meta:
        model = HistoryLine
        fields = ["step", "by", "until", "note", "at"]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_by(self, line: HistoryLine) -> str:
        return line.actor.shown_name if line.actor else ""

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, line: HistoryLine) -> str | None:
        return line.data.get("until") or None


class RoleEntry(serializers.ModelSerializer[Role]):
    """A role with its holder. Fetch with `roles_for`."""

    person = PersonCard()
    organisation = OrganisationCard(allow_null=True)
    kind = serializers.ChoiceField(choices=RoleKind.choices)
    granted_by = serializers.SerializerMethodField()
    holds = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Role
        fields = ["id", "kind", "person", "organisation", "since", "until", "holds", "granted_by", "abilities"]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_granted_by(self, role: Role) -> str:
        return role.granted_by or ""  # type: ignore[attr-defined]

    def get_holds(self, role: Role) -> bool:
        return rules.holds_today(role)

    @extend_schema_field(RoleAbilities)
    def get_abilities(self, role: Role) -> dict[str, bool]:
        return rules.role_abilities(self.context["request"].user, role)


class RoleAnswer(RoleEntry):
    history = serializers.SerializerMethodField()

    class Meta:
        model = Role
        fields = [*RoleEntry.Meta.fields, "history"]
        read_only_fields = fields

    @extend_schema_field(RoleLine(many=True))
    def get_history(self, role: Role) -> Any:
        return RoleLine(queries.history_of(role.pk), many=True).data


def answer(request: SignedInRequest, role_id: UUID, status: int = 200) -> Response:
    """The role as this person sees it."""
    rules.forget_rights(request.user)
    return Response(
        RoleAnswer(queries.get_role(request.user, role_id), context={"request": request}).data, status=status
    )


class RolesView(APIView):
    @extend_schema(operation_id="list_roles", parameters=[PageQuery, RolesQuery], responses=page_schema(RoleEntry))
    def get(self, request: SignedInRequest) -> Response:
        """My own roles, and those I keep: who holds them, from when until when, and who gave them."""
        return page_of(request, queries.roles_for(request.user, **checked_query(RolesQuery, request)), RoleEntry)

    @extend_schema(
        operation_id="give_role", parameters=[IDEMPOTENCY_KEY], request=GiveRoleBody, responses={201: RoleAnswer}
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Give a colleague a role for a period."""
        body = checked(GiveRoleBody, request)
        if not rules.administers(request.user, body["organisation"]):
            raise Forbidden
        role = actions.give_role(
            by=request.user,
            person=queries.person_to_grant(body["email"], body["organisation"]),
            kind=body["kind"],
            organisation=organisation_to_name(body["organisation"]) if body["organisation"] else None,
            since=body["since"],
            until=body["until"],
        )
        return answer(request, role.pk, 201)


class RoleView(APIView):
    @extend_schema(operation_id="read_role", responses=RoleAnswer)
    def get(self, request: SignedInRequest, role_id: UUID) -> Response:
        """One role with everything that happened to it."""
        return answer(request, role_id)

    @extend_schema(operation_id="change_role", request=ChangeRoleBody, responses=RoleAnswer)
    @stepped_up
    def patch(self, request: SignedInRequest, role_id: UUID) -> Response:
        """Let it last until another day, or without an end."""
        actions.change_role(by=request.user, role_id=role_id, **checked(ChangeRoleBody, request))
        return answer(request, role_id)


class EndRoleView(APIView):
    @extend_schema(operation_id="end_role", request=EndRoleBody, responses=RoleAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, role_id: UUID) -> Response:
        """Take it back at once, or lay down my own."""
        actions.end_role(by=request.user, role_id=role_id, **checked(EndRoleBody, request))
        return answer(request, role_id)


class ManagersView(APIView):
    @extend_schema(operation_id="list_managers", responses=PersonCard(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """Managers who can be asked to decide; for coordinators."""
        if not rules.is_coordinator(request.user):
            raise Forbidden
        return Response(PersonCard(people.holding(RoleKind.MANAGER)[:500], many=True).data)
