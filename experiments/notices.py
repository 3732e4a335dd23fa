"""What teams, managers and posters hear of sign-offs and pilots."""

from django.utils.translation import gettext_lazy as _

from ideas.conversation.notices import followers_hear
from people.notices import NoticeGroup, NoticeWords, notice_kind

_go = _("Go to the pilot")
_follow = _("Follow your problem")
_decide = _("Read and decide")

notice_kind(
    "sign_off_asked",
    NoticeWords(
        happened=_("“%(proposal)s” needs your sign-off."),
        asked=_("Read the version that was submitted, then sign it off, send it back, or decline."),
        button=_decide,
    ),
)
notice_kind(
    "sign_off_reminder",
    NoticeWords(
        happened=_("“%(proposal)s” still waits for your sign-off."),
        asked=_("It has waited for %(days)s working days. A team goes on when you have answered."),
        button=_decide,
    ),
)
notice_kind(
    "sign_off_escalated",
    NoticeWords(
        happened=_("“%(proposal)s” has waited too long for a sign-off."),
        asked=_("Nobody has answered for %(days)s working days. Speak with whoever should, or see that somebody can."),
        button=_("Read what is asked"),
    ),
)
notice_kind(
    "sign_off_overdue",
    NoticeWords(
        happened=_("“%(proposal)s” has waited too long for a sign-off."),
        asked=_(
            "Nobody has answered for %(days)s working days. "
            "See who holds the role for it at %(organisation)s, or give it to somebody who can."
        ),
        button=_("Go to the roles"),
    ),
)
notice_kind(
    "sign_off_nobody",
    NoticeWords(
        happened=_("Nobody can give a sign-off that “%(proposal)s” needs."),
        asked=_("Nobody at %(organisation)s holds the role for it. Give it to somebody, so that the team can go on."),
        button=_("Go to the roles"),
    ),
)
notice_kind(
    "proposal_sign_off_part",
    NoticeWords(
        happened=_("One of the sign-offs for “%(proposal)s” is given."),
        asked=_("Others still have to answer. You see who with the proposal."),
        button=_("See the answers"),
    ),
)
notice_kind(
    "sign_off_withdrawn",
    NoticeWords(
        happened=_("The sign-off of “%(pilot)s” was withdrawn."),
        asked=_("Nothing that rests on it is in force any more. Read the reason."),
        button=_("See the reason"),
    ),
)
notice_kind(
    "pilot_opened",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” has started."),
        asked=_("Readings are entered as they come; everybody can follow it."),
        button=_go,
    ),
)
notice_kind(
    "pilot_paused",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” is paused: %(reason)s"),
        asked=_("Nothing is tried on anybody until it goes on. Say what to change, or stop it."),
        button=_go,
    ),
)
notice_kind(
    "pilot_resumed",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” goes on."),
        asked=_("Readings are entered again; everybody can follow it."),
        button=_go,
    ),
)
notice_kind(
    "pilot_stopped",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” was stopped."),
        asked=_("Give the verdict and close it; its lesson is what remains."),
        button=_go,
    ),
)
notice_kind(
    "pilot_reached_end",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” reached its last day and is closed for readings."),
        asked=_("Give the verdict and the value; then the lesson's draft opens."),
        button=_go,
    ),
)
notice_kind(
    "pilot_concluded",
    NoticeWords(
        happened=_("The pilot “%(pilot)s” is closed."),
        asked=_("Read what became of it."),
        button=_go,
    ),
)
_exemptions = _("Go to the exemptions")
notice_kind(
    "copy_asked",
    NoticeWords(
        happened=_("A colleague asks to copy your exemption from “%(rule)s”."),
        asked=_("Read why, and say yes or no. Who gave you leave and until when is never copied."),
        button=_exemptions,
    ),
)
notice_kind(
    "copy_agreed",
    NoticeWords(
        happened=_("You may copy the exemption from “%(rule)s”."),
        asked=_("Take it over where you prepare your pilot. You still need leave of your own."),
        button=_exemptions,
    ),
)
notice_kind(
    "copy_declined",
    NoticeWords(
        happened=_("The team would rather not have its exemption from “%(rule)s” copied."),
        asked=_("Read why. You can still ask for an exemption of your own."),
        button=_exemptions,
    ),
)
for _kind, _happened, _asked in (
    (
        "poster_pilot_prepared",
        _("A pilot is being prepared for “%(problem)s”."),
        _("The team fixes what it will try, where, and how it will know."),
    ),
    (
        "poster_pilot_opened",
        _("The pilot for “%(problem)s” has started."),
        _("The solution is being tried out, small and with an end date."),
    ),
    (
        "poster_pilot_paused",
        _("The pilot for “%(problem)s” is paused."),
        _("The team looks at what must change before it goes on."),
    ),
    (
        "poster_pilot_resumed",
        _("The pilot for “%(problem)s” goes on."),
        _("What had to change was looked at; it is being tried out again."),
    ),
    (
        "poster_pilot_stopped",
        _("The pilot for “%(problem)s” has ended."),
        _("The team now gives its verdict."),
    ),
    (
        "poster_pilot_concluded",
        _("The pilot for “%(problem)s” is closed."),
        _("The team writes the lesson, so that others can use it."),
    ),
    (
        "poster_sign_off_withdrawn",
        _("The manager withdrew the sign-off for “%(problem)s”."),
        _("Nothing that rests on it is in force any more."),
    ),
):
    notice_kind(_kind, NoticeWords(happened=_happened, asked=_asked, button=_follow), NoticeGroup.MINE)
    followers_hear(_kind.removeprefix("poster_"), _happened, _asked)
