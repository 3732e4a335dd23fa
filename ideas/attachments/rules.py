"""May this person do something with an attachment?"""

from ideas.models import Attachment
from ideas.models.personas import moments_are_hidden
from ideas.poster import is_poster
from ideas.states import EDITABLE, STILL_TO_READ
from people.models import Person
from people.rules import is_coordinator


def abilities(person: Person, attachment: Attachment) -> dict[str, bool]:
    """What this person may do with this attachment now."""
    problem = attachment.problem
    mine = is_poster(person, problem)
    # Under a pseudonym, words that change before the eyes of others would tell when somebody was at work.
    unseen = problem.state in EDITABLE or problem.by_name or attachment.shown_from or not moments_are_hidden()
    return {
        "describe": mine and problem.state in STILL_TO_READ and bool(unseen),
        "remove": mine,
        # Their own they remove without a reason.
        "take_away": not mine and is_coordinator(person),
    }
