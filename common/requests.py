"""Requests as the edges see them."""

from typing import TYPE_CHECKING, Any

from rest_framework.request import Request

if TYPE_CHECKING:

    class SignedInRequest(Request):
        """A request whose sign-in has been checked."""

        user: Any

else:
    SignedInRequest = Request
