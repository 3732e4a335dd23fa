"""The database's own look at who may answer: at the commit, by its own clock, whatever the application believed."""

from typing import Final

import pgtrigger

# Said by the trigger when it refuses; the application turns it into a refusal.
NOT_ENTITLED: Final = "sign_off_not_entitled"

_LOOK: Final = """
    SELECT r.kind, r.organisation_id, d.id AS dotank_id, d.manager_id, d.organisation_id AS home_id, s.money
      INTO needed
      FROM experiments_requiredsignoff r
      JOIN dotanks_submission s ON s.id = r.submission_id
      JOIN dotanks_proposal p ON p.id = s.proposal_id AND p.id = NEW.proposal_id
      JOIN dotanks_dotank d ON d.id = p.dotank_id
     WHERE r.id = NEW.required_id AND s.version_id = NEW.version_id;
    IF NOT FOUND
       OR (needed.kind = 'manager' AND (needed.manager_id <> decider OR needed.organisation_id <> needed.home_id))
       OR NOT EXISTS (
           SELECT FROM people_role o
            WHERE o.person_id = decider AND o.kind = needed.kind AND o.organisation_id = needed.organisation_id
              AND o.since <= today AND (o.until IS NULL OR o.until >= today))
       OR EXISTS (SELECT FROM dotanks_seat t
                   WHERE t.dotank_id = needed.dotank_id AND t.person_id IN (NEW.manager_id, decider))
       OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM people_delegation g JOIN people_role o ON o.id = g.role_id
            WHERE g.id = NEW.delegation_id AND g.delegate_id = NEW.manager_id AND g.person_id = decider
              AND o.person_id = decider AND o.kind = needed.kind AND o.organisation_id = needed.organisation_id
              AND o.since <= today AND (o.until IS NULL OR o.until >= today)
              AND g.ended_at IS NULL AND g.holds_from <= clock_timestamp() AND g.holds_until > clock_timestamp()
              AND (g.money_limit IS NULL OR g.money_limit >= needed.money)))
    THEN
        RAISE EXCEPTION 'sign_off_not_entitled' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

ENTITLED: Final = pgtrigger.Trigger(
    name="entitled",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    declare=[
        ("needed", "record"),
        ("today", "date := (clock_timestamp() AT TIME ZONE 'UTC')::date"),
        ("decider", "uuid := COALESCE(NEW.on_behalf_of_id, NEW.manager_id)"),
    ],
    func=_LOOK,
)
