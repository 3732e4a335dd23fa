"""A stage made once for a whole module. What each test does to it is taken back, as pytest's `db` does anyway."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tests.cast import Cast
from tests.matrix.rows import AtStage, Row, Stage
from tests.remembered import remembered_cast


@dataclass(frozen=True)
class Asked:
    """One operation of the matrix, ready to be asked."""

    row: Row
    cast: Cast
    method: str
    address: str
    body: Any

    def ask(self, client: Any, body: Any = ..., **more: Any) -> Any:
        """Send the request, with another body where one is given."""
        if isinstance(self.body, bytes):
            return client.generic(self.method.upper(), f"/api/{self.address}", self.body, **more)
        if body is ...:
            return getattr(client, self.method)(f"/api/{self.address}", self.body, format="json", **more)
        # Written here, so that half characters travel as a stranger would send them.
        sent = json.dumps(body)
        return client.generic(
            self.method.upper(), f"/api/{self.address}", sent, content_type="application/json", **more
        )

    @property
    def may(self) -> str:
        """Somebody who is let through to the operation itself."""
        return next(
            (who for who, status in self.row.answers.items() if status < 300 or status == 422),
            "outsider" if self.row.others < 300 else "coordinator",
        )


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside never happened: for one test, or for one try within a test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def staged_once(stage: Stage) -> Iterator[tuple[Cast, Any]]:
    """The cast at a stage and what it gave, for as long as this lasts."""
    with taken_back():
        cast = remembered_cast()
        yield cast, stage(cast)


@contextmanager
def asked_once(row: Row, cast: Cast, found: Any) -> Iterator[Asked]:
    """The operation at its stage, for as long as this lasts."""
    with taken_back():
        method, address, body = row.ask.request(cast, found) if isinstance(row.ask, AtStage) else row.ask(cast)
        yield Asked(row, cast, method, address, body)


def behind(link: str) -> str:
    """What the screen behind a link asks first: the record it names, or its whole list."""
    page, _, asked = link.removeprefix("/app/").removeprefix("/library/").partition("?")
    return f"/api/{'problems/' + asked.partition('=')[2] if asked else '/'.join(page.split('/')[:2])}/"
