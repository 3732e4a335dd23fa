"""Where a Do Tank, an invitation and a proposal can be, and the steps between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.states import Step


class DoTankState(models.TextChoices):
    FORMING = "forming", _("Forming")
    WORKING = "working", _("Working")
    ENDED = "ended", _("Ended")
    DISSOLVED = "dissolved", _("Did not come together")


DOTANK_STEPS = {
    "start": Step((DoTankState.FORMING,), DoTankState.WORKING),
    "dissolve": Step((DoTankState.FORMING,), DoTankState.DISSOLVED),
    "end": Step((DoTankState.WORKING,), DoTankState.ENDED),
}


class InvitationState(models.TextChoices):
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("No answer in time")


INVITATION_STEPS = {
    "accept": Step((InvitationState.SENT,), InvitationState.ACCEPTED),
    "decline": Step((InvitationState.SENT,), InvitationState.DECLINED),
    "withdraw": Step((InvitationState.SENT,), InvitationState.WITHDRAWN),
    "expire": Step((InvitationState.SENT,), InvitationState.EXPIRED),
}


class DeclineReason(models.TextChoices):
    NOT_NOW = "not_now", _("Not now")
    NOT_MY_SUBJECT = "not_my_subject", _("Not my subject")
    PAUSE_ME = "pause_me", _("Pause me")
    NO_REASON = "", _("No reason given")


class SeatRole(models.TextChoices):
    DRIVER = "driver", _("Driver")
    CHALLENGER = "challenger", _("Challenger")
    MEMBER = "member", _("Member")


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for the manager")
    SENT_BACK = "sent_back", _("Sent back to the team")
    SIGNED_OFF = "signed_off", _("Signed off")
    DECLINED = "declined", _("Declined")


PROPOSAL_STEPS = {
    # A newer version may replace one that still waits, and one that was signed off while no pilot has started.
    "submit": Step(
        (ProposalState.DRAFT, ProposalState.SENT_BACK, ProposalState.SUBMITTED, ProposalState.SIGNED_OFF),
        ProposalState.SUBMITTED,
    ),
    "sign_off": Step((ProposalState.SUBMITTED,), ProposalState.SIGNED_OFF),
    "send_back": Step((ProposalState.SUBMITTED,), ProposalState.SENT_BACK),
    "decline": Step((ProposalState.SUBMITTED,), ProposalState.DECLINED),
    # Taken back before a pilot has started: the team may mend what made it so.
    "withdraw_sign_off": Step((ProposalState.SIGNED_OFF,), ProposalState.SENT_BACK),
    # Another organisation decides by now: whose sign-offs it needs is worked out anew with the next version.
    "ask_elsewhere": Step((ProposalState.SUBMITTED,), ProposalState.SENT_BACK),
}


class Risk(models.TextChoices):
    """The few questions whose yes asks for a further sign-off."""

    PERSONAL_DATA = "personal_data", _("Does it use data about people?")
    VULNERABLE_PEOPLE = "vulnerable_people", _("Does it touch people who can hardly stand up for themselves?")
    LEGAL_EXEMPTION = "legal_exemption", _("Must a law or a rule be set aside?")
    MONEY_ABOVE_LIMIT = "money_above_limit", _("Does it cost more than the organisation's limit?")
    ANOTHERS_DUTY = "anothers_duty", _("Does it touch what another organisation has to do?")


class BatchState(models.TextChoices):
    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Being worked out")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Stopped")
    FAILED = "failed", _("Failed")


BATCH_STEPS = {
    "begin": Step((BatchState.WAITING,), BatchState.RUNNING),
    "finish": Step((BatchState.RUNNING,), BatchState.DONE),
    "cancel": Step((BatchState.WAITING, BatchState.RUNNING), BatchState.CANCELLED),
    "fail": Step((BatchState.WAITING, BatchState.RUNNING), BatchState.FAILED),
}


class BatchStage(models.TextChoices):
    """What the worker does, in this order."""

    MEMBERS = "members", _("Reading who could be asked")
    ALONE = "alone", _("Each problem by itself")
    SHARING = "sharing", _("Giving everybody to one team at most")
    FILLING = "filling", _("Filling empty seats")
    HELPING = "helping", _("Helping the teams that are furthest behind")
    REASONS = "reasons", _("Writing down the reasons")
