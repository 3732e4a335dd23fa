"""How an empty network gets its first organisation and coordinator."""

import pytest
from django.core.management import CommandError, call_command

from common.audit import add_only_tables
from people.models import Organisation, Role
from people.rules import is_coordinator
from tests.cast import Cast

GEMEENTE = {
    "kind": "municipality",
    "level": "local",
    "country": "nl",
    "region": "Utrecht",
    "language": "nl",
    "time_zone": "Europe/Amsterdam",
}


@pytest.mark.django_db
def test_an_organisation_comes_in_once() -> None:
    call_command("add_organisation", "Gemeente Voorbeeld", "Voorbeeld.example", **GEMEENTE)

    assert Organisation.objects.get().domain == "voorbeeld.example"
    with pytest.raises(CommandError):
        call_command("add_organisation", "Gemeente Voorbeeld", "voorbeeld.example", **GEMEENTE)


@pytest.mark.django_db
def test_a_role_is_given_once(cast: Cast) -> None:
    for _twice in range(2):
        call_command("give_role", cast.outsider.email, "coordinator")

    assert Role.objects.filter(person=cast.outsider).count() == 1
    assert is_coordinator(cast.outsider)
    with pytest.raises(CommandError):
        call_command("give_role", "nobody@nowhere.example", "coordinator")


def test_decisions_and_facts_are_add_only_for_the_web_role() -> None:
    assert {
        "common_auditseal",
        "common_historyline",
        "dotanks_charter",
        "dotanks_charteracceptance",
        "dotanks_documentversion",
        "dotanks_earlierwork",
        "dotanks_submission",
        "dotanks_versionauthor",
        "dotanks_versionname",
        "experiments_checkin",
        "experiments_clashlook",
        "experiments_reading",
        "experiments_signoff",
        "experiments_signoffreminder",
        "experiments_signoffwithdrawal",
        "experiments_use",
        "experiments_value",
        "experiments_valueentry",
        "ideas_fate",
        "people_verification",
    } == set(add_only_tables())
