"""Me, my notices, and the lists that forms offer."""

from django.db import models
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import CURSOR, checked, page_of, page_schema
from common.refusals import Forbidden
from common.requests import SignedInRequest
from people import actions, queries, rules
from people.api.answers import LanguageBody, Me, NoticeAnswer, NoticesSeen, PersonCard, WordLists
from people.words import Language, OrganisationKind, Skill, Topic


class MeView(APIView):
    @extend_schema(operation_id="read_me", responses=Me)
    def get(self, request: SignedInRequest) -> Response:
        """Who am I here, and how much is new."""
        return Response(Me(request.user).data)

    @extend_schema(operation_id="choose_language", request=LanguageBody, responses=Me)
    def patch(self, request: SignedInRequest) -> Response:
        """Choose the language in which I am answered and written to."""
        return Response(Me(actions.choose_language(person=request.user, **checked(LanguageBody, request))).data)


class NoticesView(APIView):
    @extend_schema(operation_id="list_notices", parameters=[CURSOR], responses=page_schema(NoticeAnswer))
    def get(self, request: SignedInRequest) -> Response:
        """What I was told, newest first."""
        return page_of(request, queries.notices_of(request.user), NoticeAnswer)


class NoticesSeenView(APIView):
    @extend_schema(operation_id="mark_notices_seen", request=None, responses=NoticesSeen)
    def post(self, request: SignedInRequest) -> Response:
        """I have looked at my notices."""
        return Response({"seen": actions.mark_notices_seen(person=request.user)})


class WordsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="list_words", responses=WordLists)
    def get(self, request: SignedInRequest) -> Response:
        """Skills, topics, languages and kinds of organisation, in the reader's language."""
        return Response(
            {
                "skills": _choices(Skill),
                "topics": _choices(Topic),
                "languages": _choices(Language),
                "organisation_kinds": _choices(OrganisationKind),
            }
        )


class ManagersView(APIView):
    @extend_schema(operation_id="list_managers", responses=PersonCard(many=True))
    def get(self, request: SignedInRequest) -> Response:
        """Managers who can be asked to decide; for coordinators."""
        if not rules.is_coordinator(request.user):
            raise Forbidden
        return Response(PersonCard(queries.managers()[:500], many=True).data)


def _choices(words: type[models.TextChoices]) -> list[dict[str, str]]:
    return [{"value": value, "words": str(label)} for value, label in words.choices]
