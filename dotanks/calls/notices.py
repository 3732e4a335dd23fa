"""What coordinators and members who ask to join hear."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeWords, notice_kind

notice_kind(
    "join_asked",
    NoticeWords(
        happened=_("%(person)s asks to join the Do Tank “%(problem)s”."),
        asked=_("Read why, and give them a seat or say no in your own words."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "join_accepted",
    NoticeWords(
        happened=_("You are in the Do Tank “%(problem)s”."),
        asked=_("You asked to join, and there is a seat for you. See who else is in."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "join_refused",
    NoticeWords(
        happened=_("There is no seat for you in the Do Tank “%(problem)s” this time."),
        asked=_("The coordinator writes: “%(reason)s”"),
        button=_("Go to my Do Tanks"),
    ),
)
notice_kind(
    "join_lapsed",
    NoticeWords(
        happened=_("The Do Tank “%(problem)s” no longer gathers."),
        asked=_("You asked to join it. Thank you; other open calls are with the Do Tanks."),
        button=_("Go to my Do Tanks"),
    ),
)
