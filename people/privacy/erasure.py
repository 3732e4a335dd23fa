"""Erasing a person: what they did stays without them; what the law wants attributable keeps the name, and only that."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from people.models import Employment, Erasure, KeptName, Person
from people.privacy.registry import Fate, tables, what_is_forgotten_later
from people.rules import current
from people.sign_in.ending import end_other_sessions

# Between an hour and three days: nobody can lay the two moments side by side.
SOONEST, LATEST = timedelta(hours=1), timedelta(days=3)


def decided(person: Person) -> bool:
    """Whether the person took decisions that must stay attributable."""
    return any(table.mine(person).exists() for table in tables() if table.fate == Fate.NAMED and table.mine)


@transaction.atomic
def carry_out(erasure: Erasure) -> bool:
    """Erase the person now; False where it was taken back, or done by another worker."""
    held = Erasure.objects.select_for_update().filter(
        pk=erasure.pk, revoked_at__isnull=True, done_at__isnull=True, due_at__lte=timezone.now()
    )
    if not held.exists():
        return False
    person = Person.objects.select_for_update().get(pk=erasure.person_id)
    if decided(person):
        job = Employment.objects.filter(current(), person=person).select_related("organisation").first()
        KeptName.objects.create(person=person, name=person.name, organisation=job.organisation.name if job else "")
    end_other_sessions(person)
    # What others point at goes last: the list follows the flow from left to right.
    for table in reversed(tables()):
        table.forget(person)
    held.update(done_at=timezone.now(), later_at=moment_by_lot())
    return True


@transaction.atomic
def finish(erasure: Erasure) -> None:
    """Cut what was left for another day."""
    held = Erasure.objects.select_for_update().filter(pk=erasure.pk, later_done=False, later_at__lte=timezone.now())
    if held.exists():
        for forget in what_is_forgotten_later():
            forget(erasure.person)
        held.update(later_done=True, later_at=None)


def moment_by_lot() -> datetime:
    """When what links the person to their pseudonyms is cut."""
    span = int((LATEST - SOONEST).total_seconds())
    return timezone.now() + SOONEST + timedelta(seconds=secrets.randbelow(span))


def blank(person: Person) -> None:
    """Leave of the account only a place that others' rows can point at."""
    person.name = ""
    person.email = f"{uuid4()}@erased.invalid"
    person.language = "en"
    person.is_active = False
    person.last_login = None
    person.created_at = timezone.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    person.set_unusable_password()
    person.save()
