"""The present moment, by the one clock that all processes share: the database's."""

from django.db.models import Expression
from django.db.models.functions import Now


def database_now() -> Expression:
    """The moment a query begins, whatever the clock of the process that asks says."""
    return Now()
