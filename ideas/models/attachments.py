"""Photos and documents with a problem. Nothing here says who sent one, what it was called, or more than the day."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import localdate

from common.attachments.kinds import AttachmentKind
from ideas.models.problems import Problem
from people.models import Person

DESCRIPTION = 300


class AttachmentRows(models.QuerySet["Attachment"]):
    def shown_to(self, person: Person) -> Self:
        """What others than the poster see. What was still waiting when a coordinator let everybody in stays inside."""
        out = models.Q(shown_from__isnull=True)
        return self.filter(out | models.Q(shown_from__lte=Now()) if person.is_authenticated else out)


class Attachment(models.Model):
    """A photo or a document that its poster put with a problem."""

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="attachments")
    # The only name it has: "photo 2".
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=AttachmentKind.choices)
    description = models.CharField(max_length=DESCRIPTION, blank=True)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    width = models.PositiveSmallIntegerField(null=True)
    height = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(default=localdate)
    # Until then only the poster sees it, so that the hour it appears tells nothing. Emptied once it is shown.
    shown_from = models.DateTimeField(null=True)

    objects = AttachmentRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "number"], name="one_attachment_per_number")]
        indexes = [
            models.Index(
                fields=["shown_from"], condition=models.Q(shown_from__isnull=False), name="attachments_not_shown"
            ),
        ]
