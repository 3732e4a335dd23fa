"""Every text in four languages: nothing missing, nothing lost, no English left where another language was asked for."""

import ast
import inspect
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db.models import TextChoices
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation.reloader import translation_file_changed

from common import refusals
from common.borrowed_words import BORROWED
from dotanks import reason_words
from dotanks.assembly.eligibility import CODES, PRIVATE_CODES
from flow import desk, trail
from people import delivery, notices
from people.models import Notice
from people.models.notices import Mailed, Told  # Mailed: no person reads how a mail went
from tests import stages
from tests.cast import Cast
from tests.conftest import ClientFor
from tools import catalogues, i18n

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in LANGUAGES if code != "en"]
# The same word in both languages, and rightly so.
SAME = {
    "nl": {"Do Tank", "Pilot", "Land", "Curiosity", "Account", "Start"},
    "sv": {"Do Tank", "Pilot", "Problem", "Regional", "Region", "Organisation"},
    "nb": {"Do Tank", "Pilot", "Problem", "Region", "Administrator"},
}
QUOTES = " “”«»"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    """What is read here is what the catalogues say now."""
    if catalogues.compile():
        translation_file_changed(sender=None, file_path=Path("django.mo"))


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


def in_words(words: Any, language: str) -> str:
    with translation.override(language):
        return str(words)


# Notices and their letters ------------------------------------------------------------------------------------------


def wanted_by(words: notices.NoticeWords) -> set[str]:
    """What a kind's words need to be told."""
    with translation.override("en"):
        return {name for one in (words.happened, words.asked, words.button) for name in PLACEHOLDER.findall(str(one))}


def test_every_letter_is_written_in_its_readers_language(cast: Cast) -> None:
    assert len(notices._words) > 20
    english: dict[str, set[str]] = {}
    for language in LANGUAGES:
        cast.member.language = language
        for kind, words in notices._words.items():
            data = {name: f"⟦{name}⟧" for name in wanted_by(words)}
            notice = Notice(person=cast.member)
            notice.close(Told(kind, data, "/app/somewhere", timezone.now()))

            letter = delivery.mail_of(notices.letter_for(cast.member, due_at=timezone.now()), [notice])

            html, body = str(letter.alternatives[0][0]), str(letter.body)
            said = sentences(body, html)
            assert all(value in body and value in Text(html).joined for value in data.values()), kind
            assert "%(" not in f"{body}{html}{letter.subject}", kind
            assert f'lang="{language}"' in html
            assert letter.extra_headers["Content-Language"] == language
            if language == "en":
                english[kind] = said
            else:
                assert said & english[kind] <= {"Do Tank Network"}, (kind, language)
                assert len(said) == len(english[kind]), (kind, language)


def sentences(body: str, html: str) -> set[str]:
    """The lines of a letter that somebody wrote: no names, no addresses."""
    lines = [*body.splitlines(), *Text(html).lines]
    words = {re.sub(r"https?://\S+|⟦\w+⟧|Mia Member", "", line).strip(QUOTES) for line in lines}
    return {line for line in words if re.search(r"\w{2}", line)}


def kinds_promised() -> Iterator[tuple[str, set[str]]]:
    """Each call of `promise_notices` in the code: the kind as it is written there, and the data it gives."""
    for app in ("ideas", "dotanks", "experiments", "learning", "flow"):
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "promise_notices":
                    given = {one.arg: one.value for one in node.keywords if one.arg}
                    data = set(given) - {"key", "kind", "to", "link", "needs_you", "quiet_key"}
                    yield ast.unparse(given["kind"]), data


def test_every_promise_gives_its_letter_what_the_words_ask_for() -> None:
    # Where the kind is worked out, these are the ones it can be.
    worked_out = {
        ("kind", frozenset({"pilot"})): ["pilot_opened", "pilot_stopped", "pilot_reached_end", "pilot_concluded"],
        ("kind", frozenset({"person", "problem"})): ["invitation_accepted", "invitation_declined"],
        ("kind", frozenset({"problem"})): [kind for kind in notices._words if kind.startswith(("poster_", "problem_"))],
        ("f'proposal_{step}'", frozenset({"proposal"})): [
            "proposal_sign_off",
            "proposal_send_back",
            "proposal_decline",
        ],
    }
    told: set[str] = set()
    for kind, data in kinds_promised():
        kinds = worked_out.get((kind, frozenset(data))) or [str(ast.literal_eval(kind))]
        told.update(kinds)
        for one in kinds:
            assert wanted_by(notices._words[one]) <= data, one

    assert set(notices._words) == told


# The assembler's sentences ------------------------------------------------------------------------------------------

REASONS: list[tuple[str, dict[str, Any]]] = [
    ("only_in_skill", {"skill": "plain-language", "level": 3, "wanted": True}),
    ("strongest_in_skill", {"skill": "evaluation", "level": 3, "wanted": True, "next_level": 2}),
    ("second_in_skill", {"skill": "procurement", "level": 2, "wanted": True}),
    ("only_kind", {"kind": "ministry"}),
    ("only_region", {"region": "Drenthe"}),
    ("shared_topic", {"topic": "benefits", "people": 1}),
    ("first_do_tank", {"people": 1}),
    ("only_member_at_home", {"organisation": "x"}),
    ("free_hours", {"hours": 2.5, "asked": 4.0, "team_hours": 12.0}),
]
UNMET: list[tuple[str, dict[str, Any]]] = [
    ("nobody_eligible", {"members": 3, "reasons": []}),
    ("no_shared_language", {"members": {"nl": 1}, "team_language": "nl"}),
    ("below_minimum", {"found": 1, "smallest": 4}),
    ("fewer_than_wanted", {"found": 4, "wanted": 5}),
    ("seat_left_open", {"found": 4, "wanted": 5, "under_points": 1}),
    ("too_few_organisations", {"found": 1, "needed": 2}),
    ("everybody_busy", {"busy": 1}),
    ("everybody_busy", {"busy": 3}),
    ("skill_missing", {"skill": "curiosity"}),
    ("skill_thin", {"skill": "data-protection"}),
    ("one_first_timer", {"member_id": "x"}),
]
WIDENINGS: list[tuple[str, dict[str, Any]]] = [
    ("second_language", {"language": "sv"}),
    ("one_more_per_organisation", {"max_per_organisation": 2}),
    ("fewer_hours", {"hours": 1.5}),
]
BROKEN = [
    *(code for code in CODES if code not in PRIVATE_CODES),
    *("not_the_team_language", "language_not_of_problem", "per_organisation", "conflict_line", "size"),
    *("too_few_organisations", "may_not_be_asked"),
]


def told_apart(say: Any) -> set[str]:
    """The same thing said in each language: four sentences, and nothing that was not filled in."""
    said = set()
    for language in LANGUAGES:
        with translation.override(language):
            words = str(say())
        assert words.endswith((".", "…")), words
        assert "%" not in words, words
        said.add(words)
    assert len(said) == len(LANGUAGES), said
    return said


@pytest.mark.parametrize(("code", "data"), REASONS)
def test_a_seat_is_explained_in_each_language(code: str, data: dict[str, Any]) -> None:
    told_apart(lambda: reason_words.reason(code, data))


@pytest.mark.parametrize(("code", "data"), UNMET)
def test_what_nobody_could_give_is_said_in_each_language(code: str, data: dict[str, Any]) -> None:
    told_apart(lambda: reason_words.unmet(code, data))


@pytest.mark.parametrize(("code", "data"), WIDENINGS)
@pytest.mark.parametrize("gained", [[], ["evaluation", "plain-language"]])
def test_asking_for_less_is_offered_in_each_language(code: str, data: dict[str, Any], gained: list[str]) -> None:
    told_apart(lambda: reason_words.widening(code, data, size=4, skills_gained=gained))


def test_each_rule_that_may_be_shown_has_a_sentence_of_its_own() -> None:
    said = {code: frozenset(told_apart(lambda code=code: reason_words.broken(code))) for code in BROKEN}

    assert len(set(said.values())) == len(BROKEN)
    # What must not be told sounds like the general no.
    assert {reason_words.broken(code) for code in PRIVATE_CODES} == {reason_words.broken("may_not_be_asked")}


def test_the_lists_above_know_every_code_that_has_words() -> None:
    listed = {"reason": REASONS, "unmet": UNMET, "widening": WIDENINGS}
    for function in ast.parse(inspect.getsource(reason_words)).body:
        if isinstance(function, ast.FunctionDef) and function.name in listed:
            codes = {
                str(pattern.value.value)
                for pattern in ast.walk(function)
                if isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant)
            }
            assert codes == {code for code, _data in listed[function.name]}, function.name


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    data = {"hours": 2.5, "asked": 4.0}
    with translation.override("nl"):
        assert reason_words.reason("free_hours", data) == "Heeft 2,5 uur per week; gevraagd wordt 4."
    with translation.override("en"):
        assert reason_words.reason("free_hours", data) == "Has 2.5 hours a week; 4 are asked."


# Pages ---------------------------------------------------------------------------------------------------------------


class Text(HTMLParser):
    """What a person reads on a page or hears from a screen reader; texts whose own language is named are left out."""

    VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle", "wbr", "rect"})
    SPOKEN = ("aria-label", "alt", "title", "placeholder")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        named = tag != "html" and "lang" in found
        hidden = named or tag in {"script", "style"} or any(quiet for _tag, quiet in self._open)
        if tag not in self.VOID:
            self._open.append((tag, hidden))
        spoken = [*self.SPOKEN, *(["content"] if found.get("name") == "description" else [])]
        self.lines += [str(found[name]) for name in spoken if found.get(name) and not hidden]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(quiet for _tag, quiet in self._open):
            self.lines.append(" ".join(data.split()))

    @property
    def joined(self) -> str:
        return "\n".join(self.lines)


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
# Names, and words that are the same in another language.
ANYWHERE = {"Do Tank Network", "Do Tank", "English", "Nederlands", "Svenska", "Norsk bokmål", "Pilot"} | {
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


# Mails of sign-in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("account", ["known", "unknown"])
def test_a_mail_for_a_new_password_is_in_the_language_of_the_page(
    cast: Cast, client: Client, language: str, account: str
) -> None:
    address = cast.member.email if account == "known" else f"nobody@{cast.home.domain}"

    client.post(f"/{language}/accounts/password/reset/", {"email": address})

    (sent,) = mail.outbox
    with translation.override(language):
        subject = translation.gettext("Choose a new password" if account == "known" else "No account with this address")
        stays = translation.gettext(
            "It was not you? Then do nothing: your password stays as it is."
            if account == "known"
            else "It was not you? Then do nothing."
        )
    assert language == "en" or stays[:10] != "It was not"
    assert subject in sent.subject
    assert stays in sent.body
    assert "Hello from" not in sent.body
