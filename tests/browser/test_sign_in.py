"""Signing in through a real browser: with one's organisation, a passkey, a one-time code; and ended from a distance."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visitor, axe, in_english
from tests.people.organisation_service import Service

Visit = Callable[..., Visitor]
PASSWORD = "working-smarter-2010"
SUBMIT = """
from flow.steps import submit_proposal
from dotanks.models import DoTank, Proposal
written = DoTank.objects.filter(state="working", versions__isnull=False)
dotank = written.exclude(pk__in=Proposal.objects.values("dotank")).order_by("id").first()
words = dict(title="Two desks", asked="Let two desks try it.", summary="Until March.", evaluation="We count.")
member, version = dotank.seats.order_by("id").first().person, dotank.versions.order_by("number").last()
proposal = submit_proposal(person=member, dotank_id=dotank.pk, version=version.number, **words)
print(dotank.manager.email, proposal.pk)
"""
# People of the demo network, each for one test.
PASSKEYS, CODES, DISTANT = range(3)


@pytest.fixture(autouse=True)
def _as_before(site: Site) -> Iterator[None]:
    """Nobody keeps a second step: a later test may ask the same person and sign them in by password alone."""
    yield
    site.rows("DELETE FROM mfa_authenticator RETURNING id")


@pytest.fixture
def named(site: Site) -> Site:
    """The site under a name, as passkeys want it."""
    return replace(site, address=site.address.replace("127.0.0.1", "localhost"))


def somebody(site: Site, number: int) -> str:
    """One of those who hold no role and no seat."""
    rows = site.rows(
        "SELECT email FROM people_person p WHERE is_active AND email <> 'anneke@veldoever.example' "
        "AND NOT EXISTS (SELECT 1 FROM people_role r WHERE r.person_id = p.id) "
        "AND NOT EXISTS (SELECT 1 FROM dotanks_invitation i WHERE i.person_id = p.id) ORDER BY email LIMIT 1 OFFSET %s",
        number,
    )
    return str(rows[0][0])


def sign_in(visitor: Visitor, email: str) -> Page:
    page = visitor.page
    page.goto(f"{visitor.site.address}/en/accounts/login/")
    page.get_by_label(re.compile("e-?mail", re.I)).fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="It is me").click()


def sign_out(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/en/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")


def at_the_desk(page: Page) -> None:
    page.wait_for_url("**/app/")
    page.get_by_role("heading", level=1).wait_for()


def test_with_one_s_organisation(visit: Visit, site: Site, service: Service) -> None:
    visitor = visit()
    page = visitor.page
    page.goto(f"{visitor.site.address}/en/accounts/login/?next=/app/settings")
    assert axe(page) == []

    page.get_by_role("button", name="Gemeente Veldoever").click()
    page.wait_for_url(f"{service.issuer}/**")
    page.get_by_role("button", name="nora").click()

    page.wait_for_url("**/app/settings")
    expect(page.get_by_text("Nora New").first).to_be_visible()
    page.get_by_role("link", name=re.compile("passkeys, one-time codes")).click()
    page.get_by_role("link", name="Your organisation's sign-in").click()
    expect(page.get_by_text("connected", exact=True)).to_be_visible()
    assert axe(page) == []


def a_device(page: Page) -> None:
    """A phone that holds passkeys and knows its owner's finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_with_a_passkey(visit: Visit, named: Site) -> None:
    site, visitor, email = named, visit(), somebody(named, PASSKEYS)
    visitor.site = named
    page = sign_in(visitor, email)
    at_the_desk(page)
    a_device(page)

    page.goto(f"{site.address}/en/accounts/2fa/")
    assert axe(page) == []
    page.get_by_role("link", name="Make a passkey").click()
    confirm(page)
    page.get_by_label("Name").fill("My telephone")
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="Remove My telephone")).to_be_visible()
    sign_out(page, site)

    page.goto(f"{site.address}/en/accounts/login/?next=/app/notices")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/app/notices")


def test_with_a_one_time_code_and_with_a_recovery_code(visit: Visit, site: Site) -> None:
    visitor, email = visit(), somebody(site, CODES)
    page = sign_in(visitor, email)
    at_the_desk(page)
    page.goto(f"{site.address}/en/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.get_by_role("definition").inner_text()
    assert axe(page) == []
    page.get_by_label("The six digits").fill(code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    recovery = page.get_by_role("main").get_by_role("listitem").first.inner_text()
    assert axe(page) == []
    sign_out(page, site)

    sign_in(visitor, email)
    page.get_by_label("Code from your app").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("does not fit")
    page.get_by_label("Code from your app").fill(code(secret, later=1))
    page.keyboard.press("Enter")
    at_the_desk(page)
    sign_out(page, site)

    sign_in(visitor, email)
    page.get_by_label("Code from your app").fill(recovery)
    page.keyboard.press("Enter")
    at_the_desk(page)


def code(secret: str, later: int = 0) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later)))


def test_before_a_sign_off_a_manager_confirms_and_finds_what_was_typed(visit: Visit, site: Site) -> None:
    said = site.do(SUBMIT).strip()
    email, proposal = said.split()
    # A session that was opened without anybody showing who they are just now.
    in_english(site, email)
    page = visit(email).go(f"/app/proposals/{proposal}")
    page.get_by_role("button", name="Sign off").click()
    page.get_by_label("What help do you promise").fill("Two desks until March.")
    page.get_by_label("Why do you sign it off").fill("Small, and it can be taken back.")
    page.get_by_role("button", name=re.compile("^Sign version . off")).click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is kept")
    assert axe(page) == []
    assert site.rows("SELECT state FROM dotanks_proposal WHERE id = %s", proposal) == [("submitted",)]

    page.get_by_role("link", name="Confirm that it is you").click()
    page.get_by_label("Password").fill("not my password")
    page.get_by_role("button", name="It is me").click()
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
    assert axe(page) == []
    confirm(page)

    page.wait_for_url(f"**/app/proposals/{proposal}")
    expect(page.get_by_label("What help do you promise")).to_have_value("Two desks until March.")
    expect(page.get_by_label("Why do you sign it off")).to_have_value("Small, and it can be taken back.")
    page.get_by_role("button", name=re.compile("^Sign version . off")).click()
    expect(page.get_by_role("heading", name="Your answer")).to_have_count(0)
    expect(page.get_by_text("Two desks until March.")).to_be_visible()
    assert site.rows("SELECT state FROM dotanks_proposal WHERE id = %s", proposal) == [("signed_off",)]


def test_a_session_ended_from_a_distance_is_over_within_ten_seconds(visit: Visit, site: Site) -> None:
    lost, here, email = visit(), visit(), somebody(site, DISTANT)
    at_the_desk(sign_in(lost, email))
    page = sign_in(here, email)
    at_the_desk(page)

    page.goto(f"{site.address}/en/accounts/sessions/")
    assert axe(page) == []
    page.get_by_role("button", name=re.compile("^Sign out there")).click()

    lost.page.wait_for_url("**/accounts/login/**", timeout=10_000)
    expect(page.get_by_role("status")).to_contain_text("signed out there")
    expect(page.get_by_role("button", name=re.compile("^Sign out there"))).to_have_count(0)
