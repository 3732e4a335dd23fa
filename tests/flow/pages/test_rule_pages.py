"""The register of rules and what hangs together with it are found from every page."""

import pytest
from django.test import Client

from tests import register
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_rule_leads_members_to_its_exemptions(cast: Cast) -> None:
    rule = register.rule(cast)
    member = Client()
    member.force_login(cast.member)
    link = f'href="/app/exemptions?rule={rule.pk}"'

    assert link in member.get(f"/en/rules/{rule.pk}/").content.decode()
    assert link not in Client().get(f"/en/rules/{rule.pk}/").content.decode()


@pytest.mark.parametrize("address", ["/en/", "/nl/library/", "/sv/problems/"])
def test_the_register_of_rules_stands_at_the_foot_of_every_page(address: str, cast: Cast) -> None:
    page = Client().get(address).content.decode()

    assert f'href="{address[:3]}/rules/"' in page[page.index("<footer") :]
