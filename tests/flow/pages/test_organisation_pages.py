"""An organisation's public page shows its state and its proof; its colour comes as a stylesheet of its own."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Organisation
from tests import organisations
from tests.cast import Cast
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_page_says_by_what_it_was_checked_and_not_by_whom(cast: Cast) -> None:
    address = f"/en/organisations/{cast.home.slug}/"
    assert "Nobody of the network has checked it yet" in read(address)

    organisations.checked(cast)

    page = read(address)
    assert "An entry in a public register" in page
    assert organisations.PROOF["evidence"] in page
    assert cast.administrator.name not in page
    assert "An entry in a public register" in read("/en/organisations/?state=verified")
    assert cast.home.name not in read("/en/organisations/?state=unverified")


def test_it_is_found_by_name_and_the_list_turns_pages(cast: Cast) -> None:
    for number in range(40):
        make_organisation(f"School {number:02}")

    assert "Water Board" in read("/en/organisations/?q=water")
    assert "No organisation found" in read("/en/organisations/?q=nothing-like-it")
    first, second = read("/en/organisations/"), read("/en/organisations/?page=2")
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert len(re.findall('class="entry"', second)) == Organisation.objects.count() - 30


def test_the_list_costs_the_same_for_three_as_for_thirty(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            read("/en/organisations/")
        return len(asked)

    before = cost()
    for _more in range(3):
        organisations.grow(cast)

    assert cost() == before


def test_its_colour_is_a_stylesheet_that_the_policy_allows(cast: Cast) -> None:
    address = f"/organisations/{cast.home.slug}/colours.css"
    assert Client().get(address).status_code == 404
    Organisation.objects.filter(pk=cast.home.pk).update(colour="#7a1f3d", version=2)

    page = Client().get(f"/en/organisations/{cast.home.slug}/")
    sheet = Client().get(address)

    assert f'href="{address}?v=2"' in page.content.decode()
    assert "style=" not in page.content.decode()
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert "--ds-color-accent-base-default:#7a1f3d;" in sheet.content.decode()
    client = Client()
    client.force_login(cast.poster)
    assert address in client.get("/app/").content.decode()
    client.force_login(cast.member)
    assert "colours.css" not in client.get("/app/").content.decode()


@pytest.mark.parametrize("query", ["page=x", "page=999", "q=%00", "q=" + "x" * 900, "state=nonsense"])
def test_a_strange_address_still_shows_a_list(cast: Cast, query: str) -> None:
    assert "Organisations" in read(f"/en/organisations/?{query}")


def test_an_unknown_organisation_is_not_there() -> None:
    assert Client().get("/en/organisations/nowhere/").status_code == 404
