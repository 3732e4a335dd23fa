"""The links in an invitation's letter: signed, good until the day to answer by, and once."""

import json
from datetime import date
from uuid import UUID

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from common.refusals import Forbidden, Unknown, WrongState
from dotanks.models import Invitation
from dotanks.states import DoTankState, InvitationState
from people.models import Person

LONGEST = 400
DAMAGED = (signing.BadSignature, Invitation.DoesNotExist, ValueError, TypeError, LookupError, AttributeError)


def link_for(invitation: Invitation, answer: str) -> str:
    """The path of the page on which this answer is given without signing in; it names nobody."""
    said = [invitation.pk.hex, invitation.nonce, invitation.reply_by.isoformat()]
    return f"/invitations/{_signer(invitation).sign_object(said)}/{answer}/"


def invitation_behind(token: str, reader: Person | None) -> Invitation:
    """The invitation that whoever has this link may still answer; nobody signed in as somebody else may."""
    invitation, nonce, until = _read(token)
    if reader is not None and reader.pk != invitation.person_id:
        raise Forbidden(
            _("You are signed in, and this link is in a letter to somebody else. Sign out first if it is yours."),
            code="another_person",
        )
    if invitation.dotank.state not in {DoTankState.FORMING, DoTankState.WORKING}:
        raise WrongState(_("This Do Tank has ended. You need not do anything."), code="ended")
    if invitation.state == InvitationState.SENT and until >= timezone.localdate() <= invitation.reply_by:
        if not constant_time_compare(nonce, invitation.nonce):
            raise Unknown
        return invitation
    if invitation.state in {InvitationState.ACCEPTED, InvitationState.DECLINED}:
        raise WrongState(_("This invitation has been answered. A link works once."), code="answered")
    raise WrongState(_("The day to answer by has passed. You need not do anything."), code="too_late")


def _read(token: str) -> tuple[Invitation, str, date]:
    """What a link says, each word of it signed; unknown where it is not as we wrote it."""
    try:
        if len(token) > LONGEST:
            raise signing.BadSignature
        named = json.loads(signing.b64_decode(token.partition(":")[0].encode()))[0]
        rows = Invitation.objects.select_related("person", "dotank").filter(person__is_active=True)
        invitation = rows.get(pk=UUID(named))
        _, nonce, until = _signer(invitation).unsign_object(token)
        return invitation, nonce, date.fromisoformat(until)
    except (
        signing.BadSignature,
        Invitation.DoesNotExist,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
    ) as damaged:
        raise Unknown from damaged


def _signer(invitation: Invitation) -> signing.Signer:
    # Bound to the person without naming them: the same link for anybody else has another signature.
    return signing.Signer(salt=f"dotanks.invitation:{invitation.person_id.hex}")
