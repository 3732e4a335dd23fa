"""Looking behind a pseudonym: two coordinators, a reason, and the poster is told."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Clash, Forbidden, WrongState
from common.states import note_step, take_step
from ideas import queries
from ideas.models import Look
from ideas.poster import person_looked_at, tell_poster
from ideas.states import LookState
from people.models import Organisation, Person
from people.notices import promise_notices
from people.queries import holding, organisation_of
from people.words import RoleKind

# So long the two may read what they agreed to read.
OPEN_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Behind:
    """Who is behind the pseudonym, as far as needed to reach them; nobody once they were forgotten."""

    person: Person | None
    organisation: Organisation | None


@transaction.atomic
def ask_for_look(*, coordinator: Person, problem_id: UUID, reason: str) -> Look:
    """Ask another coordinator to agree that the two of you learn who posted."""
    problem = queries.get_problem_for_coordinator(coordinator, problem_id)
    home = organisation_of(coordinator)
    if home is None:
        raise Forbidden(_("Only somebody who works for an organisation of the network can ask for this."))
    if problem.by_name:
        raise WrongState(_("This problem is posted by name: there is nothing to look behind."), state=problem.state)
    try:
        with transaction.atomic():
            look = Look.objects.create(problem=problem, reason=reason, asked_by=coordinator, organisation=home)
    except IntegrityError as twin:
        raise Clash(_("A look behind this pseudonym is already being asked for.")) from twin
    note_step(look, "ask", by=coordinator, note=reason, to_state=LookState.ASKED)
    promise_notices(
        key=f"look_asked:{look.pk}",
        kind="look_asked",
        to=holding(RoleKind.COORDINATOR).exclude(pk=coordinator.pk),
        link=f"/app/looks/{look.pk}",
        needs_you=True,
        problem=problem.title,
    )
    return look


@transaction.atomic
def agree_to_look(*, coordinator: Person, look_id: UUID) -> Look:
    """Agree as a coordinator of another organisation; the poster is told at once, with the reason."""
    look, home = _to_answer(coordinator, look_id)
    look.answered_by, look.answered_organisation = coordinator, home
    look.until = timezone.now() + OPEN_FOR
    look.save(update_fields=["answered_by", "answered_organisation", "until"])
    take_step(look, "agree", by=coordinator)
    tell_poster(look.problem, key=f"look_agreed:{look.pk}", kind="poster_look_agreed", reason=look.reason)
    return look


@transaction.atomic
def refuse_look(*, coordinator: Person, look_id: UUID, reason: str) -> Look:
    """Say no; who posted stays unknown."""
    look, home = _to_answer(coordinator, look_id)
    look.answered_by, look.answered_organisation = coordinator, home
    look.save(update_fields=["answered_by", "answered_organisation"])
    take_step(look, "refuse", by=coordinator, note=reason)
    return look


@transaction.atomic
def look(*, coordinator: Person, look_id: UUID) -> Behind:
    """Learn who posted, as one of the two who agreed on it; every look is a line of history."""
    agreed = queries.get_look(coordinator, look_id)
    if coordinator.pk not in {agreed.asked_by_id, agreed.answered_by_id}:
        raise Forbidden
    if agreed.state != LookState.AGREED or agreed.until is None or agreed.until <= timezone.now():
        raise WrongState(_("This look is not open: ask for a new one."), state=agreed.state)
    note_step(agreed, "look", by=coordinator)
    person = person_looked_at(agreed.problem)
    return Behind(person, organisation_of(person) if person else None)


def _to_answer(coordinator: Person, look_id: UUID) -> tuple[Look, Organisation]:
    asked = queries.get_look(coordinator, look_id, lock=True)
    home = organisation_of(coordinator)
    if asked.state != LookState.ASKED:
        raise WrongState(_("This was already answered."), state=asked.state)
    if home is None or asked.asked_by_id == coordinator.pk or asked.organisation_id == home.pk:
        raise Forbidden(_("A coordinator of another organisation must answer this."))
    return asked, home
