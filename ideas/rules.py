"""May this person? What is missing?"""

from django.utils.translation import gettext_lazy as _

from common.refusals import Missing
from common.states import may_step
from ideas.models import Problem
from ideas.poster import is_poster
from ideas.states import ProblemState
from people.models import Person
from people.rules import is_coordinator

# In the order of the form; a draft may leave them open.
NEEDED_TO_POST = {
    "title": _("Give it a short title."),
    "situation": _("Tell what happens."),
    "who_is_stopped": _("Say who cannot do what because of it."),
    "rule": _("Name the rule, routine or habit, or write that you do not know it."),
    "whom_it_hurts": _("Say whom it hurts."),
    "what_was_tried": _("Say what was tried, or that nothing was."),
    "how_we_would_know": _("Say how we would know that it is solved."),
}


def missing_before_post(problem: Problem) -> list[Missing]:
    """What the poster still has to write; an empty list means ready."""
    return [
        Missing(code=f"no_{field}", words=words, field=field)
        for field, words in NEEDED_TO_POST.items()
        if not getattr(problem, field).strip()
    ]


def abilities(person: Person, problem: Problem) -> dict[str, bool]:
    """What this person may do with this problem now."""
    mine = is_poster(person, problem)
    return {
        "edit": mine and problem.state == ProblemState.DRAFT,
        "post": mine and may_step(problem, "post"),
        "withdraw": mine and may_step(problem, "withdraw"),
        "publish": may_step(problem, "publish") and is_coordinator(person),
        "assemble": may_step(problem, "take_up") and is_coordinator(person),
    }
