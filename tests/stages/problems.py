"""A problem at a stage: written down, posted, looked at, answered."""

from typing import Any

from ideas.actions import looks, triage
from ideas.actions import problems as ideas
from ideas.models import Attachment, Look, Problem
from tests import files
from tests.cast import Cast
from tests.factories import make_person
from tests.remembered import remembered

WORDS = {
    "title": "Three signatures for one bus ticket",
    "situation": "I need three signatures for a bus ticket.",
    "who_is_stopped": "Field workers",
    "rule": "Travel rules, article 12",
    "whom_it_hurts": "Residents",
    "what_was_tried": "Asking",
    "how_we_would_know": "Visits on the same day",
    "language": "en",
    "topics": ["internal-rules"],
}
SAYS_THE_SAME = "Two signatures for a train ticket"


def draft(cast: Cast, **words: Any) -> Problem:
    return ideas.draft_problem(**{"poster": cast.poster, **WORDS, **words})


@remembered
def posted(cast: Cast, **words: Any) -> Problem:
    return ideas.post_problem(poster=words.get("poster", cast.poster), problem_id=draft(cast, **words).pk)


@remembered
def published_problem(cast: Cast, **words: Any) -> Problem:
    return ideas.publish_problem(coordinator=cast.coordinator, problem_id=posted(cast, **words).pk)


def photo(cast: Cast) -> Attachment:
    """A photo with a problem that members read."""
    return files.attach(cast.poster, posted(cast))


def other(cast: Cast) -> Problem:
    """Somebody else's problem that says the same, open for everybody."""
    return published_problem(cast, poster=cast.colleague, title=SAYS_THE_SAME)


@remembered
def asked_back(cast: Cast) -> Problem:
    return triage.ask_back(coordinator=cast.coordinator, problem_id=posted(cast).pk, question="Which form?")


@remembered
def declined_problem(cast: Cast) -> Problem:
    problem = posted(cast)
    return triage.decline_problem(coordinator=cast.coordinator, problem_id=problem.pk, reason="A matter for the court")


@remembered
def merged(cast: Cast) -> Problem:
    return triage.merge_problem(coordinator=cast.coordinator, problem_id=posted(cast).pk, into=other(cast).pk)


@remembered
def closed(cast: Cast) -> Problem:
    return triage.close_unanswered(problem_id=asked_back(cast).pk)


def look(cast: Cast) -> Look:
    """Asked for by a coordinator who works where the member works."""
    where = cast.member.employments.get().organisation
    other = make_person(f"Sven Second {Look.objects.count()}", where, roles=["coordinator"])
    return looks.ask_for_look(coordinator=other, problem_id=posted(cast).pk, reason="A threat")


@remembered
def agreed_look(cast: Cast) -> Look:
    return looks.agree_to_look(coordinator=cast.coordinator, look_id=look(cast).pk)
