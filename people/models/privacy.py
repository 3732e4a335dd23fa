"""What a person may ask about their data: an archive of everything, and to be erased."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from common.models import Record
from people.models.persons import Person

ARCHIVE_KEPT = timedelta(days=7)
ERASURE_WAITS = timedelta(days=7)


class Archive(Record):
    """Everything about one person, gathered in the background; sealed, because it says who posted what."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="archives")
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    content = models.BinaryField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ready_at__isnull=True, failed=False),
                name="one_archive_in_the_making",
            )
        ]


class Erasure(Record):
    """Somebody asked to be erased: done after a week, unless they take it back.

    What links them to posts under a pseudonym is cut on another day, drawn by lot.
    """

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erasures")
    due_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    later_at = models.DateTimeField(null=True)
    later_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(revoked_at__isnull=True), name="erased_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(revoked_at__isnull=True, done_at__isnull=True),
                name="erasures_waiting",
            ),
            models.Index(fields=["later_at"], condition=models.Q(later_done=False), name="erasures_to_finish"),
        ]


class KeptName(Record):
    """The name of somebody who was erased, kept for the decisions they took: the law wants these attributable."""

    holds_personal_data: ClassVar[bool] = True

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="kept_name")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
