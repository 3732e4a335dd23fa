"""What was learnt, told so that somebody else can use it."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from common.models import Record
from common.states import Step
from dotanks.models import DoTank
from experiments.models import Pilot
from ideas.principles import Principle
from learning.handbook.models import Question
from learning.states import LESSON_STEPS, LessonState, Outcome
from people.models import Organisation, Person
from people.words import Language

STORY = 4000
QUESTIONS_AT_MOST = 3


class LessonRows(models.QuerySet["Lesson"]):
    def public(self) -> Self:
        """What anybody may read, with or without an account."""
        return self.filter(state=LessonState.PUBLISHED)

    def visible_to(self, person: Person) -> Self:
        """Everything published, and the drafts of one's own Do Tanks."""
        if not person.is_authenticated:
            return self.public()
        own = DoTank.objects.of(person).values("pk")
        return self.filter(models.Q(state=LessonState.PUBLISHED) | models.Q(dotank_id__in=own))


class Lesson(Record):
    """The lesson of one Do Tank; every ending yields one, and a failure ranks equal."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = LESSON_STEPS

    dotank = models.OneToOneField(DoTank, on_delete=models.PROTECT, related_name="lesson")
    pilot = models.OneToOneField(Pilot, null=True, on_delete=models.PROTECT, related_name="lesson")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lessons")
    title = models.CharField(max_length=120)
    story = models.TextField(max_length=STORY, blank=True)
    tried = models.TextField(max_length=STORY, blank=True)
    happened = models.TextField(max_length=STORY, blank=True)
    why = models.TextField(max_length=STORY, blank=True)
    conditions = models.TextField(max_length=STORY, blank=True)
    differently = models.TextField(max_length=STORY, blank=True)
    who_should_know = models.TextField(max_length=STORY, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    principles = ArrayField(models.CharField(max_length=20, choices=Principle.choices), default=list)
    questions = models.ManyToManyField(Question, related_name="lessons")
    language = models.CharField(max_length=2, choices=Language.choices)
    state = models.CharField(max_length=10, choices=LessonState.choices, default=LessonState.DRAFT)
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = LessonRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=LessonState.DRAFT)
                | (models.Q(published_at__isnull=False) & models.Q(principles__len__gte=1)),
                name="published_has_a_principle",
            )
        ]

    def __str__(self) -> str:
        return self.title


class LessonCredit(Record):
    """Somebody who is named under a lesson."""

    holds_personal_data: ClassVar[bool] = True

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "person"], name="credited_once")]
