"""The oracle: what the rows say, without asking any rule of the product. And how a walk moves its clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from experiments.models import Exemption, Pilot
from people.models import Delegation
from tests.gate import despite_the_lock


@dataclass(frozen=True)
class Facts:
    """What the rows say of a pilot at this moment."""

    running: bool
    signed_off: bool
    exempted: bool
    end_ahead: bool

    @property
    def held(self) -> bool:
        return self.signed_off and self.exempted and self.end_ahead

    @property
    def in_force(self) -> bool:
        return self.running and self.held


PILOT = """
SELECT
  coalesce((SELECT h.to_state = 'running' FROM common_historyline h WHERE h.subject_id = p.id
            AND h.subject_kind = 'pilot' AND h.to_state <> '' ORDER BY h.id DESC LIMIT 1), false),
  NOT EXISTS (
    SELECT FROM experiments_signoff given JOIN experiments_requiredsignoff of ON of.id = given.required_id
    JOIN experiments_requiredsignoff asked ON asked.submission_id = of.submission_id
    WHERE given.id = p.sign_off_id AND NOT EXISTS (
      SELECT FROM experiments_signoff s WHERE s.required_id = asked.id AND s.decision = 'signed_off'
      AND NOT EXISTS (SELECT FROM experiments_signoffwithdrawal w WHERE w.sign_off_id = s.id))),
  p.needs_exemption IS FALSE OR EXISTS (
    SELECT FROM experiments_exemption e WHERE e.pilot_id = p.id AND e.revoked_at IS NULL
    AND e.valid_from <= statement_timestamp() AND statement_timestamp() < e.valid_until),
  p.ends_at IS NOT NULL AND statement_timestamp() < p.ends_at
FROM experiments_pilot p WHERE p.id = %s
"""


def facts_of(pilot_id: Any) -> Facts:
    """Sign-off rows, exemption row, end date and the last line of history."""
    with connection.cursor() as cursor:
        cursor.execute(PILOT, [pilot_id])
        return Facts(*cursor.fetchone())


@dataclass(frozen=True)
class Chain:
    """What the rows say of the sign-offs of the version that a proposal names."""

    state: str
    all_said_yes: bool
    all_stand: bool


CHAIN = """
SELECT p.state, bool_and(given.id IS NOT NULL), bool_and(given.id IS NOT NULL AND back.id IS NULL)
FROM dotanks_proposal p
JOIN dotanks_submission s ON s.proposal_id = p.id AND s.version_id = p.version_id
JOIN experiments_requiredsignoff asked ON asked.submission_id = s.id
LEFT JOIN experiments_signoff given ON given.required_id = asked.id AND given.decision = 'signed_off'
LEFT JOIN experiments_signoffwithdrawal back ON back.sign_off_id = given.id
WHERE p.id = %s GROUP BY p.id
"""


def chain_of(proposal_id: Any) -> Chain:
    """Where the proposal stands, and which yes was given and not taken back."""
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, [proposal_id])
        return Chain(*cursor.fetchone())


ENTITLED = """
SELECT EXISTS (
  SELECT FROM dotanks_proposal p
  JOIN dotanks_dotank d ON d.id = p.dotank_id
  JOIN dotanks_submission s ON s.proposal_id = p.id AND s.version_id = p.version_id
  JOIN experiments_requiredsignoff asked ON asked.submission_id = s.id
  JOIN people_role o ON o.kind = asked.kind AND o.organisation_id = asked.organisation_id
       AND (o.kind <> 'manager' OR o.person_id = d.manager_id)
  WHERE p.id = %(proposal)s AND (o.person_id = %(person)s OR EXISTS (
    SELECT FROM people_delegation g WHERE g.role_id = o.id AND g.delegate_id = %(person)s AND g.ended_at IS NULL
    AND g.holds_from <= statement_timestamp() AND statement_timestamp() < g.holds_until)))
"""


def entitled(person_id: Any, proposal_id: Any) -> bool:
    """Whether a role, or a delegation of it that holds at this moment, makes one of the answers this person's."""
    with connection.cursor() as cursor:
        cursor.execute(ENTITLED, {"person": person_id, "proposal": proposal_id})
        return bool(cursor.fetchone()[0])


def move_clock(pilot_id: Any, by: timedelta) -> None:
    """As if this much time had gone by for the pilot and for whoever stands in for somebody.

    What the clock is compared with is moved: an end in an hour, moved by two, has passed an hour ago.
    """
    moved = {"valid_from": F("valid_from") - by, "valid_until": F("valid_until") - by}
    with despite_the_lock():
        Pilot.objects.filter(pk=pilot_id).update(ends_at=F("ends_at") - by, opened_at=F("opened_at") - by)
        Exemption.objects.filter(pilot=pilot_id).update(**moved)
    for one in Delegation.objects.all():
        since, until = one.holds_from - by, one.holds_until - by
        last = timezone.localdate(until - timedelta(microseconds=1))
        days = {"since": min(timezone.localdate(since), last), "until": last}
        Delegation.objects.filter(pk=one.pk).update(holds_from=since, holds_until=until, **days)
