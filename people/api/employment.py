"""Where I work, moving to another employer, and answering who says that they work with us."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, PageQuery, checked, once, page_of, page_schema
from common.requests import SignedInRequest
from people import rules
from people.actions import employment as actions
from people.api.answers import OrganisationCard, PersonCard
from people.models import EmployerClaim, Employment, Person
from people.organisations import queries
from people.states import ClaimState
from people.step_up import stepped_up
from people.words import ConfirmedBy


class NamedPerson(serializers.ModelSerializer[Person]):
    """Somebody beside whom one works already: an id and a name."""

    class Meta:
        model = Person
        fields = ["id", "name"]
        read_only_fields = fields


class JobAnswer(serializers.ModelSerializer[Employment]):
    organisation = OrganisationCard()
    manager = NamedPerson(allow_null=True)
    confirmed_by = NamedPerson(allow_null=True)
    confirmed_how = serializers.ChoiceField(choices=ConfirmedBy.choices)

    class Meta:
        model = Employment
        fields = ["organisation", "job_title", "manager", "since", "confirmed_how", "confirmed_by"]
        read_only_fields = fields


class MyClaim(serializers.ModelSerializer[EmployerClaim]):
    organisation = OrganisationCard()

    class Meta:
        model = EmployerClaim
        fields = ["id", "organisation", "job_title", "created_at"]
        read_only_fields = fields


class ClaimAnswer(serializers.ModelSerializer[EmployerClaim]):
    """What somebody says of where they work, for those who answer. Fetch with `open_claims`."""

    person = PersonCard()
    state = serializers.ChoiceField(choices=ClaimState.choices)

    class Meta:
        model = EmployerClaim
        fields = ["id", "person", "job_title", "state", "created_at"]
        read_only_fields = fields


class EmploymentAnswer(serializers.Serializer[Any]):
    """Where I work, what I asked for, and what could come next."""

    job = serializers.SerializerMethodField()
    claim = serializers.SerializerMethodField()
    managers = serializers.SerializerMethodField()
    proved = serializers.SerializerMethodField()
    old_addresses = serializers.SerializerMethodField()

    @extend_schema_field(JobAnswer(allow_null=True))
    def get_job(self, person: Person) -> Any:
        job = queries.employment_of(person)
        return JobAnswer(job).data if job else None

    @extend_schema_field(MyClaim(allow_null=True))
    def get_claim(self, person: Person) -> Any:
        claim = queries.open_claim_of(person)
        return MyClaim(claim).data if claim else None

    @extend_schema_field(NamedPerson(many=True))
    def get_managers(self, person: Person) -> Any:
        return NamedPerson(queries.managers_beside(person)[:200], many=True).data

    @extend_schema_field(OrganisationCard(many=True))
    def get_proved(self, person: Person) -> Any:
        return OrganisationCard(queries.proved_employers(person), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.EmailField()))
    def get_old_addresses(self, person: Person) -> list[str]:
        return [one.email for one in queries.addresses_left(person)]


class JobBody(Body):
    job_title = serializers.CharField(max_length=120, allow_blank=True)
    manager = serializers.UUIDField(allow_null=True)


class MoveBody(Body):
    organisation = serializers.UUIDField()
    job_title = serializers.CharField(max_length=120, allow_blank=True, default="")


class RefuseClaimBody(Body):
    reason = serializers.CharField(max_length=1000)


def answer(request: SignedInRequest, status: int = 200) -> Response:
    """Where this person works, read anew."""
    rules.forget_rights(request.user)
    return Response(EmploymentAnswer(request.user).data, status=status)


class EmploymentView(APIView):
    @extend_schema(operation_id="read_employment", responses=EmploymentAnswer)
    def get(self, request: SignedInRequest) -> Response:
        """Where I work."""
        return answer(request)

    @extend_schema(operation_id="say_job", request=JobBody, responses=EmploymentAnswer)
    def patch(self, request: SignedInRequest) -> Response:
        """Say what I do there, and who my manager is."""
        body = checked(JobBody, request)
        actions.say_job(person=request.user, **body)
        return answer(request)


class MoveView(APIView):
    @extend_schema(
        operation_id="move_employer",
        parameters=[IDEMPOTENCY_KEY],
        request=MoveBody,
        responses={201: EmploymentAnswer},
    )
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Start at another organisation: at once where an address proves it, else when somebody there confirms it."""
        body = checked(MoveBody, request)
        actions.move_employer(person=request.user, organisation_id=body["organisation"], job_title=body["job_title"])
        return answer(request, 201)


class TakeClaimBackView(APIView):
    @extend_schema(operation_id="take_claim_back", request=None, responses=EmploymentAnswer)
    def post(self, request: SignedInRequest, claim_id: UUID) -> Response:
        """I no longer ask."""
        actions.take_claim_back(person=request.user, claim_id=claim_id)
        return answer(request)


class ClaimsView(APIView):
    @extend_schema(operation_id="list_claims", parameters=[PageQuery], responses=page_schema(ClaimAnswer))
    def get(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """Who says that they work here and waits for an answer."""
        return page_of(request, queries.open_claims(request.user, organisation_id), ClaimAnswer)


class ConfirmClaimView(APIView):
    @extend_schema(operation_id="confirm_claim", request=None, responses=ClaimAnswer)
    @stepped_up
    def post(self, request: SignedInRequest, claim_id: UUID) -> Response:
        """Yes, this colleague works here."""
        actions.confirm_claim(by=request.user, claim_id=claim_id)
        return Response(ClaimAnswer(queries.claim_with_person(claim_id)).data)


class RefuseClaimView(APIView):
    @extend_schema(operation_id="refuse_claim", request=RefuseClaimBody, responses=ClaimAnswer)
    def post(self, request: SignedInRequest, claim_id: UUID) -> Response:
        """No, this person does not work here."""
        actions.refuse_claim(by=request.user, claim_id=claim_id, **checked(RefuseClaimBody, request))
        return Response(ClaimAnswer(queries.claim_with_person(claim_id)).data)
