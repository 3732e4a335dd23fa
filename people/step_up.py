"""Fresh proof of who sits there, before what binds others: a sign-off, a look behind a pseudonym."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.refusals import Forbidden
from common.requests import SignedInRequest
from people.rules import asleep
from people.sign_in.session_store import PROVED_AT

P = ParamSpec("P")
Answer = TypeVar("Answer")


class StepUpNeeded(Forbidden):
    """They may do it, once they have shown again that it is them; `link` leads there."""

    code = "step_up_needed"
    title = _("Please confirm first that it is you. What you typed is kept.")


class SecondFactorNeeded(Forbidden):
    """Their role sleeps until a password alone no longer lets anybody in; `link` leads there."""

    code = "second_factor_needed"
    title = _("Your role needs a second step at sign-in. Set it up first; it takes two minutes.")


def proved_at(request: HttpRequest) -> float:
    """When whoever sits there last showed who they are, in seconds since 1970."""
    confirmed = [record["at"] for record in get_authentication_records(request, request.user)]
    return float(max([request.session.get(PROVED_AT, 0.0), *confirmed]))


def demand(request: SignedInRequest) -> None:
    """Refuse unless it was shown within the last minutes who sits there."""
    if not request.user.is_authenticated:
        return  # the view's own permissions say so
    if asleep(request.user):
        raise SecondFactorNeeded(link=reverse("mfa_index"))
    minutes = settings.STEP_UP_MINUTES
    if minutes and time.time() - proved_at(request._request) > minutes * 60:
        raise StepUpNeeded(link=reverse("account_reauthenticate"))


def stepped_up(view: Callable[P, Answer]) -> Callable[P, Answer]:
    """A view of the API that is only for whoever has just shown who they are."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Answer:
        request: SignedInRequest = args[1]  # type: ignore[assignment]
        demand(request)
        return view(*args, **kwargs)

    return wrapped
