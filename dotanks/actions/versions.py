"""Keeping a state of the document under a number, calling it something, and bringing it back."""

from uuid import UUID

from django.db import transaction

from dotanks import broadcasts, queries, version_queries
from dotanks.live import rooms
from dotanks.models import DocumentVersion, DoTank, VersionAuthor, VersionName
from people.models import Person


def keep(
    document: rooms.DocumentText, *, dotank: DoTank, person: Person, restored_from: DocumentVersion | None = None
) -> DocumentVersion:
    """Keep this state under the next number; unchanged it is the newest version. The Do Tank must be locked."""
    latest = dotank.versions.order_by("-number").first()
    if latest is not None and latest.sha256 == document.sha256:
        return latest
    version = DocumentVersion.objects.create(
        dotank=dotank,
        number=latest.number + 1 if latest else 1,
        html=document.html,
        text=document.text,
        state=document.state,
        sha256=document.sha256,
        saved_by=person,
        restored_from=restored_from,
        up_to_seq=document.seq,
    )
    wrote = rooms.authors_between(dotank.room_id, latest.up_to_seq if latest else 0, document.seq)
    known = Person.objects.filter(pk__in=wrote)  # the log may name somebody who is not in the network any more
    VersionAuthor.objects.bulk_create(VersionAuthor(version=version, person=author) for author in known)
    broadcasts.dotank_changed(dotank)
    return version


@transaction.atomic
def name_version(*, person: Person, version_id: UUID, name: str) -> DocumentVersion:
    """Call a version something, or something else; the number stays what it goes by."""
    version = version_queries.get_version_for_team(person, version_id)
    latest = version.names.order_by("-created_at", "-id").first()
    if latest is None or latest.name != name:
        VersionName.objects.create(version=version, name=name, named_by=person)
        broadcasts.dotank_changed(version.dotank)
    return version


@transaction.atomic
def restore_version(*, person: Person, version_id: UUID) -> DocumentVersion:
    """Make an earlier version the newest text; what stood there until now becomes a version too."""
    version = version_queries.get_version_for_team(person, version_id)
    dotank = version.dotank
    queries.require_working(dotank)
    rewritten = rooms.rewrite_document(dotank.room_id, bytes(version.state), person.pk)
    if rewritten.before.text.strip():
        keep(rewritten.before, dotank=dotank, person=person)
    return keep(rewritten.after, dotank=dotank, person=person, restored_from=version)
