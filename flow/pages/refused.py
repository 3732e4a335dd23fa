"""Pages that say no, or that something is wrong, in words."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.api import new_reference, problem_details
from common.refusals import Forbidden, Refusal, StoodOpenTooLong, Unavailable, Unknown

log = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: mostly a page that stood open too long."""
    if request.path.startswith("/api/"):
        return _as_json(StoodOpenTooLong())
    return _page(request, 403, _("Please send it once more"), str(StoodOpenTooLong.title))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here for this reader."""
    if request.path.startswith("/api/"):
        return _as_json(Unknown())
    words = _("The address may be mistyped, or what stood here was withdrawn or is not public.")
    return _page(request, 404, _("There is nothing at this address"), words)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself cannot be read."""
    return _page(request, 400, _("This request could not be read"), _("Nothing was saved. Go back and try once more."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader may not do this."""
    return _page(request, 403, _("This is not yours to open"), str(Forbidden.title))


def unexpected(request: HttpRequest) -> HttpResponse:
    """A failure before or after the page itself: says what to do, with a reference that is in the log."""
    reference = new_reference()
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    log.error("unexpected", extra={"reference": reference, "path": request.path}, exc_info=error)
    status = 503 if away else 500
    words = Unavailable.title if away else _("Something went wrong on our side. Nothing was saved; please try again.")
    if request.path.startswith("/api/"):
        code = "unavailable" if away else "unexpected"
        body = {"type": "about:blank", "title": str(words), "status": status, "code": code, "detail": str(words)}
        return JsonResponse(body | {"reference": reference}, status=status, content_type="application/problem+json")
    return render(request, "unexpected.html", {"words": words, "reference": reference}, status=status)


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "refused.html", {"title": title, "words": words, "status": status}, status=status)


def _as_json(refusal: Refusal) -> HttpResponse:
    answer = problem_details(refusal)
    assert answer is not None
    return JsonResponse(answer.data, status=refusal.status, content_type="application/problem+json")
