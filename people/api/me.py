"""Who I am here, and the language I am answered in."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import Body, checked
from common.requests import SignedInRequest
from people.actions import profile
from people.api.answers import Me
from people.words import Language


class LanguageBody(Body):
    language = serializers.ChoiceField(choices=Language.choices)


class MeView(APIView):
    @extend_schema(operation_id="read_me", responses=Me)
    def get(self, request: SignedInRequest) -> Response:
        """Who am I here, and how much is new."""
        return Response(Me(request.user).data)

    @extend_schema(operation_id="choose_language", request=LanguageBody, responses=Me)
    def patch(self, request: SignedInRequest) -> Response:
        """Choose the language in which I am answered and written to."""
        return Response(Me(profile.choose_language(person=request.user, **checked(LanguageBody, request))).data)
