"""What requests about the gate, the register of exemptions and copying may say."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from common.api import Body, Day, PageQuery
from experiments.gate.questions import QUESTIONS, Code
from experiments.gate.standard import StandardCheck
from experiments.gate.states import CheckResult, ExemptionState, YesNo
from experiments.models.pilots import TAG, TAGS
from ideas.api.bodies import entry
from ideas.register.states import RegisterKind


def some_words(length: int) -> serializers.CharField:
    """Words that may still be missing while a pilot is prepared."""
    return serializers.CharField(max_length=length, required=False, allow_blank=True, default="")


class Tags(serializers.ListField):
    """A few short words in small letters, each once."""

    def __init__(self, **more: Any) -> None:
        super().__init__(child=serializers.CharField(max_length=TAG), max_length=TAGS, **more)

    def to_internal_value(self, data: Any) -> list[str]:
        if isinstance(data, list) and len(data) > TAGS:
            self.fail("max_length", max_length=TAGS)
        words = (" ".join(word.casefold().split()) for word in super().to_internal_value(data))
        return list(dict.fromkeys(words))


class GateQuestionBody(Body):
    question = serializers.ChoiceField(choices=Code.choices)
    answer = serializers.ChoiceField(choices=YesNo.choices, required=False, allow_blank=True, default="")
    words = some_words(1000)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["answer"] and not QUESTIONS[given["question"]].yes_no:
            raise serializers.ValidationError({"answer": [_("This question is answered in words.")]})
        return given


class RuleInTheWayBody(Body):
    name = serializers.CharField(max_length=300)
    entry = entry(required=False, allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=RegisterKind.choices, required=False, allow_blank=True, default="")
    owner = some_words(200)
    aim = some_words(1000)
    met_otherwise = some_words(1000)


class RouteBody(Body):
    what = serializers.CharField(max_length=500)
    tried_by = serializers.CharField(max_length=200)
    result = serializers.CharField(max_length=500)


class CheckBody(Body):
    standard = serializers.ChoiceField(choices=StandardCheck.choices, required=False, allow_blank=True, default="")
    title = some_words(200)
    must_pass = serializers.BooleanField(required=False, default=True)
    result = serializers.ChoiceField(choices=CheckResult.choices)
    evidence = some_words(500)

    def validate(self, check: dict[str, Any]) -> dict[str, Any]:
        if check["standard"]:
            check |= {"title": "", "must_pass": True}
        elif not check["title"].strip():
            raise serializers.ValidationError({"title": [_("Say what is checked.")]})
        if check["result"] != CheckResult.OPEN and not check["evidence"].strip():
            raise serializers.ValidationError({"evidence": [_("Say how you know.")]})
        return check


class ExitPlanBody(Body):
    success = some_words(1000)
    failure = some_words(1000)
    unclear = some_words(1000)
    report_on = Day(required=False, allow_null=True, default=None)


class CopyBody(Body):
    read_version = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    exemption = serializers.UUIDField()


class AskToCopyBody(Body):
    words = serializers.CharField(max_length=1000)


class CopyAnswerBody(Body):
    agreed = serializers.BooleanField()
    words = serializers.CharField(max_length=1000)


class ExemptionsQuery(PageQuery):
    rule = serializers.UUIDField(required=False, help_text="Only of this entry of the register of rules.")
    organisation = serializers.UUIDField(required=False, help_text="Only of pilots of this organisation.")
    state = serializers.ChoiceField(choices=ExemptionState.choices, required=False, help_text="Where it is today.")
    q = serializers.CharField(max_length=100, required=False, help_text="Words of the rule.")


def names_once(rows: list[dict[str, Any]], name: str, words: str) -> list[dict[str, Any]]:
    """The rows, if none has the name of another; small and capital letters are the same here."""
    named = [row[name].strip().casefold() for row in rows if row[name]]
    if len(set(named)) < len(named):
        raise serializers.ValidationError(words)
    return rows
