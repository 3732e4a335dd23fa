"""Organisations as anybody may read of them: what each was checked by, what came from it, and its colours."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from ideas.models import Problem
from ideas.queries import NEWEST_FIRST
from learning.models import Lesson
from people.calendars import next_closed_day
from people.models import Organisation
from people.organisations import queries
from people.organisations.colours import stylesheet
from people.states import OrganisationState

PAGE_SIZE = 30
SHOWN = 6


def listed(request: HttpRequest) -> HttpResponse:
    """Organisations by name, a page at a time."""
    q = request.GET.get("q", "").replace("\x00", "")[:80]
    state = request.GET.get("state", "")
    state = state if state in OrganisationState.values else ""
    rows = queries.organisations(q=q, state=state)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in (("q", q), ("state", state)) if value}
    context = {
        "page": page,
        "q": q,
        "state": state,
        "states": OrganisationState.choices,
        "asked": urlencode(asked),
        "all": urlencode({"q": q} if q else {}),
    }
    return render(request, "organisations/list.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: how we know that it is what it says, and what came from it."""
    row = queries.organisations().filter(slug=slug).first()
    if row is None:
        raise Http404
    problems = Problem.objects.public().filter(organisation=row)
    lessons = Lesson.objects.public().filter(organisation=row).select_related("organisation")
    context = {
        "organisation": row,
        "check": row.checks[0] if row.state == OrganisationState.VERIFIED else None,  # type: ignore[attr-defined]
        "closed": next_closed_day(row, timezone.localdate(), get_language() or "en"),
        "problems": problems.order_by(*NEWEST_FIRST)[:SHOWN],
        "lessons": lessons.order_by("-published_at")[:SHOWN],
        "counts": {
            "problems": problems.aggregate(all=Count("pk"))["all"],
            "lessons": lessons.aggregate(all=Count("pk"))["all"],
        },
    }
    return render(request, "organisations/organisation.html", context)


@cache_control(public=True, max_age=3600)
def colours(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's colour as design tokens; pages name its version, so that a new colour is seen at once."""
    found = Organisation.objects.filter(slug=slug).exclude(colour="").values_list("colour", flat=True).first()
    if found is None:
        raise Http404
    return HttpResponse(stylesheet(found), content_type="text/css; charset=utf-8")
