"""The register of rules in the way over HTTP: anybody reads it, coordinators keep it."""

from typing import Any
from uuid import UUID

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, Day, PageQuery, checked, checked_query, once, page_of, page_schema
from common.requests import SignedInRequest
from common.throttles import PerKind
from ideas.actions import register as actions
from ideas.api.answers import ProblemAnswer, ProblemCard, RuleName
from ideas.api.bodies import entry
from ideas.api.views import OpenToRead, answer
from ideas.models import Fate, Rule
from ideas.models.register import ABOUT, LINK, NAME, REASON
from ideas.queries import NEWEST_FIRST
from ideas.register import queries, rules
from ideas.register.states import RegisterKind, RuleFate
from people.api.answers import OrganisationCard
from people.words import Language


def web_page() -> serializers.CharField:
    """A page on the web that anybody can open: http or https, nothing else."""
    words = _("Give the whole address of a page, beginning with https://.")
    only_web = URLValidator(schemes=["http", "https"], message=words)
    return serializers.CharField(max_length=LINK, allow_blank=True, required=False, validators=[only_web])


class RuleBody(Body):
    name = serializers.CharField(max_length=NAME)
    kind = serializers.ChoiceField(choices=RegisterKind.choices)
    about = serializers.CharField(max_length=ABOUT, allow_blank=True, required=False)
    owner = serializers.CharField(max_length=NAME, allow_blank=True, required=False)
    source = web_page()  # type: ignore[assignment]  # the base class has an attribute of that name
    language = serializers.ChoiceField(choices=Language.choices)


class EditRuleBody(RuleBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in ("name", "kind", "language"):
            fields[name].required = False
        return fields


class FateBody(Body):
    fate = serializers.ChoiceField(choices=RuleFate.choices)
    on = Day()
    reason = serializers.CharField(max_length=REASON)
    source = web_page()  # type: ignore[assignment]  # the base class has an attribute of that name


class MergeBody(Body):
    into = serializers.UUIDField()


class NameRuleBody(Body):
    rule = entry(allow_null=True)


class RulesQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=NAME, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=RegisterKind.choices, required=False)
    fate = serializers.ChoiceField(choices=RuleFate.choices, required=False)


class SuggestionsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=300, allow_blank=True)


class RuleCard(serializers.ModelSerializer[Rule]):
    kind_words = serializers.CharField(source="get_kind_display")
    owner_words = serializers.SerializerMethodField()
    naming = serializers.IntegerField()
    last_fate = serializers.ChoiceField(choices=RuleFate.choices, allow_null=True)
    last_fate_words = serializers.SerializerMethodField()

    class Meta:
        model = Rule
        fields = [
            "id",
            "name",
            "language",
            "kind",
            "kind_words",
            "owner_words",
            "naming",
            "last_fate",
            "last_fate_words",
        ]
        read_only_fields = fields

    def get_owner_words(self, rule: Rule) -> str:
        return rule.owner.name if rule.owner else rule.owner_name

    def get_last_fate_words(self, rule: Rule) -> str:
        last = getattr(rule, "last_fate", None)
        return str(RuleFate(last).label) if last else ""


class FateAnswer(serializers.ModelSerializer[Fate]):
    fate_words = serializers.CharField(source="get_fate_display")

    class Meta:
        model = Fate
        fields = ["id", "fate", "fate_words", "on", "reason", "source"]
        read_only_fields = fields


class RegisterAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    record_fate = serializers.BooleanField()
    merge = serializers.BooleanField()


class RuleAnswer(RuleCard):
    owner = OrganisationCard(allow_null=True)
    fates = serializers.SerializerMethodField()
    spellings = RuleName(many=True)
    abilities = serializers.SerializerMethodField()

    class Meta(RuleCard.Meta):
        fields = [*RuleCard.Meta.fields, "about", "owner", "source", "spellings", "fates", "version", "abilities"]
        read_only_fields = fields

    @extend_schema_field(FateAnswer(many=True))
    def get_fates(self, rule: Rule) -> Any:
        return FateAnswer(queries.fates_of(rule), many=True).data

    @extend_schema_field(RegisterAbilities)
    def get_abilities(self, rule: Rule) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user)


def rule_answer(request: SignedInRequest, rule_id: UUID, status: int = 200) -> Response:
    """The entry as this person sees it."""
    return Response(RuleAnswer(queries.get_rule(rule_id), context={"request": request}).data, status=status)


class RulesView(OpenToRead):
    @extend_schema(operation_id="list_rules", parameters=[PageQuery, RulesQuery], responses=page_schema(RuleCard))
    def get(self, request: SignedInRequest) -> Response:
        """Rules in the way, those most problems name first."""
        rows = queries.rules_in_the_way(**checked_query(RulesQuery, request))
        return page_of(request, rows, RuleCard, ordering=queries.MOST_NAMED_FIRST)

    @extend_schema(operation_id="add_rule", parameters=[IDEMPOTENCY_KEY], request=RuleBody, responses={201: RuleAnswer})
    @once
    def post(self, request: SignedInRequest) -> Response:
        """Enter a law, rule, habit or myth, so that problems can name it."""
        rule = actions.add_rule(coordinator=request.user, **checked(RuleBody, request))
        return rule_answer(request, rule.pk, 201)


class RuleSuggestionsView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [PerKind]
    throttle_scope = "search"

    @extend_schema(operation_id="list_rule_suggestions", parameters=[SuggestionsQuery], responses=RuleCard(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """At most five entries like what I type about a rule."""
        typed = checked_query(SuggestionsQuery, request)["q"]
        return Response(RuleCard(queries.like(typed), many=True).data)


class RuleView(OpenToRead):
    @extend_schema(operation_id="read_rule", responses=RuleAnswer)
    def get(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """One entry with all that became of it."""
        return rule_answer(request, rule_id)

    @extend_schema(operation_id="edit_rule", request=EditRuleBody, responses=RuleAnswer)
    def patch(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """Put an entry right."""
        actions.edit_rule(coordinator=request.user, rule_id=rule_id, **checked(EditRuleBody, request))
        return rule_answer(request, rule_id)


class RuleProblemsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="list_rule_problems", parameters=[PageQuery], responses=page_schema(ProblemCard))
    def get(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """The problems that name this rule and that anybody may read, newest first."""
        rows = queries.problems_naming(queries.get_rule(rule_id))
        return page_of(request, rows, ProblemCard, ordering=NEWEST_FIRST)


class FatesView(APIView):
    @extend_schema(
        operation_id="record_fate", parameters=[IDEMPOTENCY_KEY], request=FateBody, responses={201: RuleAnswer}
    )
    @once
    def post(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """Add what became of a rule, and when."""
        actions.record_fate(coordinator=request.user, rule_id=rule_id, **checked(FateBody, request))
        return rule_answer(request, rule_id, 201)


class MergeRuleView(APIView):
    @extend_schema(operation_id="merge_rule", request=MergeBody, responses=RuleAnswer)
    def post(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """Make this entry another spelling of one; the answer is that one."""
        rule = actions.merge_rule(coordinator=request.user, rule_id=rule_id, **checked(MergeBody, request))
        return rule_answer(request, rule.pk)


class SeparateRuleView(APIView):
    @extend_schema(operation_id="separate_rule", request=None, responses=RuleAnswer)
    def post(self, request: SignedInRequest, rule_id: UUID) -> Response:
        """Make another spelling an entry of its own again."""
        rule = actions.separate_rule(coordinator=request.user, rule_id=rule_id)
        return rule_answer(request, rule.pk)


class NameRuleView(APIView):
    @extend_schema(operation_id="name_rule", request=NameRuleBody, responses=ProblemAnswer)
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say which entry of the register a posted problem's rule is."""
        body = checked(NameRuleBody, request)
        problem = actions.name_rule(coordinator=request.user, problem_id=problem_id, **body)
        return answer(request, problem)
