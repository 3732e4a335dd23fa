"""The coordinators' queue: what waits to be read, since when, and what to look at."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.models import HistoryLine
from common.refusals import Forbidden, Missing
from ideas.models import Problem
from ideas.queries import with_poster
from ideas.states import ProblemState
from people.models import Person
from people.rules import is_coordinator

# In days: problems keep only the day they were posted.
DUE_AFTER, OVERDUE_AFTER = timedelta(days=3), timedelta(days=7)
ASK_AGAIN_AFTER, CLOSE_AFTER = timedelta(days=14), timedelta(days=28)
OLDEST_FIRST = ("day", "id")
FEW_WORDS = 60

HINTS: dict[str, tuple[str, Promise]] = {
    "situation": ("short_situation", _("The situation is told in few words.")),
    "rule": ("short_rule", _("The rule is not named.")),
    "how_we_would_know": ("short_measure", _("It is hard to see when it would be solved.")),
}
SHORT = {"situation": FEW_WORDS, "rule": 12, "how_we_would_know": 12}


def queue_for(person: Person) -> QuerySet[Problem]:
    """What waits for a coordinator's decision, oldest first."""
    if not is_coordinator(person):
        raise Forbidden
    return with_poster(Problem.objects.posted()).filter(state=ProblemState.POSTED).order_by(*OLDEST_FIRST)


def due_on(problem: Problem) -> date:
    """The day by which a coordinator has decided."""
    return problem.day + DUE_AFTER


def hints(problem: Problem) -> list[Missing]:
    """What makes a problem hard to work on, as far as its length tells."""
    return [
        Missing(code=code, words=words, field=field)
        for field, (code, words) in HINTS.items()
        if len(getattr(problem, field).strip()) < SHORT[field]
    ]


def waiting_since(long: timedelta) -> QuerySet[Problem]:
    """Problems that nobody has decided on for so long."""
    return Problem.objects.posted().filter(state=ProblemState.POSTED, day__lte=timezone.localdate() - long)


def asked_long_ago(long: timedelta) -> list[Problem]:
    """Problems whose poster was asked so long ago and has not answered, locked."""
    asked_back = Problem.objects.select_for_update().filter(state=ProblemState.ASKED_BACK)
    waiting = {problem.pk: problem for problem in asked_back}
    asked = HistoryLine.objects.filter(subject_id__in=waiting, step="ask_back").order_by("id")
    latest = dict(asked.values_list("subject_id", "at"))
    return [waiting[pk] for pk, at in latest.items() if at <= timezone.now() - long]
