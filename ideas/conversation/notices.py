"""What whoever takes part in a conversation hears; nobody is told of a person, only of a problem and what happened."""

from collections.abc import Collection
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.conversation.mentions import coordinators
from ideas.models import Comment, Report
from ideas.poster import tell_poster
from people.models import Person
from people.notices import NoticeGroup, NoticeWords, notice_kind, promise_notices

_read = _("Read the conversation")


def _comments(kind: str, happened: Promise, asked: Promise, button: Promise = _read) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=button), NoticeGroup.COMMENTS)


_comments(
    "problem_commented",
    _("There is something new in the conversation about your problem “%(problem)s”."),
    _("Read it, and answer if you like."),
)
_comments(
    "comment_answered",
    _("Your comment on “%(problem)s” has an answer."),
    _("Read what your colleague says."),
)
_comments(
    "mentioned",
    _("You are mentioned in the conversation about “%(problem)s”."),
    _("Somebody thinks that you know more about it."),
)
_comments(
    "poster_mentioned",
    _("Somebody asks for you in the conversation about your problem “%(problem)s”."),
    _("Read it, and answer if you like."),
)
_comments(
    "comment_hidden",
    _("A coordinator hid your comment on “%(problem)s”."),
    _("The reason: %(reason)s"),
)
_comments(
    "comment_shown_again",
    _("Your comment on “%(problem)s” can be read again."),
    _("A coordinator looked at it once more."),
)
_comments(
    "reported",
    _("A colleague reported something at “%(problem)s”."),
    _("Read what they say and look at it; hide it if it must not be read, and say what you did."),
    _("Read the report"),
)


def followers_hear(kind: str, happened: Promise, asked: Promise) -> None:
    """Give the words in which followers and supporters hear of a step of the problem; each app names its own steps."""
    notice_kind(
        f"followed_{kind}",
        NoticeWords(happened=happened, asked=asked, button=_("Go to the problem")),
        NoticeGroup.FOLLOWED,
    )


followers_hear(
    "problem_published",
    _("“%(problem)s” is open for everybody to read."),
    _("A coordinator has read it. Next, colleagues are looked for who can work on it."),
)
followers_hear(
    "problem_taken_up",
    _("A Do Tank is being formed for “%(problem)s”."),
    _("Colleagues from other organisations have been asked to work on it."),
)
followers_hear(
    "problem_released",
    _("The Do Tank for “%(problem)s” did not come together."),
    _("The problem is open again. A coordinator looks for another team."),
)
followers_hear(
    "problem_answered",
    _("The lesson from “%(problem)s” is published."),
    _("Read what was tried and what came of it: perhaps it works where you are too."),
)


def tell_of_comment(comment: Comment) -> None:
    """Whoever is mentioned, answered or asked hears of a comment that can be read from now on."""
    tell_mentioned(comment)
    problem, answered = comment.problem, comment.answers_to
    mentioned = {mention.person_id for mention in comment.mentions.all()}
    if answered and answered.person_id and answered.person_id not in mentioned | {comment.person_id}:
        _promise(comment, "comment_answered", [answered.person])  # type: ignore[list-item]
    if comment.persona_id is None and not (problem.posted_by_id and comment.person_id == problem.posted_by_id):
        kind = "poster_mentioned" if comment.mentions_poster else "problem_commented"
        tell_poster(problem, key=f"comment:{comment.pk}", kind=kind, quiet_key=_quiet(kind, comment))


def tell_mentioned(comment: Comment, known: Collection[UUID] = ()) -> None:
    """Whoever is mentioned and was not before hears of it."""
    people = [
        mention.person
        for mention in comment.mentions.select_related("person")
        if mention.person_id not in known and mention.person_id != comment.person_id
    ]
    _promise(comment, "mentioned", people)


def tell_author(comment: Comment, *, key: str, kind: str, reason: str = "") -> None:
    """The author hears what was decided about their comment, under whichever name they wrote it."""
    if comment.persona_id is not None:
        tell_poster(comment.problem, key=key, kind=kind, reason=reason)
    elif comment.person is not None:
        link = f"/app/problems/{comment.problem_id}"
        title = comment.problem.title
        promise_notices(key=key, kind=kind, to=[comment.person], link=link, problem=title, reason=reason)


def tell_coordinators(report: Report) -> None:
    """Every coordinator is asked to look at it."""
    promise_notices(
        key=f"reported:{report.pk}",
        kind="reported",
        to=coordinators(),
        link="/app/reports",
        needs_you=True,
        quiet_key=f"reported:{report.problem_id}",
        problem=report.problem.title,
    )


def _promise(comment: Comment, kind: str, people: list[Person]) -> None:
    promise_notices(
        key=f"{kind}:{comment.pk}",
        kind=kind,
        to=people,
        link=f"/app/problems/{comment.problem_id}",
        quiet_key=_quiet(kind, comment),
        problem=comment.problem.title,
    )


def _quiet(kind: str, comment: Comment) -> str:
    return f"{kind}:{comment.problem_id}"
