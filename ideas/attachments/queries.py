"""Attachments for one person: whoever reads the problem sees them, and no one else."""

from uuid import UUID

from django.db.models import QuerySet

from common.refusals import Forbidden, Unknown
from ideas.models import Attachment, Problem
from ideas.poster import is_poster
from ideas.queries import lock_problem, readable_by
from people.models import Person
from people.rules import is_coordinator


def attachments_of(person: Person, problem: Problem) -> QuerySet[Attachment]:
    """The attachments of a problem that this person reads, in the order in which they were added."""
    rows = problem.attachments.order_by("number")
    return rows if is_poster(person, problem) else rows.shown_to(person)


def get_attachment(person: Person, attachment_id: UUID) -> Attachment:
    """The attachment, if this person may see it."""
    attachment = Attachment.objects.filter(pk=attachment_id, problem__in=readable_by(person)).first()
    if attachment is None or not attachments_of(person, attachment.problem).filter(pk=attachment_id).exists():
        raise Unknown
    return attachment


def get_own_attachment(person: Person, attachment_id: UUID) -> Attachment:
    """The poster's own attachment, with its problem locked for a change."""
    attachment = get_attachment(person, attachment_id)
    if not is_poster(person, attachment.problem):
        raise Forbidden
    return _locked(attachment)


def get_attachment_for_coordinator(person: Person, attachment_id: UUID) -> Attachment:
    """An attachment that others may see, with its problem locked for a coordinator's decision."""
    attachment = get_attachment(person, attachment_id)
    if not is_coordinator(person):
        raise Forbidden
    return _locked(attachment)


def _locked(attachment: Attachment) -> Attachment:
    problem = lock_problem(attachment.problem_id)
    try:
        return problem.attachments.get(pk=attachment.pk)
    except Attachment.DoesNotExist as quicker:  # another window was
        raise Unknown from quicker


def is_used(digest: str) -> bool:
    """Whether any attachment is this file."""
    return Attachment.objects.filter(digest=digest).exists()
