"""Standing in asks for what the role asks for, is given back until its last moment, and races nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction

from common.refusals import Invalid, WrongState
from experiments.models import SignOff
from people import rules
from people.actions import delegations, employment
from people.models import Delegation, Organisation, Person, Role
from people.roles.queries import stands_in_for
from tests import organisations, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation
from tests.racing import beside, until_somebody_waits

YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}


@pytest.mark.django_db
def test_who_stands_in_needs_the_second_factor_that_the_role_needs(
    cast: Cast, as_person: ClientFor, settings: Any
) -> None:
    proposal = stages.submitted(cast)
    organisations.handed_over(cast)
    settings.SECOND_FACTOR_ROLES = frozenset({"manager"})
    url = f"/api/proposals/{proposal.pk}/sign-off/"

    refused = as_person(cast.colleague).post(url, YES, format="json")

    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    assert not SignOff.objects.exists()
    me = as_person(cast.colleague).get("/api/me/").json()
    assert (me["second_factor_needed"], me["abilities"]["sign_off"]) == (True, False)
    asleep = Person.objects.get(pk=cast.colleague.pk)
    assert rules.asleep(asleep) == {"manager"}
    assert not stands_in_for(asleep).exists()

    Authenticator.objects.create(user=cast.colleague, type=Authenticator.Type.WEBAUTHN, data={})
    awake = Person.objects.get(pk=cast.colleague.pk)
    assert as_person(awake).post(url, YES, format="json").status_code == 201
    assert as_person(Person.objects.get(pk=cast.member.pk)).get("/api/me/").json()["second_factor_needed"] is False


@pytest.mark.django_db
def test_what_is_in_force_can_be_taken_back_until_its_last_moment(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """West of here the last day is not over when a new one has begun here."""
    Organisation.objects.filter(pk=cast.home.pk).update(time_zone="America/Adak")
    given, late = (organisations.handed_over(cast, since, since + 1) for since in (0, 10))
    tomorrow = partial(datetime.combine, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow(given.until + timedelta(days=1), time(1)))

    delegations.end_delegation(person=cast.manager, delegation_id=given.pk)

    assert Delegation.objects.get(pk=given.pk).ended_at is not None
    monkeypatch.setattr("django.utils.timezone.now", lambda: late.holds_until)
    with pytest.raises(WrongState):
        delegations.end_delegation(person=cast.manager, delegation_id=late.pk)


@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_somebody_hands_over_to_them_stands_in_for_nobody(cast: Cast) -> None:
    school = make_organisation("School", kind="education")
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            employment.employ(person=cast.colleague, organisation=school, how="domain")  # type: ignore[arg-type]
            handing = other.submit(beside, lambda: organisations.handed_over(cast))
            until_somebody_waits()
            # The persons before the roles: whoever leaves locks in this order too.
            Role.objects.select_for_update(nowait=True).get(person=cast.manager)
        with pytest.raises(Invalid):
            handing.result(timeout=30)
    assert not Delegation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_loses_the_role_while_handing_it_over_hands_over_nothing(cast: Cast) -> None:
    school = make_organisation("School", kind="education")
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            employment.employ(person=cast.manager, organisation=school, how="domain")  # type: ignore[arg-type]
            handing = other.submit(beside, lambda: organisations.handed_over(cast))
            until_somebody_waits()
        with pytest.raises(Invalid):
            handing.result(timeout=30)
    assert not Delegation.objects.exists()
