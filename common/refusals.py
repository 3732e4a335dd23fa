"""Refusals: the only way an action says no. The edge turns them into status, code and details."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NotRequired, TypeAlias, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise


class Missing(TypedDict):
    """One thing still to do before a step, as a code and in the reader's words."""

    code: str
    words: Words
    field: NotRequired[str]


class Refusal(Exception):
    """A clear no: nothing was changed."""

    status = 400
    code = "refused"
    title: Words = _("This could not be done.")

    def __init__(self, detail: Words | None = None, *, code: str | None = None, **extra: Any) -> None:
        self.detail: Words = detail if detail is not None else self.title
        self.code = code or self.code
        self.extra = extra
        super().__init__(self.detail)


class Invalid(Refusal):
    """What was sent cannot be used; `details` says why, field by field."""

    status = 422
    code = "invalid"
    title = _("Something in the form needs your attention.")

    def __init__(self, details: Mapping[str, Sequence[Words]], detail: Words | None = None, **extra: Any) -> None:
        super().__init__(detail, details={field: list(words) for field, words in details.items()}, **extra)


# What the database itself refuses when a transaction commits: the mark in its words, and what that means to a person.
_by_database: dict[str, Callable[[], Refusal]] = {}


def refused_by_database(mark: str, refusal: Callable[[], Refusal]) -> None:
    """Say what it means to a person when the database refuses with these words."""
    _by_database[mark] = refusal


def said_by_database(words: str) -> Refusal | None:
    """The refusal that the database's words stand for; none for a bug."""
    return next((refusal() for mark, refusal in _by_database.items() if mark in words), None)


class NotSignedIn(Refusal):
    status = 401
    code = "not_signed_in"
    title = _("Please sign in first.")


class Forbidden(Refusal):
    """They may see it, but not do this."""

    status = 403
    code = "forbidden"
    title = _("You may see this, but this step is not yours to take.")


class StoodOpenTooLong(Forbidden):
    """The request came without its token: mostly a page that stood open over a sign-in."""

    code = "csrf"
    title = _("This page stood open too long. Go back, load it again and send once more; nothing was saved.")


class Unknown(Refusal):
    """It does not exist for this person: hidden looks like missing."""

    status = 404
    code = "unknown"
    title = _("There is nothing here that you can see.")


class WrongState(Refusal):
    """The step does not fit where the case is now."""

    status = 409
    code = "wrong_state"
    title = _("This step does not fit where the case is now.")


class NotReady(Refusal):
    """Something is still missing; `missing` lists it."""

    status = 409
    code = "not_ready"
    title = _("Something is still missing.")

    def __init__(self, missing: Sequence[Missing], detail: Words | None = None) -> None:
        super().__init__(detail, missing=list(missing))


class Outdated(Refusal):
    """Somebody changed it since it was read."""

    status = 409
    code = "outdated"
    title = _("This changed while you were reading.")


class Clash(Refusal):
    """The same thing was already done, by somebody or in another window."""

    status = 409
    code = "already_done"
    title = _("This has already been done.")


class TooBig(Refusal):
    """More than is taken here; `detail` says how much is."""

    status = 413
    code = "too_big"
    title = _("This is too big.")


class WrongKind(Refusal):
    """A file that is not of a kind that is taken here, whatever its name says."""

    status = 415
    code = "wrong_kind"
    title = _("A file of this kind cannot be used here.")


class NotOffered(Refusal):
    status = 405
    code = "not_offered"
    title = _("This address does not do that.")


class TooMuch(Refusal):
    status = 429
    code = "too_many"
    title = _("That was too much at once. Please wait a moment and try again.")


class Unavailable(Refusal):
    """Something the product needs is away; nothing was saved, trying again later is safe."""

    status = 503
    code = "unavailable"
    title = _("The service is catching its breath. Nothing was saved; please try again in a minute.")
