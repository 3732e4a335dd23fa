"""Pilots to choose from: by state, field, place, organisation and both scores; and counted by place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Func, Q, QuerySet

from experiments.models import Pilot
from experiments.queries import cards_for
from experiments.states import Level, PilotState
from people.models import Person

ENDED = (PilotState.STOPPED, PilotState.CLOSED)
# What is beyond is told as a number; the list itself has no end.
PLACES_AT_MOST = 200
COUNTRY, REGION = "dotank__organisation__country", "dotank__organisation__region"
OVER = Q(state__in=ENDED)


@dataclass(frozen=True)
class FieldCount:
    """How many pilots of one place are about one field."""

    topic: str
    running: int
    ended: int


@dataclass(frozen=True)
class Place:
    """A region where pilots run or have run, and what they are about."""

    country: str
    region: str
    running: int
    ended: int
    topics: list[FieldCount] = field(default_factory=list)


def pilots_found(
    person: Person,
    *,
    state: Sequence[str] = (),
    topic: str = "",
    country: str = "",
    region: str = "",
    organisation: UUID | None = None,
    performance: Sequence[str] = (),
    quality_of_work: Sequence[str] = (),
) -> QuerySet[Pilot]:
    """The pilots this person may see that fit every one of these, newest first."""
    fits = Q()
    if state:
        fits &= Q(state__in=state)
    if topic:
        fits &= Q(dotank__problem__topics__contains=[topic])
    if country:
        fits &= Q(dotank__organisation__country=country)
    if region:
        fits &= Q(dotank__organisation__region=region)
    if organisation:
        fits &= Q(dotank__organisation_id=organisation)
    if performance:
        fits &= Q(value__performance__in=_scores(performance))
    if quality_of_work:
        fits &= Q(value__quality_of_work__in=_scores(quality_of_work))
    return cards_for(person).filter(fits).order_by("-created_at", "-id")


def places_of(rows: QuerySet[Pilot]) -> tuple[list[Place], int]:
    """Where these pilots run and have run, by country and region, and how many places are left out.

    What is still being prepared has no place yet.
    """
    opened = rows.exclude(state=PilotState.PREPARING).select_related(None).order_by()
    topics = Func(F("dotank__problem__topics"), function="unnest", output_field=CharField())
    fields: dict[tuple[str, str], list[FieldCount]] = {}
    for country, region, topic, running, ended in _counted(opened.annotate(topic=topics), COUNTRY, REGION, "topic"):
        fields.setdefault((country, region), []).append(FieldCount(topic, running, ended))
    found = [
        Place(country, region, running, ended, fields.get((country, region), []))
        for country, region, running, ended in _counted(opened, COUNTRY, REGION)
    ]
    return found[:PLACES_AT_MOST], max(0, len(found) - PLACES_AT_MOST)


def _counted(rows: QuerySet[Pilot], *names: str) -> QuerySet[Any, Any]:
    """How many of these run and how many have ended, by the values of these names and in their order."""
    counted = rows.values(*names).annotate(running=Count("pk", filter=~OVER), ended=Count("pk", filter=OVER))
    ordered: QuerySet[Any, Any] = counted.order_by(*names).values_list(*names, "running", "ended")
    return ordered


def _scores(levels: Sequence[str]) -> list[int]:
    return [level.score for level in Level if level in levels]
