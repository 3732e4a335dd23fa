"""The name and picture under which a problem is posted; who is behind it stands in no table that a page can read."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HUES = 12


class Animal(models.TextChoices):
    BADGER = "badger", _("Badger")
    BEAVER = "beaver", _("Beaver")
    BLACKBIRD = "blackbird", _("Blackbird")
    BUMBLEBEE = "bumblebee", _("Bumblebee")
    CRANE = "crane", _("Crane")
    DEER = "deer", _("Deer")
    DOLPHIN = "dolphin", _("Dolphin")
    DRAGONFLY = "dragonfly", _("Dragonfly")
    EAGLE = "eagle", _("Eagle")
    ERMINE = "ermine", _("Ermine")
    FALCON = "falcon", _("Falcon")
    HARE = "hare", _("Hare")
    HEDGEHOG = "hedgehog", _("Hedgehog")
    HERON = "heron", _("Heron")
    KINGFISHER = "kingfisher", _("Kingfisher")
    LYNX = "lynx", _("Lynx")
    MARTEN = "marten", _("Marten")
    OTTER = "otter", _("Otter")
    OWL = "owl", _("Owl")
    SALMON = "salmon", _("Salmon")
    SEAL = "seal", _("Seal")
    SQUIRREL = "squirrel", _("Squirrel")
    STORK = "stork", _("Stork")
    SWALLOW = "swallow", _("Swallow")


def any_animal() -> str:
    return str(secrets.choice(Animal.values))


def any_number() -> int:
    return 100 + secrets.randbelow(9900)


def any_hue() -> int:
    return secrets.randbelow(HUES)


class Persona(models.Model):
    """A mask drawn by lot: no field of it comes from the person, not even when it was made."""

    holds_personal_data: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    animal = models.CharField(max_length=12, choices=Animal.choices, default=any_animal)
    number = models.PositiveSmallIntegerField(default=any_number)
    hue = models.PositiveSmallIntegerField(default=any_hue)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["animal", "number"], name="one_persona_per_name")]

    def __str__(self) -> str:
        return f"{self.get_animal_display()} {self.number}"


def moments_are_hidden() -> bool:
    """Whether what is written under a pseudonym waits before others see it; not where the product is only tried."""
    return bool(settings.PERSONA_DELAY_MINUTES[1] > 0)


def moment_by_lot() -> datetime | None:
    """When what is written under a pseudonym appears: not when it was sent, which somebody may have watched."""
    if not moments_are_hidden():
        return None
    soonest, latest = (60 * minutes for minutes in settings.PERSONA_DELAY_MINUTES)
    return timezone.now() + timedelta(seconds=soonest + secrets.randbelow(latest - soonest + 1))
