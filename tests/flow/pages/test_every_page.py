"""What holds on every public page, in every language."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.flow.pages.conftest import Shown
from tests.flow.pages.reading import PageReader

LANGUAGES = ["en", "nl", "sv", "nb"]
Address = Callable[[Shown], str]
PAGES: dict[str, Address] = {
    "start": lambda shown: "/",
    "library": lambda shown: "/library/",
    "search": lambda shown: "/library/?q=signature&kind=lesson&year=2026",
    "nothing found": lambda shown: "/library/?q=zzzzzz&kind=tool",
    "lesson": lambda shown: f"/library/lessons/{shown.lesson.pk}/",
    "case": lambda shown: "/library/cases/fi-declaration-endorsement/",
    "tool": lambda shown: "/library/tools/validation-guide/",
    "principle": lambda shown: "/library/principles/p4-explore/",
    "problems": lambda shown: "/problems/",
    "problem": lambda shown: f"/problems/{shown.problem.pk}/",
    "open problem": lambda shown: f"/problems/{shown.open_problem.pk}/",
    "organisations": lambda shown: "/organisations/",
    "organisation": lambda shown: "/organisations/municipality-of-home/",
    "how it works": lambda shown: "/how-it-works/",
    "what we store": lambda shown: "/what-we-store/",
    "accessibility": lambda shown: "/accessibility/",
    "sign-in": lambda shown: "/accounts/login/",
    "sign-up": lambda shown: "/accounts/signup/",
    "new password": lambda shown: "/accounts/password/reset/",
    "mail sent": lambda shown: "/accounts/password/reset/done/",
    "link too old": lambda shown: "/accounts/password/reset/key/1-abc/",
    "confirm": lambda shown: "/accounts/confirm-email/abc/",
    "verify": lambda shown: "/accounts/confirm-email/",
    "closed": lambda shown: "/accounts/inactive/",
}


def is_sound(html: str, language: str, name: str = "") -> PageReader:
    """The page is whole, in its language, with one heading of the first rank and nothing the policy forbids."""
    page = PageReader(html)
    assert page.broken == [], name
    assert page.forbidden == [], name
    assert page.all("html")[0]["lang"] == language, name
    assert len(page.all("h1")) == 1, name
    assert len(page.all("main")) == 1, name
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}, name
    assert len(page.ids) == len(set(page.ids)), name
    assert "main" in page.ids, name
    assert " · Do Tank Network" in page.words, name
    inputs = [one for one in page.all("input") if one.get("type") != "hidden"]
    labelled = {one.get("for") for one in page.all("label")}
    assert all(one.get("type") == "checkbox" or one.get("id") in labelled for one in inputs), name
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_sound_in_each_language(shown: Shown, client: Client, language: str) -> None:
    for name, address in PAGES.items():
        response = client.get(f"/{language}{address(shown)}")

        assert response.status_code == 200, name
        page = is_sound(response.content.decode(), language, name)
        switch = {one["hreflang"]: str(one["href"]) for one in page.all("a") if "hreflang" in one}
        assert list(switch) == LANGUAGES
        assert all(link.startswith(f"/{other}/") for other, link in switch.items())
        other = LANGUAGES[LANGUAGES.index(language) - 1]
        assert client.get(switch[other]).status_code == 200


def test_search_engines_are_told_the_address_in_each_language(shown: Shown, client: Client) -> None:
    for name in ("start", "lesson", "problem", "case"):
        path = PAGES[name](shown)

        links = PageReader(client.get(f"/sv{path}").content.decode()).all("link")

        assert [one["href"] for one in links if one["rel"] == "canonical"] == [f"{settings.SITE_URL}/sv{path}"]
        alternates = {one["hreflang"]: one["href"] for one in links if one["rel"] == "alternate"}
        assert alternates == {
            **{language: f"{settings.SITE_URL}/{language}{path}" for language in LANGUAGES},
            "x-default": f"{settings.SITE_URL}{path}",
        }


def test_every_page_is_sound_for_a_signed_in_person(shown: Shown, client: Client) -> None:
    client.force_login(shown.cast.member)
    for name, address in PAGES.items():
        response = client.get(f"/en{address(shown)}", follow=True)

        assert response.status_code == 200, name
        if response.request["PATH_INFO"].startswith("/en/"):
            page = is_sound(response.content.decode(), "en", name)
            assert any(one.get("href") == "/app/" for one in page.all("a")), name


@pytest.mark.parametrize(
    "path",
    [
        "/en/nothing/",
        "/en/library/lessons/00000000-0000-4000-8000-000000000000/",
        "/en/library/lessons/not-an-id/",
        "/en/library/cases/no-such-case/",
        "/en/library/tools/no-such-tool/",
        "/en/library/principles/p9-nothing/",
        "/en/problems/00000000-0000-4000-8000-000000000000/",
        "/en/problems/%00/",
        "/accounts/3rdparty/",
    ],
)
def test_an_unknown_address_says_so_and_leads_on(db: None, client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    page = is_sound(response.content.decode(), "en")
    assert any(str(one.get("href")).endswith("/library/") for one in page.all("a"))


def test_what_is_not_public_looks_like_nothing(shown: Shown, client: Client) -> None:
    draft = f"/en/problems/{shown.draft.pk}/"

    assert client.get(draft).status_code == 404
    assert shown.draft.title not in client.get("/en/problems/").content.decode()
    assert shown.draft.title not in client.get("/en/library/?q=nobody").content.decode()
    client.force_login(shown.cast.poster)
    assert client.get(draft).status_code == 404


def test_the_poster_is_named_nowhere(shown: Shown, client: Client) -> None:
    for page in (
        f"/en/problems/{shown.problem.pk}/",
        f"/en/library/lessons/{shown.lesson.pk}/",
        "/en/problems/",
        "/en/",
    ):
        html = client.get(page).content.decode()
        assert shown.problem.title in html
        assert shown.cast.poster.name not in html
        assert str(shown.cast.poster.pk) not in html
        assert shown.cast.poster.email not in html


@pytest.mark.parametrize(("asks_for", "lands"), [("nb,en;q=0.5", "nb"), ("fr", "en"), ("", "en")])
def test_a_stranger_is_led_to_their_language(db: None, client: Client, asks_for: str, lands: str) -> None:
    response = client.get("/library/?q=permit", headers={"accept-language": asks_for})

    assert response.headers["Location"] == f"/{lands}/library/?q=permit"


def test_a_member_is_led_to_the_language_of_their_account(cast: Cast, client: Client) -> None:
    client.force_login(cast.poster)

    assert client.get("/problems/", headers={"accept-language": "sv"}).headers["Location"] == "/nl/problems/"


def test_a_member_who_asks_for_another_language_gets_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.poster)

    assert PageReader(client.get("/sv/problems/").content.decode()).all("html")[0]["lang"] == "sv"
