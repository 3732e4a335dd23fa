"""What is stored of who wrote what: the document's log, and its versions."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dotanks.live.models import RoomAuthor, RoomSnapshot, RoomUpdate
from dotanks.models import DocumentVersion, DoTank, VersionAuthor, VersionName
from people.models import Person
from people.privacy.registry import Fate, Table


def rooms_of(person: Person) -> "QuerySet[DoTank, UUID]":
    """The rooms in which somebody can have written: of the teams they sit in or stood beside."""
    mine = DoTank.objects.filter(Q(seats__person=person) | Q(beside__person=person))
    return mine.values_list("room_id", flat=True)


WRITTEN: Final = (
    Table(
        DocumentVersion,
        _("Versions you saved"),
        Fate.UNNAMED,
        mine=lambda person: DocumentVersion.objects.filter(saved_by=person).select_related("dotank__problem"),
        columns={
            _("Problem"): "dotank.problem.title",
            _("Version"): "number",
            _("What it says"): "text",
            _("Moment"): "created_at",
        },
    ),
    Table(
        VersionName,
        _("Names you gave to versions"),
        Fate.UNNAMED,
        mine=lambda person: VersionName.objects.filter(named_by=person).select_related("version__dotank__problem"),
        columns={
            _("Problem"): "version.dotank.problem.title",
            _("Version"): "version.number",
            _("Name"): "name",
            _("Moment"): "created_at",
        },
    ),
    Table(
        RoomUpdate,
        _("Days on which you typed in a room, as far back as its log goes"),
        Fate.UNNAMED,
        mine=lambda person: (
            RoomUpdate.objects.filter(room_id__in=rooms_of(person), authors__contains=[person.pk])
            .distinct("room_id", "at__date")
            .order_by("room_id", "at__date")
        ),
        columns={_("Room"): "room_id", _("Day"): "at"},
    ),
    Table(
        RoomAuthor,
        _("Rooms in which you typed longer ago"),
        Fate.UNNAMED,
        mine=lambda person: RoomAuthor.objects.filter(room_id__in=rooms_of(person), person_id=person.pk),
        columns={_("Room"): "room_id"},
    ),
    Table(
        VersionAuthor,
        _("Versions you wrote in"),
        Fate.UNNAMED,
        mine=lambda person: VersionAuthor.objects.filter(person=person).select_related("version__dotank__problem"),
        columns={
            _("Problem"): "version.dotank.problem.title",
            _("Version"): "version.number",
            _("Moment"): "version.created_at",
        },
    ),
    Table(
        RoomSnapshot,
        _("The shared document"),
        Fate.UNNAMED,
        because="The shared document does not keep who typed what.",
    ),
)
