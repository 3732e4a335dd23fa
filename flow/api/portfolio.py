"""An organisation's experiments over HTTP: read by every colleague, declared by those who speak for it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, checked, checked_query
from common.requests import SignedInRequest
from experiments.actions.portfolio import declare_portfolio
from experiments.kinds import Facet
from experiments.models import ExperimentBudget, Pilot
from flow.portfolio import HUNDRED, FacetShare, PortfolioOf, portfolio_of
from people.api.answers import OrganisationCard
from people.rules import answers_for


def a_year(**more: Any) -> serializers.IntegerField:
    """A year that a budget can be about."""
    return serializers.IntegerField(min_value=2000, max_value=2099, **more)


class PortfolioQuery(serializers.Serializer[Any]):
    year = a_year(required=False)


class WantedSpreadBody(Body):
    """The share of each facet, in whole percents that make a hundred."""

    def get_fields(self) -> dict[str, Any]:
        return {facet.value: serializers.IntegerField(min_value=0, max_value=HUNDRED) for facet in Facet}

    def validate(self, wanted: dict[str, int]) -> dict[str, int]:
        if sum(wanted.values()) != HUNDRED:
            said = _("Together the four make %(sum)d percent; they must make 100.") % {"sum": sum(wanted.values())}
            raise serializers.ValidationError({Facet.ENHANCEMENT.value: [said]})
        return wanted


class ExperimentBudgetBody(Body):
    year = a_year()
    share = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=HUNDRED)
    amount = serializers.IntegerField(min_value=0, max_value=1_000_000_000_000)


class DeclarePortfolioBody(Body):
    read_version = serializers.IntegerField(min_value=0, max_value=2_000_000_000)
    wanted = WantedSpreadBody(required=False)
    budget = ExperimentBudgetBody(required=False)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if not {"wanted", "budget"} & set(said):
            raise serializers.ValidationError({"wanted": [_("Say which spread you want, or what you put aside.")]})
        return said


class FacetShareAnswer(serializers.Serializer[FacetShare]):
    facet = serializers.ChoiceField(choices=Facet.choices)
    facet_words = serializers.CharField(source="facet.label")
    question = serializers.CharField(source="facet.question")
    running = serializers.IntegerField()
    ended = serializers.IntegerField()
    share = serializers.IntegerField(allow_null=True)
    wanted = serializers.IntegerField(allow_null=True)
    gap = serializers.IntegerField(allow_null=True)


class ExperimentBudgetAnswer(serializers.ModelSerializer[ExperimentBudget]):
    class Meta:
        model = ExperimentBudget
        fields = ["year", "share", "amount"]
        read_only_fields = fields


class SpendingAnswer(serializers.ModelSerializer[Pilot]):
    """A pilot with the money it may use at most."""

    language = serializers.CharField(source="dotank.language")
    state_words = serializers.CharField(source="get_state_display")
    money_limit = serializers.IntegerField()

    class Meta:
        model = Pilot
        fields = ["id", "title", "language", "state_words", "opened_at", "money_limit"]
        read_only_fields = fields


class PortfolioAbilities(serializers.Serializer[Any]):
    declare = serializers.BooleanField()


class PortfolioAnswer(serializers.Serializer[PortfolioOf]):
    organisation = OrganisationCard()
    version = serializers.IntegerField()
    facets = FacetShareAnswer(many=True)
    without_facet = serializers.IntegerField()
    drifts = serializers.BooleanField()
    year = serializers.IntegerField()
    years = serializers.ListField(child=serializers.IntegerField())
    budget = ExperimentBudgetAnswer(allow_null=True)
    set_aside = serializers.IntegerField(source="spent.amount")
    used = serializers.IntegerField(source="spent.used")
    left = serializers.IntegerField(allow_null=True)
    pilots = SpendingAnswer(many=True, source="spent.pilots")
    abilities = serializers.SerializerMethodField()

    @extend_schema_field(PortfolioAbilities)
    def get_abilities(self, portfolio: PortfolioOf) -> dict[str, bool]:
        return {"declare": answers_for(self.context["request"].user, portfolio.organisation.pk)}


def portfolio_answer(request: SignedInRequest, organisation_id: UUID, year: int | None = None) -> Response:
    """The portfolio as this person sees it."""
    found = portfolio_of(organisation_id, year)
    return Response(PortfolioAnswer(found, context={"request": request}).data)


class PortfolioView(APIView):
    @extend_schema(operation_id="read_portfolio", parameters=[PortfolioQuery], responses=PortfolioAnswer)
    def get(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """How the organisation's pilots spread over the four facets, and its experiment budget of one year."""
        return portfolio_answer(request, organisation_id, checked_query(PortfolioQuery, request).get("year"))

    @extend_schema(operation_id="declare_portfolio", request=DeclarePortfolioBody, responses=PortfolioAnswer)
    def patch(self, request: SignedInRequest, organisation_id: UUID) -> Response:
        """Say which spread the organisation wants, or what it puts aside for experiments in one year."""
        said = checked(DeclarePortfolioBody, request)
        declare_portfolio(person=request.user, organisation_id=organisation_id, **said)
        return portfolio_answer(request, organisation_id, said.get("budget", {}).get("year"))
