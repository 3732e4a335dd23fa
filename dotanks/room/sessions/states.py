"""Where a session can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Runs now")
    ENDED = "ended", _("Has ended")
    CALLED_OFF = "called_off", _("Called off")


SESSION_STEPS = {
    "start": Step((SessionState.PLANNED,), SessionState.RUNNING),
    "end": Step((SessionState.RUNNING,), SessionState.ENDED),
    "call_off": Step((SessionState.PLANNED,), SessionState.CALLED_OFF),
}


class Move(models.TextChoices):
    """What whoever leads can do with the clock and the agenda."""

    NEXT = "next", _("Go on to the next item")
    PAUSE = "pause", _("Pause")
    GO_ON = "go_on", _("Go on")
    ADD_TIME = "add_time", _("Two minutes more")
    REVEAL = "reveal", _("Show the notes")
