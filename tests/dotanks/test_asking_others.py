"""Whom a coordinator may ask when somebody declines, and why a team changed by hand is refused."""

from uuid import UUID, uuid4

import pytest

from common.refusals import Invalid
from dotanks.actions import asking
from dotanks.models import DoTank
from dotanks.reason_words import broken
from people.models import Profile
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


def spare(cast: Cast) -> tuple[str, str]:
    """Two more who could be asked: one from a new organisation, one from the member's own."""
    new = make_person(
        "Nora New", make_organisation("School", kind="education", region="Zeeland"), skills={"archives": 3}
    )
    own = make_person("Olaf Own", cast.member.employments.get().organisation, skills={"administrative-law": 2})
    return str(new.pk), str(own.pk)


def test_others_are_those_advised_and_neither_asked_nor_from_an_organisation_that_is_in(
    cast: Cast, as_person: ClientFor
) -> None:
    new, own = spare(cast)
    dotank = stages.forming(cast)
    coordinator = as_person(cast.coordinator)

    def others() -> set[str]:
        return {one["person"]["id"] for one in coordinator.get(f"/api/dotanks/{dotank.pk}/others/").json()}

    assert others() == {new}

    asking.decline(person=cast.member, invitation_id=stages.invitation(dotank, cast.member).pk)
    assert others() == {new, own}

    asking.invite(coordinator=cast.coordinator, dotank_id=dotank.pk, person=UUID(new), reply_by=stages.in_a_week())
    assert others() == {own}


def test_a_team_that_breaks_a_rule_is_refused_in_words(cast: Cast, as_person: ClientFor) -> None:
    _, own = spare(cast)
    team = stages.proposed_team(cast)
    chosen = {**stages.choice(cast), "members": [cast.member.pk, own]}
    chosen = {**chosen, "reply_by": str(chosen["reply_by"]), "challenger": own}

    refused = as_person(cast.coordinator).post(f"/api/proposed-teams/{team.pk}/confirm/", chosen, format="json")

    assert refused.status_code == 422
    words = {rule["code"]: rule["words"] for rule in refused.json()["broken"]}
    assert words == {code: broken(code) for code in ("per_organisation", "too_few_organisations", "size")}
    assert not DoTank.objects.exists()


def test_who_joins_breaks_no_rule_beside_those_who_are_in(cast: Cast) -> None:
    new, own = spare(cast)
    dotank = stages.gathered(cast)
    # That those who are in have no time left for another Do Tank is no fault of who joins.
    Profile.objects.filter(person__in=cast.volunteers).update(dotank_cap=1)

    for person in (UUID(own), cast.member.pk, cast.manager.pk, uuid4()):
        with pytest.raises(Invalid) as refused:
            asking.invite(coordinator=cast.coordinator, dotank_id=dotank.pk, person=person, reply_by=stages.in_a_week())
        assert set(refused.value.extra["details"]) == {"person"}
    invitation = asking.invite(
        coordinator=cast.coordinator, dotank_id=dotank.pk, person=UUID(new), reply_by=stages.in_a_week()
    )

    assert {reason["code"] for reason in invitation.reasons} >= {"only_kind"}
    assert dotank.invitations.count() == len(cast.volunteers) + 1
