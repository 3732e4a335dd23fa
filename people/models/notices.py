"""What a person is told: each notice is a promise, kept in the app at once and by mail soon after."""

from typing import ClassVar

from django.db import models

from common.models import Record
from people.models.persons import Person


class Mailed(models.TextChoices):
    PROMISED = "promised"
    SENT = "sent"
    FAILED = "failed"


class Notice(Record):
    """One thing told to one person, once."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    link = models.CharField(max_length=200)
    needs_you = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    mailed = models.CharField(max_length=10, choices=Mailed.choices, default=Mailed.PROMISED)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notices_of_person"),
            models.Index(fields=["created_at"], condition=models.Q(mailed="promised"), name="mail_promised"),
        ]
