"""What teams hear of their lesson."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeWords, notice_kind

notice_kind(
    "lesson_drafted",
    NoticeWords(
        happened=_("The lesson's draft for “%(lesson)s” is ready."),
        asked=_("It is filled with what is known. Add what only you know, choose a principle and publish it."),
        button=_("Write the lesson"),
    ),
)
notice_kind(
    "lesson_published",
    NoticeWords(
        happened=_("The lesson “%(lesson)s” is published."),
        asked=_("Anybody can read it now. You are named under it."),
        button=_("Read the lesson"),
    ),
)
