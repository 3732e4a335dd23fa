"""Base records, the append-only history, kept answers and the feed of changes."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now


def rounded(to: str) -> models.Func:
    """The present hour or day (UTC): when a row was written tells no more than that."""
    return models.Func(models.Value(to), Now(), function="date_trunc", output_field=models.DateTimeField())


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


class AuditSeal(models.Model):
    """What was added until one moment, in one mark, chained to the seal before and signed; see `common/audit.py`."""

    holds_personal_data: ClassVar[bool] = False

    id = models.BigAutoField(primary_key=True)
    until = models.DateTimeField(unique=True)
    # By table: the columns there were, the number of rows, and the digest over them.
    tables = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class KeptAnswer(models.Model):
    """The answer once given to an Idempotency-Key, so that sending twice does once; see `common/kept.py`.

    Nothing here says whose it is: the mark is found, and the answer opened, only with the key that the sender knows.
    """

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mark = models.BinaryField(max_length=32, unique=True)
    asked = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField(db_default=rounded("hour"))


class Change(models.Model):
    """One line of the feed that search follows: this thing changed, look again."""

    holds_personal_data: ClassVar[bool] = False

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now())
