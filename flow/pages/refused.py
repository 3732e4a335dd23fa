"""Pages that say no, or that something is wrong, in words."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.api import problem_details
from common.refusals import Forbidden, Unknown


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: mostly a page that stood open too long."""
    words = _("This page stood open too long. Go back, load it again and send once more; nothing was saved.")
    if request.path.startswith("/api/"):
        return _as_json(Forbidden(words, code="csrf"))
    return render(request, "refused.html", {"words": words}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here for this reader."""
    if request.path.startswith("/api/"):
        return _as_json(Unknown())
    return render(request, "refused.html", {"words": Unknown.title}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself cannot be read."""
    return render(request, "refused.html", {"words": _("This request could not be read.")}, status=400)


def _as_json(refusal: Forbidden | Unknown) -> HttpResponse:
    answer = problem_details(refusal)
    assert answer is not None
    return JsonResponse(answer.data, status=refusal.status, content_type="application/problem+json")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader may not do this."""
    return render(request, "refused.html", {"words": Forbidden.title}, status=403)
