"""Public pages that are not the library or a problem: start, how it works, what we store, and what machines read."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from common import retention
from flow.desk import waits_for
from flow.pages import reads
from flow.trail import NEEDS, STATIONS
from ideas.models import Problem, Rule
from ideas.principles import Principle
from ideas.queries import NEWEST_FIRST
from learning.models import Case, HandbookPrinciple, Lesson, Tool
from people.groups.states import GroupState
from people.models import Group, Organisation
from people.privacy.registry import stores

# A sitemap may name 50,000 addresses; each page has one per language.
NEWEST = 4000


def in_my_language(request: HttpRequest) -> HttpResponse:
    """Send the reader on to the same page under their language."""
    return HttpResponseRedirect(f"/{get_language() or 'en'}{request.get_full_path()}")


def start(request: HttpRequest) -> HttpResponse:
    """What this is, in one look."""
    person = request.user
    context = {
        "figures": reads.figures(),
        "cases": reads.three_cases(),
        "lessons": list(reads.last_lessons()),
        "waiting": len(waits_for(person)) if person.is_authenticated else 0,
    }
    return render(request, "start.html", context)


def how_it_works(request: HttpRequest) -> HttpResponse:
    """The five stations and the five principles."""
    stations = [(name, STATIONS[name], NEEDS[name]) for name in STATIONS]
    return render(request, "how_it_works.html", {"stations": stations, "principles": Principle.choices})


def what_we_store(request: HttpRequest) -> HttpResponse:
    """What is kept about people, in plain words: from the same list that the archive and erasing read."""
    return render(request, "what_we_store.html", {"stores": stores(), "rules": retention.rules()})


def accessibility(request: HttpRequest) -> HttpResponse:
    """How usable this is for everybody, and how to say that it is not."""
    return render(request, "accessibility.html")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: all public pages, nothing behind sign-in."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/app/", "/api/", "/accounts/", "/*/accounts/"))
    return HttpResponse(
        f"User-agent: *\n{closed}\nSitemap: {settings.SITE_URL}/sitemap.xml\n", content_type="text/plain; charset=utf-8"
    )


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language."""
    pages = [
        (f"{settings.SITE_URL}/{language}{path}", changed)
        for path, changed in _public_pages()
        for language, _words in settings.LANGUAGES
    ]
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


def _public_pages() -> Iterator[tuple[str, str]]:
    for path in (
        "/",
        "/library/",
        "/problems/",
        "/rules/",
        "/organisations/",
        "/groups/",
        "/how-it-works/",
        "/what-we-store/",
        "/accessibility/",
    ):
        yield path, ""
    for slug in HandbookPrinciple.objects.values_list("slug", flat=True):
        yield f"/library/principles/{slug}/", ""
    groups = Group.objects.filter(state=GroupState.ACTIVE).order_by("-created_at")
    for pk in groups.values_list("pk", flat=True)[: NEWEST // 8]:
        yield f"/groups/{pk}/", ""
    for slug in Case.objects.values_list("slug", flat=True)[:NEWEST]:
        yield f"/library/cases/{slug}/", ""
    for slug in Tool.objects.values_list("slug", flat=True)[: NEWEST // 8]:
        yield f"/library/tools/{slug}/", ""
    for slug in Organisation.objects.order_by("slug").values_list("slug", flat=True)[:NEWEST]:
        yield f"/organisations/{slug}/", ""
    lessons = Lesson.objects.public().order_by("-published_at").values_list("pk", "published_at")
    for pk, at in lessons[:NEWEST]:
        yield f"/library/lessons/{pk}/", at.date().isoformat() if at else ""
    for pk in Rule.objects.listed().order_by("-created_at").values_list("pk", flat=True)[: NEWEST // 8]:
        yield f"/rules/{pk}/", ""
    for pk in Problem.objects.public().order_by(*NEWEST_FIRST).values_list("pk", flat=True)[: NEWEST // 2]:
        yield f"/problems/{pk}/", ""
