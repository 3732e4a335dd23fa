"""What happens by the clock."""

import logging

from celery import shared_task

from common import audit
from common.retention import rules

log = logging.getLogger(__name__)


@shared_task(name="common.forget")
def forget() -> None:
    """Act on every rule of how long things are kept; one that fails keeps no other from its work."""
    failed = []
    for rule in rules():
        try:
            gone = rule.act()
        except Exception as error:
            log.exception("retention.failed", extra={"rule": rule.name})
            failed.append(error)
        else:
            log.info("retention.kept", extra={"rule": rule.name, "gone": gone})
    if failed:
        raise failed[0]


@shared_task(name="common.seal_what_was_added")
def seal_what_was_added() -> None:
    """Seal the days that are over, also those that ended while no worker ran."""
    audit.seal_what_was_added()
