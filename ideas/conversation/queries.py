"""Reads of what is said about a problem; fetches for one purpose."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from common.refusals import Forbidden, Unknown
from ideas.conversation.states import CommentState, HowOften, ReportState
from ideas.models import Comment, Follow, Mention, Problem, Report, Support
from ideas.poster import is_poster, personas_of
from ideas.queries import get_problem, lock_problem
from ideas.states import HIDDEN
from people.models import Employment, Organisation, Person
from people.queries import with_organisation
from people.rules import current, is_coordinator

# So many have to say so before their organisation is named without their names.
ENOUGH_TO_NAME_THEM = 3
NAMED_AT_MOST = 20
ANSWERS_AT_FIRST = 3
NEWEST_FIRST, IN_ORDER = ("-number",), ("number",)
REPORTS_IN_ORDER = ("-day", "-id")


@dataclass(frozen=True)
class Standing:
    """What a problem is to those who did not post it, and to the person who asks."""

    problem: Problem
    mine: Support | None
    follows: bool
    is_own: bool
    comments: int
    latest: int


def get_problem_to_talk_of(person: Person, problem_id: UUID) -> Problem:
    """A posted problem this person may read, locked: what is said about it comes one after the other."""
    get_problem(person, problem_id)
    problem = lock_problem(problem_id)
    if problem.state in HIDDEN:
        raise Unknown
    return problem


def standing_of(person: Person, problem: Problem) -> Standing:
    """How many talk about it, and what this person said themselves."""
    found = (
        Comment.objects.out()
        .filter(problem=problem)
        .aggregate(shown=Count("pk", filter=Q(state=CommentState.SHOWN)), latest=Max("number"))
    )
    return Standing(
        problem=problem,
        mine=Support.objects.filter(problem=problem, person_id=person.pk).first(),
        follows=Follow.objects.filter(problem=problem, person_id=person.pk).exists(),
        is_own=is_poster(person, problem),
        comments=found["shown"],
        latest=found["latest"] or 0,
    )


def supporting_organisations(problem: Problem) -> list[Organisation]:
    """Those named by somebody who shows themselves, or shared by enough to hide among."""
    said = (
        Support.objects.filter(problem=problem)
        .values("organisation")
        .annotate(number=Count("pk"), named=BoolOr("by_name"))
    )
    shown = said.filter(Q(named=True) | Q(number__gte=ENOUGH_TO_NAME_THEM)).order_by().values("organisation")
    return list(Organisation.objects.filter(pk__in=shown).order_by("name", "pk")[:NAMED_AT_MOST])


def named_supporters(problem: Problem) -> list[Person]:
    """Those who chose to be seen."""
    found = Person.objects.filter(support__problem=problem, support__by_name=True, is_active=True)
    return list(with_organisation(found).order_by("name", "pk")[:NAMED_AT_MOST])


def how_often(problem: Problem) -> list[tuple[HowOften, int]]:
    """How many say that it happens so often; only what somebody said."""
    said = Support.objects.filter(problem=problem).exclude(how_often="").values_list("how_often")
    found = dict(said.annotate(Count("pk")).order_by())
    return [(choice, found[choice.value]) for choice in HowOften if choice.value in found]


def threads(problem: Problem) -> QuerySet[Comment]:
    """The comments that answer nobody, newest first, each with its first answers."""
    answers = _shown(Comment.objects.filter(problem=problem)).order_by("number")
    return (
        _shown(Comment.objects.filter(problem=problem, answers_to__isnull=True))
        .annotate(answer_count=Count("answers", filter=Q(answers__number__isnull=False) & ~_gone("answers__")))
        .prefetch_related(Prefetch("answers", answers[:ANSWERS_AT_FIRST], to_attr="first_answers"))
        .order_by(*NEWEST_FIRST)
    )


def answers_to(person: Person, comment_id: UUID) -> QuerySet[Comment]:
    """All answers to one comment, oldest first."""
    comment = get_comment(person, comment_id)
    return _shown(Comment.objects.filter(answers_to=comment)).order_by(*IN_ORDER)


def waiting_comments(person: Person, problem: Problem) -> list[Comment]:
    """What I wrote here under my pseudonym and nobody else sees yet."""
    mine = Comment.objects.waiting().filter(problem=problem, persona__in=personas_of(person))
    return list(with_authors(mine).order_by("shown_from"))


def public_comments(problem: Problem, most: int) -> list[Comment]:
    """The newest comments that anybody may read, in the order in which they were written."""
    said = Comment.objects.out().filter(problem=problem, state=CommentState.SHOWN)
    return list(with_authors(said).order_by("-number")[:most])[::-1]


def get_comment(person: Person, comment_id: UUID) -> Comment:
    """A comment that others read by now, or one's own."""
    comment = with_authors(Comment.objects.filter(pk=comment_id)).first()
    if comment is None:
        raise Unknown
    get_problem(person, comment.problem_id)
    if comment.number is None and not is_author(person, comment):
        raise Unknown
    return comment


def get_own_comment(person: Person, comment_id: UUID) -> Comment:
    """The author's own comment, locked for a change."""
    if not is_author(person, get_comment(person, comment_id)):
        raise Forbidden
    return lock_comment(comment_id)


def get_comment_for_coordinator(person: Person, comment_id: UUID) -> Comment:
    """A comment, locked for a coordinator's decision."""
    get_comment(person, comment_id)
    if not is_coordinator(person):
        raise Forbidden
    return lock_comment(comment_id)


def lock_comment(comment_id: UUID) -> Comment:
    """The comment, locked until the transaction ends."""
    return with_authors(Comment.objects.select_for_update(of=("self",))).get(pk=comment_id)


def is_author(person: Person, comment: Comment) -> bool:
    """Whether this person wrote it, by name or behind a persona; only ever called for the person who asks."""
    if comment.persona_id is not None:
        return comment.persona_id in personas_of(person)
    return person.is_authenticated and comment.person_id == person.pk


def reports_for(person: Person, *, state: str = ReportState.OPEN) -> QuerySet[Report]:
    """What coordinators are asked to look at."""
    if not is_coordinator(person):
        raise Forbidden
    comment = with_authors(Comment.objects.all())
    found = Report.objects.filter(state=state).select_related("problem").prefetch_related(Prefetch("comment", comment))
    return found.order_by(*REPORTS_IN_ORDER)


def lock_report(person: Person, report_id: UUID) -> Report:
    """A report, locked for a coordinator's answer."""
    if not is_coordinator(person):
        raise Forbidden
    try:
        return Report.objects.select_for_update(of=("self",)).select_related("problem", "comment").get(pk=report_id)
    except Report.DoesNotExist as missing:
        raise Unknown from missing


def with_authors(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Comments with all that may be shown of who wrote them and who is named in them."""
    jobs = Employment.objects.filter(current()).select_related("organisation")
    return comments.select_related("person", "persona", "problem__persona", "problem__posted_by").prefetch_related(
        Prefetch("person__employments", jobs, to_attr="employments_today"),
        Prefetch("mentions", Mention.objects.select_related("person")),
    )


def _gone(path: str = "") -> Q:
    return Q(**{f"{path}state": CommentState.REMOVED})


def _shown(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Without what its author removed, unless somebody answered it."""
    answered = Exists(Comment.objects.out().filter(answers_to=OuterRef("pk")).exclude(_gone()))
    return with_authors(comments).filter(~_gone() | answered, number__isnull=False)
