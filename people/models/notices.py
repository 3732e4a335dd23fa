"""What a person is told, and the letters that bring it: each row is a promise.

A copy of these tables must not tell who posted what: what was told is sealed, and times are rounded.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import Record, rounded
from common.sealing import mark, padded, seal, unpadded, unseal
from people.models.persons import Person

PURPOSE = "notice"


class Mailed(models.TextChoices):
    PROMISED = "promised"
    SENT = "sent"
    FAILED = "failed"


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, on working days at 8:00")
    WEEKLY = "weekly", _("Once a week, on Monday at 8:00")
    NEVER = "never", _("Never by mail")


class NoticeRhythms(models.Model):
    """How soon each group of notices reaches the person by mail; in the app they always do, at once."""

    holds_personal_data: ClassVar[bool] = True

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="notice_rhythms")
    needs_you = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    mine = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    taking_part = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    comments = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    followed = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needs_you__in=[Rhythm.AT_ONCE, Rhythm.NEVER]), name="what_needs_you_does_not_wait"
            )
        ]


class Letter(models.Model):
    """One mail to one person, promised for a moment and sent once.

    `due_at` is rounded to the hour. The address of "fewer of these" is known by its hash alone.
    """

    holds_personal_data: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters")
    due_at = models.DateTimeField()
    digest = models.BooleanField(default=False)
    quiet = models.BinaryField(max_length=32, null=True)
    fewer_hash = models.BinaryField(max_length=32, unique=True)
    mailed = models.CharField(max_length=10, choices=Mailed.choices, default=Mailed.PROMISED)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(mailed="promised"), name="letters_promised"),
            models.Index(fields=["quiet", "-due_at"], condition=models.Q(quiet__isnull=False), name="letters_quiet"),
        ]

    @property
    def secret(self) -> str:
        """The secret in the address under which this letter's reader gets fewer; the table holds its hash alone."""
        return mark("fewer letters", str(self.pk)).hex()


def hash_of(secret: str) -> bytes:
    """How the table knows the secret of a letter."""
    return sha256(secret.encode()).digest()


@dataclass(frozen=True)
class Told:
    """What a notice says: its kind, what fills the kind's words, where it leads, and when it was."""

    kind: str
    data: dict[str, Any]
    link: str
    at: datetime


class NoticeRows(models.QuerySet["Notice"]):
    def newest_first(self) -> Self:
        """In the order in which the person was told."""
        return self.order_by("-number", "-id")


class Notice(Record):
    """One thing told to one person, once. `number` counts per person, so that their order needs no exact time."""

    holds_personal_data: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    number = models.PositiveIntegerField()
    told_once = models.BinaryField(max_length=32, unique=True)
    quiet = models.BinaryField(max_length=32, null=True)
    sealed = models.BinaryField()
    needs_you = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="notices")
    # The morning of the digest that will bring it; empty where a letter is named already, or none is wanted.
    waits_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=rounded("day"), editable=False)

    objects = NoticeRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiet"], condition=models.Q(seen_at__isnull=True), name="quiet_until_looked_at"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-number", "-id"], name="notices_of_person"),
            models.Index(fields=["person"], condition=models.Q(seen_at__isnull=True), name="notices_unseen"),
            models.Index(fields=["waits_until"], condition=models.Q(waits_until__isnull=False), name="notices_waiting"),
        ]

    def close(self, told: Told) -> None:
        """Seal what this notice says."""
        plain = {"kind": told.kind, "data": told.data, "link": told.link, "at": told.at.isoformat()}
        self.sealed = seal(PURPOSE, padded(json.dumps(plain).encode()), self.pk.bytes)

    @cached_property
    def told(self) -> Told:
        """What this notice says, opened."""
        plain = json.loads(unpadded(unseal(PURPOSE, bytes(self.sealed), self.pk.bytes)))
        return Told(plain["kind"], plain["data"], plain["link"], datetime.fromisoformat(plain["at"]))
