"""What the letter of an invitation says: why you, with whom, how many hours, until when; and two equal answers."""

import re

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dotanks import queries, reason_words
from dotanks.inviting.links import link_for
from dotanks.models import Invitation
from dotanks.states import InvitationState, SeatRole
from people.models.notices import Told
from people.notices import LetterMore, LetterPart

SENTENCES = 2


def letter_of_invitation(told: Told) -> LetterMore | None:
    """The whole question; nothing beyond the notice once it has been answered."""
    still_asked = Invitation.objects.select_related("dotank__problem").filter(state=InvitationState.SENT)
    invitation = still_asked.filter(pk=told.data["invitation"]).first() if "invitation" in told.data else None
    if invitation is None:
        return None
    dotank, problem = invitation.dotank, invitation.dotank.problem
    with_whom = queries.beside(invitation)
    time = time_asked(dotank.hours_a_week, dotank.weeks)
    parts = [
        LetterPart(_("The problem"), [first_sentences(problem.situation)], problem.language),
        LetterPart(_("Why you"), [reason_words.reason_to_you(one["code"], one["data"]) for one in invitation.reasons]),
        LetterPart(_("With colleagues from"), [", ".join(with_whom.organisations)]),
        LetterPart(_("Already in"), [person.shown_name for person in with_whom.already_in]),
        LetterPart(_("What it asks of you"), [time, part_words(invitation.role)]),
        LetterPart(_("Answer by"), [format_date(invitation.reply_by, "long", locale=get_language() or "en")]),
    ]
    return LetterMore(
        [part for part in parts if any(part.lines)],
        [
            (_("Yes, I join"), link_for(invitation, "yes")),
            (_("No, not this time"), link_for(invitation, "no")),
        ],
    )


def first_sentences(text: str, count: int = SENTENCES) -> str:
    """The first sentences of a text on one line; the whole text where it has no more."""
    return " ".join(re.split(r"(?<=[.!?…])\s+", " ".join(text.split()))[:count])


def time_asked(hours: int, weeks: int) -> str:
    """How much time the team asks for."""
    each = ngettext("%(hours)s hour a week", "%(hours)s hours a week", hours) % {"hours": hours}
    long = ngettext("for %(weeks)s week", "for %(weeks)s weeks", weeks) % {"weeks": weeks}
    return f"{each}, {long}"


def part_words(role: str) -> str:
    """What somebody in this role does."""
    return {
        SeatRole.DRIVER: _("Driver: you keep the work going."),
        SeatRole.CHALLENGER: _("Challenger: you ask what the others do not ask."),
    }.get(SeatRole(role), _("Member of the team."))
