"""How a proposal to decide, its sign-offs and the inbox appear in answers."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from dotanks.api.answers import ProposalAnswer
from dotanks.api.versions import LineChangeAnswer
from dotanks.models import Proposal, Submission
from dotanks.states import Risk
from dotanks.submission_queries import FIELDS, submission_of, submissions_of
from experiments import queries, rules
from experiments.chain import queries as chain
from experiments.chain.needed import ASKS_FOR
from experiments.chain.rights import Right
from experiments.models import Pilot, RequiredSignOff, SignOff
from experiments.states import Decision, SignOffKind
from ideas.api.answers import RuleName
from people.api.answers import DeciderCard, OrganisationCard


class SignOffAnswer(serializers.ModelSerializer[SignOff]):
    manager = DeciderCard()
    on_behalf_of = DeciderCard(allow_null=True)
    kind = serializers.ChoiceField(source="required.kind", choices=SignOffKind.choices)
    kind_words = serializers.CharField(source="required.get_kind_display")
    version = serializers.IntegerField(source="version.number")
    sha256 = serializers.CharField(source="version.sha256")
    decision_words = serializers.CharField(source="get_decision_display")
    withdrawn = serializers.SerializerMethodField()

    class Meta:
        model = SignOff
        fields = [
            "id",
            "manager",
            "on_behalf_of",
            "kind",
            "kind_words",
            "version",
            "sha256",
            "decision",
            "decision_words",
            "help_promised",
            "help_by",
            "help_until",
            "conditions",
            "reason",
            "at",
            "withdrawn",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_withdrawn(self, answer: SignOff) -> str | None:
        """The reason why it was taken back, if it was."""
        return answer.withdrawal.reason if hasattr(answer, "withdrawal") else None


class RiskAnswer(serializers.Serializer[Any]):
    """One of the few questions, whether the team said yes, and whose sign-off that asks for."""

    risk = serializers.ChoiceField(choices=Risk.choices)
    words = serializers.CharField()
    yes = serializers.BooleanField()
    asks_for = serializers.ListField(child=serializers.CharField())


class SubmissionAnswer(serializers.ModelSerializer[Submission]):
    """Everything that was asked and answered with one version."""

    version = serializers.IntegerField(source="version.number")
    names_rule = RuleName(allow_null=True)
    duty_of = OrganisationCard(allow_null=True)
    risks = serializers.SerializerMethodField()
    submitted_at = serializers.DateTimeField(source="created_at")

    class Meta:
        model = Submission
        fields = [
            "version",
            "sha256",
            "title",
            "asked",
            "summary",
            "help_asked",
            "people_asked",
            "money",
            "promised_effect",
            "rule_set_aside",
            "names_rule",
            "risks",
            "duty_of",
            "evaluation",
            "submitted_at",
        ]
        read_only_fields = fields

    @extend_schema_field(RiskAnswer(many=True))
    def get_risks(self, submission: Submission) -> Any:
        return [risk_answer(risk, yes=risk in submission.risks) for risk in Risk]


def risk_answer(risk: Risk, *, yes: bool) -> dict[str, Any]:
    """One question as it is answered."""
    return {"risk": risk.value, "words": risk.label, "yes": yes, "asks_for": [kind.label for kind in ASKS_FOR[risk]]}


class RequiredAnswer(serializers.ModelSerializer[RequiredSignOff]):
    """One sign-off that is needed, and where it stands."""

    kind_words = serializers.CharField(source="get_kind_display")
    organisation = OrganisationCard()
    because = serializers.SerializerMethodField()
    overdue = serializers.SerializerMethodField()
    given = serializers.SerializerMethodField()
    decision = serializers.SerializerMethodField()

    class Meta:
        model = RequiredSignOff
        fields = [
            "id",
            "kind",
            "kind_words",
            "organisation",
            "because",
            "place",
            "turn_at",
            "due_on",
            "overdue",
            "given",
            "decision",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_because(self, required: RequiredSignOff) -> list[str]:
        return [str(Risk(risk).label) for risk in required.because]

    @extend_schema_field(serializers.BooleanField())
    def get_overdue(self, required: RequiredSignOff) -> bool:
        return is_overdue(required)

    @extend_schema_field(serializers.BooleanField())
    def get_given(self, required: RequiredSignOff) -> bool:
        return rules.is_given(required)

    @extend_schema_field(serializers.ChoiceField(choices=Decision.choices, allow_null=True))
    def get_decision(self, required: RequiredSignOff) -> str | None:
        return required.answer.decision if hasattr(required, "answer") else None


def is_overdue(required: RequiredSignOff) -> bool:
    """Whether its day is over where it is answered, and no answer came."""
    if required.due_on is None or hasattr(required, "answer"):
        return False
    return timezone.now().astimezone(ZoneInfo(required.organisation.time_zone)).date() > required.due_on


class MineAnswer(serializers.Serializer[Any]):
    """A sign-off that I can give now; with a name where I stand in for somebody, and until when."""

    required = serializers.UUIDField(source="required.pk")  # type: ignore[assignment]
    kind = serializers.ChoiceField(source="required.kind", choices=SignOffKind.choices)
    kind_words = serializers.CharField(source="required.get_kind_display")
    organisation = serializers.CharField(source="required.organisation.name")
    on_behalf_of = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_on_behalf_of(self, right: Right) -> str | None:
        return right.on_behalf_of.shown_name if right.on_behalf_of else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, right: Right) -> str | None:
        return right.delegation.until.isoformat() if right.delegation else None


class EarlierSubmission(serializers.Serializer[Any]):
    version = serializers.IntegerField(source="version.number")
    submitted_at = serializers.DateTimeField(source="created_at")


class DecisionAbilities(serializers.Serializer[Any]):
    decide = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    prepare_pilot = serializers.BooleanField()


class ProposalToDecide(ProposalAnswer):
    """A proposal with all that was asked, the sign-offs it needs, and what this person may do with it."""

    submission = serializers.SerializerMethodField()
    required = serializers.SerializerMethodField()  # type: ignore[assignment]
    mine = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()
    earlier = serializers.SerializerMethodField()
    seen_version = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    pilot_id = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta(ProposalAnswer.Meta):
        fields = [
            *ProposalAnswer.Meta.fields,
            "submission",
            "required",
            "mine",
            "missing",
            "earlier",
            "seen_version",
            "answers",
            "pilot_id",
            "abilities",
        ]
        read_only_fields = fields

    def to_representation(self, proposal: Proposal) -> Any:
        self._submission = submission_of(proposal)
        return super().to_representation(proposal)

    @extend_schema_field(SubmissionAnswer)
    def get_submission(self, proposal: Proposal) -> Any:
        return SubmissionAnswer(self._submission).data

    @extend_schema_field(RequiredAnswer(many=True))
    def get_required(self, proposal: Proposal) -> Any:
        return RequiredAnswer(chain.chain_of(self._submission), many=True).data

    @extend_schema_field(MineAnswer(many=True))
    def get_mine(self, proposal: Proposal) -> Any:
        return MineAnswer(chain.mine_to_give(self._reader, proposal, self._submission), many=True).data

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, proposal: Proposal) -> Any:
        return MissingAnswer(chain.missing_in(proposal, self._submission), many=True).data

    @extend_schema_field(EarlierSubmission(many=True))
    def get_earlier(self, proposal: Proposal) -> Any:
        rows = submissions_of(proposal).filter(version__number__lt=proposal.version.number)
        return EarlierSubmission(rows[:50], many=True).data

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_seen_version(self, proposal: Proposal) -> int | None:
        return chain.seen_before(self._reader, proposal)

    @extend_schema_field(SignOffAnswer(many=True))
    def get_answers(self, proposal: Proposal) -> Any:
        return SignOffAnswer(queries.answers_to(proposal), many=True).data

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_pilot_id(self, proposal: Proposal) -> Any:
        return Pilot.objects.filter(dotank_id=proposal.dotank_id).values_list("pk", flat=True).first()

    @extend_schema_field(DecisionAbilities)
    def get_abilities(self, proposal: Proposal) -> dict[str, bool]:
        return rules.decision_abilities(self._reader, proposal)

    @property
    def _reader(self) -> Any:
        return self.context["request"].user


class FieldChangeAnswer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=list(FIELDS))
    before = serializers.CharField()
    after = serializers.CharField()


class SubmissionChangesAnswer(serializers.Serializer[Any]):
    """What changed since an earlier version: in the answers around the text, and line by line in the text."""

    before = serializers.IntegerField()
    after = serializers.IntegerField()
    fields_changed = FieldChangeAnswer(many=True, source="fields")
    lines = LineChangeAnswer(many=True)
