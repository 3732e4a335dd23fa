"""Steps are rows in a table, and `take_step` is the only thing that assigns a state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.db import models
from django.utils.timezone import localtime

from common.models import HistoryLine
from common.refusals import WrongState


@dataclass(frozen=True)
class Step:
    """From any of these states to that one."""

    from_states: tuple[str, ...]
    to_state: str


class HasSteps(Protocol):
    """A record whose class names its table of steps."""

    pk: Any
    state: Any
    STEPS: ClassVar[Mapping[str, Step]]


def may_step(record: HasSteps, name: str) -> bool:
    """Whether the table allows this step from where the record is now."""
    return record.state in record.STEPS[name].from_states


def take_step(
    record: HasSteps, name: str, *, by: Any = None, note: str = "", by_day: bool = False, **data: Any
) -> HistoryLine:
    """Move the record along its table and write the line of history; refuse if the step does not fit.

    The row must be locked by the caller. `by` is None where the person must stay unnamed or a clock acts.
    """
    step = record.STEPS[name]
    if record.state not in step.from_states:
        raise WrongState(step=name, state=record.state)
    before, record.state = record.state, step.to_state
    assert isinstance(record, models.Model)
    record.save(update_fields=["state"])
    return note_step(record, name, by=by, note=note, from_state=before, to_state=step.to_state, by_day=by_day, **data)


def note_step(
    record: models.Model,
    name: str,
    *,
    by: Any = None,
    note: str = "",
    from_state: str = "",
    to_state: str = "",
    by_day: bool = False,
    **data: Any,
) -> HistoryLine:
    """Write a line of history for something that happened without changing the state.

    `by_day` keeps only the day, where the moment would point at whoever was at work just then.
    """
    moment = {"at": localtime().replace(hour=0, minute=0, second=0, microsecond=0)} if by_day else {}
    return HistoryLine.objects.create(
        subject_kind=record._meta.model_name or "",
        subject_id=record.pk,
        step=name,
        from_state=from_state,
        to_state=to_state,
        actor=by,
        note=note,
        data=data,
        **moment,
    )
