"""The page behind the answers in an invitation's letter: no sign-in, no names, nothing about the team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from rest_framework.throttling import BaseThrottle

from common import throttles
from common.refusals import Refusal
from dotanks.actions import links
from dotanks.inviting.links import invitation_behind
from dotanks.states import DeclineReason
from people.models import Person

A_MINUTE, MOST = 60, 30
# Programs that look through mail follow every link: they only ever see the question.
ASKED = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(ASKED)
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, and on the click say yes."""
    return _answer(request, token, "yes")


@never_cache
@require_http_methods(ASKED)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether they want to say why, and on the click say no."""
    return _answer(request, token, "no")


def _answer(request: HttpRequest, token: str, answer: str) -> HttpResponse:
    reader = request.user if isinstance(request.user, Person) else None
    try:
        throttles.count("answers", _address(request), most=MOST, seconds=A_MINUTE, words=_too_much())
        if request.method != "POST":
            invitation_behind(token, reader)
        elif answer == "yes":
            links.accept_by_link(token=token, reader=reader)
        else:
            reason = request.POST.get("reason", "")
            links.decline_by_link(token=token, reader=reader, reason=reason if reason in DeclineReason else "")
    except Refusal as refusal:
        refused = {"title": _("This link does not answer anything now"), "words": refusal.detail}
        return render(request, "invitation_refused.html", refused, status=refusal.status)
    done = request.method == "POST"
    asked = {"answer": answer, "done": done, "token": token, "reasons": DeclineReason.choices}
    return render(request, "answer_invitation.html", asked)


def _address(request: HttpRequest) -> str:
    return str(BaseThrottle().get_ident(request))  # type: ignore[arg-type]


def _too_much() -> str:
    return _("That was too much at once. Please wait a moment and try again.")
