"""How a step is tried: as a request, or as an action where it has no address."""

from collections.abc import Callable
from typing import Any

from common.refusals import Refusal
from tests.cast import Cast
from tests.conftest import ClientFor

# A record in some state, made by real actions; and one try at it, which gives the status and the code answered.
Make = Callable[[Cast], Any]
Try = Callable[[Cast, Any, ClientFor], tuple[int, str]]


def by(who: str, address: str, body: Any = None) -> Try:
    """Ask the API as one of the cast; `body` may depend on the record."""

    def ask(cast: Cast, record: Any, as_person: ClientFor) -> tuple[int, str]:
        sent = body(record) if callable(body) else body
        response = as_person(cast[who]).post(f"/api/{address.format(id=record.pk, r=record)}", sent, format="json")
        return response.status_code, response.json().get("code", "")

    return ask


def act(action: Callable[[Cast, Any], Any]) -> Try:
    """Call an action that has no address of its own."""

    def ask(cast: Cast, record: Any, as_person: ClientFor) -> tuple[int, str]:
        try:
            action(cast, record)
        except Refusal as refusal:
            return refusal.status, refusal.code
        return 200, ""

    return ask
