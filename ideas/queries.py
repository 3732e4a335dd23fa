"""Reads for one person; fetches for one purpose."""

from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from common.models import HistoryLine
from common.refusals import Forbidden, Unknown
from ideas.models import Look, Persona, Problem, ProblemInGroup
from ideas.poster import is_poster, personas_of, problems_posted_by
from ideas.states import HIDDEN, ProblemState
from people.models import Group, Person
from people.rules import is_coordinator

NEWEST_FIRST = ("-day", "-id")
LAST_USED_FIRST = ("-last", "-id")
ORDERS = {"newest": NEWEST_FIRST, "support": ("-support_place",)}


def problems_for(
    person: Person, *, mine: bool = False, state: str = "", language: str = "", order: str = "newest"
) -> QuerySet[Problem]:
    """Problems this person may read, newest first, or those first that most people say are theirs too."""
    rows = problems_posted_by(person) if mine else Problem.objects.visible_to(person)
    if state:
        rows = rows.filter(state=state)
    if language:
        rows = rows.filter(language=language)
    return with_poster(rows).order_by(*ORDERS[order])


def readable_by(person: Person) -> QuerySet[Problem]:
    """What this person may read: what is visible to all like them, and what they posted themselves."""
    return Problem.objects.visible_to(person) | problems_posted_by(person)


def along(path: str = "") -> list[str]:
    """What to select along with a problem that is reached by this path, so that it can be shown."""
    return [f"{path}{name}" for name in ("organisation", "persona", "posted_by", "names_rule", "backing")]


def with_poster(rows: QuerySet[Problem]) -> QuerySet[Problem]:
    """Problems with all that may be shown of where they come from."""
    return rows.select_related(*along())


def get_problem(person: Person, problem_id: UUID) -> Problem:
    """The problem, if this person may read it."""
    return _one(readable_by(person), problem_id)


def get_problem_for_trail(person: Person, problem_id: UUID) -> Problem:
    """The problem whose trail is asked: everybody may see how it goes, also while its words are not public yet."""
    return _one(readable_by(person) | Problem.objects.posted(), problem_id)


def get_problem_for_coordinator(person: Person, problem_id: UUID) -> Problem:
    """A posted problem, locked for a coordinator's decision."""
    _one(Problem.objects.visible_to(person), problem_id)
    if not is_coordinator(person):
        raise Forbidden
    return lock_problem(problem_id)


def _one(rows: QuerySet[Problem], problem_id: UUID) -> Problem:
    try:
        return with_poster(rows).get(pk=problem_id)
    except Problem.DoesNotExist as missing:
        raise Unknown from missing


def get_own_problem(person: Person, problem_id: UUID) -> Problem:
    """The poster's own problem, locked for a change."""
    get_problem(person, problem_id)
    problem = lock_problem(problem_id)
    if not is_poster(person, problem):
        raise Forbidden
    return problem


def personas_to_use_again(person: Person) -> QuerySet[Persona]:
    """My pseudonyms that others have read and that were never tied to my name, the last used first."""
    own = Persona.objects.filter(pk__in=personas_of(person))
    tied = Problem.objects.filter(by_name=True).exclude(state__in=HIDDEN)
    read = ~Q(problems__state__in=HIDDEN)
    used = own.exclude(problems__in=tied).annotate(
        posts=Count("problems", filter=read), last=Max("problems__day", filter=read)
    )
    return used.filter(posts__gt=0).order_by(*LAST_USED_FIRST)


def groups_of(person: Person, problem_id: UUID) -> QuerySet[ProblemInGroup]:
    """The groups that look at the problem, newest first."""
    rows = get_problem(person, problem_id).in_groups.select_related("group")
    return rows.order_by("-created_at", "-id")


def problems_in(group: Group, person: Person) -> QuerySet[Problem]:
    """What this person may read of the problems that a group was sent, newest first."""
    rows = Problem.objects.visible_to(person).filter(in_groups__group=group)
    return with_poster(rows).order_by(*NEWEST_FIRST)


def lock_problem(problem_id: UUID) -> Problem:
    """The problem, locked until the transaction ends."""
    return with_poster(Problem.objects.select_for_update(of=("self",))).get(pk=problem_id)


def may_see(person: Person, problem_id: str) -> bool:
    """Whether this person may watch the problem."""
    return readable_by(person).filter(pk=problem_id).exists()


def get_look(person: Person, look_id: UUID, *, lock: bool = False) -> Look:
    """A look behind a pseudonym, for coordinators only."""
    if not is_coordinator(person):
        raise Unknown
    rows = Look.objects.select_related(
        "asked_by", "organisation", "answered_by", "answered_organisation", *along("problem__")
    )
    try:
        return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=look_id)
    except Look.DoesNotExist as missing:
        raise Unknown from missing


def said_to_poster(person: Person, problem: Problem) -> str:
    """The question or the reason that came with a coordinator's last decision, for the poster to read."""
    step = {ProblemState.ASKED_BACK: "ask_back", ProblemState.DECLINED: "decline"}.get(ProblemState(problem.state))
    if step is None or not is_poster(person, problem):
        return ""
    line = HistoryLine.objects.filter(subject_id=problem.pk, step=step).order_by("-id").first()
    return line.note if line else ""


def merged_into(problem: Problem) -> Problem | None:
    """The problem that carries this one since they were merged."""
    if problem.state != ProblemState.MERGED:
        return None
    return Problem.objects.filter(merged_here__problem=problem, merged_here__undone=False).first()
