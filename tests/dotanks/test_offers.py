"""Who reads what a colleague offers, and what stays theirs."""

import pytest

from dotanks.actions import asking
from people.models import FreePeriod, Profile
from tests import stages
from tests.cast import ROLES, Cast
from tests.conftest import ClientFor

pytestmark = pytest.mark.django_db


def readers(cast: Cast, as_person: ClientFor, whose: str) -> set[str]:
    person = cast[whose]
    assert person
    return {
        who
        for who in [*ROLES, "third"]
        if as_person(cast[who]).get(f"/api/people/{person.pk}/offer/").status_code == 200
    }


def test_coordinators_and_the_teams_that_asked_read_it(cast: Cast, as_person: ClientFor) -> None:
    assert readers(cast, as_person, "member") == {"member", "coordinator"}

    dotank = stages.forming(cast)
    assert readers(cast, as_person, "member") == {"member", "coordinator"}, "asked like the others, nobody is in"

    asking.accept(person=cast.challenger, invitation_id=stages.invitation(dotank, cast.challenger).pk)
    assert readers(cast, as_person, "member") == {"member", "coordinator", "challenger"}

    asking.decline(person=cast.member, invitation_id=stages.invitation(dotank, cast.member).pk)
    assert readers(cast, as_person, "member") == {"member", "coordinator"}


def test_it_tells_what_they_bring_and_nothing_that_stays_theirs(cast: Cast, as_person: ClientFor) -> None:
    Profile.objects.filter(person=cast.member).update(paused=True)
    day = stages.in_a_week()
    FreePeriod.objects.create(person=cast.member, since=day, until=day, hours_a_week=2)

    told = as_person(cast.coordinator).get(f"/api/people/{cast.member.pk}/offer/").json()

    assert set(told) == {"person", "skills", "topics", "languages", "hours_a_week", "free_periods"}
    assert told["person"]["name"] == cast.member.name
    assert {one["skill"]: one["level"] for one in told["skills"]} == {"plain-language": 4, "user-focus": 3}
    assert told["free_periods"] == [{"since": str(day), "until": str(day), "hours_a_week": 2}]


def test_whoever_left_is_not_there(cast: Cast, as_person: ClientFor) -> None:
    type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=False)

    assert as_person(cast.coordinator).get(f"/api/people/{cast.member.pk}/offer/").status_code == 404
