"""What public pages read. Only what anybody may see, in a number of queries that does not grow with rows."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, When
from django.utils.translation import get_language

from experiments.models import Measure, Pilot
from flow.trail import Trail, trail_of
from ideas.models import Problem
from ideas.queries import NEWEST_FIRST, with_poster
from ideas.states import ProblemState
from learning.models import Case, HandbookPrinciple, Lesson, LessonCredit, Question, SuggestedAction, Tool
from people.models import Person
from people.queries import with_organisation

LESSONS_SHOWN = 6


@dataclass(frozen=True)
class Figures:
    """How much there is, counted now."""

    answered: int
    running: int
    lessons: int
    cases: int


def figures() -> Figures:
    """True numbers for the start page."""
    return Figures(
        answered=Problem.objects.filter(state=ProblemState.ANSWERED).count(),
        running=Pilot.objects.in_force().count(),
        lessons=Lesson.objects.public().count(),
        cases=Case.objects.count(),
    )


def three_cases() -> list[Trail]:
    """Three problems at different stations, if possible in the reader's language."""
    mine = Choose(When(language=get_language() or "en", then=0), default=1)
    public = with_poster(Problem.objects.public()).order_by(mine, *NEWEST_FIRST)
    wanted = (
        public.filter(state=ProblemState.PUBLISHED)[:3],
        public.filter(state=ProblemState.TAKEN_UP, dotanks__pilot__in=Pilot.objects.in_force())[:3],
        public.filter(state=ProblemState.ANSWERED)[:3],
        public.filter(state=ProblemState.TAKEN_UP)[:3],
    )
    found = [list(rows) for rows in wanted]
    chosen: dict[UUID, Problem] = {}
    # One of each first; only then a second of the same.
    for place in range(3):
        for rows in found:
            if place < len(rows) and len(chosen) < 3:
                chosen.setdefault(rows[place].pk, rows[place])
    trails = [trail_of(problem, AnonymousUser()) for problem in chosen.values()]  # type: ignore[arg-type]
    return sorted(trails, key=lambda trail: sum(station.state == "done" for station in trail.stations))


def last_lessons(number: int = 3) -> QuerySet[Lesson]:
    """The lessons published last."""
    return Lesson.objects.public().select_related("organisation").order_by("-published_at")[:number]


def lesson_to_read(lesson_id: UUID) -> Lesson:
    """A published lesson with its people and its measures; Lesson.DoesNotExist for anything else."""
    people = with_organisation(Person.objects.all())
    return (
        Lesson.objects.public()
        .select_related(
            "organisation",
            "dotank__problem",
            "pilot__value",
            "pilot__exemption",
            "pilot__sign_off__required__submission",
        )
        .prefetch_related(
            "questions__principle",
            "pilot__value_entries",
            Prefetch("pilot__measures", Measure.objects.with_readings()),
            Prefetch(
                "credits", LessonCredit.objects.order_by("created_at").prefetch_related(Prefetch("person", people))
            ),
        )
        .get(pk=lesson_id)
    )


def lessons_with(principles: list[str], number: int = LESSONS_SHOWN) -> QuerySet[Lesson]:
    """The newest lessons that carry one of these principles."""
    return (
        Lesson.objects.public()
        .filter(principles__overlap=principles)
        .select_related("organisation")
        .order_by("-published_at")[:number]
    )


def principle_to_read(slug: str) -> HandbookPrinciple:
    """One principle with its questions, actions, tools and cases; DoesNotExist where there is none."""
    answering = Lesson.objects.public().filter(questions=OuterRef("pk"))
    questions = (
        Question.objects.annotate(answered=Exists(answering))
        .order_by("position")
        .prefetch_related(
            Prefetch("actions", SuggestedAction.objects.order_by("position")),
            Prefetch("tools", Tool.objects.order_by("position")),
            Prefetch("cases", Case.objects.order_by("position")),
        )
    )
    return HandbookPrinciple.objects.prefetch_related("dimensions", "challenges", Prefetch("questions", questions)).get(
        slug=slug
    )
