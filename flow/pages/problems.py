"""Problems as anybody may read them: the list, and each with its trail."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from flow.trail import trail_of
from ideas.attachments.queries import attachments_of
from ideas.backing.queries import weight_of
from ideas.conversation import mentions
from ideas.conversation.queries import public_comments, supporting_organisations
from ideas.models import Comment, Problem
from ideas.principles import Principle
from ideas.queries import problems_for, with_poster
from ideas.states import MEMBERS_ONLY, ProblemState
from people.queries import name_in_decisions
from people.words import Topic

PAGE_SIZE = 20
COMMENTS_SHOWN = 50
SHOWN = 10
STATES = (ProblemState.PUBLISHED, ProblemState.TAKEN_UP, ProblemState.ANSWERED)
TELLING = ("who_is_stopped", "rule", "whom_it_hurts", "what_was_tried", "how_we_would_know")


@dataclass(frozen=True)
class Said:
    """A comment as anybody reads it: from a persona, or from a role and an organisation, and nobody by name."""

    who: str
    text: str
    language: str
    day: date
    is_answer: bool

    @classmethod
    def of(cls, comment: Comment) -> "Said":
        jobs = comment.person.employments_today if comment.person else []  # type: ignore[attr-defined]
        role = ", ".join(word for job in jobs[:1] for word in (job.job_title, job.organisation.name) if word)
        return cls(
            who=str(comment.persona) if comment.persona else role or _("A former colleague"),
            text=mentions.read(comment, for_members=False),
            language=comment.language,
            day=comment.day,
            is_answer=comment.answers_to_id is not None,
        )


def listed(request: HttpRequest) -> HttpResponse:
    """Problems, newest first, a page at a time."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows = problems_for(AnonymousUser(), state=state)  # type: ignore[arg-type]
    after = _place(request.GET.get("after", ""))
    if after:
        day, last = after
        rows = rows.filter(Q(day__lt=day) | Q(day=day, pk__lt=last))
    problems = list(rows[: PAGE_SIZE + 1])
    later = ""
    if len(problems) > PAGE_SIZE:
        problems = problems[:PAGE_SIZE]
        end = problems[-1]
        place = f"{end.day.isoformat()}~{end.pk}"
        later = "?" + urlencode({**({"state": state} if state else {}), "after": place})
    context = {
        "problems": problems,
        "state": state,
        "states": [(value, value.label) for value in STATES],
        "later": later,
        "beginning": not after,
    }
    return render(request, "problems/list.html", context)


def _place(asked: str) -> tuple[date, UUID] | None:
    """Where the next page begins; None for the first page and for an address that makes no sense."""
    when, _mark, last = asked.partition("~")
    try:
        return date.fromisoformat(when), UUID(last)
    except ValueError:
        return None


def problem(request: HttpRequest, problem_id: UUID) -> HttpResponse:
    """The situation in the poster's words, and what became of it; only the trail until a coordinator has read it."""
    try:
        row = with_poster(Problem.objects.posted()).get(pk=problem_id)
    except Problem.DoesNotExist as missing:
        raise Http404 from missing
    readable = row.state not in MEMBERS_ONLY or request.user.is_authenticated
    weight = weight_of(row) if readable else None
    decider = weight.backing.manager if weight and weight.backing else None
    context = {
        "problem": row,
        "readable": readable,
        "organisations": supporting_organisations(row) if readable else [],
        "attachments": attachments_of(request.user, row) if readable else [],  # type: ignore[arg-type]
        "comments": [Said.of(comment) for comment in public_comments(row, COMMENTS_SHOWN)] if readable else [],
        "trail": trail_of(row, request.user),  # type: ignore[arg-type]
        "topics": [Topic(topic).label for topic in row.topics],
        "principle": Principle(row.principle) if row.principle else None,
        "groups": [sent.group for sent in row.in_groups.select_related("group").order_by("created_at")[:SHOWN]],
        "weight": weight,
        "decider": (decider.name or name_in_decisions(decider)) if decider else "",
        "open": row.state != ProblemState.ANSWERED,
    }
    return render(request, "problems/problem.html", context)
