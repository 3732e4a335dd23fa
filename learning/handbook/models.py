"""The handbook's journey (principles, challenges, questions, actions), its tools, and the library's real cases.

Each row mirrors one entry of `learning/content`, known by its slug; an empty text means that the source does not say.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import Record
from people.countries import country_name


class Entry(Record):
    """Something the content files hold, under its slug, in the language it was written in."""

    holds_personal_data: ClassVar[bool] = False

    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=2, default="en")
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position"]


class HandbookPrinciple(Entry):
    """One of the five principles, with the handbook's reasons for it."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=200)
    why = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Dimension(Entry):
    """What a principle consists of."""

    principle = models.ForeignKey(HandbookPrinciple, on_delete=models.PROTECT, related_name="dimensions")
    text = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.text


class Challenge(Entry):
    """A "how can we ..." that leads a reader to one principle."""

    principle = models.ForeignKey(HandbookPrinciple, on_delete=models.PROTECT, related_name="challenges")
    text = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.text


class Tool(Entry):
    """A toolkit the handbook names."""

    name = models.CharField(max_length=200)
    gist = models.CharField(max_length=300)
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class CaseKind(models.TextChoices):
    PROBLEM = "problem", _("Problem")
    CASE = "case", _("Problem and what was tried")
    MECHANISM = "mechanism", _("Way to change things")


class Evidence(models.TextChoices):
    SOURCE = "source", _("Stated in a source document")
    PUBLIC = "public", _("Found in public pages")
    BACKGROUND = "background", _("General knowledge, not checked")


class Case(Entry):
    """A real problem, attempt or mechanism from somewhere in the world, with its source."""

    kind = models.CharField(max_length=10, choices=CaseKind.choices)
    country = models.CharField(max_length=3)
    organisation = models.CharField(max_length=200)
    problem = models.CharField(max_length=300)
    tried = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    year = models.CharField(max_length=40, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    source_title = models.CharField(max_length=300)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    gist = models.CharField(max_length=300, blank=True)
    principles = models.ManyToManyField(HandbookPrinciple, related_name="cases")

    class Meta(Entry.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=CaseKind.values), name="case_kind_known"),
            models.CheckConstraint(condition=models.Q(evidence__in=Evidence.values), name="case_evidence_known"),
        ]

    def __str__(self) -> str:
        return self.problem

    def country_name(self, language: str) -> str:
        """The case's country in the reader's words."""
        return country_name(self.country, language)


class Question(Entry):
    """One of the handbook's thirty assessment questions, with its toolbox and its cases."""

    principle = models.ForeignKey(HandbookPrinciple, on_delete=models.PROTECT, related_name="questions")
    ask = models.CharField(max_length=300)
    own_suggestion = models.BooleanField()
    case_label = models.CharField(max_length=20)
    tools = models.ManyToManyField(Tool, related_name="questions")
    cases = models.ManyToManyField(Case, related_name="questions")

    def __str__(self) -> str:
        return self.ask


class SuggestedAction(Entry):
    """Something the handbook suggests doing where the answer to a question is "not yet"."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="actions")
    do = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.do
