"""What the two sides of a search for peers hear; neither hears a name before both have said yes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.notices import NoticeGroup, NoticeWords, notice_kind


def _peer_hears(kind: str, happened: Promise, asked: Promise, button: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button), NoticeGroup.TAKING_PART)


def _poster_hears(kind: str, happened: Promise, asked: Promise, button: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button), NoticeGroup.MINE)


_read, _talk = _("Read the problem and answer"), _("Go to the conversation")
_see, _desk = _("See where it stands"), _("Go to my desk")

_peer_hears(
    "peer_asked",
    _("A colleague elsewhere stands alone with “%(problem)s”. Would you talk with them?"),
    _("You said that you are open to this. They do not know that you were asked, and a no needs no reason."),
    _read,
)
_peer_hears(
    "peer_reminder",
    _("A colleague still hopes for an answer: “%(problem)s”."),
    _("A yes or a no helps them equally: with a no, somebody else is asked."),
    _read,
)
_peer_hears(
    "peer_met",
    _("You can talk with each other about “%(problem)s”."),
    _("Both sides have said yes. Only those who were brought together read what you write."),
    _talk,
)
_peer_hears(
    "peer_not_needed",
    _("Your answer about “%(problem)s” is no longer needed."),
    _("You need not do anything. Thank you for being open to it; nobody learnt that you were asked."),
    _desk,
)
_peer_hears(
    "peer_message",
    _("There is a new message about “%(problem)s”."),
    _("You talk in private with colleagues who have the same trouble."),
    _talk,
)
_poster_hears(
    "peer_willing",
    _("A colleague from another organisation wants to talk about “%(problem)s”."),
    _("Say yes or no. Only after your yes do you see who it is, and do they hear from you."),
    _("Answer"),
)
_poster_hears(
    "peer_waits",
    _("A colleague who wants to talk about “%(problem)s” waits for your answer."),
    _("Say yes or no; a no needs no reason."),
    _("Answer"),
)
_poster_hears(
    "peer_left",
    _("A colleague left the conversation about “%(problem)s”."),
    _("What they wrote stays with you."),
    _see,
)
_poster_hears(
    "peers_ended",
    _("The search for colleagues around “%(problem)s” is over: %(found)s of 2 found."),
    _("More did not say yes in time. You can look again, or ask a coordinator for a group on the subject."),
    _see,
)
_poster_hears(
    "poster_peer_message",
    _("There is a new message about “%(problem)s”."),
    _("You talk in private with colleagues who have the same trouble."),
    _talk,
)
notice_kind(
    "peers_ended_number",
    NoticeWords(
        happened=_("A colleague who stood alone looked for two others elsewhere: %(found)s of 2 found."),
        asked=_("Who it was and about what is not told. Perhaps more colleagues should hear of this offer."),
        button=_desk,
    ),
    NoticeGroup.TAKING_PART,
)
