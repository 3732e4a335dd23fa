"""What everybody concerned hears when enough people stand behind a problem."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.conversation.notices import followers_hear
from people.notices import NoticeGroup, NoticeWords, notice_kind

_go = _("Go to the problem")


def _all_hear(kind: str, happened: Promise, asked: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=_go), NoticeGroup.MINE)
    followers_hear(kind, happened, asked)


def _they_hear(kind: str, happened: Promise, asked: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=_go))


_all_hear(
    "backing_reached",
    _("So many stand behind “%(problem)s” that somebody who decides has to answer."),
    _("A coordinator names who that is. The answer will be public."),
)
_all_hear(
    "backing_named",
    _("A decision maker was asked to answer “%(problem)s”."),
    _("With the problem you see who it is and by when. Without an answer, that is shown too."),
)
_all_hear(
    "backing_missed",
    _("No answer to “%(problem)s” came by the day it was due."),
    _("Everybody can see that. A coordinator may name somebody else; it can still be answered."),
)
_all_hear(
    "backing_answered",
    _("A decision maker has answered “%(problem)s”."),
    _("Read the answer with the problem. It is public."),
)
_they_hear(
    "backing_to_name",
    _("Many stand behind “%(problem)s”: name who decides."),
    _("Choose a manager who can do something about it; they have to answer in public by a day."),
)
_they_hear(
    "backing_name_due",
    _("Nobody is named yet to decide about “%(problem)s”."),
    _("Many colleagues stand behind it and wait. Choose a manager who can do something about it."),
)
_they_hear(
    "backing_unanswered",
    _("The decision maker has not answered “%(problem)s” in time."),
    _("Everybody can see that. Speak with them, or name somebody else."),
)
_they_hear(
    "backing_asked",
    _("Colleagues of several organisations ask you to decide about “%(problem)s”."),
    _("Read it and answer in public: take it up, say who has to decide, or why it stays. By when stands there."),
)
_they_hear(
    "backing_reminder",
    _("Your answer to “%(problem)s” is due soon."),
    _("It is public. Without one, everybody sees that none came."),
)
_they_hear(
    "backing_overdue",
    _("Your answer to “%(problem)s” is overdue."),
    _("Everybody can see that none came. You can still answer."),
)
