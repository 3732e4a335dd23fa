"""Named versions of a team's document in the archive of its room."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from dotanks import broadcasts, queries, rules
from dotanks.live import rooms
from dotanks.models import DocumentVersion, DoTank, VersionName
from dotanks.room.archive import limits
from dotanks.room.archive.document import readable, require_harmless
from dotanks.room.archive.opening import Opened
from dotanks.room.archive.packing import Packing
from dotanks.room.archive.parts import Arrival

FILE: Final = "versions/versions.json"
LONGEST: Final = 80


def write(packing: Packing) -> None:
    """The versions that somebody called something, for who reads versions: as Yjs keeps them, and to read."""
    dotank = DoTank.objects.filter(room_id=packing.room_id).first()
    if dotank is None or not rules.has_seat(packing.person, dotank):
        return
    named = VersionName.objects.filter(version=OuterRef("pk")).order_by("-created_at", "-id")
    rows = DocumentVersion.objects.filter(dotank=dotank).annotate(called=Subquery(named.values("name")[:1]))
    found = list(rows.filter(called__isnull=False).select_related("saved_by").order_by("-number"))
    versions = found[: limits.MOST_VERSIONS]
    packing.add_json(
        FILE,
        {
            "versions": [
                {
                    "number": version.number,
                    "name": version.called,
                    "saved_by": version.saved_by.shown_name,
                    "saved_at": version.created_at,
                    "sha256": version.sha256,
                }
                for version in reversed(versions)
            ]
        },
    )
    for version in versions:
        packing.add(f"versions/{version.number}.yjs", bytes(version.state))
        for name, content in readable(f"versions/{version.number}", version.html, packing).items():
            packing.add(name, content)


@dataclass(frozen=True)
class OneVersion:
    """A version of the archive, tasted."""

    name: str
    state: bytes


@dataclass(frozen=True)
class Versions:
    """All versions of an archive."""

    versions: list[OneVersion]

    @property
    def counts(self) -> Mapping[str, int]:
        return {"versions": len(self.versions)}

    def put(self, arrival: Arrival) -> None:
        """Keep each under the next number, saved by who brings it in; who stands beside the team keeps none."""
        found = DoTank.objects.filter(room_id=arrival.room_id).first()
        if not self.versions or found is None or not rules.has_seat(arrival.person, found):
            return
        dotank = queries.lock_dotank(found.pk)
        latest = dotank.versions.order_by("-number").first()
        for number, one in enumerate(self.versions, latest.number + 1 if latest else 1):
            document = rooms.written_anew(arrival.room_id, one.state, arrival.change)
            version = DocumentVersion.objects.create(
                dotank=dotank,
                number=number,
                html=document.html,
                text=document.text,
                state=document.state,
                sha256=document.sha256,
                saved_by=arrival.person,
                # Nobody wrote anything here between the version before and this one.
                up_to_seq=latest.up_to_seq if latest else 0,
            )
            VersionName.objects.create(version=version, name=_from_an_archive(one.name), named_by=arrival.person)
        broadcasts.dotank_changed(dotank)


def read(archive: Opened, room_id: UUID) -> Versions:
    """Every version, tasted like the document."""
    if not archive.has(FILE):
        return Versions([])
    told = archive.data(FILE).many("versions", limits.MOST_VERSIONS)
    versions = [
        OneVersion(one.words("name", LONGEST, least=1), archive.content(f"versions/{number}.yjs"))
        for one in told
        for number in [one.number("number", 1, 1_000_000)]
    ]
    require_harmless(room_id, [one.state for one in versions])
    return Versions(versions)


def _from_an_archive(name: str) -> str:
    words = _("%(name)s (from an archive)")
    more = words % {"name": ""}
    return name if name.endswith(more) else words % {"name": name[: LONGEST - len(more)]}
