"""What people hear of comments beside a document."""

from collections.abc import Collection
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dotanks.room import owners
from dotanks.room.models import MarginComment
from people.models import Person
from people.notices import NoticeGroup, NoticeWords, notice_kind, promise_notices


def _comments(kind: str, happened: Promise, asked: Promise) -> None:
    notice_kind(kind, NoticeWords(happened=happened, asked=asked, button=_("Read the comment")), NoticeGroup.COMMENTS)


_comments(
    "margin_mentioned",
    _("You are mentioned in a comment on the document of “%(problem)s”."),
    _("Read what your colleague asks, and answer in the room."),
)
_comments(
    "margin_answered",
    _("A comment of yours on the document of “%(problem)s” has an answer."),
    _("Read what your colleague says."),
)


def tell_of_comment(comment: MarginComment, *, known: Collection[UUID] = (), answers: bool = False) -> None:
    """Whoever is mentioned for the first time hears of it, and whoever spoke in the thread before, if it is new."""
    mentioned = {one.person_id: one.person for one in comment.mentions.select_related("person")}
    _promise(comment, "margin_mentioned", [one for pk, one in mentioned.items() if pk not in known])
    if answers:
        spoke = MarginComment.objects.filter(thread_id=comment.thread_id).exclude(person_id__in=mentioned)
        entering = owners.people_in(comment.thread.room_id)
        _promise(comment, "margin_answered", list(entering.filter(pk__in=spoke.values("person_id"))))


def _promise(comment: MarginComment, kind: str, people: list[Person]) -> None:
    to = [person for person in people if person.pk != comment.person_id]
    if not to:
        return
    about = owners.about(comment.thread.room_id)
    promise_notices(
        key=f"{kind}:{comment.pk}",
        kind=kind,
        to=to,
        link=f"{about.link}?beside=comments&at={comment.thread_id}",
        quiet_key=f"{kind}:{comment.thread_id}",
        problem=about.title,
    )
