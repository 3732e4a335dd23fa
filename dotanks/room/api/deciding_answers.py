"""How polls and decisions appear in answers: of votes only what anybody may know by now."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.states import may_step
from dotanks.room.deciding import queries, rules
from dotanks.room.deciding.queries import Result
from dotanks.room.deciding.states import Consent, DecisionState, PollKind, PollState, Secrecy
from dotanks.room.models import Decision, Poll


class PollAbilities(serializers.Serializer[Any]):
    change = serializers.BooleanField()
    open = serializers.BooleanField()
    vote = serializers.BooleanField()
    close = serializers.BooleanField()
    withdraw = serializers.BooleanField()


class OptionAnswer(serializers.Serializer[Any]):
    """What can be chosen; `count` is empty as long as the numbers stay hidden."""

    id = serializers.UUIDField(source="option.pk")
    text = serializers.SerializerMethodField()
    answer = serializers.ChoiceField(choices=Consent.choices, source="option.answer", allow_blank=True)
    count = serializers.IntegerField(allow_null=True)
    names = serializers.ListField(child=serializers.CharField())
    mine = serializers.SerializerMethodField()

    def get_text(self, result: Result) -> str:
        return result.option.text or result.option.get_answer_display()

    def get_mine(self, result: Result) -> int:
        return int(self.context["mine"].get(str(result.option.pk), 0))


class WordsWithVote(serializers.Serializer[Any]):
    """What was said with a vote; without a name where the vote is secret."""

    name = serializers.CharField(allow_blank=True)
    answer = serializers.ChoiceField(choices=Consent.choices, allow_blank=True)
    reason = serializers.CharField()


class PollAnswer(serializers.ModelSerializer[Poll]):
    """A poll; `adopted` is empty for anything but a closed proposal."""

    room_id = serializers.UUIDField()
    made_by = serializers.CharField(source="shown_as")
    closed_by = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=PollKind.choices)
    kind_words = serializers.CharField(source="get_kind_display")
    secrecy = serializers.ChoiceField(choices=Secrecy.choices)
    secrecy_words = serializers.CharField(source="get_secrecy_display")
    state = serializers.ChoiceField(choices=PollState.choices)
    state_words = serializers.CharField(source="get_state_display")
    voted = serializers.SerializerMethodField()
    have_voted = serializers.SerializerMethodField()
    counts_shown = serializers.SerializerMethodField()
    adopted = serializers.SerializerMethodField()
    options = serializers.SerializerMethodField()
    words_with_votes = serializers.SerializerMethodField()
    decision_id = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Poll
        fields = [
            "id",
            "room_id",
            "made_by",
            "closed_by",
            "closed_at",
            "kind",
            "kind_words",
            "secrecy",
            "secrecy_words",
            "question",
            "words",
            "dots",
            "at_most",
            "state",
            "state_words",
            "version",
            "voted",
            "have_voted",
            "counts_shown",
            "adopted",
            "options",
            "words_with_votes",
            "decision_id",
            "abilities",
        ]
        read_only_fields = fields

    def get_closed_by(self, poll: Poll) -> str:
        return poll.closed_by.shown_name if poll.closed_by else ""

    def get_voted(self, poll: Poll) -> int:
        return queries.voted(poll)

    def get_have_voted(self, poll: Poll) -> bool:
        return queries.has_voted(poll, self.context["request"].user)

    def get_counts_shown(self, poll: Poll) -> bool:
        return rules.counts_are_shown(poll)

    def get_adopted(self, poll: Poll) -> bool | None:
        return rules.adopted(poll)

    @extend_schema_field(OptionAnswer(many=True))
    def get_options(self, poll: Poll) -> Any:
        mine = queries.my_choices(poll, self.context["request"].user)
        return OptionAnswer(queries.results(poll), many=True, context={"mine": mine}).data

    @extend_schema_field(WordsWithVote(many=True))
    def get_words_with_votes(self, poll: Poll) -> Any:
        return queries.words_with(poll)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_decision_id(self, poll: Poll) -> Any:
        return next((one.pk for one in poll.decisions.all()), None)

    @extend_schema_field(PollAbilities)
    def get_abilities(self, poll: Poll) -> dict[str, bool]:
        return rules.abilities(poll, write=_writes(self.context, poll.room_id))


class RoomDecisionAbilities(serializers.Serializer[Any]):
    keep = serializers.BooleanField()
    end = serializers.BooleanField()


class DecisionAnswer(serializers.ModelSerializer[Decision]):
    """What was decided, why, when it is looked at again, and whether the proposal it was voted on as was adopted."""

    room_id = serializers.UUIDField()
    poll_id = serializers.UUIDField(allow_null=True)
    question = serializers.SerializerMethodField()
    adopted = serializers.SerializerMethodField()
    written_by = serializers.CharField(source="shown_as")
    state = serializers.ChoiceField(choices=DecisionState.choices)
    state_words = serializers.CharField(source="get_state_display")
    due = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Decision
        fields = [
            "id",
            "room_id",
            "poll_id",
            "question",
            "adopted",
            "written_by",
            "text",
            "reason",
            "decided_on",
            "present",
            "review_on",
            "due",
            "state",
            "state_words",
            "abilities",
        ]
        read_only_fields = fields

    def get_question(self, decision: Decision) -> str:
        return decision.poll.question if decision.poll else ""

    def get_adopted(self, decision: Decision) -> bool | None:
        return rules.adopted(decision.poll) if decision.poll else None

    def get_due(self, decision: Decision) -> bool:
        return queries.is_due(decision)

    @extend_schema_field(RoomDecisionAbilities)
    def get_abilities(self, decision: Decision) -> dict[str, bool]:
        write = _writes(self.context, decision.room_id)
        return {step: write and may_step(decision, step) for step in ("keep", "end")}


def _writes(context: Any, room_id: Any) -> bool:
    """Whether whoever asks writes in the room: worked out once for a whole list."""
    if "write" not in context:
        context["write"] = queries.writes(context["request"].user, room_id)
    return bool(context["write"])
