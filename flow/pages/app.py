"""The shell in which the signed-in application runs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie

from people.queries import organisation_of


@ensure_csrf_cookie
@login_required(login_url="account_login")
def shell(request: HttpRequest) -> HttpResponse:
    """One page; the application takes it from here."""
    home = organisation_of(request.user) if request.user.is_authenticated else None
    return render(request, "app.html", {"home": home if home and home.colour else None})
