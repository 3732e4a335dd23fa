"""How problems appear in answers: under a persona, or by name where the poster chose so."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api import MissingAnswer
from ideas import queries, rules
from ideas.api.attachment_answers import AttachmentAnswer
from ideas.attachments.queries import attachments_of
from ideas.models import Persona, Problem, Rule
from ideas.models.personas import Animal
from ideas.places import Place, place_of, place_words
from people.api.answers import OrganisationCard

# All that is told of where a poster works; the organisation only where enough share it.
PLACE = ("place", "organisation", "country")


class PosterCard(serializers.Serializer[Problem]):
    """Under which name a problem is posted: `hue` draws the picture of a pseudonym, and is empty for a real name."""

    name = serializers.SerializerMethodField()
    animal = serializers.SerializerMethodField()
    hue = serializers.SerializerMethodField()

    def get_name(self, problem: Problem) -> str:
        return str(problem.posted_by or problem.persona)

    @extend_schema_field(serializers.ChoiceField(choices=Animal.choices, allow_blank=True))
    def get_animal(self, problem: Problem) -> str:
        return "" if problem.posted_by else problem.persona.animal

    def get_hue(self, problem: Problem) -> int | None:
        return None if problem.posted_by else problem.persona.hue


class PlaceWords(serializers.CharField):
    """Where a problem comes from, in words, as far as it may be told."""

    def to_representation(self, value: Any) -> str:
        return place_words(value)


class AsPosted(serializers.Serializer[Any]):
    """How a draft's poster will be shown: where they work, whether that is less than their organisation, and which
    of their earlier pseudonyms it bears, if any."""

    place = PlaceWords(source="*")
    small_group = serializers.SerializerMethodField()
    persona = serializers.SerializerMethodField()

    def get_small_group(self, place: Place) -> bool:
        return place.organisation is None

    def get_persona(self, _: Place) -> UUID | None:
        again: UUID | None = self.context["persona"]
        return again


class PersonaAnswer(serializers.ModelSerializer[Persona]):
    """One of my own pseudonyms: its name, its picture, and how many problems are read under it."""

    name = serializers.CharField(source="__str__")
    posts = serializers.IntegerField()

    class Meta:
        model = Persona
        fields = ["id", "name", "animal", "hue", "posts"]
        read_only_fields = fields


class ProblemCard(serializers.ModelSerializer[Problem]):
    poster = PosterCard(source="*")
    place = PlaceWords(source="*")
    organisation = OrganisationCard(allow_null=True)
    state_words = serializers.CharField(source="get_state_display")

    class Meta:
        model = Problem
        fields = [
            "id",
            "title",
            "situation",
            "language",
            "topics",
            *PLACE,
            "poster",
            "state",
            "state_words",
            "posted_on",
            "supporters",
        ]
        read_only_fields = fields


class RuleName(serializers.ModelSerializer[Rule]):
    class Meta:
        model = Rule
        fields = ["id", "name", "language"]
        read_only_fields = fields


class ProblemAbilities(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    attach = serializers.BooleanField()
    post = serializers.BooleanField()
    show_name = serializers.BooleanField()
    ask_for_look = serializers.BooleanField()
    look_for_peers = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    reopen = serializers.BooleanField()
    ask_back = serializers.BooleanField()
    decline = serializers.BooleanField()
    merge = serializers.BooleanField()
    unmerge = serializers.BooleanField()
    publish = serializers.BooleanField()
    assemble = serializers.BooleanField()
    name_rule = serializers.BooleanField()


class MergedInto(serializers.ModelSerializer[Problem]):
    class Meta:
        model = Problem
        fields = ["id", "title", "language"]
        read_only_fields = fields


class ProblemAnswer(serializers.ModelSerializer[Problem]):
    poster = PosterCard(source="*")
    place = PlaceWords(source="*")
    organisation = OrganisationCard(allow_null=True)
    state_words = serializers.CharField(source="get_state_display")
    rule_kind_words = serializers.CharField(source="get_rule_kind_display")
    names_rule = RuleName(allow_null=True)
    as_posted = serializers.SerializerMethodField()
    said_to_poster = serializers.SerializerMethodField()
    merged_into = serializers.SerializerMethodField()
    attachments = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Problem
        fields = [
            "id",
            "title",
            "situation",
            "who_is_stopped",
            "rule",
            "rule_kind",
            "rule_kind_words",
            "names_rule",
            "whom_it_hurts",
            "what_was_tried",
            "how_we_would_know",
            "language",
            "topics",
            "principle",
            *PLACE,
            "poster",
            "by_name",
            "as_posted",
            "state",
            "state_words",
            "posted_on",
            "version",
            "said_to_poster",
            "merged_into",
            "attachments",
            "abilities",
            "missing",
        ]
        read_only_fields = fields

    def get_said_to_poster(self, problem: Problem) -> str:
        return queries.said_to_poster(self.context["request"].user, problem)

    @extend_schema_field(MergedInto(allow_null=True))
    def get_merged_into(self, problem: Problem) -> Any:
        into = queries.merged_into(problem)
        return MergedInto(into).data if into else None

    @extend_schema_field(AttachmentAnswer(many=True))
    def get_attachments(self, problem: Problem) -> Any:
        rows = attachments_of(self.context["request"].user, problem)
        return AttachmentAnswer(rows, many=True, context=self.context).data

    @extend_schema_field(AsPosted(allow_null=True))
    def get_as_posted(self, problem: Problem) -> Any:
        person = self.context["request"].user
        if not rules.abilities(person, problem)["edit"]:
            return None
        again = queries.personas_to_use_again(person).filter(pk=problem.persona_id).first()
        place = place_of(person, by_name=problem.by_name)
        return AsPosted(place, context={"persona": again and again.pk}).data

    @extend_schema_field(ProblemAbilities)
    def get_abilities(self, problem: Problem) -> dict[str, bool]:
        return rules.abilities(self.context["request"].user, problem)

    @extend_schema_field(MissingAnswer(many=True))
    def get_missing(self, problem: Problem) -> Any:
        return MissingAnswer(rules.missing_before_post(problem), many=True).data
