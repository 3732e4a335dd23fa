"""Reads of a document's numbered versions, for its team."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Unknown
from dotanks import queries, rules
from dotanks.live import rooms
from dotanks.models import DocumentVersion, Proposal, VersionAuthor, VersionName
from dotanks.room.exporting.queries import File, in_form
from dotanks.room.history.differences import LineChange, differences, folded
from people.models import Person
from people.queries import with_organisation


def versions_of(person: Person, dotank_id: UUID) -> QuerySet[DocumentVersion]:
    """The numbered versions of the team's document, newest first; for the team."""
    dotank = queries.get_dotank_to_read_work(person, dotank_id)
    rows = _told(DocumentVersion.objects.filter(dotank=dotank).defer("html", "text", "state"))
    return rows.order_by("-created_at", "-id")


def get_version(person: Person, version_id: UUID) -> DocumentVersion:
    """One version, for the team; the version of a submitted proposal also for those who may read that."""
    try:
        version = _told(DocumentVersion.objects.defer("state").select_related("dotank__problem")).get(pk=version_id)
    except DocumentVersion.DoesNotExist as missing:
        raise Unknown from missing
    proposal = Proposal.objects.select_related("dotank").filter(dotank=version.dotank, version=version).first()
    if rules.has_seat(person, version.dotank) or (proposal and rules.may_read_proposal(person, proposal)):
        return version
    raise Unknown


def version_as(person: Person, version_id: UUID, ending: str) -> File:
    """One version in this form, for whoever reads it."""
    version = get_version(person, version_id)
    return in_form(ending, version.html, version.dotank.room_id, version.number)


def get_version_for_team(person: Person, version_id: UUID) -> DocumentVersion:
    """One version for a change by a member of its team, its Do Tank locked."""
    get_version(person, version_id)
    version = DocumentVersion.objects.select_related("dotank").get(pk=version_id)
    if not rules.has_seat(person, version.dotank):
        raise Forbidden
    version.dotank = queries.lock_dotank(version.dotank_id)
    return version


@dataclass(frozen=True)
class Differences:
    """What changed from one version to another, or to the document as it is now."""

    before: int
    after: int | None
    lines: list[LineChange]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return all(line.change in {"same", "folded"} for line in self.lines)


def differences_of(
    person: Person, dotank_id: UUID, *, before: int, after: int | None, whole: bool = False
) -> Differences:
    """What changed between two versions, or since one; long unchanged stretches are folded unless all is wanted."""
    dotank = queries.get_dotank_to_read_work(person, dotank_id)
    html = dict(
        dotank.versions.filter(number__in=[number for number in (before, after) if number]).values_list(
            "number", "html"
        )
    )
    for name, number in (("before", before), ("after", after)):
        if number is not None and number not in html:
            raise Invalid({name: [_("There is no version with this number.")]})
    new = html[after] if after is not None else rooms.read_document(dotank.room_id).html
    lines = differences(html[before], new)
    return Differences(before, after, lines if whole else folded(lines))


def _told(rows: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
    """With what is told of each: who saved it, who wrote, what it is called, and what it was restored from."""
    wrote = VersionAuthor.objects.select_related("person").order_by("person__name", "person_id")
    named = VersionName.objects.order_by("-created_at", "-id").select_related("named_by")
    return rows.select_related("restored_from").prefetch_related(
        Prefetch("saved_by", with_organisation(Person.objects.all())),
        Prefetch("names", named),
        Prefetch("authors", wrote),
    )
