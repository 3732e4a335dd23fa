"""A group's problems with where each is, and the feed of what changed."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api import PageQuery, page_of, page_schema
from common.models import HistoryLine
from common.requests import SignedInRequest
from flow import groups
from flow.api.answers import GoodLesson
from flow.trail import STATIONS, place_of
from ideas.api.answers import ProblemCard
from ideas.models import Problem
from ideas.queries import NEWEST_FIRST
from learning.states import LessonState
from people.groups.queries import get_group


class GroupCaseAnswer(serializers.Serializer[Problem]):
    """A problem that the group was sent, where it is on its way, and its lesson once that is published."""

    problem = ProblemCard(source="*")
    station = serializers.SerializerMethodField()
    station_words = serializers.SerializerMethodField()
    next_who = serializers.SerializerMethodField()
    next_what = serializers.SerializerMethodField()
    lesson = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=list(STATIONS)))
    def get_station(self, problem: Problem) -> str:
        return place_of(problem, _team(problem))[0]

    def get_station_words(self, problem: Problem) -> str:
        return str(STATIONS[self.get_station(problem)])

    def get_next_who(self, problem: Problem) -> str:
        return str(place_of(problem, _team(problem))[1][0])

    def get_next_what(self, problem: Problem) -> str:
        return str(place_of(problem, _team(problem))[1][1])

    @extend_schema_field(GoodLesson(allow_null=True))
    def get_lesson(self, problem: Problem) -> Any:
        lesson = getattr(_team(problem), "lesson", None)
        if lesson is None or lesson.state != LessonState.PUBLISHED:
            return None
        return {"title": lesson.title, "story": lesson.story, "link": f"/library/lessons/{lesson.pk}/"}


class GroupChangeAnswer(serializers.ModelSerializer[HistoryLine]):
    words = serializers.SerializerMethodField()
    problem = serializers.SerializerMethodField()

    class Meta:
        model = HistoryLine
        fields = ["words", "problem", "at"]
        read_only_fields = fields

    def get_words(self, line: HistoryLine) -> str:
        return groups.words_of(line)

    @extend_schema_field(ProblemCard(allow_null=True))
    def get_problem(self, line: HistoryLine) -> Any:
        problem = groups.problem_of(line, self.context["about"])
        return ProblemCard(problem).data if problem else None


class GroupCasesView(APIView):
    @extend_schema(operation_id="list_group_cases", parameters=[PageQuery], responses=page_schema(GroupCaseAnswer))
    def get(self, request: SignedInRequest, group_id: UUID) -> Response:
        """The problems this group was sent, newest first, with where each is."""
        rows = groups.cases_of(get_group(group_id), request.user)
        return page_of(request, rows, GroupCaseAnswer, ordering=NEWEST_FIRST)


class GroupChangesView(APIView):
    @extend_schema(operation_id="list_group_changes", parameters=[PageQuery], responses=page_schema(GroupChangeAnswer))
    def get(self, request: SignedInRequest, group_id: UUID) -> Response:
        """What changed in the group and in its problems, newest first."""
        lines, about = groups.changes_of(get_group(group_id), request.user)
        return page_of(request, lines, GroupChangeAnswer, ordering=("-at", "-id"), about=about)


def _team(problem: Problem) -> Any:
    return next(iter(problem.teams), None)  # type: ignore[attr-defined]
