"""Support, following, comments, reports: whoever posted a problem under a pseudonym is in none of them as a person."""

import uuid
from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import localdate

from common.states import Step
from ideas.conversation.states import (
    COMMENT_STEPS,
    REPORT_STEPS,
    CommentState,
    HowOften,
    ReportReason,
    ReportState,
)
from ideas.models.personas import Persona
from ideas.models.problems import Problem
from people.models import Organisation, Person
from people.words import Language

COMMENT, REASON = 2000, 1000


class Support(models.Model):
    """Somebody has the same trouble. Others see that it is them only where they chose so."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="support")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="support")
    # Where they worked when they said so.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    how_often = models.CharField(max_length=10, choices=HowOften.choices, blank=True)
    by_name = models.BooleanField(default=False)
    day = models.DateField(default=localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "person"], name="one_support_each")]


class Follow(models.Model):
    """Somebody wants to hear of every step of a problem."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "person"], name="one_follow_each")]


class CommentRows(models.QuerySet["Comment"]):
    def out(self) -> Self:
        """Those that others read by now, the emptied places of hidden and removed ones among them."""
        return self.filter(number__isnull=False)

    def waiting(self) -> Self:
        """Written under a pseudonym, and not shown before its moment."""
        return self.filter(number__isnull=True, state=CommentState.SHOWN)

    def due(self) -> Self:
        """Those whose moment has come."""
        return self.waiting().filter(shown_from__lte=Now())


class Comment(models.Model):
    """What somebody wrote under a problem: a colleague by name, or the problem's persona.

    Its place in the conversation is given when it is shown, and its day is all that is kept of when.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = COMMENT_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="comments")
    # Answers have no answers of their own.
    answers_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="comments")
    persona = models.ForeignKey(Persona, null=True, on_delete=models.PROTECT, related_name="comments")
    # Whoever is mentioned stands in it as "@{id}", so that a name can change or go.
    text = models.TextField(max_length=3 * COMMENT, blank=True)
    mentions_poster = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language.choices)
    day = models.DateField(default=localdate)
    state = models.CharField(max_length=8, choices=CommentState.choices, default=CommentState.SHOWN)
    edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    shown_from = models.DateTimeField(null=True)

    objects = CommentRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem", "number"], name="one_comment_per_number"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(persona__isnull=True), name="person_or_persona"
            ),
        ]
        indexes = [
            models.Index(fields=["problem", "answers_to", "-number"], name="comments_of_problem"),
            models.Index(
                fields=["shown_from"], condition=models.Q(shown_from__isnull=False), name="comments_not_shown"
            ),
        ]


class Mention(models.Model):
    """A colleague is named in a comment."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="one_mention_each")]


class Report(models.Model):
    """Somebody asks the coordinators to look at a problem, or at a comment under it.

    Who asked is not kept: it could be the poster. The mark only stops the same person from asking twice.
    """

    holds_personal_data: ClassVar[bool] = True
    STEPS: ClassVar[Mapping[str, Step]] = REPORT_STEPS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="reports")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="reports")
    mark = models.BinaryField(max_length=32, unique=True)
    reason = models.CharField(max_length=20, choices=ReportReason.choices)
    words = models.TextField(max_length=REASON, blank=True)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.OPEN)
    day = models.DateField(default=localdate)

    class Meta:
        indexes = [models.Index(fields=["state", "-day", "-id"], name="reports_by_day")]
