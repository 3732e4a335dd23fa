"""May this person? What is missing?"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.refusals import Missing
from common.states import may_step
from ideas.models import Look, Problem
from ideas.poster import is_poster
from ideas.states import EDITABLE, HIDDEN, STILL_TO_READ, LookState
from people.models import Person
from people.queries import organisation_of
from people.rules import is_coordinator

# In the order of the form; a draft may leave them open. Who knows no rule and has tried nothing posts all the same.
NEEDED_TO_POST = {
    "title": _("Give it a short title."),
    "situation": _("Tell what happens."),
    "who_is_stopped": _("Say who cannot do what because of it."),
    "whom_it_hurts": _("Say whom it hurts."),
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
    coordinates = is_coordinator(person)
    return {
        "edit": mine and problem.state in EDITABLE,
        "attach": mine and problem.state in STILL_TO_READ,
        "post": mine and may_step(problem, "post"),
        "show_name": mine and not problem.by_name and problem.state not in HIDDEN,
        "ask_for_look": not problem.by_name and problem.state not in HIDDEN and coordinates,
        "look_for_peers": mine and problem.state not in HIDDEN,
        "withdraw": mine and may_step(problem, "withdraw"),
        "reopen": mine and may_step(problem, "reopen"),
        **{step: coordinates and may_step(problem, step) for step in ("ask_back", "decline", "merge", "unmerge")},
        "publish": coordinates and may_step(problem, "publish"),
        "assemble": coordinates and may_step(problem, "take_up"),
        "name_rule": coordinates and problem.state not in HIDDEN,
    }


def look_abilities(person: Person, look: Look) -> dict[str, bool]:
    """What this coordinator may do with a look that was asked for."""
    home = organisation_of(person)
    elsewhere = home is not None and home.pk != look.organisation_id and person.pk != look.asked_by_id
    agreed = look.state == LookState.AGREED and look.until is not None and look.until > timezone.now()
    return {
        "answer": elsewhere and may_step(look, "agree"),
        "look": agreed and person.pk in {look.asked_by_id, look.answered_by_id},
    }
