"""What a person hears about their own data."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeGroup, NoticeWords, notice_kind

notice_kind(
    "archive_ready",
    NoticeWords(
        happened=_("Everything about you is gathered."),
        asked=_("You can download it for seven days."),
        button=_("Download it"),
    ),
    NoticeGroup.ACCOUNT,
)
notice_kind(
    "erasure_asked",
    NoticeWords(
        happened=_("You asked to be erased on %(day)s."),
        asked=_("Until then you can take it back. If it was not you, take it back and change your password."),
        button=_("See what happens"),
    ),
    NoticeGroup.ACCOUNT,
)
notice_kind(
    "erasure_taken_back",
    NoticeWords(
        happened=_("You will not be erased."),
        asked=_("Everything stays as it is."),
        button=_("See your data"),
    ),
    NoticeGroup.ACCOUNT,
)
