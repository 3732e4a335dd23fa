"""While I am away: whoever decides hands it over, for a time, to one colleague who cannot hand it on."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.push import rights_changed
from common.refusals import Clash, Invalid, Unknown, WrongState
from common.states import note_step
from people.models import Delegation, Person, Role
from people.notices import promise_notices
from people.queries import lock_persons
from people.roles import queries

LONGEST = timedelta(days=366)
HERE = "/app/away"


@transaction.atomic
def hand_over(
    *, person: Person, role_id: UUID, email: str, since: date, until: date, money_limit: int | None = None
) -> Delegation:
    """While the person is away, this colleague decides in their role."""
    _check_period(since, until)
    named = _colleague(person, queries.get_role_to_hand_over(person, role_id), email)
    lock_persons(person.pk, named.pk)
    # Asked again: either may have gone elsewhere while we waited.
    role = queries.get_role_to_hand_over(person, role_id, lock=True)
    delegate = _colleague(person, role, email, only=named)
    if role.until is not None and until > role.until:
        raise Invalid({"until": [_("Your role ends before that day.")]})
    meanwhile = queries.open_delegations(since, until)
    if meanwhile.filter(role=role).exists():
        raise Clash(_("Somebody stands in for you on some of these days already."))
    if meanwhile.filter(person=delegate).exists():
        raise Invalid({"email": [_("This colleague is away then too, and cannot hand on what is yours.")]})
    if meanwhile.filter(delegate=person).exists():
        raise Clash(_("You stand in for somebody else then. Give that back first, so that nobody waits for you."))
    delegation = Delegation.objects.create(
        role=role,
        person=person,
        delegate=delegate,
        since=since,
        until=until,
        money_limit=money_limit,
        **moments_of(role, since, until),
    )
    note_step(
        delegation,
        "hand_over",
        by=person,
        role=str(role.pk),
        delegate=str(delegate.pk),
        since=since.isoformat(),
        until=until.isoformat(),
        money_limit=money_limit,
    )
    _tell(delegation, "stand_in_asked", delegate, person)
    return delegation


@transaction.atomic
def end_delegation(*, person: Person, delegation_id: UUID) -> Delegation:
    """Take back what was handed over, or give back what was received; either may, at any time."""
    delegation = queries.delegations_of(person).select_for_update(of=("self",)).filter(pk=delegation_id).first()
    if delegation is None:
        raise Unknown
    if delegation.ended_at is not None or delegation.holds_until <= timezone.now():
        raise WrongState(_("This has ended already."), state="ended")
    delegation.ended_at = timezone.now()
    delegation.save(update_fields=["ended_at"])
    mine = delegation.person_id == person.pk
    note_step(delegation, "take_back" if mine else "give_back", by=person)
    _tell(delegation, "stand_in_ended", delegation.delegate if mine else delegation.person, person)
    rights_changed(delegation.delegate_id)
    return delegation


def moments_of(role: Role, since: date, until: date) -> dict[str, datetime]:
    """From the first moment of these days to the one after the last, where the role's organisation is."""
    assert role.organisation is not None
    zone = ZoneInfo(role.organisation.time_zone)
    return {
        "holds_from": datetime.combine(since, time(), zone),
        "holds_until": datetime.combine(until + timedelta(days=1), time(), zone),
    }


def _colleague(person: Person, role: Role, email: str, only: Person | None = None) -> Person:
    """The other one who works where this role decides, under this address."""
    assert role.organisation_id is not None  # whoever decides does so for an organisation
    found = queries.colleague_at(role.organisation_id, email)
    if found is None or found.pk == person.pk or only not in {None, found}:
        raise Invalid(
            {"email": [_("Give the work address of a colleague in your organisation who is in the network.")]}
        )
    return found


def _check_period(since: date, until: date) -> None:
    if since < timezone.localdate():
        raise Invalid({"since": [_("Choose today or a later day.")]})
    if until < since:
        raise Invalid({"until": [_("The last day lies after the first.")]})
    if until - since > LONGEST:
        raise Invalid({"until": [_("At most a year: for longer, the role itself changes hands.")]})


def _tell(delegation: Delegation, kind: str, to: Person, other: Person) -> None:
    with translation.override(to.language):
        since, until = (date_format(day) for day in (delegation.since, delegation.until))
    promise_notices(
        key=f"{kind}:{delegation.pk}", kind=kind, to=[to], link=HERE, person=other, since=since, until=until
    )
