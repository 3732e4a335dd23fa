"""Earlier work over HTTP: what there is on the subject of a problem, and what the coordinator used of it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import IDEMPOTENCY_KEY, Body, checked, once
from common.requests import SignedInRequest
from dotanks.models.earlier import REASON
from flow import earlier
from flow.api.answers import FoundAnswer, found_answer


class UsedBody(Body):
    kind = serializers.ChoiceField(choices=earlier.KINDS)
    id = serializers.CharField(max_length=120)


class WhatWasUsedBody(Body):
    used = serializers.ListField(child=UsedBody(), max_length=20)
    nothing_fitted = serializers.CharField(max_length=REASON, allow_blank=True)


class WhatWasUsedAnswer(serializers.Serializer[Any]):
    """What was used of earlier work, or why nothing fitted."""

    used = FoundAnswer(many=True)
    nothing_fitted = serializers.CharField()


class EarlierAnswer(serializers.Serializer[Any]):
    """What there is on the same subject, and what was said of it last."""

    found = FoundAnswer(many=True)
    answer = WhatWasUsedAnswer(allow_null=True)


class WhatWasUsedOrNot(serializers.Serializer[Any]):
    answer = WhatWasUsedAnswer(allow_null=True)


def said(answer: earlier.Earlier | None) -> dict[str, Any] | None:
    """The last answer in words."""
    if answer is None:
        return None
    return {"used": [found_answer(one) for one in answer.used], "nothing_fitted": answer.nothing_fitted}


class EarlierView(APIView):
    @extend_schema(operation_id="read_earlier", responses=EarlierAnswer)
    def get(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Lessons, pilots and problems on the same subject; for coordinators who form a team."""
        return self._answer(request, problem_id)

    @extend_schema(
        operation_id="say_what_was_used",
        parameters=[IDEMPOTENCY_KEY],
        request=WhatWasUsedBody,
        responses={201: EarlierAnswer},
    )
    @once
    def post(self, request: SignedInRequest, problem_id: UUID) -> Response:
        """Say what you used of it, or why nothing fitted."""
        body = checked(WhatWasUsedBody, request)
        earlier.say_what_was_used(coordinator=request.user, problem_id=problem_id, **body)
        return self._answer(request, problem_id, 201)

    def _answer(self, request: SignedInRequest, problem_id: UUID, status: int = 200) -> Response:
        found, answer = earlier.earlier_for(request.user, problem_id)
        told = {"found": [found_answer(one) for one in found], "answer": said(answer)}
        return Response(EarlierAnswer(told).data, status=status)


class WhatWasUsedView(APIView):
    @extend_schema(operation_id="read_what_was_used", responses=WhatWasUsedOrNot)
    def get(self, request: SignedInRequest, dotank_id: UUID) -> Response:
        """What the coordinator used of earlier work when this Do Tank was formed."""
        return Response(WhatWasUsedOrNot({"answer": said(earlier.used_by(request.user, dotank_id))}).data)
