"""Every state of a problem, and every step tried from it."""

from typing import Any

from ideas.actions import looks, triage
from ideas.actions import problems as ideas
from ideas.models import Look, Problem
from ideas.states import LookState, ProblemState
from tests import stages
from tests.cast import Cast
from tests.flow.every_step.trying import Make, Try, act, by


def withdrawn_problem(cast: Cast) -> Problem:
    return ideas.withdraw_problem(poster=cast.poster, problem_id=stages.posted(cast).pk)


def refused_look(cast: Cast) -> Look:
    return looks.refuse_look(coordinator=cast.coordinator, look_id=stages.look(cast).pk, reason="No need")


def beside_another(make: Make) -> Make:
    """The same, where there is already a problem that says the same."""

    def make_both(cast: Cast) -> Any:
        stages.other(cast)
        return make(cast)

    return make_both


def says_the_same() -> Problem:
    return Problem.objects.filter(title=stages.SAYS_THE_SAME)[0]


STATES: dict[type[Any], dict[str, Make]] = {
    Problem: {
        ProblemState.DRAFT: stages.draft,
        ProblemState.POSTED: stages.posted,
        ProblemState.PUBLISHED: stages.published_problem,
        ProblemState.TAKEN_UP: lambda cast: stages.forming(cast).problem,
        ProblemState.ANSWERED: lambda cast: stages.published(cast).dotank.problem,
        ProblemState.WITHDRAWN: withdrawn_problem,
        ProblemState.ASKED_BACK: stages.asked_back,
        ProblemState.DECLINED: stages.declined_problem,
        ProblemState.MERGED: stages.merged,
        ProblemState.CLOSED: stages.closed,
    },
    Look: {LookState.ASKED: stages.look, LookState.AGREED: stages.agreed_look, LookState.REFUSED: refused_look},
}

STATES[Problem] = {state: beside_another(make) for state, make in STATES[Problem].items()}

TRIES: dict[type[Any], dict[str, Try]] = {
    Problem: {
        "post": by("poster", "problems/{id}/post/"),
        "publish": by("coordinator", "problems/{id}/publish/"),
        "ask_back": by("coordinator", "problems/{id}/ask-back/", {"question": "Which form?"}),
        "decline": by("coordinator", "problems/{id}/decline/", {"reason": "A matter for the court"}),
        "merge": act(
            lambda cast, problem: triage.merge_problem(
                coordinator=cast.coordinator, problem_id=problem.pk, into=says_the_same().pk
            )
        ),
        "unmerge": act(lambda cast, problem: triage.undo_merge(coordinator=cast.coordinator, problem_id=problem.pk)),
        "close": act(lambda _, problem: triage.close_unanswered(problem_id=problem.pk)),
        "reopen": by("poster", "problems/{id}/reopen/"),
        "withdraw": by("poster", "problems/{id}/withdraw/"),
        "take_up": act(lambda cast, problem: ideas.take_up(coordinator=cast.coordinator, problem_id=problem.pk)),
        "release": act(
            lambda cast, problem: ideas.release(coordinator=cast.coordinator, problem_id=problem.pk, reason="No team")
        ),
        "answer": act(lambda cast, problem: ideas.answer(by=cast.member, problem_id=problem.pk)),
    },
    Look: {
        "agree": by("coordinator", "looks/{id}/agree/"),
        "refuse": by("coordinator", "looks/{id}/refuse/", {"reason": "No need"}),
    },
}
