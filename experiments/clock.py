"""What happens to sign-offs and pilots by the clock."""

from celery import shared_task

from experiments.actions import reminding
from experiments.actions.check_ins import remind_of_check_in
from experiments.actions.exempting import pause_without_exemption
from experiments.running import queries


@shared_task(name="experiments.remind_of_sign_offs")
def remind_of_sign_offs() -> None:
    """Remind of sign-offs that wait, and carry up those that wait too long. Running it twice tells once."""
    reminding.remind_of_sign_offs()


@shared_task(name="experiments.pause_without_exemption")
def pause_pilots_without_exemption() -> None:
    """Let pilots rest whose exemption ended, also those whose moment came while no worker ran."""
    for pilot_id in queries.without_exemption().values_list("pk", flat=True):
        pause_without_exemption(pilot_id=pilot_id)


@shared_task(name="experiments.remind_of_check_ins")
def remind_of_check_ins() -> None:
    """Ask for the check-ins that are late, once for each day they were due."""
    for pilot_id in queries.keeping_a_rhythm().values_list("pk", flat=True):
        remind_of_check_in(pilot_id=pilot_id)
