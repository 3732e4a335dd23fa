"""The one list of what is stored about people.

Each app says for each of its tables: what it is, whose rows are whose, what of it goes into a person's archive, and
what becomes of it when the person is erased. The archive, the erasure, the page "What we store" and their tests read
this list; a table that holds personal data and is not in it fails a test.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person

Rows: TypeAlias = models.QuerySet[Any]
Words: TypeAlias = str | Promise
# A field's name, a path of names with dots, or what works the value out from the row.
Column: TypeAlias = str | Callable[[Any], Any]


class Ground(models.TextChoices):
    """On which legal ground it is stored; consent is never the ground where people work."""

    PUBLIC_TASK = "public_task", _("public task: better public service, Article 6(1)(e) GDPR")
    INTEREST = "interest", _("legitimate interest: a service that works and is safe, Article 6(1)(f) GDPR")
    DUTY = "duty", _("legal duty: public decisions must be attributable, Article 6(1)(c) GDPR")


class Fate(models.TextChoices):
    """What becomes of a table's rows when their person is erased."""

    REMOVED = "removed", _("is removed")
    UNNAMED = "unnamed", _("stays, and no longer says who")
    NAMED = "named", _("stays with your name, by law")


def nobody(person: Person) -> None:
    """Nothing is asked of the table: its rows say who only through the person, whose name is gone."""


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the list."""

    model: type[models.Model]
    title: Words
    fate: Fate
    # Whose rows are whose. A table without it cannot be searched by person, and `because` says why.
    mine: Callable[[Person], Rows] | None = None
    columns: Mapping[Words, Column] = field(default_factory=dict)
    erase: Callable[[Person], None] | None = None
    because: str = ""

    @property
    def name(self) -> str:
        """A plain name for the table's file in the archive."""
        return str(self.model._meta.verbose_name).replace(" ", "-")

    def told(self, person: Person) -> Iterator[dict[Words, Any]]:
        """Each row about this person, as the archive tells it."""
        if self.mine is None:
            return
        for row in self.mine(person).iterator(chunk_size=500):
            yield {
                _("Reference"): str(row.pk),
                **{label: value_of(row, column) for label, column in self.columns.items()},
            }

    def forget(self, person: Person) -> None:
        """Do with this person's rows what the table's fate says."""
        if self.erase is not None:
            self.erase(person)
        elif self.fate == Fate.REMOVED and self.mine is not None:
            self.mine(person).delete()


@dataclass(frozen=True)
class Store:
    """What is kept for one purpose: a section of the page, with the tables it rests on."""

    name: str
    title: Words
    what: Words
    why: Words
    ground: Ground
    kept: Words
    seen_by: Words
    tables: tuple[Table, ...] = ()


_stores: dict[str, Store] = {}
_later: list[Callable[[Person], None]] = []


def store(one: Store) -> None:
    """Put this on the list of what is stored; each app does so when it starts."""
    _stores[one.name] = one


def forget_later(forget: Callable[[Person], None]) -> None:
    """Call this for whoever was erased, on another day, drawn by lot: so that the two moments tell nothing together."""
    _later.append(forget)


def stores() -> list[Store]:
    """Everything that is stored about people, in the order of the flow."""
    return list(_stores.values())


def tables() -> list[Table]:
    """Every table on the list."""
    return [table for one in stores() for table in one.tables]


def what_is_forgotten_later() -> Iterable[Callable[[Person], None]]:
    """What the apps want called for an erased person on another day."""
    return tuple(_later)


def value_of(row: Any, column: Column) -> Any:
    """A value of the row in the reader's words: choices as they are called, nothing that names somebody else."""
    if callable(column):
        return plain(column(row))
    *path, last = column.split(".")
    for name in path:
        row = getattr(row, name, None)
        if row is None:
            return None
    shown = getattr(row, f"get_{last}_display", None)
    return plain(shown() if shown else getattr(row, last, None))


def plain(value: Any) -> Any:
    """The value as JSON knows it."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value.normalize())
        case bool() | int() | float() | str() | None:
            return value
        case list() | tuple() | set():
            return [plain(one) for one in value]
        case dict():
            return {str(name): plain(one) for name, one in value.items()}
    return str(value)
