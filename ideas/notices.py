"""What the poster hears of their problem."""

from django.utils.translation import gettext_lazy as _

from people.notices import NoticeGroup, NoticeWords, notice_kind

notice_kind(
    "problem_posted",
    NoticeWords(
        happened=_("Your problem “%(problem)s” is posted."),
        asked=_("A coordinator reads it first and then opens it for everybody. You hear of every step."),
        button=_("Follow your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_published",
    NoticeWords(
        happened=_("Your problem “%(problem)s” is open for everybody to read."),
        asked=_("A coordinator has read it. Next, colleagues are looked for who can work on it."),
        button=_("Follow your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_sent_to_group",
    NoticeWords(
        happened=_("Your problem “%(problem)s” was brought before the group “%(group)s”."),
        asked=_("Its members, colleagues from several organisations, were told of it."),
        button=_("Follow your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "group_problem",
    NoticeWords(
        happened=_("The group “%(group)s” was sent a problem: “%(problem)s”."),
        asked=_("Read it. Perhaps you know the rule in the way, or have solved it already."),
        button=_("Read the problem"),
    ),
)
notice_kind(
    "problem_taken_up",
    NoticeWords(
        happened=_("A Do Tank is being formed for “%(problem)s”."),
        asked=_("Colleagues from other organisations have been asked to work on it."),
        button=_("Follow your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_released",
    NoticeWords(
        happened=_("The Do Tank for “%(problem)s” did not come together."),
        asked=_("Your problem is open again. A coordinator looks for another team."),
        button=_("Follow your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_answered",
    NoticeWords(
        happened=_("The lesson from “%(problem)s” is published."),
        asked=_("What your problem set in motion can now help others. Thank you for posting it."),
        button=_("See what became of it"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "look_asked",
    NoticeWords(
        happened=_("A coordinator asks to know who posted “%(problem)s”."),
        asked=_("It takes a second coordinator from another organisation. Read the reason, then agree or refuse."),
        button=_("Read the reason"),
    ),
)
notice_kind(
    "poster_look_agreed",
    NoticeWords(
        happened=_("Two coordinators from different organisations may now see that you posted “%(problem)s”."),
        asked=_("The reason they gave: %(reason)s"),
        button=_("See your problem"),
    ),
    NoticeGroup.ACCOUNT,
)
notice_kind(
    "problem_asked_back",
    NoticeWords(
        happened=_("A coordinator asks something about your problem “%(problem)s”."),
        asked=_("The question: %(question)s"),
        button=_("Answer and post again"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_asked_again",
    NoticeWords(
        happened=_("A question about your problem “%(problem)s” still waits for you."),
        asked=_("Without an answer it is closed in two weeks. You can open it again at any time."),
        button=_("Answer and post again"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_declined",
    NoticeWords(
        happened=_("The network cannot take up your problem “%(problem)s”."),
        asked=_("The reason: %(reason)s"),
        button=_("See your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_attachment_taken_away",
    NoticeWords(
        happened=_("A coordinator removed a photo or a document from your problem “%(problem)s”."),
        asked=_("The reason: %(reason)s"),
        button=_("See your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_merged",
    NoticeWords(
        happened=_("Your problem “%(problem)s” goes on together with another one: “%(other)s”."),
        asked=_("It says the same. Support, followers and comments moved there, and you hear of every step."),
        button=_("See your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "problem_closed",
    NoticeWords(
        happened=_("Your problem “%(problem)s” was closed: the question about it had no answer."),
        asked=_("You can open it again at any time."),
        button=_("See your problem"),
    ),
    NoticeGroup.MINE,
)
notice_kind(
    "triage_due",
    NoticeWords(
        happened=_("The problem “%(problem)s” waits to be read."),
        asked=_("It was posted some days ago. Open it, ask back, merge it, send it to a group or decline it."),
        button=_("Go to the queue"),
    ),
)
notice_kind(
    "triage_overdue",
    NoticeWords(
        happened=_("The problem “%(problem)s” was posted more than a week ago and nobody has read it."),
        asked=_("Ask a coordinator to look at it, or name another one."),
        button=_("See the queue"),
    ),
)
