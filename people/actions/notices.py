"""Changes to what a person was told."""

from django.db import transaction
from django.utils import timezone

from common.push import tell
from people.models import Notice, Person


@transaction.atomic
def mark_notices_seen(*, person: Person) -> int:
    """The person has looked at their notices; says how many were new."""
    seen = Notice.objects.filter(person=person, seen_at__isnull=True).update(seen_at=timezone.now())
    if seen:
        tell(f"me.{person.pk}", "notices.changed")
    return seen
