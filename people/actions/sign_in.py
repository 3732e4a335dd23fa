"""What signing in changes: who is new here, and what their organisation's service says they may do."""

from collections.abc import Set

from django.db import transaction

from common.models import HistoryLine
from common.states import note_step
from people.actions.employment import employ
from people.actions.roles import end_now, give_role
from people.models import Organisation, Person, Profile, Role
from people.rules import current
from people.words import ConfirmedBy

NAMED = "named_by_sign_in"


@transaction.atomic
def settle(*, person: Person, organisation: Organisation, how: ConfirmedBy) -> None:
    """A new person works for this organisation from today, and offers nothing yet."""
    Profile.objects.create(person=person, languages=[person.language])
    employ(person=person, organisation=organisation, how=how)


@transaction.atomic
def follow_roles(*, person: Person, organisation: Organisation, provider: str, kinds: Set[str]) -> None:
    """Give the roles that the organisation's service names, and end those it named before and no longer does."""
    Person.objects.select_for_update().get(pk=person.pk)
    held = Role.objects.select_for_update().filter(current(), person=person, organisation=organisation)
    for kind in sorted(kinds - {role.kind for role in held}):
        role = give_role(by=None, person=person, kind=kind, organisation=organisation)
        note_step(role, NAMED, by=person, to_state=kind, provider=provider)
    named = HistoryLine.objects.filter(step=NAMED, subject_id__in=[role.pk for role in held], data__provider=provider)
    for role in held.filter(pk__in=list(named.values_list("subject_id", flat=True))).exclude(kind__in=kinds):
        end_now(role, by=person, note=provider)
