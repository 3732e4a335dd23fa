"""What a person asks about their own data."""

import logging
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.push import tell
from common.refusals import Clash
from people.actions.roles import require_another_administrator
from people.models import Archive, Erasure, Person
from people.models.privacy import ERASURE_WAITS
from people.notices import promise_notices

log = logging.getLogger(__name__)
PAGE = "/app/settings/my-data"


@transaction.atomic
def ask_for_archive(*, person: Person) -> Archive:
    """Have everything about the person gathered; while one is being made, that is the one."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    making = Archive.objects.filter(person=person, ready_at__isnull=True, failed=False).first()
    if making is not None:
        return making
    Archive.objects.filter(person=person).delete()
    archive = Archive.objects.create(person=person)
    transaction.on_commit(partial(_hurry, archive.pk))
    return archive


@transaction.atomic
def ask_for_erasure(*, person: Person) -> Erasure:
    """Erase the person after a week, unless they take it back; they are told by letter, in case it was not them."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if Erasure.objects.filter(person=person, revoked_at__isnull=True).exists():
        raise Clash(_("You have already asked for this."))
    require_another_administrator(person)
    erasure = Erasure.objects.create(person=person, due_at=timezone.now() + ERASURE_WAITS)
    promise_notices(
        key=f"erasure:{erasure.pk}",
        kind="erasure_asked",
        to=[person],
        link=PAGE,
        day=timezone.localdate(erasure.due_at).isoformat(),
    )
    tell(f"me.{person.pk}", "erasure.changed")
    return erasure


@transaction.atomic
def take_erasure_back(*, person: Person) -> None:
    """Stay after all."""
    erasure = (
        Erasure.objects.select_for_update().filter(person=person, revoked_at__isnull=True, done_at__isnull=True).first()
    )
    if erasure is None:
        raise Clash(_("There is nothing to take back."))
    erasure.revoked_at = timezone.now()
    erasure.save(update_fields=["revoked_at"])
    promise_notices(key=f"erasure_back:{erasure.pk}", kind="erasure_taken_back", to=[person], link=PAGE)
    tell(f"me.{person.pk}", "erasure.changed")


def _hurry(archive_id: UUID) -> None:
    from people.tasks import make_archive

    try:
        make_archive.apply_async(kwargs={"archive_id": str(archive_id)}, retry=False)
    except Exception:
        log.warning("archive.not_hurried", exc_info=True)
