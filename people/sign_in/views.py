"""The way to an organisation's sign-in service and back; and the list of one's sessions."""

from typing import Any

from allauth.account.internal.flows import reauthentication
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.sign_in import refused
from people.sign_in.adapter import CONFIRM
from people.sign_in.ending import end_sessions
from people.sign_in.openid import Adapter

LANGUAGE = "language_of_sign_in"
# Ask who it is even if the service still knows, and say when that was.
ANEW = {"prompt": "login", "max_age": "0"}


@never_cache
def sign_in_there(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the organisation's service to sign in."""
    return _go(request, provider_id, "login")


@never_cache
@login_required
def connect(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go there to connect it with the account one is signed in to; only for who has just shown that it is them."""
    _provider(request, provider_id)
    if reauthentication.is_reauthentication_required(request, app="allauth.socialaccount"):
        raise ReauthenticationRequired
    return _go(request, provider_id, "connect")


@never_cache
@login_required
def confirm(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go there to be asked anew who one is."""
    return _go(request, provider_id, CONFIRM)


def _go(request: HttpRequest, provider_id: str, process: str) -> HttpResponse:
    provider = _provider(request, provider_id)
    next_url = get_next_redirect_url(request)
    if request.method != "POST":
        context = {"provider": provider, "process": process, "next": next_url or ""}
        return render(request, "socialaccount/login.html", context)
    request.session[LANGUAGE] = translation.get_language()
    response = provider.redirect(
        request, process, next_url=next_url, auth_params=dict(ANEW if process == CONFIRM else {})
    )
    if not isinstance(response, HttpResponseRedirect):
        return response  # type: ignore[no-any-return]
    # A page in between: a form that leads to another site would be stopped by our own security policy.
    return render(request, "socialaccount/on_the_way.html", {"provider": provider, "address": response.url})


@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The organisation's service has sent somebody back."""
    provider = _provider(request, provider_id)
    if language := request.session.get(LANGUAGE):
        translation.activate(language)
        request.LANGUAGE_CODE = language
    try:
        return OAuth2CallbackView.adapter_view(Adapter(request, provider_id))(request)  # type: ignore[no-any-return]
    except IntegrityError:
        # Twice at once for the first time: the other one was quicker, and next time the person is known.
        return refused.page(request, provider, "again")


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter(request).get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown


@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, the newest first."""
    mine = sorted(UserSession.objects.purge_and_list(request.user), key=lambda one: one.last_seen_at, reverse=True)
    return render(request, "usersessions/usersession_list.html", {"sessions": mine})


@require_POST
@login_required
def end_session(request: HttpRequest, session_id: int | None = None) -> HttpResponse:
    """Sign out elsewhere: there, or with no id everywhere but here."""
    others = UserSession.objects.filter(user_id=request.user.pk).exclude(session_key=request.session.session_key)
    chosen = others if session_id is None else others.filter(pk=session_id)
    if session_id is not None and not chosen.exists():
        raise Http404
    end_sessions(chosen)
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")
