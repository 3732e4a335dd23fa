"""An office is held in one organisation: a role at another one signs nothing, in the application or the database."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from common.refusals import Forbidden, Invalid
from dotanks.actions import managers
from dotanks.models import DoTank, Proposal
from experiments.actions import sign_offs
from experiments.chain.queries import missing_in
from experiments.chain.rights import deciders, stand_ins
from experiments.models import SignOff
from people.actions import delegations, employment
from people.models import Organisation, Person, Role
from people.queries import get_manager
from tests import organisations, stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import LONG_AGO, make_organisation

pytestmark = pytest.mark.django_db
YES: dict[str, Any] = {"read_version": 1, "help_promised": "A desk.", "reason": "Clear."}


def moved(cast: Cast) -> Organisation:
    """The manager works for another organisation by now, and decides there."""
    other = make_organisation("School", kind="education")
    employment.employ(person=cast.manager, organisation=other, how="domain")  # type: ignore[arg-type]
    Role.objects.create(person=cast.manager, kind="manager", organisation=other, since=timezone.localdate())
    cast.manager = Person.objects.get(pk=cast.manager.pk)
    return other


def test_a_manager_who_went_elsewhere_signs_nothing_for_the_old_organisation(cast: Cast, as_person: ClientFor) -> None:
    proposal = stages.submitted(cast)
    moved(cast)

    for answer in (sign_offs.sign_off, sign_offs.send_back):
        with pytest.raises(Forbidden) as refused:
            answer(manager=cast.manager, proposal_id=proposal.pk, **YES)
        assert refused.value.code == "not_entitled"
    assert not SignOff.objects.exists()
    assert as_person(cast.manager).get("/api/sign-offs/?box=waiting").json()["results"] == []
    page = as_person(cast.manager).get(f"/api/proposals/{proposal.pk}/").json()
    assert not page["abilities"]["decide"]
    submission = proposal.submissions.get()
    required = submission.required.get()
    assert not deciders(required, proposal.dotank).exists()
    assert [one["code"] for one in missing_in(proposal, submission)][:1] == ["no_manager"]


def test_nor_does_who_stands_in_for_them_there(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    other = moved(cast)
    employment.employ(person=cast.colleague, organisation=other, how="domain")  # type: ignore[arg-type]
    delegations.hand_over(
        person=cast.manager,
        role_id=Role.objects.get(person=cast.manager, organisation=other).pk,
        email=cast.colleague.email,
        since=organisations.in_days(0),
        until=organisations.in_days(5),
    )
    submission = proposal.submissions.get()

    assert stand_ins(submission.required.get(), proposal.dotank, submission) == []


def test_the_database_refuses_it_too(cast: Cast) -> None:
    proposal = stages.submitted(cast)
    moved(cast)
    submission = proposal.submissions.get()
    by_hand = SignOff(
        proposal=proposal,
        version=submission.version,
        required=submission.required.get(),
        manager=cast.manager,
        decision="signed_off",
        help_promised="A desk.",
        reason="Clear.",
        at=timezone.now(),
    )

    @transaction.atomic
    def write() -> None:
        by_hand.save(force_insert=True)
        connection.check_constraints()

    with pytest.raises(IntegrityError, match="sign_off_not_entitled"):
        write()


def test_a_manager_is_asked_for_the_organisation_of_their_role(cast: Cast) -> None:
    """Employed in one place, with a role in another: the role says where they decide."""
    school = make_organisation("School", kind="education")
    Role.objects.filter(person=cast.manager).update(organisation=school)

    assert get_manager(cast.manager.pk) == (cast.manager, school)
    Role.objects.create(person=cast.manager, kind="manager", organisation=cast.home, since=LONG_AGO)
    assert get_manager(cast.manager.pk) == (cast.manager, cast.home)


def test_the_same_manager_can_be_asked_anew_where_they_decide_by_now(cast: Cast) -> None:
    dotank = stages.gathered(cast)
    with pytest.raises(Invalid):
        managers.name_manager(coordinator=cast.coordinator, dotank_id=dotank.pk, manager=cast.manager.pk)
    other = moved(cast)

    managers.name_manager(coordinator=cast.coordinator, dotank_id=dotank.pk, manager=cast.manager.pk)

    assert DoTank.objects.get().organisation == other
    assert not Proposal.objects.exists()
