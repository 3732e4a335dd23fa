"""Where an organisation and a wish to move to another employer can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class OrganisationState(models.TextChoices):
    UNVERIFIED = "unverified", _("Not checked yet")
    VERIFIED = "verified", _("Checked")


ORGANISATION_STEPS = {
    "verify": Step((OrganisationState.UNVERIFIED,), OrganisationState.VERIFIED),
    "withdraw_verification": Step((OrganisationState.VERIFIED,), OrganisationState.UNVERIFIED),
}


class ClaimState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")
    WITHDRAWN = "withdrawn", _("Taken back")


CLAIM_STEPS = {
    "confirm": Step((ClaimState.OPEN,), ClaimState.CONFIRMED),
    "refuse": Step((ClaimState.OPEN,), ClaimState.REFUSED),
    "take_back": Step((ClaimState.OPEN,), ClaimState.WITHDRAWN),
}


class DelegationState(models.TextChoices):
    """Computed from its days, never stored."""

    AHEAD = "ahead", _("Ahead")
    IN_FORCE = "in_force", _("In force")
    OVER = "over", _("Over")
    ENDED = "ended", _("Ended early")
