"""Manners of every answer: signed-in pages are kept by nobody, and a bug shows a reference that is in the log."""

import logging
from collections.abc import Callable
from typing import TypeAlias

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from common.api import new_reference

Respond: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger(__name__)


class KeepPrivate:
    """What a signed-in person is shown is stored in no cache between."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(("/api/", "/app/")) or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
            patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class RefuseInWords:
    """An unexpected failure says what to do and names a reference; what went wrong stays in the log."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Http404 | PermissionDenied | BadRequest | SuspiciousOperation | MultiPartParserError):
            return None  # Django's own ways to say no; their pages are in flow.pages.refused
        reference = new_reference()
        away = isinstance(error, OperationalError | InterfaceError | RedisError)
        status = 503 if away else 500
        log.error("unexpected", extra={"reference": reference, "path": request.path}, exc_info=error)
        words = (
            _("The service is catching its breath. Nothing was saved; please try again in a minute.")
            if away
            else _("Something went wrong on our side. Nothing was saved; please try again.")
        )
        if request.path.startswith("/api/"):
            return JsonResponse(
                {
                    "type": "about:blank",
                    "title": words,
                    "status": status,
                    "code": "unavailable" if away else "unexpected",
                    "detail": words,
                    "reference": reference,
                },
                status=status,
                content_type="application/problem+json",
                headers={"Retry-After": "10"} if away else {},
            )
        return render(request, "unexpected.html", {"words": words, "reference": reference}, status=status)
