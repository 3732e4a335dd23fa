"""Reads of how many stand behind a problem; fetches for one purpose."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Unknown, WrongState
from common.states import may_step
from ideas import queries
from ideas.backing.states import BackingState
from ideas.models import Backing, Problem, Support
from ideas.poster import is_poster
from ideas.states import WAITING, ProblemState
from people.models import Person
from people.queries import holding, with_organisation
from people.rules import is_coordinator, manages
from people.words import RoleKind

# While it is in one of these, somebody may be asked to decide.
ASKABLE = (*WAITING, ProblemState.TAKEN_UP)
IN_ORDER = ("day", "id")


@dataclass(frozen=True)
class Weight:
    """How many people in how many organisations stand behind a problem, and how many it takes."""

    problem: Problem
    people: int
    organisations: int
    backing: Backing | None

    @property
    def people_needed(self) -> int:
        return int(settings.BACKING_PEOPLE)

    @property
    def organisations_needed(self) -> int:
        return int(settings.BACKING_ORGANISATIONS)

    @property
    def is_enough(self) -> bool:
        return self.people >= self.people_needed and self.organisations >= self.organisations_needed


def weight_of(problem: Problem) -> Weight:
    """Who stands behind it today; the poster is not counted, for that would tell where they work."""
    support = Support.objects.filter(problem=problem)
    people, organisations = support.count(), support.values("organisation").distinct().count()
    return Weight(problem, people, organisations, _shown().filter(problem=problem).first())


def waiting_for_a_name(person: Person) -> QuerySet[Backing]:
    """Problems with enough behind them for which a coordinator has to name who decides, oldest first."""
    if not is_coordinator(person):
        raise Forbidden
    return to_name().order_by(*IN_ORDER)


def to_name() -> QuerySet[Backing]:
    """Those nobody is named for, or where whoever was did not answer in time."""
    return askable().filter(state__in=[BackingState.REACHED, BackingState.MISSED])


def waiting_for_answer_of(person: Person) -> QuerySet[Backing]:
    """What this person was named to answer."""
    return askable().filter(state__in=[BackingState.NAMED, BackingState.MISSED], manager_id=person.pk)


def askable() -> QuerySet[Backing]:
    """Those whose problem still asks for a decision."""
    return _shown().filter(problem__in=Problem.objects.posted(), problem__state__in=ASKABLE)


@dataclass(frozen=True)
class RuleOwner:
    """Whose rule it is that a problem names, with the managers who decide there."""

    name: str
    managers: QuerySet[Person]


def owner_of_rule(problem: Problem) -> RuleOwner | None:
    """Whom to think of first when naming who decides: the owner of the rule in the way, as the register has it."""
    named = problem.names_rule
    rule = named and (named.merged_into or named)
    if rule is None or not (rule.owner or rule.owner_name):
        return None
    managers = holding(RoleKind.MANAGER, rule.owner) if rule.owner else Person.objects.none()
    return RuleOwner(rule.owner.name if rule.owner else rule.owner_name, managers)


def get_for_naming(coordinator: Person, problem_id: UUID) -> Backing:
    """The question to a decision maker, locked with its problem for a coordinator."""
    queries.get_problem_for_coordinator(coordinator, problem_id)
    return _locked(problem_id)


def get_for_answer(manager: Person, problem_id: UUID) -> Backing:
    """The question to this decision maker, locked with its problem; never for whoever posted it."""
    problem = queries.get_problem(manager, problem_id)
    queries.lock_problem(problem_id)
    backing = _locked(problem_id)
    if backing.manager_id is None:
        raise WrongState(state=backing.state)
    if not is_asked(manager, backing):
        raise Forbidden
    if is_poster(manager, problem):
        # Only the poster ever reads this. To the others it looks as if the manager has not answered yet.
        raise Forbidden(
            _("You posted this problem, so somebody else must decide. Say to the coordinator that you cannot do it."),
            code="own_problem",
        )
    return backing


def is_asked(person: Person, backing: Backing) -> bool:
    """Whether this person was named to decide, and still does."""
    return backing.manager_id == person.pk and manages(person, backing.organisation_id)


def abilities(person: Person, weight: Weight) -> dict[str, bool]:
    """What this person may do about it now."""
    problem, backing = weight.problem, weight.backing
    if backing is None or problem.state not in ASKABLE:
        return {"name_decision_maker": False, "answer": False}
    return {
        "name_decision_maker": is_coordinator(person) and may_step(backing, "name"),
        "answer": may_step(backing, "answer") and is_asked(person, backing),
    }


def _locked(problem_id: UUID) -> Backing:
    rows = Backing.objects.select_for_update(of=("self",)).select_related(*queries.along("problem__"))
    backing = rows.filter(problem_id=problem_id).first()
    if backing is None:
        raise Unknown
    return backing


def _shown() -> QuerySet[Backing]:
    managers = Prefetch("manager", with_organisation(Person.objects.all()))
    return Backing.objects.select_related("organisation", *queries.along("problem__")).prefetch_related(managers)
