"""What people hear of seats beside a team."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeWords, notice_kind

notice_kind(
    "beside_asked",
    NoticeWords(
        happened=_("You are asked to help a Do Tank for a while: “%(problem)s”."),
        asked=_("See what as, until when and why you, and say yes or no. No costs you nothing."),
        button=_("Answer"),
    ),
)
notice_kind(
    "beside_accepted",
    NoticeWords(
        happened=_("%(person)s helps the Do Tank “%(problem)s”."),
        asked=_("See until when and as what on its page."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "beside_declined",
    NoticeWords(
        happened=_("%(person)s cannot help the Do Tank “%(problem)s”."),
        asked=_("You can ask somebody else."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "beside_ended",
    NoticeWords(
        happened=_("Your help for the Do Tank “%(problem)s” has ended."),
        asked=_("Thank you. Its room is closed to you from now on."),
        button=_("Go to my desk"),
    ),
)
