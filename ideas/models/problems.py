"""Problems. Nothing in their table says who posted one under a pseudonym."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat, LPad, Now
from django.utils.timezone import localdate

from common.states import Step
from ideas.models.personas import Persona
from ideas.principles import Principle
from ideas.states import HIDDEN, MEMBERS_ONLY, PROBLEM_STEPS, ProblemState, RuleKind
from people.models import Organisation, Person
from people.words import Language, OrganisationKind, Topic

WORDS = 4000


class ProblemRows(models.QuerySet["Problem"]):
    def posted(self) -> Self:
        """What every member may read: posted, and shown by now."""
        shown = models.Q(shown_from__isnull=True) | models.Q(shown_from__lte=Now())
        return self.filter(shown).exclude(state__in=HIDDEN)

    def public(self) -> Self:
        """What anybody may read without an account: what a coordinator has looked at first."""
        return self.posted().exclude(state__in=MEMBERS_ONLY)

    def visible_to(self, person: Person) -> Self:
        """What this person may read of other people's problems; their own come through `ideas.poster`."""
        return self.posted() if person.is_authenticated else self.public()


class Problem(models.Model):
    """A situation that needs improving.

    Its place, its day and its persona are all that is told of the poster. No moment is kept, only days: at the minute
    a problem was written somebody was seen writing.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = PROBLEM_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="problems")
    by_name = models.BooleanField(default=False)
    # Filled only when a problem is posted by name.
    posted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    situation = models.TextField(max_length=WORDS)
    who_is_stopped = models.TextField(max_length=WORDS, blank=True)
    rule = models.TextField(max_length=WORDS, blank=True)
    rule_kind = models.CharField(max_length=10, choices=RuleKind.choices, default=RuleKind.UNKNOWN)
    # The entry of the register that this rule is, once somebody has said so.
    names_rule = models.ForeignKey("Rule", null=True, on_delete=models.SET_NULL, related_name="problems")
    whom_it_hurts = models.TextField(max_length=WORDS, blank=True)
    what_was_tried = models.TextField(max_length=WORDS, blank=True)
    how_we_would_know = models.TextField(max_length=WORDS, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    topics = ArrayField(models.CharField(max_length=40, choices=Topic.choices), default=list, blank=True)
    principle = models.CharField(max_length=20, choices=Principle.choices, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="problems")
    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=12, choices=ProblemState.choices, default=ProblemState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    # The day it was posted; of a draft the day it was begun.
    day = models.DateField(default=localdate)
    # How many say that it is theirs too: one more row of support, one more here, under the problem's lock.
    supporters = models.PositiveIntegerField(default=0, db_default=0)
    # One value to page by, the most supported last: a number alone has too many equals.
    support_place = models.GeneratedField(
        expression=Concat(LPad(Cast("supporters", models.CharField()), 9, Value("0")), Cast("id", models.CharField())),
        output_field=models.CharField(max_length=45),
        db_persist=True,
    )
    # Until then only the poster sees it, so that the hour it appears tells nothing. Emptied once it is shown.
    shown_from = models.DateTimeField(null=True)

    objects = ProblemRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-day", "-id"], name="problems_by_day"),
            models.Index(fields=["state", "-day"], name="problems_by_state"),
            models.Index(fields=["-support_place"], name="problems_by_support"),
            models.Index(
                fields=["shown_from"], condition=models.Q(shown_from__isnull=False), name="problems_not_shown"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(posted_by__isnull=True) | models.Q(by_name=True), name="named_only_by_choice"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def posted_on(self) -> date | None:
        """The day it was posted; nothing for a draft."""
        return None if self.state == ProblemState.DRAFT else self.day
