"""A row of the matrix: how to ask an operation at the stage where it belongs, and what each of the cast is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from common.models import HistoryLine
from ideas.models import Problem
from learning.handbook.loading import load
from tests.cast import Cast

Ask = tuple[str, str, Any]
Stage = Callable[[Cast], Any]
# Who reads, and where: an address, or how to find it among the rows of a whole case.
Read = tuple[str, str | Callable[[Cast], str]]


@dataclass(frozen=True)
class Row:
    """One operation: how to ask it, and what each of the cast is answered.

    `answers` names those who differ from `others`; anonymous gets 401 unless it is named.
    """

    operation: str
    ask: Callable[[Cast], Ask]
    others: int
    answers: dict[str, int]

    @property
    def stage(self) -> Stage:
        """What must have happened before it can be asked."""
        return self.ask.stage if isinstance(self.ask, AtStage) else nothing

    def status(self, who: str) -> int:
        if who == "anonymous":
            return self.answers.get(who, 401)
        return self.answers.get(who, self.others)


def get(address: str) -> Callable[[Cast], Ask]:
    return lambda cast: ("get", address, None)


def read_of_the_handbook(address: str) -> Callable[[Cast], Ask]:
    """Ask for something that the handbook brings."""

    def ask(_: Cast) -> Ask:
        load()
        return "get", address, None

    return ask


@dataclass(frozen=True)
class AtStage:
    """A request at a stage, which can be made once for all requests there."""

    stage: Stage
    request: Callable[[Cast, Any], Ask]

    def __call__(self, cast: Cast) -> Ask:
        return self.request(cast, self.stage(cast))


def nothing(_: Cast) -> None:
    """The stage of what can be asked at any time."""


def at(method: str, stage: Stage, address: str, body: Any = None) -> AtStage:
    """Ask at a stage: `{id}` is the stage's own id, and a body may be made from what the stage gave."""

    def request(cast: Cast, found: Any) -> Ask:
        made = body(cast, found) if callable(body) else body
        return method, address.format(id=found.pk, found=found), made

    return AtStage(stage, request)


def first(model: Any) -> Any:
    """The oldest row: of a case told whole, the one that an address to read at means."""
    if model is Problem:
        # A problem keeps its day only; what was told of it first came first.
        told = HistoryLine.objects.filter(subject_id=OuterRef("pk")).order_by("id").values("id")[:1]
        return model.objects.order_by(Subquery(told).asc(nulls_last=True)).first()
    return model.objects.order_by("created_at").first()


PUBLIC = {"anonymous": 200}


def team(status: int, **more: int) -> dict[str, int]:
    return {**dict.fromkeys(("member", "challenger"), status), **more}
