"""Changes to what a person was told, and how soon they are told."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from common.push import tell
from common.refusals import Unknown
from people.models import Letter, Notice, NoticeRhythms, Person
from people.models.notices import Rhythm
from people.notices import NoticeGroup, group_of


@transaction.atomic
def mark_notices_seen(*, person: Person, notice_id: UUID | None = None) -> int:
    """The person has looked at their notices, or at this one; says how many were new."""
    notices = Notice.objects.filter(person=person)
    if notice_id is not None:
        notices = notices.filter(pk=notice_id)
        if not notices.exists():
            raise Unknown
    # When somebody looked tells as much as when they were told: the day is enough.
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = notices.filter(seen_at__isnull=True).update(seen_at=today)
    if seen:
        tell(f"me.{person.pk}", "notices.changed")
    return seen


@transaction.atomic
def choose_rhythms(*, person: Person, **rhythms: str) -> NoticeRhythms:
    """From now on write to the person at this rhythm."""
    chosen, _made = NoticeRhythms.objects.update_or_create(person=person, defaults=rhythms)
    return chosen


@transaction.atomic
def get_fewer(*, letter_id: UUID) -> None:
    """Write no more letters of the kinds that this letter brought."""
    letter = Letter.objects.select_related("person").get(pk=letter_id)
    names = {"needs_you" if notice.needs_you else group_of(notice.told.kind).value for notice in letter.notices.all()}
    names -= {NoticeGroup.ACCOUNT.value}
    if names:
        NoticeRhythms.objects.update_or_create(person=letter.person, defaults=dict.fromkeys(names, Rhythm.NEVER))
