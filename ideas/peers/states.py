"""Where a search for peers and the question to one of them can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class SearchState(models.TextChoices):
    OPEN = "open", _("Looking for colleagues")
    MATCHED = "matched", _("Two colleagues are found")
    ENDED = "ended", _("The time has run out")
    STOPPED = "stopped", _("Stopped")


SEARCH_STEPS = {
    "match": Step((SearchState.OPEN,), SearchState.MATCHED),
    "run_out": Step((SearchState.OPEN,), SearchState.ENDED),
    "stop": Step((SearchState.OPEN,), SearchState.STOPPED),
    "look_again": Step((SearchState.MATCHED, SearchState.ENDED, SearchState.STOPPED), SearchState.OPEN),
}


class AskState(models.TextChoices):
    WAITING = "waiting", _("In reserve")
    ASKED = "asked", _("Asked")
    WILLING = "willing", _("Said yes; the poster answers next")
    DECLINED = "declined", _("Said no")
    MET = "met", _("You talk with each other")
    TURNED_DOWN = "turned_down", _("The poster said no")
    LAPSED = "lapsed", _("No longer asked")
    LEFT = "left", _("You left the conversation")


ASK_STEPS = {
    "ask": Step((AskState.WAITING,), AskState.ASKED),
    "say_yes": Step((AskState.ASKED,), AskState.WILLING),
    "say_no": Step((AskState.ASKED,), AskState.DECLINED),
    "meet": Step((AskState.WILLING,), AskState.MET),
    "turn_down": Step((AskState.WILLING,), AskState.TURNED_DOWN),
    "leave": Step((AskState.MET,), AskState.LEFT),
    "lapse": Step((AskState.WAITING, AskState.ASKED, AskState.WILLING), AskState.LAPSED),
}
# Whom the poster was brought together with, also where they left since.
TALKED = (AskState.MET, AskState.LEFT)
OPEN_ASKS = (AskState.ASKED, AskState.WILLING)
