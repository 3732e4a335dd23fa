"""Notices and mails, in the language of whom they reach."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from people import delivery, notices
from people.models import Notice
from people.models.notices import Told
from tests.cast import Cast
from tests.translations.html_text import Text
from tests.translations.languages import LANGUAGES, PLACEHOLDER, QUOTES


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
    """Each call that promises notices: the kind as it is written there, and the data it gives."""
    for app in ("people", "ideas", "dotanks", "experiments", "learning", "flow"):
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                called = getattr(getattr(node, "func", None), "id", "")
                if isinstance(node, ast.Call) and called in {"promise_notices", "tell_poster"}:
                    given = {one.arg: one.value for one in node.keywords if one.arg}
                    data = set(given) - {"key", "kind", "to", "link", "needs_you", "quiet_key"}
                    yield ast.unparse(given["kind"]), data | ({"problem"} if called == "tell_poster" else set())


# Where the code works out the kind, these are the ones it can be, by how they begin.
WORKED_OUT = {
    ("kind", frozenset({"person", "since", "until"})): ("stand_in_",),
    ("kind", frozenset({"organisation", "reason"})): ("claim_", "role_"),
    ("kind", frozenset({"group", "person", "reason"})): ("group_",),
    ("kind", frozenset({"problem"})): (
        "poster_",
        "problem_",
        "comment_answered",
        "mentioned",
        "triage_",
        "peer_",
        "backing_",
        "join_",
        "margin_",
    ),
    ("kind", frozenset({"problem", "reason"})): ("comment_hidden", "comment_shown_again"),
    ("kind", frozenset({"pilot", "reason", "measure", "value", "unit", "limit", "rule"})): ("pilot_",),
    ("kind", frozenset({"pilot", "measure", "value", "unit", "limit", "used", "day"})): (
        "guardrail_",
        "limit_",
        "check_in_",
    ),
    ("kind", frozenset({"person", "room", "session", "plan"})): ("session_",),
    ("kind", frozenset({"proposal", "days"})): ("sign_off_reminder", "sign_off_escalated"),
    ("kind", frozenset({"person", "problem"})): ("invitation_", "beside_"),
    ("f'copy_{asked.state}'", frozenset({"rule"})): ("copy_",),
    ("f'hours_{asked.state}'", frozenset({"problem"})): ("hours_",),
    ("f'proposal_{step}'", frozenset({"proposal"})): ("proposal_",),
    ("f\"followed_{kind.removeprefix('poster_')}\"", frozenset({"problem"})): ("followed_",),
}


def test_every_promise_gives_its_letter_what_the_words_ask_for() -> None:
    promised = list(kinds_promised())
    named = {str(ast.literal_eval(kind)): data for kind, data in promised if kind.startswith("'")}
    told = set(named)
    for kind, data in named.items():
        assert wanted_by(notices._words[kind]) <= data, kind
    for kind, data in promised:
        if not kind.startswith("'"):
            begins = WORKED_OUT[kind, frozenset(data)]
            for one in (one for one in set(notices._words) - set(named) if one.startswith(begins)):
                told.add(one)
                assert wanted_by(notices._words[one]) <= data, one

    assert set(notices._words) == told


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
