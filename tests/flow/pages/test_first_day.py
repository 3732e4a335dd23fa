"""Pages before anybody posted anything."""

from django.test import Client

from tests.flow.pages.reading import PageReader


def test_an_empty_list_says_what_to_do(db: None, client: Client) -> None:
    assert "Be the first" in PageReader(client.get("/en/problems/").content.decode()).words
    assert "Look at all of them" in PageReader(client.get("/en/problems/?state=answered").content.decode()).words
