"""What went wrong on the way to or from an organisation's sign-in service, in words, and what to do now."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.api import new_reference

log = logging.getLogger(__name__)


def page(request: HttpRequest, provider: Any, why: str, *, found: str = "") -> HttpResponse:
    """The page for one reason; what we found out about the service goes to the log with the page's reference."""
    name = provider.app.name
    status, title, words, what_to_do = {
        "away": (
            503,
            _("%(name)s does not answer") % {"name": name},
            _("The sign-in service of your organisation is away or too slow at the moment. Nobody was signed in."),
            _("Wait a minute and try again. If it goes on, tell the people who run it."),
        ),
        "untrusted": (
            403,
            _("We could not trust the answer of %(name)s") % {"name": name},
            _("The sign-in service said something that does not fit what we know of it. Nobody was signed in."),
            _("Please try once more. If it happens again, send us the reference below."),
        ),
        "again": (
            403,
            _("This sign-in was not finished"),
            _("It took too long, was opened twice, or began in another browser. Nobody was signed in."),
            _("Please start again."),
        ),
        "no_organisation": (
            403,
            _("We do not know your organisation"),
            _("%(name)s did not say that you work for an organisation of this network.") % {"name": name},
            _("Ask the people who run it at your organisation, or write to us."),
        ),
        "no_address": (
            403,
            _("Your work address is missing"),
            _("%(name)s did not give us an address of your organisation.") % {"name": name},
            _("Ask the people who run it at your organisation to pass your work address on."),
        ),
        "known_address": (
            403,
            _("There is an account with your address already"),
            _("An address alone is no proof of who you are, so nothing was connected."),
            _("Sign in as you did before. Then connect %(name)s under Settings, at “How you sign in”.")
            % {"name": name},
        ),
        "works_elsewhere": (
            403,
            _("This sign-in belongs to another organisation"),
            _("%(name)s speaks for an organisation where you do not work, as far as we know.") % {"name": name},
            _("Sign in another way. Did you change jobs? Then write to us."),
        ),
        "somebody_else": (
            403,
            _("That was somebody else"),
            _("%(name)s named another person than the one who is signed in here.") % {"name": name},
            _("Nothing was confirmed. Please try again as yourself."),
        ),
        "not_anew": (
            403,
            _("%(name)s did not ask who you are") % {"name": name},
            _("It let you through without asking anew, so nothing is confirmed."),
            _("Confirm with a passkey or a one-time code, which you can set up under Settings, or sign in again."),
        ),
    }[why]
    reference = new_reference()
    log.warning(
        "sign_in.refused",
        extra={"provider": provider.app.provider_id, "why": why, "reference": reference, "found": found},
    )
    context = {"title": title, "words": words, "what_to_do": what_to_do, "reference": reference}
    response = render(request, "socialaccount/authentication_error.html", context, status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def refuse(request: HttpRequest, provider: Any, why: str, *, found: str = "") -> ImmediateHttpResponse:
    """The same page, to be raised where the library calls us."""
    return ImmediateHttpResponse(page(request, provider, why, found=found))
