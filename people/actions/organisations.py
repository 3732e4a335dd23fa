"""Changes to organisations: brought in, described, checked."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Invalid, Outdated
from common.states import note_step, take_step
from people import rules
from people.models import Organisation, Person, Verification
from people.organisations import queries

# What says who the organisation is; an administrator of that organisation alone may not change it.
IDENTITY = frozenset({"name", "domain", "kind", "level", "country"})


@transaction.atomic
def add_organisation(*, by: Person | None, name: str, domain: str, country: str, **fields: str) -> Organisation:
    """Bring an organisation into the network; whoever has an address at its domain can sign up.

    `by` is None only on the command line, where nobody is signed in yet.
    """
    if by is not None and not rules.is_administrator(by):
        raise Forbidden
    organisation = Organisation(
        slug=slugify(name)[:60], name=name, domain=domain.lower(), country=country.upper(), **fields
    )
    _save(organisation)
    note_step(organisation, "add_organisation", by=by, to_state=organisation.state)
    return organisation


@transaction.atomic
def edit_organisation(*, person: Person, organisation_id: UUID, read_version: int, **words: Any) -> None:
    """Change what is kept of an organisation; refuse if somebody changed it since it was read."""
    organisation = queries.get_organisation_to_keep(person, organisation_id)
    if organisation.version != read_version:
        raise Outdated(version=organisation.version)
    changed = {field: value for field, value in words.items() if getattr(organisation, field) != value}
    if IDENTITY & set(changed) and not rules.is_administrator(person):
        raise Forbidden(_("Who the organisation is, only an administrator of the network changes."))
    before = {field: getattr(organisation, field) for field in changed}
    for field, value in changed.items():
        setattr(organisation, field, value)
    organisation.version += 1
    _save(organisation, *changed, "version")
    note_step(organisation, "edit", by=person, before=before, after=changed)


@transaction.atomic
def verify(*, administrator: Person, organisation_id: UUID, proof: str, evidence: str) -> None:
    """Say by what it was checked that the organisation is what it says."""
    organisation = queries.get_organisation_to_check(administrator, organisation_id)
    take_step(organisation, "verify", by=administrator, note=evidence, proof=proof)
    Verification.objects.create(organisation=organisation, proof=proof, evidence=evidence, verified_by=administrator)


@transaction.atomic
def withdraw_verification(*, administrator: Person, organisation_id: UUID, reason: str) -> None:
    """The proof no longer holds: everybody sees from now on that the organisation is not checked."""
    organisation = queries.get_organisation_to_check(administrator, organisation_id)
    take_step(organisation, "withdraw_verification", by=administrator, note=reason)


def _save(organisation: Organisation, *fields: str) -> None:
    try:
        with transaction.atomic():
            organisation.save(update_fields=fields or None)
    except IntegrityError as twin:
        named = "domain" if "one_organisation_per_domain" in str(twin) else "name"
        raise Invalid({named: [_("An organisation of this name or domain is already in the network.")]}) from twin
