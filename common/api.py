"""HTTP manners of every endpoint: sign-in, checked bodies, pages, kept answers, refusals in words."""

import json
import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, wraps
from io import BytesIO
from typing import Any, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as DamagedValue
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from redis.exceptions import RedisError
from rest_framework import exceptions, serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from common.kept import Answer, Kept, KeyReused
from common.refusals import (
    Clash,
    Forbidden,
    Invalid,
    NotOffered,
    NotSignedIn,
    Refusal,
    StoodOpenTooLong,
    TooMuch,
    Unavailable,
    Unknown,
    said_by_database,
)
from common.requests import SignedInRequest

log = logging.getLogger(__name__)
P = ParamSpec("P")

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A random key per intention: sending the same request twice does it once.",
)

# Lists and objects within each other; our own bodies have four.
DEEPEST = 32
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class SessionSignIn(SessionAuthentication):
    """The one way in: the session, with its CSRF token on every write."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class SessionSignInScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = SessionSignIn
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def _inside(whole: Any) -> Iterable[Any]:
    return whole.values() if isinstance(whole, dict) else whole


class Json(JSONParser):
    """JSON of a bearable length and depth; the rest is refused before it costs anything."""

    def parse(self, stream: Any, *args: Any, **kwargs: Any) -> Any:
        # Django's own limit guards only bodies that it reads itself.
        sent = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(sent) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise exceptions.ParseError
        try:
            read = super().parse(BytesIO(sent), *args, **kwargs)
        except RecursionError as too_deep:
            raise exceptions.ParseError from too_deep
        level = [read]
        for _deep in range(DEEPEST):
            level = [one for whole in level if isinstance(whole, list | dict) for one in _inside(whole)]
        if level:
            raise exceptions.ParseError
        return read


class Pages(CursorPagination):
    """Keyset pages: as quick for the thousandth as for the first, and no number to overflow."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering: tuple[str, ...] = ("-created_at", "-id")
    max_cursor_length = 300

    def decode_cursor(self, request: Request) -> Any:
        encoded = request.query_params.get(self.cursor_query_param, "")
        if len(encoded) > self.max_cursor_length or "\x00" in encoded:
            raise Invalid({"cursor": [_("This page link is damaged. Start again from the first page.")]})
        return super().decode_cursor(request)


class PageQuery(serializers.Serializer[Any]):
    """What every list takes, for the schema; `Pages` reads it."""

    cursor = serializers.CharField(required=False, help_text="Where the next page begins: taken from `next`.")
    page_size = serializers.IntegerField(
        required=False, min_value=1, max_value=Pages.max_page_size, help_text=f"How many; {Pages.page_size} by itself."
    )


def page_of(
    request: Request,
    rows: QuerySet[Any],
    answer: type[serializers.BaseSerializer[Any]],
    *,
    ordering: tuple[str, ...] = Pages.ordering,
    **context: Any,
) -> Response:
    """One page of rows in this order, each in the words of `answer`."""
    pages = Pages()
    pages.ordering = ordering
    try:
        page = pages.paginate_queryset(rows, request)
    except (ValueError, TypeError, DamagedValue) as damaged:
        raise Invalid({"cursor": [_("This page link is damaged. Start again from the first page.")]}) from damaged
    data = answer(page, many=True, context={"request": request, **context}).data
    return pages.get_paginated_response(data)


class Body(serializers.Serializer[Any]):
    """What a request may say: anything else is refused by name, never ignored."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unexpected = set(data) - set(self.fields)
            if unexpected:
                raise serializers.ValidationError({name: [_("This is not asked for here.")] for name in unexpected})
        return super().to_internal_value(data)


class _NoneWhereEmpty(serializers.Field[Any, Any, Any, Any]):
    """An empty field names nothing, as a form sends it."""

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        return super().validate_empty_values(None if data == "" else data)


class Day(_NoneWhereEmpty, serializers.DateField):
    """A day between the years 2000 and 2100."""

    default_error_messages = {"invalid": gettext_lazy("Give a day, such as 2026-12-01.")}

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError(_("Choose a day between 2000 and 2100."))
        return day


class Moment(_NoneWhereEmpty, serializers.DateTimeField):
    """A moment between the years 2000 and 2100."""

    default_error_messages = {"invalid": gettext_lazy("Give a day and a time, such as 2026-12-01 14:30.")}

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not EARLIEST <= moment.date() < LATEST:
            raise serializers.ValidationError(_("Choose a day between 2000 and 2100."))
        return moment


def checked(body: type[serializers.BaseSerializer[Any]], request: Request, **kwargs: Any) -> dict[str, Any]:
    """The request's body, checked against `body`; refused field by field otherwise."""
    serializer = body(data=request.data, **kwargs)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def checked_query(body: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's query parameters, checked; the cursor belongs to the pages."""
    names = body().fields
    single = {
        name: request.query_params.getlist(name) if isinstance(field, serializers.ListField) else value
        for name, field in names.items()
        if (value := request.query_params.get(name)) is not None
    }
    serializer = body(data=single)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def once(view: Callable[P, Response]) -> Callable[P, Response]:
    """Keep the answer under the request's Idempotency-Key, and give it again to whoever repeats the request."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Response:
        request: SignedInRequest = args[1]  # type: ignore[assignment]
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(*args, **kwargs)
        if len(key) > 100 or not key.isprintable():
            raise Invalid({"Idempotency-Key": [_("Use at most 100 plain characters.")]})
        asked = f"{request.method} {request.path} {json.dumps(request.data, sort_keys=True, default=str)}"
        with transaction.atomic():
            try:
                kept = Kept(person=str(request.user.pk), key=key, asked=asked)
            except KeyReused:
                raise Clash(_("This key was already used for another request."), code="key_reused") from None
            if before := kept.answer:
                return Response(before.data, status=before.status)
            response = view(*args, **kwargs)
            kept.keep(Answer(response.status_code, response.data))
            return response

    return wrapped


def as_refusal(error: Exception) -> Refusal | None:
    """The refusal that says what this exception means to the person; None for a bug."""
    match error:
        case Refusal():
            return error
        case exceptions.ValidationError():
            return Invalid(_by_field(error.detail))
        case exceptions.ParseError() | exceptions.UnsupportedMediaType() | RequestDataTooBig():
            return Invalid({"body": [_("This is not the JSON that is asked for here.")]})
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return NotSignedIn()
        case exceptions.PermissionDenied() if str(error.detail).startswith("CSRF"):
            return StoodOpenTooLong()
        case exceptions.PermissionDenied() | PermissionDenied():
            return Forbidden()
        case exceptions.NotFound() | Http404():
            return Unknown()
        case exceptions.Throttled():
            return TooMuch()
        case exceptions.MethodNotAllowed() | exceptions.NotAcceptable():
            return NotOffered()
        case IntegrityError():
            return said_by_database(str(error))
        case OperationalError() | InterfaceError() | RedisError():
            log.error("service.away", exc_info=error)
            return Unavailable()
    return None


def problem_details(error: Exception, context: Mapping[str, Any] | None = None) -> Response | None:
    """RFC 9457: status, code, words in the reader's language, details by field; None lets a bug surface."""
    refusal = as_refusal(error)
    if refusal is None:
        return None
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(refusal.title),
        "status": refusal.status,
        "code": refusal.code,
        "detail": str(refusal.detail),
        **_plain(refusal.extra),
    }
    headers = {"Content-Language": translation.get_language() or "en"}
    if refusal.status == 503:
        headers["Retry-After"] = "10"
    return Response(body, status=refusal.status, headers=headers, content_type="application/problem+json")


def new_reference() -> str:
    """A short reference that a person can read out and an administrator finds in the log."""
    return uuid.uuid4().hex[:8].upper()


def _by_field(detail: Any) -> dict[str, list[str]]:
    if isinstance(detail, Mapping):
        flat: dict[str, list[str]] = {}
        for field, words in detail.items():
            for inner, inner_words in _by_field(words).items():
                flat[str(field) if inner in {"", "non_field_errors"} else f"{field}.{inner}"] = inner_words
        return flat
    if isinstance(detail, list) and any(isinstance(item, Mapping) for item in detail):
        return {
            (f"{place}.{inner}" if inner else str(place)): words
            for place, item in enumerate(detail)
            if item
            for inner, words in _by_field(item).items()
        }
    return {"": [_in_words(word) for word in detail] if isinstance(detail, list) else [_in_words(detail)]}


def _in_words(error: Any) -> str:
    """The framework's words where they are a colleague's, ours where they are not."""
    match getattr(error, "code", None):
        case "required" | "null" | "blank" | "empty":
            return _("Please fill this in.")
        case "invalid_choice" | "not_a_list":
            return _("Please choose from what is offered.")
        case "invalid" if str(error) == str(serializers.IntegerField.default_error_messages["invalid"]):
            return _("Give a whole number, without decimals.")
    return str(error)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_said(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, int | float | bool | None) else _said(value)


def _said(words: object) -> str:
    # A refusal repeats what was sent, and half a character cannot be sent back.
    return str(words).encode(errors="replace").decode()


@cache
def page_schema(answer: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of one page of these answers, for the schema."""
    return type(
        f"{answer.__name__}Page",
        (serializers.Serializer,),
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": answer(many=True),
        },
    )


class MissingAnswer(serializers.Serializer[Any]):
    """One thing still to do, as a code and in words."""

    code = serializers.CharField()
    words = serializers.CharField()
    field = serializers.CharField(required=False)
