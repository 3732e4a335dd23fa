"""Reads for a coordinator who assembles for many problems at once."""

from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from common.refusals import Unknown
from dotanks.models import Batch, BatchProblem, Need, ProposedTeam
from dotanks.queries import require_coordinator
from ideas.models import Problem
from ideas.queries import NEWEST_FIRST, along, with_poster
from ideas.states import WAITING
from people.models import Person
from people.queries import with_organisation
from people.rules import is_coordinator


def problems_to_assemble(person: Person, *, stated: bool | None = None) -> QuerySet[Problem]:
    """Open problems that nobody works on, newest first, with the team last proposed; by whether a need is stated."""
    require_coordinator(person)
    rows = with_poster(Problem.objects.visible_to(person).filter(state__in=WAITING)).select_related("need")
    if stated is not None:
        rows = rows.filter(need__isnull=not stated)
    last = ProposedTeam.objects.filter(
        need=OuterRef("need"), need_version=OuterRef("need__version"), confirmed_at__isnull=True
    )
    return rows.annotate(last_team_id=Subquery(last.order_by("-created_at").values("pk")[:1])).order_by(*NEWEST_FIRST)


def needs_to_assemble(person: Person) -> QuerySet[Need]:
    """What every open problem with a stated need asks for."""
    open_problems = Problem.objects.visible_to(person).filter(state__in=WAITING)
    return Need.objects.filter(problem__in=open_problems)


def batches_for(person: Person) -> QuerySet[Batch]:
    """Every batch, newest first, for coordinators only: its teams name people who were never asked."""
    if not is_coordinator(person):
        raise Unknown
    got_one = Count("problems", filter=Q(problems__share__gt=0))
    people = with_organisation(Person.objects.all())
    return Batch.objects.annotate(teams=got_one).prefetch_related(Prefetch("coordinator", people))


def get_batch(person: Person, batch_id: UUID) -> Batch:
    """One batch, for coordinators only."""
    try:
        return batches_for(person).get(pk=batch_id)
    except Batch.DoesNotExist as missing:
        raise Unknown from missing


def get_batch_to_change(person: Person, batch_id: UUID) -> Batch:
    """One batch, locked, for any coordinator."""
    if not is_coordinator(person):
        raise Unknown
    try:
        return Batch.objects.select_for_update().get(pk=batch_id)
    except Batch.DoesNotExist as missing:
        raise Unknown from missing


def results_of(person: Person, batch_id: UUID) -> QuerySet[BatchProblem]:
    """The problems of a batch, those without a team and those furthest behind first."""
    rows = BatchProblem.objects.filter(batch=get_batch(person, batch_id))
    return rows.select_related("need", "proposed_team", *along("need__problem__"))


def may_see(person: Person, batch_id: str) -> bool:
    """Whether this person may watch the batch."""
    return is_coordinator(person) and Batch.objects.filter(pk=batch_id).exists()
