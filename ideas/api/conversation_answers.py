"""How a conversation appears in answers: colleagues by name, the poster as the problem's persona; days, no moments."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ideas.conversation import mentions, queries, rules
from ideas.conversation.queries import Standing
from ideas.conversation.states import HowOften
from ideas.models import Comment, Report, Support
from ideas.models.personas import Animal
from people.api.answers import OrganisationCard, PersonCard


class MySupport(serializers.ModelSerializer[Support]):
    class Meta:
        model = Support
        fields = ["how_often", "by_name"]
        read_only_fields = fields


class HowOftenCount(serializers.Serializer[Any]):
    how_often = serializers.ChoiceField(choices=HowOften.choices)
    words = serializers.CharField()
    number = serializers.IntegerField()


class ConversationAbilities(serializers.Serializer[Any]):
    support = serializers.BooleanField()
    follow = serializers.BooleanField()
    comment = serializers.BooleanField()
    report = serializers.BooleanField()


class AuthorCard(serializers.Serializer[Comment]):
    """Who wrote a comment; `hue` draws the picture of a pseudonym, and is empty for a colleague."""

    name = serializers.SerializerMethodField()
    organisation = serializers.SerializerMethodField()
    job_title = serializers.SerializerMethodField()
    animal = serializers.SerializerMethodField()
    hue = serializers.SerializerMethodField()
    is_poster = serializers.SerializerMethodField()

    def get_name(self, comment: Comment) -> str:
        return author_name(comment)

    def get_organisation(self, comment: Comment) -> str:
        return str(PersonCard(comment.person).data["organisation"]) if comment.person else ""

    def get_job_title(self, comment: Comment) -> str:
        return str(PersonCard(comment.person).data["job_title"]) if comment.person else ""

    @extend_schema_field(serializers.ChoiceField(choices=Animal.choices, allow_blank=True))
    def get_animal(self, comment: Comment) -> str:
        return comment.persona.animal if comment.persona else ""

    def get_hue(self, comment: Comment) -> int | None:
        return comment.persona.hue if comment.persona else None

    def get_is_poster(self, comment: Comment) -> bool:
        by_name = comment.person_id is not None and comment.person_id == comment.problem.posted_by_id
        return comment.persona_id is not None or by_name


class CommentAbilities(serializers.Serializer[Any]):
    answer = serializers.BooleanField()
    edit = serializers.BooleanField()
    remove = serializers.BooleanField()
    report = serializers.BooleanField()
    hide = serializers.BooleanField()
    show_again = serializers.BooleanField()


class CommentAnswer(serializers.ModelSerializer[Comment]):
    """One comment; `number` is its place in the conversation, and empty while only its author sees it."""

    problem_id = serializers.UUIDField()
    answers_to = serializers.UUIDField(source="answers_to_id", allow_null=True)
    author = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    mentions = serializers.SerializerMethodField()
    state_words = serializers.CharField(source="get_state_display")
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = [
            "id",
            "problem_id",
            "answers_to",
            "number",
            "author",
            "mine",
            "text",
            "mentions",
            "language",
            "day",
            "state",
            "state_words",
            "edited",
            "version",
            "abilities",
        ]
        read_only_fields = fields

    @extend_schema_field(AuthorCard(allow_null=True))
    def get_author(self, comment: Comment) -> Any:
        return AuthorCard(comment).data if self._reads(comment) else None

    def get_mine(self, comment: Comment) -> bool:
        return queries.is_author(self.context["request"].user, comment)

    def get_text(self, comment: Comment) -> str:
        return mentions.read(comment) if self._reads(comment) else ""

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_mentions(self, comment: Comment) -> list[str]:
        return mentions.names(comment) if self._reads(comment) else []

    @extend_schema_field(CommentAbilities)
    def get_abilities(self, comment: Comment) -> dict[str, bool]:
        return rules.comment_abilities(self.context["request"].user, comment)

    def _reads(self, comment: Comment) -> bool:
        return rules.may_read(self.context["request"].user, comment)


class ThreadAnswer(CommentAnswer):
    """A comment with its first answers, and how many there are."""

    answers = CommentAnswer(source="first_answers", many=True)
    answer_count = serializers.IntegerField()

    class Meta(CommentAnswer.Meta):
        fields = [*CommentAnswer.Meta.fields, "answers", "answer_count"]
        read_only_fields = fields


class ConversationAnswer(serializers.Serializer[Standing]):
    """How many say that a problem is theirs too, who shows themselves, and what I said."""

    supporters = serializers.IntegerField(source="problem.supporters")
    organisations = serializers.SerializerMethodField()
    named = serializers.SerializerMethodField()
    how_often = serializers.SerializerMethodField()
    mine = MySupport(allow_null=True)
    follows = serializers.BooleanField()
    comments = serializers.IntegerField()
    latest = serializers.IntegerField()
    waiting = serializers.SerializerMethodField()
    poster = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    @extend_schema_field(OrganisationCard(many=True))
    def get_organisations(self, standing: Standing) -> Any:
        return OrganisationCard(queries.supporting_organisations(standing.problem), many=True).data

    @extend_schema_field(PersonCard(many=True))
    def get_named(self, standing: Standing) -> Any:
        return PersonCard(queries.named_supporters(standing.problem), many=True).data

    @extend_schema_field(HowOftenCount(many=True))
    def get_how_often(self, standing: Standing) -> Any:
        found = queries.how_often(standing.problem)
        return [{"how_often": choice.value, "words": choice.label, "number": number} for choice, number in found]

    @extend_schema_field(CommentAnswer(many=True))
    def get_waiting(self, standing: Standing) -> Any:
        found = queries.waiting_comments(self.context["request"].user, standing.problem)
        return CommentAnswer(found, many=True, context=self.context).data

    def get_poster(self, standing: Standing) -> str:
        """The name by which the poster is mentioned."""
        return str(standing.problem.posted_by or standing.problem.persona)

    @extend_schema_field(ConversationAbilities)
    def get_abilities(self, standing: Standing) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, standing)


class ReportAnswer(serializers.ModelSerializer[Report]):
    """What coordinators are asked to look at; nobody learns who asked."""

    reason_words = serializers.CharField(source="get_reason_display")
    problem_id = serializers.UUIDField()
    problem_title = serializers.CharField(source="problem.title")
    comment = CommentAnswer(allow_null=True)

    class Meta:
        model = Report
        fields = ["id", "reason", "reason_words", "words", "state", "day", "problem_id", "problem_title", "comment"]
        read_only_fields = fields


def author_name(comment: Comment) -> str:
    """The persona's name or the colleague's; whoever was erased has none any more."""
    return str(comment.persona) if comment.persona else (comment.person or rules.NOBODY).shown_name
