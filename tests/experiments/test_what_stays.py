"""What was taken back or closed stays so, in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from experiments.actions.exempting import revoke_exemption
from experiments.models import Exemption, Pilot
from tests import stages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def refused(statement: str) -> bool:
    """Whether the database itself says no."""
    with pytest.raises(DatabaseError) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return "stays" in str(said.value) or "Cannot update" in str(said.value)


@pytest.mark.parametrize("change", ["revoked_at = NULL", "revoked_at = now()", "revoked_because = 'another reason'"])
def test_a_revoked_exemption_is_not_given_back(change: str, cast: Cast) -> None:
    pilot = stages.running(cast)
    revoke_exemption(person=cast.manager, pilot_id=pilot.pk, reason="The board changed its mind")
    assert Exemption.objects.get(pilot=pilot).revoked_at is not None

    assert refused(f"UPDATE experiments_exemption SET {change}")
    assert not Pilot.objects.in_force().exists()


def test_a_pilot_keeps_to_the_sign_off_that_it_was_opened_with(cast: Cast) -> None:
    stages.running(cast)

    assert refused("UPDATE experiments_pilot SET sign_off_id = gen_random_uuid()")


@pytest.mark.parametrize("change", ["state = 'running'", "verdict = 'unclear'", "what_happened = 'All went well'"])
def test_a_closed_pilot_keeps_its_verdict(change: str, cast: Cast) -> None:
    stages.published(cast)
    assert Pilot.objects.values_list("state", "verdict").get() == ("closed", "worked")

    assert refused(f"UPDATE experiments_pilot SET {change}")
