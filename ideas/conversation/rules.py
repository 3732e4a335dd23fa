"""May this person say something here?"""

from common.states import may_step
from ideas.conversation.queries import Standing, is_author
from ideas.conversation.states import CommentState
from ideas.models import Comment
from ideas.states import HIDDEN
from people.models import Person
from people.queries import organisation_of
from people.rules import is_coordinator

NOBODY = Person(name="")


def abilities(person: Person, standing: Standing) -> dict[str, bool]:
    """What this person may do about this problem now; it is the poster's own already."""
    open_to_talk = standing.problem.state not in HIDDEN
    employed = open_to_talk and organisation_of(person) is not None
    return {
        "support": employed and not standing.is_own,
        "follow": open_to_talk and not standing.is_own,
        "comment": employed,
        "report": open_to_talk,
    }


def may_read(person: Person, comment: Comment) -> bool:
    """Whether the words may be read: what is hidden is read by its author and by coordinators."""
    if comment.state == CommentState.HIDDEN:
        return is_coordinator(person) or is_author(person, comment)
    return comment.state == CommentState.SHOWN


def comment_abilities(person: Person, comment: Comment) -> dict[str, bool]:
    """What this person may do with this comment now."""
    mine, out = is_author(person, comment), comment.number is not None
    shown = comment.state == CommentState.SHOWN
    return {
        "answer": out and shown,
        "edit": mine and shown and not (out and comment.persona_id),
        "remove": mine and may_step(comment, "remove"),
        "report": out and shown and not mine,
        "hide": out and may_step(comment, "hide") and is_coordinator(person),
        "show_again": may_step(comment, "show_again") and is_coordinator(person),
    }
