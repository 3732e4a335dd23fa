"""Answers given from a letter, without signing in."""

from django.db import transaction

from common.refusals import Forbidden
from dotanks.actions import asking
from dotanks.inviting.links import invitation_behind
from people.models import Person
from people.notices import promise_notices


@transaction.atomic
def accept_by_link(*, token: str, reader: Person | None) -> None:
    """Take the seat from the letter.

    A poster cannot, but whoever else reads their mail must not learn why: the page thanks like any other, and the
    poster is told apart.
    """
    invitation = invitation_behind(token, reader)
    person = invitation.person
    try:
        asking.accept(person=person, invitation_id=invitation.pk)
    except Forbidden:
        if reader is not None:
            raise
        promise_notices(
            key=f"own problem:{invitation.pk}",
            kind="own_problem_accepted",
            to=[person],
            link=f"/app/invitations/{invitation.pk}",
            needs_you=True,
            problem=invitation.dotank.problem.title,
        )


@transaction.atomic
def decline_by_link(*, token: str, reader: Person | None, reason: str = "") -> None:
    """Say no from the letter."""
    invitation = invitation_behind(token, reader)
    asking.decline(person=invitation.person, invitation_id=invitation.pk, reason=reason)
