"""Groups as anybody may read of them: what each is for and what it works on, never who is in it."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from common.refusals import Unknown
from flow.groups import cases_of
from learning.states import LessonState
from people.groups import queries, rules
from people.words import Topic

PAGE_SIZE = 20
SHOWN = 20


def listed(request: HttpRequest) -> HttpResponse:
    """Groups, newest first, a page at a time, found by name or topic."""
    q = request.GET.get("q", "").replace("\x00", "")[:80]
    topic = request.GET.get("topic", "")
    topic = topic if topic in Topic.values else ""
    page = Paginator(queries.public_groups(q=q, topic=topic), PAGE_SIZE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in (("q", q), ("topic", topic)) if value}
    context = {"page": page, "q": q, "topic": topic, "topics": Topic.choices, "asked": urlencode(asked)}
    return render(request, "groups/list.html", context)


def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One group: its purpose, its goals, its size, and what became of the problems it was sent."""
    try:
        row = queries.get_group(group_id)
    except Unknown as missing:
        raise Http404 from missing
    year = timezone.localdate().year
    goals = queries.goals_of(row)
    organisations = queries.organisations_of(row)
    problems = list(cases_of(row, AnonymousUser())[:SHOWN])  # type: ignore[arg-type]
    teams = [team for problem in problems for team in problem.teams]  # type: ignore[attr-defined]
    lessons = [team.lesson for team in teams if hasattr(team, "lesson")]
    context = {
        "group": row,
        "how": rules.setting_in_words(row),
        "topics": [Topic(topic).label for topic in row.topics],
        "goals": [goal for goal in reversed(goals) if goal.year >= year],
        "past": [goal for goal in goals if goal.year < year],
        "organisations": organisations,
        "more": row.organisations - len(organisations),  # type: ignore[attr-defined]
        "problems": problems,
        "lessons": [lesson for lesson in lessons if lesson.state == LessonState.PUBLISHED],
    }
    return render(request, "groups/group.html", context)
