"""Whose offer, place or load changed: read by whoever holds members in memory."""

from datetime import timedelta
from typing import ClassVar

import pgtrigger
from django.db import models

from common.models import rounded


class MemberChange(models.Model):
    """In this transaction something changed that a team is put together by; without a member, for everybody.

    Written by the database itself, so that no action can forget it. Lines are added, and go after two days.
    """

    holds_personal_data: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    # No relation: who is removed has changed too.
    member_id = models.UUIDField(null=True)
    transaction = models.BigIntegerField()
    day = models.DateTimeField(db_default=rounded("day"))

    class Meta:
        indexes = [models.Index(fields=["transaction"], name="member_changes_since")]


KEPT = timedelta(days=2)
ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def tells_of_members(members: str, *, of: pgtrigger.core.Operation = ANY_CHANGE) -> pgtrigger.Trigger:
    """A trigger for a table that says something about members: `members` selects whose line changed."""
    lines = f"SELECT id, pg_current_xact_id()::text::bigint FROM ({members}) changed (id)"  # noqa: S608 - ours
    return pgtrigger.Trigger(
        name="tells_of_members",
        when=pgtrigger.After,
        operation=of,
        func=f"INSERT INTO people_memberchange (member_id, transaction) {lines}; RETURN NULL;",
    )


# The one whose row this is.
ITS_PERSON = "SELECT COALESCE(NEW.person_id, OLD.person_id)"
EVERYBODY = "SELECT NULL::uuid"
