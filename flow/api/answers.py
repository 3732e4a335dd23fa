"""How the trail, the desk and search appear in answers."""

from typing import Any

from rest_framework import serializers

from flow.finding import Result
from flow.trail import STATIONS
from ideas.api.answers import ProblemCard
from people.api.notices import NoticeAnswer

STATION_NAMES = list(STATIONS)


class StationAnswer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=STATION_NAMES)
    words = serializers.CharField()
    state = serializers.ChoiceField(choices=["done", "here", "ahead", "stopped"])
    date = serializers.DateTimeField(allow_null=True)
    link = serializers.CharField(allow_null=True)
    needs = serializers.CharField()


class TrailStepAnswer(serializers.Serializer[Any]):
    station = serializers.CharField()
    words = serializers.CharField()
    at = serializers.DateTimeField()


class TrailAnswer(serializers.Serializer[Any]):
    stations = StationAnswer(many=True)
    steps = TrailStepAnswer(many=True)
    next_who = serializers.CharField()
    next_what = serializers.CharField()
    due = serializers.DateTimeField(allow_null=True)


class WaitingAnswer(serializers.Serializer[Any]):
    verb = serializers.CharField()
    title = serializers.CharField()
    link = serializers.CharField()
    since = serializers.DateTimeField()
    due = serializers.DateField(allow_null=True)


class GoodLesson(serializers.Serializer[Any]):
    title = serializers.CharField()
    story = serializers.CharField()
    link = serializers.CharField()


class DeskAnswer(serializers.Serializer[Any]):
    waits = WaitingAnswer(many=True)
    changed = NoticeAnswer(many=True)
    might_help = ProblemCard(many=True)
    lesson = GoodLesson(allow_null=True)


class FoundPiece(serializers.Serializer[Any]):
    text = serializers.CharField()
    marked = serializers.BooleanField()


class FoundAnswer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    kind_words = serializers.CharField()
    id = serializers.CharField()
    title = serializers.CharField()
    link = serializers.CharField()
    language = serializers.CharField()
    snippet = FoundPiece(many=True)


def found_answer(result: Result) -> dict[str, Any]:
    """One thing found, for `FoundAnswer`."""
    return {
        "kind": result.hit.kind,
        "kind_words": result.kind_words,
        "id": result.hit.id,
        "title": result.title,
        "link": result.link,
        "language": result.language,
        "snippet": [{"text": text, "marked": marked} for text, marked in result.hit.snippet],
    }


class FacetValueAnswer(serializers.Serializer[Any]):
    value = serializers.CharField()
    words = serializers.CharField()
    count = serializers.IntegerField()


class FacetAnswer(serializers.Serializer[Any]):
    facet = serializers.CharField()
    words = serializers.CharField()
    values = FacetValueAnswer(many=True)


class SearchAnswer(serializers.Serializer[Any]):
    total = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    catching_up = serializers.BooleanField()
    results = FoundAnswer(many=True)
    facets = FacetAnswer(many=True)
