"""What a demo team agrees on, whom its work affects, and who helps it for a while."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from dotanks.actions import affected, beside, charter
from dotanks.charter.draft import drafted
from dotanks.models import DoTank
from people.models import Person

if TYPE_CHECKING:
    from flow.demo.walking import Day, Told


def agree(dotank: DoTank, coordinator: Person, names: Iterable[str], cast: Mapping[str, Person]) -> None:
    """The coordinator takes the charter that was drafted; those of these people who are in accept it."""
    charter.write_charter(person=coordinator, dotank_id=dotank.pk, read_version=0, **asdict(drafted(dotank)))
    members = {seat.person_id for seat in dotank.seats.all()}
    for person in (cast[name] for name in names):
        if person.pk in members:
            charter.accept_charter(person=person, dotank_id=dotank.pk, read_version=1)


def gather_around(
    dotank: DoTank, coordinator: Person, team: "Told", cast: Mapping[str, Person], day: "Day"
) -> Iterator[datetime]:
    """The groups that the work affects, and somebody beside the team."""
    if groups := team.get("affected"):
        yield day.ago(team["started"])
        named = [{"name": name, "voice": cast[voice].pk if voice else None} for name, voice in groups]
        affected.map_affected(person=coordinator, dotank_id=dotank.pk, read_version=0, groups=named)
    if helper := team.get("beside"):
        yield day.ago(helper["day"])
        told = {name: helper[name] for name in ("kind", "why", "skill", "weeks")}
        asked = beside.ask_beside(person=coordinator, dotank_id=dotank.pk, email=cast[helper["who"]].email, **told)
        yield day.ago(helper["day"])
        beside.accept_beside(person=cast[helper["who"]], beside_id=asked.pk)
