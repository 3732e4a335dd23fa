"""The lists that forms offer."""

from typing import Any

from django.db import models
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.words import Language, Level, OrganisationKind, ProofKind, RoleKind, Skill, Topic


class WordChoice(serializers.Serializer[Any]):
    value = serializers.CharField()
    words = serializers.CharField()


class WordLists(serializers.Serializer[Any]):
    """The lists that forms offer, in the reader's language."""

    skills = WordChoice(many=True)
    topics = WordChoice(many=True)
    languages = WordChoice(many=True)
    organisation_kinds = WordChoice(many=True)
    levels = WordChoice(many=True)
    proofs = WordChoice(many=True)
    roles = WordChoice(many=True)


class WordsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="list_words", responses=WordLists)
    def get(self, request: Request) -> Response:
        """The lists that forms offer, in the reader's language."""
        return Response(
            {
                "skills": _choices(Skill),
                "topics": _choices(Topic),
                "languages": _choices(Language),
                "organisation_kinds": _choices(OrganisationKind),
                "levels": _choices(Level),
                "proofs": _choices(ProofKind),
                "roles": _choices(RoleKind),
            }
        )


def _choices(words: type[models.TextChoices]) -> list[dict[str, str]]:
    return [{"value": value, "words": str(label)} for value, label in words.choices]
