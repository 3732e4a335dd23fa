"""The day it is where the cast works; just after midnight there it is still yesterday by UTC."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """By the network's clock, which is also that of the cast's organisations."""
    return timezone.localdate(timezone=ZoneInfo(settings.NETWORK_TIME_ZONE))
