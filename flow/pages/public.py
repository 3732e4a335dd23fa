"""Public pages: no account, almost no script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language


def in_my_language(request: HttpRequest) -> HttpResponse:
    """Send the reader on to the same page under their language."""
    return HttpResponseRedirect(f"/{get_language() or 'en'}{request.get_full_path()}")


def start(request: HttpRequest) -> HttpResponse:
    """What this is, in one look."""
    return render(request, "start.html")
