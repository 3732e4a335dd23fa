"""What guards the door."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class FailedSignIn(models.Model):
    """A wrong password for one address, known by a mark that only the key outside the database can make again."""

    holds_personal_data: ClassVar[bool] = False

    id = models.BigAutoField(primary_key=True)
    address = models.BinaryField(max_length=32)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="failed_by_address")]
