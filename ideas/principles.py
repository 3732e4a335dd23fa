"""The five principles of the OECD Declaration on Public Sector Innovation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Principle(models.TextChoices):
    EMBRACE = "p1-embrace", _("Embrace innovation")
    EQUIP = "p2-equip", _("Encourage and equip everyone")
    PARTNER = "p3-partner", _("Work with partners")
    EXPLORE = "p4-explore", _("Explore and test")
    DIFFUSE = "p5-diffuse", _("Share what was learnt")
