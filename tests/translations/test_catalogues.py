"""Every text in four languages: nothing missing, nothing lost."""

import inspect
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation

from common import refusals
from common.borrowed_words import BORROWED
from people.models.notices import Mailed  # Mailed: no person reads how a mail went
from tests.cast import Cast
from tests.conftest import ClientFor
from tests.translations.languages import LANGUAGES, OTHERS, SAME, in_words
from tools import i18n


def test_the_catalogues_match_the_code_and_nothing_lacks_words(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = i18n.check()

    assert wrong == 0, capsys.readouterr().out


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_its_own_quotation_marks(language: str) -> None:
    foreign = {"nl": "«»", "sv": "«»“", "nb": "“”"}[language]
    told = [
        (message.id, text)
        for message in i18n.load(language)
        for text in i18n._strings(message.string or "")
        if message.id and set(foreign) & set(text)
    ]

    assert told == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_that_is_too_long_is_refused_in_the_readers_language(
    cast: Cast, as_person: ClientFor, language: str
) -> None:
    many = ["forms", "grants", "care", "crisis", "staff", "work", "mobility", "building", "benefits", "education"]
    cast.member.language = language
    cast.member.save(update_fields=["language"])
    answer = as_person(cast.member).post(
        "/api/problems/",
        {"title": "Too much at once", "language": "en", "topics": many * 3},
        format="json",
    )

    with translation.override(language):
        borrowed = {translation.gettext(words) for words in BORROWED}
    (told,) = answer.json()["details"]["topics"]
    assert re.sub(r"\d+", "{max_length}", told) in borrowed
    assert language == "en" or not told.startswith("Ensure")


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_begins_and_ends_as_its_source_does(language: str) -> None:
    odd = []
    for message in i18n.load(language):
        source, words = (i18n._strings(one or "")[-1] for one in (message.id, message.string))
        if not source or not words:
            continue
        ends = source[-1] in ".:?" and words[-1] not in {".": ".!", ":": ":", "?": "?"}[source[-1]]
        # A greeting ends with a comma in English and Dutch, with an exclamation mark in Swedish and Norwegian.
        if ends or source[0].isspace() != words[0].isspace() or source[-1].isspace() != words[-1].isspace():
            odd.append((source, words))

    assert odd == []


def all_choices() -> Iterator[type[TextChoices]]:
    """Every list of choices of our own apps, once."""
    found = {
        choices
        for app in apps.get_app_configs()
        if (settings.BASE_DIR / app.name.split(".")[0]).is_dir()
        for choices in _choices_under(app.name)
    }
    yield from sorted(found, key=lambda one: one.__qualname__)


def _choices_under(name: str) -> Iterator[type[TextChoices]]:
    import sys

    for module in [module for key, module in sys.modules.items() if key == name or key.startswith(f"{name}.")]:
        for _name, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, TextChoices) and value is not TextChoices:
                yield value


@pytest.mark.parametrize("language", OTHERS)
def test_every_choice_has_a_word_of_its_own(language: str) -> None:
    alike = []
    for choices in all_choices():
        for member in choices if choices is not Mailed else ():
            with translation.override("en"):
                english = str(member.label)
            with translation.override(language):
                words = str(member.label)
            if words == english and words not in SAME[language]:
                alike.append(f"{choices.__name__}.{member.name}: {english}")

    assert len(list(all_choices())) > 15
    assert alike == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_refusal_speaks_the_readers_language(language: str) -> None:
    kinds: list[type[refusals.Refusal]] = [
        kind for _name, kind in inspect.getmembers(refusals, inspect.isclass) if issubclass(kind, refusals.Refusal)
    ]

    assert len(kinds) > 9
    for kind in kinds:
        assert in_words(kind.title, language) != in_words(kind.title, "en"), kind.__name__
