"""Problems, and apart from them who posted them."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from common.models import Record
from common.states import Step
from ideas.principles import Principle
from ideas.states import PROBLEM_STEPS, ProblemState, RuleKind
from people.models import Organisation, Person
from people.words import Language, Topic

WORDS = 4000


class ProblemRows(models.QuerySet["Problem"]):
    def public(self) -> Self:
        """What anybody may read, with or without an account."""
        return self.exclude(state__in=[ProblemState.DRAFT, ProblemState.WITHDRAWN])

    def visible_to(self, person: Person) -> Self:
        """What this person may read: everything posted, and what they posted themselves."""
        if not person.is_authenticated:
            return self.public()
        hidden = models.Q(state__in=[ProblemState.DRAFT, ProblemState.WITHDRAWN])
        return self.filter(~hidden | models.Q(poster__person_id=person.pk))


class Problem(Record):
    """A situation that needs improving. Nothing in this row says who posted it."""

    holds_personal_data: ClassVar[bool] = False
    STEPS: ClassVar[Mapping[str, Step]] = PROBLEM_STEPS

    title = models.CharField(max_length=120)
    situation = models.TextField(max_length=WORDS)
    who_is_stopped = models.TextField(max_length=WORDS, blank=True)
    rule = models.TextField(max_length=WORDS, blank=True)
    rule_kind = models.CharField(max_length=10, choices=RuleKind.choices, default=RuleKind.UNKNOWN)
    whom_it_hurts = models.TextField(max_length=WORDS, blank=True)
    what_was_tried = models.TextField(max_length=WORDS, blank=True)
    how_we_would_know = models.TextField(max_length=WORDS, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    topics = ArrayField(models.CharField(max_length=40, choices=Topic.choices), default=list, blank=True)
    principle = models.CharField(max_length=20, choices=Principle.choices, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="problems")
    state = models.CharField(max_length=12, choices=ProblemState.choices, default=ProblemState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    posted_at = models.DateTimeField(null=True)

    objects = ProblemRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-created_at"], name="problems_by_state"),
            models.Index(fields=["-posted_at", "-id"], name="problems_by_day_posted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[ProblemState.DRAFT, ProblemState.WITHDRAWN])
                | models.Q(posted_at__isnull=False),
                name="posted_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Poster(models.Model):
    """Who posted a problem. Only `ideas.poster` may look here: the one door a pseudonym will close."""

    holds_personal_data: ClassVar[bool] = True

    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, primary_key=True, related_name="poster")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
