"""What watchers of a pilot hear."""

from common.feed import note_change
from common.push import tell
from dotanks.broadcasts import dotank_changed
from experiments.models import Pilot


def pilot_changed(pilot: Pilot) -> None:
    """Open screens of the pilot and its Do Tank read again, and search follows."""
    note_change("pilot", pilot.pk)
    tell(f"pilot.{pilot.pk}", "pilot.changed", id=pilot.pk, version=pilot.version)
    dotank_changed(pilot.dotank)
