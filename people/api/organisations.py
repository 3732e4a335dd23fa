"""Organisations over HTTP: read by every colleague, kept by administrators, checked by those of the network."""

from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from people import rules
from people.actions import organisations as actions
from people.calendars import calendar_of, codes, next_closed_day
from people.models import Organisation
from people.models.organisations import EVIDENCE, LINE
from people.organisations import queries
from people.organisations.colours import contrast, nearest_readable, readable
from people.states import OrganisationState
from people.step_up import stepped_up
from people.words import Language, Level, OrganisationKind, ProofKind

DOMAIN = r"^(?=.{4,120}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$"
COLOUR = r"^(#[0-9a-f]{6})?$"


class OrganisationsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=80, required=False, allow_blank=True)
    state = serializers.ChoiceField(choices=OrganisationState.choices, required=False)


class AddOrganisationBody(Body):
    name = serializers.CharField(max_length=120)
    domain = serializers.RegexField(
        DOMAIN, error_messages={"invalid": _("Give the part of their addresses after the @, such as city.example.")}
    )
    kind = serializers.ChoiceField(choices=OrganisationKind.choices)
    level = serializers.ChoiceField(choices=Level.choices)
    country = serializers.RegexField(r"^[A-Z]{2}$", error_messages={"invalid": _("Give two capitals, such as NL.")})
    region = serializers.CharField(max_length=60)
    language = serializers.ChoiceField(choices=Language.choices)
    time_zone = serializers.CharField(max_length=40)

    def validate_time_zone(self, zone: str) -> str:
        if zone not in available_timezones():
            raise serializers.ValidationError(_("Give a time zone such as Europe/Oslo."))
        return zone


class EditOrganisationBody(AddOrganisationBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    calendar = serializers.CharField(max_length=10, allow_blank=True)
    line = serializers.CharField(max_length=LINE, allow_blank=True)
    sign_off_limit = serializers.IntegerField(min_value=0, max_value=2_000_000_000, allow_null=True)
    sign_offs_in_order = serializers.BooleanField()
    colour = serializers.RegexField(
        COLOUR, allow_blank=True, error_messages={"invalid": _("Give a colour such as #0b5a66.")}
    )

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in set(fields) - {"read_version"}:
            fields[name].required = False
        return fields

    def validate_calendar(self, code: str) -> str:
        if code and code not in codes():
            raise serializers.ValidationError(
                _("There is no calendar of this name. Give a country, or a part of one such as DE-BE.")
            )
        return code

    def validate_colour(self, colour: str) -> str:
        if colour and not readable(colour):
            raise serializers.ValidationError(
                _(
                    "White letters on this colour cannot be read: the contrast is %(found)s, and 4.5 is needed. "
                    "%(nearest)s is the nearest that can."
                )
                % {"found": round(contrast(colour), 1), "nearest": nearest_readable(colour)}
            )
        return colour


class VerifyBody(Body):
    proof = serializers.ChoiceField(choices=ProofKind.choices)
    evidence = serializers.CharField(max_length=EVIDENCE)


class WithdrawVerificationBody(Body):
    reason = serializers.CharField(max_length=1000)


class VerificationAnswer(serializers.Serializer[Any]):
    """By what the organisation was checked, when, and, for those who keep it, by whom."""

    proof = serializers.ChoiceField(choices=ProofKind.choices)
    evidence = serializers.CharField()
    verified_by = serializers.CharField()
    at = serializers.DateTimeField()


class ClosedDay(serializers.Serializer[Any]):
    day = serializers.DateField()
    name = serializers.CharField()


class OrganisationAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    edit_identity = serializers.BooleanField()
    verify = serializers.BooleanField()
    withdraw_verification = serializers.BooleanField()
    answer_claims = serializers.BooleanField()
    give_role = serializers.BooleanField()


class OrganisationEntry(serializers.ModelSerializer[Organisation]):
    """An organisation in a list, with what it was checked by. Fetch with `organisations`."""

    verification = serializers.SerializerMethodField()

    class Meta:
        model = Organisation
        fields = ["id", "slug", "name", "kind", "level", "country", "region", "state", "verification"]
        read_only_fields = fields

    @extend_schema_field(VerificationAnswer(allow_null=True))
    def get_verification(self, organisation: Organisation) -> Any:
        if organisation.state != OrganisationState.VERIFIED:
            return None
        check = organisation.checks[0]  # type: ignore[attr-defined]
        keeps = rules.administers(self.context["request"].user, organisation.pk)
        return VerificationAnswer(
            {
                "proof": check.proof,
                "evidence": check.evidence,
                "verified_by": check.verified_by.name if keeps else "",
                "at": check.created_at,
            }
        ).data


class OrganisationAnswer(OrganisationEntry):
    abilities = serializers.SerializerMethodField()
    calendar_in_use = serializers.SerializerMethodField()
    next_closed_day = serializers.SerializerMethodField()

    class Meta:
        model = Organisation
        fields = [
            *OrganisationEntry.Meta.fields,
            "language",
            "time_zone",
            "calendar",
            "calendar_in_use",
            "next_closed_day",
            "colour",
            "line",
            "domain",
            "sign_off_limit",
            "sign_offs_in_order",
            "version",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(OrganisationAbilities)
    def get_abilities(self, organisation: Organisation) -> dict[str, bool]:
        return rules.organisation_abilities(self.context["request"].user, organisation)

    @extend_schema_field(serializers.CharField())
    def get_calendar_in_use(self, organisation: Organisation) -> str:
        return calendar_of(organisation)

    @extend_schema_field(ClosedDay(allow_null=True))
    def get_next_closed_day(self, organisation: Organisation) -> Any:
        found = next_closed_day(organisation, timezone.localdate(), get_language() or "en")
        return ClosedDay({"day": found[0], "name": found[1]}).data if found else None


def answer(request: SignedInRequest, organisation_id: UUID, status: int = 200) -> Response:
    """The organisation as this person sees it."""
    found = queries.get_organisation(organisation_id)
    return Response(OrganisationAnswer(found, context={"request": request}).data, status=status)


class OrganisationsView(APIView):
    @extend_schema(
        operation_id="list_organisations",
        parameters=[PageQuery, OrganisationsQuery],
        responses=page_schema(OrganisationEntry),
    )
    def get(self, request: SignedInRequest) -> Response:
        """Organisations of the network by name, and what each was checked by."""
        rows = queries.organisations(**checked_query(OrganisationsQuery, request))
        return page_of(request, rows, OrganisationEntry, ordering=("name", "id"))

    @extend_schema(
        operation_id="add_organisation",
        parameters=[IDEMPOTENCY_KEY],
        request=AddOrganisationBody,
        responses={201: OrganisationAnswer},
    )
    @stepped_up
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Bring an organisation into the network: people with an address at its domain can then sign up."""
        added = actions.add_organisation(by=request.user, **checked(AddOrganisationBody, request))
        return answer(request, added.pk, 201)


class OrganisationView(APIView):
    @extend_schema(operation_id="read_organisation", responses=OrganisationAnswer)
    def get(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """One organisation."""
        return answer(request, organisation_id)

    @extend_schema(operation_id="edit_organisation", request=EditOrganisationBody, responses=OrganisationAnswer)
    @stepped_up
    def patch(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """Change what is kept of it."""
        actions.edit_organisation(
            person=request.user, organisation_id=organisation_id, **checked(EditOrganisationBody, request)
        )
        return answer(request, organisation_id)


class VerifyView(APIView):
    @extend_schema(operation_id="verify_organisation", request=VerifyBody, responses=OrganisationAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """Say by what it was checked that the organisation is what it says."""
        actions.verify(administrator=request.user, organisation_id=organisation_id, **checked(VerifyBody, request))
        return answer(request, organisation_id)


class WithdrawVerificationView(APIView):
    @extend_schema(operation_id="withdraw_verification", request=WithdrawVerificationBody, responses=OrganisationAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """The proof no longer holds."""
        actions.withdraw_verification(
            administrator=request.user,
            organisation_id=organisation_id,
            **checked(WithdrawVerificationBody, request),
        )
        return answer(request, organisation_id)
