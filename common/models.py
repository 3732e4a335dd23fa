"""Base records, the append-only history, kept answers and the feed of changes."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Record(models.Model):
    """Something with an outward name that tells nothing: a random id, and the moment it was made."""

    holds_personal_data: ClassVar[bool]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class HistoryLine(models.Model):
    """One step of one record. Lines are added, never edited or removed; the database refuses it.

    `actor` is empty where the person must not be named, as with the poster of a problem.
    """

    holds_personal_data: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    step = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["subject_id", "id"], name="history_by_subject")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class KeptAnswer(models.Model):
    """The answer once given to an Idempotency-Key, so that sending twice does once."""

    holds_personal_data: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_per_key")]


class Change(models.Model):
    """One line of the feed that search follows: this thing changed, look again."""

    holds_personal_data: ClassVar[bool] = False

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())
