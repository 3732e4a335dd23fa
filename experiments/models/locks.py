"""What a pilot promised when it opened cannot be changed any more, in the database itself."""

import pgtrigger

PROMISED_BY_PILOT = (
    "dotank_id",
    "sign_off_id",
    "title",
    "hypothesis",
    "place",
    "people_limit",
    "money_limit",
    "stop_rule",
    "needs_exemption",
    "ends_at",
    "opened_at",
    "check_in_every",
    "services",
    "population",
)
SAID_AT_THE_END = ("state", "verdict", "what_happened")
TAKEN_BACK = ("revoked_at", "revoked_because")
PROMISED_BY_EXEMPTION = (
    "pilot_id",
    "rule",
    "legal_basis",
    "granted_by",
    "valid_from",
    "valid_until",
)


def _changed(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


PILOT_STAYS = [
    pgtrigger.Protect(
        name="promise_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.opened_at IS NOT NULL AND {_changed(PROMISED_BY_PILOT)}"),
    ),
    pgtrigger.Protect(
        name="closed_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.state = 'closed' AND {_changed(SAID_AT_THE_END)}"),
    ),
    pgtrigger.Protect(
        name="opened_stays", operation=pgtrigger.Delete, condition=pgtrigger.Condition("OLD.opened_at IS NOT NULL")
    ),
]
REVOKED_STAYS = pgtrigger.Protect(
    name="revoked_stays",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(f"OLD.revoked_at IS NOT NULL AND {_changed(TAKEN_BACK)}"),
)


def _refuse(row: str) -> str:
    """Looks at the pilot as it is once nobody is opening it any more."""
    return f"""
        PERFORM 1 FROM experiments_pilot WHERE id = {row}.pilot_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM experiments_pilot WHERE id = {row}.pilot_id AND opened_at IS NOT NULL) THEN
            RAISE EXCEPTION 'promise_stays: the pilot was opened, % stays as it is', TG_TABLE_NAME;
        END IF;
    """  # noqa: S608 - NEW or OLD, nothing from outside


def stays_once_open(*, only: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """No row is added to an opened pilot, changed or taken away; with `only`, just these columns are looked at."""
    changed = pgtrigger.Condition(_changed(only)) if only else None
    return [
        pgtrigger.Trigger(
            name="not_added_once_open",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=_refuse("NEW") + "RETURN NEW;",
        ),
        pgtrigger.Trigger(
            name="not_changed_once_open",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=changed,
            func=_refuse("OLD") + _refuse("NEW") + "RETURN NEW;",
        ),
        pgtrigger.Trigger(
            name="not_removed_once_open",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func=_refuse("OLD") + "RETURN OLD;",
        ),
    ]
