"""No page keeps a line of English where another language was asked for."""

import ast
import inspect
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from flow import desk, trail
from tests import stages
from tests.cast import Cast
from tests.translations.html_text import Text
from tests.translations.languages import LANGUAGES, OTHERS, SAME, in_words

PAGES = [
    "/",
    "/library/",
    "/library/?q=zzzzzz&kind=tool",
    "/problems/",
    "/how-it-works/",
    "/what-we-store/",
    "/accessibility/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/confirm-email/abc/",
    "/accounts/confirm-email/",
    "/accounts/inactive/",
    "/nothing/",
]


# Names (“Home” is an organisation to sign in with), and words that are the same in another language.
ANYWHERE = {"Do Tank Network", "Do Tank", "English", "Nederlands", "Svenska", "Norsk bokmål", "Pilot", "Home"} | {
    word for words in SAME.values() for word in words
}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_keeps_a_line_of_english(cast: Cast, client: Client, page: str) -> None:
    lines = {language: read(client, f"/{language}{page}") for language in LANGUAGES}

    for language in OTHERS:
        left = {
            line for line in lines["en"] & lines[language] if line not in ANYWHERE and re.search(r"[^\W\d]{3}", line)
        }
        assert left == set(), language


def read(client: Client, address: str) -> set[str]:
    page = Text(client.get(address).content.decode())
    return {line.removesuffix(" · Do Tank Network").strip() for line in page.lines}


def test_a_case_speaks_the_language_of_its_reader(cast: Cast, client: Client) -> None:
    problem = stages.posted(cast)
    texts = {cast.home.name, *(words for words in stages.WORDS.values() if isinstance(words, str))}
    lines = {language: read(client, f"/{language}/problems/{problem.pk}/") for language in LANGUAGES}

    for language in OTHERS:
        left = {
            line
            for line in lines["en"] & lines[language]
            if line not in ANYWHERE | texts and re.search(r"[^\W\d]{3}", line)
        }
        assert left == set(), language


@pytest.mark.parametrize("language", OTHERS)
def test_the_way_of_a_case_and_the_desk_have_words_of_their_own(language: str) -> None:
    told = [
        *trail.STATIONS.values(),
        *trail.NEEDS.values(),
        *(words for _station, words in trail.STEP_WORDS.values()),
        *(trail.POSTER, trail.COORDINATOR, trail.ASKED, trail.TEAM, trail.MANAGER, trail.NOBODY),
    ]
    verbs = [words for path in (desk, trail) for words in texts_of(path)]

    for words in told:
        assert in_words(words, language) != in_words(words, "en") or in_words(words, "en") in SAME[language]
    with translation.override(language):
        for verb in verbs:
            assert translation.gettext(verb) != verb or verb in SAME[language], verb


def texts_of(module: Any) -> list[str]:
    """The texts that a module gives to gettext."""
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "_"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
