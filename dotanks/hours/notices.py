"""What a manager and a member hear about hours. A manager reads the subject and the member's name, nothing else."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeWords, notice_kind

notice_kind(
    "hours_asked",
    NoticeWords(
        happened=_("%(person)s asks you for hours for a Do Tank: “%(problem)s”."),
        asked=_("A few hours a week, until a day you can choose. You say yes or no, and can take it back later."),
        button=_("Answer about the hours"),
    ),
)
notice_kind(
    "hours_granted",
    NoticeWords(
        happened=_("Your manager gives you hours for the Do Tank “%(problem)s”."),
        asked=_("Your team sees how many and until when."),
        button=_("Go to the Do Tank"),
    ),
)
notice_kind(
    "hours_refused",
    NoticeWords(
        happened=_("Your manager gives no hours for the Do Tank “%(problem)s”."),
        asked=_("Only you see this answer. You keep your seat; you can ask again for less, or talk with your team."),
        button=_("Read the answer"),
    ),
)
notice_kind(
    "hours_revoked",
    NoticeWords(
        happened=_("Your manager takes the hours for the Do Tank “%(problem)s” back."),
        asked=_("Tell your team what you can still do."),
        button=_("Go to the Do Tank"),
    ),
)
