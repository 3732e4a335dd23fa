"""Changes to what people may do: each is granted by somebody, for a period, and none to oneself."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.push import rights_changed
from common.refusals import Clash, Forbidden, Invalid, NotReady, Unknown, WrongState
from common.states import note_step
from people import rules
from people.models import Employment, Organisation, Person, Role
from people.notices import promise_notices
from people.queries import lock_persons
from people.roles import queries
from people.rules import current
from people.words import DECIDING, RoleKind


@transaction.atomic
def give_role(
    *,
    by: Person | None,
    person: Person,
    kind: str,
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Role:
    """Give the person a role for a period. `by` is None only on the command line, where nobody is signed in yet."""
    since = since or timezone.localdate()
    if since < timezone.localdate():
        raise Invalid({"since": [_("Choose today or a later day.")]})
    home = organisation.pk if organisation else None
    if by is not None and not rules.administers(by, home):
        raise Forbidden
    if by is not None and by.pk == person.pk:
        raise Forbidden(_("Nobody gives themselves a role: ask another administrator."), code="own_role")
    if kind in DECIDING and organisation is None:
        raise Invalid({"organisation": [_("Who holds this role decides for an organisation: name it.")]})
    _check_period(since, until)
    lock_persons(person.pk)
    if home and not Employment.objects.filter(current(), person=person, organisation_id=home).exists():
        raise Invalid({"email": [_("This colleague does not work for that organisation.")]})
    _require_free(person, kind, home, since, until)
    role = Role.objects.create(person=person, kind=kind, organisation=organisation, since=since, until=until)
    note_step(role, "give_role", by=by, to_state=kind, **_told(role))
    _tell(role, f"role_given_{kind}", key=f"role:{role.pk}")
    return role


@transaction.atomic
def change_role(*, by: Person, role_id: UUID, until: date | None) -> Role:
    """Let a role last until another day, or without an end."""
    role = _to_keep(by, role_id)
    if not rules.role_abilities(by, role)["change"]:
        raise _not_yours(by, role)
    _check_period(role.since, until)
    if until is not None:
        _require_administrator_left(role)
    _require_free(role.person, role.kind, role.organisation_id, role.since, until, besides=role)
    before, role.until = role.until, until
    role.save(update_fields=["until"])
    line = note_step(
        role, "change_role", by=by, from_state=role.kind, to_state=role.kind, was=_day(before), **_told(role)
    )
    _tell(role, "role_changed", key=f"role-changed:{line.pk}")
    return role


@transaction.atomic
def end_role(*, by: Person, role_id: UUID, reason: str) -> Role:
    """Take a role back at once, or lay down one's own."""
    role = _to_keep(by, role_id)
    if not rules.role_abilities(by, role)["end"]:
        raise _not_yours(by, role)
    _require_administrator_left(role)
    end_now(role, by=by, note=reason)
    if role.person_id != by.pk:
        _tell(role, "role_ended", key=f"role-ended:{role.pk}", reason=reason)
    return role


def end_now(role: Role, *, by: Person, note: str) -> None:
    """The role, locked by the caller, holds no longer: yesterday was its last day, and open screens are asked again."""
    role.until = timezone.localdate() - timedelta(days=1)
    role.save(update_fields=["until"])
    if role.kind == RoleKind.MANAGER:
        Employment.objects.filter(manager=role.person_id, organisation=role.organisation_id).update(manager=None)
    note_step(role, "end_role", by=by, note=note, from_state=role.kind, **_told(role))
    rights_changed(role.person_id)


def _to_keep(by: Person, role_id: UUID) -> Role:
    """The role, locked, for whoever keeps it or holds it; hidden from everybody else."""
    found = queries.roles_for(by).filter(pk=role_id).first()
    if found is None:
        raise Unknown
    if found.kind == RoleKind.ADMINISTRATOR and found.organisation_id is None:
        # All of them, always in this order: two who take each other's role at once must wait for each other.
        list(queries.lasting_administrators().select_for_update(of=("self",)).order_by("pk"))
    return Role.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=role_id)


def _not_yours(by: Person, role: Role) -> Forbidden | WrongState:
    if role.until is not None and role.until < timezone.localdate():
        return WrongState(_("This role has ended already."), state="ended")
    if role.person_id == by.pk:
        return Forbidden(_("Nobody changes their own role: ask another administrator."), code="own_role")
    return Forbidden()


def _check_period(since: date, until: date | None) -> None:
    today = timezone.localdate()
    if until is not None and until < max(since, today):
        raise Invalid({"until": [_("The last day lies after the first, and not in the past.")]})


def _require_free(
    person: Person, kind: str, home: UUID | None, since: date, until: date | None, besides: Role | None = None
) -> None:
    """Refuse a second grant of the same role for days on which it is held already."""
    overlapping = Q(until__isnull=True) | Q(until__gte=since)
    if until is not None:
        overlapping &= Q(since__lte=until)
    # One that is over is no second: it may have been taken back on its first day.
    held = Role.objects.filter(overlapping, person=person, kind=kind).exclude(until__lt=timezone.localdate())
    if any(other.organisation_id == home and other != besides for other in held):
        raise Clash(_("This colleague holds that role already in this period."))


def _require_administrator_left(role: Role) -> None:
    """Without an administrator nobody could name the next: the last one stays."""
    if role.kind == RoleKind.ADMINISTRATOR and role.organisation_id is None:
        _require_lasting(besides=role.person_id)


def require_another_administrator(person: Person) -> None:
    """Refuse to let the last administrator go; whoever else leaves is free to."""
    lasting = list(queries.lasting_administrators().select_for_update(of=("self",)).order_by("pk"))
    if any(role.person_id == person.pk for role in lasting):
        _require_lasting(besides=person.pk)


def _require_lasting(*, besides: UUID) -> None:
    if not queries.lasting_administrators().exclude(person_id=besides).exists():
        words = _("This is the last administrator whose role has no end. Name another one first.")
        raise NotReady([{"code": "last_administrator", "words": words}], _("Somebody must keep this network."))


def _told(role: Role) -> dict[str, Any]:
    return {
        "person": str(role.person_id),
        "organisation": str(role.organisation_id or ""),
        "since": _day(role.since),
        "until": _day(role.until),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _tell(role: Role, kind: str, *, key: str, reason: str = "") -> None:
    where = role.organisation.name if role.organisation else "Do Tank Network"
    promise_notices(key=key, kind=kind, to=[role.person], link="/app/settings", organisation=where, reason=reason)
