"""What requests about problems may say."""

from typing import Any

from rest_framework import serializers

from common.api import Body
from ideas.models import WORDS, Rule
from ideas.principles import Principle
from ideas.rules import NEEDED_TO_POST
from ideas.states import ProblemState, RuleKind
from people.words import Language, Topic


def needed(field: str, length: int) -> serializers.CharField:
    """A field that even a draft needs; it asks for its answer in the words of the form."""
    words = NEEDED_TO_POST[field]
    return serializers.CharField(max_length=length, error_messages={"required": words, "blank": words})


def words() -> serializers.CharField:
    """A field for a few paragraphs."""
    return serializers.CharField(max_length=WORDS, allow_blank=True, required=False)


def entry(**more: Any) -> serializers.PrimaryKeyRelatedField[Rule]:
    """An entry of the register of rules in the way, by its id."""
    return serializers.PrimaryKeyRelatedField(queryset=Rule.objects.all(), pk_field=serializers.UUIDField(), **more)


class DraftProblemBody(Body):
    title = needed("title", 120)
    situation = needed("situation", WORDS)
    who_is_stopped = words()
    rule = words()
    rule_kind = serializers.ChoiceField(choices=RuleKind.choices, required=False)
    names_rule = entry(required=False, allow_null=True)
    whom_it_hurts = words()
    what_was_tried = words()
    how_we_would_know = words()
    language = serializers.ChoiceField(choices=Language.choices)
    topics = serializers.ListField(child=serializers.ChoiceField(choices=Topic.choices), max_length=5, required=False)
    principle = serializers.ChoiceField(choices=Principle.choices, required=False, allow_blank=True)
    by_name = serializers.BooleanField(required=False)
    persona = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="One of my earlier pseudonyms, by which both problems are known to be one person's; else a new one.",
    )


class EditProblemBody(DraftProblemBody):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in ("title", "situation", "language"):
            fields[name].required = False
        return fields


class ProblemsQuery(serializers.Serializer[Any]):
    order = serializers.ChoiceField(choices=["newest", "support"], required=False, default="newest")
    mine = serializers.BooleanField(required=False, default=False)
    state = serializers.ChoiceField(choices=ProblemState.choices, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
